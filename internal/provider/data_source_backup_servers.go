package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/entity"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// backupServer are the attributes of a backup server.
var backupServer = entity.Columns[veeamclient.BackupServer]{
	entity.String("id", "GUID of the backup server.", func(s *veeamclient.BackupServer) string { return s.ID() }),
	entity.String("uid", "UID of the backup server, `urn:veeam:BackupServer:<GUID>`.", func(s *veeamclient.BackupServer) string { return s.UID }),
	entity.String("name", "Name of the backup server, as the other data sources give it.", func(s *veeamclient.BackupServer) string { return s.Name }),
	entity.String("description", "Description of the backup server.", func(s *veeamclient.BackupServer) string { return s.Description }),
	entity.Int64("port", "Port of the backup server's own service, 9392 by default.", func(s *veeamclient.BackupServer) *int64 { return s.Port }),
	entity.String("version", "Version of the backup server, such as `13.0.1.1071`.", func(s *veeamclient.BackupServer) string { return s.Version }),
}

var backupServers = names[veeamclient.BackupServer]{
	name: "backup_server", title: "Backup Server", list: "backup_servers", titles: "Backup Servers", role: "Portal User",
	columns: backupServer, servers: true,
	description: "that Enterprise Manager collects from",
	read: func(ctx context.Context, c *veeamclient.Client, q *nameQuestion, rows veeamclient.Rows[veeamclient.BackupServer]) error {
		return c.BackupServers(ctx, q.NameScope, rows)
	},
	entity: func(s *veeamclient.BackupServer) *veeamclient.Entity { return &s.Entity },
}

func newBackupServers() datasource.DataSource { return backupServers.plural() }
func newBackupServer() datasource.DataSource  { return backupServers.singular() }
