package veeamsim

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Load reads an inventory from JSON. The names are those of Inventory and its parts; every time is either RFC 3339 or relative to
// now, as "-8h30m" or "+2h", and every duration a text such as "5m". An unknown name is an error, so that a misspelt one does not
// silently leave something out. Errors name the line and the row.
func Load(r io.Reader, now time.Time) (Inventory, error) {
	var inventory Inventory
	text, err := io.ReadAll(r)
	if err == nil {
		l := loader{text: bytes.TrimPrefix(text, []byte("\ufeff")), now: now}
		err = l.load(&inventory)
	}
	if err != nil {
		return Inventory{}, fmt.Errorf("veeamsim: inventory: %w", err)
	}
	return inventory, nil
}

// loader reads one file row by row, so that it knows where each row stands.
type loader struct {
	text     []byte
	now      time.Time
	decoder  *json.Decoder
	problems []error
}

// mostProblems is how many problems of rows are reported at once.
const mostProblems = 10

func (l *loader) load(inventory *Inventory) error {
	if err := json.Unmarshal(l.text, new(json.RawMessage)); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return fmt.Errorf("line %d: %w", l.line(int(syntax.Offset)), err)
		}
		return err
	}
	l.decoder = json.NewDecoder(bytes.NewReader(l.text))
	if begin, _ := l.decoder.Token(); begin != json.Delim('{') {
		return fmt.Errorf("line %d: an inventory is an object of lists", l.line(int(l.decoder.InputOffset())))
	}
	lists := reflect.ValueOf(inventory).Elem()
	for l.decoder.More() {
		token, _ := l.decoder.Token() // the syntax is known to be right
		name := fmt.Sprint(token)
		field, known := lists.Type().FieldByNameFunc(func(list string) bool { return strings.EqualFold(list, name) })
		if !known {
			return fmt.Errorf("line %d: there is no list %q", l.line(int(l.decoder.InputOffset())), name)
		}
		if err := l.list(field.Name, lists.FieldByIndex(field.Index)); err != nil {
			return err
		}
	}
	if more := len(l.problems) - mostProblems; more > 0 {
		l.problems = append(l.problems[:mostProblems], fmt.Errorf("and %d more", more))
	}
	return errors.Join(l.problems...)
}

// list reads the rows of one list. Their IDs must be GUIDs, and no two the same.
func (l *loader) list(name string, to reflect.Value) error {
	switch begin, _ := l.decoder.Token(); begin {
	case nil:
		return nil
	case json.Delim('['):
	default:
		return fmt.Errorf("line %d: %s must be a list", l.line(int(l.decoder.InputOffset())), name)
	}
	first := make(map[string]int)
	for i := 0; l.decoder.More(); i++ {
		var raw json.RawMessage
		_ = l.decoder.Decode(&raw)
		at := int(l.decoder.InputOffset()) - len(raw)
		row := reflect.New(to.Type().Elem())
		if part, err := l.row(raw, row.Interface()); err != nil {
			within := max(bytes.Index(raw, []byte(strconv.Quote(part))), 0)
			l.complain(at+within, "%s[%d]: %w", name, i, err)
			continue
		}
		to.Set(reflect.Append(to, row.Elem()))
		field := row.Elem().FieldByName("ID")
		if !field.IsValid() {
			continue // the rows of this list have another key
		}
		id := field.String()
		before, twice := first[key(id)]
		switch {
		case !isGUID(id):
			l.complain(at, "%s[%d]: ID %q is not a GUID", name, i, id)
		case twice:
			l.complain(at, "%s[%d]: ID %s is that of %s[%d] already", name, i, id, name, before)
		default:
			first[key(id)] = i
		}
	}
	_, _ = l.decoder.Token() // the closing bracket
	return nil
}

// row reads one row. With an error comes the name of the member that is wrong, where that is known.
func (l *loader) row(raw []byte, to any) (member string, err error) {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber() // sizes are larger than a float can hold exactly
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return "", err
	}
	if member, err := fixTimes(tree, l.now); err != nil {
		return member, fmt.Errorf("%s: %w", member, err)
	}
	fixed, err := json.Marshal(tree)
	if err != nil {
		return "", err
	}
	strict := json.NewDecoder(bytes.NewReader(fixed))
	strict.DisallowUnknownFields()
	err = strict.Decode(to)
	var mistyped *json.UnmarshalTypeError
	if errors.As(err, &mistyped) {
		member = mistyped.Field[strings.LastIndexByte(mistyped.Field, '.')+1:]
		return member, fmt.Errorf("%s: a %s is not a %s", member, mistyped.Value, mistyped.Type)
	}
	if err != nil {
		if name, found := strings.CutPrefix(err.Error(), "json: unknown field "); found {
			member, _ = strconv.Unquote(name)
			return member, fmt.Errorf("there is no member %q", member)
		}
	}
	return "", err
}

func (l *loader) complain(offset int, format string, arguments ...any) {
	l.problems = append(l.problems, fmt.Errorf("line %d: "+format, append([]any{l.line(offset)}, arguments...)...))
}

// line is the number of the line that holds an offset, from 1.
func (l *loader) line(offset int) int {
	return 1 + bytes.Count(l.text[:min(offset, len(l.text))], []byte("\n"))
}
