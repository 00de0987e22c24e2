package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type backupServer = veeamclient.BackupServer

var backupServerColumns = table.Columns[backupServer]{
	table.String("id", func(s *backupServer) string { return s.ID() }, "GUID of the backup server."),
	table.String("uid", func(s *backupServer) string { return s.UID }, "UID of the backup server, `urn:veeam:BackupServer:<GUID>`."),
	table.String("name", func(s *backupServer) string { return s.Name }, "Name of the backup server, as the other data sources give it."),
	table.String("description", func(s *backupServer) string { return s.Description }, "Description of the backup server."),
	table.Int64("port", func(s *backupServer) *int64 { return s.Port }, "Port of the backup server's own service, 9392 by default."),
	table.String("version", func(s *backupServer) string { return s.Version }, "Version of the backup server, such as `13.0.1.1071`."),
	table.Int64("wcf_port", func(s *backupServer) *int64 { return s.WCFPort },
		"Port of the service that the backup server's certificate secures, 9405 from version 12 on; null where Enterprise Manager does not say."),
	table.String("vbr_certificate_thumbprint", func(s *backupServer) string { return s.VBRCertificateThumbprint },
		"Thumbprint of that certificate; null where Enterprise Manager does not say."),
}

func readBackupServers(ctx context.Context, c *veeamclient.Client, a *nameArguments) ([]backupServer, error) {
	return c.BackupServers(ctx, a.NameScope)
}

func newBackupServers() datasource.DataSource {
	filters := rowFilters[backupServer]{
		byDescription("backup servers", func(s *backupServer) string { return s.Description }),
		{name: "versions", word: func(s *backupServer) string { return s.Version },
			description: "Only backup servers of one of these versions, such as `13.0.1.1071`."},
	}
	return table.Table[backupServer, nameArguments]{
		Name: "backup_servers", Title: "Backup Servers", Role: "Portal User",
		Description: "Backup Servers that Enterprise Manager collects from.",
		Arguments:   append(table.Arguments[nameArguments]{namesArgument}, filters.arguments()...),
		Columns:     backupServerColumns, Read: readBackupServers,
		Select: func(a *nameArguments, rows []*backupServer) []*backupServer {
			return slices.DeleteFunc(rows, func(s *backupServer) bool { return !filters.pass(a, s) })
		},
		Rows: table.Many, List: "backup_servers", ListDescription: namedListDescription, Order: compareNames[*backupServer],
	}.DataSource()
}

func newBackupServer() datasource.DataSource {
	return table.Table[backupServer, nameArguments]{
		Name: "backup_server", Title: "Backup Server", Role: "Portal User", Hint: namedHint,
		Description: "One of the Backup Servers that Enterprise Manager collects from. " + namedOneDescription,
		Arguments:   table.Arguments[nameArguments]{nameArgument},
		Rules:       []datasource.ConfigValidator{table.ExactlyOneOf("name")},
		Columns:     backupServerColumns, Read: readBackupServers,
		Rows: table.One, Identify: identify[*backupServer],
		Clarify: "Their names are the same: rename one, or use the plural data source.",
	}.DataSource()
}
