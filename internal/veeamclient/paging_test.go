package veeamclient_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// someJobs are 250 rows without a creation time, in the order of their names.
func someJobs() veeamsim.Inventory {
	return veeamsim.Generate(veeamsim.Counts{Servers: 1, Jobs: 250}, now)
}

// jobIDs are those of an inventory.
func jobIDs(sim *veeamsim.Server) (ids []string) {
	sim.Change(func(inv *veeamsim.Inventory) {
		for i := range inv.Jobs {
			ids = append(ids, inv.Jobs[i].ID)
		}
	})
	slices.Sort(ids)
	return ids
}

func readJobs(t *testing.T, sim *veeamsim.Server) (ids []string, err error) {
	t.Helper()
	client := connect(t, sim.URL(), func(c *veeamclient.Config) { c.MaxConcurrentRequests = 1 })
	found, err := client.Jobs(t.Context(), veeamclient.NameScope{})
	for i := range found {
		ids = append(ids, found[i].ID())
	}
	slices.Sort(ids)
	return ids, err
}

// TestPagesThatChange: jobs come and go between two pages. A passing change is read again, a lasting one is an error, never a
// list with a row missing.
func TestPagesThatChange(t *testing.T) {
	job := func(n int, name string) veeamsim.Job {
		return veeamsim.Job{ID: guid(9, n), Name: name, JobType: "Backup", Platform: "VMware"}
	}
	for name, c := range map[string]struct {
		page   string
		change func(inv *veeamsim.Inventory)
	}{
		"one of the first page goes": {"page=2", func(inv *veeamsim.Inventory) { inv.Jobs = inv.Jobs[1:] }},
		"one comes before the first": {"page=2", func(inv *veeamsim.Inventory) { inv.Jobs = append(inv.Jobs, job(len(inv.Jobs), "A")) }},
		// Page 2 was read: the first of page 3 moves there.
		"one of the second page goes": {"page=3", func(inv *veeamsim.Inventory) { inv.Jobs = slices.Delete(inv.Jobs, 150, 151) }},
		// The last page stays as it is, and so does the first.
		"one goes and one comes": {"page=3", func(inv *veeamsim.Inventory) {
			gone := inv.Jobs[150].Name
			inv.Jobs = append(slices.Delete(inv.Jobs, 150, 151), job(int(gone[len(gone)-1]), "Job 0210 instead of "+gone))
		}},
		"more pages": {"page=3", func(inv *veeamsim.Inventory) {
			for range 100 {
				inv.Jobs = append(inv.Jobs, job(len(inv.Jobs), "Z"))
			}
		}},
	} {
		for times, settles := range map[int]bool{1: true, 2: true, 0: false} {
			t.Run(fmt.Sprintf("%s, %d", name, times), func(t *testing.T) {
				sim := startSim(t, veeamsim.Config{Inventory: someJobs(), MaxPageSize: 100, Rules: []veeamsim.Rule{{
					Path: "/query", Query: c.page, Times: times, Before: func(s *veeamsim.Server) { s.Change(c.change) },
				}}})
				got, err := readJobs(t, sim)
				if !settles {
					if !errors.Is(err, veeamclient.ErrChanging) {
						t.Errorf("error is %v", err)
					}
					return
				}
				if diff := cmp.Diff(jobIDs(sim), got); err != nil || diff != "" {
					t.Error(err, diff)
				}
			})
		}
	}
}

// TestPlacesCount: what else of a row has changed while pages are read is no move.
func TestPlacesCount(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: someJobs(), MaxPageSize: 100, Rules: []veeamsim.Rule{{
		Path: "/query", Before: func(s *veeamsim.Server) {
			s.Change(func(inv *veeamsim.Inventory) {
				for i := range inv.Jobs {
					inv.Jobs[i].Description += "!"
				}
			})
		},
	}}})
	got, err := readJobs(t, sim)
	if diff := cmp.Diff(jobIDs(sim), got); err != nil || diff != "" {
		t.Error(err, diff)
	}
	if n := len(sim.Requests()); n != 1+3+3 {
		t.Errorf("%d requests, want the logon, three pages, and each once more", n)
	}
}

// TestPagesToTheEnd: whatever the server's page size, and whatever it says of its pages.
func TestPagesToTheEnd(t *testing.T) {
	for name, c := range map[string]struct {
		config   veeamsim.Config
		requests int
	}{
		"one page":              {veeamsim.Config{}, 1},
		"of 100":                {veeamsim.Config{MaxPageSize: 100}, 6}, // each twice
		"ignored":               {veeamsim.Config{IgnorePageSize: true}, 6},
		"refused":               {veeamsim.Config{RefusePageSizeAbove: 100}, 7},
		"Next on the last page": {veeamsim.Config{PagesCountIsOne: true, MaxPageSize: 100}, 6},
		"without PagingInfo":    {veeamsim.Config{OmitPagingInfo: true, MaxPageSize: 100}, 8}, // the fourth has no rows
		"without, one page":     {veeamsim.Config{OmitPagingInfo: true}, 4},
		"references":            {veeamsim.Config{References: true}, 251},
	} {
		for _, build := range []int{12, 13} {
			t.Run(fmt.Sprintf("%s, build %d", name, build), func(t *testing.T) {
				c.config.Inventory, c.config.Build = someJobs(), build
				sim := startSim(t, c.config)
				got, err := readJobs(t, sim)
				if diff := cmp.Diff(jobIDs(sim), got); err != nil || diff != "" {
					t.Error(err, diff)
				}
				if n := len(sim.Requests()) - 1; n != c.requests {
					t.Errorf("%d requests, want %d", n, c.requests)
				}
			})
		}
	}
}

// TestPagesCountIsOnlyWhatTheServerSays: no room is made for as many rows as a server claims, by number or by time.
func TestPagesCountIsOnlyWhatTheServerSays(t *testing.T) {
	for name, count := range map[string]string{"large": "1000000000000", "more than fits": "4611686018427387904", "negative": "-1"} {
		t.Run(name, func(t *testing.T) {
			client := connect(t, scripted(t, func(w http.ResponseWriter, r *http.Request) {
				list, row := "Jobs", `{"UID":"urn:veeam:Job:`+guid(2, 1)+`"}`
				if strings.Contains(r.URL.RawQuery, "type=BackupTaskSession") {
					list, row = "BackupTaskSessions", queryRow
				}
				if r.URL.Query().Get("page") != "1" {
					row = ""
				}
				answer(`{"Entities":{"`+list+`":{"`+list+`":[`+row+`]}},"PagingInfo":{"PageNum":1,"PageSize":1,"PagesCount":`+count+`}}`)(w, r)
			}).URL)
			if found, err := client.Jobs(t.Context(), veeamclient.NameScope{}); !errors.Is(err, veeamclient.ErrChanging) {
				t.Errorf("%d jobs, %v", len(found), err)
			}
			if got, err := searchAll(t, client, allSessions); !errors.Is(err, veeamclient.ErrChanging) {
				t.Errorf("%d task sessions, %v", len(got), err)
			}
		})
	}
}

// TestPagesThatAreRefused: an EM that refuses a large page is asked for the usual one from then on, which the log says once; one that
// refuses the usual page is asked for no other.
func TestPagesThatAreRefused(t *testing.T) {
	for size, want := range map[int]struct{ requests, said int }{1000: {4, 1}, 101: {4, 1}, 100: {3, 0}, 7: {3, 0}} {
		said, sim := 0, startSim(t, veeamsim.Config{RefusePageSizeAbove: 100})
		client := connect(t, sim.URL(), func(c *veeamclient.Config) {
			c.PageSize = size
			c.Logger = slogFunc(func(message string) {
				if strings.Contains(message, "refuses the page size") {
					said++
				}
			})
		})
		for _, queryType := range []string{"Job", "Repository"} {
			if _, err := client.Query(t.Context(), veeamclient.RawQuery{Type: queryType}); err != nil {
				t.Errorf("pages of %d: %v", size, err)
			}
		}
		if n := len(sim.Requests()); n != want.requests || said != want.said {
			t.Errorf("pages of %d: %d requests with the logon, said %d times, want %d and %d", size, n, said, want.requests, want.said)
		}
	}
	for size, requests := range map[int]int{101: 3, 100: 2, 99: 2} {
		sim := startSim(t, veeamsim.Config{RefusePageSizeAbove: 1})
		client := connect(t, sim.URL(), func(c *veeamclient.Config) { c.PageSize = size })
		if _, err := client.Query(t.Context(), veeamclient.RawQuery{Type: "Job"}); !errors.Is(err, veeamclient.ErrBadRequest) {
			t.Errorf("pages of %d: %v", size, err)
		}
		if n := len(sim.Requests()); n != requests {
			t.Errorf("pages of %d: %d requests with the logon, want %d", size, n, requests)
		}
	}
}
