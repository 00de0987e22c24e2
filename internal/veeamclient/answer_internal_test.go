package veeamclient

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/iotest"
)

// TestRedirectsAndErrors: 300 to 399 lead elsewhere, every other status is EM's answer.
func TestRedirectsAndErrors(t *testing.T) {
	for status, elsewhere := range map[int]bool{201: false, 299: false, 300: true, 399: true, 400: false} {
		err := readAPIError(&http.Response{
			StatusCode: status, Body: io.NopCloser(strings.NewReader("")), Request: &http.Request{Method: http.MethodGet, URL: &url.URL{}}, Header: http.Header{},
		})
		var redirect *RedirectError
		if errors.As(err, &redirect) != elsewhere {
			t.Errorf("%d: %T", status, err)
		}
	}
}

// TestBackupServersErrors have an errorCode, which EM's have not.
func TestBackupServersErrors(t *testing.T) {
	for text, want := range map[string]bool{
		`{"errorCode":"NotFound","message":"x"}`: true, "\xEF\xBB\xBF" + `{"errorCode":""}`: true, `{"Message":"x"}`: false, `{"errorCode":null}`: false,
		`{"errorCode":"NotFound"`: false, "<html>": false, "": false,
	} {
		if got := isBackupServer([]byte(text)); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}

// TestExcerptOfWhatIsNoJSON: the beginning is read for the message, though the decoder gave up at the first byte.
func TestExcerptOfWhatIsNoJSON(t *testing.T) {
	body := "<p>somebody else's page"
	excerpt, err := decodeJSON(&http.Response{Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}, func(d *decoder) error {
		return d.object(nil)
	})
	if excerpt != body || err == nil {
		t.Errorf("%q, %v", excerpt, err)
	}
}

// TestSourceInPieces: however the bytes come, a byte order mark in front is dropped and nothing else, and the beginning is kept.
func TestSourceInPieces(t *testing.T) {
	const mark = "\xEF\xBB\xBF"
	long := strings.Repeat("0123456789", 200)
	for text, want := range map[string]string{
		"": "", "{}": "{}", mark: "", mark + "{}": "{}", mark + mark + "{}": mark + "{}", "{" + mark: "{" + mark, "\xEF\xBB": "\xEF\xBB", "\xEF\xBB{}": "\xEF\xBB{}",
		long: long, mark + long: long,
	} {
		for name, pieces := range map[string]func(io.Reader) io.Reader{
			"whole": func(r io.Reader) io.Reader { return r }, "bytes": iotest.OneByteReader, "halves": iotest.HalfReader, "with its end": iotest.DataErrReader,
		} {
			s := &source{reader: pieces(strings.NewReader(text))}
			got, err := io.ReadAll(s)
			if string(got) != want || err != nil || s.broken != nil {
				t.Errorf("%q in %s: %q, %v, %v", text, name, got, err, s.broken)
			}
			if kept := want[:min(len(want), 4*maxExcerpt)]; string(s.head) != kept || s.bytes != int64(len(want)) {
				t.Errorf("%q in %s: %d bytes, of which %q is kept", text, name, s.bytes, s.head)
			}
		}
	}
}

// TestSourceOfFewBytes: a byte order mark is dropped where no more than its own bytes are asked for.
func TestSourceOfFewBytes(t *testing.T) {
	s, few := &source{reader: strings.NewReader("\xEF\xBB\xBF{}")}, make([]byte, 3)
	if n, err := s.Read(few); string(few[:n]) != "{}" || err != nil {
		t.Errorf("%q, %v", few[:n], err)
	}
}

// TestSourceThatBreaks: the connection's error is kept apart; the end of a body is none.
func TestSourceThatBreaks(t *testing.T) {
	broken := errors.New("reset")
	s := &source{reader: io.MultiReader(strings.NewReader("{"), iotest.ErrReader(broken))}
	if _, err := io.ReadAll(s); !errors.Is(err, broken) || !errors.Is(s.broken, broken) {
		t.Errorf("%v, kept %v", err, s.broken)
	}
}

// TestLongValues: a value of up to 8 MiB is read on, one byte more is refused.
func TestLongValues(t *testing.T) {
	for length, refused := range map[int]bool{maxValue: false, maxValue + 1: true} {
		s := &source{reader: bytes.NewReader([]byte("{}")), sinceValue: length}
		_, err := s.Read(make([]byte, 10))
		var wrong *formatError
		if errors.As(err, &wrong) != refused {
			t.Errorf("after %d bytes: %v", length, err)
		}
	}
}

// TestShortened: 500 characters are whole, of more the beginning is left.
func TestShortened(t *testing.T) {
	whole := strings.Repeat("é", 500)
	if shortened(whole) != whole || shortened(whole+"é") != whole+"..." {
		t.Errorf("%q, %q", shortened(whole), shortened(whole+"é"))
	}
}

// TestBeginningOfASecret: four characters of a secret at the end of what was cut off are taken for it, three are not, nor are others.
func TestBeginningOfASecret(t *testing.T) {
	var s secrets
	s.add("")
	if text := "nothing is known"; s.hide(text) != text || s.hideCut(text) != text {
		t.Errorf("%q", s.hide(text))
	}
	s.add("Wintermute")
	for text, want := range map[string]string{
		"of Wintermut": "of ***", "of Wint": "of ***", "of Win": "of Win", "of Wintermute": "of ***", "Wint of": "Wint of", "of wINTERMUTE!": "of ***!",
	} {
		if got := s.hideCut(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestSecretsOfASession: its id is one in base64, too, as tokens have been seen to be; a session without an id hides nothing by that.
func TestSecretsOfASession(t *testing.T) {
	var s secrets
	s.addSession(logonSession{})
	if text := "nothing is known"; s.hide(text) != text {
		t.Errorf("%q", s.hide(text))
	}
	s.addSession(logonSession{token: "a token", id: "15a3fc97-0325"})
	for _, text := range []string{"a token", "15a3fc97-0325", "15a3fc970325", base64.StdEncoding.EncodeToString([]byte("15a3fc97-0325"))} {
		if got := s.hide(text); got != hidden {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// TestASCIIOnly: the last character of ASCII stays.
func TestASCIIOnly(t *testing.T) {
	if got := asciiOnly("a\x7f\u0080é", '?'); got != "a\x7f??" {
		t.Errorf("%q", got)
	}
}
