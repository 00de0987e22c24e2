package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// query is veeam_query. Its entities have no columns: it writes its own schema and read.
type query struct{ table.Client }

// queryRole is the least role: it depends on what is asked for.
const queryRole = "Portal User (for jobs and other settings, Portal Administrator)"

func newQuery() datasource.DataSource { return &query{} }

var _ datasource.DataSourceWithConfigure = &query{}

func (*query) Metadata(_ context.Context, request datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = request.ProviderTypeName + "_query"
}

func (*query) Schema(ctx context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	queryType := queryText("Type of the entities, one of the query service's, such as `BackupJobSession` or `RestorePoint`, regardless "+
		"of case. A type that is nearly one of those that Enterprise Manager documents is an error that names it.", queryTypeValidator())
	queryType.Optional, queryType.Required = false, true
	response.Schema = schema.Schema{
		MarkdownDescription: table.DescribeRole("Any query of Enterprise Manager's query service, in its own words, for entities that have no "+
			"data source. All pages are read. Where an entity has a data source of its own, prefer that: its attributes are described, and it "+
			"checks what it reads.", queryRole),
		Attributes: map[string]schema.Attribute{
			"type": queryType,
			"filter": queryText("Filter in the query service's own grammar, sent as it is, such as " +
				"`Platform==\"VMware\";(ScheduleEnabled==\"False\")`. Put values in double quotes, double a quote within one, " +
				"and put parentheses around what `;` (and) and `,` (or) join."),
			"sort_asc": queryText("Parameter to sort by, ascending. The default is `Name`, or the first parameter of a type that has no `Name`.",
				stringvalidator.ConflictsWith(path.MatchRoot("sort_desc"))),
			"sort_desc": queryText("Parameter to sort by, descending."),
			"limit": schema.Int64Attribute{
				MarkdownDescription: "How many entities are read at most. The default is all.", Optional: true,
				Validators: []validator.Int64{int64validator.Between(1, 1_000_000)},
			},
			"entities": schema.DynamicAttribute{
				MarkdownDescription: "The entities, in the query's order: a tuple of objects with the API's names in snake_case " +
					"(`CreationTimeUTC` is `creation_time_utc`), the same on every build, and `links` as a list.", Computed: true,
			},
			"truncated": schema.BoolAttribute{MarkdownDescription: "Whether there are more entities than `limit`.", Computed: true},
			"timeouts":  table.Timeouts(ctx, table.OperationRead),
		},
	}
}

// queryText is an argument that is written as text and not empty.
func queryText(description string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Optional: true, Validators: append(validators, stringvalidator.LengthAtLeast(1)),
	}
}

func (q *query) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var queryType, filter, sortAsc, sortDesc types.String
	var limit types.Int64
	for name, target := range map[string]any{
		"type": &queryType, "filter": &filter, "sort_asc": &sortAsc, "sort_desc": &sortDesc, "limit": &limit,
	} {
		response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root(name), target)...)
	}
	ctx, cancel, diags := table.WithTimeout(ctx, request.Config, table.OperationRead)
	defer cancel()
	if response.Diagnostics.Append(diags...); response.Diagnostics.HasError() {
		return
	}
	found, err := q.EM.Query(ctx, veeamclient.RawQuery{
		Type: queryType.ValueString(), Filter: filter.ValueString(),
		SortAsc: sortAsc.ValueString(), SortDesc: sortDesc.ValueString(), Limit: int(limit.ValueInt64()),
	})
	if err != nil {
		q.Fail(&response.Diagnostics, "Query", table.Advice{
			Role:  queryRole,
			Asked: fmt.Sprintf("type = %q", queryType.ValueString()), Hint: "Check type and filter.",
			Check: "type, filter, and what sort_asc or sort_desc names",
		}, err)
		return
	}
	values := map[string]any{"truncated": types.BoolValue(found.Truncated), "entities": types.DynamicValue(tupleOf(found.Entities))}
	response.State.Raw = request.Config.Raw
	for name, value := range values {
		response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root(name), value)...)
	}
}
