package veeamsim

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strings"
)

// tokenHeader is written to the wire in just this letter case: clients that look for the bytes find it.
const tokenHeader = "X-RestSvcSessionId" //nolint:gosec // the name of the header, not a token

var apiVersions = []string{"v1_5", "v1_6", "v1_7"}

// isLogonPath recognises /sessionMngr/, also without its slash and in any letter case.
func isLogonPath(route string) bool { return strings.EqualFold(trimSlash(route), "/sessionMngr") }

// logon opens a logon session: Basic authentication, no body, and a 201 with the token.
func (s *Server) logon(r *http.Request) answer {
	if refusal, refused := s.unsuitableLogon(r); refused {
		return refusal
	}
	username, password, given := r.BasicAuth()
	account, known := s.account(username, password)
	if !given || !known {
		return unauthorized("Logon failed: the user name or password is wrong.")
	}
	session, room := s.logons.add(account)
	if !room {
		return refuse(http.StatusServiceUnavailable, "The server has reached its maximum number of logon sessions.")
	}
	header := http.Header{}
	header.Set("Set-Cookie", tokenHeader+"="+session.token+"; Path=/api;")
	if r.Context().Value(ownPort{}) != nil {
		header[tokenHeader] = []string{session.token}
	} else {
		header.Set(tokenHeader, session.token) // where a handler around this one finds it
	}
	body := document{element: "LogonSession", fields: s.viewFor(r, account).logonSession(session), row: true}
	return answer{status: http.StatusCreated, header: header, body: &body}
}

// unsuitableLogon refuses what the server does not take as a logon.
func (s *Server) unsuitableLogon(r *http.Request) (answer, bool) {
	q, err := parseQueryString(r.URL.RawQuery)
	if err != nil {
		return refuse(http.StatusBadRequest, "The query is not valid: %s.", err), true
	}
	if version, asked := q.get("v"); asked && version != "latest" && !slices.Contains(apiVersions, version) {
		return refuse(http.StatusBadRequest, "API version %q is not supported.", version), true
	}
	contentType := r.Header.Get("Content-Type")
	if s.config.Build >= 13 && isForm(contentType) {
		return refuse(http.StatusUnsupportedMediaType, "Content-Type %q is not supported.", contentType), true
	}
	if overNetwork(r) && r.Header.Get("Content-Length") == "" && len(r.TransferEncoding) == 0 {
		return refuse(http.StatusLengthRequired, "The request must say how long its body is: Content-Length: 0."), true
	}
	var body []byte
	if r.Body != nil { // as it is for a caller in this process
		body, err = io.ReadAll(io.LimitReader(r.Body, maxLogonBody))
	}
	if err != nil {
		return refuse(http.StatusBadRequest, "The body cannot be read: %s.", err), true
	}
	if bytes.Contains(body, []byte("TenantCredentials")) || bytes.Contains(body, []byte("VCloudOrganizationCredentials")) {
		return refuse(http.StatusBadRequest, "The logon of a tenant is not simulated."), true
	}
	return answer{}, false
}

// ownPort marks the requests that come through a port of this server, so that nothing stands between it and the wire.
type ownPort struct{}

// overNetwork reports whether a request has come through any port, not by a call of ServeHTTP.
func overNetwork(r *http.Request) bool { return r.Context().Value(http.LocalAddrContextKey) != nil }

// maxLogonBody is how much of a body is looked at. A tenant's credentials are far shorter.
const maxLogonBody = 64 << 10

// isForm recognises the types that libraries send with a POST unless they are given another one. Build
// 13 refuses them with or without a body, as older ones did not.
func isForm(contentType string) bool {
	contentType = strings.ToLower(contentType)
	return strings.HasPrefix(contentType, "application/x-www-form-urlencoded") ||
		strings.HasPrefix(contentType, "multipart/form-data")
}

func (s *Server) account(username, password string) (Account, bool) {
	for _, account := range s.config.Accounts {
		// Names of Windows accounts are the same in either letter case.
		if strings.EqualFold(account.Username, username) && account.Password == password {
			return account, true
		}
	}
	return Account{}, false
}

func unauthorized(message string) answer {
	a := refuse(http.StatusUnauthorized, "%s", message)
	a.header = http.Header{"Www-Authenticate": {"Basic Realm=RestSvc"}}
	return a
}

// authenticate finds the logon session of a request. The cookie wins over the header when both are
// sent: a stale cookie defeats a fresh header.
func (s *Server) authenticate(r *http.Request) (logonSession, bool) {
	token := r.Header.Get(tokenHeader)
	if cookie, err := r.Cookie(tokenHeader); err == nil {
		token = cookie.Value
	}
	return s.logons.use(token)
}
