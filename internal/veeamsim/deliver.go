package veeamsim

import (
	"io"
	"net/http"
	"strconv"
	"strings"
)

// delivery writes one answer, damaged where a fault asks for it.
type delivery struct {
	s     *Server
	w     http.ResponseWriter
	r     *http.Request
	call  *call
	fault Fault
}

const (
	contentTypeJSONError = "application/json" // as captured: no charset

	contentTypeJSON = "application/json; charset=utf-8"
	contentTypeXML  = "application/xml; charset=utf-8"
	contentTypeHTML = "text/html; charset=utf-8"
)

// answer writes the server's own answer.
func (d *delivery) answer(a answer) {
	header := d.w.Header()
	for name, values := range a.header {
		header[name] = values
	}
	if d.fault.Kind == NoToken {
		delete(header, tokenHeader)
		header.Del(tokenHeader) // its usual form, for callers in this process
		header.Del("Set-Cookie")
	}
	if a.body == nil {
		d.send(a.status, "", func(io.Writer) error { return nil })
		return
	}
	inJSON := wantsJSON(d.r.Header.Values("Accept")) && d.fault.Kind != XML
	if a.status >= 400 && d.s.config.XMLErrors {
		inJSON = false
	}
	if !inJSON {
		d.send(a.status, contentTypeXML, func(out io.Writer) error {
			return (&xmlWriter{out: out}).write(*a.body)
		})
		return
	}
	contentType := contentTypeJSON
	if a.status >= 400 {
		contentType = contentTypeJSONError
	}
	d.send(a.status, contentType, func(out io.Writer) error {
		w := &jsonWriter{
			out:       out,
			camelCase: d.s.config.Build >= 13,
			omitNulls: d.s.config.OmitNulls,
			mark:      d.s.config.ByteOrderMark,
			twist:     d.fault,
		}
		return w.write(*a.body)
	})
}

// wantsJSON reads the Accept header as the server does: JSON where it is named at all, be it after XML,
// and else XML.
func wantsJSON(accept []string) bool {
	return strings.Contains(strings.ToLower(strings.Join(accept, ",")), "application/json")
}

// head sends the status and the headers.
func (d *delivery) head(status int, contentType string) {
	header := d.w.Header()
	if contentType != "" {
		header.Set("Content-Type", contentType)
	}
	if d.fault.ContentType != "" {
		header.Set("Content-Type", d.fault.ContentType)
	}
	for name, values := range d.fault.Header {
		header[http.CanonicalHeaderKey(name)] = values
	}
	d.call.answered(status)
	d.w.WriteHeader(status)
}

// send writes the answer, through the damage that the fault does to a body or its connection.
func (d *delivery) send(status int, contentType string, body func(io.Writer) error) {
	if damage := damages[d.fault.Kind]; damage != nil {
		damage(d, status, contentType, body)
		return
	}
	d.sendWhole(status, contentType, body)
}

// sendWhole says how long the body is before it begins, as the server does for every answer. A body too
// long to be kept is made twice: once to be measured, once to be sent.
func (d *delivery) sendWhole(status int, contentType string, body func(io.Writer) error) {
	var measured measuredBody
	_ = body(&measured) // never fails
	d.w.Header().Set("Content-Length", strconv.Itoa(measured.size))
	d.head(status, contentType)
	// An error means that the client is gone, so that nobody is left to read it.
	if measured.size == len(measured.kept) {
		_, _ = d.w.Write(measured.kept)
		return
	}
	_ = body(d.w)
}

// measuredBody counts the bytes of a body, and keeps them as long as they are few.
type measuredBody struct {
	kept []byte
	size int
}

// keptBody is the length of a body that is kept: a page of a thousand rows and more.
const keptBody = 2 << 20

func (m *measuredBody) Write(p []byte) (int, error) {
	m.size += len(p)
	if m.size <= keptBody {
		m.kept = append(m.kept, p...)
	} else {
		m.kept = nil
	}
	return len(p), nil
}
