package veeamclient_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

const taskUID = "urn:veeam:BackupTaskSession:40000000-0000-4000-8000-000000000001"

func size(n int64) *int64 { return &n }

// wanted is what both builds say in the bodies below.
func wanted() veeamclient.BackupTaskSession {
	return veeamclient.BackupTaskSession{
		TaskSession: veeamclient.TaskSession{
			Session: veeamclient.Session{
				Entity: veeamclient.Entity{
					UID: taskUID, Name: "web01@2026-06-15 23:20:45",
					BackupServerName: "vbr01.lab.example", BackupServerID: "10000000-0000-4000-8000-000000000001",
				},
				CreationTime: veeamclient.Time{Time: time.Date(2026, 6, 15, 23, 20, 45, 123456700, time.UTC)},
				EndTime:      veeamclient.Time{Time: time.Date(2026, 6, 15, 23, 22, 15, 0, time.UTC)},
				State:        "Completed", Result: "Success",
			},
			VMDisplayName: "web01", TotalSize: size(12884901888), SessionName: "Nightly VMs@2026-06-15 23:20:00",
		},
		VMUID:            "urn:VMware:Vm:a87d15db-dd70-4769-acd6-41bae88219d4.vm-1",
		JobSessionUID:    "urn:veeam:BackupJobSession:" + sessionID,
		VMRestorePointID: "50000000-0000-4000-8000-000000000001",
	}
}

const build12 = `{"BackupTaskSessions":[{"JobSessionUid":"urn:veeam:BackupJobSession:` + sessionID + `",
	"CreationTimeUTC":"2026-06-15T23:20:45.1234567Z","EndTimeUTC":"2026-06-15T23:22:15Z","State":"Completed","Result":"Success",
	"Reason":"","TotalSize":12884901888,"VmUid":"urn:VMware:Vm:a87d15db-dd70-4769-acd6-41bae88219d4.vm-1","VmDisplayName":"web01",
	"Name":"web01@2026-06-15 23:20:45","UID":"` + taskUID + `","Links":[
	{"Rel":"Up","Href":"https://other.example:9399/api/backupServers/10000000-0000-4000-8000-000000000001","Name":"vbr01.lab.example","Type":"BackupServerReference"},
	{"Rel":"Up","Href":"https://other.example:9399/api/x","Name":"Nightly VMs@2026-06-15 23:20:00","Type":"BackupJobSessionReference"},
	{"Rel":"Related","Href":"https://other.example:9399/api/vmRestorePoints/50000000-0000-4000-8000-000000000001?format=Entity","Type":"VmRestorePoint"}],
	"Href":"https://other.example:9399/api/x","Type":"BackupTaskSession"}]}`

const build13 = `{"backupTaskSessions":[{"jobSessionUid":"urn:veeam:BackupJobSession:` + sessionID + `",
	"creationTimeUTC":"2026-06-15T23:20:45.1234567Z","endTimeUTC":"2026-06-15T23:22:15Z","state":"Completed","result":"Success",
	"reason":null,"totalSize":12884901888,"vmUid":"urn:VMware:Vm:a87d15db-dd70-4769-acd6-41bae88219d4.vm-1","vmDisplayName":"web01",
	"newInBuild14":{"deep":[1,{"er":null}]},
	"name":"web01@2026-06-15 23:20:45","uid":"` + taskUID + `","links":[
	{"rel":"Up","href":"https://other.example:9399/api/backupServers/10000000-0000-4000-8000-000000000001","name":"vbr01.lab.example","type":"BackupServerReference"},
	{"rel":"Up","href":"https://other.example:9399/api/x","name":"Nightly VMs@2026-06-15 23:20:00","type":"BackupJobSession"},
	{"rel":"Related","href":"https://other.example:9399/api/vmRestorePoints/50000000-0000-4000-8000-000000000001?format=Entity","type":"VmRestorePoint"}],
	"href":"https://other.example:9399/api/x","type":"BackupTaskSession"}],"newInBuild14":[]}`

func TestDecodeBuilds(t *testing.T) {
	for name, body := range map[string]string{
		"build 12": build12, "build 13": build13, "byte order mark": "\xEF\xBB\xBF" + build13,
	} {
		t.Run(name, func(t *testing.T) {
			rows, err := readSession(t, connect(t, scripted(t, answer(body)).URL))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]veeamclient.BackupTaskSession{wanted()}, rows); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDecodeTime(t *testing.T) {
	for text, want := range map[string]time.Time{
		`"2026-06-15T23:20:45Z"`:         time.Date(2026, 6, 15, 23, 20, 45, 0, time.UTC),
		`"2026-06-15T23:20:45.56Z"`:      time.Date(2026, 6, 15, 23, 20, 45, 560000000, time.UTC),
		`"2026-06-15T23:20:45.1234567Z"`: time.Date(2026, 6, 15, 23, 20, 45, 123456700, time.UTC),
		`"2026-06-16T01:20:45+02:00"`:    time.Date(2026, 6, 15, 23, 20, 45, 0, time.UTC),
		`"2026-06-15T23:20:45"`:          time.Date(2026, 6, 15, 23, 20, 45, 0, time.UTC),
		`null`:                           {},
		`""`:                             {},
		`"0001-01-01T00:00:00"`:          {},
		`"1753-01-01T00:00:00Z"`:         {},
	} {
		var got veeamclient.Time
		if err := got.UnmarshalJSON([]byte(text)); err != nil || !got.Equal(want) {
			t.Errorf("%s: %v, %v; want %v", text, got, err, want)
		}
	}
	var got veeamclient.Time
	if err := got.UnmarshalJSON([]byte(`"yesterday"`)); err == nil {
		t.Error("yesterday was read as a time")
	}
}

// TestEndBeforeTheBeginningIsNone: a session without an end has been observed with one of long ago. No row is dropped for it.
func TestEndBeforeTheBeginningIsNone(t *testing.T) {
	const began = "2026-06-15T23:20:45Z"
	for end, seconds := range map[string]*int64{
		"1899-12-30T00:00:00Z": nil, "1900-01-01T00:00:00Z": nil, "1970-01-01T00:00:00Z": nil, "2000-01-01T00:00:00Z": nil,
		"2026-05-06T23:20:45Z": nil, "2026-06-15T23:20:44.9999999Z": nil, "0001-01-01T00:00:00": nil,
		began: size(0), "2026-06-15T23:20:46.9Z": size(1),
	} {
		for _, state := range []string{"Completed", "Postponed"} {
			body := `{"BackupTaskSessions":[{"UID":"` + taskUID + `","State":"` + state + `","CreationTimeUTC":"` + began + `","EndTimeUTC":"` + end + `"}]}`
			rows, err := veeamclient.DecodeTaskSessions(strings.NewReader(body))
			if err != nil || len(rows) != 1 {
				t.Fatal(len(rows), err)
			}
			if diff := cmp.Diff(seconds, rows[0].Seconds()); diff != "" || rows[0].EndTime.IsZero() != (seconds == nil) {
				t.Errorf("%s, ended %s: %s, %s", state, end, rows[0].EndTime, diff)
			}
		}
	}
}
