package compliance

import (
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// servers gives the GUID of a backup server by its folded name, "" for a name that stands beside several.
type servers map[string]string

// serversOf learns the GUIDs from the rows that link their backup server by name and id: other rows may have the name alone.
func serversOf(rows []TaskSession) servers {
	known := servers{}
	for i := range rows {
		s := &rows[i]
		if s.Server == "" || s.ServerID == "" {
			continue
		}
		name, id := em.Fold(s.Server), strings.ToLower(s.ServerID)
		if other, seen := known[name]; seen && other != id {
			id = ""
		}
		known[name] = id
	}
	return known
}

// placeOf is where the machine of a row is found by name.
func (known servers) placeOf(s *TaskSession) place {
	return place{em.Fold(s.nameOrUID()), known.keyOf(s.Server, s.ServerID)}
}

// keyOf names a backup server: its id, else its name. It is empty where EM says nothing of it.
func (known servers) keyOf(name, id string) string {
	if id != "" {
		return strings.ToLower(id)
	}
	name = em.Fold(name)
	if id := known[name]; id != "" {
		return id
	}
	return name
}
