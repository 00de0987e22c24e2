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

// totalling is one computation: add takes each row in scope, value ends it with the number of those listed.
type totalling[T any] struct {
	add   func(row *T)
	value func(listed int) tftypes.Value
}

// TotalsOf computes an A from rows T; its columns say what of A is shown.
func TotalsOf[T, A any](name, description string, columns Columns[A], add func(total *A, row *T), end func(total *A, listed int)) *Totals[T] {
	kind := columns.Type()
	return &Totals[T]{
		name: name,
		attribute: schema.SingleNestedAttribute{
			MarkdownDescription: description, Computed: true, Attributes: columns.Attributes(),
		},
		begin: func() *totalling[T] {
			var total A
			return &totalling[T]{
				add: func(row *T) { add(&total, row) },
				value: func(listed int) tftypes.Value {
					end(&total, listed)
					return columns.value(kind, &total)
				},
			}
		},
	}
}
