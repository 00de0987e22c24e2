package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"golang.org/x/sync/errgroup"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// enterpriseManager is what EM says of itself.
type enterpriseManager struct {
	veeamclient.EnterpriseManager
	collection veeamclient.Collection
}

var enterpriseManagerColumns = table.Columns[enterpriseManager]{
	table.Strings("api_versions", func(e *enterpriseManager) []string { return e.APIVersions },
		"Versions of the REST API that Enterprise Manager has, such as `v1_7`, in order: what `api_version` of the provider may be."),
	table.String("account", func(e *enterpriseManager) string { return e.Account },
		"Name that is logged on, as Enterprise Manager writes it; null where it does not say."),
	table.Strings("roles", func(e *enterpriseManager) []string { return e.Roles },
		"Roles of the account, in order; null where Enterprise Manager does not show them, which no documented answer does."),
	table.Time("newest_collection_time", func(e *enterpriseManager) time.Time { return e.collection.End },
		"When the newest finished collection of data from the backup servers ended (RFC 3339, UTC); null without one in the last 30 days. It is "+
			"as young as Enterprise Manager's data can be, whatever its state."),
	table.String("newest_collection_state", func(e *enterpriseManager) string { return e.collection.State },
		"State of that collection: `CompletedSuccessfully`, `CompletedWarning` (Enterprise Manager does not say which backup server it left "+
			"out) or `Failed`."),
}

func newEnterpriseManager() datasource.DataSource {
	return table.Table[enterpriseManager, struct{}]{
		Name: "enterprise_manager", Title: "Enterprise Manager", Role: "Portal Administrator",
		Description: "Enterprise Manager itself: its versions, the account, and how fresh its data is. It knows what it last collected from " +
			"the backup servers, every 15 minutes unless it is told otherwise. The version of Veeam Backup & Replication is in " +
			"`veeam_backup_servers`.",
		Columns: enterpriseManagerColumns, Read: readEnterpriseManager, Rows: table.One,
		Identify: func(e *enterpriseManager) string { return e.Account },
	}.DataSource()
}

func readEnterpriseManager(ctx context.Context, c *veeamclient.Client, _ *struct{}) ([]enterpriseManager, error) {
	var read enterpriseManager
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		read.EnterpriseManager, err = c.EnterpriseManager(ctx)
		return err
	})
	group.Go(func() (err error) {
		read.collection, err = c.NewestCollection(ctx)
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return []enterpriseManager{read}, nil
}
