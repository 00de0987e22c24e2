package veeamclient

import "context"

// BackupServer is a Veeam Backup & Replication server that EM collects from
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backupservers_id.html).
type BackupServer struct {
	Entity
	Description string
	// Port is the server's own service port, 9392 by default.
	Port *int64
	// Version is the server's build, such as 13.0.1.1071.
	Version string
}

var backupServers = kind[BackupServer]{
	query: "BackupServer", list: "BackupServers", path: "/backupServers",
	entity: func(s *BackupServer) *Entity { return &s.Entity },
	lacks:  func(s *BackupServer) string { return s.lacks() },
}

// NameScope says which entities with names are meant; a field that is empty lets all through.
// Names are whole names, regardless of case.
type NameScope struct {
	// ID is the GUID of one entity; only BackupServerName is used beside it.
	ID string
	// Name is one name, Names several, of which any.
	Name             string
	Names            []string
	BackupServerName string
}

// BackupServers reads the backup servers of scope.
func (c *Client) BackupServers(ctx context.Context, scope NameScope, rows Rows[BackupServer]) error {
	return readNamed(ctx, c, backupServers, scope, rows)
}

// readNamed reads entities that are few: all of them, in few pages, and compares names itself,
// which is right whether EM minds case or not. Reads at the same time share the answer.
func readNamed[T any](ctx context.Context, c *Client, k kind[T], scope NameScope, rows Rows[T]) error {
	wanted := only(rows, func(row *T) bool {
		e := k.entity(row)
		return isName(scope.Name, e.Name) && isName.any(scope.Names, e.Name) && sameName(scope.BackupServerName, e.BackupServerName())
	})
	if scope.ID != "" {
		return share(ctx, c, k.path+"/"+scope.ID, wanted, func(ctx context.Context, rows Rows[T]) error {
			rows.Reset()
			row, err := readOne(ctx, c, k, scope.ID)
			if err == nil {
				rows.Add(row)
			}
			return err
		})
	}
	return share(ctx, c, k.path, wanted, func(ctx context.Context, rows Rows[T]) error {
		return search(ctx, c, k, query{sortAsc: "Name"}, rows)
	})
}
