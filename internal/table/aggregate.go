package table

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Aggregate is an attribute of a data source that lists: it is computed from all rows in scope, listed or not.
type Aggregate[T any] struct {
	name      string
	attribute schema.Attribute
	value     func(rows []*T, listed int) tftypes.Value
}

// SummaryOf is the object attribute "summary": it computes an S from the rows in scope and from how many of them are listed; columns are
// its attributes.
func SummaryOf[T, S any](columns Columns[S], compute func(rows []*T, listed int) *S, description string) Aggregate[T] {
	return Aggregate[T]{
		name:      "summary",
		attribute: schema.SingleNestedAttribute{MarkdownDescription: description, Computed: true, Attributes: columns.Attributes()},
		value: func(rows []*T, listed int) tftypes.Value {
			return columns.value(columns.Type(), compute(rows, listed))
		},
	}
}

// GroupsOf is a list attribute: it computes Gs, such as one for each machine, from the rows in scope; columns are its attributes.
func GroupsOf[T, G any](name string, columns Columns[G], compute func(rows []*T) []*G, description string) Aggregate[T] {
	return Aggregate[T]{
		name: name,
		attribute: schema.ListNestedAttribute{
			MarkdownDescription: description, Computed: true,
			NestedObject: schema.NestedAttributeObject{Attributes: columns.Attributes()},
		},
		value: func(rows []*T, _ int) tftypes.Value { return columns.list(columns.Type(), compute(rows)) },
	}
}
