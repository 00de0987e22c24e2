package veeamclient

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// serverList is the backup servers that EM has, read once in a client's life.
type serverList struct {
	mutex   sync.Mutex
	known   bool
	servers []BackupServer
}

// knownServers are the backup servers that EM has; none where EM does not tell.
func (c *Client) knownServers(ctx context.Context) ([]BackupServer, error) {
	c.servers.mutex.Lock()
	defer c.servers.mutex.Unlock()
	if c.servers.known {
		return c.servers.servers, nil
	}
	servers, err := search[BackupServer]{kind: backupServers, order: "Name"}.read(ctx, c)
	if isRefused(err) {
		servers, err = nil, nil
	}
	if err == nil {
		c.servers.known, c.servers.servers = true, servers
	}
	return servers, err
}

// isRefused reports whether EM does not let the account ask, or does not understand what is asked.
func isRefused(err error) bool {
	var refused *APIError
	return errors.As(err, &refused) && !refused.Logon && (refused.Status == http.StatusForbidden || refused.Status == http.StatusBadRequest)
}

// namedServer is a backup server that a search names. The zero value is any server.
type namedServer struct {
	name string
	// ids are the GUIDs of the servers of that name; none where EM has none.
	ids []string
}

// findServer gives a server's id, which EM compares the same in every version: rows may link their server without a name.
func (c *Client) findServer(ctx context.Context, name string) (namedServer, error) {
	found := namedServer{name: name}
	if name == "" {
		return found, nil
	}
	servers, err := c.knownServers(ctx)
	for i := range servers {
		if em.Same(servers[i].Name, name) {
			found.ids = append(found.ids, servers[i].ID())
		}
	}
	return found, err
}

// has reports whether an entity is of the server: by the server's id, else by its name. One that has neither is, where EM was asked.
func (s namedServer) has(e *Entity) bool {
	switch {
	case s.name == "":
		return true
	case e.BackupServerID != "" && len(s.ids) > 0:
		return slices.ContainsFunc(s.ids, func(id string) bool { return strings.EqualFold(id, e.BackupServerID) })
	case e.BackupServerName != "":
		return em.Same(s.name, e.BackupServerName)
	}
	return len(s.ids) > 0
}

// filter asks for the server by its UID; for a server that EM does not have all are read and compared here.
func (s namedServer) filter() filter {
	uids := make([]string, len(s.ids))
	for i, id := range s.ids {
		uids[i] = "urn:veeam:BackupServer:" + id
	}
	return anyOf("BackupServerUid", uids)
}

func serverIs[T any](server namedServer, entity func(*T) *Entity) condition[T] {
	return condition[T]{server.filter(), func(row *T) bool { return server.has(entity(row)) }}
}

// completeServers gives entities the name of their backup server, or its id, where another entity has both. Links have been
// observed that have the name in some rows only.
func completeServers(entities ...*Entity) {
	names, ids := map[string]string{}, map[string]string{}
	for _, e := range entities {
		if e.BackupServerID == "" || e.BackupServerName == "" {
			continue
		}
		id, name := em.Fold(e.BackupServerID), em.Fold(e.BackupServerName)
		names[id] = e.BackupServerName
		if known, twice := ids[name]; twice && em.Fold(known) != id {
			ids[name] = "" // two servers of one name
		} else if !twice {
			ids[name] = e.BackupServerID
		}
	}
	for _, e := range entities {
		switch {
		case e.BackupServerName == "" && e.BackupServerID != "":
			e.BackupServerName = names[em.Fold(e.BackupServerID)]
		case e.BackupServerID == "" && e.BackupServerName != "":
			e.BackupServerID = ids[em.Fold(e.BackupServerName)]
		}
	}
}
