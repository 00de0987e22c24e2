package provider

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// namedEntity describes the two data sources of entities that are found by their names: newList makes the one that lists them,
// newOne the one that picks one of them.
type namedEntity[T any] struct {
	// one and many are the names of the data sources without the provider's prefix; many is also the attribute that lists.
	one, many string
	// title and titles are what messages call one and many, such as "WAN Accelerator".
	title, titles string
	// uidType is the type in a UID, what the word for one in sentences.
	uidType, what string
	// role is EM's least role for the read.
	role string
	// about says what they are, in a sentence that "One of the" can stand in front of.
	about string
	// columns are those beside id, uid, name and backup_server_name; nameAbout describes the name.
	columns   table.Columns[T]
	nameAbout string
	// filters are arguments of the list beside names and backup_server_name, further arguments of both.
	filters rowFilters[T]
	further table.Arguments[nameArguments]
	// read reads those of a scope; where there are further arguments, readFurther does.
	read        func(*veeamclient.Client, context.Context, veeamclient.NameScope) ([]T, error)
	readFurther func(context.Context, *veeamclient.Client, *nameArguments) ([]T, error)
}

// rowOf is a pointer to a row of some kind.
type rowOf[T any] interface {
	*T
	entityRow
}

// newList makes the data source that lists.
func newList[T any, R rowOf[T]](e namedEntity[T]) datasource.DataSource {
	arguments := append(table.Arguments[nameArguments]{namesArgument}, e.filters.arguments()...)
	return table.Table[T, nameArguments]{
		Name: e.many, Title: e.titles, Role: e.role, Description: strings.ToUpper(e.about[:1]) + e.about[1:],
		Arguments: append(append(arguments, serverArgument), e.further...), Columns: namedColumns[T, R](e), Read: e.readScope,
		Select: func(a *nameArguments, rows []*T) []*T {
			return slices.DeleteFunc(rows, func(row *T) bool { return !e.filters.pass(a, row) })
		},
		Rows: table.Many, List: e.many, ListDescription: namedListDescription,
		Order: func(a, b *T) int { return compareNames(R(a), R(b)) },
	}.DataSource()
}

// newOne makes the data source that picks one.
func newOne[T any, R rowOf[T]](e namedEntity[T]) datasource.DataSource {
	return table.Table[T, nameArguments]{
		Name: e.one, Title: e.title, Role: e.role, Hint: namedHint, Description: "One of the " + e.about + " " + namedOneDescription,
		Arguments: append(table.Arguments[nameArguments]{
			nameArgument,
			table.ID("id", func(a *nameArguments) *string { return &a.ID }, []string{e.uidType},
				"Which "+e.what+" is read: its GUID or `urn:veeam:"+e.uidType+":<GUID>`."),
			serverArgument,
		}, e.further...),
		Rules: []datasource.ConfigValidator{table.ExactlyOneOf("name", "id")}, Columns: namedColumns[T, R](e), Read: e.readScope,
		Select: func(a *nameArguments, rows []*T) []*T {
			return slices.DeleteFunc(rows, func(row *T) bool { return !a.isOfServer(R(row)) })
		},
		Rows: table.One, Identify: func(row *T) string { return identify(R(row)) }, Clarify: "Add backup_server_name, or give the id.",
	}.DataSource()
}

func namedColumns[T any, R rowOf[T]](e namedEntity[T]) table.Columns[T] {
	entity := func(row *T) *veeamclient.Entity { return R(row).AsEntity() }
	columns := append(entityColumns(e.what, e.uidType, entity),
		table.String("name", func(row *T) string { return entity(row).Name }, e.nameAbout))
	return append(columns, e.columns...)
}

func (e *namedEntity[T]) readScope(ctx context.Context, c *veeamclient.Client, a *nameArguments) ([]T, error) {
	if e.readFurther != nil {
		return e.readFurther(ctx, c, a)
	}
	return e.read(c, ctx, a.NameScope)
}
