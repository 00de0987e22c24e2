package veeamclient

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// hidden stands where a secret stood.
const hidden = "***"

// secrets are the texts that no error and no log record may show: the password and its pair with the user name, a proxy's, tokens and
// ids of logon sessions. Error pages have been seen to repeat a request with all its headers.
type secrets struct {
	mutex    sync.RWMutex
	spelled  []string // in every spelling, the longest first
	anywhere *regexp.Regexp
}

// addLogin adds a password, and the pair as HTTP's Basic authentication sends it.
func (s *secrets) addLogin(user, password string) {
	pair := user + ":" + password
	s.add(password, pair, base64.StdEncoding.EncodeToString([]byte(pair)), base64.RawURLEncoding.EncodeToString([]byte(pair)))
}

// addProxy adds what the address of a proxy says about a login. A user without a password may be a token.
func (s *secrets) addProxy(proxy *url.URL) {
	if proxy == nil || proxy.User == nil {
		return
	}
	user := proxy.User.Username()
	password, both := proxy.User.Password()
	s.addLogin(user, password)
	if s.add(proxy.User.String()); !both {
		s.add(user)
	}
}

// addSession adds a logon session. The token has been seen to be the base64 of the id.
func (s *secrets) addSession(session logonSession) {
	s.add(session.token, session.id, strings.ReplaceAll(session.id, "-", ""))
	if session.id != "" {
		s.add(base64.StdEncoding.EncodeToString([]byte(session.id)))
	}
	if id, err := base64.StdEncoding.DecodeString(session.token); err == nil {
		s.add(string(id))
	}
}

func (s *secrets) add(texts ...string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, text := range texts {
		for _, spelling := range spellings(text) {
			if spelling != "" && !slices.Contains(s.spelled, spelling) {
				s.spelled = append(s.spelled, spelling)
			}
		}
	}
	slices.SortFunc(s.spelled, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	quoted := make([]string, len(s.spelled))
	for i, spelling := range s.spelled {
		quoted[i] = regexp.QuoteMeta(spelling)
	}
	if s.anywhere = nil; len(quoted) > 0 {
		s.anywhere = regexp.MustCompile("(?i)" + strings.Join(quoted, "|"))
	}
}

// spellings are the ways in which URLs, HTML, XML, JSON, Go's quotes and programs of another encoding write a text.
func spellings(text string) []string {
	if text == "" {
		return nil
	}
	var inJSON, plainJSON, inXML strings.Builder
	_ = json.NewEncoder(&inJSON).Encode(text) // writing to a builder can't fail
	encoder := json.NewEncoder(&plainJSON)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(text)
	_ = xml.EscapeText(&inXML, []byte(text))
	latin1 := make([]rune, len(text)) // UTF-8 that was taken for it
	for i := range len(text) {
		latin1[i] = rune(text[i])
	}
	spelled := []string{
		text, url.QueryEscape(text), url.PathEscape(text), html.EscapeString(text), inXML.String(),
		unquoted(strings.TrimSpace(inJSON.String())), unquoted(strings.TrimSpace(plainJSON.String())),
		unquoted(strconv.Quote(text)), unquoted(strconv.QuoteToASCII(text)),
		string(latin1), asciiOnly(text, '?'), asciiOnly(text, unicode.ReplacementChar),
	}
	for _, spelling := range spelled { // net/http quotes what it can't read
		spelled = append(spelled, unquoted(strconv.Quote(spelling)))
	}
	return spelled
}

func unquoted(text string) string { return text[1 : len(text)-1] }

// asciiOnly is a text as a program writes it that has another character for all that is not ASCII.
func asciiOnly(text string, instead rune) string {
	return strings.Map(func(r rune) rune {
		if r >= utf8.RuneSelf {
			return instead
		}
		return r
	}, text)
}

// hide replaces every secret in a text, in any letter case.
func (s *secrets) hide(text string) string {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	if s.anywhere == nil {
		return text
	}
	return s.anywhere.ReplaceAllLiteralString(text, hidden)
}

// leastPart is how much of a secret at the end of a text that was cut off is taken for one.
const leastPart = 4

// hideCut does the same with a text that was cut off somewhere, perhaps within a secret.
func (s *secrets) hideCut(text string) string {
	text = s.hide(text)
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	for _, secret := range s.spelled {
		for n := len(secret) - 1; n >= leastPart; n-- {
			if before, found := strings.CutSuffix(text, secret[:n]); found {
				return before + hidden
			}
		}
	}
	return text
}

// clean is a short text of another's as an error may quote it: without secrets, and with nothing in it that a terminal acts on.
func (s *secrets) clean(text string) string {
	return shortened(em.Printable(s.hide(text)))
}

// shortened bounds what another has written where no message of EM is expected.
func shortened(text string) string {
	const most = 500
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return text
}

// cleanError is an error on its way out of the package: what it quotes of others is clean. Every error of a request passes here.
func (s *secrets) cleanError(err error) error {
	var (
		api        *APIError
		answer     *AnswerError
		redirect   *RedirectError
		wait       *RetryAfterError
		cached     *CachedError
		connection *ConnectionError
	)
	switch {
	case errors.As(err, &api):
		if !s.cleanRequest(&api.Request) {
			return err
		}
		if api.Message = s.hideCut(api.Message); api.foreign {
			api.Message = excerptOf(api.Message)
		}
		api.Message = em.Printable(lineEnds.ReplaceAllString(api.Message, " "))
	case errors.As(err, &answer):
		if !s.cleanRequest(&answer.Request) {
			return err
		}
		answer.ContentType, answer.Problem = s.clean(answer.ContentType), s.clean(answer.Problem)
		answer.Excerpt = em.Printable(excerptOf(s.hideCut(answer.Excerpt)))
	case errors.As(err, &redirect):
		if !s.cleanRequest(&redirect.Request) {
			return err
		}
		redirect.Target = s.clean(redirect.Target)
	case errors.As(err, &wait):
		if !s.cleanRequest(&wait.Request) {
			return err
		}
	case errors.As(err, &cached):
		if !s.cleanRequest(&cached.Request) {
			return err
		}
		cached.Age, cached.Via = s.clean(cached.Age), s.clean(cached.Via)
	case errors.As(err, &connection):
		if !s.cleanRequest(&connection.Request) {
			return err
		}
		var untrusted *CertificateError
		if errors.As(connection.Err, &untrusted) {
			untrusted.Subject = s.clean(untrusted.Subject)
		}
		connection.Err = &cleanedError{text: s.clean(connection.Err.Error()), err: connection.Err}
	}
	return err
}

// lineEnds are those of EM's messages, which are one sentence of ours.
var lineEnds = regexp.MustCompile(`[ \t]*[\r\n]+[ \t]*`)

// cleanRequest is false where the error of the request is clean already: that of a logon goes to all requests that waited for it,
// and is not changed any more.
func (s *secrets) cleanRequest(request *Request) bool {
	if request.clean {
		return false
	}
	request.Path, request.clean = em.Printable(s.hide(request.Path)), true
	return true
}

// cleanedError is an error with another text.
type cleanedError struct {
	text string
	err  error
}

func (e *cleanedError) Error() string { return e.text }

func (e *cleanedError) Unwrap() error { return e.err }
