package veeamclient_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// TestAnswersThatAreNotBelieved: each of these would be a wrong "all is well" if it passed for an empty list.
func TestAnswersThatAreNotBelieved(t *testing.T) {
	row := func(members string) string { return `{"BackupTaskSessions":[{` + members + `}]}` }
	for name, c := range map[string]struct{ contentType, body, problem string }{
		"empty body":       {"application/json", "", "the answer is empty"},
		"null":             {"application/json", "null", "the JSON has no BackupTaskSessions"},
		"other object":     {"application/json", `{"Jobs":[]}`, "the JSON has no BackupTaskSessions"},
		"an array":         {"application/json", `[]`, "the JSON has [ where { was expected"},
		"list is object":   {"application/json", `{"BackupTaskSessions":{}}`, "the JSON has { where [ was expected"},
		"cut in the list":  {"application/json", build13[:len(build13)/2], "the JSON is cut short"},
		"cut at the end":   {"application/json", strings.TrimSuffix(build13, "}"), "the JSON is cut short"},
		"more behind":      {"application/json", build13 + "{}", "there is more behind the end of the JSON"},
		"HTML":             {"text/html", "<html><body>Log on</body></html>", "the answer is not JSON"},
		"HTML as JSON":     {"application/json", "<html>", "the JSON cannot be read"},
		"XML":              {"application/xml", `<BackupTaskSessions/>`, "the answer is not JSON"},
		"no UID":           {"application/json", row(`"State":"Completed","CreationTimeUTC":"2026-06-15T23:20:45Z"`), "row 1 of BackupTaskSessions has no UID"},
		"UID of a name":    {"application/json", row(`"UID":"urn:veeam:CatalogVm:web01","State":"Completed","CreationTimeUTC":"2026-06-15T23:20:45Z"`), "has no UID"},
		"no State":         {"application/json", row(`"UID":"` + taskUID + `","CreationTimeUTC":"2026-06-15T23:20:45Z"`), "has no State"},
		"no creation time": {"application/json", row(`"UID":"` + taskUID + `","State":"Completed","CreationTimeUTC":null`), "has no CreationTimeUTC"},
		"wrong type":       {"application/json", row(`"UID":"` + taskUID + `","TotalSize":"much"`), "the JSON cannot be read"},
		"an entity twice":  {"application/json", `{"BackupTaskSessions":[` + queryRow + "," + queryRow + `]}`, "the JSON has an entity twice"},
		"page 1 of 7":      {"application/json", `{"BackupTaskSessions":[` + queryRow + `],"PagingInfo":{"PageNum":1,"PageSize":1,"PagesCount":7}}`, "the JSON is page 1 of 7"},
		"row is null":      {"application/json", `{"BackupTaskSessions":[null]}`, "row 1 of BackupTaskSessions has no UID"},
		"ref without UID":  {"application/json", `{"Refs":[{"Name":"x"}]}`, "a reference has no UID"},
	} {
		t.Run(name, func(t *testing.T) {
			server := scripted(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", c.contentType)
				_, _ = w.Write([]byte(c.body))
			})
			_, err := readSession(t, connect(t, server.URL))
			var wrong *veeamclient.AnswerError
			if !errors.As(err, &wrong) {
				t.Fatalf("error is %T %v, want *AnswerError", err, err)
			}
			if !strings.Contains(wrong.Problem, c.problem) {
				t.Errorf("problem %q, want %q", wrong.Problem, c.problem)
			}
			if wrong.ContentType != c.contentType || wrong.Status != http.StatusOK {
				t.Errorf("came %d %q", wrong.Status, wrong.ContentType)
			}
			if len(c.body) > 0 && !strings.HasPrefix(c.body, wrong.Excerpt[:1]) {
				t.Errorf("excerpt %q", wrong.Excerpt)
			}
		})
	}
}

func TestExcerptIsBounded(t *testing.T) {
	server := scripted(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<p>" + strings.Repeat("é", 5000)))
	})
	_, err := readSession(t, connect(t, server.URL))
	var wrong *veeamclient.AnswerError
	if !errors.As(err, &wrong) {
		t.Fatal(err)
	}
	if want := "<p>" + strings.Repeat("é", 197); wrong.Excerpt != want {
		t.Errorf("excerpt has %d characters: %q", len([]rune(wrong.Excerpt)), wrong.Excerpt)
	}
}

func TestEmptyListIsAnAnswer(t *testing.T) {
	for name, body := range map[string]string{
		"one page": `{"BackupTaskSessions":[],"PagingInfo":{"PageNum":1,"PageSize":100,"PagesCount":1}}`,
		"empty":    `{"BackupTaskSessions":[]}`, "null": `{"backupTaskSessions":null}`, "no references": `{"Refs":[]}`,
	} {
		t.Run(name, func(t *testing.T) {
			asked := 0
			server := scripted(t, func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, "/taskSessions") {
					answer(body)(w, r)
					return
				}
				asked++
				answer(`{"UID":"urn:veeam:BackupJobSession:`+sessionID+`","State":"Stopped","CreationTimeUTC":"2026-06-15T22:00:00Z"}`)(w, r)
			})
			rows, _, err := connect(t, server.URL).BackupTaskSessionsWithJobs(t.Context(), veeamclient.TaskSessionScope{SessionID: sessionID})
			if err != nil || len(rows) != 0 {
				t.Fatalf("%v, %v", rows, err)
			}
			if asked != 1 {
				t.Errorf("the session itself was asked for %d times, want once", asked)
			}
		})
	}
}

func TestErrorBodies(t *testing.T) {
	const trace = "at Veeam.Backup.Enterprise"
	for name, c := range map[string]struct{ contentType, body, message string }{
		"JSON of 12": {"application/json", `{"FirstChanceExceptionMessage":null,"Message":"Job \"x\" is gone","StackTrace":"` + trace + `","Status":null,"StatusCode":400}`,
			`Job "x" is gone`},
		"JSON of 13":   {"application/json", `{"firstChanceExceptionMessage":null,"message":"gone","stackTrace":"` + trace + `","statusCode":400}`, "gone"},
		"first chance": {"application/json", `{"FirstChanceExceptionMessage":"inner","Message":"","StackTrace":null}`, "inner"},
		"XML": {"application/xml",
			`<?xml version="1.0"?><Error xmlns="http://www.veeam.com/ent/v1.0" Message="gone &amp; away" StatusCode="400">` +
				`<FirstChanceExceptionMessage>x</FirstChanceExceptionMessage><StackTrace>` + trace + `</StackTrace></Error>`, "gone & away"},
		"XML said to be JSON": {"application/json", "\xEF\xBB\xBF<Error Message=\"gone\" StatusCode=\"400\"/>", "gone"},
		"HTML":                {"text/html", "<html>\n<h1>Bad  Gateway</h1></html>", "<html> <h1>Bad Gateway</h1></html>"},
		"empty":               {"", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			server := scripted(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", c.contentType)
				w.WriteHeader(http.StatusBadRequest)
				_, _ = w.Write([]byte(c.body))
			})
			_, err := readSession(t, connect(t, server.URL))
			var api *veeamclient.APIError
			if !errors.As(err, &api) {
				t.Fatalf("error is %T %v", err, err)
			}
			if api.Status != http.StatusBadRequest || api.Message != c.message {
				t.Errorf("status %d, message %q; want %q", api.Status, api.Message, c.message)
			}
			if want := "GET /api/backupSessions/" + sessionID + "/taskSessions?format=Entity"; api.Request.String() != want {
				t.Errorf("request %q, want %q", api.Request, want)
			}
			if strings.Contains(err.Error(), trace) {
				t.Errorf("the stack trace reached the user: %v", err)
			}
		})
	}
}

func TestErrorBodyIsBounded(t *testing.T) {
	server := scripted(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"Message":"` + strings.Repeat("x", 64<<10) + `"}`))
	})
	_, err := readSession(t, connect(t, server.URL))
	var api *veeamclient.APIError
	if !errors.As(err, &api) {
		t.Fatal(err)
	}
	// The JSON is cut at 64 KiB, so it is shown as what it begins with.
	if want := (`{"Message":"` + strings.Repeat("x", 200))[:200]; api.Message != want {
		t.Errorf("message %q", api.Message)
	}
}

func TestErrorsIs(t *testing.T) {
	known := map[int]error{
		http.StatusUnauthorized: veeamclient.ErrUnauthorized,
		http.StatusForbidden:    veeamclient.ErrForbidden,
		http.StatusNotFound:     veeamclient.ErrNotFound,
		http.StatusBadRequest:   errors.New("none of them"),
	}
	for status := range known {
		server := scripted(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		_, err := readSession(t, connect(t, server.URL))
		for other, target := range known {
			if want := other == status && status != http.StatusBadRequest; errors.Is(err, target) != want {
				t.Errorf("status %d: errors.Is(%v, %v) is %v", status, err, target, !want)
			}
		}
	}
}

// TestErrorsOfALogon: three statuses say that there is no API to log on to; elsewhere they don't.
func TestErrorsOfALogon(t *testing.T) {
	for status, want := range map[int]bool{
		http.StatusNotFound: true, http.StatusMethodNotAllowed: true, http.StatusNotImplemented: true, http.StatusForbidden: false, http.StatusBadRequest: false,
	} {
		for _, logon := range []bool{true, false} {
			err := &veeamclient.APIError{Status: status, Logon: logon}
			if errors.Is(err, veeamclient.ErrNoLogon) != (want && logon) {
				t.Errorf("%d, at the logon %t: %t", status, logon, !want)
			}
			if errors.Is(err, veeamclient.ErrBadRequest) != (status == http.StatusBadRequest && !logon) {
				t.Errorf("%d, at the logon %t: a bad request", status, logon)
			}
		}
	}
}

// TestTextOfAnError: EM's message stands behind the status, where there is one.
func TestTextOfAnError(t *testing.T) {
	for message, want := range map[string]string{"": "GET /api/jobs: 404 Not Found", "gone": "GET /api/jobs: 404 Not Found: gone"} {
		err := &veeamclient.APIError{Request: veeamclient.Request{Method: http.MethodGet, Path: "/api/jobs"}, Status: http.StatusNotFound, Message: message}
		if err.Error() != want {
			t.Errorf("%q, want %q", err, want)
		}
	}
}

func TestRedirectIsNotFollowed(t *testing.T) {
	elsewhere := scripted(t, func(http.ResponseWriter, *http.Request) { t.Error("the redirect was followed") })
	server := scripted(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, elsewhere.URL+"/secret-path?token=x", http.StatusFound)
	})
	_, err := readSession(t, connect(t, server.URL))
	var redirect *veeamclient.RedirectError
	if !errors.As(err, &redirect) {
		t.Fatalf("error is %T %v", err, err)
	}
	if redirect.Target != elsewhere.URL || redirect.Status != http.StatusFound {
		t.Errorf("target %q, status %d", redirect.Target, redirect.Status)
	}
}
