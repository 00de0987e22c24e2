package veeamclient

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"time"
)

// quiet is a client that asks nothing.
func quiet(t *testing.T, config Config) *Client {
	t.Helper()
	var err error
	if config.Endpoint, err = ParseEndpoint("https://em.example.com:9398"); err != nil {
		t.Fatal(err)
	}
	c := New(config)
	t.Cleanup(func() { _ = c.Close(t.Context()) })
	return c
}

// TestPartsOfASlice: a slice is cut into equal parts of whole seconds, as many as there are pages for and places, and into none
// where that would be one part, or parts shorter than a second.
func TestPartsOfASlice(t *testing.T) {
	from := time.Date(2026, 6, 15, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		left, places int
		length       time.Duration
		want         []time.Duration // the ends of the parts
	}{
		"two parts":           {4, 10, 100 * time.Second, []time.Duration{50 * time.Second, 100 * time.Second}},
		"pages for one":       {3, 10, 100 * time.Second, nil},
		"more than places":    {100, 3, 100 * time.Second, []time.Duration{33 * time.Second, 66 * time.Second, 100 * time.Second}},
		"pages for three":     {7, 10, 90 * time.Second, []time.Duration{30 * time.Second, time.Minute, 90 * time.Second}},
		"a second each":       {4, 10, 2 * time.Second, []time.Duration{time.Second, 2 * time.Second}},
		"less than a second":  {4, 10, 1900 * time.Millisecond, nil},
		"not of whole length": {4, 10, 3500 * time.Millisecond, []time.Duration{time.Second, 3500 * time.Millisecond}},
	} {
		search := &timeSlices[BackupTaskSession]{client: quiet(t, Config{MaxConcurrentRequests: c.places}), perSlice: 2}
		parts, err := search.cut(t.Context(), span{from: from, to: from.Add(c.length)}, c.left)
		var ends []time.Duration
		begin := from
		for _, part := range parts {
			if !part.from.Equal(begin) {
				t.Errorf("%s: a part begins at %s, want %s", name, part.from, begin)
			}
			begin = part.to
			ends = append(ends, part.to.Sub(from))
		}
		if err != nil || !slices.Equal(ends, c.want) {
			t.Errorf("%s: %v, %v, want %v", name, ends, err, c.want)
		}
	}
}

// TestPagesOfASlice: the first answer says how many pages each of the slices should have that are read side by side, two at least.
func TestPagesOfASlice(t *testing.T) {
	for pages, want := range map[int]int{1: 2, 21: 2, 22: 3, 61: 6, 62: 7} {
		search := &timeSlices[BackupTaskSession]{
			client: quiet(t, Config{MaxConcurrentRequests: 10}), created: func(s *BackupTaskSession) time.Time { return s.CreationTime.Time },
			paging: paging[BackupTaskSession]{key: func(s *BackupTaskSession) string { return s.UID }},
		}
		first := page[BackupTaskSession]{rows: make([]BackupTaskSession, 1), info: &pagingInfo{PagesCount: pages}}
		if err := search.take(t.Context(), span{}, first); err != nil || search.perSlice != want || search.expected != pages || search.pages != 1 {
			t.Errorf("of %d pages a slice has %d, want %d (%d read, %v)", pages, search.perSlice, want, search.pages, err)
		}
	}
}

// lines keeps what is logged.
type lines struct {
	slog.Handler

	all *[]string
}

func (l lines) Enabled(context.Context, slog.Level) bool { return true }

func (l lines) Handle(_ context.Context, r slog.Record) error {
	line := r.Message
	r.Attrs(func(a slog.Attr) bool {
		line += " " + a.String()
		return true
	})
	*l.all = append(*l.all, line)
	return nil
}

// TestProgressIsLogged after each ten pages.
func TestProgressIsLogged(t *testing.T) {
	var logged []string
	c := quiet(t, Config{Logger: slog.New(lines{slog.DiscardHandler, &logged})})
	for n := range 25 {
		c.reportProgress(t.Context(), "Job", n+1, 25)
	}
	if want := []string{"EM search goes on type=Job read=10 pages=25", "EM search goes on type=Job read=20 pages=25"}; !slices.Equal(logged, want) {
		t.Errorf("logged %q", logged)
	}
}

// TestPagesThatSay what they say of others and of themselves.
func TestPagesThatSay(t *testing.T) {
	next := links{{Rel: "NEXT"}}
	for _, c := range []struct {
		rows, number     int
		info             *pagingInfo
		more, contradict bool
	}{
		{0, 1, nil, false, false}, {1, 1, nil, true, false},
		{1, 1, &pagingInfo{PagesCount: 2}, true, false}, {1, 2, &pagingInfo{PagesCount: 2}, false, false}, {1, 3, &pagingInfo{PagesCount: 2}, false, false},
		{1, 2, &pagingInfo{PagesCount: 2, Links: next}, true, false}, {0, 2, &pagingInfo{PagesCount: 2, Links: next}, false, true},
		{1, 1, &pagingInfo{}, false, true}, {1, 1, &pagingInfo{PagesCount: 1}, false, false},
		{0, 1, &pagingInfo{}, false, false}, {0, 1, &pagingInfo{PagesCount: 1}, false, false},
		{0, 1, &pagingInfo{PagesCount: 2}, false, true}, {0, 2, &pagingInfo{PagesCount: 2}, false, true}, {0, 3, &pagingInfo{PagesCount: 2}, false, false},
	} {
		p := page[BackupTaskSession]{rows: make([]BackupTaskSession, c.rows), info: c.info}
		if p.hasMore(c.number) != c.more || p.contradictsItself(c.number) != c.contradict {
			t.Errorf("page %d with %d rows and %+v: more %t, contradicts itself %t", c.number, c.rows, c.info, !c.more, !c.contradict)
		}
	}
}

// TestRoomForRows: as many rows as pages and the limit say, and never too many, since it is only the server that says it.
func TestRoomForRows(t *testing.T) {
	for _, c := range []struct{ limit, pages, perPage, want int }{
		{0, 9, 10, 90}, {25, 9, 10, 30}, {20, 9, 10, 20}, {21, 9, 10, 30}, {25, 1, 10, 10}, {25, 9, 0, 0}, {0, 9, 0, 0}, {0, -1, 10, 0}, {0, 1 << 60, 1000, maxRoom},
	} {
		var found uniqueRows[int]
		found.makeRoom(paging[int]{limit: c.limit}.wantedPages(c.pages, c.perPage), c.perPage)
		if cap(found.rows) != c.want {
			t.Errorf("%+v: room for %d", c, cap(found.rows))
		}
	}
	if pages := (paging[int]{limit: 25}).wantedPages(9, 0); pages != 9 {
		t.Errorf("%d pages without rows", pages)
	}
}

// TestRowsThatComeTwice are kept once and counted; what is not wanted is known all the same.
func TestRowsThatComeTwice(t *testing.T) {
	found := &uniqueRows[int]{key: func(n *int) string { return fmt.Sprint(*n) }, wanted: func(n *int) bool { return *n != 2 }}
	keys := append(found.add([]int{1, 2, 3}), found.add([]int{2, 3, 4})...)
	if !slices.Equal(found.rows, []int{1, 3, 4}) || found.repeated != 2 || !slices.Equal(keys, []string{"1", "2", "3", "2", "3", "4"}) {
		t.Errorf("%v, %d came twice, keys %v", found.rows, found.repeated, keys)
	}
}
