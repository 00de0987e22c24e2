package veeamsim

import (
	"net/http"
	"slices"
	"strings"
)

const (
	logonPath   = "/sessionMngr/"
	tokenHeader = "X-RestSvcSessionId" //nolint:gosec // the name of the header, not a token
)

var apiVersions = []string{"v1_5", "v1_6", "v1_7"}

// logon opens a logon session: Basic authentication, no body, and a 201 with the token.
func (s *Server) logon(r *http.Request) answer {
	if refusal, refused := unsuitableLogon(r); refused {
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
	header.Set(tokenHeader, session.token)
	header.Set("Set-Cookie", tokenHeader+"="+session.token+"; Path=/api;")
	body := document{element: "LogonSession", fields: s.view().logonSession(session), row: true}
	return answer{status: http.StatusCreated, header: header, body: &body}
}

// unsuitableLogon refuses what the server does not take as a logon.
func unsuitableLogon(r *http.Request) (answer, bool) {
	q, err := parseQueryString(r.URL.RawQuery)
	if err != nil {
		return refuse(http.StatusBadRequest, "The query is not valid: %s.", err), true
	}
	version, _ := q.get("v")
	if version != "latest" && !slices.Contains(apiVersions, version) {
		return refuse(http.StatusBadRequest, "API version %q is not supported.", version), true
	}
	contentType := strings.ToLower(r.Header.Get("Content-Type"))
	if strings.HasPrefix(contentType, "application/x-www-form-urlencoded") ||
		strings.HasPrefix(contentType, "multipart/form-data") {
		return refuse(http.StatusUnsupportedMediaType, "Content-Type %q is not supported.", contentType), true
	}
	overNetwork := r.Context().Value(http.LocalAddrContextKey) != nil
	switch {
	case r.ContentLength < 0, overNetwork && r.Header.Get("Content-Length") == "":
		return refuse(http.StatusLengthRequired, "The request must say Content-Length: 0."), true
	case r.ContentLength > 0:
		return refuse(http.StatusBadRequest, "The logon of a tenant, with a body, is not simulated."), true
	}
	return answer{}, false
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
