package veeamclient

// maxRoom bounds the room that is made for rows before they have come: how many pages there are is only what the server says.
const maxRoom = 100_000

// uniqueRows collects the rows of a search, each once.
type uniqueRows[T any] struct {
	key    func(*T) string
	wanted func(*T) bool
	rows   []T
	known  map[string]bool
	// repeated is how many rows came more than once.
	repeated int
}

// newUniqueRows makes room for all rows at once: rows that are moved as the list grows would take it twice.
func newUniqueRows[T any](key func(*T) string, wanted func(*T) bool, pages, perPage int) *uniqueRows[T] {
	room := min(pages, maxRoom) * perPage
	return &uniqueRows[T]{key: key, wanted: wanted, rows: make([]T, 0, min(room, maxRoom)), known: map[string]bool{}}
}

// add keeps the wanted ones of the rows that are new, and gives the keys of all.
func (u *uniqueRows[T]) add(rows []T) (keys []string) {
	keys = keysOf(rows, u.key)
	for i, key := range keys {
		if u.known[key] {
			u.repeated++
			continue
		}
		u.known[key] = true
		if u.wanted == nil || u.wanted(&rows[i]) {
			u.rows = append(u.rows, rows[i])
		}
	}
	return keys
}

// keysOf names rows, in their places.
func keysOf[T any](rows []T, key func(*T) string) []string {
	keys := make([]string, len(rows))
	for i := range rows {
		keys[i] = key(&rows[i])
	}
	return keys
}
