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

// writeTable prints the medians. The ratio is that of the medians of plan and floor. A figure that has a limit stands beside it, with
// the sign that tells whether it keeps it.
func writeTable(out io.Writer, results []*result) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "plan\twall s\tfloor s\tplan/floor\tempty plan s\tcurl s\tUnmarshal s\tCPU s provider\tTerraform\tsimulator\t"+
		"peak MiB provider\tTerraform\tJSON MiB\trequests\tpages\t")
	for _, r := range results {
		wall := median(r.plans, func(p plan) time.Duration { return p.wall })
		floor := median(r.floors, itself)
		fmt.Fprintf(w, "%s\t%.2f\t%.2f\t%s\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%s\t%.0f\t%.1f\t%s\t%d\t\n", r.name,
			wall.Seconds(), floor.Seconds(), besideLimit("%.2f", float64(wall)/float64(floor), r.limit.ratio),
			median(r.empties, func(p plan) time.Duration { return p.wall }).Seconds(),
			median(r.curls, itself).Seconds(), median(r.decodes, itself).Seconds(),
			median(r.plans, func(p plan) time.Duration { return p.provider.CPU }).Seconds(),
			median(r.plans, func(p plan) time.Duration { return p.terraform.CPU }).Seconds(),
			median(r.simulated, itself).Seconds(),
			besideLimit("%.0f", r.peak()/mebibyte, float64(r.limit.peak)/mebibyte),
			float64(median(r.plans, func(p plan) int64 { return p.terraform.Peak }))/mebibyte,
			r.bytes()/mebibyte,
			besideLimit("%.0f", float64(median(r.requests, func(n int) int { return n })), r.mostRequests()), len(r.paths))
	}
	return w.Flush()
}

// besideLimit writes a figure, and its limit where there is one.
func besideLimit(format string, figure, limit float64) string {
	switch {
	case limit == 0:
		return fmt.Sprintf(format, figure)
	case figure <= limit:
		return fmt.Sprintf(format+" <= "+format, figure, limit)
	}
	return fmt.Sprintf(format+" > "+format, figure, limit)
}

// peak is the provider's memory in bytes.
func (r *result) peak() float64 {
	return float64(median(r.plans, func(p plan) int64 { return p.provider.Peak }))
}

// bytes is how long the JSON is that curl reads for the floor.
func (r *result) bytes() float64 {
	total := len(r.body)
	for _, body := range r.bodies {
		total += len(body)
	}
	return float64(total)
}

// mostRequests is how many there should be at most; 0 stands for no limit.
func (r *result) mostRequests() float64 {
	if !r.limit.requests {
		return 0
	}
	return 1.5*float64(len(r.paths)) + 12
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
