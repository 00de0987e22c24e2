package veeamsim

import (
	"strings"
	"sync"
	"time"
)

// snapshot is an inventory made ready for serving: names filled in, rows joined and indexed. It never changes, so that a long
// answer needs no lock while the inventory moves on.
type snapshot struct {
	config  *Config
	tables  map[string]any // *table[T] by the name of the kind
	results resultCache    // by filter and order
	// orders are all rows of a kind, by order, each made by one request at a time.
	orders   resultCache
	ordering sync.Mutex
}

// table is the rows of one kind.
type table[T any] struct {
	rows []*T
	byID map[string]*T
}

// newSnapshot takes over the inventory: it joins rows in place.
func newSnapshot(inv Inventory, config *Config) *snapshot {
	s := &snapshot{config: config, tables: make(map[string]any)}
	lists := inv.lists()
	for i, service := range services() {
		for _, kind := range service.kinds {
			kind.take(s, lists[i].Interface())
		}
	}
	return s
}

// take makes the table of a kind from a list of the inventory.
func (k *kind[T]) take(s *snapshot, list any) {
	rows, ok := list.([]T)
	if !ok {
		panic("veeamsim: kind " + k.name + " is of other rows than the list that it stands with")
	}
	t := &table[T]{byID: make(map[string]*T, len(rows))}
	s.tables[k.name] = t
	for i := range rows {
		row := &rows[i]
		if k.only != nil && !k.only(s, row) {
			continue
		}
		t.rows = append(t.rows, row)
		id := key(k.identity(row).id)
		if _, known := t.byID[id]; !known {
			t.byID[id] = row
		}
	}
	if k.join != nil {
		for _, row := range t.rows {
			k.join(s, row)
		}
	}
}

func (k *kind[T]) table(s *snapshot) *table[T] {
	t, _ := s.tables[k.name].(*table[T])
	return t
}

// find is the row with an ID, or nil.
func (k *kind[T]) find(s *snapshot, id string) *T { return k.table(s).byID[key(id)] }

// key is the form of an ID in an index: GUIDs are the same in either letter case.
func key(id string) string { return strings.ToLower(id) }

// stored cuts a time to what is seen of the build: three decimals with 12, six with 13. Trailing zeros are not written.
func (s *snapshot) stored(t time.Time) time.Time {
	if s.config.Build < 13 {
		return t.UTC().Truncate(time.Millisecond)
	}
	return t.UTC().Truncate(time.Microsecond)
}

// storedBy is a time as the clock of a backup server has it: EM takes over what that server writes.
func (s *snapshot) storedBy(server *BackupServer, t time.Time) time.Time {
	if server != nil && !t.IsZero() {
		t = t.Add(server.ClockOffset)
	}
	return s.stored(t)
}

// end is the end of a session: as filters compare it, and as it is written where that is not an instant like any other.
func (s *snapshot) end(server *BackupServer, ended time.Time, text string) (time.Time, string) {
	if text == "" && ended.IsZero() {
		text = s.config.RunningEnd
	}
	if text == "" {
		return s.storedBy(server, ended), ""
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, text
		}
	}
	return time.Time{}, text
}

// stamped is the display name that sessions get.
func stamped(name string, t time.Time) string { return name + "@" + t.Format("2006-01-02 15:04:05") }

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// resultCache keeps the rows that a filter and an order select, because a reader of many pages asks for the same ones once per page.
type resultCache struct {
	mu   sync.Mutex
	rows map[string]any
}

const resultCacheSize = 64

func (c *resultCache) get(key string) any {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.rows[key]
}

func (c *resultCache) put(key string, rows any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.rows == nil || len(c.rows) >= resultCacheSize {
		c.rows = make(map[string]any)
	}
	c.rows[key] = rows
}
