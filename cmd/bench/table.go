package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"text/tabwriter"
	"time"
)

const mebibyte = 1 << 20

// median is the middle one of what was measured, by what is looked at.
func median[T any, V cmp.Ordered](measured []T, of func(T) V) V {
	values := make([]V, len(measured))
	for i, m := range measured {
		values[i] = of(m)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

func itself(d time.Duration) time.Duration { return d }

// writeTable prints the medians. The ratio is that of the medians of plan and floor.
func writeTable(out io.Writer, results []*result) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "plan\twall s\tfloor s\tplan/floor\tempty plan s\tcurl s\tUnmarshal s\tCPU s provider\tTerraform\tpeak MiB "+
		"provider\tTerraform\tbody MiB\t")
	for _, r := range results {
		wall := median(r.plans, func(p plan) time.Duration { return p.wall })
		floor := median(r.floors, itself)
		fmt.Fprintf(w, "%s\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.0f\t%.0f\t%.1f\t\n", r.name,
			wall.Seconds(), floor.Seconds(), float64(wall)/float64(floor),
			median(r.empties, func(p plan) time.Duration { return p.wall }).Seconds(),
			median(r.curls, itself).Seconds(), median(r.decodes, itself).Seconds(),
			median(r.plans, func(p plan) time.Duration { return p.provider.CPU }).Seconds(),
			median(r.plans, func(p plan) time.Duration { return p.terraform.CPU }).Seconds(),
			float64(median(r.plans, func(p plan) int64 { return p.provider.Peak }))/mebibyte,
			float64(median(r.plans, func(p plan) int64 { return p.terraform.Peak }))/mebibyte,
			float64(len(r.body))/mebibyte)
	}
	return w.Flush()
}

// writeBenchstat writes each measurement as a line of a Go benchmark.
func writeBenchstat(name string, results []*result) (err error) {
	if name == "" {
		return nil
	}
	file, err := os.Create(name) //nolint:gosec // where the caller wants it
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	w := bufio.NewWriter(file)
	for _, r := range results {
		for i, p := range r.plans {
			fmt.Fprintf(w, "BenchmarkPlan/%s 1 %d ns/op %d floor-ns %d provider-B %d terraform-B %d provider-cpu-ns %d terraform-cpu-ns\n",
				r.name, p.wall, r.floors[i], p.provider.Peak, p.terraform.Peak, p.provider.CPU, p.terraform.CPU)
		}
	}
	return w.Flush()
}
