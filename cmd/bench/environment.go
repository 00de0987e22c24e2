package main

import (
	"fmt"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/bench"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// environment is a pretend Enterprise Manager whose jobs ran each day, and how many rows it has of each type.
type environment struct {
	*bench.Night
	machines, days int
	rows           map[string]int
	pageSize       int
}

// The types of the query service that a verdict reads.
const (
	tasks    = "BackupTaskSession"
	sessions = "BackupJobSession"
	points   = "VmRestorePoint"
)

// largest is 2,000 machines of 80 jobs and 12 backup servers, with 30 days of each: 60,000 task sessions, of which 2% failed, and
// a restore point of every other one. A vCenter Server lists all machines.
var largest = veeamsim.Counts{Servers: 12, Jobs: 80, SessionsPerJob: 30, MachinesPerSession: 25, FailedPercent: bench.FailedPercent}

// simulators are those that were started.
type simulators struct{ started []*veeamsim.Server }

func (s *simulators) close() {
	for _, server := range s.started {
		server.Close()
	}
}

// night starts a simulator of one job.
func (s *simulators) night(latency time.Duration, sizes ...int) (*bench.Night, error) {
	night, err := bench.NewNight(veeamsim.Config{Latency: latency}, sizes...)
	if err != nil {
		return nil, err
	}
	s.started = append(s.started, night.Server)
	return night, night.StartTLS("")
}

// environment starts a simulator of many. The configuration may have a latency or a greatest page.
func (s *simulators) environment(counts veeamsim.Counts, config veeamsim.Config) (*environment, error) {
	config.Inventory = veeamsim.Generate(counts, time.Now())
	e := &environment{
		machines: counts.Jobs * counts.MachinesPerSession, days: counts.SessionsPerJob, pageSize: veeamclient.DefaultPageSize,
		rows: map[string]int{
			tasks: len(config.Inventory.TaskSessions), sessions: len(config.Inventory.BackupSessions),
			points: len(config.Inventory.VMRestorePoints),
		},
	}
	if config.MaxPageSize > 0 {
		e.pageSize = config.MaxPageSize
	}
	server, err := veeamsim.New(config)
	if err != nil {
		return nil, err
	}
	e.Night = &bench.Night{Server: server}
	s.started = append(s.started, server)
	return e, e.StartTLS("")
}

// pages are the paths of all pages of these types.
func (e *environment) pages(types ...string) []string {
	var paths []string
	for _, queryType := range types {
		for number := range (e.rows[queryType] + e.pageSize - 1) / e.pageSize {
			paths = append(paths, bench.QueryPath(queryType, e.pageSize, number+1))
		}
	}
	return paths
}

// proof is all that a verdict can ask for; the number of points is one that every machine has.
const proof = `
  evidence_from      = "restore_points"
  min_restore_points = %d
  expect_inventory   = ["*"]
  max_data_age       = "1h"
`

// verdict judges all machines, by sessions or by all that a verdict can ask for.
func (e *environment) verdict(name string, allProof bool) *scenario {
	s := &scenario{
		name:   fmt.Sprintf("verdict=%d/days=%d/%s", e.machines, e.days, name),
		config: judge(e.Night, ""), says: fmt.Sprintf("judged = %d\n", e.machines),
		night: e.Night, paths: e.pages(tasks, sessions), limit: limits{ratio: 1.2, requests: true},
	}
	if allProof {
		s.config, s.paths = judge(e.Night, fmt.Sprintf(proof, e.days/2-1)), e.pages(tasks, sessions, points)
		s.limit.peak = 160 * mebibyte
	}
	return s
}

// ofEnvironments are verdicts on the largest environment, by a server at once, by a near and a far one and by one that cuts pages down,
// what else is read of it, and verdicts on smaller ones.
func ofEnvironments(sims *simulators) ([]*scenario, error) {
	var of [4]*environment
	for i, config := range []veeamsim.Config{{}, {Latency: 5 * time.Millisecond}, {Latency: latency}, {MaxPageSize: 100}} {
		e, err := sims.environment(largest, config)
		if err != nil {
			return nil, err
		}
		of[i] = e
	}
	now, near, late, capped := of[0], of[1], of[2], of[3]
	failed := &scenario{
		name: "search=60000/list=failed", config: findAll(now.Night, failedOnly), says: fmt.Sprintf("total = %d\n", now.rows[tasks]),
		night: now.Night, paths: now.pages(tasks, sessions), limit: limits{ratio: 1.2, requests: true},
	}
	smaller, err := ofSizes(sims)
	return append([]*scenario{
		now.verdict("by=sessions", false), near.verdict("by=sessions/latency=5ms", false), late.verdict("by=sessions/latency=50ms", false),
		now.verdict("by=points", true), near.verdict("by=points/latency=5ms", true), late.verdict("by=points/latency=50ms", true),
		capped.verdict("by=sessions/page=100", false), failed,
		now.forEach(30), now.forEach(300),
	}, smaller...), err
}

// forEach judges so many machines by as many data sources, which share one read. Beside it stand as many of a provider that answers
// from memory, and one read of everything.
func (e *environment) forEach(count int) *scenario {
	return &scenario{
		name: fmt.Sprintf("for_each=%d", count), config: eachMachine(e.Night, count), says: fmt.Sprintf("total = %d\n", count),
		empty: fromMemory(count), emptySays: fmt.Sprintf("total = %d\n", count),
		night: e.Night, paths: e.pages(tasks, sessions), limit: limits{ratio: 1.3, requests: true},
	}
}

// size is an environment of the table of costs.
type size struct{ jobs, machinesPerJob, days int }

// ofSizes are verdicts on environments of several sizes, at latencies of a near and of a far server.
func ofSizes(sims *simulators) ([]*scenario, error) {
	var scenarios []*scenario
	for _, s := range []size{{4, 25, 30}, {20, 25, 30}, {80, 25, 7}} {
		for _, late := range []time.Duration{5 * time.Millisecond, latency} {
			counts := largest
			counts.Jobs, counts.MachinesPerSession, counts.SessionsPerJob = s.jobs, s.machinesPerJob, s.days
			e, err := sims.environment(counts, veeamsim.Config{Latency: late})
			if err != nil {
				return nil, err
			}
			scenarios = append(scenarios, e.verdict(fmt.Sprintf("by=sessions/latency=%s", late), false),
				e.verdict(fmt.Sprintf("by=points/latency=%s", late), true))
		}
	}
	return scenarios, nil
}
