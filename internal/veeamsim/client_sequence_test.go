package veeamsim

import (
	"encoding/base64"
	"encoding/json"
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

// peer is a client on the wire.
type peer struct {
	t      *testing.T
	server *Server
	header string // lines that every request has
}

type wireAnswer struct {
	status string
	header []string
	body   string
}

func newPeer(t *testing.T, build int, header string) *peer {
	t.Helper()
	return &peer{t, started(t, Config{Build: build, Inventory: Lab(noon)}), header}
}

// ask sends a request with further header lines, and a body or none.
func (p *peer) ask(method, target, header, body string) wireAnswer {
	p.t.Helper()
	head := method + " " + target + " HTTP/1.1\nHost: " + strings.TrimPrefix(p.server.URL(), "http://") + "\nConnection: close\n"
	status, lines, text := raw(p.t, p.server, head+p.header+header+"\n"+body)
	return wireAnswer{status, lines, text}
}

// get expects a 200.
func (p *peer) get(target string) string {
	p.t.Helper()
	answer := p.ask("GET", target, "", "")
	if answer.status != "200 OK" {
		p.t.Fatalf("GET %s answers %s: %s", target, answer.status, answer.body)
	}
	return answer.body
}

// logOn expects a 201, and sends the token with every further request in a header written as given.
func (p *peer) logOn(target, header, body, tokenName string) wireAnswer {
	p.t.Helper()
	answer := p.ask("POST", target, basicAuth+header, body)
	token := headerValue(answer.header, "X-RestSvcSessionId")
	if answer.status != "201 Created" || token == "" {
		p.t.Fatalf("the logon answers %s: %s", answer.status, answer.body)
	}
	p.header += tokenName + ": " + token + "\n"
	return answer
}

// logOff expects a 204, and that no session is left.
func (p *peer) logOff(target string) {
	p.t.Helper()
	if answer := p.ask("DELETE", target, "", ""); answer.status != "204 No Content" || p.server.OpenLogonSessions() != 0 {
		p.t.Errorf("DELETE %s answers %s, %d sessions are open", target, answer.status, p.server.OpenLogonSessions())
	}
}

// below is the target of an absolute link, which must begin with what was dialled.
func (p *peer) below(href string) string {
	p.t.Helper()
	target, found := strings.CutPrefix(href, p.server.URL())
	if !found {
		p.t.Fatalf("the link %q leads elsewhere than to %s", href, p.server.URL())
	}
	return target
}

// rowsAt are the rows of a list in a JSON body, by the way to it, as dotted keys.
func rowsAt(t *testing.T, body, way string) []map[string]any {
	t.Helper()
	var node any
	if err := json.Unmarshal([]byte(body), &node); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	for key := range strings.SplitSeq(way, ".") {
		object, _ := node.(map[string]any)
		node = object[key]
	}
	list, ok := node.([]any)
	if !ok {
		t.Fatalf("there is no list at %s in %s", way, body)
	}
	found := make([]map[string]any, len(list))
	for i := range list {
		found[i], _ = list[i].(map[string]any)
	}
	return found
}

func column(found []map[string]any, name string) []any {
	values := make([]any, len(found))
	for i := range found {
		values[i] = found[i][name]
	}
	return values
}

// xmlLink is a link or a reference in XML.
type xmlLink struct {
	Rel  string `xml:",attr"`
	Type string `xml:",attr"`
	Name string `xml:",attr"`
	Href string `xml:",attr"`
}

// linkOf is the first link of a body in XML that is wanted.
func linkOf(t *testing.T, body string, wanted func(l xmlLink) bool) xmlLink {
	t.Helper()
	var entity struct {
		Links []xmlLink `xml:"Links>Link"`
	}
	if err := xml.Unmarshal([]byte(body), &entity); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(entity.Links, wanted)
	if i < 0 {
		t.Fatalf("there is no such link in %s", body)
	}
	return entity.Links[i]
}

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
		repositories := rowsAt(t, strings.ToLower(p.get("/api/query?type=Repository&format=Entities")), "entities.repositories.repositories")
		if len(repositories) == 0 || repositories[0]["capacity"] == nil {
			t.Errorf("build %d: repositories are %v", build, repositories)
		}
	}
}

// An exporter in Python: a quoted time without Z, and a logoff by the session that the list of them names.
func TestPythonExporter(t *testing.T) {
	t.Parallel()
	p := newPeer(t, 12, "User-Agent: python-requests/2.31.0\nAccept-Encoding: gzip, deflate\nAccept: application/json\n")
	p.logOn("/api/sessionMngr/?v=latest", "Content-Length: 0\n", "", "X-RestSvcSessionId")
	p.get("/api/") // is the server there?
	since := ago(12 * time.Hour).Format("2006-01-02T15:04:05")
	found := rowsAt(t, p.get("/api/query?type=BackupTaskSession&format=Entities&filter=CreationTime%3E=%22"+since+"%22"),
		"Entities.BackupTaskSessions.BackupTaskSessions")
	if len(found) < 12 {
		t.Errorf("%d machines were backed up", len(found))
	}
	for _, task := range found {
		created, _ := task["CreationTimeUTC"].(string)
		if at, err := time.Parse(time.RFC3339, created); err != nil || at.Before(ago(12*time.Hour)) {
			t.Errorf("%v began at %s", task["Name"], created)
		}
	}
	sessions := rowsAt(t, p.get("/api/logonSessions"), "LogonSessions")
	id, _ := sessions[0]["SessionId"].(string)
	p.logOff("/api/logonSessions/" + id)
}

// A script in Python that keeps a cookie and nothing else, reads XML, and takes the SessionId from it.
func TestPythonWithCookiesAndXML(t *testing.T) {
	t.Parallel()
	p := newPeer(t, 13, "User-Agent: python-requests/2.31.0\nAccept: */*\n")
	answer := p.ask("POST", "/api/sessionMngr/?v=latest", basicAuth+"Content-Length: 0\n", "")
	var logon struct {
		SessionID string `xml:"SessionId"`
	}
	if err := xml.Unmarshal([]byte(answer.body), &logon); err != nil {
		t.Fatal(err)
	}
	cookie, _, _ := strings.Cut(headerValue(answer.header, "Set-Cookie"), ";")
	p.header += "Cookie: " + cookie + "\n"
	var jobs struct {
		Refs []xmlLink `xml:"Ref"`
	}
	if err := xml.Unmarshal([]byte(p.get("/api/jobs")), &jobs); err != nil || len(jobs.Refs) == 0 {
		t.Fatalf("jobs are %v, %v", jobs, err)
	}
	for _, job := range jobs.Refs {
		if body := p.get(p.below(job.Href) + "?format=Entity"); !strings.Contains(body, `<Job `) || !strings.Contains(body, job.Name) {
			t.Errorf("%s is %s", job.Href, body)
		}
	}
	p.logOff("/api/logonSessions/" + logon.SessionID)
}

// A library in Python: names of parameters in small letters, a date where a time could be, and one that puts a second condition
// behind "&", where a real server does not look for it.
func TestPythonLibraries(t *testing.T) {
	t.Parallel()
	p := newPeer(t, 12, "User-Agent: python-requests/2.31.0\nAccept: application/json\n")
	p.logOn("/api/sessionMngr/?v=v1_6", "Content-Length: 0\n", "", "X-RestSvcSessionId")
	yesterday := ago(24 * time.Hour).Format(time.DateOnly)
	found := rowsAt(t, p.get("/api/query?type=BackupJobSession&format=entities&filter=creationtime%3E%22"+yesterday+"%22"),
		"Entities.BackupJobSessions.BackupJobSessions")
	failed := rowsAt(t, p.get("/api/query?type=BackupJobSession&format=entities&filter=result==%22Failed%22%3Bendtime%3E%22"+yesterday+"%22"),
		"Entities.BackupJobSessions.BackupJobSessions")
	if len(failed) == 0 || len(failed) >= len(found) {
		t.Errorf("%d of %d sessions failed", len(failed), len(found))
	}
	server := rowsAt(t, p.get("/api/backupServers"), "Refs")[0]
	uid, _ := server["UID"].(string)
	guid := uid[strings.LastIndexByte(uid, ':')+1:]
	enabled := rowsAt(t, p.get("/api/query?type=Job&filter=ScheduleEnabled==True&JobType==Backup&BackupServerUid=="+guid), "Refs.Refs")
	all := rowsAt(t, p.get("/api/query?type=Job&filter=ScheduleEnabled==True"), "Refs.Refs")
	equal(t, "jobs, with and without what stands behind &", len(enabled), len(all))
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

func guidOf(uid any) string {
	text := fmt.Sprint(uid)
	return text[strings.LastIndexByte(text, ':')+1:]
}

func sessionOf(t *testing.T, p *peer) string {
	t.Helper()
	id, _ := rowsAt(t, p.get("/api/logonSessions"), "logonSessions")[0]["sessionId"].(string)
	return id
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
