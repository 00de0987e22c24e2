package veeamclient

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// What task sessions have of their backup sessions.

// policySeparator stands between an agent policy's name and a machine's in the name of the machine's own job (observed).
const policySeparator = " - "

// join gives each task session what its backup session has: the job, and the backup server where it has none of its own.
func (r *tasksWithSessions) join() {
	r.namePolicies()
	known := make(map[[16]byte]*BackupSession, len(r.sessions)+len(r.others))
	for session := range r.allSessions() {
		known[guidOf(session.UID)] = session
	}
	entities := make([]*Entity, 0, len(r.tasks)+len(known))
	for i := range r.tasks {
		if session := known[guidOf(r.tasks[i].JobSessionUID)]; session != nil {
			r.tasks[i].takeFrom(session)
		}
		entities = append(entities, r.tasks[i].AsEntity())
	}
	for session := range r.allSessions() {
		entities = append(entities, session.AsEntity())
	}
	completeServers(entities...)
}

func (r *tasksWithSessions) allSessions() iter.Seq[*BackupSession] {
	return func(yield func(*BackupSession) bool) {
		for _, sessions := range [][]BackupSession{r.sessions, r.others} {
			for i := range sessions {
				if !yield(&sessions[i]) {
					return
				}
			}
		}
	}
}

// takeFrom takes the job and the backup server of its backup session.
func (s *BackupTaskSession) takeFrom(session *BackupSession) {
	s.JobName, s.JobID, s.JobType, s.IsRetry = session.JobName, IDOf(session.JobUID), session.JobType, session.IsRetry
	s.PolicyName = session.PolicyName
	if s.PolicyName == "" && em.Same(s.JobType, em.AgentManagement) {
		s.PolicyName = policyOf(s.JobName, s.VMDisplayName)
	}
	if s.BackupServerID == "" && s.BackupServerName == "" {
		s.BackupServerID, s.BackupServerName = session.BackupServerID, session.BackupServerName
	}
}

// policyOf is the agent policy in the name of a machine's own job, "policy - machine", or "".
func policyOf(jobName, machine string) string {
	for at := 1; machine != "" && at < len(jobName); at++ {
		if rest, found := strings.CutPrefix(jobName[at:], policySeparator); found && em.Same(rest, machine) {
			return jobName[:at]
		}
	}
	return ""
}

// namePolicies gives sessions that are a part of another one the name of its job.
func (r *tasksWithSessions) namePolicies() {
	names := make(map[[16]byte]string, len(r.sessions)+len(r.others))
	for session := range r.allSessions() {
		names[guidOf(session.UID)] = session.JobName
	}
	for session := range r.allSessions() {
		if session.ParentSessionID != "" {
			session.PolicyName = names[guidOf(session.ParentSessionID)]
		}
	}
}

// readMissing reads the backup sessions that rows refer to and that are not there yet: those that began before the scope, say.
// What EM does not know stays away.
func (r *tasksWithSessions) readMissing(ctx context.Context, c *Client) error {
	for range 2 { // those of task sessions, then those that these are a part of
		ids := r.missing()
		found, err := readByID(ctx, c, backupSessions.kind, ids)
		if err != nil {
			return err
		}
		r.others = append(r.others, found...)
		for _, id := range ids {
			r.asked[id] = true
		}
	}
	return nil
}

// missing are the GUIDs of backup sessions that rows refer to, that are not there, and that EM was not asked for.
func (r *tasksWithSessions) missing() []string {
	if r.asked == nil {
		r.asked = map[string]bool{}
	}
	known, referred := map[string]bool{"": true}, map[string]bool{}
	for session := range r.allSessions() {
		known[strings.ToLower(session.ID())] = true
		referred[strings.ToLower(session.ParentSessionID)] = true
	}
	for i := range r.tasks {
		referred[strings.ToLower(IDOf(r.tasks[i].JobSessionUID))] = true
	}
	var ids []string
	for id := range referred {
		if !known[id] && !r.asked[id] {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
