// Package bench is what the benchmarks share: a night of a given size on the simulator, its answer as
// bytes, and the floor that reading it is measured against.
package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// FailedPercent is how many of a hundred machines fail.
const FailedPercent = 2

// Night is a simulator with one job, which has one session for each of the numbers of machines.
type Night struct {
	*veeamsim.Server
	// Job is the job's name, and Sessions are the GUIDs of its sessions.
	Job      string
	Sessions []string
}

// NewNight makes a night; the caller starts the simulator, or uses it as a handler.
func NewNight(config veeamsim.Config, machines ...int) (*Night, error) {
	now := time.Now()
	if config.Clock != nil {
		now = config.Clock()
	}
	night := &Night{}
	for i, n := range machines {
		counts := veeamsim.Counts{Servers: 1, Jobs: 1, SessionsPerJob: 1, MachinesPerSession: n, FailedPercent: FailedPercent}
		// Each a minute older than the one before, so that all lie within what EM keeps.
		made := veeamsim.Generate(counts, now.Add(-time.Duration(i)*time.Minute))
		session := &made.BackupSessions[0]
		session.ID = numbered(session.ID, i)
		for t := range made.TaskSessions {
			made.TaskSessions[t].SessionID = session.ID
			made.TaskSessions[t].ID = numbered(made.TaskSessions[t].ID, i)
		}
		if i == 0 {
			config.Inventory, night.Job = made, made.Jobs[0].Name
		} else {
			config.Inventory.BackupSessions = append(config.Inventory.BackupSessions, *session)
			config.Inventory.TaskSessions = append(config.Inventory.TaskSessions, made.TaskSessions...)
		}
		night.Sessions = append(night.Sessions, session.ID)
	}
	var err error
	night.Server, err = veeamsim.New(config)
	return night, err
}

// numbered makes another GUID of one.
func numbered(id string, n int) string { return fmt.Sprintf("%08x", n) + id[8:] }

// Path is where the task sessions of a session are, below the simulator's address.
func Path(session string) string {
	return "/api/backupSessions/" + session + "/taskSessions?format=Entity"
}

// Token logs on.
func (n *Night) Token(ctx context.Context) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, n.URL()+"/api/sessionMngr/?v=latest", nil)
	if err != nil {
		return "", err
	}
	request.SetBasicAuth(veeamsim.DefaultAccount.Username, veeamsim.DefaultAccount.Password)
	answer := &memory{}
	n.ServeHTTP(answer, request)
	if token := answer.Header().Get("X-RestSvcSessionId"); token != "" {
		return token, nil
	}
	return "", fmt.Errorf("the logon gave no token: status %d", answer.status)
}

// Body is what the simulator answers at a path, as bytes.
func (n *Night) Body(ctx context.Context, path string) ([]byte, error) {
	token, err := n.Token(ctx)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, n.URL()+path, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("X-RestSvcSessionId", token)
	answer := &memory{}
	n.ServeHTTP(answer, request)
	if answer.status != http.StatusOK {
		return nil, fmt.Errorf("GET %s: status %d: %s", path, answer.status, answer.text.String())
	}
	return []byte(answer.text.String()), nil
}

// Answer is what a night of one session answers, as bytes, and that session's GUID.
func Answer(ctx context.Context, build, machines int) (session string, body []byte, err error) {
	night, err := NewNight(veeamsim.Config{Build: build}, machines)
	if err != nil {
		return "", nil, err
	}
	session = night.Sessions[0]
	body, err = night.Body(ctx, Path(session))
	return session, body, err
}

// Serve answers a logon, body for the task sessions of a backup session, and a small entity for everything else, as if it were the
// backup session.
func Serve(session string, body []byte) http.Handler {
	entity := `{"UID":"urn:veeam:BackupJobSession:` + session + `","Name":"Nightly","JobName":"Nightly","JobType":"Backup",` +
		`"State":"Stopped","Result":"Success","CreationTimeUTC":"2026-06-15T22:00:00Z"}`
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		if r.Method == http.MethodPost {
			w.Header().Set("X-RestSvcSessionId", "token")
			w.WriteHeader(http.StatusCreated)
			_, _ = io.WriteString(w, `{"SessionId":"15a3fc97-0325-4119-b789-5c0367c6c565"}`)
			return
		}
		if strings.HasSuffix(r.URL.Path, "/taskSessions") {
			_, _ = w.Write(body)
			return
		}
		_, _ = io.WriteString(w, entity)
	})
}

// Plain is what the floor's json.Unmarshal fills: the client's own struct, times included, and its links.
type Plain struct {
	BackupTaskSessions []PlainTaskSession
}

// PlainTaskSession is a task session with its links, which the client lets go.
type PlainTaskSession struct {
	veeamclient.BackupTaskSession
	Links []veeamclient.Link
}

// Unmarshal is the floor of reading an answer: one json.Unmarshal of its bytes.
func Unmarshal(body []byte) (int, error) {
	var plain Plain
	err := json.Unmarshal(body, &plain)
	return len(plain.BackupTaskSessions), err
}

// memory keeps an answer.
type memory struct {
	status int
	header http.Header
	text   strings.Builder
}

func (m *memory) Header() http.Header {
	if m.header == nil {
		m.header = http.Header{}
	}
	return m.header
}

func (m *memory) WriteHeader(status int) { m.status = status }

func (m *memory) Write(p []byte) (int, error) { return m.text.Write(p) }
