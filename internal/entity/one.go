package entity

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// One is the table of a data source that reads one entity T for a question S. Its attributes are the
// columns; an argument may bear the name of one.
type One[T, S any] struct {
	// Name is the data source's without the provider's prefix, Title the singular in an error's summary.
	Name, Title string
	// Description is the documentation's first paragraph.
	Description string

	Arguments Arguments[S]
	// Rules judge the arguments together while validating.
	Rules   []datasource.ConfigValidator
	Columns Columns[T]

	// Read asks EM for everything that the question may mean, Candidate drops what it does not mean (nil drops
	// nothing), and Newest (without a Group: all) leaves the newest row of each group.
	Read      func(ctx context.Context, c *veeamclient.Client, s *S, rows veeamclient.Rows[T]) error
	Candidate func(s *S, row *T) bool
	Newest    Newest[T]
	// Warn, if any, says what is to be minded about the row that is left.
	Warn func(row *T) diag.Diagnostics

	// Hint says why something may not be there.
	Hint string
	// Tell says which one a row is, where several match, and Clarify how the question becomes clear.
	Tell    func(row *T) string
	Clarify string
	// Role is EM's least role for the read.
	Role string
}

// DataSource makes the data source of a table.
func (o One[T, S]) DataSource() datasource.DataSource {
	return &oneDataSource[T, S]{table: o, row: o.Columns.Type()}
}

type oneDataSource[T, S any] struct {
	table One[T, S]
	row   tftypes.Object
	Source
}

var _ datasource.DataSourceWithConfigValidators = &oneDataSource[int, int]{}
var _ datasource.DataSourceWithConfigure = &oneDataSource[int, int]{}

func (d *oneDataSource[T, S]) Metadata(_ context.Context, request datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = request.ProviderTypeName + "_" + d.table.Name
}

func (d *oneDataSource[T, S]) Schema(ctx context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	attributes := d.table.Columns.Attributes()
	for name, argument := range d.table.Arguments.Attributes() {
		if _, both := attributes[name]; both {
			argument = alsoComputed(argument)
		}
		attributes[name] = argument
	}
	attributes["timeouts"] = Timeouts(ctx)
	response.Schema = schema.Schema{MarkdownDescription: d.table.Description, Attributes: attributes}
}

// alsoComputed lets an argument that is left out be filled in from the entity.
func alsoComputed(argument schema.Attribute) schema.Attribute {
	if text, ok := argument.(schema.StringAttribute); ok {
		text.Computed = true
		return text
	}
	return argument
}

func (d *oneDataSource[T, S]) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return d.table.Rules
}

func (d *oneDataSource[T, S]) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var s S
	ctx, cancel, diags := begin(ctx, request.Config, d.table.Arguments, &s)
	defer cancel()
	if response.Diagnostics.Append(diags...); response.Diagnostics.HasError() {
		return
	}
	fails := func(detail string) { response.Diagnostics.AddError(summary(d.table.Title), detail) }
	matches := &matching[T, S]{table: &d.table, question: &s}
	err := d.table.Read(ctx, d.Client, &s, matches)
	found := matches.chosen()
	f := failure{endpoint: d.Client.Endpoint(), Advice: Advice{Role: d.table.Role, Asked: d.table.Arguments.tell(&s), Hint: d.table.Hint}}
	switch {
	case err != nil:
		fails(f.explain(err))
	case len(found) == 0:
		fails(fmt.Sprintf("%s\n\nEnterprise Manager: %s", f.notFound(), f.endpoint))
	case len(found) > 1:
		fails(d.ambiguous(f, found))
	default:
		columns := map[string]tftypes.Value{}
		if err := d.table.Columns.value(d.row, found[0]).As(&columns); err != nil {
			fails(err.Error())
			return
		}
		response.State.Raw = withComputed(request.Config.Raw, columns, &response.Diagnostics)
		if d.table.Warn != nil {
			response.Diagnostics.Append(d.table.Warn(found[0])...)
		}
	}
}

// ambiguous names all that match: which one is meant is not for the provider to guess.
func (d *oneDataSource[T, S]) ambiguous(f failure, found []*T) string {
	told := make([]string, len(found))
	for i, row := range found {
		told[i] = "  - " + d.table.Tell(row)
	}
	slices.Sort(told)
	return fmt.Sprintf("%d were found with %s, where one is expected:\n\n%s\n\nEnterprise Manager: %s\n\n%s",
		len(found), f.Asked, strings.Join(told, "\n"), f.endpoint, d.table.Clarify)
}

// matching keeps the rows that the question may mean.
type matching[T, S any] struct {
	table    *One[T, S]
	question *S
	rows     []*T
}

// Reset forgets the rows of a reading that starts over.
func (m *matching[T, S]) Reset() { m.rows = nil }

// Add takes one row.
func (m *matching[T, S]) Add(row T) {
	if m.table.Candidate == nil || m.table.Candidate(m.question, &row) {
		m.rows = append(m.rows, &row)
	}
}

// chosen are the rows that are left: one, if the question is clear.
func (m *matching[T, S]) chosen() []*T {
	if m.table.Newest.Group == nil {
		return m.rows
	}
	best := newest[T]{}
	for _, row := range m.rows {
		m.table.Newest.offer(best, row)
	}
	return slices.DeleteFunc(m.rows, func(row *T) bool { return !m.table.Newest.holds(best, row) })
}
