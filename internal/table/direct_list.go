package table

// This file alone knows that the long lists of a data source are not given to the framework. The framework would copy, convert,
// compare and walk every cell before it encodes it: 20 times what decoding the JSON takes at 10,000 rows. So they are left
// null for it, and are written into the protocol's answer afterwards, in the same encoding. A test holds the answer to be byte
// for byte the framework's.

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"
)

// WithDirectLists is a provider's server that writes the rows of lists into its answers itself.
func WithDirectLists(server tfprotov6.ProviderServer) tfprotov6.ProviderServer {
	//nolint:staticcheck // the interface stays until its methods are in ProviderServer itself
	if withActions, ok := server.(tfprotov6.ProviderServerWithActions); ok {
		return directServer{withActions}
	}
	return server // it gives the lists to the framework, which is slow and says the same
}

type directServer struct {
	tfprotov6.ProviderServerWithActions
}

func (s directServer) ReadDataSource(ctx context.Context, request *tfprotov6.ReadDataSourceRequest,
) (*tfprotov6.ReadDataSourceResponse, error) {
	lists := &directLists{}
	response, err := s.ProviderServerWithActions.ReadDataSource(context.WithValue(ctx, directListsKey{}, lists), request)
	if err != nil || len(lists.encode) == 0 || response.State == nil {
		return response, err
	}
	response.State.MsgPack, err = lists.insert(response.State.MsgPack)
	lists.encode = nil // the framework keeps the contexts of all requests, and with this one the rows
	return response, err
}

type directListsKey struct{}

// directLists are lists that the framework does not get, by the names of their attributes.
type directLists struct {
	rows   int
	encode map[string]func(*msgpack.Encoder) error
}

func (l *directLists) add(name string, rows int, encode func(*msgpack.Encoder) error) {
	if l.encode == nil {
		l.encode = map[string]func(*msgpack.Encoder) error{}
	}
	l.rows += rows
	l.encode[name] = encode
}

// usualRow is how many bytes a row of a long list takes in the answer, about: room that is made at once need not be moved
// as it grows.
const usualRow = 900

// listValue is null where a server is there that writes the list itself, which keeps the rows for it. Else it is the list.
func listValue[T any](ctx context.Context, name string, columns Columns[T], rows []*T) tftypes.Value {
	tfType := columns.Type()
	lists, ok := ctx.Value(directListsKey{}).(*directLists)
	if !ok {
		return columns.list(tfType, rows)
	}
	lists.add(name, len(rows), func(out *msgpack.Encoder) error { return columns.encode(out, rows) })
	return tftypes.NewValue(tftypes.List{ElementType: tfType}, nil)
}

// cellsWithoutLists are the values of one row, of which lists are null where a server is there that writes them itself.
func (c Columns[T]) cellsWithoutLists(ctx context.Context, row *T) map[string]tftypes.Value {
	lists, ok := ctx.Value(directListsKey{}).(*directLists)
	if !ok {
		return c.cells(row)
	}
	cells := make(map[string]tftypes.Value, len(c))
	for _, column := range c {
		if column.encodeList == nil {
			cells[column.name] = column.cell(row).value(column.tfType)
			continue
		}
		cells[column.name] = tftypes.NewValue(column.tfType, nil)
		lists.add(column.name, 0, func(out *msgpack.Encoder) error { return column.encodeList(out, row) })
	}
	return cells
}

// insert writes the state again, with each list where its null was.
func (l *directLists) insert(state []byte) ([]byte, error) {
	var whole bytes.Buffer
	whole.Grow(len(state) + l.rows*usualRow)
	in, out := msgpack.NewDecoder(bytes.NewReader(state)), msgpack.NewEncoder(&whole)
	attributes, err := in.DecodeMapLen()
	if err == nil {
		err = out.EncodeMapLen(attributes)
	}
	for i := 0; i < attributes && err == nil; i++ {
		err = l.copyAttribute(in, out)
	}
	return whole.Bytes(), err
}

func (l *directLists) copyAttribute(in *msgpack.Decoder, out *msgpack.Encoder) error {
	name, err := in.DecodeString()
	if err != nil {
		return err
	}
	value, err := in.DecodeRaw()
	if err != nil {
		return err
	}
	if err := out.EncodeString(name); err != nil {
		return err
	}
	if encode := l.encode[name]; encode != nil {
		return encode(out)
	}
	return out.Encode(value)
}

// encode writes a list as the protocol does, attributes in the order of their names.
func (c Columns[T]) encode(out *msgpack.Encoder, rows []*T) error {
	byName := Columns[T](slices.SortedFunc(slices.Values(c), func(a, b Column[T]) int { return cmp.Compare(a.name, b.name) }))
	err := out.EncodeArrayLen(len(rows))
	for i := 0; i < len(rows) && err == nil; i++ {
		err = byName.encodeRow(out, rows[i])
	}
	return err
}

func (c Columns[T]) encodeRow(out *msgpack.Encoder, row *T) error {
	if err := out.EncodeMapLen(len(c)); err != nil {
		return err
	}
	for i := range c {
		if err := out.EncodeString(c[i].name); err != nil {
			return err
		}
		if err := c[i].cell(row).encode(out); err != nil {
			return err
		}
	}
	return nil
}
