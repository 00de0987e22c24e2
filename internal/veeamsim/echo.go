package veeamsim

import (
	"cmp"
	"fmt"
	"html"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// echo answers with an error that shows the request as it came, secrets included: an HTML page as of debuggers and firewalls, or
// the server's own error body where the fault's ContentType names JSON or XML.
func (d *delivery) echo() {
	status := cmp.Or(d.fault.Status, http.StatusInternalServerError)
	request := requestText(d.r)
	if kind := strings.ToLower(d.fault.ContentType); strings.Contains(kind, "json") || strings.Contains(kind, "xml") {
		d.answer(refuse(status, "The request cannot be processed: %s", request))
		return
	}
	title := strconv.Itoa(status) + " " + http.StatusText(status)
	d.sendText(status, contentTypeHTML, fmt.Sprintf("<!DOCTYPE html>\n<html><head><title>%s</title></head>\n"+
		"<body><h1>%s</h1><pre>\n%s</pre></body></html>\n", title, title, html.EscapeString(request)))
}

// requestText is a request as text: its first line and its headers.
func requestText(r *http.Request) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s %s %s\n", r.Method, r.RequestURI, r.Proto)
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		for _, value := range r.Header[name] {
			fmt.Fprintf(&text, "%s: %s\n", name, value)
		}
	}
	return text.String()
}
