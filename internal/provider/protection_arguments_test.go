package provider_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestProtectionArgumentsRefused: what the configuration alone shows to be wrong is an error on its attribute, before any request.
func TestProtectionArgumentsRefused(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: newNights().inv})
	date := func(days int) string { return time.Now().AddDate(0, 0, days).Format(time.DateOnly) }
	waiver := func(change string) string {
		return fmt.Sprintf("waivers = [{ machines = [\"db01\"], reason = \"moves\", until = %q }, %s]", date(30), change)
	}
	for name, c := range map[string]struct {
		arguments string
		says      []string
	}{
		"only and expected":   {"only_machines = [\"a\"]\nexpected_machines = [\"b\"]", []string{"Invalid Attribute Combination", "only_machines"}},
		"only and excluded":   {"only_machines = [\"a\"]\nexclude_machines = { a = \"old\" }", []string{"Invalid Attribute Combination", "only_machines"}},
		"inventory and only":  {"only_machines = [\"a\"]\nexpect_inventory = [\"*\"]", []string{"Invalid Attribute Combination", "expect_inventory"}},
		"inventory and a job": {"job_names = [\"a\"]\nexpect_inventory = [\"*\"]", []string{"Invalid Attribute Combination", "expect_inventory"}},
		"only nobody":         {"only_machines = []", []string{"only_machines", "at least 1"}},
		"no waivers":          {"waivers = []", []string{"waivers", "at least 1"}},
		"no policies":         {"policies = []", []string{"policies", "at least 1"}},
		"a date that is none": {waiver(`{ machines = ["x"], reason = "r", until = "2026-02-30" }`), []string{"Invalid Time", `until is "2026-02-30", neither a date such as 2026-12-31`}},
		"a time without zone": {waiver(`{ machines = ["x"], reason = "r", until = "2026-12-01T08:00:00" }`), []string{"Invalid Time", "nor a time with a zone"}},
		"more than 366 days": {waiver(fmt.Sprintf(`{ machines = ["x"], reason = "r", until = %q }`, date(368))), []string{"Invalid Waiver", "more than 366 days ahead",
			"exclude_machines"}},
		"no reason":            {waiver(fmt.Sprintf(`{ machines = ["x"], reason = "", until = %q }`, date(3))), []string{"Invalid Text", "reason is empty; expected some words"}},
		"a waiver of nobody":   {waiver(fmt.Sprintf(`{ machines = [], reason = "r", until = %q }`, date(3))), []string{"machines", "at least 1"}},
		"an unknown cause":     {waiver(fmt.Sprintf(`{ machines = ["x"], reason = "r", until = %q, causes = ["late"] }`, date(3))), []string{"causes", `"not_seen"`}},
		"a cause of jobs":      {waiver(fmt.Sprintf(`{ machines = ["x"], reason = "r", until = %q, causes = ["no_sessions"] }`, date(3))), []string{"causes", `"no_sessions"`}},
		"an unknown zone":      {`calendar = { rpo_days = ["mon"], time_zone = "Berlin" }`, []string{"Invalid Time Zone", `"Berlin" is no time zone`, "Europe/Berlin"}},
		"the local zone":       {`calendar = { rpo_days = ["mon"], time_zone = "Local" }`, []string{"Invalid Time Zone"}},
		"no rpo day":           {`calendar = { rpo_days = [] }`, []string{"rpo_days", "at least 1"}},
		"a day that is none":   {`calendar = { rpo_days = ["monday"] }`, []string{"rpo_days", `"mon"`}},
		"a holiday in no form": {`calendar = { rpo_days = ["mon"], holidays = ["25.12.2026"] }`, []string{"Invalid Date", `"25.12.2026" is no date`}},
		"two policies of one name": {`policies = [{ name = "gold", machines = ["a"] }, { name = "gold", machines = ["b"] }]`,
			[]string{"Invalid Policy", `policies[0] has the name "gold" already`}},
		"a policy of nobody": {`policies = [{ name = "gold", machines = [] }]`, []string{"machines", "at least 1"}},
		"a policy's pattern": {`policies = [{ name = "gold", machines = ["db[0-9]"] }]`, []string{"only * (any text) and ? (one character) are special"}},
		"a policy over lookback": {"lookback = \"2d\"\n" + `policies = [{ name = "archive", machines = ["a*"], rpo = "8d" }]`,
			[]string{"Invalid Duration", "lookback is 2d, but the longest rpo reaches 8d back"}},
		"copies over lookback":        {"lookback = \"2d\"\ncopy_rpo = \"3d\"", []string{"Invalid Duration", "the longest rpo reaches 3d back"}},
		"points without reading them": {"min_restore_points = 2", []string{"Invalid Argument", `min_restore_points needs evidence_from = "restore_points"`}},
		"a policy's points": {`policies = [{ name = "gold", machines = ["a"], min_restore_points = 2 }]`,
			[]string{"Invalid Argument", `min_restore_points needs evidence_from = "restore_points"`}},
		"no point":         {"evidence_from = \"restore_points\"\nmin_restore_points = 0", []string{"min_restore_points", "between 1 and"}},
		"another evidence": {`evidence_from = "tape"`, []string{"Invalid Value", `"tape" is not one of sessions, restore_points`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run(t, refuses(sim, protectionKind, "rpo = \"24h\"\n"+c.arguments, c.says...))
		})
	}
	t.Cleanup(func() {
		if n := len(sim.Requests()); n != 0 {
			t.Errorf("%d requests were sent for arguments that are not valid", n)
		}
	})
}

// TestProtectionWarnings: each names the argument or the clock that ends it, and a configuration without fault has none.
func TestProtectionWarnings(t *testing.T) {
	t.Parallel()
	_, s, _ := servedNights(t)
	for name, c := range map[string]struct {
		arguments map[string]any
		want      []string
	}{
		"none": {map[string]any{}, nil},
		"used": {map[string]any{"exclude_machines": map[string]string{"web01": "old", "WEB*": "old"}}, nil},
		"an unused exclusion": {map[string]any{"exclude_machines": map[string]string{"web01": "old", "bd*": "typo"}},
			[]string{`No machine with a task session within lookback matches "bd*". Mend the pattern, or remove it from exclude_machines.`}},
		"young data": {map[string]any{"max_data_age": "10m"},
			[]string{"max_data_age is 10m, but Enterprise Manager collects every 15 minutes unless it is set otherwise. Unless it is, set max_data_age to 15m or more."}},
		"as old as they may be": {map[string]any{"max_data_age": "15m"}, nil},
	} {
		c.arguments["rpo"] = "24h"
		_, diags := s.read(t.Context(), protectionKind, c.arguments)
		if len(diags) != len(c.want) {
			t.Errorf("%s: %d diagnostics, want %d", name, len(diags), len(c.want))
			continue
		}
		for i, d := range diags {
			if d.Detail != c.want[i] {
				t.Errorf("%s: %q, want %q", name, d.Detail, c.want[i])
			}
		}
	}
}
