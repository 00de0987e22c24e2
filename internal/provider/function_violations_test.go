package provider_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
)

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
