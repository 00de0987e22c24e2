package veeamsim

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"
	"time"
)

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

// A report in Python: XML of repositories, the list of backups behind a link of each, and the sizes of a summary.
func TestPythonRepositoryReport(t *testing.T) {
	t.Parallel()
	p := newPeer(t, 13, "Content-Type: application/xml\n")
	p.logOn("/api/sessionMngr/?v=latest", "Content-Length: 0\n", "", "X-RestSvcSessionId")
	var list struct {
		Repositories []struct {
			Name      string `xml:",attr"`
			Capacity  int64
			FreeSpace int64
			Links     []xmlLink `xml:"Links>Link"`
		} `xml:"Repository"`
	}
	if err := xml.Unmarshal([]byte(p.get("/api/repositories?format=Entity")), &list); err != nil || len(list.Repositories) == 0 {
		t.Fatalf("repositories are %v, %v", list, err)
	}
	backups := 0
	for _, repository := range list.Repositories {
		i := slices.IndexFunc(repository.Links, func(l xmlLink) bool { return l.Type == "BackupReferenceList" })
		backups += strings.Count(p.get(p.below(repository.Links[i].Href)), "<Ref ")
	}
	if backups == 0 {
		t.Error("there are no backups on any repository")
	}
	p.header = strings.Replace(p.header, "Content-Type: application/xml", "Accept: application/json", 1)
	for _, period := range rowsAt(t, p.get("/api/reports/summary/repository"), "periods") {
		if capacity, _ := period["capacity"].(float64); capacity == 0 || period["backupSize"] == nil {
			t.Errorf("a period is %v", period)
		}
	}
}
