package veeamclient_test

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestLastSessions: which session is a job's newest, and with how many requests all of them are found.
func TestLastSessions(t *testing.T) {
	day := 24 * time.Hour
	session := func(n, job int, age time.Duration) veeamsim.BackupSession {
		return veeamsim.BackupSession{
			ID: guid(3, n), JobID: guid(2, job), JobType: "Backup", Created: now.Add(-age), Ended: now.Add(time.Hour - age), State: "Stopped", Result: "Success",
		}
	}
	copied, worker, nameless := session(5, 3, 100*day), session(6, 9, time.Hour), session(7, 4, 2*day)
	copied.JobType, copied.State, copied.Ended = "ImmediateBackupCopy", "Working", time.Time{} // it runs for longer than EM is asked about
	worker.JobType, worker.ParentID, worker.JobName = "ImmediateBackupCopyWorker", copied.ID, `Offsite\Nightly`
	nameless.JobID, nameless.JobName, nameless.ServerID = "", "by NAME", guid(1, 1)
	inv := veeamsim.Inventory{
		BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}},
		Jobs: []veeamsim.Job{
			{ID: guid(2, 1), Name: "Nightly", JobType: "Backup", ServerID: guid(1, 1)}, {ID: guid(2, 2), Name: "Monthly", JobType: "Backup", ServerID: guid(1, 1)},
			{ID: guid(2, 3), Name: "Offsite", JobType: "ImmediateBackupCopy", ServerID: guid(1, 1)}, {ID: guid(2, 4), Name: "By name", JobType: "Backup", ServerID: guid(1, 1)},
			{ID: guid(2, 5), Name: "Standby", JobType: "Replica", ServerID: guid(1, 1)}, {ID: guid(2, 6), Name: "Never", JobType: "Backup", ServerID: guid(1, 1)},
			{ID: guid(2, 7), Name: "Long ago", JobType: "Backup", ServerID: guid(1, 1)},
		},
		BackupSessions: []veeamsim.BackupSession{
			session(1, 1, 2*time.Hour), session(2, 1, 26*time.Hour), session(3, 2, 80*day), session(4, 7, 92*day), copied, worker, nameless,
		},
		ReplicaSessions: []veeamsim.ReplicaSession{{ID: guid(3, 8), JobID: guid(2, 5), Created: now.Add(-day), Ended: now.Add(time.Hour - day), State: "Stopped", Result: "Failed"}},
	}
	want := map[string]string{"Nightly": guid(3, 1), "Monthly": guid(3, 3), "Offsite": guid(3, 6), "By name": guid(3, 7), "Standby": guid(3, 8), "Never": "", "Long ago": ""}
	for _, build := range []int{12, 13} {
		sim := startSim(t, veeamsim.Config{Build: build, Inventory: inv})
		client := connect(t, sim.URL())
		jobs, err := client.Jobs(t.Context(), veeamclient.NameScope{})
		if err != nil {
			t.Fatal(err)
		}
		before := len(sim.Requests())
		if err := client.CompleteJobs(t.Context(), jobs, false, true); err != nil {
			t.Fatal(err)
		}
		if got := lastSessionIDs(jobs); !maps.Equal(got, want) {
			t.Errorf("build %d: got %v, want %v", build, got, want)
		}
		var asked []string
		for _, request := range sim.Requests()[before:] {
			queryType, _, _ := strings.Cut(strings.TrimPrefix(request.Query, "type="), "&")
			asked = append(asked, request.Path+" "+queryType)
			if query, err := url.QueryUnescape(request.Query); err != nil || strings.Contains(query, "CreationTime>=") != strings.Contains(query, `CreationTime>="2026-03-17T00:00:00Z"`) {
				t.Errorf("build %d: asked %s, %v, want whole days", build, query, err)
			}
		}
		slices.Sort(asked) // one for backups, one for replicas, and the session of the copy by its UID
		if want := []string{"/query BackupJobSession", "/query BackupJobSession", "/query ReplicaJobSession"}; !slices.Equal(asked, want) {
			t.Errorf("build %d: asked %q, want %q", build, asked, want)
		}
		for i := range jobs { // of one job, which is asked for by its UID unless it copies
			one := []veeamclient.Job{jobs[i]}
			one[0].LastSession = nil
			if err := client.CompleteJobs(t.Context(), one, false, true); err != nil {
				t.Fatal(err)
			}
			if got := lastSessionIDs(one)[jobs[i].Name]; got != want[jobs[i].Name] && jobs[i].Name != "By name" {
				t.Errorf("build %d, %s alone: %q", build, jobs[i].Name, got)
			}
		}
	}
}

// TestJobsCompletedTogether: objects and newest sessions are read side by side, for which the race detector watches.
func TestJobsCompletedTogether(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: veeamsim.Lab(now)})
	for range 20 {
		client := connect(t, sim.URL())
		jobs, err := client.NASJobs(t.Context(), veeamclient.NameScope{})
		if err != nil {
			t.Fatal(err)
		}
		jobs = slices.Clone(jobs)
		if err := client.CompleteJobs(t.Context(), jobs, true, true); err != nil {
			t.Fatal(err)
		}
		withObjects := func(j veeamclient.Job) bool { return len(j.Objects) > 0 }
		withSession := func(j veeamclient.Job) bool { return j.LastSession != nil }
		if !slices.ContainsFunc(jobs, withObjects) || !slices.ContainsFunc(jobs, withSession) {
			t.Fatalf("of %d jobs none has objects, or none a session", len(jobs))
		}
	}
}

func lastSessionIDs(jobs []veeamclient.Job) map[string]string {
	ids := map[string]string{}
	for i := range jobs {
		ids[jobs[i].Name] = ""
		if last := jobs[i].LastSession; last != nil {
			ids[jobs[i].Name] = last.ID()
		}
	}
	return ids
}

// TestJobBodies: members that the documentation writes in two ways, and what is missing.
func TestJobBodies(t *testing.T) {
	read := func(t *testing.T, schedule string) *veeamclient.JobSchedule {
		t.Helper()
		body := fmt.Sprintf(`{"UID":"urn:veeam:Job:%s","Name":"a","JobScheduleOptions":%s}`, guid(2, 1), schedule)
		jobs, err := connect(t, scripted(t, answer(body)).URL).Jobs(t.Context(), veeamclient.NameScope{ID: guid(2, 1)})
		if err != nil || len(jobs) != 1 {
			t.Fatal(jobs, err)
		}
		return jobs[0].Schedule()
	}
	for written, want := range map[string]string{
		`"2019-10-23T14:00:00"`: "14:00:00", `"2019-10-23T22:00:00+02:00"`: "22:00:00", `"18:00:00.0000000+01:00"`: "18:00:00", `"noon"`: "noon", `"T"`: "T", `""`: "", `null`: "",
	} {
		if got := read(t, `{"Standart":{"OptionsDaily":{"Time":`+written+`}}}`).OptionsDaily.Time; string(got) != want {
			t.Errorf("time %s is %q, want %q", written, got, want)
		}
	}
	two, minus := int64(2), int64(-7)
	for written, want := range map[string]*int64{`2`: &two, `"02:00:00"`: &two, `-7`: &minus, `"-07:00:00"`: &minus, `null`: nil, `""`: nil, `"PST"`: nil} {
		got := read(t, `{"Standart":{"OptionsMonthly":{"TimeOffsetUtc":`+written+`}}}`).OptionsMonthly.TimeOffsetUTC.Whole
		if (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Errorf("offset %s is %v", written, got)
		}
	}
	for written, want := range map[string]bool{`{"RetrySpecified1":true}`: true, `{"RetrySpecified":false,"RetrySpecified1":null}`: false} {
		if got := read(t, `{"RetryOptions":`+written+`}`).RetryOptions.Specified(); got == nil || *got != want {
			t.Errorf("%s: %v", written, got)
		}
	}
	for _, nothing := range []string{`null`, `{}`, `{"Standart":null,"ImmediateCopyMode":null,"Links":null,"Href":""}`} {
		if got := read(t, nothing); got != nil {
			t.Errorf("%s is the schedule %+v", nothing, got)
		}
	}
	if got := read(t, `{"Standart":{"OptionsContinuous":{"Enabled":true}}}`).OptionsContinuous.Schedule.ByDay(); got != nil {
		t.Errorf("no grid is %v", got)
	}
	job := fmt.Sprintf(`{"UID":"urn:veeam:AgentBackupJob:%s","Name":"a"}`, guid(2, 1))
	for list, problem := range map[string]string{ // the first is what was seen, the second what the documentation calls the list
		`"AgentBackupJob":{"AgentBackupJobs":[` + job + `]},"Jobs":null`: "", `"AgentBackupJobs":{"AgentBackupJobs":[` + job + `]}`: "",
		`"Jobs":{"Jobs":[` + job + `]}`: "AgentBackupJobs was expected",
	} {
		server := scripted(t, answer(`{"Entities":{`+list+`},"PagingInfo":{"PageNum":1,"PageSize":100,"PagesCount":1}}`))
		jobs, err := connect(t, server.URL).AgentJobs(t.Context(), veeamclient.NameScope{})
		if (err == nil) != (problem == "") || err != nil && !strings.Contains(err.Error(), problem) || err == nil && len(jobs) != 1 {
			t.Errorf("%s: %v, %v", list, jobs, err)
		}
	}
}

// TestObjectsOfJobs: what is believed of a list of objects.
func TestObjectsOfJobs(t *testing.T) {
	const object = `{"ObjectInJobId":"a","Name":"web01","Links":null}`
	for name, c := range map[string]struct {
		status  int
		body    string
		objects int
		problem string
	}{
		"one":             {body: `{"ObjectInJobs":[` + object + `]}`, objects: 1},
		"in camel case":   {body: `{"objectInJobs":[` + object + `],"links":null}`, objects: 1},
		"none":            {body: `{"ObjectInJobs":[]}`},
		"null":            {body: `{"ObjectInJobs":null}`},
		"no list":         {body: `{}`, problem: "the JSON has no ObjectInJobs"},
		"another list":    {body: `{"ObjectInJobs":[],"Objects":[` + object + `]}`, problem: "the JSON has Objects where ObjectInJobs was expected"},
		"without an id":   {body: `{"ObjectInJobs":[` + object + `,{"Name":"web02"}]}`, problem: "row 2 of ObjectInJobs has no ObjectInJobId"},
		"not allowed":     {status: http.StatusForbidden, body: `{"Message":"no"}`, problem: "403 Forbidden: no"},
		"a job that went": {status: http.StatusNotFound, body: `{"Message":"no"}`, problem: "404 Not Found: no"},
	} {
		t.Run(name, func(t *testing.T) {
			server := scripted(t, func(w http.ResponseWriter, r *http.Request) {
				if !strings.Contains(r.URL.Path, "includes") {
					answer(fmt.Sprintf(`{"UID":"urn:veeam:Job:%s","Name":"a"}`, guid(2, 1)))(w, r)
					return
				}
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(max(c.status, http.StatusOK))
				_, _ = w.Write([]byte(c.body))
			})
			client := connect(t, server.URL)
			jobs, err := client.Jobs(t.Context(), veeamclient.NameScope{ID: guid(2, 1)})
			if err != nil {
				t.Fatal(err)
			}
			err = client.CompleteJobs(t.Context(), jobs, true, false)
			if (err == nil) != (c.problem == "") || err != nil && !strings.Contains(err.Error(), c.problem) {
				t.Fatalf("error %v, want %q", err, c.problem)
			}
			if err == nil && (jobs[0].Objects == nil || len(jobs[0].Objects) != c.objects) {
				t.Errorf("%d objects, want %d; nil %t", len(jobs[0].Objects), c.objects, jobs[0].Objects == nil)
			}
			if c.status == http.StatusNotFound && !errors.Is(err, veeamclient.ErrNotFound) {
				t.Error("it is no ErrNotFound")
			}
		})
	}
}

// TestMasksOfShares: JSON may have a list of texts as it is, in an object, or as one text.
func TestMasksOfShares(t *testing.T) {
	for written, want := range map[string][]string{
		`["*.*","a"]`: {"*.*", "a"}, `{"Extensions":["*.*"]}`: {"*.*"}, `{"extensions":null}`: nil, `null`: nil, `[]`: {}, `""`: nil, `"a"`: {"a"},
		`["a",null]`: {"a"}, `{"Path":"a"}`: {"a"}, `{"Second":["b"],"First":["a"]}`: {"a", "b"},
	} {
		var mask veeamclient.TextList
		if err := mask.UnmarshalJSON([]byte(written)); err != nil || !slices.Equal(mask, want) {
			t.Errorf("%s is %q, %v", written, mask, err)
		}
	}
	for _, written := range []string{`7`, `[7]`, `{"Extensions":[true]}`} {
		if err := new(veeamclient.TextList).UnmarshalJSON([]byte(written)); err == nil {
			t.Errorf("%s is no list of texts", written)
		}
	}
}
