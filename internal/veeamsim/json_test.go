package veeamsim

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestCamelCase(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"UID": "uid", "CreationTimeUTC": "creationTimeUTC", "VmUid": "vmUid", "NASJobs": "nasJobs",
		"PagingInfo": "pagingInfo", "ACL": "acl", "FSFileExcludeOptions": "fsFileExcludeOptions", "Name": "name",
	} {
		equal(t, name, string(appendCamelCase(nil, name)), want)
	}
}

func TestJSONTextSurvivesTheRoundTrip(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "plain", "wörd €\U0001F600", "a\"b\\c\n\r\t\x01\x1f/<>&", "\u2028"} {
		var back string
		if err := json.Unmarshal(appendJSONText(nil, text), &back); err != nil || back != text {
			t.Errorf("%q came back as %q, %v", text, back, err)
		}
	}
	equal(t, "broken UTF-8", string(appendJSONText(nil, "a\xffb")), "\"a\ufffdb\"")
}

func TestByteOrderMarkBeginsEveryJSONBodyAndNoOther(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{ByteOrderMark: true})
	for path, want := range map[string]string{"/jobs": "\xEF\xBB\xBF{", "/nothing": "\xEF\xBB\xBF{"} {
		if body := c.do(c.request("GET", path)).body; !strings.HasPrefix(body, want) {
			t.Errorf("%s begins with %q", path, body[:min(8, len(body))])
		}
	}
	r := c.request("GET", "/jobs")
	r.Header.Set("Accept", "application/xml")
	if body := c.do(r).body; !strings.HasPrefix(body, "<?xml") {
		t.Errorf("XML begins with %q", body[:8])
	}
}

func TestFormatFollowsAccept(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	for accept, want := range map[string]string{
		"":                 "application/xml; charset=utf-8",
		"*/*":              "application/xml; charset=utf-8",
		"application/xml":  "application/xml; charset=utf-8",
		"application/json": "application/json; charset=utf-8",
		"Application/JSON; q=0.9, application/xml": "application/json; charset=utf-8",
		"application/xml, application/json":        "application/json; charset=utf-8",
	} {
		r := c.request("GET", "/jobs")
		r.Header.Set("Accept", accept)
		equal(t, "Accept "+accept, c.do(r).header.Get("Content-Type"), want)
	}
}

func TestErrorBodies(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	answer := c.do(c.request("GET", "/jobs/"+unknown))
	equal(t, "type", answer.header.Get("Content-Type"), "application/json")
	equal(t, "JSON", answer.body, `{"firstChanceExceptionMessage":null,"message":"The Job is not found.",`+
		`"stackTrace":null,"status":null,"statusCode":404}`)
	c.server.AddRule(Rule{Path: "/jobs", Times: 1, Fault: Fault{Status: 500}})
	const reference = "Object reference not set to an instance of an object."
	equal(t, "JSON of a 500", c.do(c.request("GET", "/jobs")).body, `{"firstChanceExceptionMessage":"`+reference+`",`+
		`"message":"`+reference+`","stackTrace":null,"status":null,"statusCode":500}`)
	c = newClient(t, Config{XMLErrors: true})
	answer = c.do(c.request("GET", "/jobs/"+unknown))
	equal(t, "type", answer.header.Get("Content-Type"), "application/xml; charset=utf-8")
	want := `<Error xmlns="http://www.veeam.com/ent/v1.0" Message="The Job is not found." StatusCode="404"/>`
	if !strings.Contains(answer.body, want) {
		t.Errorf("XML error is %s", answer.body)
	}
	if body := c.get("/jobs"); !strings.HasPrefix(body, "{") {
		t.Errorf("with XMLErrors a good answer is not JSON: %s", body)
	}
}
