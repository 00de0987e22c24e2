package veeamsim

import (
	"strings"
	"testing"
	"time"
)

const taskWeb13 = `{"jobSessionUid":"urn:veeam:BackupJobSession:` + session1 + `",` +
	`"creationTimeUTC":"2026-06-15T04:30:00Z","endTimeUTC":"2026-06-15T05:00:00Z","state":"Completed","result":"Success",` +
	`"reason":"","totalSize":12884901888,"vmUid":"urn:VMware:Vm:r.vm-2","vmDisplayName":"web01",` +
	`"name":"web01@2026-06-15 04:30:00","uid":"urn:veeam:BackupTaskSession:` + taskWeb + `","links":[` +
	`{"rel":"Up","href":"http://em-internal.lab.example:9399/api/backupServers/` + server1 + `","name":"vbr01.lab.example","type":"BackupServerReference"},` +
	`{"rel":"Up","href":"http://em-internal.lab.example:9399/api/backupSessions/` + session1 + `","name":"Nightly@2026-06-15 04:00:00","type":"BackupJobSessionReference"},` +
	`{"rel":"Alternate","href":"http://em-internal.lab.example:9399/api/backupTaskSessions/` + taskWeb + `","name":"web01@2026-06-15 04:30:00","type":"BackupTaskSessionReference"},` +
	`{"rel":"Related","href":"http://em-internal.lab.example:9399/api/vmRestorePoints/` + point1 + `?format=Entity","name":"web01@2026-06-15 04:30:00","type":"VmRestorePoint"}],` +
	`"href":"http://em-internal.lab.example:9399/api/backupTaskSessions/` + taskWeb + `?format=Entity","type":"BackupTaskSession"}`

func TestTaskSessionOfBuild13(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	equal(t, "entity", c.get("/backupTaskSessions/"+taskWeb+"?format=Entity"), taskWeb13)
}

func TestTaskSessionOfBuild12(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Build: 12, LinkHost: "https://em:9398"})
	equal(t, "entity", c.get("/backupTaskSessions/"+taskRun+"?format=Entity"),
		`{"JobSessionUid":"urn:veeam:BackupJobSession:`+session2+`",`+
			`"CreationTimeUTC":"2026-06-15T11:00:00Z","EndTimeUTC":null,"State":"InProgress","Result":"None",`+
			`"Reason":"","TotalSize":0,"VmUid":null,"VmDisplayName":"lnx01",`+
			`"Name":"lnx01@2026-06-15 11:00:00","UID":"urn:veeam:BackupTaskSession:`+taskRun+`","Links":[`+
			`{"Rel":"Up","Href":"https://em:9398/api/backupServers/`+server2+`","Name":"vbr02.lab.example","Type":"BackupServerReference"},`+
			`{"Rel":"Up","Href":"https://em:9398/api/backupSessions/`+session2+`","Name":"Agents@2026-06-15 11:00:00","Type":"BackupJobSessionReference"},`+
			`{"Rel":"Alternate","Href":"https://em:9398/api/backupTaskSessions/`+taskRun+`","Name":"lnx01@2026-06-15 11:00:00","Type":"BackupTaskSessionReference"}],`+
			`"Href":"https://em:9398/api/backupTaskSessions/`+taskRun+`?format=Entity","Type":"BackupTaskSession"}`)
}

func TestTaskSessionInXML(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{LinkHost: "https://em:9398"})
	c.server.Change(func(inv *Inventory) { inv.TaskSessions[0].VMName = `a&b "c"` })
	r := c.request("GET", "/backupTaskSessions/"+taskDB+"?format=Entity")
	r.Header.Del("Accept")
	answer := c.do(r)
	equal(t, "type", answer.header.Get("Content-Type"), "application/xml; charset=utf-8")
	equal(t, "entity", answer.body, `<?xml version="1.0" encoding="utf-8"?>`+
		`<BackupTaskSession xmlns="http://www.veeam.com/ent/v1.0" VmDisplayName="a&amp;b &#34;c&#34;" `+
		`Name="a&amp;b &#34;c&#34;@2026-06-15 04:00:00" UID="urn:veeam:BackupTaskSession:`+taskDB+`" `+
		`Href="https://em:9398/api/backupTaskSessions/`+taskDB+`?format=Entity" Type="BackupTaskSession"><Links>`+
		`<Link Rel="Up" Type="BackupServerReference" Href="https://em:9398/api/backupServers/`+server1+`" Name="vbr01.lab.example"/>`+
		`<Link Rel="Up" Type="BackupJobSessionReference" Href="https://em:9398/api/backupSessions/`+session1+`" Name="Nightly@2026-06-15 04:00:00"/>`+
		`<Link Rel="Alternate" Type="BackupTaskSessionReference" Href="https://em:9398/api/backupTaskSessions/`+taskDB+`" Name="a&amp;b &#34;c&#34;@2026-06-15 04:00:00"/>`+
		`</Links><JobSessionUid>urn:veeam:BackupJobSession:`+session1+`</JobSessionUid><CreationTimeUTC>2026-06-15T04:00:00Z</CreationTimeUTC>`+
		`<EndTimeUTC>2026-06-15T04:01:30Z</EndTimeUTC><State>Completed</State><Result>Failed</Result>`+
		`<Reason>No &#34;space&#34; left.</Reason><TotalSize>0</TotalSize><VmUid>urn:VMware:Vm:r.vm-1</VmUid></BackupTaskSession>`)
}

func TestReferencesInBothFormats(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{LinkHost: "https://em:9398"})
	path := "/jobs/" + job1
	equal(t, "JSON", c.get(path), `{"links":[`+
		`{"rel":"Up","href":"https://em:9398/api/backupServers/`+server1+`","name":"vbr01.lab.example","type":"BackupServerReference"},`+
		`{"rel":"Alternate","href":"https://em:9398/api/jobs/`+job1+`?format=Entity","name":"Nightly","type":"Job"},`+
		`{"rel":"Down","href":"https://em:9398/api/jobs/`+job1+`/backupSessions","name":null,"type":"BackupJobSessionReferenceList"}],`+
		`"uid":"urn:veeam:Job:`+job1+`","name":"Nightly","href":"https://em:9398/api/jobs/`+job1+`","type":"JobReference"}`)
	r := c.request("GET", "/repositories")
	r.Header.Set("Accept", "application/xml")
	equal(t, "XML", c.do(r).body, `<?xml version="1.0" encoding="utf-8"?>`+
		`<EntityReferences xmlns="http://www.veeam.com/ent/v1.0"><Ref UID="urn:veeam:Repository:`+repo1+`" Name="Repo" `+
		`Href="https://em:9398/api/repositories/`+repo1+`" Type="RepositoryReference"><Links>`+
		`<Link Rel="Up" Type="BackupServerReference" Href="https://em:9398/api/backupServers/`+server1+`" Name="vbr01.lab.example"/>`+
		`<Link Rel="Alternate" Type="Repository" Href="https://em:9398/api/repositories/`+repo1+`?format=Entity" Name="Repo"/>`+
		`<Link Rel="Down" Type="BackupReferenceList" Href="https://em:9398/api/repositories/`+repo1+`/backups"/>`+
		`<Link Rel="Down" Type="ReplicaReferenceList" Href="https://em:9398/api/repositories/`+repo1+`/replicas"/>`+
		`</Links></Ref></EntityReferences>`)
}

// ownMembers is an entity's JSON up to its Name, without the long schedule.
func ownMembers(t *testing.T, body string) string {
	t.Helper()
	before, _, found := strings.Cut(body, `,"name":"`)
	if !found {
		t.Fatalf("no name in %s", body)
	}
	if begin := strings.Index(before, `"jobScheduleOptions":{`); begin >= 0 {
		depth, i := 0, begin
		for ; i < len(before); i++ {
			switch before[i] {
			case '{':
				depth++
			case '}':
				depth--
			}
			if depth == 0 && before[i] == '}' {
				break
			}
		}
		before = before[:begin] + before[min(i+2, len(before)):]
	}
	return before
}

func TestOwnMembersOfEachEntity(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	for path, want := range map[string]string{
		"/backupServers/" + server1: `{"description":"one","port":9392,"version":"13.0.1.1071",` +
			`"wcfPort":9405,"vbrCertificateThumbprint":"` + thumbprint1 + `"`,
		"/repositories/" + repo1: `{"capacity":1099511627776,"freeSpace":549755813888,"kind":"LinuxLocal"`,
		"/backupSessions/" + session1: `{"isRetry":false,"jobUid":"urn:veeam:Job:` + job1 + `","jobName":"Nightly","jobType":"Backup",` +
			`"creationTimeUTC":"2026-06-15T04:00:00Z","endTimeUTC":"2026-06-15T05:00:00Z","state":"Stopped","result":"Failed",` +
			`"progress":100,"failureMessage":null`,
		"/backupSessions/" + session2: `{"isRetry":false,"jobUid":"urn:veeam:AgentBackupJob:` + agent1 + `","jobName":"Agents","jobType":"AgentBackup",` +
			`"creationTimeUTC":"2026-06-15T11:00:00Z","endTimeUTC":null,"state":"Working","result":"None",` +
			`"progress":40,"failureMessage":null`,
	} {
		equal(t, path, ownMembers(t, c.get(path+"?format=Entity")), want)
	}
}

func TestJobsHaveTheirInfoWhereTheirTypePutsIt(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	for path, want := range map[string][]string{
		"/jobs/" + job1: {
			`"jobType":"Backup","platform":"VMware","description":"all","scheduleConfigured":true,"scheduleEnabled":true,"nextRun":"2026-06-15T20:00:00Z",`,
			`"jobScheduleOptions":{"standart":{"retryOptions":{"retryTimes":3,"retryTimeout":10,"retrySpecified1":true}`,
			`"gfsRetentionPolicy":{"weekly":{"enabled":true,"retentionPeriod":4,"selectedDay":"Sunday"},` +
				`"monthly":{"enabled":false,"retentionPeriod":1,"selectedWeek":"First"},` +
				`"yearly":{"enabled":false,"retentionPeriod":1,"selectedMonth":"January"},"enabled":true},` +
				`"simpleRetentionPolicy":{"retainCycles":7,"retainDaysToKeep":14,"retainLimitType":"Days"}},` +
				`"fileCopyJobInfo":null,"replicaJobInfo":null,"backupCopyJobInfo":null,"immediateBackupCopyJobInfo":null}`,
		},
		"/agents/jobs/" + agent1: {
			`"jobInfo":{"includes":{"objectInAgentBackupJobs":[]}`,
			`"gfsRetentionPolicy":null,"simpleRetentionPolicy":{"retainCycles":5,"retainDaysToKeep":0,"retainLimitType":"Cycles"}}`,
			`"uid":"urn:veeam:AgentBackupJob:` + agent1 + `"`,
		},
		"/jobs/" + copy1: {
			`"immediateCopyMode":{"optionsContinuous":{"schedule":{"days":[{"name":"Sunday","value":"1,1,`,
			`"jobInfo":{"backupJobInfo":null,"fileCopyJobInfo":null,"replicaJobInfo":null,"backupCopyJobInfo":null,` +
				`"immediateBackupCopyJobInfo":{"linkedJobIncludes":{"linkedJobObjects":[]}`,
		},
		"/nas/jobs/" + nas1: {
			`{"description":"","includes":{"nasObjects":[]},"storageOptions":{"backupRepositoryUid":null,` +
				`"shorttermRetentionType":"Day","shorttermRetentionPeriod":28,`,
			`"uid":"urn:veeam:NasJob:` + nas1 + `"`, `"type":"NasJob"}`,
		},
	} {
		body := c.get(path + "?format=Entity")
		for _, part := range want {
			if !strings.Contains(body, part) {
				t.Errorf("%s does not have\n%s\nin\n%s", path, part, body)
			}
		}
	}
}

func TestMembersThatARowLeavesOut(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{OmitNulls: true})
	c.server.Change(func(inv *Inventory) {
		inv.TaskSessions[2].Omit = []string{"UID", "state", "Links", "Reason", "TotalSize", "VmUid"}
		inv.BackupSessions[0].Omit = []string{"JobName"}
		inv.Jobs[0].Omit = []string{"JobType"}
	})
	equal(t, "task session", c.get("/backupTaskSessions/"+taskRun+"?format=Entity"),
		`{"jobSessionUid":"urn:veeam:BackupJobSession:`+session2+`","creationTimeUTC":"2026-06-15T11:00:00Z","result":"None",`+
			`"vmDisplayName":"lnx01","name":"lnx01@2026-06-15 11:00:00",`+
			`"href":"http://em-internal.lab.example:9399/api/backupTaskSessions/`+taskRun+`?format=Entity","type":"BackupTaskSession"}`)
	equal(t, "backup session", ownMembers(t, c.get("/backupSessions/"+session1+"?format=Entity")),
		`{"isRetry":false,"jobUid":"urn:veeam:Job:`+job1+`","jobType":"Backup","creationTimeUTC":"2026-06-15T04:00:00Z",`+
			`"endTimeUTC":"2026-06-15T05:00:00Z","state":"Stopped","result":"Failed","progress":100`)
	if body := c.get("/jobs/" + job1 + "?format=Entity"); !strings.HasPrefix(body, `{"platform":"VMware"`) {
		t.Errorf("the job has a JobType: %s", body)
	}
}

func TestTimes(t *testing.T) {
	t.Parallel()
	local := time.FixedZone("east", 2*3600)
	for _, test := range []struct {
		build int
		at    time.Time
		want  string
	}{
		{13, time.Date(2026, 6, 15, 12, 0, 0, 0, local), "2026-06-15T10:00:00Z"},
		{13, noon.Add(500 * time.Millisecond), "2026-06-15T12:00:00.5Z"},
		{13, noon.Add(123456789), "2026-06-15T12:00:00.123456Z"},
		{12, noon.Add(123456789), "2026-06-15T12:00:00.123Z"},
		{12, noon.Add(640 * time.Millisecond), "2026-06-15T12:00:00.64Z"},
	} {
		equal(t, "time", instant((&snapshot{config: &Config{Build: test.build}}).stored(test.at)), test.want)
	}
	c := newClient(t, Config{})
	c.server.Change(func(inv *Inventory) {
		inv.TaskSessions[2].EndText = "0001-01-01T00:00:00"
		inv.TaskSessions[2].Created = noon.Add(123456789)
		inv.BackupSessions[1].EndText = "1753-01-01T00:00:00Z"
	})
	equal(t, "what is shown is found", c.queryNames("BackupTaskSession", `CreationTime=="2026-06-15T12:00:00.123456Z"`, ""), []string{"lnx01"})
	if body := c.get("/backupSessions/" + session2 + "?format=Entity"); !strings.Contains(body, `"endTimeUTC":"1753-01-01T00:00:00Z"`) {
		t.Errorf("a session's EndText is not written verbatim: %s", body)
	}
	if body := c.get("/backupTaskSessions/" + taskRun + "?format=Entity"); !strings.Contains(body, `"endTimeUTC":"0001-01-01T00:00:00"`) {
		t.Errorf("EndText is not written verbatim: %s", body)
	}
}

func TestRowsThatPointNowhere(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{LinkHost: "https://em:1"})
	c.server.Change(func(inv *Inventory) {
		inv.TaskSessions[2].SessionID, inv.TaskSessions[2].ServerID = unknown, unknown
		inv.TaskSessions[3].SessionID, inv.TaskSessions[3].ServerID, inv.TaskSessions[3].Created = "", "", noon
		inv.BackupSessions[0].JobID, inv.BackupSessions[0].JobName = "", "gone"
	})
	body := c.get("/backupTaskSessions/" + taskRun + "?format=Entity")
	want := `"links":[{"rel":"Up","href":"https://em:1/api/backupServers/` + unknown + `","name":null,"type":"BackupServerReference"},` +
		`{"rel":"Up","href":"https://em:1/api/backupSessions/` + unknown + `","name":null,"type":"BackupJobSessionReference"},{"rel":"Alternate"`
	if !strings.Contains(body, want) {
		t.Errorf("links to unknown rows have names: %s", body)
	}
	body = c.get("/backupTaskSessions/" + taskOld + "?format=Entity")
	if !strings.HasPrefix(body, `{"jobSessionUid":null,`) || !strings.Contains(body, `"links":[{"rel":"Alternate"`) {
		t.Errorf("a row without parents has them: %s", body)
	}
	body = c.get("/backupSessions/" + session1 + "?format=Entity")
	if !strings.HasPrefix(body, `{"isRetry":false,"jobUid":null,"jobName":"gone",`) {
		t.Errorf("a session without a job has one: %s", body)
	}
	equal(t, "found by job", c.queryNames("BackupTaskSession", "JobUid=="+job1, ""), []string{})
	equal(t, "found by job's name", sorted(c.queryNames("BackupTaskSession", "JobName==gone", "")), []string{"db 01", "web01"})
	equal(t, "found by server", c.queryNames("BackupTaskSession", "BackupServerUid=="+unknown, ""), []string{"lnx01"})
}

func TestJobsOfOtherTypes(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	for jobType, want := range map[string]string{
		"Replica":    `"fileCopyJobInfo":null,"replicaJobInfo":{"includes":{"objectInJobs":[]},`,
		"BackupCopy": `"backupCopyJobInfo":{"includes":{"objectInJobs":[]},"linkedJobIncludes":{"linkedJobObjects":[]}`,
		"Backup":     `"gfsRetentionPolicy":null,"simpleRetentionPolicy":null}`,
	} {
		c.server.Change(func(inv *Inventory) { inv.Jobs[0].JobType, inv.Jobs[0].Retention = jobType, nil })
		if body := c.get(jobPath + "?format=Entity"); !strings.Contains(body, want) {
			t.Errorf("%s: %s", jobType, body)
		}
	}
	c.server.Change(func(inv *Inventory) { inv.Jobs[0].JobType = "Backup" })
	r := c.request("GET", jobPath+"?format=Entity")
	r.Header.Del("Accept")
	body := c.do(r).body
	for _, part := range []string{
		`<JobType>Backup</JobType><Platform>VMware</Platform>`, `<RetrySpecified>true</RetrySpecified>`,
		`<OptionsDaily Enabled="true"><Kind>Everyday</Kind><Days>Sunday</Days><Days>Monday</Days>`,
		`<Schedule><Day Name="Sunday">1,1,`, `<PasswordKeyId/>`, `<RetryTimes>3</RetryTimes>`,
	} {
		if !strings.Contains(body, part) {
			t.Errorf("there is no %s in the XML: %s", part, body)
		}
	}
}
