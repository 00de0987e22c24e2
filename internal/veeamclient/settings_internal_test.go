package veeamclient

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSecondsOf: of seconds and minutes the one that is not 0 counts.
func TestSecondsOf(t *testing.T) {
	number := func(n int64) *int64 { return &n }
	for _, c := range []struct{ seconds, minutes, want *int64 }{
		{nil, nil, nil}, {number(15), nil, number(15)}, {number(15), number(0), number(15)}, {nil, number(2), number(120)}, {number(0), number(2), number(120)},
		{number(0), number(0), number(0)}, {nil, number(0), nil},
	} {
		if diff := cmp.Diff(c.want, secondsOf(c.seconds, c.minutes)); diff != "" {
			t.Error(diff)
		}
	}
}

// TestTenants: the type is the one member that is there, and a list may stand in an object or alone.
func TestTenants(t *testing.T) {
	const tenant = `[{"UID":"urn:veeam:CloudTenant:10000000-0000-4000-8000-000000000001"`
	read := func(members string) *CloudTenant {
		rows, err := cloudTenants.decodeRows(newDecoder(strings.NewReader(tenant + members + `}]`)))
		if err != nil || len(rows) != 1 {
			t.Fatal(members, err)
		}
		return &rows[0]
	}
	for member, want := range map[string]string{"StandaloneTenant": "Standalone", "VCloudTenant": "vCD", "ADTenantType": "ActiveDirectory", "Other": ""} {
		if got := read(`,"TenantType":{"` + member + `":{}}`).Type(); got != want {
			t.Errorf("%s: %q, want %q", member, got, want)
		}
	}
	for list, want := range map[string][]string{
		`{"CloudTenantResources":[{"Id":"a"},{"Id":"b"}]}`: {"a", "b"}, `[{"Id":"a"}]`: {"a"}, `{"A":[{"Id":"a"}],"Count":{"n":7},"B":[{"Id":"b"}]}`: {"a", "b"},
		`{}`: nil, `null`: nil, `[]`: nil, `{"A":null}`: nil,
	} {
		var got []string
		for _, resource := range read(`,"Resources":` + list).Resources {
			got = append(got, resource.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", list, got, want)
		}
	}
	for _, wrong := range []string{`{"A":[{"Id":7}]}`, `{"A":[7]}`, `[7]`, `7`} {
		if _, err := cloudTenants.decodeRows(newDecoder(strings.NewReader(tenant + `,"Resources":` + wrong + `}]`))); err == nil {
			t.Errorf("%s is a list", wrong)
		}
	}
}

// TestSettingsOfAJob: retention is said where either form of it is, and a copy that runs at once has the rest of its schedule, too.
func TestSettingsOfAJob(t *testing.T) {
	for name, c := range map[string]struct {
		settings JobSettings
		want     bool
	}{
		"none": {JobSettings{}, false}, "simple": {JobSettings{SimpleRetentionPolicy: &SimpleRetention{}}, true}, "GFS": {JobSettings{GFSRetentionPolicy: &GFSRetention{}}, true},
	} {
		var job Job
		job.JobInfo.BackupJobInfo = &c.settings
		if got := job.Retention(); got != nil != c.want || got != nil && got != &c.settings {
			t.Errorf("%s: %v", name, got)
		}
	}
	for members, want := range map[string][2]bool{
		`"ImmediateCopyMode":{"OptionsContinuous":{"Enabled":true}}`:                                              {false, true},
		`"ImmediateCopyMode":{"OptionsContinuous":{"Enabled":true}},"Standart":{"OptionsDaily":{"Enabled":true}}`: {true, true},
		`"Standart":{"OptionsDaily":{"Enabled":true}}`:                                                            {true, false},
	} {
		rows, err := jobs.decodeRows(newDecoder(strings.NewReader(`[{"UID":"urn:veeam:Job:10000000-0000-4000-8000-000000000001","JobScheduleOptions":{` + members + `}}]`)))
		if err != nil || len(rows) != 1 {
			t.Fatal(members, err)
		}
		got := rows[0].Schedule()
		if got == nil || got.OptionsDaily != nil != want[0] || got.ImmediateCopy != nil != want[1] {
			t.Errorf("%s: %+v", members, got)
		}
	}
}

// TestConditionsOfFilesAndPoints: what is linked to none stays, since it has passed EM's own look at it.
func TestConditionsOfFilesAndPoints(t *testing.T) {
	const id = "10000000-0000-4000-8000-00000000000a"
	file, points := backupIs(id), ReplicaPointScope{ReplicaID: id}.conditions(true)
	for linked, want := range map[string]bool{"": true, id: true, strings.ToUpper(id): true, "10000000-0000-4000-8000-00000000000b": false} {
		if file.check(&BackupFile{BackupID: linked}) != want || meets(&ReplicaPoint{ReplicaID: linked}, points) != want {
			t.Errorf("%q: %t", linked, !want)
		}
	}
	if none := backupIs(""); none.check != nil || none.filter != "" {
		t.Error("no id asks for something")
	}
}

// TestOrderOfSessions: by when they began, then by UID; none is before itself.
func TestOrderOfSessions(t *testing.T) {
	a, b := BackupSession{}, BackupSession{}
	a.UID, b.UID = "a", "b"
	if a.isBefore(&a) || !a.isBefore(&b) || b.isBefore(&a) {
		t.Error("by UID")
	}
	a.CreationTime.Time = a.CreationTime.AddDate(1, 0, 0)
	if a.isBefore(&b) || !b.isBefore(&a) {
		t.Error("by time")
	}
}
