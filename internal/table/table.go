package entity

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// List is the table of a data source that lists entities T for a question S.
type List[T, S any] struct {
	// Name is the data source's without the provider's prefix, Title the plural in an error's summary.
	Name, Title string
	// Description is the documentation's first paragraph.
	Description string
	// List names the attribute that holds the rows, and ListDescription describes it.
	List, ListDescription string

	Arguments Arguments[S]
	// Rules judge the arguments together while validating.
	Rules   []datasource.ConfigValidator
	Columns Columns[T]
	// Totals, if any, are computed from every row in scope, listed or not.
	Totals *Totals[T]

	// Warn may look at the question before it is asked.
	Warn func(s *S) diag.Diagnostics
	// Read asks EM for the rows in scope.
	Read func(ctx context.Context, c *veeamclient.Client, s *S, rows veeamclient.Rows[T]) error
	// Listed tells which rows in scope appear in the list; nil lists all.
	Listed func(s *S, row *T) bool
	// Newest, where NewestOnly says so, leaves only the newest row in scope of each group in the list.
	Newest     Newest[T]
	NewestOnly func(s *S) bool
	// Order makes the list the same at every read.
	Order func(a, b *T) int
	// Hint says why something may not be there, where Read fails with ErrNotFound; Role is EM's least role for the read.
	Hint string
	Role string
}

// DataSource makes the data source of a table.
func (l List[T, S]) DataSource() datasource.DataSource {
	return &listDataSource[T, S]{table: l, row: l.Columns.Type()}
}

type listDataSource[T, S any] struct {
	table List[T, S]
	row   tftypes.Object
	Source
}

var _ datasource.DataSourceWithConfigValidators = &listDataSource[int, int]{}
var _ datasource.DataSourceWithConfigure = &listDataSource[int, int]{}

func (d *listDataSource[T, S]) Metadata(_ context.Context, request datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = request.ProviderTypeName + "_" + d.table.Name
}

func (d *listDataSource[T, S]) Schema(ctx context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	attributes := d.table.Arguments.Attributes()
	attributes[d.table.List] = schema.ListNestedAttribute{
		MarkdownDescription: d.table.ListDescription,
		Computed:            true,
		NestedObject:        schema.NestedAttributeObject{Attributes: d.table.Columns.Attributes()},
	}
	if totals := d.table.Totals; totals != nil {
		attributes[totals.name] = totals.attribute
	}
	attributes["timeouts"] = Timeouts(ctx)
	response.Schema = schema.Schema{MarkdownDescription: d.table.Description, Attributes: attributes}
}

func (d *listDataSource[T, S]) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return d.table.Rules
}

func (d *listDataSource[T, S]) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var s S
	ctx, cancel, diags := begin(ctx, request.Config, d.table.Arguments, &s)
	defer cancel()
	if response.Diagnostics.Append(diags...); response.Diagnostics.HasError() {
		return
	}
	if d.table.Warn != nil {
		response.Diagnostics.Append(d.table.Warn(&s)...)
	}
	rows := &listing[T, S]{table: &d.table, question: &s}
	if err := d.table.Read(ctx, d.Client, &s, rows); err != nil {
		d.Fail(&response.Diagnostics, d.table.Title, Advice{Role: d.table.Role, Asked: d.table.Arguments.tell(&s), Hint: d.table.Hint}, err)
		return
	}
	listed := rows.listed()
	computed := map[string]tftypes.Value{d.table.List: take(ctx, d.table.List, d.table.Columns, d.row, listed)}
	if rows.totals != nil {
		computed[d.table.Totals.name] = rows.totals.value(len(listed))
	}
	response.State.Raw = withComputed(request.Config.Raw, computed, &response.Diagnostics)
}

// listing counts every row in scope and keeps those that are listed.
type listing[T, S any] struct {
	table    *List[T, S]
	question *S
	rows     []*T
	totals   *totalling[T]
	newest   newest[T]
}

// Reset forgets the rows of a reading that starts over.
func (l *listing[T, S]) Reset() {
	l.rows, l.newest = nil, nil
	if l.table.Totals != nil {
		l.totals = l.table.Totals.begin()
	}
	if l.table.NewestOnly != nil && l.table.NewestOnly(l.question) {
		l.newest = newest[T]{}
	}
}

// Add takes one row in scope.
func (l *listing[T, S]) Add(row T) {
	if l.totals != nil {
		l.totals.add(&row)
	}
	if l.newest != nil {
		l.table.Newest.offer(l.newest, &row)
	}
	if l.table.Listed == nil || l.table.Listed(l.question, &row) {
		l.rows = append(l.rows, &row)
	}
}

// listed are the rows of the list, in order.
func (l *listing[T, S]) listed() []*T {
	rows := l.rows
	if l.newest != nil {
		rows = slices.DeleteFunc(rows, func(row *T) bool { return !l.table.Newest.holds(l.newest, row) })
	}
	slices.SortFunc(rows, l.table.Order)
	return rows
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
