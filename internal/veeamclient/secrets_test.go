package veeamclient_test

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// What the tests below keep secret. The password holds what JSON, XML, HTML, URLs and Go's quotes write otherwise.
const (
	secretUser     = `LAB\auditor`
	secretPassword = `kn<o>wn-"Pass\w0rd&:ß'`
	secretToken    = "c2VjcmV0LXRva2VuLW9mLWEtc2Vzc2lvbg=="
	secretID       = "5EC4E7AA-0325-4119-b789-5c0367c6c565"
	proxyPassword  = "pr0xy+Secret=%"
)

// secretsOf are the spellings of secrets that a page may have, by where they are first known.
func secretsOf() (login, session, proxy []string) {
	pair := base64.StdEncoding.EncodeToString([]byte(secretUser + ":" + secretPassword))
	proxyPair := base64.StdEncoding.EncodeToString([]byte("gatekeeper:" + proxyPassword))
	inJSON, _ := json.Marshal(secretPassword)
	var inXML bytes.Buffer
	_ = xml.EscapeText(&inXML, []byte(secretPassword))
	login = []string{
		secretPassword, pair, url.QueryEscape(pair), html.EscapeString(secretPassword), url.QueryEscape(secretPassword), url.PathEscape(secretPassword),
		strings.Trim(string(inJSON), `"`), inXML.String(), strings.Trim(strconv.Quote(secretPassword), `"`), `kn<o>wn-"Pass\w0rd&:?'`, "kn<o>wn-\"Pass\\w0rd&:\u00c3\u009f'",
	}
	session = []string{
		secretToken, url.QueryEscape(secretToken), secretID, strings.ToLower(secretID), strings.ReplaceAll(secretID, "-", ""),
		base64.StdEncoding.EncodeToString([]byte(secretID)),
	}
	return login, session, []string{proxyPassword, proxyPair, url.QueryEscape(proxyPassword)}
}

// echoed is a request with all that it says, and the secrets that are known by then in every spelling, as a debug page has it.
func echoed(r *http.Request) string {
	dump, _ := httputil.DumpRequest(r, true)
	known, session, _ := secretsOf()
	if r.Method != http.MethodPost {
		known = append(known, session...)
	}
	return string(dump) + strings.Join(known, "\n")
}

// echoes are answers that show it, by hand: net/http sends no reason phrase of ours, and no broken header.
var echoes = map[string]func(text string) string{
	"JSON error": func(text string) string {
		body, _ := json.Marshal(map[string]any{"Message": text, "StackTrace": text, "StatusCode": 400})
		return httpAnswer("400 Bad Request", "application/json", string(body))
	},
	"first chance": func(text string) string {
		body, _ := json.Marshal(map[string]any{"FirstChanceExceptionMessage": text})
		return httpAnswer("403 Forbidden", "application/json", string(body))
	},
	"XML error": func(text string) string {
		var escaped bytes.Buffer
		_ = xml.EscapeText(&escaped, []byte(text))
		return httpAnswer("404 Not Found", "application/xml", `<Error Message="`+escaped.String()+`"/>`)
	},
	"page of 400": func(text string) string { return httpAnswer("400 Bad Request", "text/html", "<pre>"+text) },
	"page of 407": func(text string) string {
		return httpAnswer("407 Denied "+oneLine(text), "text/html", html.EscapeString(text))
	},
	"page of 200":  func(text string) string { return httpAnswer("200 OK", "text/html", text) },
	"escaped page": func(text string) string { return httpAnswer("200 OK", "text/html", "<pre>"+html.EscapeString(text)) },
	"spaced page": func(text string) string {
		return httpAnswer("200 OK", "text/html", strings.ReplaceAll(text, "\n", strings.Repeat(" ", 90)))
	},
	"text as JSON": func(text string) string { return httpAnswer("200 OK", "application/json", text) },
	"name in JSON": func(text string) string {
		return httpAnswer("200 OK", "application/json", `{`+quotedJSON(text)+`:[1]}`)
	},
	"twice in JSON": func(text string) string {
		return httpAnswer("200 OK", "application/json", `{`+quotedJSON(text)+`:1,`+quotedJSON(text)+`:2}`)
	},
	"text for list": func(text string) string {
		return httpAnswer("200 OK", "application/json", `{"BackupTaskSessions":`+quotedJSON(text)+`}`)
	},
	"UID in JSON": func(text string) string {
		return httpAnswer("200 OK", "application/json", `{"BackupTaskSessions":[{"UID":`+quotedJSON(text)+`}]}`)
	},
	"time in JSON": func(text string) string {
		return httpAnswer("200 OK", "application/json", `{"BackupTaskSessions":[{"CreationTimeUTC":`+quotedJSON(text)+`}]}`)
	},
	"content type": func(text string) string { return httpAnswer("200 OK", "text/"+oneLine(text), "") },
	"redirect": func(text string) string {
		return "HTTP/1.1 302 Found\r\nLocation: https://" + secretToken + ".example/" + oneLine(text) + "\r\nContent-Length: 0\r\n\r\n"
	},
	"cache": func(text string) string {
		return "HTTP/1.1 200 OK\r\nAge: 90000 " + oneLine(text) + "\r\nVia: " + oneLine(text) + "\r\nContent-Length: 0\r\n\r\n"
	},
	"reason phrase": func(text string) string { return "HTTP/1.1 418 " + oneLine(text) + "\r\nContent-Length: 0\r\n\r\n" },
	"no HTTP":       func(text string) string { return text },
	"broken status": func(text string) string { return "HTTP/1.1 " + oneLine(text) + "\r\n\r\n" },
	"broken header": func(text string) string { return "HTTP/1.1 200 OK\r\n" + oneLine(text) + "\r\n\r\n" },
	"broken length": func(text string) string { return "HTTP/1.1 200 OK\r\nContent-Length: " + oneLine(text) + "\r\n\r\n" },
	"broken coding": func(text string) string { return "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + oneLine(text) + "\r\n\r\n" },
	"cut in secret": func(string) string { return httpAnswer("200 OK", "text/html", strings.Repeat(" ", 780)+secretPassword) },
	"cut in token":  func(string) string { return httpAnswer("500 Oops", "text/html", strings.Repeat("x", 195)+secretToken) },
	"Retry-After": func(text string) string {
		return "HTTP/1.1 429 Wait\r\nRetry-After: " + oneLine(text) + "\r\nContent-Length: 0\r\n\r\n"
	},
	"chunk": func(text string) string {
		return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + oneLine(text) + "\r\n"
	},
	"no JSON at all": func(string) string { return httpAnswer("200 OK", "application/json", secretPassword) },
}

// sentByTheAnswer are those that hold a token of their own, which nobody knows at the logon.
var sentByTheAnswer = map[string]bool{"redirect": true, "cut in token": true}

func httpAnswer(status, contentType, body string) string {
	return fmt.Sprintf("HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", status, contentType, len(body), body)
}

func oneLine(text string) string { return strings.NewReplacer("\r", " ", "\n", " ").Replace(text) }

func quotedJSON(text string) string {
	quoted, _ := json.Marshal(text)
	return string(quoted)
}

// TestSecretsAreReplaced echoes every secret through every kind of body, header and reason phrase, at the logon, at reads and at the
// logoff, and finds none in an error or in a log record of any level.
func TestSecretsAreReplaced(t *testing.T) {
	for name, answer := range echoes {
		for _, method := range []string{http.MethodPost, http.MethodGet, http.MethodDelete} {
			t.Run(name+"/"+method, func(t *testing.T) {
				t.Parallel()
				server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					switch r.Method {
					case method:
						connection, _, err := http.NewResponseController(w).Hijack()
						if err != nil {
							t.Error(err)
							return
						}
						_, _ = connection.Write([]byte(answer(echoed(r))))
						_ = connection.Close()
					case http.MethodPost:
						w.Header().Set("X-RestSvcSessionId", secretToken)
						w.Header().Set("Content-Type", "application/json")
						w.WriteHeader(http.StatusCreated)
						_, _ = w.Write([]byte(`{"SessionId":"` + secretID + `"}`))
					}
				}))
				defer server.Close()
				var log bytes.Buffer
				client := connect(t, server.URL, func(c *veeamclient.Config) {
					c.Username, c.Password, c.MaxRetries = secretUser, secretPassword, 1
					c.Logger = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.Level(-8)}))
				})
				_, err := client.BackupTaskSessions(t.Context(), veeamclient.TaskSessionScope{SessionID: sessionID})
				if err == nil && method != http.MethodDelete {
					t.Error("the answer was believed")
				}
				texts := []string{fmt.Sprintf("%v %+v", err, err), fmt.Sprint(client.Close(t.Context())), log.String()}
				login, session, _ := secretsOf()
				for _, secret := range append(login, session...) {
					if strings.Contains(strings.Join(texts, "\n"), secret) && (method != http.MethodPost || !sentByTheAnswer[name]) {
						t.Errorf("%q is in %.2000q", secret, texts)
					}
				}
				if strings.Contains(texts[0], `kn<o>`) || strings.ContainsAny(texts[0], "\n\x1b") {
					t.Errorf("part of a secret, or a line end, is in %q", texts[0])
				}
			})
		}
	}
}

// TestSecretsOfAProxy: a proxy that refuses shows its own login, and Enterprise Manager's where it reads the requests.
func TestSecretsOfAProxy(t *testing.T) {
	for name, answer := range map[string]string{
		"reason phrase": "HTTP/1.1 407 Denied to gatekeeper:" + proxyPassword + " " +
			base64.StdEncoding.EncodeToString([]byte("gatekeeper:"+proxyPassword)) + "\r\nContent-Length: 0\r\n\r\n",
		"no HTTP": "denied to " + url.QueryEscape(proxyPassword) + "\r\n\r\n",
		"body":    httpAnswer("502 Bad Gateway", "text/html", "denied to "+proxyPassword),
	} {
		for _, endpoint := range []string{"https://em.example.com:9398", "http://em.example.com:9399"} {
			t.Run(name+"/"+endpoint, func(t *testing.T) {
				listener, err := net.Listen("tcp", "127.0.0.1:0")
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = listener.Close() }()
				go func() {
					for {
						connection, err := listener.Accept()
						if err != nil {
							return
						}
						_, _ = http.ReadRequest(bufio.NewReader(connection))
						_, _ = connection.Write([]byte(answer))
						_ = connection.Close()
					}
				}()
				var log bytes.Buffer
				client := connect(t, endpoint, func(c *veeamclient.Config) {
					c.Proxy = &url.URL{Scheme: "http", Host: listener.Addr().String(), User: url.UserPassword("gatekeeper", proxyPassword)}
					c.Logger, c.MaxRetries = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})), -1
				})
				_, err = readSession(t, client)
				said := fmt.Sprint(err) + log.String()
				if err == nil || name == "reason phrase" && strings.HasPrefix(endpoint, "https") && !strings.Contains(said, "Denied to *** ***") {
					t.Errorf("nothing was replaced: %s", said)
				}
				_, _, proxy := secretsOf()
				for _, secret := range proxy {
					if strings.Contains(said, secret) {
						t.Errorf("%q is in %q", secret, said)
					}
				}
			})
		}
	}
}

// TestShortTextsOfOthers: nobody but Enterprise Manager writes long messages into ours, and no control character reaches a terminal.
func TestShortTextsOfOthers(t *testing.T) {
	long := strings.Repeat("n", 1<<20)
	for name, answer := range map[string]string{
		"member":       httpAnswer("200 OK", "application/json", `{"BackupTaskSessions":[],"`+long+`\u001b":[1]}`),
		"text":         httpAnswer("200 OK", "application/json", `{"BackupTaskSessions":"`+long+`\u001b"}`),
		"content type": httpAnswer("200 OK", "text/"+long[:100000], "\x1b[2J\a\x7f"),
		"message":      httpAnswer("400 Bad Request", "application/json", `{"Message":"first\u001b[2J\r\n  second\u202e"}`),
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodGet {
				w.Header().Set("X-RestSvcSessionId", secretToken)
				return
			}
			connection, _, _ := http.NewResponseController(w).Hijack()
			_, _ = connection.Write([]byte(answer))
			_ = connection.Close()
		}))
		_, err := readSession(t, connect(t, server.URL))
		server.Close()
		var api *veeamclient.APIError
		if errors.As(err, &api) && api.Message != `first\x1b[2J second\u202e` {
			t.Errorf("%s: %q", name, api.Message)
		}
		if err == nil || len(err.Error()) > 2000 || strings.ContainsAny(err.Error(), "\x1b\a\x7f\r\n\u202e") {
			t.Errorf("%s: %.3000q", name, fmt.Sprint(err))
		}
	}
}
