package table

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"
)

// Column is one computed attribute of a row: its name, where its value comes from, and its description.
type Column[T any] struct {
	name      string
	tfType    tftypes.Type
	attribute schema.Attribute
	cell      func(*T) cell
	// encodeList writes a list as the protocol does, without its values in between; nil: the column is no list of objects or texts.
	encodeList func(*msgpack.Encoder, *T) error
}

// String is a text; an empty one is null.
func String[T any](name string, get func(*T) string, description string) Column[T] {
	return Column[T]{
		name: name, tfType: tftypes.String,
		attribute: schema.StringAttribute{MarkdownDescription: description, Computed: true},
		cell: func(row *T) cell {
			if text := get(row); text != "" {
				return cell{form: textCell, text: text}
			}
			return cell{}
		},
	}
}

// Time is an instant, written as RFC 3339 in UTC with the fraction that it has; a zero one is null.
func Time[T any](name string, get func(*T) time.Time, description string) Column[T] {
	return String(name, func(row *T) string {
		if at := get(row); !at.IsZero() {
			return at.UTC().Format(time.RFC3339Nano)
		}
		return ""
	}, description)
}

// Int64 is a whole number; nil is null.
func Int64[T any](name string, get func(*T) *int64, description string) Column[T] {
	return Column[T]{
		name: name, tfType: tftypes.Number,
		attribute: schema.Int64Attribute{MarkdownDescription: description, Computed: true},
		cell: func(row *T) cell {
			if number := get(row); number != nil {
				return cell{form: numberCell, number: *number}
			}
			return cell{}
		},
	}
}

// Float64 is a number with a fraction, of which a row has few; nil is null.
func Float64[T any](name string, get func(*T) *float64, description string) Column[T] {
	return Column[T]{
		name: name, tfType: tftypes.Number,
		attribute: schema.Float64Attribute{MarkdownDescription: description, Computed: true},
		cell: func(row *T) cell {
			if number := get(row); number != nil {
				return cell{form: nestedCell, nested: tftypes.NewValue(tftypes.Number, *number)}
			}
			return cell{}
		},
	}
}

// Count is a whole number that is always known.
func Count[T any](name string, get func(*T) int, description string) Column[T] {
	return Column[T]{
		name: name, tfType: tftypes.Number,
		attribute: schema.Int64Attribute{MarkdownDescription: description, Computed: true},
		cell:      func(row *T) cell { return cell{form: numberCell, number: int64(get(row))} },
	}
}

// Bool is true or false; nil is null.
func Bool[T any](name string, get func(*T) *bool, description string) Column[T] {
	return Column[T]{
		name: name, tfType: tftypes.Bool,
		attribute: schema.BoolAttribute{MarkdownDescription: description, Computed: true},
		cell: func(row *T) cell {
			if truth := get(row); truth != nil {
				return cell{form: truthCell, truth: *truth}
			}
			return cell{}
		},
	}
}

// Object is a part of a row with columns of its own; nil is null.
func Object[T, P any](name string, get func(*T) *P, columns Columns[P], description string) Column[T] {
	tfType := columns.Type()
	return Column[T]{
		name: name, tfType: tfType,
		attribute: schema.SingleNestedAttribute{MarkdownDescription: description, Computed: true, Attributes: columns.Attributes()},
		cell: func(row *T) cell {
			if part := get(row); part != nil {
				return cell{form: nestedCell, nested: columns.value(tfType, part)}
			}
			return cell{}
		},
	}
}

// Strings is a list of texts; nil is null.
func Strings[T any](name string, get func(*T) []string, description string) Column[T] {
	tfType := tftypes.List{ElementType: tftypes.String}
	return Column[T]{
		name: name, tfType: tfType,
		attribute: schema.ListAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType},
		cell: func(row *T) cell {
			texts := get(row)
			if texts == nil {
				return cell{}
			}
			values := make([]tftypes.Value, len(texts))
			for i, text := range texts {
				values[i] = tftypes.NewValue(tftypes.String, text)
			}
			return cell{form: nestedCell, nested: tftypes.NewValue(tfType, values)}
		},
		encodeList: func(out *msgpack.Encoder, row *T) error { return encodeTexts(out, get(row)) },
	}
}

// Pointers are those to the values of a list, for [Objects].
func Pointers[T any](values []T) []*T {
	pointers := make([]*T, len(values))
	for i := range values {
		pointers[i] = &values[i]
	}
	return pointers
}

// Objects is a list of parts with columns of their own.
func Objects[T, P any](name string, get func(*T) []*P, columns Columns[P], description string) Column[T] {
	tfType := columns.Type()
	return Column[T]{
		name: name, tfType: tftypes.List{ElementType: tfType},
		attribute: schema.ListNestedAttribute{
			MarkdownDescription: description, Computed: true,
			NestedObject: schema.NestedAttributeObject{Attributes: columns.Attributes()},
		},
		cell:       func(row *T) cell { return cell{form: nestedCell, nested: columns.list(tfType, get(row))} },
		encodeList: func(out *msgpack.Encoder, row *T) error { return columns.encode(out, get(row)) },
	}
}

// ObjectsOrNull is a list of parts as Objects; nil is null.
func ObjectsOrNull[T, P any](name string, get func(*T) []*P, columns Columns[P], description string) Column[T] {
	column := Objects(name, get, columns, description)
	list, encode := column.cell, column.encodeList
	column.cell = func(row *T) cell {
		if get(row) == nil {
			return cell{}
		}
		return list(row)
	}
	column.encodeList = func(out *msgpack.Encoder, row *T) error {
		if get(row) == nil {
			return out.EncodeNil()
		}
		return encode(out, row)
	}
	return column
}

// TextsByName is a map of texts; nil is null.
func TextsByName[T any](name string, get func(*T) map[string]string, description string) Column[T] {
	tfType := tftypes.Map{ElementType: tftypes.String}
	return Column[T]{
		name: name, tfType: tfType,
		attribute: schema.MapAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType},
		cell: func(row *T) cell {
			texts := get(row)
			if texts == nil {
				return cell{}
			}
			values := make(map[string]tftypes.Value, len(texts))
			for key, text := range texts {
				values[key] = tftypes.NewValue(tftypes.String, text)
			}
			return cell{form: nestedCell, nested: tftypes.NewValue(tfType, values)}
		},
	}
}
