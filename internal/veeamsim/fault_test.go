package veeamsim

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"
)

// send asks a listening server for a path. It leaves compressed bodies as they are.
func send(t *testing.T, ctx context.Context, s *Server, path, token string) (*http.Response, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL()+"/api"+path, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "application/json")
	r.Header.Set("X-RestSvcSessionId", token)
	transport := &http.Transport{DisableKeepAlives: true, DisableCompression: true}
	return transport.RoundTrip(r)
}

// visit sends, and reads what comes.
func visit(t *testing.T, ctx context.Context, s *Server, path, token string) (*http.Response, []byte, error) {
	t.Helper()
	response, err := send(t, ctx, s, path, token)
	if err != nil {
		return nil, nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response, body, err
}

const jobPath = "/jobs/" + job1

// faulty is a listening server with one fault, a token, and the undamaged body of jobPath.
func faulty(t *testing.T, fault Fault) (*Server, string, string) {
	t.Helper()
	c := newClient(t, Config{})
	sound := c.get(jobPath)
	c.server.AddRule(Rule{Name: "fault", Path: jobPath, Fault: fault})
	if err := c.server.Start(""); err != nil {
		t.Fatal(err)
	}
	return c.server, c.token, sound
}

func TestResets(t *testing.T) {
	t.Parallel()
	s, token, _ := faulty(t, Fault{Kind: ResetBefore})
	_, _, err := visit(t, t.Context(), s, jobPath, token)
	if !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("%s gives %v", ResetBefore, err)
	}
	last := s.Requests()[len(s.Requests())-1]
	equal(t, "record", []any{last.Status, last.Rule}, []any{0, "fault"})

	s, token, sound := faulty(t, Fault{Kind: ResetInBody})
	response, body, err := visit(t, t.Context(), s, jobPath, token)
	if !errors.Is(err, syscall.ECONNRESET) {
		t.Fatalf("%s gives %v", ResetInBody, err)
	}
	equal(t, "status", response.StatusCode, 200)
	equal(t, "half the body", string(body), sound[:len(sound)/2])
}

func TestCutBodies(t *testing.T) {
	t.Parallel()
	s, token, sound := faulty(t, Fault{Kind: CutRightLength})
	half := sound[:len(sound)/2]
	response, body, err := visit(t, t.Context(), s, jobPath, token)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "right length", []any{response.ContentLength, string(body)}, []any{len(half), half})

	s, token, _ = faulty(t, Fault{Kind: CutWrongLength})
	response, body, err = visit(t, t.Context(), s, jobPath, token)
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%s gives %v", CutWrongLength, err)
	}
	equal(t, "wrong length", []any{response.ContentLength, string(body)}, []any{len(sound), half})
}

func TestGzip(t *testing.T) {
	t.Parallel()
	s, token, sound := faulty(t, Fault{Kind: Gzip})
	response, body, err := visit(t, t.Context(), s, jobPath, token)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "encoding", response.Header.Get("Content-Encoding"), "gzip")
	unpacked, err := unpack(body)
	equal(t, "body", []any{unpacked, err}, []any{sound, nil})

	s, token, _ = faulty(t, Fault{Kind: BrokenGzip})
	response, body, err = visit(t, t.Context(), s, jobPath, token)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "encoding", response.Header.Get("Content-Encoding"), "gzip")
	if _, err := unpack(body); err == nil {
		t.Error("the broken body unpacks")
	}
}

func unpack(packed []byte) (string, error) {
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return "", err
	}
	plain, err := io.ReadAll(reader)
	return string(plain), err
}

func TestSlowBody(t *testing.T) {
	t.Parallel()
	s, token, sound := faulty(t, Fault{Kind: SlowBody, Delay: time.Microsecond})
	_, body, err := visit(t, t.Context(), s, jobPath, token)
	equal(t, "whole", []any{string(body), err}, []any{sound, nil})

	s, token, _ = faulty(t, Fault{Kind: SlowBody, Delay: time.Hour})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	response, err := send(t, ctx, s, jobPath, token)
	if err != nil {
		t.Fatal(err) // the headers come at once
	}
	defer response.Body.Close()
	cancel()
	if _, err := io.ReadAll(response.Body); !errors.Is(err, context.Canceled) {
		t.Errorf("a body that never comes gives %v", err)
	}
}

func TestHangEndsWithTheClientAndWithClose(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]Config{
		"hang":    {Rules: []Rule{{Path: jobPath, Fault: Fault{Kind: Hang}}}},
		"delay":   {Rules: []Rule{{Path: jobPath, Fault: Fault{Delay: time.Hour}}}},
		"latency": {Latency: time.Hour},
	} {
		arrived := make(chan struct{}, 1)
		config.Clock = func() time.Time {
			select {
			case arrived <- struct{}{}: // every request asks for the time
			default:
			}
			return noon
		}
		s := newServer(t, config)
		if err := s.Start(""); err != nil {
			t.Fatal(err)
		}
		failed := func(ctx context.Context) chan error {
			failure := make(chan error, 1)
			go func() {
				_, _, err := visit(t, ctx, s, jobPath, "none")
				failure <- err
			}()
			<-arrived
			return failure
		}
		ctx, cancel := context.WithCancel(t.Context())
		failure := failed(ctx)
		cancel()
		if err := <-failure; !errors.Is(err, context.Canceled) {
			t.Errorf("%s: cancelling gives %v", name, err)
		}
		failure = failed(t.Context())
		s.Close()
		if err := <-failure; err == nil {
			t.Errorf("%s: a closed server has answered", name)
		}
	}
}

func TestCloseEndsRequestsOfAServerWithoutAPort(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]Fault{"hang": {Kind: Hang}, "delay": {Delay: time.Hour}} {
		c := newClient(t, Config{})
		c.server.AddRule(Rule{Path: "/jobs", Fault: fault})
		ended := make(chan any)
		go func() {
			defer func() { ended <- recover() }()
			c.status("GET", "/jobs")
		}()
		c.server.Close()
		if reason, _ := (<-ended).(error); !errors.Is(reason, http.ErrAbortHandler) {
			t.Errorf("%s: the handler ended with %v", name, reason)
		}
	}
}

func TestAnswersOfOthers(t *testing.T) {
	t.Parallel()
	for kind, want := range map[FaultKind]struct{ contentType, prefix string }{
		HTML:      {"text/html; charset=utf-8", "<!DOCTYPE html>"},
		XML:       {"application/xml; charset=utf-8", `<?xml version="1.0" encoding="utf-8"?><EntityRef xmlns="http://www.veeam.com/ent/v1.0" UID=`},
		EmptyBody: {"application/json; charset=utf-8", ""},
	} {
		s, token, _ := faulty(t, Fault{Kind: kind})
		response, body, err := visit(t, t.Context(), s, jobPath, token)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, string(kind), []any{response.StatusCode, response.Header.Get("Content-Type")}, []any{200, want.contentType})
		if !strings.HasPrefix(string(body), want.prefix) || kind == EmptyBody && len(body) > 0 {
			t.Errorf("%s is %s", kind, body)
		}
	}
	s, token, _ := faulty(t, Fault{Kind: Garbage})
	response, body, err := visit(t, t.Context(), s, jobPath, token)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "garbage", []any{response.Header.Get("Content-Type"), len(body)}, []any{"application/json; charset=utf-8", 20 << 20})
}

func TestTwistedEntities(t *testing.T) {
	t.Parallel()
	for kind, check := range map[FaultKind]func(body string) bool{
		UnknownFields: func(body string) bool {
			return strings.Count(body, `{"immutableUntilUTC":"2199-01-01T00:00:00Z","insights":{"score":7,"hints":["a","b"],"owner":null},"jobSessionUid":`) == 2
		},
		NullFields: func(body string) bool {
			return strings.HasPrefix(body, `{"backupTaskSessions":[{"jobSessionUid":null,"creationTimeUTC":null,`) &&
				strings.Count(body, `"uid":null,"links":null,"href":null,"type":null}`) == 2
		},
		WrongType: func(body string) bool {
			return strings.Count(body, `"creationTimeUTC":20260615,`) == 2 && strings.Contains(body, `"totalSize":"12884901888"`)
		},
	} {
		c := newClient(t, Config{Rules: []Rule{{Path: "/backupSessions/*/*", Fault: Fault{Kind: kind}}}})
		if body := c.get("/backupSessions/" + session1 + "/taskSessions?format=Entity"); !check(body) {
			t.Errorf("%s: %s", kind, body)
		}
	}
}

func TestNoToken(t *testing.T) {
	t.Parallel()
	c := &client{t: t, server: newServer(t, Config{Rules: []Rule{{Fault: Fault{Kind: NoToken}}}})}
	answer := c.do(c.logonRequest(DefaultAccount.Username, DefaultAccount.Password))
	equal(t, "answer", []any{answer.status, answer.header.Values("X-RestSvcSessionId"), answer.header.Values("Set-Cookie")}, []any{201, nil, nil})
	equal(t, "logons", c.server.Logons(), 1)
}

func TestNoTokenOnTheWire(t *testing.T) {
	t.Parallel()
	s := started(t, Config{Rules: []Rule{{Fault: Fault{Kind: NoToken}}}})
	status, header, _ := raw(t, s, post("/api/sessionMngr/")+"Content-Length: 0\n\n")
	equal(t, "status", status, "201 Created")
	if all := strings.ToLower(strings.Join(header, "\n")); strings.Contains(all, "x-restsvcsessionid") {
		t.Errorf("there is a token: %s", all)
	}
}
