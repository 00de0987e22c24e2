package veeamsim

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// resources are those that the lab has rows of, with the key of their list in JSON, their query type where they have one, and the
// roles that may read them: Administrator, User, Restore operator.
var resources = []struct{ path, key, queryType, roles string }{
	{"/backupServers", "backupServers", "BackupServer", "AU"},
	{"/managedServers", "managedServers", "ManagedServer", "AU"},
	{"/hierarchyRoots", "hierarchyRoots", "HierarchyRoot", "AU"},
	{"/repositories", "repositories", "Repository", "AU"},
	{"/externalRepositories", "externalRepositories", "ExternalRepository", "AU"},
	{"/jobs", "jobs", "Job", "A"},
	{"/agents/jobs", "agentBackupJobs", "AgentBackupJob", "A"},
	{"/nas/jobs", "nasJobs", "NasJob", "A"},
	{"/nas/fileServers", "fileServers", "FileServer", "AU"},
	{"/agents/protectionGroups", "agentProtectionGroups", "AgentProtectionGroup", "A"},
	{"/agents/discoveredComputers", "discoveredComputers", "DiscoveredComputer", "A"},
	{"/backupSessions", "backupJobSessions", "BackupJobSession", "AU"},
	{"/backupTaskSessions", "backupTaskSessions", "BackupTaskSession", "AU"},
	{"/replicaSessions", "replicaJobSessions", "ReplicaJobSession", "AU"},
	{"/replicaTaskSessions", "replicaTaskSessions", "ReplicaTaskSession", "AU"},
	{"/backups", "backups", "Backup", "AUR"},
	{"/backupFiles", "backupFiles", "BackupFile", "AU"},
	{"/restorePoints", "restorePoints", "RestorePoint", "AUR"},
	{"/vmRestorePoints", "vmRestorePoints", "VmRestorePoint", "AUR"},
	{"/agents/agentRestorePoints", "agentRestorePoints", "AgentRestorePoint", "AU"},
	{"/replicas", "replicas", "Replica", "AUR"},
	{"/vmReplicaPoints", "vmReplicaPoints", "VmReplicaPoint", "AUR"},
}

func TestEveryResourceInEveryForm(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Inventory: Lab(noon)})
	for _, resource := range resources {
		references, entities := c.get(resource.path), c.get(resource.path+"?format=Entity")
		if !strings.HasPrefix(references, `{"refs":[`) || !strings.HasPrefix(entities, `{"`+resource.key+`":[`) {
			t.Errorf("%s: references %.60s, entities %.60s", resource.path, references, entities)
		}
		rows := uids(t, entities)
		if len(rows) == 0 || len(slices.Compact(rows)) != len(rows) {
			t.Errorf("%s has the rows %q", resource.path, rows)
		}
		equal(t, resource.path+": references", uids(t, references), rows)
		query := "/query?pageSize=1000&sortAsc=Name&type=" + resource.queryType
		equal(t, resource.path+": query for references", uids(t, c.get(query)), rows)
		queried := c.get(query + "&format=Entities")
		equal(t, resource.path+": query", uids(t, queried), rows)
		if !strings.Contains(queried, `{"`+resource.key+`":[{`) {
			t.Errorf("%s: a query answers %.200s", resource.path, queried)
		}
		id := rows[0][strings.LastIndexByte(rows[0], ':')+1:]
		equal(t, resource.path+": one", uids(t, c.get(resource.path+"/"+id)), rows[:1])
		one := c.get(resource.path + "/" + id + "?format=Entity")
		equal(t, resource.path+": one in full", uids(t, one), rows[:1])
		if !strings.Contains(entities, one[1:len(one)-1]) {
			t.Errorf("%s: the row that is read alone is another than that of the list: %s", resource.path, one)
		}
		found := c.get(query + "&filter=UID%3D%3D%22" + rows[0] + "%22")
		equal(t, resource.path+": found by UID", uids(t, found), rows[:1])
		r := c.request(http.MethodGet, resource.path+"/"+id+"?format=Entity")
		r.Header.Set("Accept", "application/xml")
		if body := c.do(r).body; !strings.Contains(body[:min(len(body), 500)], ` UID="`+rows[0]+`"`) {
			t.Errorf("%s in XML: %.300s", resource.path, body)
		}
		equal(t, resource.path+": unknown", c.status("GET", resource.path+"/"+unknown), 404)
		equal(t, resource.path+": no GUID", c.status("GET", resource.path+"/Nightly"), 400)
	}
}

func TestRolesOfEveryResource(t *testing.T) {
	t.Parallel()
	type access struct{ path, roles string }
	var all []access
	for _, resource := range resources {
		all = append(all,
			access{resource.path, resource.roles},
			access{resource.path + "/" + unknown, resource.roles},
			access{"/query?type=" + resource.queryType, resource.roles})
	}
	all = append(all, []access{
		{"/systemSessions", "A"}, {"/systemSessions/" + unknown + "/events", "A"},
		{"/reports/summary", "AU"}, {"/reports/summary/overview", "AU"}, {"/reports/summary/repository", "AU"},
		{"/lookupSvc", "AU"}, {"/lookup?hierarchyRef=x", "AU"}, {"/agents", "AUR"}, {"/nas", "AUR"},
		{"/jobs/" + unknown + "/includes", "A"}, {"/agents/jobs/" + unknown + "/includes", "A"}, {"/jobs/" + unknown + "/linkedJobs", "A"},
		{"/query?type=ObjectInJob", "A"}, {"/query?type=NasObject", "A"}, {"/jobs/" + unknown + "/replicaSessions", "AU"},
		{"/agents/backups", "AUR"}, {"/agents/restorePoints", "AUR"}, {"/agents/backupFiles", "AU"}, {"/agents/backupSessions", "AU"},
		{"/backups/" + unknown + "/restorePoints", "AUR"}, {"/backups/" + unknown + "/backupFiles", "AU"},
		{"/restorePoints/" + unknown + "/vmRestorePoints", "AU"}, {"/restorePoints/" + unknown + "/agentRestorePoints", "AU"},
		{"/restorePoints/" + unknown + "/backupFiles", "AU"}, {"/backupFiles/" + unknown + "/restorePoints", "AUR"},
		{"/backupServers/" + unknown + "/jobs", "A"}, {"/backupServers/" + unknown + "/repositories", "AU"},
		{"/backupServers/" + unknown + "/credentials", "AU"}, {"/repositories/" + unknown + "/backups", "AUR"},
	}...)
	for letter, role := range map[string]Role{"A": PortalAdministrator, "U": PortalUser, "R": RestoreOperator} {
		c := newClient(t, Config{Inventory: Lab(noon), Accounts: []Account{{Username: "u", Password: "p", Role: role}}})
		for _, a := range all {
			status := c.status("GET", a.path)
			if (status == http.StatusForbidden) == strings.Contains(a.roles, letter) || status >= 500 {
				t.Errorf("%s: %s answered %d", role, a.path, status)
			}
		}
	}
}

// uids are those of the rows of a body, in order.
func uids(t *testing.T, body string) []string {
	t.Helper()
	var tree any
	if err := json.Unmarshal([]byte(body), &tree); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	var found []string
	var walk func(any)
	walk = func(node any) {
		switch n := node.(type) {
		case []any:
			for _, child := range n {
				walk(child)
			}
		case map[string]any:
			if uid, isRow := n["uid"].(string); isRow {
				found = append(found, uid)
				return
			}
			for _, child := range n {
				walk(child)
			}
		}
	}
	walk(tree)
	slices.Sort(found)
	return found
}

func TestSystemSessionsComeInFull(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Inventory: Lab(noon)})
	body := c.get("/systemSessions")
	if !strings.HasPrefix(body, `{"systemSessions":[{"sessionType":`) {
		t.Errorf("without a format: %.200s", body)
	}
	equal(t, "rows", len(uids(t, body)), 10)
	newest := `{"sessionType":"CollectJob","creationTimeUTC":"2026-06-15T11:57:00.07Z","endTimeUTC":"2026-06-15T11:57:18.42Z",` +
		`"state":"CompletedWarning","result":{"result":"CompletedWarning","message":"vbr02.lab.example did not answer in time. ",` +
		`"isCanceled":false},"name":"Collect Job @2026-06-15 11:57:00.07",`
	if !strings.Contains(body, newest) {
		t.Errorf("no %s\nin %s", newest, body)
	}
	equal(t, "no query type", c.status("GET", "/query?type=SystemSession"), 400)
	equal(t, "events", c.get("/systemSessions/"+Lab(noon).SystemSessions[0].ID+"/events"), `{"systemSessionEvents":[]}`)
}

func TestChildrenOfARow(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Inventory: Lab(noon)})
	id := func(typeName, name string) string {
		ids := c.ids(t, typeName, name)
		if len(ids) == 0 {
			t.Fatalf("no %s %s", typeName, name)
		}
		return ids[0]
	}
	vbr02, nightly := id("BackupServer", "vbr02"), id("Job", "Nightly VMs")
	for path, want := range map[string][]string{
		"/backupServers/" + vbr02 + "/jobs":                               {"Offsite Copy", "Standby Replication"},
		"/backupServers/" + vbr02 + "/repositories":                       {"Linux Hardened 01", "Offsite Object Storage"},
		"/backupServers/" + vbr02 + "/managedServers":                     {"repo02.lab.example", "vcenter01.lab.example"},
		"/backupServers/" + vbr02 + "/externalRepositories":               {"Archive of the old site"},
		"/repositories/" + id("Repository", "Backup Volume") + "/backups": {"Nightly VMs"},
		"/repositories/" + id("Repository", "Linux Hard") + "/replicas":   {"Standby Replication"},
		"/backups/" + id("Backup", "Linux Agents") + "/childbackups": {
			"Linux Agents - db01", "Linux Agents - lnx-build01", "Linux Agents - lnx-git01", "Linux Agents - lnx-web01",
		},
		"/agents/protectionGroups/" + id("AgentProtectionGroup", "") + "/discoveredComputers": {"db01", "lnx-build01", "lnx-git01", "lnx-new01", "lnx-web01"},
		"/jobs/" + id("Job", "Standby") + "/replicaSessions":                                  {"Standby Replication", "Standby Replication", "Standby Replication"},
		"/replicas/" + id("Replica", "Standby") + "/vmReplicaPoints":                          {"dc01", "file01"},
		"/replicaSessions/" + id("ReplicaJobSession", "") + "/replicaTaskSessions":            {"dc01", "file01"},
	} {
		equal(t, path, sorted(names(t, c.get(path))), want)
		equal(t, path+" in full", sorted(names(t, c.get(path+"?format=Entity"))), want)
	}
	includes := c.get("/jobs/" + nightly + "/includes")
	if !strings.HasPrefix(includes, `{"objectInJobs":[{"objectInJobId":`) || strings.Count(includes, `"hierarchyObjRef":"urn:VMware:Vm:`) != 12 {
		t.Errorf("includes are %s", includes)
	}
	entity := c.get("/jobs/" + nightly + "?format=Entity")
	equal(t, "machines in the job itself", strings.Count(entity, `"hierarchyObjRef":"urn:VMware:Vm:`), 12)
	linked := c.get("/jobs/" + id("Job", "Offsite Copy") + "/linkedJobs")
	if !strings.HasPrefix(linked, `{"linkedJobObjects":[{"objectInJobId":`) || !strings.Contains(linked, `"linkedJobUid":"urn:veeam:Job:`+nightly+`"`) {
		t.Errorf("linked jobs are %s", linked)
	}
	if body := c.get("/query?type=NasObject&filter=JobName==%22File%20Shares%22"); !strings.Contains(body, `"resources":{"nasObjects":{"nasObjects":[{`) ||
		!strings.Contains(body, `"fileOrFolder":"\\\\file01\\departments"`) {
		t.Errorf("objects of file share jobs are %s", body)
	}
	if body := c.get("/backupServers/" + id("BackupServer", "vbr01") + "/passwords"); !strings.HasPrefix(body, `{"passwordKeyInfos":[{"id":"`) ||
		!strings.Contains(body, `"hint":"Sealed envelope 7"`) {
		t.Errorf("passwords are %s", body)
	}
}
