package veeamsim

import (
	"time"
)

type handler = func(s *Server, r *request) answer

// listOf answers a plain collection: all rows at once, in no order.
func listOf[T any](k *kind[T], rows func(r *request) []*T) handler {
	return func(_ *Server, r *request) answer {
		return ok(k.list(r.view, shuffled(rows(r), r.view.config.Seed, forCollections), r.query.full()))
	}
}

// oneOf answers a single row.
func oneOf[T any](what string, k *kind[T], find func(r *request) *T) handler {
	return func(_ *Server, r *request) answer {
		row := find(r)
		if row == nil {
			return notFound(what)
		}
		return ok(k.one(r.view, row, r.query.full()))
	}
}

func allRows[T any](k *kind[T]) func(r *request) []*T {
	return func(r *request) []*T { return k.all(r.view.snapshot) }
}

// findByID looks through all rows of a kind, which is good enough where there are few.
func findByID[T any](k *kind[T]) func(r *request) *T {
	return func(r *request) *T {
		for _, row := range k.all(r.view.snapshot) {
			if key(k.identity(row).id) == key(r.id) {
				return row
			}
		}
		return nil
	}
}

// window is how far back the collections of sessions reach.
const window = 30 * 24 * time.Hour

func recent(v view, created time.Time) bool { return !created.Before(v.config.Clock().Add(-window)) }

func anySession(*session) bool { return true }

// recentSessions lists the sessions within the window that are of some sort.
func recentSessions(wanted func(*session) bool) func(r *request) []*session {
	return func(r *request) []*session { return withinWindow(r.view, r.view.sessions, wanted) }
}

func withinWindow(v view, sessions []*session, wanted func(*session) bool) []*session {
	var found []*session
	for _, s := range sessions {
		if wanted(s) && recent(v, s.Created) {
			found = append(found, s)
		}
	}
	return found
}

func findRecentSession(r *request) *session {
	s := r.view.sessionByID[key(r.id)]
	if s == nil || !recent(r.view, s.Created) {
		return nil
	}
	return s
}

func recentTasks(r *request) []*task { return tasksWithinWindow(r.view, r.view.tasks) }

func tasksWithinWindow(v view, tasks []*task) []*task {
	found := make([]*task, 0, len(tasks))
	for _, t := range tasks {
		if recent(v, t.Created) {
			found = append(found, t)
		}
	}
	return found
}

func findTask(r *request) *task { return r.view.taskByID[key(r.id)] }

func (s *Server) taskSessionsOfSession(r *request) answer {
	parent := findRecentSession(r)
	if parent == nil {
		if !s.config.UnknownSessionEmpty {
			return notFound("backup session")
		}
		parent = &session{}
	}
	tasks := tasksWithinWindow(r.view, parent.tasks)
	return ok(taskSessionKind.list(r.view, shuffled(tasks, s.config.Seed, forCollections), r.query.full()))
}

func (s *Server) agentManagementSessions(r *request) answer {
	parent := findRecentSession(r)
	if parent == nil {
		return notFound("backup session")
	}
	machines := withinWindow(r.view, parent.children, anySession)
	return ok(backupSessionKind.list(r.view, shuffled(machines, s.config.Seed, forCollections), r.query.full()))
}
