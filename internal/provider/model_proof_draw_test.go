package provider_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"
)

// drawProof adds what some arguments ask for beside sessions: each of them alone, or several.
func (n *modelNight) drawProof(t *rapid.T) {
	a := &n.asked
	if a.jobNames == nil && a.server == "" && oneIn(t, "expect_inventory", 3) {
		n.drawHosts(t)
	}
	if oneIn(t, "evidence_from", 3) {
		a.points = true
		n.drawPoints(t)
		a.minPoints = pick(t, "min_restore_points", 0, 0, 1, 2, 3)
	}
	if oneIn(t, "copies", 4) {
		a.copyRPO = n.drawRPO(t, "copy_rpo")
	}
	if oneIn(t, "max_data_age", 5) {
		n.drawCollections(t)
	}
	if oneIn(t, "policies", 4) {
		n.drawPolicies(t)
	}
}

// drawRPO is one that the lookback reaches.
func (n *modelNight) drawRPO(t *rapid.T, label string) time.Duration {
	rpo := n.asked.rpo
	return pick(t, label, rpo, rpo/2, min(2*rpo, n.asked.theLookback()))
}

func (n *modelNight) drawPolicies(t *rapid.T) {
	for _, name := range []string{"gold", "silver"}[:1+below(t, "policies", 2)] {
		p := modelPolicy{name: name, machines: []string{pick(t, "policy's machines", "web*", "*vm-1", `VBR02\*`, "*b01", "*", "*.vm-9")}}
		if oneIn(t, "its rpo", 2) {
			p.rpo = n.drawRPO(t, "policy's rpo")
		}
		if oneIn(t, "its copy_rpo", 3) {
			p.copyRPO = n.drawRPO(t, "policy's copy_rpo")
		}
		if n.asked.points {
			p.minPoints = pick(t, "policy's min_restore_points", 0, 0, 1, 2, 3)
		}
		p.acceptWarning = pick(t, "policy's accept_warning", "", "", "true", "false")
		n.asked.policies = append(n.asked.policies, p)
	}
}

// drawPoints gives most task sessions that did well a point: by a link, or by the time in which it was created. Some lost it, and some
// points are of no task session that is here.
func (n *modelNight) drawPoints(t *rapid.T) {
	isAlwaysLinked := oneIn(t, "all linked", 3)
	for i := range n.tasks {
		task := &n.tasks[i]
		if task.point = false; rankOf(task) < rankWarning {
			continue
		}
		p := modelPoint{name: task.name, vmUID: task.vmUID, server: n.sessions[task.session].server}
		length := time.Hour
		if task.end != endHour {
			length = max(0, -task.begun)
		}
		if isAlwaysLinked || oneIn(t, "linked", 3) {
			task.point, p.of = true, i+1
			p.created = task.begun + pick(t, "created", time.Minute, time.Minute, 0, time.Hour)
		} else {
			p.created = task.begun + pick(t, "created", time.Minute, 0, 0, length, length, -time.Second, length+time.Second)
			ofAgent := strings.HasPrefix(n.sessions[task.session].jobType, "Agent")
			if p.agent = ofAgent != oneIn(t, "other's", 6); p.agent {
				p.vmUID = ""
			}
		}
		if !oneIn(t, "gone", 4) {
			n.points = append(n.points, p)
		}
	}
	for range below(t, "older points", 3) {
		p := modelPoint{name: pick(t, "of", modelNames...), server: below(t, "on", len(n.servers)), created: n.drawTime(t) - n.asked.theLookback()/2}
		p.vmUID = pick(t, "point's vm_uid", modelUIDs...)
		n.points = append(n.points, p)
	}
}

// drawHosts makes one virtual host, which one backup server has or both, or two.
func (n *modelNight) drawHosts(t *rapid.T) {
	n.asked.hosts = pick(t, "hosts", []string{"*"}, []string{"*"}, []string{"VC01"}, []string{"vc01"}, []string{"vc01", "vc02"})
	n.roots = []modelRoot{{name: "vc01", unique: "instance-1", reference: "r"}}
	switch below(t, "second host", 4) {
	case 1, 3: // the same one by the other backup server
		n.roots = append(n.roots, modelRoot{name: pick(t, "its name", "vc01", "vc02"), unique: "instance-1", reference: "s", server: 1})
	case 2:
		n.roots = append(n.roots, modelRoot{name: "vc02", unique: "instance-2", reference: "s", server: below(t, "its server", 2)})
	}
	if slices.Contains(n.asked.hosts, "vc02") && !slices.ContainsFunc(n.roots, func(r modelRoot) bool { return r.name == "vc02" }) {
		n.asked.hosts = []string{"vc01"}
	}
	if oneIn(t, "created again, with an inventory", 2) {
		n.recreate(pick(t, "its name", "web01", "db01"), pick(t, "when", -n.asked.rpo, -n.asked.rpo/2, -time.Hour), modelVM+"vm-8", modelVM+"vm-9")
	}
	if len(n.roots) == 2 && !oneIn(t, "one reference", 3) {
		n.moveToSecondHost()
	}
	for root := range n.roots {
		n.drawList(t, root)
	}
	n.giveOneName()
}

// giveOneName has all roots of a host list an object under one name: which of two names is meant, nobody can know.
func (n *modelNight) giveOneName() {
	for i := range n.listed {
		for _, earlier := range n.listed[:i] {
			if n.roots[earlier.root].unique == n.roots[n.listed[i].root].unique && foldName(earlier.ref) == foldName(n.listed[i].ref) {
				n.listed[i].name = earlier.name
				break
			}
		}
	}
}

// moveToSecondHost has the second backup server name machines by its own root.
func (n *modelNight) moveToSecondHost() {
	for i := range n.tasks {
		if task := &n.tasks[i]; n.sessions[task.session].server == 1 {
			task.vmUID = strings.Replace(task.vmUID, ":r.", ":s.", 1)
		}
	}
}

// drawList lists most of the machines that sessions know, some that none knows, and templates. It is never empty.
func (n *modelNight) drawList(t *rapid.T, root int) {
	idle := "idle01"
	if n.roots[root].unique == "instance-1" {
		idle = pick(t, "always there", "idle01", "idle01", "web01")
	}
	if root == 1 && n.roots[0].unique == n.roots[1].unique {
		idle = n.listed[0].name
	}
	n.listed = append(n.listed, modelListed{root: root, ref: "vm-70", name: idle})
	seen := []string{"vm-70"}
	for i := range n.tasks {
		_, ref, _ := strings.Cut(n.tasks[i].vmUID, ".")
		who := ref
		if ref == "" {
			ref, who = fmt.Sprintf("vm-6%02d", i), n.tasks[i].name
		}
		if slices.Contains(seen, who) {
			continue
		}
		seen = append(seen, who)
		l := modelListed{root: root, ref: ref, name: n.tasks[i].name}
		switch below(t, "in the list", 8) {
		case 0, 1, 2:
			continue
		case 5:
			l.template = pick(t, "template", templateByType, templateByReference)
		case 3:
			if root == 0 { // which of two names that two roots give one machine holds is not known
				l.name = pick(t, "another name", modelNames...)
			}
		case 4:
			l.ref = strings.ToUpper(ref)
		}
		n.listed = append(n.listed, l)
	}
}

// drawCollections makes system sessions, one after the other.
func (n *modelNight) drawCollections(t *rapid.T) {
	n.asked.maxDataAge = pick(t, "max_data_age", time.Hour, 2*time.Hour)
	begun := -time.Duration(below(t, "newest collection", 3)) * time.Hour
	for range below(t, "collections", 4) {
		n.collections = append(n.collections, modelCollection{
			kind:  pick(t, "type", "CollectJob", "CollectJob", "CollectJob", "CleanupJob"),
			state: pick(t, "state of it", "CompletedSuccessfully", "CompletedSuccessfully", "CompletedWarning", "Failed", "InProgress"),
			begun: begun + time.Duration(pick(t, "beside the hour", 0, -60, -61, -59))*time.Second,
		})
		begun -= time.Duration(1+below(t, "before it", 2)) * time.Hour
	}
}
