package table

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"
)

// cell is one value of a row on its way to Terraform. Only the field that its form names is used; a struct and not an
// interface, because a list of 10,000 rows has 200,000 of them.
type cell struct {
	form   cellForm
	text   string
	number int64
	truth  bool
	// nested is an object or a list.
	nested tftypes.Value
}

type cellForm int

const (
	nullCell cellForm = iota
	textCell
	numberCell
	truthCell
	nestedCell
)

// value is the cell as a value of its attribute's type.
func (c cell) value(tfType tftypes.Type) tftypes.Value {
	switch c.form {
	case textCell:
		return tftypes.NewValue(tfType, c.text)
	case numberCell:
		return tftypes.NewValue(tfType, c.number)
	case truthCell:
		return tftypes.NewValue(tfType, c.truth)
	case nestedCell:
		return c.nested
	}
	return tftypes.NewValue(tfType, nil)
}

// encode writes the cell as the protocol does.
func (c cell) encode(out *msgpack.Encoder) error {
	switch c.form {
	case textCell:
		return out.EncodeString(c.text)
	case numberCell:
		return out.EncodeInt(c.number)
	case truthCell:
		return out.EncodeBool(c.truth)
	case nestedCell:
		value, err := tfprotov6.NewDynamicValue(c.nested.Type(), c.nested)
		if err != nil {
			return err
		}
		return out.Encode(msgpack.RawMessage(value.MsgPack))
	}
	return out.EncodeNil()
}

// encodeTexts writes a list of texts as the protocol does; nil is null.
func encodeTexts(out *msgpack.Encoder, texts []string) error {
	if texts == nil {
		return out.EncodeNil()
	}
	err := out.EncodeArrayLen(len(texts))
	for i := 0; i < len(texts) && err == nil; i++ {
		err = out.EncodeString(texts[i])
	}
	return err
}
