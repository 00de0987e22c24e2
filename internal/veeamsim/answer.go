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

// madeUpStackTrace stands in error bodies, as real ones do, so that clients can prove to hide it.
const madeUpStackTrace = "   at Veeam.Simulated.Web.RequestPipeline.Process(HttpContext context)\r\n" +
	"   at Veeam.Simulated.Web.RequestPipeline.Run()"

func errorBody(status int, message string) *document {
	return &document{element: "Error", fields: []field{
		element("FirstChanceExceptionMessage", message),
		attribute("Message", message),
		element("StackTrace", madeUpStackTrace),
		attribute("Status", nil),
		attribute("StatusCode", status),
	}}
}
