package veeamsim

import (
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// The tests of this file speak as public clients of Enterprise Manager do: exporters, monitoring plugins and scripts in several
// languages. Each request stands as it goes over the wire, with the headers that the language's library adds.

// A dashboard's shell script: curl and jq. It makes the token of the SessionId, sends it as header and as cookie, reads whole
// collections and looks for what is new on its own.
func TestShellWithCurl(t *testing.T) {
	t.Parallel()
	p := newPeer(t, 12, "User-Agent: curl/8.5.0\nAccept:application/json\nContent-Length: 0\n")
	answer := p.ask("POST", "/api/sessionMngr/?v=latest", basicAuth, "")
	var logon struct{ SessionId string } //nolint:revive // the name in the answer
	decode(t, answer.body, &logon)
	token := base64.StdEncoding.EncodeToString([]byte(logon.SessionId))
	p.header += "X-RestSvcSessionId: " + token + "\nCookie: X-RestSvcSessionId=" + token + "\n"

	var overview struct{ BackupServers, ScheduledJobs, FailedVmLastestStates int } //nolint:revive // the names in the answer
	decode(t, p.get("/api/reports/summary/overview"), &overview)
	if overview.BackupServers != 2 || overview.ScheduledJobs == 0 || overview.FailedVmLastestStates < 3 {
		t.Errorf("the overview is %+v", overview)
	}
	var machines struct{ ProtectedVms, RestorePoints int }
	decode(t, p.get("/api/reports/summary/vms_overview"), &machines)
	if machines.ProtectedVms == 0 || machines.RestorePoints < machines.ProtectedVms {
		t.Errorf("the machines are %+v", machines)
	}
	agents := rowsAt(t, p.get("/api/agents/discoveredComputers?format=Entity"), "DiscoveredComputers")
	if status := column(agents, "HostStatus"); !slices.Contains(status, any("Online")) || !slices.Contains(status, any("Offline")) {
		t.Errorf("agents are %v", status)
	}
	servers := rowsAt(t, p.get("/api/backupServers?format=Entity"), "BackupServers")
	equal(t, "servers", len(servers), 2)
	for _, repository := range rowsAt(t, p.get("/api/repositories?format=Entity"), "Repositories") {
		links, _ := repository["Links"].([]any)
		first, _ := links[0].(map[string]any)
		if name, _ := first["Name"].(string); !strings.HasPrefix(name, "vbr") {
			t.Errorf("the first link of %v is not to its server: %v", repository["Name"], first)
		}
	}
	var recent []string
	for _, session := range rowsAt(t, p.get("/api/backupSessions?format=Entity"), "BackupJobSessions") {
		if created, _ := session["CreationTimeUTC"].(string); created > ago(24*time.Hour).Format(time.RFC3339) {
			uid, _ := session["UID"].(string)
			recent = append(recent, uid[strings.LastIndexByte(uid, ':')+1:])
		}
	}
	if !slices.Contains(recent, LabFailedSession) {
		t.Errorf("last night's session is not among %v", recent)
	}
	tasks := rowsAt(t, p.get("/api/backupSessions/"+LabFailedSession+"/taskSessions?format=Entity"), "BackupTaskSessions")
	equal(t, "machines", len(tasks), 12)
}

// A monitoring plugin in Perl: no version, an empty body by its JSON type, the token's header in small letters, a bare time
// without Z, and keys that it puts into small letters.
func TestPerlMonitoringPlugin(t *testing.T) {
	t.Parallel()
	for _, build := range []int{12, 13} {
		p := newPeer(t, build, "Accept: application/json\nContent-Type: application/json\n")
		p.logOn("/api/sessionMngr/", "Content-Length: 0\n", "", "x-restsvcsessionid")
		since := ago(24 * time.Hour).Format("2006-01-02T15:04:05")
		body := p.get("/api/query?type=BackupJobSession&format=Entities&filter=CreationTime%3E%3D" + since)
		found := rowsAt(t, strings.ToLower(body), "entities.backupjobsessions.backupjobsessions")
		if len(found) == 0 || !slices.Contains(column(found, "jobname"), any("nightly vms")) {
			t.Errorf("build %d: sessions are %v", build, column(found, "jobname"))
		}
		replicas := rowsAt(t, strings.ToLower(p.get("/api/query?type=ReplicaJobSession&format=Entities&filter=CreationTime%3E%3D"+since)),
			"entities.replicajobsessions.replicajobsessions")
		if len(replicas) == 0 {
			t.Errorf("build %d: there are no replica sessions", build)
		}
		repositories := rowsAt(t, strings.ToLower(p.get("/api/query?type=Repository&format=Entities")), "entities.repositories.repositories")
		if len(repositories) == 0 || repositories[0]["capacity"] == nil {
			t.Errorf("build %d: repositories are %v", build, repositories)
		}
	}
}

// A script in PHP: curl posts an empty form, which build 13 refuses, and looks for the header by its very letters. Conditions are
// joined by a comma.
func TestPHPWithCurl(t *testing.T) {
	t.Parallel()
	const form = "Content-Type: application/x-www-form-urlencoded\nContent-Length: 0\n"
	refused := newPeer(t, 13, "").ask("POST", "/api/sessionMngr/?v=latest", basicAuth+form, "")
	equal(t, "build 13", refused.status, "415 Unsupported Media Type")

	p := newPeer(t, 12, "Accept: application/json\n")
	p.logOn("/api/sessionMngr/?v=latest", form, "", "X-RestSvcSessionId")
	query := func(values ...string) string {
		q := url.Values{}
		for i := 0; i < len(values); i += 2 {
			q.Set(values[i], values[i+1])
		}
		return p.get("/api/query?" + q.Encode())
	}
	jobs := rowsAt(t, query("type", "Job", "filter", "JobType==Backup,JobType==BackupCopy", "format", "entities"), "Entities.Jobs.Jobs")
	if types := column(jobs, "JobType"); !slices.Contains(types, any("Backup")) {
		t.Errorf("jobs are of the types %v", types)
	}
	replicas := rowsAt(t, query("type", "Job", "filter", "JobType==Replica", "format", "entities"), "Entities.Jobs.Jobs")
	equal(t, "replication jobs", len(replicas), 1)
	replicated := rowsAt(t, query("type", "ReplicaJobSession", "sortDesc", "EndTime", "pageSize", "1", "format", "entities",
		"filter", fmt.Sprintf(`JobName=="%s";Result==Success`, replicas[0]["Name"])), "Entities.ReplicaJobSessions.ReplicaJobSessions")
	equal(t, "its last good session", len(replicated), 1)
	agents := rowsAt(t, query("type", "AgentBackupJob", "format", "entities"), "Entities.AgentBackupJob.AgentBackupJobs")
	equal(t, "agent jobs", column(agents, "Name"), []string{"Linux Agents"})
	last := rowsAt(t, query("type", "BackupJobSession", "sortDesc", "EndTime", "pageSize", "1", "format", "entities",
		"filter", `JobName=="Nightly VMs"`), "Entities.BackupJobSessions.BackupJobSessions")
	equal(t, "its last session", column(last, "JobName"), []string{"Nightly VMs"})
}

// A script in Ruby: RestClient posts a form type, reads XML, and logs off by the link of the logon session.
func TestRubyFollowsTheLogoffLink(t *testing.T) {
	t.Parallel()
	p := newPeer(t, 12, "Accept: */*\nUser-Agent: unirest-ruby/1.1\n")
	answer := p.logOn("/api/sessionMngr/?v=v1_5", "Content-Type: application/x-www-form-urlencoded\nContent-Length: 0\n", "", "X-RestSvcSessionId")
	if body := p.get("/api/query?type=cloudtenant&format=entities&sortAsc=Name"); !strings.Contains(body, "<CloudTenants") {
		t.Errorf("there are tenants, or there is no list of them: %s", body)
	}
	p.logOff(p.below(linkOf(t, answer.body, func(l xmlLink) bool { return l.Rel == "Delete" }).Href))
}

// A check in Ruby: pairs escaped as a form, spaces as +, the newest five of a job by their end.
func TestRubyCheck(t *testing.T) {
	t.Parallel()
	p := newPeer(t, 12, "Accept: application/json\n")
	p.logOn("/api/sessionMngr/?v=latest", "Content-Length: 0\n", "", "X-RestSvcSessionId")
	body := p.get("/api/query?type=BackupJobSession&filter=JobName%3D%3D%22SQL+Servers%22&format=entities&pageSize=5&sortDesc=EndTime")
	found := rowsAt(t, body, "Entities.BackupJobSessions.BackupJobSessions")
	if len(found) == 0 {
		t.Fatalf("there are no sessions: %s", body)
	}
	for i, session := range found {
		end, _ := session["EndTimeUTC"].(string)
		if at, err := time.Parse(time.RFC3339, end); err != nil || i > 0 && end > fmt.Sprint(found[i-1]["EndTimeUTC"]) {
			t.Errorf("session %d ended at %v, %v", i, at, err)
		}
	}
}

// A program in Go: an empty chunked body, a base URL that ends in a slash, an Accept that names both forms, bare GUIDs in
// brackets, and the chain from job to session to machine.
func TestGoProgram(t *testing.T) {
	t.Parallel()
	p := newPeer(t, 13, "User-Agent: Go-http-client/1.1\nAccept: application/xml, application/json\n")
	p.logOn("//api//sessionMngr/?v=latest", "Transfer-Encoding: chunked\n", "0\n\n", "X-Restsvcsessionid")
	jobs := rowsAt(t, p.get("//api/query?filter=%28Name%3D%3D%22Nightly+VMs%22%29&format=Entities&type=Job"), "entities.jobs.jobs")
	id := guidOf(jobs[0]["uid"])
	sessions := rowsAt(t, p.get("//api/query?filter=%28JobUID%3D%3D"+id+"%29&format=Entities&page=1&pageSize=10&sortDesc=name&type=BackupJobSession"),
		"entities.backupJobSessions.backupJobSessions")
	if len(sessions) < 3 || fmt.Sprint(sessions[0]["name"]) < fmt.Sprint(sessions[1]["name"]) {
		t.Fatalf("the job's sessions are %v", column(sessions, "name"))
	}
	tasks := rowsAt(t, p.get("//api/query?filter=%28JobSessionUID%3D%3D"+LabFailedSession+"%29&format=Entities&sortDesc=name&type=BackupTaskSession"),
		"entities.backupTaskSessions.backupTaskSessions")
	equal(t, "machines", len(tasks), 12)
	p.logOff("//api/logonSessions/" + sessionOf(t, p))
}

// A loader of a graph database: the points of one machine by its name and a bare time.
func TestLoaderOfRestorePoints(t *testing.T) {
	t.Parallel()
	p := newPeer(t, 12, "Accept: application/json\n")
	p.logOn("/api/sessionMngr/?v=latest", "Content-Length: 0\n", "", "X-RestSvcSessionId")
	all := rowsAt(t, p.get("/api/query?type=VmRestorePoint&format=Entities&sortDesc=CreationTime"), "Entities.VmRestorePoints.VmRestorePoints")
	name := fmt.Sprint(all[0]["VmDisplayName"])
	found := rowsAt(t, p.get("/api/query?type=VmRestorePoint&format=Entities&filter=VmDisplayName==%22"+url.QueryEscape(name)+"%22;CreationTime%3E"+
		ago(72*time.Hour).Format("2006-01-02T15:04:05Z")), "Entities.VmRestorePoints.VmRestorePoints")
	if len(found) == 0 || len(found) >= len(all) || !slices.Contains(column(found, "UID"), all[0]["UID"]) {
		t.Errorf("%d of %d points are of %s", len(found), len(all), name)
	}
}

// A script in PowerShell: it waits for a 100 before it sends a body, builds a query on the link to Enterprise Manager, and follows the
// references of the answer.
func TestPowerShell(t *testing.T) {
	t.Parallel()
	p := newPeer(t, 12, "User-Agent: Mozilla/5.0 (Windows NT) WindowsPowerShell/5.1\n")
	answer := p.logOn("/api/sessionMngr/?v=latest",
		"Content-Type: application/x-www-form-urlencoded\nExpect: 100-continue\nContent-Length: 0\n", "", "X-RestSvcSessionId")
	base := linkOf(t, answer.body, func(l xmlLink) bool { return l.Type == "EnterpriseManager" })
	var result struct {
		Refs []xmlLink `xml:"Refs>Ref"`
	}
	if err := xml.Unmarshal([]byte(p.get(p.below(base.Href+"query?type=Job&filter=JobType==Backup"))), &result); err != nil || len(result.Refs) == 0 {
		t.Fatalf("jobs are %v, %v", result, err)
	}
	for _, job := range result.Refs {
		if body := p.get(p.below(job.Href) + "?format=Entity"); !strings.Contains(body, "<JobType>Backup</JobType>") {
			t.Errorf("%s is %s", job.Href, body)
		}
	}
}

// A scheduler: a JSON body that says nothing, in any letter case of the path.
func TestSchedulerWithAJSONBody(t *testing.T) {
	t.Parallel()
	p := newPeer(t, 13, "Accept: application/json\n")
	p.logOn("/api/sessionmngr?v=v1_5", "Content-Type: application/json\nContent-Length: 11\n", `{"id":null}`, "X-RestSvcSessionId")
	if jobs := rowsAt(t, p.get("/api/Agents/Jobs?format=Entity"), "agentBackupJobs"); len(jobs) != 1 {
		t.Errorf("agent jobs are %v", jobs)
	}
	p.logOff("/api/logonsessions/" + sessionOf(t, p))
}

// A client that logs off by a path that is not there leaves its session open until it is idle for too long.
func TestLogoffsThatDoNotWork(t *testing.T) {
	t.Parallel()
	p := newPeer(t, 13, "Accept: application/json\n")
	p.logOn("/api/sessionMngr/?v=latest", "Content-Length: 0\n", "", "X-RestSvcSessionId")
	for target, status := range map[string]string{
		"/api/logonSessions/current": "4", "/api/sessionMngr": "405 Method Not Allowed", "/api/logonSessions": "405 Method Not Allowed",
	} {
		if answer := p.ask("DELETE", target, "", ""); !strings.HasPrefix(answer.status, status) {
			t.Errorf("DELETE %s answers %s", target, answer.status)
		}
	}
	equal(t, "open", p.server.OpenLogonSessions(), 1)
}
