package provider

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// ask reads what a question asks for, side by side, and nothing else. The rows are put together once, for all verdicts that ask so.
func (q *protectionQuestion) ask(ctx context.Context, c *veeamclient.Client, from time.Time) (data compliance.Data, err error) {
	var agentPoints error
	group, reading := errgroup.WithContext(ctx)
	group.Go(func() error {
		tasks, sessions, err := c.BackupTaskSessionsWithJobs(reading, veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{
			JobNames: q.jobNames, BackupServerName: q.server, CreatedAfter: from,
		}})
		data.Tasks, data.Sessions = judgedTaskSessions(tasks), judgedBackupSessions(sessions)
		return err
	})
	if q.points {
		group.Go(func() (err error) {
			data.Points, agentPoints, err = q.askForPoints(reading, c)
			return err
		})
	}
	if len(q.hosts) > 0 {
		group.Go(func() (err error) {
			data.Hosts, _, err = askForHosts(reading, c, inventoryArgument, q.hosts)
			return err
		})
	}
	if q.collection {
		group.Go(func() error {
			newest, err := c.NewestCollection(reading)
			data.Collection = &compliance.Collection{Succeeded: newest.EndOfNewestSuccess, Warned: newest.NewestWarningEnd}
			return needsRole("Portal Administrator", "max_data_age", err)
		})
	}
	if err := group.Wait(); err != nil {
		return compliance.Data{}, err
	}
	if agentPoints != nil && slices.ContainsFunc(data.Tasks, needsAgentPoints) {
		return compliance.Data{}, needsRole("Portal User", `evidence_from = "restore_points" for agents`, agentPoints)
	}
	data.Group(q.jobNames)
	return data, checkHosts(&data, inventoryArgument)
}

// needsAgentPoints reports whether the machine of a task session may have restore points of an agent.
func needsAgentPoints(s compliance.TaskSession) bool {
	return s.VMUID == "" || em.Contains(em.AgentJobTypes, s.JobType)
}

// needsRole says for which argument a role is needed that the account may not have.
func needsRole(role, argument string, err error) error {
	if !errors.Is(err, veeamclient.ErrForbidden) {
		return err
	}
	return &table.RoleError{Role: role, For: argument, Err: err}
}

// askForPoints reads all restore points: how old those are that a machine must have is its backup's affair. An account that may
// not read those of agents is an error of its own, since not every night has machines that need them.
func (q *protectionQuestion) askForPoints(ctx context.Context, c *veeamclient.Client,
) (points []compliance.RestorePoint, agents, failed error) {
	var ofVMs, ofAgents []veeamclient.RestorePoint
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		ofVMs, err = c.RestorePoints(ctx, veeamclient.RestorePointScope{Kinds: []string{veeamclient.VMPoint}, BackupServerName: q.server})
		return err
	})
	group.Go(func() (err error) {
		ofAgents, err = c.RestorePoints(ctx, veeamclient.RestorePointScope{Kinds: []string{veeamclient.AgentPoint}, BackupServerName: q.server})
		if errors.Is(err, veeamclient.ErrForbidden) {
			agents, err = err, nil
		}
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, nil, err
	}
	points = append(judgedRestorePoints(ofVMs), judgedRestorePoints(ofAgents)...)
	return points, agents, nil
}

// quoted lists names.
func quoted(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	shown := make([]string, len(names))
	for i, name := range names {
		shown[i] = `"` + em.Printable(name) + `"`
	}
	return strings.Join(shown, ", ")
}
