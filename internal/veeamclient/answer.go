package veeamclient

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"
)

const (
	// maxErrorBody bounds what is read of an error's body.
	maxErrorBody = 64 << 10
	// maxExcerpt is how many characters of a body that is not EM's reach the user.
	maxExcerpt = 200
)

// readAnswer hands the body of a 200 to decode and turns everything else into a typed error.
func readAnswer(response *http.Response, decode func(*decoder) error) error {
	if response.StatusCode != http.StatusOK {
		return readAPIError(response)
	}
	excerpt, err := decodeJSON(response, decode)
	var wrong *formatError
	if errors.As(err, &wrong) {
		return &AnswerError{
			Request: requestOf(response.Request), Status: response.StatusCode,
			ContentType: response.Header.Get("Content-Type"),
			Excerpt:     excerpt, Problem: wrong.problem,
		}
	}
	return err
}

// decodeJSON returns the beginning of the body beside the error, which is a *formatError
// where the body came whole and is not what was expected, else the connection's own.
func decodeJSON(response *http.Response, decode func(*decoder) error) (string, error) {
	d := newDecoder(response.Body)
	mediaType, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	var err error
	if mediaType != "" && !strings.Contains(mediaType, "json") {
		d.readExcerpt()
		err = &formatError{problem: "the answer is not JSON"}
	} else {
		err = d.run(decode)
		if err != nil && len(d.beginning()) <= len(byteOrderMark) {
			d.readExcerpt() // the decoder gave up before it had read more
		}
	}
	return string(d.beginning()), err
}

// readAPIError reads EM's error body: JSON, XML even where JSON was asked for, another's HTML, or none.
func readAPIError(response *http.Response) error {
	request := requestOf(response.Request)
	if response.StatusCode >= 300 && response.StatusCode < 400 {
		return &RedirectError{Request: request, Status: response.StatusCode, Target: redirectTarget(response)}
	}
	text, _ := io.ReadAll(io.LimitReader(response.Body, maxErrorBody)) // where it breaks off, the status says enough
	message, known := errorMessage(text)
	return &APIError{
		Request: request, Status: response.StatusCode, Message: message, BackupServer: isBackupServer(text), foreign: !known,
	}
}

// errorMessage takes EM's message whole and leaves its stack trace behind.
// Observed: {"FirstChanceExceptionMessage", "Message", "StackTrace", "Status", "StatusCode"} and <Error Message="">.
// known is false for a body that is not EM's, whose beginning is the message.
func errorMessage(text []byte) (message string, known bool) {
	text = bytes.TrimSpace(bytes.TrimPrefix(text, byteOrderMark))
	var asJSON struct{ Message, FirstChanceExceptionMessage string }
	if json.Unmarshal(text, &asJSON) == nil {
		return firstText(asJSON.Message, asJSON.FirstChanceExceptionMessage), true
	}
	var asXML struct {
		XMLName     xml.Name `xml:"Error"`
		Message     string   `xml:"Message,attr"`
		FirstChance string   `xml:"FirstChanceExceptionMessage"`
	}
	if xml.Unmarshal(text, &asXML) == nil {
		return firstText(asXML.Message, asXML.FirstChance), true
	}
	return string(text), false
}

// isBackupServer recognizes the errors of Veeam Backup & Replication's own REST API: {"errorCode", "message", "resourceId"}
// (https://helpcenter.veeam.com/docs/vbr/rest/errors.html).
func isBackupServer(text []byte) bool {
	var body struct {
		ErrorCode *string `json:"errorCode"`
	}
	return json.Unmarshal(bytes.TrimPrefix(text, byteOrderMark), &body) == nil && body.ErrorCode != nil
}

func firstText(texts ...string) string {
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" {
			return text
		}
	}
	return ""
}

// redirectTarget is the scheme and host of Location: its path may hold anything.
func redirectTarget(response *http.Response) string {
	location, err := response.Request.URL.Parse(response.Header.Get("Location"))
	if err != nil || response.Header.Get("Location") == "" {
		return "nowhere (no usable Location header)"
	}
	return (&url.URL{Scheme: location.Scheme, Host: location.Host}).String()
}

// excerptOf is the beginning of a body that is not EM's, on one line.
func excerptOf(text string) string {
	excerpt := strings.Map(func(r rune) rune {
		if r < ' ' || r == utf8.RuneError {
			return ' '
		}
		return r
	}, text)
	excerpt = strings.Join(strings.Fields(excerpt), " ")
	runes := []rune(excerpt)
	return string(runes[:min(len(runes), maxExcerpt)])
}
