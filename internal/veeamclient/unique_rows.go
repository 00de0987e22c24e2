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

// makeRoom makes room for all rows at once: rows that are moved as the list grows would take it twice.
func (u *uniqueRows[T]) makeRoom(pages, perPage int) {
	u.rows = make([]T, 0, min(min(max(pages, 0), maxRoom)*perPage, maxRoom))
}

// add keeps the wanted ones of the rows that are new, and gives the keys of all.
func (u *uniqueRows[T]) add(rows []T) (keys []string) {
	if u.known == nil {
		u.known = map[string]bool{}
	}
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
