package veeamsim

import (
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// flushAt is how much of a long list is gathered before it goes out.
const flushAt = 32 << 10

// jsonWriter writes a document as JSON, row by row, so that a list of any length takes little memory.
type jsonWriter struct {
	out       io.Writer
	buffer    []byte
	err       error
	camelCase bool
	omitNulls bool
	mark      bool
	twist     Fault // what it does to rows: see twisted
}

func (w *jsonWriter) write(d document) error {
	if w.mark {
		w.buffer = append(w.buffer, 0xEF, 0xBB, 0xBF)
	}
	if d.row {
		w.row(d.fields)
	} else {
		w.object(d.fields)
	}
	w.flush()
	return w.err
}

func (w *jsonWriter) flush() {
	if w.err == nil && len(w.buffer) > 0 {
		_, w.err = w.out.Write(w.buffer)
	}
	w.buffer = w.buffer[:0]
}

// row writes an entity or a reference, twisted where a fault asks for it.
func (w *jsonWriter) row(fields []field) {
	twist := w.twist
	w.twist = Fault{} // an object within the row is left as it is
	w.object(twisted(fields, twist))
	w.twist = twist
}

func (w *jsonWriter) object(fields []field) {
	w.buffer = append(w.buffer, '{')
	first := true
	for _, f := range fields {
		if f.value == nil && w.omitNulls {
			continue
		}
		if !first {
			w.buffer = append(w.buffer, ',')
		}
		first = false
		w.key(f.name)
		w.value(f.value)
	}
	w.buffer = append(w.buffer, '}')
}

func (w *jsonWriter) key(name string) {
	w.buffer = append(w.buffer, '"')
	if w.camelCase {
		w.buffer = appendCamelCase(w.buffer, name)
	} else {
		w.buffer = append(w.buffer, name...)
	}
	w.buffer = append(w.buffer, '"', ':')
}

func (w *jsonWriter) value(value any) {
	switch v := value.(type) {
	case nil:
		w.buffer = append(w.buffer, "null"...)
	case string:
		w.buffer = appendJSONText(w.buffer, v)
	case int:
		w.buffer = strconv.AppendInt(w.buffer, int64(v), 10)
	case int64:
		w.buffer = strconv.AppendInt(w.buffer, v, 10)
	case float64:
		w.buffer = strconv.AppendFloat(w.buffer, v, 'f', -1, 64)
	case bool:
		w.buffer = strconv.AppendBool(w.buffer, v)
	case timeOfDay:
		w.buffer = appendJSONText(w.buffer, v.inJSON())
	case object:
		w.object(v)
	case []link:
		w.links(v)
	case []string:
		w.array(len(v), func(i int) { w.buffer = appendJSONText(w.buffer, v[i]) })
	case objectTexts:
		w.array(len(v.texts), func(i int) { w.buffer = appendJSONText(w.buffer, v.texts[i]) })
	case rows:
		w.array(v.count, func(i int) { w.row(v.at(i)) })
	default:
		w.err = fmt.Errorf("veeamsim: a %T cannot be written", value)
	}
}

func (w *jsonWriter) array(count int, item func(i int)) {
	w.buffer = append(w.buffer, '[')
	for i := range count {
		if w.err != nil {
			return
		}
		if i > 0 {
			w.buffer = append(w.buffer, ',')
		}
		item(i)
		if len(w.buffer) >= flushAt {
			w.flush()
		}
	}
	w.buffer = append(w.buffer, ']')
}

func (w *jsonWriter) links(links []link) {
	w.array(len(links), func(i int) {
		l := links[i]
		fields := [4]field{element("Rel", l.rel), element("Href", l.href), element("Name", nil), element("Type", optional(l.kind))}
		if l.named {
			fields[2].value = l.name
		}
		w.object(fields[:])
	})
}

// appendCamelCase writes a name as the JSON library of .NET does: the leading capitals become small,
// save the last one before a small letter. UID is uid, VmUid is vmUid, NASJobs is nasJobs.
func appendCamelCase(to []byte, name string) []byte {
	capital := func(i int) bool { return name[i] >= 'A' && name[i] <= 'Z' }
	for i := range len(name) {
		if !capital(i) || i > 0 && i+1 < len(name) && !capital(i+1) {
			return append(to, name[i:]...)
		}
		to = append(to, name[i]-'A'+'a')
	}
	return to
}

func appendJSONText(to []byte, text string) []byte {
	const hex = "0123456789abcdef"
	to = append(to, '"')
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '"' || c == '\\':
			to = append(to, '\\', c)
		case c == '\n':
			to = append(to, '\\', 'n')
		case c == '\r':
			to = append(to, '\\', 'r')
		case c == '\t':
			to = append(to, '\\', 't')
		case c < ' ':
			to = append(to, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		case c < utf8.RuneSelf:
			to = append(to, c)
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			to = utf8.AppendRune(to, r)
			i += size - 1
		}
		i++
	}
	return append(to, '"')
}
