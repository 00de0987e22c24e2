package veeamclient_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

func systemSession(n int, sessionType, state string, age time.Duration) veeamsim.SystemSession {
	s := veeamsim.SystemSession{ID: guid(10, n), SessionType: sessionType, State: state, Created: now.Add(-age)}
	if state != "InProgress" {
		s.Ended = s.Created.Add(time.Minute)
	}
	return s
}

func TestNewestCollection(t *testing.T) {
	end := func(age time.Duration) time.Time { return now.Add(-age + time.Minute) }
	const minutes = time.Minute
	for name, c := range map[string]struct {
		sessions []veeamsim.SystemSession
		want     veeamclient.Collection
	}{
		"none": {nil, veeamclient.Collection{}},
		"only others": {[]veeamsim.SystemSession{systemSession(1, "DatabaseMaintenance", "CompletedSuccessfully", 5*minutes)},
			veeamclient.Collection{}},
		"one runs": {[]veeamsim.SystemSession{
			systemSession(1, "CollectJob", "InProgress", 5*minutes), systemSession(2, "CollectJob", "CompletedSuccessfully", 20*minutes),
		}, veeamclient.Collection{State: "CompletedSuccessfully", End: end(20 * minutes), EndOfNewestSuccess: end(20 * minutes)}},
		"one failed, one warned": {[]veeamsim.SystemSession{
			systemSession(4, "CollectJob", "CompletedSuccessfully", 95*minutes), systemSession(1, "CollectJob", "Failed", 5*minutes),
			systemSession(3, "CollectJob", "CompletedSuccessfully", 35*minutes), systemSession(2, "CollectJob", "CompletedWarning", 20*minutes),
			systemSession(5, "CollectJob", "CompletedWarning", 65*minutes),
		}, veeamclient.Collection{
			State: "Failed", End: end(5 * minutes), EndOfNewestSuccess: end(35 * minutes), NewestWarningEnd: end(20 * minutes),
		}},
		"a warning before the success": {[]veeamsim.SystemSession{
			systemSession(1, "CollectJob", "CompletedSuccessfully", 5*minutes), systemSession(2, "CollectJob", "CompletedWarning", 20*minutes),
		}, veeamclient.Collection{State: "CompletedSuccessfully", End: end(5 * minutes), EndOfNewestSuccess: end(5 * minutes)}},
		"never a success": {[]veeamsim.SystemSession{systemSession(1, "CollectJob", "Failed", 5*minutes)},
			veeamclient.Collection{State: "Failed", End: end(5 * minutes)}},
	} {
		for _, config := range []veeamsim.Config{{Build: 12}, {Build: 13}, {References: true}} {
			t.Run(fmt.Sprintf("%s, build %d, references %v", name, config.Build, config.References), func(t *testing.T) {
				config.Inventory.SystemSessions = c.sessions
				got, err := connect(t, startSim(t, config).URL()).NewestCollection(t.Context())
				if err != nil || got != c.want {
					t.Errorf("got %+v, %v, want %+v", got, err, c.want)
				}
			})
		}
	}
}

// TestNewestCollectionReadsFewReferences: of thousands, only as many as are needed.
func TestNewestCollectionReadsFewReferences(t *testing.T) {
	var sessions []veeamsim.SystemSession
	for n := range 2880 {
		state := "CompletedSuccessfully"
		if n < 25 {
			state = "Failed"
		}
		sessions = append(sessions, systemSession(n, "CollectJob", state, time.Duration(n+1)*14*time.Minute))
	}
	sessions[0].Name, sessions[2000].Name = "Collect Job", "Collect Job" // say no time, so they are read
	sim := startSim(t, veeamsim.Config{References: true, Inventory: veeamsim.Inventory{SystemSessions: sessions}})
	got, err := connect(t, sim.URL()).NewestCollection(t.Context())
	if err != nil || !got.EndOfNewestSuccess.Equal(sessions[25].Ended) || got.State != "Failed" || !got.End.Equal(sessions[0].Ended) {
		t.Errorf("%+v, %v, want the success of %s", got, err, sessions[25].Ended)
	}
	read := 0
	for _, r := range sim.Requests() {
		if strings.Contains(r.Path, "/systemSessions") {
			read++
		}
	}
	if read > 1+40 {
		t.Errorf("%d requests", read)
	}
}

// TestReferencesUnderTheListsOwnName: whether EM's list has entities is not documented, so rows without any member of a session are read.
func TestReferencesUnderTheListsOwnName(t *testing.T) {
	list := `{"SystemSessions":[{"UID":"urn:veeam:SystemSession:` + guid(10, 1) + `","Name":"Collect Job @2026-06-16 07:55:00"},` +
		`{"UID":"urn:veeam:SystemSession:` + guid(10, 2) + `","Name":"Collect Job @2026-06-16 07:40:00"}]}`
	one := `{"UID":"urn:veeam:SystemSession:` + guid(10, 2) + `","SessionType":"CollectJob","State":"CompletedSuccessfully",` +
		`"CreationTimeUTC":"2026-06-16T07:40:00Z","EndTimeUTC":"1899-12-30T00:00:00Z"}`
	server := scripted(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/systemSessions"):
			answer(list)(w, r)
		case strings.HasSuffix(r.URL.Path, guid(10, 2)):
			answer(one)(w, r)
		default:
			http.Error(w, `{"Message":"gone meanwhile"}`, http.StatusNotFound)
		}
	})
	got, err := connect(t, server.URL).NewestCollection(t.Context())
	began := time.Date(2026, 6, 16, 7, 40, 0, 0, time.UTC) // an end before the beginning is none
	if want := (veeamclient.Collection{State: "CompletedSuccessfully", End: began, EndOfNewestSuccess: began}); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestNewestCollectionNeedsAnAdministrator(t *testing.T) {
	user := veeamsim.Account{Username: veeamsim.DefaultAccount.Username, Password: veeamsim.DefaultAccount.Password, Role: veeamsim.PortalUser}
	_, err := connect(t, startSim(t, veeamsim.Config{Accounts: []veeamsim.Account{user}}).URL()).NewestCollection(t.Context())
	if !errors.Is(err, veeamclient.ErrForbidden) {
		t.Error(err)
	}
}

func TestEnterpriseManager(t *testing.T) {
	for _, build := range []int{12, 13} {
		client := connect(t, startSim(t, veeamsim.Config{Build: build}).URL())
		got, err := client.EnterpriseManager(t.Context())
		if err != nil || strings.Join(got.APIVersions, " ") != "v1_5 v1_6 v1_7" || got.Account != veeamsim.DefaultAccount.Username || got.Roles != nil {
			t.Errorf("build %d: %+v, %v", build, got, err)
		}
	}
	_, err := connect(t, scripted(t, answer(`{"Links":[]}`)).URL).EnterpriseManager(t.Context())
	var wrong *veeamclient.AnswerError
	if !errors.As(err, &wrong) || wrong.Problem != "the JSON has no SupportedVersions" {
		t.Error(err)
	}
	shown := answer(`{"SupportedVersions":{"SupportedVersions":[{"Name":"v1_8"}]},"UserName":"LAB\\reader","Roles":[{"Name":"Portal User","Id":1}]}`)
	got, err := connect(t, scripted(t, shown).URL).EnterpriseManager(t.Context())
	if err != nil || strings.Join(got.APIVersions, " ") != "v1_8" || strings.Join(got.Roles, " ") != "Portal User" {
		t.Errorf("%+v, %v", got, err)
	}
}
