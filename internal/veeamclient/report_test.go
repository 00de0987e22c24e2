package veeamclient_test

import (
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// TestFramesOfTheReport: each has the one member that tells it from others, else it is not believed. A size of -1 is not known.
func TestFramesOfTheReport(t *testing.T) {
	frames := map[string]string{
		"overview": `{"BackupServers":1}`, "vms_overview": `{"ProtectedVms":2}`, "job_statistics": `{"TotalJobRuns":3}`, "processed_vms": `{"Days":[]}`,
		"repository": `{"Periods":[{"Name":"Main","Capacity":100,"FreeSpace":-1,"BackupSize":7}]}`,
	}
	read := func(empty string) (veeamclient.SummaryReport, error) {
		return connect(t, scripted(t, func(w http.ResponseWriter, r *http.Request) {
			body, name := `{}`, path.Base(r.URL.Path)
			if name != empty {
				body = frames[name]
			}
			answer(body)(w, r)
		}).URL).SummaryReport(t.Context())
	}
	got, err := read("")
	if err != nil || *got.Overview.BackupServers != 1 || *got.VMsOverview.ProtectedVMs != 2 || *got.JobStatistics.TotalJobRuns != 3 {
		t.Fatalf("%+v, %v", got, err)
	}
	if p := got.Repository.Periods[0]; *p.Capacity != 100 || p.FreeSpace != nil || *p.BackupSize != 7 {
		t.Errorf("%+v", p)
	}
	for name := range frames {
		if _, err := read(name); err == nil || !strings.Contains(err.Error(), "the JSON is not the frame "+name+" of the report") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestPasswordKeys: the list may have one of several names, and none of another. A password without an id is not believed.
func TestPasswordKeys(t *testing.T) {
	servers := fmt.Sprintf(`{"Entities":{"BackupServers":{"BackupServers":[{"UID":"urn:veeam:BackupServer:%s","Name":"vbr01"},
		{"UID":"urn:veeam:BackupServer:%s","Name":"vbr02"}]}},"PagingInfo":{"PageNum":1,"PageSize":100,"PagesCount":1}}`, guid(1, 1), guid(1, 2))
	for body, problem := range map[string]string{
		`{"PasswordKeyInfos":[{"Id":"a","Hint":"b"}]}`: "", `{"passwords":[{"Id":"a","Hint":"b"}]}`: "", `{"PasswordKeys":[{"Id":"a","Hint":"b"}],"Links":null}`: "",
		`{"PasswordKeyInfos":[{"Hint":"b"}]}`:         "a password has no Id",
		`{"Keys":[{"Id":"a"}]}`:                       "the JSON has Keys where PasswordKeyInfos was expected",
		`{"Passwords":[{"Id":"a"}],"Keys":[{"a":1}]}`: "the JSON has Keys where PasswordKeyInfos was expected",
		`{}`:                       "the JSON has no PasswordKeyInfos",
		`{"Passwords":[{"Id":7}]}`: "the JSON cannot be read",
	} {
		client := connect(t, scripted(t, func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/passwords") {
				answer(body)(w, r)
				return
			}
			answer(servers)(w, r)
		}).URL)
		keys, err := client.PasswordKeys(t.Context(), "")
		if (err == nil) != (problem == "") || err != nil && !strings.Contains(err.Error(), problem) {
			t.Errorf("%s: %v, want %q", body, err, problem)
		}
		got := []string{}
		for i := range keys {
			got = append(got, keys[i].ID+keys[i].Hint+" "+keys[i].BackupServerName)
		}
		if err == nil && !slices.Equal(got, []string{"ab vbr01", "ab vbr02"}) {
			t.Errorf("%s: %q", body, got)
		}
	}
}
