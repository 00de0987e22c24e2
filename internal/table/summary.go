package table

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Summary is the object attribute "summary" of a data source that lists: it is computed from all rows in scope T.
type Summary[T any] struct {
	attribute schema.Attribute
	value     func(rows []*T, listed int) tftypes.Value
}

// SummaryOf computes an S from the rows in scope and from how many of them are listed; columns are its attributes.
func SummaryOf[T, S any](columns Columns[S], compute func(rows []*T, listed int) *S, description string) *Summary[T] {
	return &Summary[T]{
		attribute: schema.SingleNestedAttribute{MarkdownDescription: description, Computed: true, Attributes: columns.Attributes()},
		value: func(rows []*T, listed int) tftypes.Value {
			return columns.value(columns.Type(), compute(rows, listed))
		},
	}
}
