package provider

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// ask reads what a question asks for, side by side, and nothing else.
func (q *protectionQuestion) ask(ctx context.Context, c *veeamclient.Client, from time.Time) (data compliance.Data, err error) {
	var agentPoints error
	group, reading := errgroup.WithContext(ctx)
	group.Go(func() error {
		tasks, sessions, err := c.BackupTaskSessionsWithJobs(reading, veeamclient.BackupTaskSessionScope{JobScope: veeamclient.JobScope{
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
			data.Hosts, err = askForHosts(reading, c, q.hosts)
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
	return data, checkHosts(&data)
}

// needsAgentPoints reports whether the machine of a task session may have restore points of an agent.
func needsAgentPoints(s compliance.TaskSession) bool {
	return s.VMUID == "" || em.Contains([]string{em.AgentBackup, em.AgentManagement}, s.JobType)
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
func (q *protectionQuestion) askForPoints(ctx context.Context, c *veeamclient.Client) (points []compliance.RestorePoint, agents, failed error) {
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
	points = make([]compliance.RestorePoint, 0, len(ofVMs)+len(ofAgents))
	for _, list := range [][]veeamclient.RestorePoint{ofVMs, ofAgents} {
		for i := range list {
			p := &list[i]
			points = append(points, compliance.RestorePoint{
				ID: p.ID(), Name: p.MachineName, VMUID: p.VMUID, Server: p.BackupServerName, ServerID: p.BackupServerID,
				Agent: p.Kind == veeamclient.AgentPoint, Creation: p.CreationTime.Time,
			})
		}
	}
	return points, agents, nil
}

// askForHosts reads what virtual hosts list, templates apart. Where one is named, so are all of its unique id: they are one host.
func askForHosts(ctx context.Context, c *veeamclient.Client, names []string) ([]compliance.Host, error) {
	roots, err := c.HierarchyRoots(ctx, veeamclient.NameScope{})
	if err != nil {
		return nil, err
	}
	chosen, err := chooseRoots(roots, names)
	if err != nil {
		return nil, err
	}
	hosts := make([]compliance.Host, len(chosen))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(veeamclient.DefaultMaxConcurrentRequests)
	for i, root := range chosen {
		hosts[i] = compliance.Host{
			Name: root.Name, HierarchyID: root.HierarchyRootID, UniqueID: root.UniqueID, Server: root.BackupServerName, ServerID: root.BackupServerID,
		}
		group.Go(func() error {
			machines, err := c.VirtualMachines(ctx, root)
			for _, m := range machines {
				if !m.IsTemplate() {
					hosts[i].Machines = append(hosts[i].Machines, compliance.HostMachine{Name: m.Name, Reference: m.Reference})
				}
			}
			return err
		})
	}
	return hosts, group.Wait()
}

// chooseRoots finds the named virtual hosts; * stands for all.
func chooseRoots(roots []veeamclient.HierarchyRoot, names []string) (chosen []veeamclient.HierarchyRoot, err error) {
	if slices.Contains(names, "*") {
		return roots, nil
	}
	wanted, there := em.NewSet(names...), map[string]bool{}
	uniqueIDs := em.NewSet()
	for _, root := range roots {
		there[root.Name] = true
		if wanted.Has(root.Name) && root.UniqueID != "" {
			uniqueIDs[em.Fold(root.UniqueID)] = true
		}
	}
	if missing := compliance.MissingNames(names, sortedKeys(there)); len(missing) > 0 {
		return nil, &table.AdvisedError{
			Happened: fmt.Sprintf("expect_inventory names what is no virtual host of Enterprise Manager: %s.", quoted(missing)),
			Advice:   fmt.Sprintf("The virtual hosts that there are: %s.", quoted(sortedKeys(there))),
		}
	}
	for _, root := range roots {
		if wanted.Has(root.Name) || uniqueIDs.Has(root.UniqueID) {
			chosen = append(chosen, root)
		}
	}
	return chosen, nil
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

// checkHosts refuses an empty list of a virtual host whose machines are in sessions: it is no inventory.
func checkHosts(data *compliance.Data) error {
	listed := map[string]bool{} // by unique id
	for _, h := range data.Hosts {
		listed[em.Fold(h.UniqueID)] = listed[em.Fold(h.UniqueID)] || len(h.Machines) > 0
	}
	for _, h := range data.Hosts {
		if listed[em.Fold(h.UniqueID)] {
			continue
		}
		for i := range data.Tasks {
			if s := &data.Tasks[i]; h.HierarchyID != "" && strings.Contains(em.Fold(s.VMUID), ":"+em.Fold(h.HierarchyID)+".") {
				return &table.AdvisedError{
					Happened: fmt.Sprintf("Enterprise Manager lists no machine of the virtual host %s, but by a task session %s is one of them.",
						quoted([]string{h.Name}), quoted([]string{s.Name})),
					Advice: "An empty list is not taken for an inventory. See whether the account's restore scope is narrowed, and whether the backup server still " +
						"reaches the virtual host.",
				}
			}
		}
	}
	return nil
}
