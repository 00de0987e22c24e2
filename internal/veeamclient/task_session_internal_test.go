package veeamclient

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// TestPolicyOf: the policy is what stands before the machine, however it is spelled; a name that only looks so has none.
func TestPolicyOf(t *testing.T) {
	for _, c := range []struct{ job, machine, want string }{
		{"Servers - lin01", "LIN01", "Servers"}, {"Servers - lab - lin01", "lin01", "Servers - lab"}, {"Servers - lab - lin01", "lab - lin01", "Servers"},
		{"Servers - lin01", "lin02", ""}, {"Servers - lin01", "", ""}, {" - lin01", "lin01", ""}, {"Servers-lin01", "lin01", ""}, {"Servers - ", "lin01", ""}, {"", "lin01", ""},
	} {
		if got := policyOf(c.job, c.machine); got != c.want {
			t.Errorf("%q of %q: %q, want %q", c.job, c.machine, got, c.want)
		}
	}
}

// ownServers are the backup servers that a task session may have of its own, by id and name, and what it has then beside a session
// of the server s, s-name: that one's where it has neither.
var ownServers = map[[2]string][2]string{{"", ""}: {"s", "s-name"}, {"t", ""}: {"t", ""}, {"", "t-name"}: {"", "t-name"}, {"t", "t-name"}: {"t", "t-name"}}

// TestServerOfATaskSession: its own, else that of its session.
func TestServerOfATaskSession(t *testing.T) {
	of := Entity{UID: "urn:veeam:X:30000000-0000-4000-8000-000000000001", BackupServerID: "s", BackupServerName: "s-name"}
	for own, want := range ownServers {
		entity := Entity{BackupServerID: own[0], BackupServerName: own[1]}
		backup := BackupTaskSession{TaskSession: TaskSession{Session: Session{Entity: entity}}}
		backup.takeFrom(&BackupSession{Session: Session{Entity: of}})
		replica := []ReplicaTaskSession{{TaskSession: TaskSession{Session: Session{Entity: entity}}, JobSessionUID: of.UID}}
		replicaTaskSessions.join(replica, []ReplicaSession{{Session: Session{Entity: of}}})
		for kind, e := range map[string]*Entity{"backup": &backup.Entity, "replica": &replica[0].Entity} {
			if got := [2]string{e.BackupServerID, e.BackupServerName}; got != want {
				t.Errorf("%s, own %q: %q, want %q", kind, own, got, want)
			}
		}
	}
}

// TestHasJob: a task session is of a job that is wanted by its id and by its name. One whose job is not known is where EM was asked.
func TestHasJob(t *testing.T) {
	known := &TaskSession{JobID: "a", JobName: "Standby"}
	for name, c := range map[string]struct {
		scope        JobScope
		task         *TaskSession
		byID, byName bool
		want         bool
	}{
		"any":                        {JobScope{}, known, false, false, true},
		"any, not known":             {JobScope{}, &TaskSession{}, false, false, true},
		"its id":                     {JobScope{JobID: "A"}, known, false, false, true},
		"another id":                 {JobScope{JobID: "b"}, known, true, true, false},
		"an id, not known":           {JobScope{JobID: "a"}, &TaskSession{}, false, true, false},
		"an id, not known, asked":    {JobScope{JobID: "a"}, &TaskSession{}, true, false, true},
		"its name":                   {JobScope{JobName: "STANDBY"}, known, false, false, true},
		"one of several":             {JobScope{JobNames: []string{"x", "standby"}}, known, false, false, true},
		"another name":               {JobScope{JobName: "Stand"}, known, true, true, false},
		"a name, not known":          {JobScope{JobName: "standby"}, &TaskSession{}, true, false, false},
		"a name, not known, asked":   {JobScope{JobName: "standby"}, &TaskSession{}, false, true, true},
		"its id, and another's name": {JobScope{JobID: "a", JobName: "x"}, known, true, true, false},
		"its name, and another's id": {JobScope{JobID: "b", JobName: "standby"}, known, true, true, false},
	} {
		if got := c.scope.hasJob(c.task, c.byID, c.byName); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

// TestJobKey: by the id where there is one, else by server and name.
func TestJobKey(t *testing.T) {
	session := func(uid, server, name string) string {
		return (&BackupSession{JobUID: uid, JobName: name, Session: Session{Entity: Entity{BackupServerName: server}}}).JobKey()
	}
	const id = "10000000-0000-4000-8000-00000000000a"
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{session("urn:veeam:Job:"+id, "vbr01", "a"), session("urn:veeam:AgentBackupJob:"+strings.ToUpper(id), "vbr02", "b"), true},
		{session("urn:veeam:Job:"+id, "vbr01", "a"), session("urn:veeam:Job:"+id[:35]+"b", "vbr01", "a"), false},
		{session("", "vbr01", "a"), session("", "VBR01", "A"), true},
		{session("", "vbr01", "a"), session("", "vbr02", "a"), false},
		{session("", "vbr01", "a"), session("", "vbr01", "b"), false},
		{session("", "vbr01", "a"), session("urn:veeam:Job:"+id, "vbr01", "a"), false},
	} {
		if (c.a == c.b) != c.same {
			t.Errorf("%q and %q", c.a, c.b)
		}
	}
}

// TestParentSessions: a session that is up and is named is the parent only where the link says so; there are others.
func TestParentSessions(t *testing.T) {
	const parent = "30000000-0000-4000-8000-000000000001"
	got := map[string]string{}
	for _, name := range []string{"", "Parent session", "PARENT SESSION", "Original session"} {
		body := `[{"UID":"urn:veeam:BackupJobSession:30000000-0000-4000-8000-000000000002","State":"` + em.Stopped + `","CreationTimeUTC":"2026-06-15T22:00:00Z",
			"Links":[{"Rel":"Up","Type":"BackupJobSession","Name":"` + name + `","Href":"https://em/api/backupSessions/` + parent + `?format=Entity"}]}]`
		rows, err := backupSessions.decodeRows(newDecoder(strings.NewReader(body)))
		if err != nil || len(rows) != 1 {
			t.Fatal(rows, err)
		}
		got[name] = rows[0].ParentSessionID
	}
	if diff := cmp.Diff(map[string]string{"": parent, "Parent session": parent, "PARENT SESSION": parent, "Original session": ""}, got); diff != "" {
		t.Error(diff)
	}
}
