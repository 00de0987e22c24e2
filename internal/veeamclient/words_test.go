package veeamclient_test

import (
	"errors"
	"net/http"
	"slices"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestWordsThatAreRefused: an EM that answers 400 to a filter by job type or by a job's name is asked for the span, and what it
// answers is compared here.
func TestWordsThatAreRefused(t *testing.T) {
	refuse := func(filters ...string) (rules []veeamsim.Rule) {
		for _, f := range filters {
			rules = append(rules, veeamsim.Rule{Query: f, Fault: veeamsim.Fault{Status: http.StatusBadRequest}})
		}
		return rules
	}
	for name, rules := range map[string][]veeamsim.Rule{
		"nothing": nil, "a type": refuse(`JobType=="AgentManagement"`), "every type": refuse("JobType=="), "a job's name": refuse("JobName=="), "both": refuse("JobType==", "JobName=="),
	} {
		t.Run(name, func(t *testing.T) {
			client := connect(t, startSim(t, veeamsim.Config{Inventory: policies(), Rules: rules}).URL())
			rows, _, err := client.BackupTaskSessionsWithJobs(t.Context(), veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: "p"}})
			if want := []string{"lin01|P - lin01|AgentManagement|false|P|vbr01", "lin02|P - lin02|AgentManagement|false|P|vbr01"}; err != nil || !slices.Equal(jobsOfRows(rows), want) {
				t.Error(jobsOfRows(rows), err)
			}
			for _, types := range [][]string{{"AgentManagement"}, {"AgentManagement", "AgentBackup"}} {
				sessions, err := client.BackupSessions(t.Context(), veeamclient.SessionScope{JobTypes: types})
				if want := len(types) + 1; err != nil || len(sessions) != want {
					t.Errorf("%q: %d backup sessions, want %d, %v", types, len(sessions), want, err)
				}
			}
		})
	}
	// What is refused without such words, too, stays an error.
	sim := startSim(t, veeamsim.Config{Inventory: policies(), Rules: refuse("type=BackupJobSession")})
	client := connect(t, sim.URL(), func(c *veeamclient.Config) { c.PageSize = 100 })
	scope := veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: "p"}}
	if _, _, err := client.BackupTaskSessionsWithJobs(t.Context(), scope); !errors.Is(err, veeamclient.ErrBadRequest) {
		t.Error(err)
	}
	if _, err := client.BackupSessions(t.Context(), veeamclient.SessionScope{JobTypes: []string{"Backup"}}); !errors.Is(err, veeamclient.ErrBadRequest) {
		t.Error(err)
	}
	before := len(sim.Requests())
	if _, err := client.BackupSessions(t.Context(), veeamclient.SessionScope{JobScope: veeamclient.JobScope{JobID: guid(2, 7)}}); !errors.Is(err, veeamclient.ErrBadRequest) {
		t.Error(err)
	}
	if n := len(sim.Requests()) - before; n != 1 {
		t.Errorf("what holds no such words was asked for %d times, want once", n)
	}
}

// TestNamesOfOtherLetters: an ASCII name is left to an EM that ignores case, which does not know that case folding makes names of other
// letters equal; the other way round the names are compared here.
func TestNamesOfOtherLetters(t *testing.T) {
	for _, c := range []struct {
		asked, named string
		sent, here   int
	}{
		{"strasse", "stra\u00dfe", 0, 1}, {"STRASSE", "Stra\u00dfe", 0, 1}, {"first", "\ufb01r\u017ft", 0, 1},
		{"stra\u00dfe", "STRASSE", 1, 1}, {"o\u212a", "OK", 1, 1}, {"strasse", "STRASSE", 1, 1},
	} {
		inv := policies()
		inv.BackupSessions[6].JobName, inv.TaskSessions[4].VMName = c.named, c.named
		for how, want := range map[bool]int{false: c.sent, true: c.here} {
			client := connect(t, startSim(t, veeamsim.Config{Inventory: inv, CaseSensitive: how}).URL())
			for _, scope := range []veeamclient.TaskSessionScope{{JobScope: veeamclient.JobScope{JobName: c.asked}}, {VMDisplayName: c.asked}} {
				if rows, _, err := client.BackupTaskSessionsWithJobs(t.Context(), scope); err != nil || len(rows) != want {
					t.Errorf("%q for %q, compares case %t: %d task sessions, want %d, %v", c.asked, c.named, how, len(rows), want, err)
				}
			}
		}
	}
}
