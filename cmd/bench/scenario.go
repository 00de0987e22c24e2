package main

import (
	"fmt"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/bench"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

const latency = 50 * time.Millisecond

// scenario is a configuration whose plan is measured.
type scenario struct {
	name string
	// config is the plan's and empty that of its floor, which reads an empty session without latency.
	config, empty string
	// options are those of terraform plan.
	options []string
	// says is what the plan must print.
	says string
	// night serves the answer of path, which curl and json.Unmarshal read for the floor.
	night *bench.Night
	path  string
	// waits is a floor that is no work: logon and rounds of requests at the latency.
	waits time.Duration
	// logons counts those at the simulator that the plan reads, where it must log on once.
	logons func() int
	body   []byte
}

// newScenarios starts the simulators. With the http provider, each session is read by it too.
func newScenarios(instead bool) ([]*scenario, func(), error) {
	sizes := []int{0, 100, 1000, 10000, 50000}
	night, err := start(0, sizes...)
	if err != nil {
		return nil, nil, err
	}
	many, err := start(latency, slice(200, 1)...)
	if err != nil {
		return nil, nil, err
	}
	middle, err := start(latency, 10000)
	if err != nil {
		return nil, nil, err
	}
	large, err := start(latency, 50000)
	if err != nil {
		return nil, nil, err
	}
	fleet, err := startFleet()
	if err != nil {
		return nil, nil, err
	}
	scenarios := ofSessions(night, sizes, instead)
	scenarios = append(scenarios, ofSources(many)...)
	scenarios = append(scenarios, ofVerdicts(fleet)...)
	scenarios = append(scenarios,
		&scenario{name: "search=10000/list=full", config: find(middle, ""), says: "total = 10000\n", waits: searchWaits(10000)},
		&scenario{name: "search=50000/list=failed", config: find(large, failedOnly), says: "total = 50000\n", waits: searchWaits(50000)},
	)
	for _, s := range scenarios {
		s.empty = read(night, night.Sessions[0], "")
	}
	return scenarios, func() { night.Close(); many.Close(); middle.Close(); large.Close(); fleet.Close() }, nil
}

const failedOnly = `results = ["Failed"]`

// ofSessions read one session each, with all rows listed and with those that failed.
func ofSessions(night *bench.Night, sizes []int, instead bool) []*scenario {
	var scenarios []*scenario
	for i, size := range sizes {
		add := func(name, config string) {
			scenarios = append(scenarios, &scenario{
				name: fmt.Sprintf("sessions=%d/%s", size, name), config: config, says: fmt.Sprintf("total = %d\n", size),
				night: night, path: bench.Path(night.Sessions[i]),
			})
		}
		add("list=full", read(night, night.Sessions[i], ""))
		add("list=failed", read(night, night.Sessions[i], failedOnly))
		if instead {
			add("http=failed", byHand(night, night.Sessions[i]))
		}
	}
	return scenarios
}

// ofSources read 200 sessions by as many data sources. Terraform's own parallelism is ten: while it works on an answer,
// the request's place is not used. With some more it is.
func ofSources(night *bench.Night) []*scenario {
	rounds := 200 / time.Duration(veeamclient.DefaultMaxConcurrentRequests)
	usual := scenario{name: "sources=200", config: each(night), says: "total = 200\n", logons: night.Logons, waits: latency + rounds*latency}
	ahead := usual
	ahead.name, ahead.options = "sources=200/parallelism=12", []string{"-parallelism=12"}
	return []*scenario{&usual, &ahead}
}

// fleet is 2,000 machines, each with 30 nights and as many restore points, of which a vCenter Server lists all.
var fleet = veeamsim.Counts{Servers: 4, Jobs: 80, SessionsPerJob: 30, MachinesPerSession: 25}

func startFleet() (*bench.Night, error) {
	server, err := veeamsim.New(veeamsim.Config{Latency: latency, Inventory: veeamsim.Generate(fleet, time.Now())})
	if err != nil {
		return nil, err
	}
	return &bench.Night{Server: server}, server.StartTLS("")
}

// ofVerdicts judge the fleet by sessions alone, then by all that a verdict can ask for.
func ofVerdicts(night *bench.Night) []*scenario {
	machines := fleet.Jobs * fleet.MachinesPerSession
	rows, sessions := machines*fleet.SessionsPerJob, fleet.Jobs*fleet.SessionsPerJob
	const proof = `
  evidence_from      = "restore_points"
  min_restore_points = 14
  expect_inventory   = ["*"]
  max_data_age       = "1h"
`
	name, says := fmt.Sprintf("verdict=%d/sessions=%d", machines, rows), fmt.Sprintf("judged = %d\n", machines)
	return []*scenario{
		{name: name, config: judge(night, ""), says: says, waits: searchWaits(rows + sessions)},
		{name: fmt.Sprintf("%s/points=%d", name, rows), config: judge(night, proof), says: says, waits: searchWaits(2*rows + sessions)},
	}
}

// searchWaits is the logon, the first page, and the others a few at a time.
func searchWaits(rows int) time.Duration {
	others, places := rows/veeamclient.DefaultPageSize-1, veeamclient.DefaultMaxConcurrentRequests
	return latency + time.Duration(1+(others+places-1)/places)*latency
}

func start(latency time.Duration, sizes ...int) (*bench.Night, error) {
	night, err := bench.NewNight(veeamsim.Config{Latency: latency}, sizes...)
	if err != nil {
		return nil, err
	}
	return night, night.StartTLS("")
}

func slice(n, value int) []int {
	values := make([]int, n)
	for i := range values {
		values[i] = value
	}
	return values
}
