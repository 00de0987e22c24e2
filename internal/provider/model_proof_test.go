package provider_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// modelProof is what Enterprise Manager knows of a night beside its sessions.
type modelProof struct {
	points      []modelPoint
	roots       []modelRoot
	listed      []modelListed
	collections []modelCollection
}

// modelPoint is a restore point of a machine.
type modelPoint struct {
	of          int // the place of the task session that links to it, plus 1; 0: none does
	name, vmUID string
	server      int
	created     time.Duration
	agent       bool // of a computer with an agent: it has no vm_uid, and its name stands before the @
}

// modelRoot is a virtual host as one backup server has it. Vm_uids hold the reference.
type modelRoot struct {
	name, unique, reference string
	server                  int
}

// modelListed is a machine, or a template, in the list of a virtual host.
type modelListed struct {
	root      int
	ref, name string
	template  templateForm
}

// templateForm is by what a template in a list is told from a machine.
type templateForm string

const (
	noTemplate          templateForm = ""
	templateByType      templateForm = "template by its type"
	templateByReference templateForm = "template by its reference"
)

// vmUID is the reference by which sessions name a listed machine.
func (l *modelListed) vmUID(n *modelNight) string {
	return "urn:VMware:Vm:" + n.roots[l.root].reference + "." + l.ref
}

// modelCollection is a system session.
type modelCollection struct {
	kind, state string
	begun       time.Duration // it ends a minute later, unless it runs
}

// modelPolicy is a class of machines; what is empty or 0 is left out.
type modelPolicy struct {
	name          string
	machines      []string
	rpo, copyRPO  time.Duration
	minPoints     int
	acceptWarning string
}

func (p *modelPolicy) values() map[string]any {
	values := map[string]any{"name": p.name, "machines": p.machines}
	addProof(values, p.copyRPO, p.minPoints)
	if p.rpo != 0 {
		values["rpo"] = p.rpo.String()
	}
	if p.acceptWarning != "" {
		values["accept_warning"] = p.acceptWarning == "true"
	}
	return values
}

func addProof(values map[string]any, copyRPO time.Duration, minPoints int) {
	if copyRPO != 0 {
		values["copy_rpo"] = copyRPO.String()
	}
	if minPoints != 0 {
		values["min_restore_points"] = int64(minPoints)
	}
}

// addProof adds the arguments that ask for more than sessions.
func (a *modelArguments) addProof(values map[string]any) {
	addProof(values, a.copyRPO, a.minPoints)
	if a.points {
		values["evidence_from"] = "restore_points"
	}
	if a.hosts != nil {
		values["expect_inventory"] = a.hosts
	}
	if a.maxDataAge != 0 {
		values["max_data_age"] = a.maxDataAge.String()
	}
	var policies []map[string]any
	for i := range a.policies {
		policies = append(policies, a.policies[i].values())
	}
	if policies != nil {
		values["policies"] = policies
	}
}

// addTo adds the rows to what the simulator serves: the points of a backup server are of one backup.
func (n *modelNight) addProofTo(inv *veeamsim.Inventory) {
	for i := range n.servers {
		inv.Backups = append(inv.Backups, veeamsim.Backup{ID: guid(6, i), Name: "all", ServerID: guid(1, i)})
		inv.RestorePoints = append(inv.RestorePoints, veeamsim.RestorePoint{ID: guid(7, i), BackupID: guid(6, i), Created: now.Add(-time.Hour)})
	}
	for i, p := range n.points {
		id := guid(8, i)
		if p.of != 0 {
			id = guid(5, p.of-1)
		}
		if p.agent {
			inv.AgentRestorePoints = append(inv.AgentRestorePoints, veeamsim.AgentRestorePoint{
				ID: id, RestorePointID: guid(7, p.server), ComputerName: p.name, Created: now.Add(p.created), Algorithm: "Full", PointType: "Full",
			})
			continue
		}
		inv.VMRestorePoints = append(inv.VMRestorePoints, veeamsim.VMRestorePoint{
			ID: id, RestorePointID: guid(7, p.server), VMName: p.name, VMUID: p.vmUID, Created: now.Add(p.created), Algorithm: "Full", PointType: "Full",
		})
	}
	for i, r := range n.roots {
		inv.HierarchyRoots = append(inv.HierarchyRoots, veeamsim.HierarchyRoot{
			ID: guid(9, i), Name: r.name, ServerID: guid(1, r.server), HierarchyRootID: r.reference, UniqueID: r.unique, HostType: "VC",
		})
	}
	for _, l := range n.listed {
		inv.HierarchyItems = append(inv.HierarchyItems, veeamsim.HierarchyItem{RootID: guid(9, l.root), Ref: l.ref, Name: l.name})
	}
	for i, c := range n.collections {
		row := veeamsim.SystemSession{ID: guid(10, i), SessionType: c.kind, State: c.state, Created: now.Add(c.begun)}
		if c.state != "InProgress" {
			row.Ended = row.Created.Add(time.Minute)
		}
		inv.SystemSessions = append(inv.SystemSessions, row)
	}
}

// templates are the references of listed templates, and by what each is told.
func (n *modelNight) templates() map[string]templateForm {
	forms := map[string]templateForm{}
	for i := range n.listed {
		if l := &n.listed[i]; l.template != noTemplate {
			forms[l.vmUID(n)] = l.template
		}
	}
	return forms
}

// describeProof is what there is beside the sessions, a line each.
func (n *modelNight) describeProof(b *strings.Builder) {
	for i, p := range n.points {
		what := "point"
		if p.agent {
			what = "agent's point"
		}
		if p.of != 0 {
			what = fmt.Sprintf("%s of t%d", what, p.of-1)
		}
		fmt.Fprintf(b, "  p%-2d %-16s %-14q %-8s on %-6s %10s\n", i, what, p.name, shortUID(p.vmUID), n.servers[p.server], p.created)
	}
	for i, r := range n.roots {
		fmt.Fprintf(b, "host %s: %s, reference %s, on %s\n", r.name, r.unique, r.reference, n.servers[r.server])
		for _, l := range n.listed {
			if l.root == i {
				fmt.Fprintf(b, "  lists %-8s %q %s\n", l.ref, l.name, l.template)
			}
		}
	}
	for _, c := range n.collections {
		fmt.Fprintf(b, "%s %s %s\n", c.kind, c.begun, c.state)
	}
}
