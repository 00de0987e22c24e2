package provider

import (
	"context"
	"errors"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// longestLookback is as far back as EM keeps sessions.
const longestLookback = veeamclient.KeptDays * 24 * time.Hour

// protectionQuestion is what a user asks of veeam_protection_status.
type protectionQuestion struct {
	rpo, lookback      time.Duration
	jobNames           []string
	server             string
	jobTypes           []string
	expected, excluded []string
	acceptWarning      *bool
}

func (q *protectionQuestion) setDefaults() {
	if q.lookback == 0 {
		q.lookback = longestLookback
	}
	if q.jobTypes == nil {
		q.jobTypes = []string{"Backup", "AgentBackup", "AgentManagement"}
	}
}

// readProtection reads the task sessions and the backup sessions of the lookback at the same time and
// judges them. The time is EM's own: a local clock that runs late would hide a violation.
func readProtection(ctx context.Context, c *veeamclient.Client, q *protectionQuestion, rows veeamclient.Rows[verdict]) error {
	q.setDefaults()
	now, err := c.Now(ctx)
	if err != nil {
		return err
	}
	from := now.Add(-q.lookback)
	scope := veeamclient.JobScope{JobNames: q.jobNames, BackupServerName: q.server}
	tasks, sessions := &taskCollector{}, &jobsBySession{}

	group, reading := errgroup.WithContext(ctx)
	group.Go(func() error {
		return c.BackupTaskSessions(reading, veeamclient.BackupTaskSessionScope{JobScope: scope, EndedAfter: from}, tasks)
	})
	group.Go(func() error {
		began := scope
		began.CreatedAfter = from
		return c.BackupSessions(reading, veeamclient.BackupSessionScope{JobScope: began}, sessions)
	})
	if err := group.Wait(); err != nil {
		return err
	}
	if err := sessions.complete(ctx, c, tasks.rows); err != nil {
		return err
	}
	rows.Reset()
	rows.Add(*judge(q, now, tasks.rows, sessions.jobs))
	return nil
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

// taskCollector keeps task sessions, running ones included: a machine that is backed up for the first time is seen.
type taskCollector struct{ rows []task }

func (t *taskCollector) Reset() { t.rows = nil }

func (t *taskCollector) Add(s veeamclient.BackupTaskSession) {
	t.rows = append(t.rows, task{
		uid: s.UID, session: strings.ToLower(veeamclient.IDOf(s.JobSessionUID)),
		name: s.VMDisplayName, vmUID: s.VMUID, server: s.BackupServerName(), serverID: s.BackupServerID(),
		creation: s.CreationTime.Time, end: s.EndTime.Time, state: s.State, result: s.Result, reason: s.Reason,
	})
}

// jobOf is the job of a backup session, and the backup server that ran it.
type jobOf struct{ name, kind, server, serverID string }

// jobsBySession knows the job of each backup session by the session's GUID in lower case.
type jobsBySession struct{ jobs map[string]jobOf }

func (j *jobsBySession) Reset() { j.jobs = map[string]jobOf{} }

func (j *jobsBySession) Add(s veeamclient.BackupSession) {
	j.jobs[strings.ToLower(s.ID())] = jobOf{s.JobName, s.JobType, s.BackupServerName(), s.BackupServerID()}
}

// complete reads the sessions that began before the lookback, each by its id. One that EM does not know
// stays away: its task sessions never count as good.
func (j *jobsBySession) complete(ctx context.Context, c *veeamclient.Client, tasks []task) error {
	missing := map[string]bool{}
	for _, t := range tasks {
		if _, known := j.jobs[t.session]; !known && t.session != "" {
			missing[t.session] = true
		}
	}
	found := make(chan veeamclient.BackupSession, len(missing))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(veeamclient.DefaultMaxConcurrentRequests)
	for id := range missing {
		group.Go(func() error {
			one := &jobsOfOne{found: found}
			err := c.BackupSessions(ctx, veeamclient.BackupSessionScope{ID: id}, one)
			if errors.Is(err, veeamclient.ErrNotFound) {
				return nil
			}
			return err
		})
	}
	err := group.Wait()
	close(found)
	for s := range found {
		j.Add(s)
	}
	return err
}

// jobsOfOne hands on the one session that was read.
type jobsOfOne struct {
	found chan<- veeamclient.BackupSession
}

func (*jobsOfOne) Reset() {}

func (o *jobsOfOne) Add(s veeamclient.BackupSession) { o.found <- s }
