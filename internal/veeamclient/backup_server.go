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
	// WCFPort is that of the service which certificates secure, 9405 from version 12 on.
	WCFPort *int64
	// VBRCertificateThumbprint is of the server's certificate. It is documented, as WCFPort is, and in no documented body.
	VBRCertificateThumbprint string
}

var backupServers = kind[BackupServer]{
	queryType: "BackupServer", list: "BackupServers", path: "/backupServers",
	entity: (*BackupServer).AsEntity,
}

// BackupServers reads the backup servers of scope, in no particular order.
func (c *Client) BackupServers(ctx context.Context, scope NameScope) ([]BackupServer, error) {
	return readNamed(ctx, c, backupServers, scope)
}
