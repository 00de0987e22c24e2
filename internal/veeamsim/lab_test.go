package veeamsim

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestLabIsOneStory checks that the lists of the lab fit together: what a session made is in a backup on a repository.
func TestLabIsOneStory(t *testing.T) {
	t.Parallel()
	lab := Lab(noon)
	points, files, backups := map[string]RestorePoint{}, map[string]BackupFile{}, map[string]Backup{}
	repositories, sessions, jobs := map[string]Repository{}, map[string]BackupSession{}, map[string]Job{}
	for _, r := range lab.Repositories {
		repositories[r.ID] = r
	}
	for _, j := range lab.Jobs {
		jobs[j.ID] = j
	}
	for _, b := range lab.Backups {
		backups[b.ID] = b
		orphaned := b.Name == "Old SQL Servers" // its job was deleted
		if _, known := repositories[b.RepositoryID]; !known || (jobs[b.JobID].ID == "") != orphaned {
			t.Errorf("backup %s is on no repository or of no job", b.ID)
		}
	}
	for _, p := range lab.RestorePoints {
		points[p.ID] = p
		if backups[p.BackupID].ID == "" {
			t.Errorf("restore point %s is in no backup", p.ID)
		}
	}
	for _, f := range lab.BackupFiles {
		files[f.ID] = f
		if points[f.RestorePointID].ID == "" || f.BackupSize <= 0 || f.BackupSize > f.DataSize {
			t.Errorf("file %+v is of no restore point or of no size", f)
		}
	}
	for _, s := range lab.BackupSessions {
		sessions[s.ID] = s
	}
	machines := map[string]VMRestorePoint{}
	for _, p := range lab.VMRestorePoints {
		machines[p.ID] = p
		if f, known := files[p.FileID]; !known || f.RestorePointID != p.RestorePointID {
			t.Errorf("the point of %s is in another file than its restore point", p.VMName)
		}
	}
	made := 0
	for _, task := range lab.TaskSessions {
		session := sessions[task.SessionID]
		if job := jobs[session.JobID]; job.JobType != "Backup" {
			continue
		}
		p, exists := machines[task.RestorePointID]
		if task.RestorePointID == gonePoint {
			if exists || task.VMName != "mon01" || task.Result != "Success" {
				t.Errorf("the point that is gone: %+v", task)
			}
			continue
		}
		if good := task.Result == "Success" || task.Result == "Warning"; good != exists {
			t.Errorf("%s with %s at %s: has it made a point? %t", task.VMName, task.Result, task.Created, exists)
			continue
		}
		if !exists {
			continue
		}
		made++
		if p.VMName != task.VMName || p.VMUID != task.VMUID || p.Created.Before(task.Created) || p.Created.After(task.Ended) ||
			backups[points[p.RestorePointID].BackupID].JobID != session.JobID || session.RestorePointID != p.RestorePointID {
			t.Errorf("the point of %s at %s does not fit its task session: %+v", task.VMName, task.Created, p)
		}
	}
	equal(t, "points that sessions made", made, 41)
}

func TestLabHasWhatIsHardToJudge(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Inventory: Lab(noon)})
	listed, created := map[string]string{}, map[string]time.Time{}
	for _, item := range Lab(noon).HierarchyItems {
		listed[item.Name] = item.Ref
	}
	seen := map[string]string{}
	for _, task := range Lab(noon).TaskSessions {
		if _, ref, found := strings.Cut(task.VMUID, "."); found && strings.HasPrefix(task.VMUID, "urn:VMware:") {
			seen[task.VMName] = ref
		}
	}
	for name, ref := range seen {
		if (listed[name] == ref) == (name == "dc02") {
			t.Errorf("%s: sessions know it as %s, the virtual host as %s", name, ref, listed[name])
		}
	}
	inNoJob := []string{}
	for name := range listed {
		if seen[name] == "" {
			inNoJob = append(inNoJob, name)
		}
	}
	equal(t, "in no job", sorted(inNoJob), []string{"dc01_replica", "dev01", "file01_replica", "tpl-rhel9", "vCLS-1"})

	for _, p := range Lab(noon).ReplicaPoints {
		created[p.VMName] = p.Created
	}
	if behind := noon.Sub(created["dc01"]); behind < 57*time.Hour {
		t.Errorf("the newest replica point of dc01 is %s old", behind)
	}
	equal(t, "replications that failed", len(c.queryNames("ReplicaTaskSession", "Result==Failed", "")), 4)
	equal(t, "offline", names(t, c.get("/query?type=DiscoveredComputer&format=Entities&filter=AgentStatus==NotInstalled")), []string{"lnx-new01"})
	offline := slices.IndexFunc(Lab(noon).DiscoveredComputers, func(c DiscoveredComputer) bool { return c.HostStatus == "Offline" })
	equal(t, "offline", Lab(noon).DiscoveredComputers[offline].Name, "lnx-build01")

	copies := map[string]time.Time{}
	for _, p := range Lab(noon).VMRestorePoints {
		if body := c.get("/vmRestorePoints/" + p.ID); strings.Contains(body, `"name":"vbr02.lab.example"`) && p.Created.After(copies[p.VMName]) {
			copies[p.VMName] = p.Created
		}
	}
	old := []string{}
	for name, newest := range copies {
		if noon.Sub(newest) > 24*time.Hour {
			old = append(old, name)
		}
	}
	equal(t, "copies that are old", sorted(old), []string{"app02", "db02", "mail01"})
	without := func(filter string, wanted func(Job) bool) (found []string) {
		keeps := func(j Job) bool { return slices.Contains(c.queryNames("Job", filter, ""), j.Name) }
		for _, j := range Lab(noon).Jobs {
			if keeps(j) && wanted(j) {
				found = append(found, j.Name)
			}
		}
		return found
	}
	equal(t, "disabled", without("ScheduleEnabled==False", func(Job) bool { return true }), []string{"Intranet Archive"})
	equal(t, "without a key", without("JobType==Backup", func(j Job) bool { return j.PasswordKeyID == "" }), []string{"Nightly VMs"})
	equal(t, "keeps fewer than a week's points",
		without("JobType==Backup", func(j Job) bool { return j.Retention.LimitType == "Cycles" && j.Retention.Cycles < 7 }), []string{"SQL Servers"})
	equal(t, "never ran", without("JobType==Backup", func(j Job) bool {
		return len(c.queryNames("BackupJobSession", "JobName==\""+j.Name+"\"", "")) == 0
	}), []string{"Intranet Archive", "Month-End Reports"})
	withoutUID := map[string]bool{}
	for _, task := range Lab(noon).TaskSessions {
		if task.VMUID == "" {
			withoutUID[task.VMName] = true
		}
	}
	equal(t, "machines without VmUid", withoutUID, map[string]bool{"lnx-build01": true})
	for _, task := range Lab(noon).TaskSessions {
		if task.VMName == "lnx-new01" && task.Result != "Failed" {
			t.Errorf("a backup of lnx-new01, which has no agent: %+v", task)
		}
	}
}

func TestLookup(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Inventory: Lab(noon)})
	root := Lab(noon).HierarchyRoots[0].ID
	host := "/lookup?host=urn%3aveeam%3aHierarchyRoot%3a" + root
	one := `{"hierarchyItems":[{"objectRef":"urn:VMware:Vm:` + root + `.vm-2106","objectType":"Vm","objectName":"dev01",` +
		`"links":null,"href":null,"type":"HierarchyItem"}]}`
	equal(t, "by name", c.get(host+"&name=DEV01&type=Vm"), one)
	equal(t, "by the beginning of the name", c.get(host+"&name=dev*&type=vm"), one)
	equal(t, "by reference", c.get("/lookup?hierarchyRef=urn:VMware:Vm:"+root+".vm-2106"), one)
	for query, want := range map[string]int{"&name=*&type=Vm": 19, "": 20, "&type=Template": 1, "&name=web*": 3, "&name=nobody": 0, "&type=Tag": 0} {
		equal(t, query, strings.Count(c.get(host+query), `"objectRef"`), want)
	}
	equal(t, "unknown host", c.status("GET", "/lookup?host=urn:veeam:HierarchyRoot:"+unknown+"&type=Vm&name=*"), 404)
	equal(t, "no host", c.status("GET", "/lookup?type=Vm&name=*"), 400)
	links := linksOf(t, c.get("/lookupSvc"))
	if !slices.Contains(links, [2]string{"/lookup?host=urn%3aveeam%3aHierarchyRoot%3a" + root + "&name=*&type=Vm", "HierarchyItemList"}) {
		t.Errorf("the service links to %q", links)
	}
}

// TestScopeOfAPortalUser: restore points and machines of virtual hosts are narrowed, sessions are not.
func TestScopeOfAPortalUser(t *testing.T) {
	t.Parallel()
	user := Account{Username: "u", Password: "p", Role: PortalUser, Machines: []string{"WEB01", "lnx-git01"}}
	all, none := user, user
	all.Machines, none.Machines = nil, []string{}
	root := Lab(noon).HierarchyRoots[0].ID
	count := func(account Account, path string) int {
		return strings.Count(newClient(t, Config{Inventory: Lab(noon), Accounts: []Account{account}}).get(path), `"name":`)
	}
	for _, path := range []string{"/vmRestorePoints", "/query?type=VmRestorePoint&pageSize=1000", "/agents/agentRestorePoints"} {
		if one, every := count(user, path), count(all, path); one == 0 || one >= every || count(none, path) > 2 {
			t.Errorf("%s: %d names in the scope, %d in all, %d without a scope", path, one, every, count(none, path))
		}
	}
	c := newClient(t, Config{Inventory: Lab(noon), Accounts: []Account{user}})
	for _, name := range names(t, c.get("/vmRestorePoints")) {
		equal(t, "machine", name, "web01")
	}
	equal(t, "sessions", count(user, "/backupTaskSessions"), count(all, "/backupTaskSessions"))
	equal(t, "machines of a host", strings.Count(c.get("/lookup?host=urn:veeam:HierarchyRoot:"+root+"&name=*&type=Vm"), `"objectRef"`), 1)
	for _, p := range Lab(noon).VMRestorePoints {
		if want := map[bool]int{true: 200, false: 404}[p.VMName == "web01"]; c.status("GET", "/vmRestorePoints/"+p.ID) != want {
			t.Errorf("the point of %s does not answer %d", p.VMName, want)
		}
	}
	administrator := Account{Username: "a", Password: "p", Machines: []string{"web01"}}
	equal(t, "an administrator", count(administrator, "/vmRestorePoints"), count(all, "/vmRestorePoints"))
}

// TestScopesOfSeveralAccounts: what a query has answered one account is not what it answers another, whoever asks first.
func TestScopesOfSeveralAccounts(t *testing.T) {
	t.Parallel()
	accounts := []Account{
		{Username: "all", Password: "p", Role: PortalUser}, {Username: "none", Password: "p", Role: PortalUser, Machines: []string{}},
		{Username: "one", Password: "p", Role: PortalUser, Machines: []string{"web01"}}, {Username: "admin", Password: "p", Machines: []string{"web01"}},
	}
	ask := func(c *client, account Account) int {
		c.token = ""
		c.token = c.do(c.logonRequest(account.Username, account.Password)).header.Get("X-RestSvcSessionId")
		return len(c.queryNames("VmRestorePoint", "", "&sortAsc=Name&pageSize=1000"))
	}
	for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}} {
		c := newClient(t, Config{Inventory: Lab(noon), Accounts: accounts})
		got := make([]int, len(accounts))
		for _, i := range order {
			got[i] = ask(c, accounts[i])
		}
		if got[0] == 0 || got[1] != 0 || got[2] == 0 || got[2] >= got[0] || got[3] != got[0] {
			t.Errorf("asked in the order %v, the accounts get %v points", order, got)
		}
	}
}

func TestReportsAreComputed(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Inventory: Lab(noon)})
	equal(t, "overview", c.get("/reports/summary/overview"), `{"backupServers":2,"proxyServers":2,"repositoryServers":4,"runningJobs":2,`+
		`"scheduledJobs":7,"successfulVmLastestStates":15,"warningVmLastestStates":1,"failedVmLastestStates":4}`)
	before := c.get("/reports/summary/job_statistics")
	if !strings.HasPrefix(before, `{"runningJobs":2,"scheduledJobs":7,"scheduledBackupJobs":6,"scheduledReplicaJobs":1,"totalJobRuns":`) {
		t.Errorf("job statistics are %s", before)
	}
	vms := c.get("/reports/summary/vms_overview")
	if !strings.HasPrefix(vms, `{"protectedVms":15,"backedUpVms":15,"replicatedVms":2,"restorePoints":76,`) ||
		!strings.Contains(vms, `"successBackupPercents":75,`) {
		t.Errorf("machines are %s", vms)
	}
	days := c.get("/reports/summary/processed_vms")
	if !strings.HasPrefix(days, `{"days":[{"timestamp":"2026-06-15T00:00:00Z","backupedVms":`) || strings.Count(days, "timestamp") != 7 ||
		!strings.HasSuffix(days, `{"timestamp":"2026-06-09T00:00:00Z","backupedVms":0,"replicatedVms":0}]}`) {
		t.Errorf("days are %s", days)
	}
	repositories := c.get("/reports/summary/repository")
	if !strings.HasPrefix(repositories, `{"periods":[{"name":"Backup Volume 01","capacity":17592186044416,"freeSpace":3221225472,"backupSize":`) ||
		!strings.Contains(repositories, `{"name":"Offsite Object Storage","capacity":-1,"freeSpace":-1,"backupSize":`) {
		t.Errorf("repositories are %s", repositories)
	}
	c.server.Change(func(inv *Inventory) {
		inv.BackupServers = inv.BackupServers[:1]
		for i := range inv.TaskSessions {
			inv.TaskSessions[i].Result = "Success"
		}
		inv.BackupFiles = nil
	})
	equal(t, "overview after a change", c.get("/reports/summary/overview"), `{"backupServers":1,"proxyServers":1,"repositoryServers":4,`+
		`"runningJobs":2,"scheduledJobs":7,"successfulVmLastestStates":20,"warningVmLastestStates":0,"failedVmLastestStates":0}`)
	if body := c.get("/reports/summary/repository"); strings.Count(body, `"backupSize":0`) != 4 {
		t.Errorf("repositories without files are %s", body)
	}
}

// TestWhatFollowsWhereARowLeavesItOut: names, types and versions that nobody need write into an inventory.
func TestWhatFollowsWhereARowLeavesItOut(t *testing.T) {
	t.Parallel()
	lab := Lab(time.Date(2026, 6, 5, 9, 1, 0, 0, time.UTC))
	twelve, thirteen := newClient(t, Config{Build: 12, Inventory: lab}), newClient(t, Config{Inventory: lab})
	for c, want := range map[*client]string{twelve: `"Version":"12.3.2.3617"`, thirteen: `"version":"13.0.1.1071"`} {
		if body := c.get("/backupServers?format=Entity"); strings.Count(body, want) != 2 {
			t.Errorf("there is no %s in %s", want, body)
		}
	}
	equal(t, "restore points of a day of one digit", len(thirteen.ids(t, "RestorePoint", "Jun  5 2026  1:01AM")), 1)
	equal(t, "backups of single machines", sorted(thirteen.queryNames("Backup", "BackupType==ChildBackup", "")),
		[]string{"Linux Agents - db01", "Linux Agents - lnx-build01", "Linux Agents - lnx-git01", "Linux Agents - lnx-web01"})
	equal(t, "backups of all", sorted(thirteen.queryNames("Backup", "BackupType==ParentBackup", "")), []string{"Linux Agents"})
	computer := thirteen.ids(t, "DiscoveredComputer", "lnx-new01")[0]
	if body := thirteen.get("/agents/discoveredComputers/" + computer); !strings.Contains(body, `/api/backupTaskSessions/`+computer+`","type":"Disc`) {
		t.Errorf("the Href of a computer is not the one that all documented bodies have: %s", body)
	}
	inv := Generate(Counts{Servers: 1, Jobs: 1, SessionsPerJob: 3, MachinesPerSession: 2}, noon)
	equal(t, "generated files", []string{inv.BackupFiles[0].FileType, inv.BackupFiles[1].FileType, inv.BackupFiles[2].FileType},
		[]string{"vbk", "vib", "vib"})
	equal(t, "generated points", []string{inv.VMRestorePoints[0].PointType, inv.VMRestorePoints[5].PointType}, []string{"Full", "Increment"})
	session := newClient(t, Config{Inventory: lab}).get("/replicaSessions?format=Entity")
	equal(t, "names of the job of replica sessions", strings.Count(session, `"jobName":"Standby Replication"`), 3)
}
