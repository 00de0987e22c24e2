package table

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Column is one computed attribute of a row: its name, where its value comes from, and its description.
type Column[T any] struct {
	name      string
	kind      tftypes.Type
	attribute schema.Attribute
	cell      func(*T) cell
}

// String is a text; an empty one is null.
func String[T any](name string, get func(*T) string, description string) Column[T] {
	return Column[T]{
		name: name, kind: tftypes.String,
		attribute: schema.StringAttribute{MarkdownDescription: description, Computed: true},
		cell: func(row *T) cell {
			if text := get(row); text != "" {
				return cell{kind: textCell, text: text}
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
		name: name, kind: tftypes.Number,
		attribute: schema.Int64Attribute{MarkdownDescription: description, Computed: true},
		cell: func(row *T) cell {
			if number := get(row); number != nil {
				return cell{kind: numberCell, number: *number}
			}
			return cell{}
		},
	}
}

// Count is a whole number that is always known.
func Count[T any](name string, get func(*T) int, description string) Column[T] {
	return Column[T]{
		name: name, kind: tftypes.Number,
		attribute: schema.Int64Attribute{MarkdownDescription: description, Computed: true},
		cell:      func(row *T) cell { return cell{kind: numberCell, number: int64(get(row))} },
	}
}

// Bool is true or false; nil is null.
func Bool[T any](name string, get func(*T) *bool, description string) Column[T] {
	return Column[T]{
		name: name, kind: tftypes.Bool,
		attribute: schema.BoolAttribute{MarkdownDescription: description, Computed: true},
		cell: func(row *T) cell {
			if truth := get(row); truth != nil {
				return cell{kind: truthCell, truth: *truth}
			}
			return cell{}
		},
	}
}

// Object is a part of a row with columns of its own; nil is null.
func Object[T, P any](name string, get func(*T) *P, columns Columns[P], description string) Column[T] {
	kind := columns.Type()
	return Column[T]{
		name: name, kind: kind,
		attribute: schema.SingleNestedAttribute{MarkdownDescription: description, Computed: true, Attributes: columns.Attributes()},
		cell: func(row *T) cell {
			if part := get(row); part != nil {
				return cell{kind: nestedCell, nested: columns.value(kind, part)}
			}
			return cell{}
		},
	}
}

// Strings is a list of texts; nil is null.
func Strings[T any](name string, get func(*T) []string, description string) Column[T] {
	kind := tftypes.List{ElementType: tftypes.String}
	return Column[T]{
		name: name, kind: kind,
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
			return cell{kind: nestedCell, nested: tftypes.NewValue(kind, values)}
		},
	}
}

// Objects is a list of parts with columns of their own.
func Objects[T, P any](name string, get func(*T) []*P, columns Columns[P], description string) Column[T] {
	kind := columns.Type()
	return Column[T]{
		name: name, kind: tftypes.List{ElementType: kind},
		attribute: schema.ListNestedAttribute{
			MarkdownDescription: description, Computed: true,
			NestedObject: schema.NestedAttributeObject{Attributes: columns.Attributes()},
		},
		cell: func(row *T) cell { return cell{kind: nestedCell, nested: columns.list(kind, get(row))} },
	}
}
