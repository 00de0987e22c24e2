package provider_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestModelStatistic counts what the oracle says of nights that are always the same: the model proves nothing of a cause or a status
// that its nights don't have.
func TestModelStatistic(t *testing.T) {
	t.Parallel()
	const nights = 1000
	draw := rapid.Custom(drawNight)
	counts := map[string]int{} // by outcome, or row, the nights that have it
	for seed := range nights {
		n := draw.Example(seed)
		found := map[string]bool{}
		v := newOracle(n).judge()
		for _, m := range v.machines {
			found[m.outcome] = true
			if n.asked.hosts != nil && m.outcome == "violation not_seen" && !holdsName(n.asked.expected, m.name) {
				found["violation not_seen, listed by a host"] = true
			}
			if len(n.roots) == 2 && n.roots[0].unique == n.roots[1].unique && m.outcome == "retired" {
				found["retired, of one host by two roots"] = true
			}
			if n.asked.points && m.outcome == "compliant" {
				found["compliant by restore points"] = true
			}
			if n.asked.hosts != nil && m.outcome == "replaced" {
				found["replaced, with an inventory"] = true
			}
		}
		for _, row := range v.rows {
			found["row "+row] = true
		}
		for what := range found {
			counts[what]++
		}
	}
	for _, what := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%4d of %d nights: %s", counts[what], nights, what)
	}
	for _, what := range []string{
		"violation no_restore_point", "violation no_copy", "retired", "retired, of one host by two roots", "violation not_seen, listed by a host", "row stale_data",
		"replaced, with an inventory", "compliant by restore points",
	} {
		if counts[what] < nights/200 {
			t.Errorf("%d of %d nights have %s", counts[what], nights, what)
		}
	}
}
