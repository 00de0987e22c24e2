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
	// Order makes the list the same at every read.
	Order func(a, b *T) int
	// NotFound says what is not there and why, where Read fails with ErrNotFound; Role is EM's least role for the read.
	NotFound func(s *S) string
	Role     string
}

// DataSource makes the data source of a table.
func (l List[T, S]) DataSource() datasource.DataSource {
	return &listDataSource[T, S]{table: l, row: l.Columns.Type()}
}

type listDataSource[T, S any] struct {
	table List[T, S]
	row   tftypes.Object
	source
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
	attributes["timeouts"] = timeoutsAttribute(ctx)
	response.Schema = schema.Schema{MarkdownDescription: d.table.Description, Attributes: attributes}
}

func (d *listDataSource[T, S]) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return d.table.Rules
}

func (d *listDataSource[T, S]) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var s S
	response.Diagnostics.Append(d.table.Arguments.Read(ctx, request.Config, &s)...)
	ctx, cancel, diags := withReadTimeout(ctx, request.Config)
	defer cancel()
	if response.Diagnostics.Append(diags...); response.Diagnostics.HasError() {
		return
	}
	if d.table.Warn != nil {
		response.Diagnostics.Append(d.table.Warn(&s)...)
	}
	rows := &listing[T]{table: d.table.Totals, listed: func(row *T) bool {
		return d.table.Listed == nil || d.table.Listed(&s, row)
	}}
	if err := d.table.Read(ctx, d.client, &s, rows); err != nil {
		f := failure{endpoint: d.client.Endpoint(), role: d.table.Role, notFound: func() string { return d.table.NotFound(&s) }}
		response.Diagnostics.AddError("Unable to Read "+d.table.Title, f.explain(err))
		return
	}
	slices.SortFunc(rows.rows, func(a, b *T) int { return d.table.Order(a, b) })

	computed := map[string]tftypes.Value{d.table.List: d.values(rows.rows)}
	if rows.totals != nil {
		computed[d.table.Totals.name] = rows.totals.value()
	}
	response.State.Raw = withComputed(request.Config.Raw, computed, &response.Diagnostics)
}

func (d *listDataSource[T, S]) values(rows []*T) tftypes.Value {
	values := make([]tftypes.Value, len(rows))
	for i, row := range rows {
		values[i] = d.table.Columns.value(d.row, row)
	}
	return tftypes.NewValue(tftypes.List{ElementType: d.row}, values)
}

// listing counts every row and keeps those that are listed.
type listing[T any] struct {
	table  *Totals[T]
	listed func(*T) bool
	rows   []*T
	totals *totalling[T]
}

// Reset forgets the rows of a reading that starts over.
func (l *listing[T]) Reset() {
	l.rows = nil
	if l.table != nil {
		l.totals = l.table.begin()
	}
}

// Add takes one row in scope.
func (l *listing[T]) Add(row T) {
	listed := l.listed(&row)
	if l.totals != nil {
		l.totals.add(&row, listed)
	}
	if listed {
		l.rows = append(l.rows, &row)
	}
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
