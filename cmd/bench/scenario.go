package main

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
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

// newScenarios starts the simulators.
func newScenarios() ([]*scenario, func(), error) {
	sizes := []int{0, 100, 1000, 10000, 50000}
	night, err := start(0, sizes...)
	if err != nil {
		return nil, nil, err
	}
	many, err := start(latency, slice(200, 1)...)
	if err != nil {
		return nil, nil, err
	}
	search, err := start(latency, 10000)
	if err != nil {
		return nil, nil, err
	}
	empty := read(night, night.Sessions[0], "")
	var scenarios []*scenario
	for i, size := range sizes {
		base := scenario{night: night, path: bench.Path(night.Sessions[i]), empty: empty, says: fmt.Sprintf("total = %d\n", size)}
		full, failed := base, base
		full.name, full.config = fmt.Sprintf("sessions=%d/list=full", size), read(night, night.Sessions[i], "")
		failed.name, failed.config = fmt.Sprintf("sessions=%d/list=failed", size), read(night, night.Sessions[i], `results = ["Failed"]`)
		scenarios = append(scenarios, &full, &failed)
	}
	places := veeamclient.DefaultMaxConcurrentRequests
	scenarios = append(scenarios,
		&scenario{name: "sources=200", config: each(many), empty: empty, says: "total = 200\n", logons: many.Logons, waits: latency + 200/time.Duration(places)*latency},
		// The logon, the first page, the other 99 a few at a time, and the first page again.
		&scenario{name: "search=10000", config: find(search), empty: empty, says: "total = 10000\n", waits: latency + time.Duration(2+(99+places-1)/places)*latency},
	)
	return scenarios, func() { night.Close(); many.Close(); search.Close() }, nil
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

// provider is the beginning of a configuration.
func provider(night *bench.Night) string {
	return fmt.Sprintf(`
terraform {
  required_providers {
    veeam = { source = "terraform-veeam/veeam" }
  }
}

provider "veeam" {
  endpoint           = %q
  username           = %q
  password           = %q
  certificate_sha256 = %q
}
`, night.URL(), veeamsim.DefaultAccount.Username, veeamsim.DefaultAccount.Password, night.CertificateSHA256())
}

func read(night *bench.Night, session, argument string) string {
	return provider(night) + fmt.Sprintf(`
data "veeam_backup_task_sessions" "night" {
  backup_session_id = %q
  %s
}

output "total" {
  value = data.veeam_backup_task_sessions.night.summary.total
}
`, session, argument)
}

// each reads by a map: Terraform evaluates for_each again for every instance, and sorts a set each time, which at 200 takes
// it 0.6 s.
func each(night *bench.Night) string {
	var sessions strings.Builder
	for i, session := range night.Sessions {
		fmt.Fprintf(&sessions, "    s%03d = %q\n", i, session)
	}
	return provider(night) + fmt.Sprintf(`
locals {
  sessions = {
%s  }
}

data "veeam_backup_task_sessions" "night" {
  for_each          = local.sessions
  backup_session_id = each.value
}

output "total" {
  value = sum([for read in data.veeam_backup_task_sessions.night : read.summary.total])
}
`, sessions.String())
}

func find(night *bench.Night) string {
	return provider(night) + fmt.Sprintf(`
data "veeam_backup_task_sessions" "night" {
  job_name = %q
}

output "total" {
  value = data.veeam_backup_task_sessions.night.summary.total
}
`, night.Job)
}

// result is what was measured of a scenario.
type result struct {
	*scenario
	plans, empties         []plan
	curls, decodes, floors []time.Duration
}

// measure runs the floor and the plan once, one after the other.
func (r *result) measure(ctx context.Context, t *terraform) error {
	empty, err := t.plan(ctx, "empty", r.empty, "total = 0\n")
	if err != nil {
		return err
	}
	curled, decoded, err := r.readPlainly(ctx)
	if err != nil {
		return err
	}
	before := 0
	if r.logons != nil {
		before = r.logons()
	}
	measured, err := t.plan(ctx, r.name, r.config, r.says)
	if err != nil {
		return err
	}
	if r.logons != nil && r.logons() != before+1 {
		return fmt.Errorf("the plan logged on %d times", r.logons()-before)
	}
	r.empties, r.plans = append(r.empties, empty), append(r.plans, measured)
	r.curls, r.decodes = append(r.curls, curled), append(r.decodes, decoded)
	r.floors = append(r.floors, empty.wall+curled+decoded+r.waits)
	return nil
}

// readPlainly is the floor besides the plan: curl of the bytes, and one json.Unmarshal of them.
func (r *result) readPlainly(ctx context.Context) (curled, decoded time.Duration, err error) {
	if r.path == "" {
		return 0, 0, nil
	}
	if r.body == nil {
		if r.body, err = r.night.Body(ctx, r.path); err != nil {
			return 0, 0, err
		}
	}
	token, err := r.night.Token(ctx)
	if err != nil {
		return 0, 0, err
	}
	command := exec.CommandContext(ctx, "curl", "--silent", "--show-error", "--fail", "--insecure", "--output", "/dev/null", //nolint:gosec // the simulator's address
		"--header", "Accept: application/json", "--header", "X-RestSvcSessionId: "+token, r.night.URL()+r.path)
	began := time.Now()
	if out, err := command.CombinedOutput(); err != nil {
		return 0, 0, fmt.Errorf("curl: %w: %s", err, out)
	}
	curled = time.Since(began)
	runtime.GC()
	began = time.Now()
	_, err = bench.Unmarshal(r.body)
	return curled, time.Since(began), err
}
