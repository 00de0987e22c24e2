package provider_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// echo is a server that repeats all that is secret in its answers.
type echo struct {
	*secretKeeper
	known []string
	// method is that of the requests that are answered so.
	method string
	answer func(w http.ResponseWriter, secrets string)
}

// secrets are all that were given to the server, or by it.
func (e *echo) all() []string {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	return append(slices.Clone(e.known), e.secrets...)
}

func (e *echo) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != e.method {
		e.secretKeeper.ServeHTTP(w, r)
		return
	}
	said := e.all()
	for _, header := range []string{"Authorization", "X-RestSvcSessionId"} {
		said = append(said, header+": "+r.Header.Get(header))
	}
	for _, secret := range e.all() {
		said = append(said, url.QueryEscape(secret), fmt.Sprintf("%q", secret))
	}
	e.answer(w, strings.Join(said, " | "))
}

// answers writes a status and a body of a type.
func answers(status int, contentType string, body func(secrets string) string) func(http.ResponseWriter, string) {
	return func(w http.ResponseWriter, secrets string) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body(secrets)))
	}
}

// raw writes an answer byte by byte on the connection.
func raw(text func(secrets string) string) func(http.ResponseWriter, string) {
	return func(w http.ResponseWriter, secrets string) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = connection.Write([]byte(text(secrets)))
		_ = connection.Close()
	}
}

// TestEchoedSecretsStaySecret: a server that repeats password, pair, token and id of the session in every kind of body and header, at
// the logon and at reads, is quoted without them: in the error, and in the log at TRACE.
func TestEchoedSecretsStaySecret(t *testing.T) {
	t.Parallel()
	const password = "known-Passw0rd"
	user := veeamsim.Account{Username: `LAB\auditor`, Password: password}
	message := func(secrets string) string {
		text, _ := json.Marshal(map[string]string{"Message": "denied " + secrets, "StackTrace": secrets})
		return string(text)
	}
	page := func(secrets string) string { return "<html><body>" + secrets + "</body></html>" }
	header := func(w http.ResponseWriter, secrets string) {
		for _, name := range []string{"Server", "Via", "X-Debug", "Www-Authenticate", "Retry-After", "Age"} {
			w.Header().Set(name, secrets)
		}
		w.Header().Set("Location", "https://elsewhere.example/?s="+url.QueryEscape(secrets))
		w.WriteHeader(http.StatusFound)
	}
	reason := raw(func(secrets string) string { return "HTTP/1.1 400 " + secrets + "\r\nContent-Length: 0\r\n\r\n" })
	noAnswer := raw(func(secrets string) string { return secrets + "\r\n\r\n" })
	for name, c := range map[string]struct {
		method string
		answer func(http.ResponseWriter, string)
	}{
		"a message in JSON":      {http.MethodGet, answers(500, "application/json", message)},
		"a message in XML":       {http.MethodGet, answers(400, "application/xml", func(s string) string { return `<Error Message="` + strings.ReplaceAll(s, `"`, "&quot;") + `"/>` })},
		"a web page":             {http.MethodGet, answers(200, "text/html", page)},
		"rows of another name":   {http.MethodGet, answers(200, "application/json", func(s string) string { return fmt.Sprintf("{%q:[{}]}", s) })},
		"headers":                {http.MethodGet, header},
		"the reason phrase":      {http.MethodGet, reason},
		"no HTTP":                {http.MethodGet, noAnswer},
		"a message at the logon": {http.MethodPost, answers(400, "application/json", message)},
		"a page at the logon":    {http.MethodPost, answers(200, "text/html", page)},
		"headers at the logon":   {http.MethodPost, header},
		"a reason at the logon":  {http.MethodPost, reason},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim, err := veeamsim.New(veeamsim.Config{Inventory: nightly(), Accounts: []veeamsim.Account{user}, Clock: clock})
			if err != nil {
				t.Fatal(err)
			}
			e := &echo{secretKeeper: &secretKeeper{sim: sim}, method: c.method, answer: c.answer,
				known: []string{password, base64.StdEncoding.EncodeToString([]byte(user.Username + ":" + password))}}
			findNoSecret(t, e, user)
			if c.method == http.MethodGet && len(e.all()) < 4 {
				t.Error("no token was given away")
			}
		})
	}
}

// TestUnaskedAnswerIsNotLogged: net/http logs the beginning of an answer that nobody asked for, past all that replaces secrets.
func TestUnaskedAnswerIsNotLogged(t *testing.T) {
	t.Parallel()
	user := veeamsim.Account{Username: `LAB\auditor`, Password: "known-Passw0rd"}
	sim, err := veeamsim.New(veeamsim.Config{Inventory: nightly(), Accounts: []veeamsim.Account{user}, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	e := &echo{secretKeeper: &secretKeeper{sim: sim}, known: []string{user.Password}, method: http.MethodGet}
	e.answer = raw(func(secrets string) string {
		return "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n" + secrets + "\r\n\r\n"
	})
	if said := findNoSecret(t, e, user); strings.Contains(said, "Unsolicited response") {
		t.Error("net/http has logged an answer that nobody asked for")
	}
}

// findNoSecret plans against the server with every log there is, which must fail, and finds no secret in the output and the log.
func findNoSecret(t *testing.T, e *echo, user veeamsim.Account) string {
	t.Helper()
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	w := newWorkspace(t, "provider \"veeam\" {\n max_retries = 0\n}\n"+taskSessionsOf(ofSession))
	trace := filepath.Join(w.dir, "trace.log")
	w.env = append(w.env, "TF_LOG=TRACE", "TF_LOG_PATH="+trace,
		"VEEAM_EM_ENDPOINT="+server.URL, "VEEAM_EM_USERNAME="+user.Username, "VEEAM_EM_PASSWORD="+user.Password)
	got := w.run("plan", "-no-color")
	if got.code != 1 || !strings.Contains(got.text, "Unable to Read Backup Task Sessions") {
		t.Errorf("exit code %d: %s", got.code, got.text)
	}
	log, err := os.ReadFile(trace)
	if err != nil || !strings.Contains(string(log), "EM request") {
		t.Error("the log does not hold the client's records", err)
	}
	for where, text := range map[string]string{"the output": got.text, "the log": string(log)} {
		for _, secret := range e.all() {
			if at := strings.Index(text, secret); at >= 0 {
				t.Errorf("a secret is in %s: %.300s", where, text[max(0, at-150):])
			}
		}
	}
	return string(log)
}
