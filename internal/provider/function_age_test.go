package provider_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
)

func TestFunctionAge(t *testing.T) {
	t.Parallel()
	const at = "2026-06-16T08:00:00Z"
	age := func(timestamp string) string { return fmt.Sprintf("provider::veeam::age(%s, %q)", timestamp, at) }
	seconds := knownvalue.Int64Exact
	runCalls(t,
		calls("",
			call{age(`"2026-06-16T07:59:00Z"`), seconds(60)},
			call{age(`"2026-06-16T10:00:00+02:00"`), seconds(0)},
			call{age(`"2026-06-16T07:59:58.5Z"`), seconds(1)},
			call{age(`"2026-06-16T08:00:00.0000001Z"`), seconds(-1)},
			call{age(`"2026-06-16T08:05:00Z"`), seconds(-300)},
			call{age(`"0001-01-01T00:00:00Z"`), seconds(63917193600)},
			call{"provider::veeam::age(null, " + fmt.Sprintf("%q)", at) + " == null", yes},
			call{`provider::veeam::age(timeadd(plantimestamp(), "-1h"), plantimestamp())`, seconds(3600)},
		),
		callFails("", age(`"yesterday"`), "timestamp", `"yesterday" is no time; expected RFC 3339`),
		callFails("", `provider::veeam::age(null, "today")`, "now", `"today" is no time; expected RFC 3339`),
	)
}

func TestFunctionMissingNames(t *testing.T) {
	t.Parallel()
	runCalls(t,
		calls("",
			call{`provider::veeam::missing_names(["web01", "DB01", "app01"], ["db01", "Web01"])`, texts("app01")},
			call{`provider::veeam::missing_names(["b", "A", "B"], [])`, texts("A", "B")},
			call{`provider::veeam::missing_names(["caf` + "\u00e9" + `"], ["CAFE` + "\u0301" + `"])`, texts()},
			call{`provider::veeam::missing_names([], ["db01"])`, texts()},
		),
		callFails("", `provider::veeam::missing_names(["db01"], [""])`, "found", "a name is null or empty"),
		callFails("", `provider::veeam::missing_names(["db01", null], [])`, "names", "a name is null or empty"),
	)
}

// machineList writes machines of a verdict: name, EM's name, status, cause.
func machineList(machines ...[4]string) string {
	text := "["
	for _, m := range machines {
		text += fmt.Sprintf("merge(local.machine, { name = %q, em_name = %q, status = %q, cause = %q }), ", m[0], m[1], m[2], m[3])
	}
	return text + "]"
}

const machineLocals = `
locals {
  machine = {
    vm_uid = null, backup_server_name = "vbr01", enterprise_manager = "em.example.com", hint = null, job_names = ["Nightly"], rpo = "28h"
    last_good_time = "2026-06-14T22:10:00Z", last_result = "Failed", last_end_time = null, last_reason = "disk full"
  }
}
`

func TestFunctionViolations(t *testing.T) {
	t.Parallel()
	machines := machineList([4]string{"web01", "web01", "violation", "failed"}, [4]string{"DB01", "db01", "compliant", ""},
		[4]string{"app01", "app01", "excluded", ""}, [4]string{"lin01", "lin01", "waived", "never"}, [4]string{"other", "other", "violation", "stale"},
		[4]string{"twin", "twin", "compliant", ""}, [4]string{"twin", "twin", "violation", "never"})
	names := func(names string) string {
		return "[for v in provider::veeam::violations(" + machines + ", " + names + ") : \"${v.name}: ${v.status} ${coalesce(v.cause, \"none\")}\"]"
	}
	runCalls(t,
		calls(machineLocals,
			call{names(`["WEB01", "db01", "app01", "lin01"]`), texts("app01: excluded none", "web01: violation failed")},
			call{names(`["gone", "Web01", "twin"]`), texts("gone: violation not_seen", "twin: violation never", "web01: violation failed")},
			call{names(`["db01"]`), texts()},
			call{"provider::veeam::violations([], [\"db01\"])[0].last_reason == null", yes},
			call{"provider::veeam::violations(" + machines + ", [\"web01\"])[0].last_reason", knownvalue.StringExact("disk full")},
			call{"provider::veeam::message(provider::veeam::violations(" + machines + ", [\"web01\", \"gone\"]))",
				knownvalue.StringExact("2 violations.\ngone: not seen by any job\nweb01: backup failed, last good backup 2026-06-14T22:10:00Z: disk full")},
		),
		callFails(machineLocals, "provider::veeam::violations("+machines+", [])", "names", "a check of no machines cannot fail"),
		callFails(machineLocals, `provider::veeam::violations([null], ["db01"])`, "machines", "element 0: null is no machine"),
	)
}

func TestFunctionMessage(t *testing.T) {
	t.Parallel()
	message := func(rows string) string { return "provider::veeam::message(" + rows + ")" }
	runCalls(t,
		calls("",
			call{message("[]"), knownvalue.StringExact("0 violations.")},
			call{message(`[for i in range(12) : { name = "vm${i}", cause = "never", last_good_time = null, last_reason = "a\nb" }]`), knownvalue.StringFunc(func(got string) error {
				if want := "and 2 more"; len(got) < 20 || got[len(got)-len(want):] != want || got[:34] != "12 violations.\nvm0: never backed up"[:34] {
					return fmt.Errorf("it is %q", got)
				}
				return nil
			})},
		),
		callFails("", message(`[{ name = "a", cause = "never", last_good_time = "soon", last_reason = null }]`), "violations", `element 0: last_good_time: "soon" is no time`),
		callFails("", message("[null]"), "violations", "element 0: null is no violation"),
	)
}
