package table

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Columns are the attributes of a row: schema, type and value derive from them.
type Columns[T any] []Column[T]

// Attributes is the part of a schema that the columns make.
func (c Columns[T]) Attributes() map[string]schema.Attribute {
	attributes := make(map[string]schema.Attribute, len(c))
	for _, column := range c {
		attributes[column.name] = column.attribute
	}
	return attributes
}

// Only are the columns of these names.
func (c Columns[T]) Only(names ...string) Columns[T] {
	return slices.DeleteFunc(slices.Clone(c), func(column Column[T]) bool { return !slices.Contains(names, column.name) })
}

// Type is the type of one row.
func (c Columns[T]) Type() tftypes.Object {
	types := make(map[string]tftypes.Type, len(c))
	for _, column := range c {
		types[column.name] = column.tfType
	}
	return tftypes.Object{AttributeTypes: types}
}

// list is a list of rows.
func (c Columns[T]) list(tfType tftypes.Object, rows []*T) tftypes.Value {
	values := make([]tftypes.Value, len(rows))
	for i, row := range rows {
		values[i] = c.value(tfType, row)
	}
	return tftypes.NewValue(tftypes.List{ElementType: tfType}, values)
}

// Fill is a configuration with the columns of a row filled in.
func (c Columns[T]) Fill(config tftypes.Value, row *T, diags *diag.Diagnostics) tftypes.Value {
	return withComputed(config, c.cells(row), diags)
}

// cells are the values of one row, by the names of the columns. They are made here and not by the framework's reflection: at 10,000
// rows that is the difference between 0.1 and 2.3 seconds.
func (c Columns[T]) cells(row *T) map[string]tftypes.Value {
	cells := make(map[string]tftypes.Value, len(c))
	for _, column := range c {
		cells[column.name] = column.cell(row).value(column.tfType)
	}
	return cells
}

// value is one row.
func (c Columns[T]) value(tfType tftypes.Object, row *T) tftypes.Value {
	return tftypes.NewValue(tfType, c.cells(row))
}
