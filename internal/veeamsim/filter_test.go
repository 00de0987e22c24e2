package veeamsim

import (
	"net/url"
	"strings"
	"testing"
)

func TestFilterOfTaskSessions(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	all := []string{"db 01", "lnx01", "old01", "web01"}
	none := []string{}
	for filter, want := range map[string][]string{
		"": all,
		// texts
		`VmDisplayName=="db 01"`:                {"db 01"},
		`vmdisplayname=="DB 01"`:                {"db 01"},
		`VmDisplayName==db 01`:                  none, // unquoted spaces are dropped
		` VmDisplayName == web01 `:              {"web01"},
		`VmDisplayName==we b01`:                 {"web01"},
		`VmDisplayName=="web"`:                  none,
		`VmDisplayName!="web01"`:                {"db 01", "lnx01", "old01"},
		`VmDisplayName>="old01"`:                {"old01", "web01"},
		`VmDisplayName<"lnx01"`:                 {"db 01"},
		`Reason=="No ""space"" left."`:          {"db 01"},
		`Reason==""`:                            {"lnx01", "old01", "web01"},
		`JobName==Nightly`:                      {"db 01", "web01"},
		`BackupServerName=="vbr02.lab.example"`: {"lnx01", "old01"},
		`Name=="web01@2026-06-15 04:30:00"`:     {"web01"},
		// UIDs: a whole URN is meant whole, a bare GUID is any
		`UID=="urn:veeam:BackupTaskSession:` + taskWeb + `"`: {"web01"},
		`UID==` + taskWeb:                         {"web01"},
		`UID=="` + strings.ToUpper(taskWeb) + `"`: {"web01"},
		`UID!=` + taskWeb:                         {"db 01", "lnx01", "old01"},
		`JobSessionUid=="urn:veeam:BackupJobSession:` + session1 + `"`: {"db 01", "web01"},
		`JobUid=="urn:veeam:Job:` + agent1 + `"`:                       none,
		`JobUid=="urn:veeam:AgentBackupJob:` + agent1 + `"`:            {"lnx01"},
		`JobUid==` + agent1:           {"lnx01"},
		`BackupServerUid==` + server1: {"db 01", "web01"},
		// times
		`CreationTime>="2026-06-15T04:30:00Z"`:        {"lnx01", "web01"},
		`CreationTime>"2026-06-15T04:30:00Z"`:         {"lnx01"},
		`CreationTime>"2026-06-15T04:29:59.9999999Z"`: {"lnx01", "web01"},
		`CreationTime<"2026-06-15"`:                   {"old01"},
		`CreationTime=="2026-06-15T04:30:00.000Z"`:    {"web01"},
		`EndTime>"2000-01-01"`:                        {"db 01", "old01", "web01"}, // a running one has none
		`EndTime!="2000-01-01"`:                       {"db 01", "old01", "web01"},
		`CreationTime>=2026-06-15T04:30:00Z`:          {"lnx01", "web01"}, // all forms that clients send
		`CreationTime>="2026-06-15T04:30:00"`:         {"lnx01", "web01"},
		`CreationTime>="2026-06-15 04:30:00"`:         {"lnx01", "web01"},
		`CreationTime>=2026-06-15 04:30:00.0000000`:   {"lnx01", "web01"},
		// numbers
		`TotalSize>0`:              {"web01"},
		`TotalSize=="12884901888"`: {"web01"},
		// values by their place in the list; None stands after Failed
		`Result==failed`:    {"db 01"},
		`Result>Success`:    {"db 01", "lnx01"},
		`Result>=Warning`:   {"db 01", "lnx01"},
		`Result<=Warning`:   {"old01", "web01"},
		`Result!=Success`:   {"db 01", "lnx01"},
		`Result==None`:      {"lnx01"},
		`State<"Completed"`: {"lnx01"},
		// and, or, brackets
		`Result==Success;VmDisplayName==web01`:                            {"web01"},
		`VmDisplayName==lnx01,VmDisplayName==web01`:                       {"lnx01", "web01"},
		`VmDisplayName==lnx01,Result==Success;TotalSize>0`:                {"lnx01", "web01"},
		`(VmDisplayName==lnx01,Result==Success);TotalSize>0`:              {"web01"},
		`((VmDisplayName==lnx01)),(Result==Failed;(TotalSize==0))`:        {"db 01", "lnx01"},
		`Result==Failed;TotalSize==0;State==Completed;JobName=="nightly"`: {"db 01"},
	} {
		equal(t, filter, sorted(c.queryNames("BackupTaskSession", filter, "")), want)
	}
}

func TestFilterSettings(t *testing.T) {
	t.Parallel()
	mixed := `VmDisplayName==lnx01,Result==Success;TotalSize>0`
	for name, test := range map[string]struct {
		config Config
		filter string
		want   []string
	}{
		"or binds tighter":     {Config{OrFirst: true}, mixed, []string{"web01"}},
		"case matters":         {Config{CaseSensitive: true}, `VmDisplayName==WEB01,VmDisplayName==lnx01`, []string{"lnx01"}},
		"case of enums is not": {Config{CaseSensitive: true}, `result==failed`, []string{"db 01"}},
		"None first":           {Config{NoneFirst: true}, `Result>Success`, []string{"db 01"}},
		"None first, below":    {Config{NoneFirst: true}, `Result<Success`, []string{"lnx01"}},
		"filter ignored":       {Config{IgnoreFilter: true}, `Result==Failed`, []string{"db 01", "lnx01", "old01", "web01"}},
	} {
		c := newClient(t, test.config)
		equal(t, name, sorted(c.queryNames("BackupTaskSession", test.filter, "")), test.want)
	}
}

func TestFilterOfOtherTypes(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	for query, want := range map[string][]string{
		"BackupJobSession JobType==AgentManagement":                     {"Agents - lnx01"},
		"BackupJobSession State==Working;Result==None":                  {"Agents"},
		"BackupJobSession IsRetry==false;JobName==nightly":              {"Nightly"},
		"BackupJobSession IsRetry==True":                                {},
		"BackupJobSession JobUid==" + nas1:                              {"Shares"},
		`BackupJobSession BackupServerName=="vbr01.lab.example"`:        {"Nightly"},
		`backupjobsession EndTime>="2026-06-15T05:00:00Z"`:              {"Nightly"},
		"Job JobType==Backup;Platform==vmware":                          {"Nightly"},
		"Job ScheduleEnabled==False":                                    {"Copy"},
		`Job NextRun>"2026-06-15T19:00:00Z"`:                            {"Nightly"},
		"job Description==all":                                          {"Nightly"},
		"AgentBackupJob platform==agentforlinux":                        {"Agents"},
		`AgentBackupJob UID=="urn:veeam:AgentBackupJob:` + agent1 + `"`: {"Agents"},
		"NasJob BackupServerUid==" + server2:                            {"Shares"},
		"NasJob ScheduleConfigured==true":                               {},
		"BackupServer Port>9392":                                        {"vbr02.lab.example"},
		`BackupServer IpOrDnsName=="VBR01.lab.example"`:                 {"vbr01.lab.example"},
		`BackupServer Version<"13"`:                                     {"vbr02.lab.example"},
		"Repository FreeSpace<Capacity":                                 nil, // no comparison between parameters
		"Repository Capacity==1099511627776":                            {"Repo"},
		`Repository BackupServerName=="vbr02.lab.example"`:              {},
	} {
		typeName, filter, _ := strings.Cut(query, " ")
		if want == nil {
			equal(t, query, c.status("GET", "/query?type="+typeName+"&filter="+url.QueryEscape(filter)), 400)
			continue
		}
		equal(t, query, sorted(c.queryNames(typeName, filter, "")), want)
	}
}

func TestFilterErrorsSayWhat(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	for filter, want := range map[string]string{
		`Result=Failed`:               `"=" at position 7 is no operator; they are ==, !=, >, <, >= and <=`,
		`Result!Failed`:               `"!" at position 7 is no operator; they are ==, !=, >, <, >= and <=`,
		`Result==`:                    `expected a value at position 9, found the end`,
		`Result`:                      `expected an operator at position 7, found the end`,
		`==Failed`:                    `expected a parameter at position 1, found an operator`,
		`"Result"==Failed`:            `expected a parameter at position 1, found a quoted value`,
		`Result==Failed;`:             `expected a parameter at position 16, found the end`,
		`(Result==Failed`:             `expected ")" at position 16, found the end`,
		`Result==Failed)`:             `expected ";", "," or the end at position 15, found ")"`,
		`Name=="open`:                 `the quote at position 7 is not closed`,
		`CreationTime>=2026-06-15T1:`: `CreationTime: "2026-06-15T1:" is not a UTC time`,
		`Size>1`:                      `there is no parameter "Size"; there are UID, Name, CreationTime, EndTime, State, `,
		`VmUid==1`:                    `there is no parameter "VmUid"; there are`,
		`CreationTimeUTC>"2026"`:      `there is no parameter "CreationTimeUTC"; there are`,
		`Result==Bad`:                 `Result: "Bad" is not one of Success, Warning, Failed`,
		`State==None`:                 `State: "None" is not one of InProgress, Pending, Completed`,
		`TotalSize>big`:               `TotalSize: "big" is not a whole number`,
		`CreationTime>yesterday`:      `CreationTime: "yesterday" is not a UTC time such as 2026-06-15T23:20:45Z nor a date`,
		`CreationTime>"2026-06-15T00:00:00+02:00"`: `CreationTime: "2026-06-15T00:00:00+02:00" is not a UTC time`,
		`UID==12`: `UID: "12" is neither a GUID nor urn:veeam:<type>:<GUID>`,
	} {
		answer := c.do(c.request("GET", "/query?type=BackupTaskSession&filter="+url.QueryEscape(filter)))
		equal(t, filter, answer.status, 400)
		var message struct{ Message string }
		decode(t, answer.body, &message)
		if !strings.HasPrefix(message.Message, "The query is not valid: filter: "+want) {
			t.Errorf("%s:\n got %s\nwant %s", filter, message.Message, want)
		}
	}
	answer := c.do(c.request("GET", "/query?type=BackupJobSession&filter=IsRetry==yes"))
	if !strings.Contains(answer.body, `IsRetry: \"yes\" is neither True nor False`) {
		t.Errorf("body is %s", answer.body)
	}
}
