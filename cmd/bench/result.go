package main

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"syscall"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/bench"
)

// result is what was measured of a scenario.
type result struct {
	*scenario
	plans, empties         []plan
	curls, decodes, floors []time.Duration
	// requests are those of each plan, simulated the processor time of the simulator meanwhile.
	requests  []int
	simulated []time.Duration
}

// measure runs the floor and the plan once, one after the other.
func (r *result) measure(ctx context.Context, t *terraform) error {
	name, says := "empty", "total = 0\n"
	if r.emptySays != "" {
		name, says = "floor of "+r.name, r.emptySays
	}
	empty, err := t.plan(ctx, name, r.empty, says)
	if err != nil {
		return err
	}
	var curled, decoded time.Duration
	if len(r.paths) > 0 {
		curled, decoded, err = r.readPages(ctx, t.dir)
	} else {
		curled, decoded, err = r.readPlainly(ctx)
	}
	if err != nil {
		return err
	}
	before := 0
	if r.logons != nil {
		before = r.logons()
	}
	asked, used := r.asked(), ownCPU()
	measured, err := t.plan(ctx, r.name, r.config, r.says, r.options...)
	if err != nil {
		return err
	}
	r.requests, r.simulated = append(r.requests, r.asked()-asked), append(r.simulated, ownCPU()-used)
	if r.logons != nil && r.logons() != before+1 {
		return fmt.Errorf("the plan logged on %d times", r.logons()-before)
	}
	r.empties, r.plans = append(r.empties, empty), append(r.plans, measured)
	r.curls, r.decodes = append(r.curls, curled), append(r.decodes, decoded)
	r.floors = append(r.floors, empty.wall+curled+decoded+r.waits)
	return nil
}

// asked is how many requests the simulator has had; 0 where the scenario does not name it.
func (r *result) asked() int {
	if r.night == nil {
		return 0
	}
	return len(r.night.Requests())
}

// ownCPU is the processor time of this process, in which the simulators run.
func ownCPU() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
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
	command := exec.CommandContext(ctx, "curl", //nolint:gosec // the simulator's address
		"--silent", "--show-error", "--fail", "--insecure", "--output", "/dev/null",
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
