package provider

import (
	"context"
	"errors"
	"maps"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// longestLookback is as far back as EM keeps sessions.
const longestLookback = veeamclient.KeptDays * 24 * time.Hour

// protectionArguments are what a user asks of veeam_protection_status.
type protectionArguments struct {
	compliance.Arguments
	lookback      time.Duration
	server        string
	acceptWarning *bool
}

func (a *protectionArguments) setDefaults() {
	if a.lookback == 0 {
		a.lookback = longestLookback
	}
	if a.JobTypes == nil {
		a.JobTypes = []string{em.Backup, em.AgentBackup, em.AgentManagement}
	}
	a.AcceptWarning = a.acceptWarning == nil || *a.acceptWarning
}

// readProtection reads the task sessions and the backup sessions of the lookback at the same time and
// judges them. The time is EM's own: a local clock that runs late would hide a violation.
func readProtection(ctx context.Context, c *veeamclient.Client, a *protectionArguments) ([]compliance.Verdict, error) {
	a.setDefaults()
	now, err := c.Now(ctx)
	if err != nil {
		return nil, err
	}
	from := now.Add(-a.lookback)
	scope := veeamclient.JobScope{JobNames: a.JobNames, BackupServerName: a.server}
	var tasks []compliance.TaskSession
	var sessions []veeamclient.BackupSession

	group, reading := errgroup.WithContext(ctx)
	group.Go(func() error {
		rows, err := c.BackupTaskSessions(reading, veeamclient.BackupTaskSessionScope{JobScope: scope, EndedAfter: from})
		tasks = judgedTaskSessions(rows)
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
	jobs := jobsOfSessions(sessions)
	missing, err := readMissingSessions(ctx, c, tasks, jobs)
	if err != nil {
		return nil, err
	}
	maps.Copy(jobs, jobsOfSessions(missing))
	a.Now = now
	return []compliance.Verdict{*compliance.Judge(&a.Arguments, tasks, jobs)}, nil
}

// judgedTaskSessions keeps running task sessions too: a machine that is backed up for the first time is there.
func judgedTaskSessions(rows []veeamclient.BackupTaskSession) []compliance.TaskSession {
	tasks := make([]compliance.TaskSession, len(rows))
	for i := range rows {
		s := &rows[i]
		tasks[i] = compliance.TaskSession{
			UID: s.UID, BackupSession: strings.ToLower(veeamclient.IDOf(s.JobSessionUID)),
			Name: s.VMDisplayName, VMUID: s.VMUID, Server: s.BackupServerName, ServerID: s.BackupServerID,
			Creation: s.CreationTime.Time, End: s.EndTime.Time, State: s.State, Result: s.Result, Reason: s.Reason,
		}
	}
	return tasks
}

// jobsOfSessions are the jobs of backup sessions by the session's GUID in lower case.
func jobsOfSessions(sessions []veeamclient.BackupSession) map[string]compliance.Job {
	jobs := make(map[string]compliance.Job, len(sessions))
	for i := range sessions {
		s := &sessions[i]
		jobs[strings.ToLower(s.ID())] = compliance.Job{
			Name: s.JobName, Type: s.JobType, Server: s.BackupServerName, ServerID: s.BackupServerID,
		}
	}
	return jobs
}

// readMissingSessions reads the sessions that began before the lookback, each by its id. One that EM does not know
// stays away: its task sessions never count as good.
func readMissingSessions(ctx context.Context, c *veeamclient.Client, tasks []compliance.TaskSession, known map[string]compliance.Job,
) ([]veeamclient.BackupSession, error) {
	var ids []string
	missing := map[string]bool{}
	for _, t := range tasks {
		if _, found := known[t.BackupSession]; !found && t.BackupSession != "" && !missing[t.BackupSession] {
			missing[t.BackupSession] = true
			ids = append(ids, t.BackupSession)
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
