package veeamclient

import (
	"strings"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// listWithin is a list within a row. EM's JSON has it as the one member of an object, which is named by what is in the list
// ("Resources": {"CloudTenantResources": [...]}, documented of tenants); a list that stands there itself is read as well. Links are none.
type listWithin[T any] []T

// UnmarshalJSONFrom reads the list in either form; null is none, and so is an object without one.
func (l *listWithin[T]) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	*l = nil
	if d.PeekKind() != jsontext.KindBeginObject {
		return jsonv2.UnmarshalDecode(d, (*[]T)(l))
	}
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	for d.PeekKind() != jsontext.KindEndObject {
		name, err := d.ReadToken()
		if err != nil {
			return err
		}
		if strings.EqualFold(name.String(), "Links") || d.PeekKind() != jsontext.KindBeginArray {
			if err := d.SkipValue(); err != nil {
				return err
			}
			continue
		}
		var part []T
		if err := jsonv2.UnmarshalDecode(d, &part); err != nil {
			return err
		}
		*l = append(*l, part...)
	}
	_, err := d.ReadToken()
	return err
}
