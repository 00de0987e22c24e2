package compliance

import (
	"slices"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// groups are the rows of Data by what they are of. Nothing in them depends on the arguments of a verdict but the names of jobs,
// and nothing changes them, so that many verdicts may share them.
type groups struct {
	// jobNames are sorted; tasks are those of these jobs.
	jobNames []string
	tasks    []TaskSession
	servers  servers
	machines []*machineRows
	// vmUIDs are the identities of the machines that have one.
	vmUIDs    map[string]bool
	points    *points
	inventory *inventory
}

// Group puts together, once for all verdicts on these jobs, what is of one machine. The data must not change any more.
func (d *Data) Group(jobNames []string) { d.grouped = d.group(jobNames) }

// groupedFor are the groups for the jobs of a verdict.
func (d *Data) groupedFor(jobNames []string) *groups {
	if d.grouped != nil && slices.Equal(d.grouped.jobNames, slices.Sorted(slices.Values(jobNames))) {
		return d.grouped
	}
	return d.group(jobNames)
}

func (d *Data) group(jobNames []string) *groups {
	g := &groups{jobNames: slices.Sorted(slices.Values(jobNames)), tasks: tasksOfJobs(d.Tasks, jobNames)}
	g.servers = serversOf(g.tasks)
	g.machines = identify(g.tasks, g.servers)
	g.vmUIDs = make(map[string]bool, len(g.machines))
	for _, m := range g.machines {
		g.vmUIDs[m.vmUID] = true
	}
	g.points = newPoints(d.Points, g.servers)
	g.inventory = newInventory(d.Hosts, g.servers)
	return g
}

// tasksOfJobs drops the rows of jobs that were not asked for. One whose job EM does not name stays, because EM's own filter let it
// through, but it may be of another job: as if its type were not known, it never counts as good.
func tasksOfJobs(tasks []TaskSession, names []string) []TaskSession {
	if len(names) == 0 {
		return tasks
	}
	jobs := em.NewSet(names...)
	var inScope []TaskSession
	for _, s := range tasks {
		switch {
		case s.JobName == "":
			s.JobType = ""
		case !jobs.Has(s.JobName) && !jobs.Has(s.PolicyName):
			continue
		}
		inScope = append(inScope, s)
	}
	return inScope
}
