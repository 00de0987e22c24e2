package veeamsim

import (
	"fmt"
	"net/http"
)

// answer is what a handler returns; a delivery writes it.
type answer struct {
	status int
	header http.Header
	body   *document // nil: none
}

func ok(body document) answer { return answer{status: http.StatusOK, body: &body} }

// refuse is an error with the server's own error body.
func refuse(status int, format string, arguments ...any) answer {
	return answer{status: status, body: errorBody(status, fmt.Sprintf(format, arguments...))}
}

// errorBody is as captured from a server: only a 500 repeats its message as that of the first exception, and no stack trace is
// seen.
func errorBody(status int, message string) *document {
	var first any
	if status == http.StatusInternalServerError {
		first = message
	}
	return &document{element: "Error", fields: []field{
		element("FirstChanceExceptionMessage", first),
		attribute("Message", message),
		element("StackTrace", nil),
		attribute("Status", nil),
		attribute("StatusCode", status),
	}}
}
