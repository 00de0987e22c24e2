package provider

import (
	"context"
	"errors"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// protectionScope is what a verdict reads of EM.
type protectionScope struct {
	jobNames []string
	server   string
	lookback time.Duration
	// points: restore points too; hosts: what the virtual hosts of these names list; collection: when EM last collected its data.
	points     bool
	hosts      []string
	collection bool
}

// read reads what the scope names, side by side, and nothing else; from is the earliest beginning of task sessions. The rows are put
// together once, for all verdicts of this scope.
func (s *protectionScope) read(ctx context.Context, c *veeamclient.Client, from time.Time) (data compliance.Data, err error) {
	var agentPoints error
	group, reading := errgroup.WithContext(ctx)
	group.Go(func() error {
		tasks, sessions, err := c.BackupTaskSessionsWithJobs(reading, veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{
			JobNames: s.jobNames, BackupServerName: s.server, CreatedAfter: from,
		}})
		data.Tasks, data.Sessions = complianceTaskSessions(tasks), complianceBackupSessions(sessions)
		return err
	})
	if s.points {
		group.Go(func() (err error) {
			data.Points, agentPoints, err = s.readPoints(reading, c)
			return err
		})
	}
	if len(s.hosts) > 0 {
		group.Go(func() (err error) {
			data.Hosts, _, err = readHosts(reading, c, inventoryArgument, s.hosts)
			return err
		})
	}
	if s.collection {
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
	data.Group(s.jobNames)
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

// readPoints reads all restore points: how old those are that a machine must have is its backup's affair. An account that may
// not read those of agents is an error of its own, since not every night has machines that need them.
func (s *protectionScope) readPoints(ctx context.Context, c *veeamclient.Client,
) (points []compliance.RestorePoint, agents, failed error) {
	var ofVMs, ofAgents []veeamclient.RestorePoint
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		ofVMs, err = c.RestorePoints(ctx, veeamclient.RestorePointScope{Kinds: []string{veeamclient.VMPoint}, BackupServerName: s.server})
		return err
	})
	group.Go(func() (err error) {
		ofAgents, err = c.RestorePoints(ctx, veeamclient.RestorePointScope{Kinds: []string{veeamclient.AgentPoint}, BackupServerName: s.server})
		if errors.Is(err, veeamclient.ErrForbidden) {
			agents, err = err, nil
		}
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, nil, err
	}
	points = append(complianceRestorePoints(ofVMs), complianceRestorePoints(ofAgents)...)
	return points, agents, nil
}
