package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// growthJobs are how many jobs the environments of the plot have: 25 machines each and 30 days of each, so 750 task sessions a job.
var growthJobs = []int{1, 4, 13, 40, 133, 400}

// grown is a verdict on an environment.
type grown struct {
	rows int
	plan plan
}

// measureGrowth judges environments of more and more rows, one after the other, so that no other takes memory meanwhile.
func measureGrowth(ctx context.Context, t *terraform, runs int) ([]grown, error) {
	var measured []grown
	for _, jobs := range growthJobs {
		counts := largest
		counts.Jobs = jobs
		fmt.Fprintf(os.Stderr, "growth: %d jobs\n", jobs)
		one, err := measureGrown(ctx, t, runs, counts)
		if err != nil {
			return nil, err
		}
		measured = append(measured, one)
	}
	return measured, nil
}

func measureGrown(ctx context.Context, t *terraform, runs int, counts veeamsim.Counts) (grown, error) {
	sims := &simulators{}
	defer sims.close()
	e, err := sims.environment(counts, veeamsim.Config{})
	if err != nil {
		return grown{}, err
	}
	s := e.verdict("growth", false)
	var plans []plan
	for range runs {
		p, err := t.plan(ctx, s.name, s.config, s.says)
		if err != nil {
			return grown{}, err
		}
		plans = append(plans, p)
	}
	return grown{rows: e.rows[tasks], plan: plan{
		wall: median(plans, func(p plan) time.Duration { return p.wall }),
		provider: usage{
			CPU:  median(plans, func(p plan) time.Duration { return p.provider.CPU }),
			Peak: median(plans, func(p plan) int64 { return p.provider.Peak }),
		},
	}}, nil
}

// drawGrowth writes the plot into a file, and the figures to the terminal.
func drawGrowth(name string, measured []grown) error {
	rows := make([]float64, len(measured))
	wall, cpu, peak := series{name: "plan"}, series{name: "of it provider's processor"}, series{name: "provider"}
	for i, g := range measured {
		rows[i] = float64(g.rows)
		wall.values = append(wall.values, g.plan.wall.Seconds())
		cpu.values = append(cpu.values, g.plan.provider.CPU.Seconds())
		peak.values = append(peak.values, float64(g.plan.provider.Peak)/mebibyte)
		fmt.Printf("growth: %d task sessions: plan %.2f s, provider's processor %.2f s, provider's peak %.0f MiB\n",
			g.rows, wall.values[i], cpu.values[i], peak.values[i])
	}
	svg := drawPlots("A verdict by task sessions read", "task sessions", rows, []plot{
		{title: "Seconds", series: []series{wall, cpu}},
		{title: "Peak memory, MiB", series: []series{peak}},
	})
	if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
		return err
	}
	return os.WriteFile(name, svg, 0o600)
}
