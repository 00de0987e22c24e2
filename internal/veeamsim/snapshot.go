package veeamsim

import (
	"strings"
	"sync"
	"time"
)

// snapshot is an inventory made ready for serving: names filled in, rows joined and indexed. It
// never changes, so that a long answer needs no lock while the inventory moves on.
type snapshot struct {
	servers      []*BackupServer
	jobs         []*job
	repositories []*repository
	sessions     []*session
	tasks        []*task

	serverByID  map[string]*BackupServer
	jobByID     map[string]*job
	sessionByID map[string]*session
	taskByID    map[string]*task

	results resultCache
}

type job struct {
	Job
	server *BackupServer // nil: not in the inventory
}

type repository struct {
	Repository
	server *BackupServer
}

type session struct {
	BackupSession
	server   *BackupServer
	tasks    []*task
	children []*session // the machine sessions of an agent session
}

type task struct {
	TaskSession
	server  *BackupServer
	session *session // nil: not in the inventory
}

// key is the form of an ID in an index: GUIDs are the same in either letter case.
func key(id string) string { return strings.ToLower(id) }

func newSnapshot(inv Inventory) *snapshot {
	s := &snapshot{
		serverByID:  make(map[string]*BackupServer, len(inv.BackupServers)),
		jobByID:     make(map[string]*job, len(inv.Jobs)),
		sessionByID: make(map[string]*session, len(inv.BackupSessions)),
		taskByID:    make(map[string]*task, len(inv.TaskSessions)),
	}
	for i := range inv.BackupServers {
		server := &inv.BackupServers[i]
		s.servers = append(s.servers, server)
		s.serverByID[key(server.ID)] = server
	}
	for i := range inv.Jobs {
		j := &job{Job: inv.Jobs[i], server: s.serverByID[key(inv.Jobs[i].ServerID)]}
		j.NextRun = tick(j.NextRun)
		s.jobs = append(s.jobs, j)
		s.jobByID[key(j.ID)] = j
	}
	for i := range inv.Repositories {
		r := inv.Repositories[i]
		s.repositories = append(s.repositories, &repository{r, s.serverByID[key(r.ServerID)]})
	}
	s.addSessions(inv.BackupSessions)
	s.addTasks(inv.TaskSessions)
	return s
}

func (s *snapshot) addSessions(rows []BackupSession) {
	for _, row := range rows {
		if j := s.jobByID[key(row.JobID)]; j != nil {
			row.JobName = orElse(row.JobName, j.Name)
			row.JobType = orElse(row.JobType, j.JobType)
			row.ServerID = orElse(row.ServerID, j.ServerID)
		}
		row.Created, row.Ended = tick(row.Created), tick(row.Ended)
		row.Name = orElse(row.Name, stamped(row.JobName, row.Created))
		one := &session{BackupSession: row, server: s.serverByID[key(row.ServerID)]}
		s.sessions = append(s.sessions, one)
		if _, known := s.sessionByID[key(row.ID)]; !known {
			s.sessionByID[key(row.ID)] = one
		}
	}
	for _, child := range s.sessions {
		if parent := s.sessionByID[key(child.ParentID)]; parent != nil && child.ParentID != "" {
			parent.children = append(parent.children, child)
		}
	}
}

func (s *snapshot) addTasks(rows []TaskSession) {
	all := make([]task, len(rows))
	s.tasks = make([]*task, 0, len(rows))
	for i, row := range rows {
		parent := s.sessionByID[key(row.SessionID)]
		if parent != nil {
			row.ServerID = orElse(row.ServerID, parent.ServerID)
		}
		row.Created, row.Ended = tick(row.Created), tick(row.Ended)
		row.Name = orElse(row.Name, stamped(row.VMName, row.Created))
		one := &all[i]
		*one = task{TaskSession: row, session: parent, server: s.serverByID[key(row.ServerID)]}
		s.tasks = append(s.tasks, one)
		if _, known := s.taskByID[key(row.ID)]; !known {
			s.taskByID[key(row.ID)] = one
		}
		if parent != nil {
			parent.tasks = append(parent.tasks, one)
		}
	}
}

// tick cuts a time to what the server can hold: steps of 100 nanoseconds.
func tick(t time.Time) time.Time { return t.UTC().Truncate(100 * time.Nanosecond) }

// stamped is the display name that sessions get.
func stamped(name string, t time.Time) string { return name + "@" + t.Format("2006-01-02 15:04:05") }

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// resultCache keeps the rows that a filter and an order select, because a reader of many pages asks
// for the same ones once per page.
type resultCache struct {
	mu   sync.Mutex
	rows map[string]any
}

const resultCacheSize = 64

func (c *resultCache) get(key string) any {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.rows[key]
}

func (c *resultCache) put(key string, rows any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.rows == nil || len(c.rows) >= resultCacheSize {
		c.rows = make(map[string]any)
	}
	c.rows[key] = rows
}
