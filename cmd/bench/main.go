// Command bench measures whole plans by real Terraform against the simulator, each beside its floor,
// and prints a table. It needs Linux, terraform and curl.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"slices"
)

func main() {
	if launched() {
		os.Exit(launch())
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, arguments []string) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	runs := flags.Int("runs", 7, "Measure every plan this `often`, each time beside its floor.")
	only := flags.String("only", "", "Measure only plans whose name matches this regular `expression`.")
	file := flags.String("benchstat", "", "Write every single measurement to this `file`, for benchstat.")
	growth := flags.String("growth", "", "Measure a verdict on 750 to 300,000 task sessions, and draw what it took into this `file`, an SVG.")
	httpProvider := flags.String("http", "", "Measure what one would write instead too, with this `file`, a build of terraform-provider-http.")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	chosen, err := regexp.Compile(*only)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "veeam-bench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	t, err := prepare(ctx, dir, *httpProvider)
	if err != nil {
		return err
	}
	if err := reportPlans(ctx, t, *runs, chosen, *httpProvider != "", *file); err != nil {
		return err
	}
	if chosen.MatchString("start-up") {
		measured, err := measureStartUps(ctx, t, *runs, *httpProvider)
		if err == nil {
			err = writeStartUps(os.Stdout, measured)
		}
		if err != nil {
			return err
		}
	}
	if *growth == "" {
		return nil
	}
	grown, err := measureGrowth(ctx, t, *runs)
	if err != nil {
		return err
	}
	return drawGrowth(*growth, grown)
}

// reportPlans measures the plans, and prints and writes what they took.
func reportPlans(ctx context.Context, t *terraform, runs int, chosen *regexp.Regexp, instead bool, file string) error {
	results, err := measureAll(ctx, t, runs, chosen, instead)
	results = slices.DeleteFunc(results, func(r *result) bool { return len(r.plans) == 0 })
	if len(results) == 0 {
		return err
	}
	// What was measured before a plan failed is not lost.
	return errors.Join(err, writeTable(os.Stdout, results), writeBenchstat(file, results))
}

// measureAll runs round after round, so that what disturbs the machine meets all plans and floors alike.
func measureAll(ctx context.Context, t *terraform, runs int, chosen *regexp.Regexp, instead bool) ([]*result, error) {
	sims := &simulators{}
	defer sims.close()
	scenarios, err := newScenarios(sims, instead)
	if err != nil {
		return nil, err
	}
	var results []*result
	for _, s := range scenarios {
		if chosen.MatchString(s.name) {
			results = append(results, &result{scenario: s})
		}
	}
	for round := range runs {
		for _, r := range results {
			fmt.Fprintf(os.Stderr, "round %d of %d: %s\n", round+1, runs, r.name)
			if err := r.measure(ctx, t); err != nil {
				return results, fmt.Errorf("%s: %w", r.name, err)
			}
		}
	}
	return results, nil
}
