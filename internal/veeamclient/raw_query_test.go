package veeamclient_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// pagesOf answers a query with pages of these many jobs.
func pagesOf(sizes ...int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		number, _ := strconv.Atoi(r.URL.Query().Get("page"))
		var rows []string
		for i := range sizes[number-1] {
			rows = append(rows, fmt.Sprintf(`{"UID":"urn:veeam:Job:%s"}`, guid(number, i)))
		}
		answer(fmt.Sprintf(`{"Entities":{"Jobs":{"Jobs":[%s]}},"PagingInfo":{"PageNum":%d,"PageSize":3,"PagesCount":%d}}`,
			strings.Join(rows, ","), number, len(sizes)))(w, r)
	}
}

// TestShortPage: a page that comes short is no end. What is read is whole, or says that it is truncated. No page is read, twice, that is
// not needed to know that.
func TestShortPage(t *testing.T) {
	for name, c := range map[string]struct {
		sizes       []int
		limit, want int
		truncated   bool
		requests    int32
	}{
		"whole":                      {[]int{3, 3, 1}, 0, 7, false, 6},
		"short in the middle":        {[]int{3, 1, 3}, 0, 7, false, 6},
		"limit":                      {[]int{3, 3, 1}, 5, 5, true, 4},
		"limit over a short page":    {[]int{3, 1, 3}, 5, 5, true, 6},
		"limit at the end":           {[]int{3, 3, 1}, 7, 7, false, 6},
		"limit at a short end":       {[]int{3, 1, 1}, 7, 5, false, 6},
		"limit between short pages":  {[]int{3, 1, 1, 1}, 5, 5, true, 8},
		"limit beyond":               {[]int{3, 3, 1}, 100, 7, false, 6},
		"limit of one row":           {[]int{3, 3, 1}, 1, 1, true, 1},
		"limit of a row that is all": {[]int{1}, 1, 1, false, 1},
	} {
		t.Run(name, func(t *testing.T) {
			var asked atomic.Int32
			client := connect(t, scripted(t, func(w http.ResponseWriter, r *http.Request) {
				asked.Add(1)
				pagesOf(c.sizes...)(w, r)
			}).URL)
			got, err := client.Query(t.Context(), veeamclient.RawQuery{Type: "Job", Limit: c.limit})
			if err != nil || len(got.Entities) != c.want || got.Truncated != c.truncated {
				t.Errorf("%d rows, truncated %t, %v; want %d, %t", len(got.Entities), got.Truncated, err, c.want, c.truncated)
			}
			if asked.Load() != c.requests {
				t.Errorf("%d requests, want %d", asked.Load(), c.requests)
			}
		})
	}
}

// TestLimitWithoutPagingInfo: where nothing says how many rows there are, one row more is asked for than is wanted.
func TestLimitWithoutPagingInfo(t *testing.T) {
	for limit, truncated := range map[int]bool{100: true, 249: true, 250: false, 251: false} {
		sim := startSim(t, veeamsim.Config{Inventory: someJobs(), OmitPagingInfo: true, MaxPageSize: 60})
		got, err := connect(t, sim.URL()).Query(t.Context(), veeamclient.RawQuery{Type: "Job", Limit: limit})
		if err != nil || len(got.Entities) != min(limit, 250) || got.Truncated != truncated {
			t.Errorf("limit %d: %d rows, truncated %t, %v", limit, len(got.Entities), got.Truncated, err)
		}
	}
}

// TestEveryQueryType: the types and parameters of em are those of the simulator, which has them from the documentation.
func TestEveryQueryType(t *testing.T) {
	client := connect(t, startSim(t, veeamsim.Config{}).URL())
	for _, known := range em.QueryTypes() {
		for _, parameter := range append([]string{""}, known.Parameters...) {
			if _, err := client.Query(t.Context(), veeamclient.RawQuery{Type: known.Name, SortDesc: parameter}); err != nil {
				t.Errorf("%s sorted by %q: %v", known.Name, parameter, err)
			}
		}
	}
}

// TestOrderOfAQuery: what is asked for, or the type's own.
func TestOrderOfAQuery(t *testing.T) {
	for want, raw := range map[string]veeamclient.RawQuery{
		"&sortAsc=Name&": {}, "&sortAsc=ScheduleEnabled&": {SortAsc: "ScheduleEnabled"}, "&sortDesc=ScheduleEnabled&": {SortDesc: "ScheduleEnabled"},
	} {
		raw.Type = "Job"
		sim := startSim(t, veeamsim.Config{})
		if _, err := connect(t, sim.URL()).Query(t.Context(), raw); err != nil {
			t.Error(want, err)
		}
		if asked := sim.Requests()[1].Query; !strings.Contains(asked, want) || strings.Count(asked, "sort") != 1 {
			t.Errorf("asked %s, want %s", asked, want)
		}
	}
}

// TestListsOfAQuery: where rows may stand, and what is no list of them. An empty list is an answer, nothing at all is none.
func TestListsOfAQuery(t *testing.T) {
	const row, paging = `{"UID":"urn:veeam:Job:1"}`, `"PagingInfo":{"PageNum":1,"PageSize":100,"PagesCount":1}`
	for body, want := range map[string]string{
		`{"Refs":{"Refs":[]},` + paging + `}`:                         "",
		`{"Entities":{"Jobs":{"Jobs":[]}}}`:                           "",
		`{"Entities":{"Jobs":{"Jobs":[` + row + `]}}}`:                "",
		`{"Refs":[{"Href":"https://em/api/jobs/1"}],` + paging + `}`:  "",
		`{` + paging + `}`:                                            "",
		`{"Entities":{},"Links":[]}`:                                  "the JSON has neither a list nor PagingInfo",
		`{"Entities":null}`:                                           "the JSON has neither a list nor PagingInfo",
		`{"Refs":[` + row + `,{"Name":"b"}],` + paging + `}`:          "row 2 has neither UID nor Href",
		`{"Refs":[` + row + `,` + row + `,7],` + paging + `}`:         "row 3 of the JSON is no object",
		`{"Refs":7,` + paging + `}`:                                   "the JSON has 7 where a list was expected",
		`{"Entities":{"Jobs":[` + row + `],"B":[]},` + paging + `}`:   "the JSON has more than one list",
		`{"Entities":{"Jobs":[` + row + `],"B":null},` + paging + `}`: "",
	} {
		_, err := connect(t, scripted(t, answer(body)).URL).Query(t.Context(), veeamclient.RawQuery{Type: "Job"})
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", body, err, want)
		}
	}
}
