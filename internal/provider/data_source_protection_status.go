package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

func (p *Provider) newProtectionStatus() datasource.DataSource {
	return table.Table[protection, protectionArguments]{
		Name: "protection_status", Title: "Protection Status", Role: protectionRole, Hint: sessionHint,
		Description: "What became of every machine: whether a good backup of it began within the RPO, and if not, why. **A machine without a " +
			"task session within `lookback` is in the answer only if it is named**: `population` says who was judged.",
		Arguments: protectionArgumentTable,
		Rules:     protectionRuleList,
		Columns:   protectionColumns, Warn: warnOfProtection,
		Read: func(ctx context.Context, c *veeamclient.Client, a *protectionArguments) ([]protection, error) {
			return p.cache.readProtection(ctx, c, a, p.version)
		},
		Rows: table.One,
	}.DataSource()
}
