package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
)

func newProtectionStatus() datasource.DataSource {
	return table.Table[compliance.Verdict, protectionArguments]{
		Name: "protection_status", Title: "Protection Status", Role: "Portal User", Hint: sessionHint,
		Description: "What became of every machine: whether a good backup of it began within the RPO, and if not, why. **A machine without a " +
			"task session within `lookback` is in the answer only if it is named**: `population` says who was judged.",
		Arguments: protectionArgumentTable,
		Rules:     append(table.Excludes("only_machines", "expected_machines", "exclude_machines"), protectionRules{}),
		Columns:   protectionColumns, Read: readProtection, Warn: warnOfProtection,
		Rows: table.One,
	}.DataSource()
}
