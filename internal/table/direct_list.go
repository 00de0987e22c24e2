package table

// This file alone knows that the long list of a data source is not given to the framework. The framework would copy, convert,
// compare and walk every cell before it encodes it: 20 times what decoding the JSON takes at 10,000 rows. So the list is left
// null for it, and is written into the protocol's answer afterwards, in the same encoding. A test holds the answer to be byte
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
	list := &directList{}
	response, err := s.ProviderServerWithActions.ReadDataSource(context.WithValue(ctx, directListKey{}, list), request)
	if err != nil || list.encode == nil || response.State == nil {
		return response, err
	}
	response.State.MsgPack, err = list.insert(response.State.MsgPack)
	list.encode = nil // the framework keeps the contexts of all requests, and with this one the rows
	return response, err
}

type directListKey struct{}

// directList is a list that the framework does not get.
type directList struct {
	name   string
	rows   int
	encode func(*msgpack.Encoder) error
}

// usualRow is how many bytes a row of a long list takes in the answer, about: room that is made at once need not be moved
// as it grows.
const usualRow = 900

// listValue is null where a server is there that writes the list itself, which keeps the rows for it. Else it is the list.
func listValue[T any](ctx context.Context, name string, columns Columns[T], rows []*T) tftypes.Value {
	tfType := columns.Type()
	list, ok := ctx.Value(directListKey{}).(*directList)
	if !ok {
		return columns.list(tfType, rows)
	}
	list.name, list.rows = name, len(rows)
	list.encode = func(out *msgpack.Encoder) error { return columns.encode(out, rows) }
	return tftypes.NewValue(tftypes.List{ElementType: tfType}, nil)
}

// insert writes the state again, with the list where its null was.
func (l *directList) insert(state []byte) ([]byte, error) {
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

func (l *directList) copyAttribute(in *msgpack.Decoder, out *msgpack.Encoder) error {
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
	if name == l.name {
		return l.encode(out)
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
