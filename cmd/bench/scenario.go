package main

import (
	"fmt"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/bench"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

const latency = 50 * time.Millisecond

// scenario is a configuration whose plan is measured.
type scenario struct {
	name string
	// config is the plan's and empty that of its floor, which reads an empty session without latency, and prints emptySays.
	config, empty, emptySays string
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
	// paths are the pages that the plan reads, in place of path.
	paths  []string
	bodies [][]byte
	limit  limits
}

// limits are what a plan should not go beyond; zero stands for none.
type limits struct {
	// ratio is that of plan and floor, peak the provider's memory in bytes.
	ratio float64
	peak  int64
	// requests: at most one and a half times the pages, and twelve.
	requests bool
}

// newScenarios starts the simulators. With the http provider, each session is read by it too.
func newScenarios(sims *simulators, instead bool) ([]*scenario, error) {
	sizes := []int{0, 100, 1000, 10000, 50000}
	night, err := sims.night(0, sizes...)
	if err != nil {
		return nil, err
	}
	many, err := sims.night(latency, slice(200, 1)...)
	if err != nil {
		return nil, err
	}
	middle, err := sims.night(latency, 10000)
	if err != nil {
		return nil, err
	}
	large, err := sims.night(latency, 50000)
	if err != nil {
		return nil, err
	}
	verdicts, err := ofEnvironments(sims)
	if err != nil {
		return nil, err
	}
	scenarios := append(ofSessions(night, sizes, instead), ofSources(many)...)
	scenarios = append(scenarios,
		&scenario{name: "search=10000/list=full", config: find(middle, ""), says: "total = 10000\n", waits: searchWaits(10000)},
		&scenario{name: "search=50000/list=failed", config: find(large, failedOnly), says: "total = 50000\n", waits: searchWaits(50000)},
	)
	scenarios = append(scenarios, verdicts...)
	for _, s := range scenarios {
		if s.empty == "" {
			s.empty = read(night, night.Sessions[0], "")
		}
	}
	return scenarios, nil
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

// searchWaits is the logon, the first page, and the others a few at a time.
func searchWaits(rows int) time.Duration {
	others, places := rows/veeamclient.DefaultPageSize-1, veeamclient.DefaultMaxConcurrentRequests
	return latency + time.Duration(1+(others+places-1)/places)*latency
}

func slice(n, value int) []int {
	values := make([]int, n)
	for i := range values {
		values[i] = value
	}
	return values
}
