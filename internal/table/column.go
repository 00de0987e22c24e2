package entity

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"
)

// Column is one computed attribute of an entity: its name, its description and where its value comes from.
type Column[T any] struct {
	name      string
	kind      tftypes.Type
	attribute schema.Attribute
	value     func(*T) tftypes.Value
	// encode writes what value makes, without making it; nil where rows are few.
	encode func(*msgpack.Encoder, *T) error
}

// String is a text; an empty or missing one is null.
func String[T any](name, description string, get func(*T) string) Column[T] {
	return Column[T]{
		name: name, kind: tftypes.String,
		attribute: schema.StringAttribute{MarkdownDescription: description, Computed: true},
		value: func(row *T) tftypes.Value {
			if text := get(row); text != "" {
				return tftypes.NewValue(tftypes.String, text)
			}
			return nullString
		},
		encode: func(out *msgpack.Encoder, row *T) error {
			if text := get(row); text != "" {
				return out.EncodeString(text)
			}
			return out.EncodeNil()
		},
	}
}

// Time is an instant, written as RFC 3339 in UTC with the fraction that it has; a zero one is null.
func Time[T any](name, description string, get func(*T) time.Time) Column[T] {
	return String(name, description, func(row *T) string {
		if at := get(row); !at.IsZero() {
			return at.UTC().Format(time.RFC3339Nano)
		}
		return ""
	})
}

// Int64 is a whole number; nil is null.
func Int64[T any](name, description string, get func(*T) *int64) Column[T] {
	return Column[T]{
		name: name, kind: tftypes.Number,
		attribute: schema.Int64Attribute{MarkdownDescription: description, Computed: true},
		value: func(row *T) tftypes.Value {
			if number := get(row); number != nil {
				return tftypes.NewValue(tftypes.Number, *number)
			}
			return nullNumber
		},
		encode: func(out *msgpack.Encoder, row *T) error {
			if number := get(row); number != nil {
				return out.EncodeInt(*number)
			}
			return out.EncodeNil()
		},
	}
}

// Bool is true or false; nil is null.
func Bool[T any](name, description string, get func(*T) *bool) Column[T] {
	return Column[T]{
		name: name, kind: tftypes.Bool,
		attribute: schema.BoolAttribute{MarkdownDescription: description, Computed: true},
		value: func(row *T) tftypes.Value {
			if truth := get(row); truth != nil {
				return tftypes.NewValue(tftypes.Bool, *truth)
			}
			return nullBool
		},
		encode: func(out *msgpack.Encoder, row *T) error {
			if truth := get(row); truth != nil {
				return out.EncodeBool(*truth)
			}
			return out.EncodeNil()
		},
	}
}

// Object is a part of an entity with columns of its own; nil is null.
func Object[T, P any](name, description string, columns Columns[P], get func(*T) *P) Column[T] {
	kind := columns.Type()
	return Column[T]{
		name: name, kind: kind,
		attribute: schema.SingleNestedAttribute{MarkdownDescription: description, Computed: true, Attributes: columns.Attributes()},
		value: func(row *T) tftypes.Value {
			if part := get(row); part != nil {
				return columns.value(kind, part)
			}
			return tftypes.NewValue(kind, nil)
		},
	}
}

// Strings is a list of texts; nil is null.
func Strings[T any](name, description string, get func(*T) []string) Column[T] {
	kind := tftypes.List{ElementType: tftypes.String}
	return Column[T]{
		name: name, kind: kind,
		attribute: schema.ListAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType},
		value: func(row *T) tftypes.Value {
			texts := get(row)
			if texts == nil {
				return tftypes.NewValue(kind, nil)
			}
			values := make([]tftypes.Value, len(texts))
			for i, text := range texts {
				values[i] = tftypes.NewValue(tftypes.String, text)
			}
			return tftypes.NewValue(kind, values)
		},
	}
}

// Rows is a list of parts with columns of their own.
func Rows[T, P any](name, description string, columns Columns[P], get func(*T) []*P) Column[T] {
	kind := columns.Type()
	return Column[T]{
		name: name, kind: tftypes.List{ElementType: kind},
		attribute: schema.ListNestedAttribute{
			MarkdownDescription: description, Computed: true,
			NestedObject: schema.NestedAttributeObject{Attributes: columns.Attributes()},
		},
		value: func(row *T) tftypes.Value { return columns.list(kind, get(row)) },
	}
}

// Count is a whole number that is always known.
func Count[T any](name, description string, get func(*T) int) Column[T] {
	return Int64(name, description, func(row *T) *int64 {
		number := int64(get(row))
		return &number
	})
}

var (
	nullString = tftypes.NewValue(tftypes.String, nil)
	nullNumber = tftypes.NewValue(tftypes.Number, nil)
	nullBool   = tftypes.NewValue(tftypes.Bool, nil)
)
