package entity

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Totals is an object attribute that is computed from every row in scope.
type Totals[T any] struct {
	name      string
	attribute schema.Attribute
	begin     func() *totalling[T]
}

// totalling is one computation: add takes each row and whether it is listed, value ends it.
type totalling[T any] struct {
	add   func(row *T, listed bool)
	value func() tftypes.Value
}

// TotalsOf computes an A from rows T; its columns say what of A is shown.
func TotalsOf[T, A any](name, description string, columns Columns[A], add func(total *A, row *T, listed bool)) *Totals[T] {
	kind := columns.Type()
	return &Totals[T]{
		name: name,
		attribute: schema.SingleNestedAttribute{
			MarkdownDescription: description, Computed: true, Attributes: columns.Attributes(),
		},
		begin: func() *totalling[T] {
			var total A
			return &totalling[T]{
				add:   func(row *T, listed bool) { add(&total, row, listed) },
				value: func() tftypes.Value { return columns.value(kind, &total) },
			}
		},
	}
}
