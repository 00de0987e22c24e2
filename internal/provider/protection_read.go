package provider

import (
	"context"
	"errors"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// longestLookback is as far back as EM keeps sessions.
const longestLookback = veeamclient.KeptDays * 24 * time.Hour

// protectionArguments are what a user asks of veeam_protection_status.
type protectionArguments struct {
	rpo, lookback      time.Duration
	jobNames           []string
	server             string
	jobTypes           []string
	expected, excluded []string
	acceptWarning      *bool
}

func (a *protectionArguments) setDefaults() {
	if a.lookback == 0 {
		a.lookback = longestLookback
	}
	if a.jobTypes == nil {
		a.jobTypes = []string{em.Backup, em.AgentBackup, em.AgentManagement}
	}
}

// readProtection reads the task sessions and the backup sessions of the lookback at the same time and
// judges them. The time is EM's own: a local clock that runs late would hide a violation.
func readProtection(ctx context.Context, c *veeamclient.Client, a *protectionArguments) (*verdict, error) {
	a.setDefaults()
	now, err := c.Now(ctx)
	if err != nil {
		return nil, err
	}
	from := now.Add(-a.lookback)
	scope := veeamclient.JobScope{JobNames: a.jobNames, BackupServerName: a.server}
	var tasks []task
	var sessions []veeamclient.BackupSession

	group, reading := errgroup.WithContext(ctx)
	group.Go(func() error {
		rows, err := c.BackupTaskSessions(reading, veeamclient.BackupTaskSessionScope{JobScope: scope, EndedAfter: from})
		tasks = tasksOf(rows)
		return err
	})
	group.Go(func() (err error) {
		began := scope
		began.CreatedAfter = from
		sessions, err = c.BackupSessions(reading, veeamclient.BackupSessionScope{JobScope: began})
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	jobs := jobsOf(sessions)
	missing, err := missingSessions(ctx, c, tasks, jobs)
	if err != nil {
		return nil, err
	}
	for session, job := range jobsOf(missing) {
		jobs[session] = job
	}
	return judge(a, now, tasks, jobs), nil
}

// task is what a verdict needs of a task session.
type task struct {
	uid, session     string
	name, vmUID      string
	server, serverID string
	creation, end    time.Time
	state, result    string
	reason           string
}

// tasksOf keeps running task sessions too: a machine that is backed up for the first time is there.
func tasksOf(rows []veeamclient.BackupTaskSession) []task {
	tasks := make([]task, len(rows))
	for i := range rows {
		s := &rows[i]
		tasks[i] = task{
			uid: s.UID, session: strings.ToLower(veeamclient.IDOf(s.JobSessionUID)),
			name: s.VMDisplayName, vmUID: s.VMUID, server: s.BackupServerName, serverID: s.BackupServerID,
			creation: s.CreationTime.Time, end: s.EndTime.Time, state: s.State, result: s.Result, reason: s.Reason,
		}
	}
	return tasks
}

// jobOf is the job of a backup session, and the backup server that ran it.
type jobOf struct{ name, kind, server, serverID string }

// jobsOf are the jobs of backup sessions by the session's GUID in lower case.
func jobsOf(sessions []veeamclient.BackupSession) map[string]jobOf {
	jobs := make(map[string]jobOf, len(sessions))
	for i := range sessions {
		s := &sessions[i]
		jobs[strings.ToLower(s.ID())] = jobOf{s.JobName, s.JobType, s.BackupServerName, s.BackupServerID}
	}
	return jobs
}

// missingSessions reads the sessions that began before the lookback, each by its id. One that EM does not know
// stays away: its task sessions never count as good.
func missingSessions(ctx context.Context, c *veeamclient.Client, tasks []task, known map[string]jobOf,
) ([]veeamclient.BackupSession, error) {
	var ids []string
	asked := map[string]bool{}
	for _, t := range tasks {
		if _, found := known[t.session]; !found && t.session != "" && !asked[t.session] {
			asked[t.session] = true
			ids = append(ids, t.session)
		}
	}
	found := make([][]veeamclient.BackupSession, len(ids))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(veeamclient.DefaultMaxConcurrentRequests)
	for i, id := range ids {
		group.Go(func() (err error) {
			found[i], err = c.BackupSessions(ctx, veeamclient.BackupSessionScope{ID: id})
			if errors.Is(err, veeamclient.ErrNotFound) {
				return nil
			}
			return err
		})
	}
	err := group.Wait()
	var sessions []veeamclient.BackupSession
	for _, one := range found {
		sessions = append(sessions, one...)
	}
	return sessions, err
}
