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
