package veeamsim

import (
	"slices"
	"time"
)

// Changes of the inventory that happen to a real server while a client reads page after page. They are made for Rule.Before, by
// which they fall between two requests, and Rule.During, by which they fall between the choice of an answer's rows and its first
// byte: the client holds a page of rows, some of which are no longer where they were.

// RowsGo takes the oldest backup session away, with its task sessions, as retention does. The rows behind it move forward, so
// that a client which pages by number misses some.
func RowsGo(s *Server) {
	s.Change(func(inv *Inventory) {
		oldest := sessionAt(inv, func(created, found time.Time) bool { return created.Before(found) })
		if oldest < 0 {
			return
		}
		id := inv.BackupSessions[oldest].ID
		inv.BackupSessions = slices.Delete(inv.BackupSessions, oldest, oldest+1)
		inv.TaskSessions = slices.DeleteFunc(inv.TaskSessions, func(t TaskSession) bool { return key(t.SessionID) == key(id) })
	})
}

// RowsCome begins a backup session now: the job of the newest one runs again, on the same machines. In descending order the rows
// behind it move back, so that a client which pages by number gets some twice.
func RowsCome(s *Server) {
	now := s.config.Clock()
	s.Change(func(inv *Inventory) {
		newest := sessionAt(inv, func(created, found time.Time) bool { return created.After(found) })
		if newest < 0 {
			return
		}
		template := inv.BackupSessions[newest]
		session := BackupSession{
			ID: newSessionID(), JobID: template.JobID, JobName: template.JobName, JobType: template.JobType,
			ServerID: template.ServerID, JobUIDType: template.JobUIDType, Created: now, State: "Working", Result: "None",
		}
		inv.BackupSessions = append(inv.BackupSessions, session)
		for _, t := range slices.Clone(inv.TaskSessions) {
			if key(t.SessionID) == key(template.ID) {
				inv.TaskSessions = append(inv.TaskSessions, TaskSession{
					ID: newSessionID(), SessionID: session.ID, ServerID: t.ServerID, VMName: t.VMName, VMUID: t.VMUID,
					Created: now, State: "InProgress", Result: "None",
				})
			}
		}
	})
}

// RowsGrow ends whatever runs: backup sessions and task sessions get an end, a result and a size. They stay where they are in an
// order by creation, and move in one by end, state or result.
func RowsGrow(s *Server) {
	now := s.config.Clock()
	s.Change(func(inv *Inventory) {
		for i := range inv.TaskSessions {
			if t := &inv.TaskSessions[i]; t.State == "InProgress" || t.State == "Pending" {
				t.State, t.Result, t.Ended, t.EndText, t.TotalSize = "Completed", "Success", now, "", 1<<30
			}
		}
		for i := range inv.BackupSessions {
			if b := &inv.BackupSessions[i]; b.State != "Stopped" {
				b.State, b.Result, b.Ended, b.EndText, b.Progress = "Stopped", "Success", now, "", 100
			}
		}
	})
}

// sessionAt is the index of the backup session whose creation comes first in an order, or -1.
func sessionAt(inv *Inventory, first func(created, found time.Time) bool) int {
	at := -1
	for i := range inv.BackupSessions {
		if at < 0 || first(inv.BackupSessions[i].Created, inv.BackupSessions[at].Created) {
			at = i
		}
	}
	return at
}
