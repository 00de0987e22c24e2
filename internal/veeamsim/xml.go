package veeamsim

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
)

const xmlNamespace = "http://www.veeam.com/ent/v1.0"

// xmlWriter writes a document as XML. Absent values are left out.
type xmlWriter struct {
	out    io.Writer
	buffer bytes.Buffer
	err    error
}

func (w *xmlWriter) write(d document) error {
	w.buffer.WriteString(`<?xml version="1.0" encoding="utf-8"?>`)
	root := append([]field{attribute("xmlns", xmlNamespace)}, d.fields...)
	w.object(d.element, root)
	w.flush()
	return w.err
}

func (w *xmlWriter) flush() {
	if w.err == nil {
		_, w.err = w.out.Write(w.buffer.Bytes())
	}
	w.buffer.Reset()
}

func (w *xmlWriter) object(name string, fields []field) {
	w.buffer.WriteString("<" + name)
	inner := 0
	for _, f := range fields {
		if f.value == nil {
			continue
		}
		if f.place != inAttribute {
			inner++
			continue
		}
		w.buffer.WriteString(" " + f.name + `="`)
		w.text(f.value)
		w.buffer.WriteString(`"`)
	}
	if inner == 0 {
		w.buffer.WriteString("/>")
		return
	}
	w.buffer.WriteString(">")
	w.children(fields, func(f field) bool { return f.name == "Links" })
	w.children(fields, func(f field) bool { return f.name != "Links" && f.place != inLastElement })
	w.children(fields, func(f field) bool { return f.place == inLastElement })
	w.buffer.WriteString("</" + name + ">")
}

// children writes those of the elements that are wanted: Links stand before all others.
func (w *xmlWriter) children(fields []field, wanted func(f field) bool) {
	for _, f := range fields {
		if f.value == nil || f.place == inAttribute || !wanted(f) {
			continue
		}
		if f.place == inText {
			w.text(f.value)
			continue
		}
		name := f.name
		if name == "RetrySpecified1" { // the documented oddity of the JSON form
			name = "RetrySpecified"
		}
		w.element(name, f.value)
	}
}

func (w *xmlWriter) element(name string, value any) {
	switch v := value.(type) {
	case object:
		w.object(name, v)
	case []link:
		w.links(v)
	case []string:
		for _, text := range v {
			w.object(name, []field{{name, inText, text}})
		}
	case objectTexts:
		items := element(v.element, v.texts)
		if name == v.element+"s" { // the array takes the place of the level above it
			w.element(v.element, v.texts)
			return
		}
		w.object(name, []field{items})
	case rows:
		for i := 0; i < v.count && w.err == nil; i++ {
			w.object(v.element, v.at(i))
			if w.buffer.Len() >= flushAt {
				w.flush()
			}
		}
	case string:
		if v == "" {
			w.buffer.WriteString("<" + name + "/>")
			return
		}
		w.object(name, []field{{name, inText, v}})
	default:
		w.object(name, []field{{name, inText, v}})
	}
}

func (w *xmlWriter) links(links []link) {
	w.buffer.WriteString("<Links>")
	for _, l := range links {
		fields := []field{attribute("Rel", l.rel), attribute("Type", optional(l.kind)), attribute("Href", l.href)}
		if l.named {
			fields = append(fields, attribute("Name", l.name))
		}
		w.object("Link", fields)
	}
	w.buffer.WriteString("</Links>")
}

func (w *xmlWriter) text(value any) {
	text := ""
	switch v := value.(type) {
	case string:
		text = v
	case int:
		text = strconv.Itoa(v)
	case int64:
		text = strconv.FormatInt(v, 10)
	case float64:
		text = strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		text = strconv.FormatBool(v)
	case timeOfDay:
		text = v.inXML()
	default:
		w.err = fmt.Errorf("veeamsim: a %T cannot be written", value)
	}
	// Writing to a buffer cannot fail.
	_ = xml.EscapeText(&w.buffer, []byte(text))
}
