package table

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// Table describes a data source that reads entities T for the arguments A.
type Table[T, A any] struct {
	// Name is the data source's without the provider's prefix, Title what a failed read names in its summary.
	Name, Title string
	// Description is the documentation's first paragraph.
	Description string
	// Role is EM's least role for the read.
	Role string
	// Hint says why something may not be there, where nothing is found.
	Hint string

	Arguments Arguments[A]
	// Rules look at the arguments together while Terraform validates.
	Rules   []datasource.ConfigValidator
	Columns Columns[T]

	// Read asks EM for the rows in scope. They are not changed.
	Read func(ctx context.Context, c *veeamclient.Client, a *A) ([]T, error)
	// Select gives those of the rows in scope that belong to the answer; nil for all. It may change the slice.
	Select func(a *A, rows []*T) []*T
	// Warn may warn of the arguments, and of the rows of the answer; none are there where the read failed.
	Warn func(a *A, rows []*T) diag.Diagnostics

	// Rows says how many rows the answer has: Many or One.
	Rows Rows

	// List names the attribute that holds many rows; ListDescription describes it, Order makes it the same at every read.
	List, ListDescription string
	Order                 func(a, b *T) int
	// Unlisted reports that the rows are not to be listed: the list is null then, which nobody takes for an empty answer. nil for never.
	Unlisted func(a *A) bool
	// Aggregates are computed from all rows in scope, listed or not.
	Aggregates []Aggregate[T]

	// Identify says which one a row is, where one is expected and several match; Clarify says how to name one of them.
	Identify func(row *T) string
	Clarify  string
}

// Rows is how many rows a data source answers with.
type Rows int

const (
	// Many is a list of any length.
	Many Rows = iota
	// One is exactly one row, whose columns are the data source's own attributes. An argument may have the name of a column.
	One
)

// DataSource makes the data source of a table.
func (t Table[T, A]) DataSource() datasource.DataSource { return &dataSource[T, A]{Table: t} }

type dataSource[T, A any] struct {
	Table[T, A]
	Client
}

var _ datasource.DataSourceWithConfigValidators = &dataSource[int, int]{}
var _ datasource.DataSourceWithConfigure = &dataSource[int, int]{}

func (d *dataSource[T, A]) Metadata(_ context.Context, request datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = request.ProviderTypeName + "_" + d.Name
}

func (d *dataSource[T, A]) Schema(ctx context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	attributes := d.Arguments.Attributes()
	if d.Rows == One {
		for name, column := range d.Columns.Attributes() {
			if argument, both := attributes[name]; both {
				column = alsoComputed(argument)
			}
			attributes[name] = column
		}
	} else {
		attributes[d.List] = schema.ListNestedAttribute{
			MarkdownDescription: d.ListDescription,
			Computed:            true,
			NestedObject:        schema.NestedAttributeObject{Attributes: d.Columns.Attributes()},
		}
	}
	for _, aggregate := range d.Aggregates {
		attributes[aggregate.name] = aggregate.attribute
	}
	attributes["timeouts"] = Timeouts(ctx, OperationRead)
	response.Schema = schema.Schema{MarkdownDescription: DescribeRole(d.Description, d.Role), Attributes: attributes}
}

// DescribeRole adds to a data source's description which role of EM its account needs.
func DescribeRole(description, role string) string {
	return description + "\n\nThe account needs at least the role " + role + "."
}

// alsoComputed lets an argument that is left out be filled in from the row.
func alsoComputed(argument schema.Attribute) schema.Attribute {
	if text, ok := argument.(schema.StringAttribute); ok {
		text.Computed = true
		return text
	}
	return argument
}

func (d *dataSource[T, A]) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return d.Rules
}

func (d *dataSource[T, A]) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var a A
	ctx, cancel, diags := WithTimeout(ctx, request.Config, OperationRead)
	defer cancel()
	diags.Append(d.Arguments.read(ctx, request.Config, path.Empty(), &a)...)
	if response.Diagnostics.Append(diags...); response.Diagnostics.HasError() {
		return
	}
	inScope, err := d.Table.Read(ctx, d.EM, &a)
	rows := Pointers(inScope)
	selected := rows
	if d.Select != nil {
		selected = d.Select(&a, slices.Clone(rows))
	}
	if d.Warn != nil {
		response.Diagnostics.Append(d.Warn(&a, selected)...)
	}
	failed := failure{endpoint: d.EM.Endpoint(), Advice: Advice{Role: d.Role, Asked: d.Arguments.Describe(&a), Hint: d.Hint}}
	switch {
	case err != nil:
		addFailure(&response.Diagnostics, d.Title, failed, err)
	case d.Rows == Many:
		response.State.Raw = withComputed(request.Config.Raw, d.many(ctx, &a, rows, selected), &response.Diagnostics)
	case len(selected) == 1:
		response.State.Raw = withComputed(request.Config.Raw, d.Columns.cellsWithoutLists(ctx, selected[0]), &response.Diagnostics)
	case len(selected) == 0:
		response.Diagnostics.AddError(errorSummary(d.Title), fmt.Sprintf("%s\n\nEnterprise Manager: %s", failed.notFound(), failed.endpoint))
	default:
		response.Diagnostics.AddError(errorSummary(d.Title), d.severalFound(failed, selected))
	}
}

// many are the attributes of an answer of many rows.
func (d *dataSource[T, A]) many(ctx context.Context, a *A, rows, selected []*T) map[string]tftypes.Value {
	attributes := map[string]tftypes.Value{}
	for _, aggregate := range d.Aggregates {
		attributes[aggregate.name] = aggregate.value(rows, len(selected))
	}
	if d.Unlisted != nil && d.Unlisted(a) {
		attributes[d.List] = tftypes.NewValue(tftypes.List{ElementType: d.Columns.Type()}, nil)
		return attributes
	}
	attributes[d.List] = listValue(ctx, d.List, d.Columns, slices.SortedFunc(slices.Values(selected), d.Order))
	return attributes
}

// severalFound names all rows that match: which one is meant is not for the provider to guess.
func (d *dataSource[T, A]) severalFound(f failure, rows []*T) string {
	named := make([]string, len(rows))
	for i, row := range rows {
		named[i] = "  - " + em.Printable(d.Identify(row))
	}
	slices.Sort(named)
	return fmt.Sprintf("%d were found with %s, where one is expected:\n\n%s\n\nEnterprise Manager: %s\n\n%s",
		len(rows), cmp.Or(f.Asked, "no argument"), strings.Join(named, "\n"), f.endpoint, d.Clarify)
}

// withComputed is the state: the configuration with its computed attributes filled in.
func withComputed(config tftypes.Value, computed map[string]tftypes.Value, diags *diag.Diagnostics) tftypes.Value {
	attributes := map[string]tftypes.Value{}
	if err := config.As(&attributes); err != nil {
		diags.AddAttributeError(path.Empty(), "Unable to Write State", err.Error())
		return config
	}
	maps.Copy(attributes, computed)
	return tftypes.NewValue(config.Type(), attributes)
}
