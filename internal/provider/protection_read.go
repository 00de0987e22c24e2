package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// protection is a verdict and what it rests on.
type protection struct {
	*compliance.Verdict
	evidence *evidence
}

// readProtection reads the task sessions and the backup sessions of the lookback and judges them.
func (p *protectionCache) readProtection(ctx context.Context, c *veeamclient.Client, a *protectionArguments, version string,
) ([]protection, error) {
	a.setDefaults()
	now, err := c.Now(ctx)
	if err != nil {
		return nil, err
	}
	a.setLookback(now)
	read, err := p.read(ctx, c, a.scope(), a.readAnew)
	if err != nil {
		return nil, err
	}
	if a.clock, err = c.Clock(ctx); err != nil {
		return nil, err
	}
	a.Now, a.Host = a.clock.Now, c.Connection().Host
	a.newest = read.newest
	v := compliance.Judge(&a.Arguments, &read.data)
	if err := addHints(ctx, c, a, v); err != nil {
		return nil, err
	}
	return []protection{{v, a.evidenceOf(c, version, read, v)}}, nil
}

// scope is what the arguments need of EM.
func (a *protectionArguments) scope() protectionScope {
	return protectionScope{
		jobNames: sorted(a.JobNames), server: a.server, lookback: a.Lookback,
		points: a.FromPoints, hosts: sorted(a.hosts), collection: a.MaxDataAge > 0,
	}
}

// addHints looks up what is there instead of names that EM has nothing of. It asks EM only where something is missing.
func addHints(ctx context.Context, c *veeamclient.Client, a *protectionArguments, v *compliance.Verdict) error {
	missing := func(cause string) bool {
		return slices.ContainsFunc(v.Violations, func(m *compliance.Machine) bool { return m.Cause == cause })
	}
	if missing(compliance.CauseNoSessions) {
		sessions, err := c.BackupSessions(ctx, veeamclient.SessionScope{
			JobScope: veeamclient.JobScope{BackupServerName: a.server, CreatedAfter: a.Now.Add(-a.Lookback)},
		})
		if err != nil {
			return err
		}
		names := map[string]bool{}
		for i := range sessions {
			names[sessions[i].JobName] = true
		}
		v.HintAtJobs(sortedKeys(names))
	}
	if missing(compliance.CauseNoMachines) {
		servers, err := c.BackupServers(ctx, veeamclient.NameScope{})
		if err != nil {
			servers = nil // a hint is worth no error: some accounts may not read backup servers
		}
		names := map[string]bool{}
		for i := range servers {
			names[servers[i].Name] = true
		}
		v.HintAtNobody(hintAtNobody(a, v, sortedKeys(names)))
	}
	return nil
}

// hintAtNobody says why nobody is judged.
func hintAtNobody(a *protectionArguments, v *compliance.Verdict, servers []string) string {
	switch {
	case v.Summary.Machines > 0:
		return fmt.Sprintf("None of the %d machines that were seen is judged: they are excluded, left out or replaced.", v.Summary.Machines)
	case a.server != "" && len(servers) > 0 && !em.Contains(servers, a.server):
		return fmt.Sprintf("There is no backup server %q, but %s.", a.server, strings.Join(servers, ", "))
	}
	return "No task session in scope began within lookback. See whether the jobs ran, and whether the account may see them."
}
