package entity

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"
)

// Answering is a provider's server that writes the rows of lists into its answers itself. The framework would copy,
// convert, compare and walk every cell before it encodes it: 20 times what decoding the JSON takes at 10,000 rows.
// It still makes the answer; only the list, which it gets as null, is put in afterwards, in the same encoding.
func Answering(server tfprotov6.ProviderServer) tfprotov6.ProviderServer { return answering{server} }

type answering struct{ tfprotov6.ProviderServer }

func (a answering) ReadDataSource(ctx context.Context, request *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	list := &answerList{}
	response, err := a.ProviderServer.ReadDataSource(context.WithValue(ctx, answerKey{}, list), request)
	if err != nil || list.encode == nil || response.State == nil {
		return response, err
	}
	response.State.MsgPack, err = list.put(response.State.MsgPack)
	list.encode = nil // the framework keeps the contexts of all requests, and with this one the rows
	return response, err
}

type answerKey struct{}

// answerList is a list that the framework does not see.
type answerList struct {
	name   string
	encode func(*msgpack.Encoder) error
}

// take keeps rows for the answer and leaves a null in their place. Without a server that answers, it leaves the rows.
func take[T any](ctx context.Context, name string, columns Columns[T], kind tftypes.Object, rows []*T) tftypes.Value {
	list, ok := ctx.Value(answerKey{}).(*answerList)
	if !ok {
		return columns.list(kind, rows)
	}
	list.name, list.encode = name, func(out *msgpack.Encoder) error { return columns.encode(out, rows) }
	return tftypes.NewValue(tftypes.List{ElementType: kind}, nil)
}

// put writes the state again, with the list where its null was.
func (l *answerList) put(state []byte) ([]byte, error) {
	var whole bytes.Buffer
	in, out := msgpack.NewDecoder(bytes.NewReader(state)), msgpack.NewEncoder(&whole)
	attributes, err := in.DecodeMapLen()
	if err == nil {
		err = out.EncodeMapLen(attributes)
	}
	for i := 0; i < attributes && err == nil; i++ {
		err = l.putAttribute(in, out)
	}
	return whole.Bytes(), err
}

func (l *answerList) putAttribute(in *msgpack.Decoder, out *msgpack.Encoder) error {
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

// encode is what list is in the protocol's encoding, attributes in the order of their names.
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
		if err := c[i].encodeCell(out, row); err != nil {
			return err
		}
	}
	return nil
}

// encodeCell encodes a cell the short way where its column has one, else by its value.
func (c *Column[T]) encodeCell(out *msgpack.Encoder, row *T) error {
	if c.encode != nil {
		return c.encode(out, row)
	}
	value, err := tfprotov6.NewDynamicValue(c.kind, c.value(row))
	if err != nil {
		return err
	}
	return out.Encode(msgpack.RawMessage(value.MsgPack))
}
