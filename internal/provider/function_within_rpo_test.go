package provider_test

import (
	"fmt"
	"testing"
)

func withinRPO(endTime, now, rpo string) string {
	return fmt.Sprintf("provider::veeam::within_rpo(%s, %q, %q)", endTime, now, rpo)
}

func TestFunctionWithinRPO(t *testing.T) {
	t.Parallel()
	const at = "2026-06-16T08:00:00Z"
	runCalls(t,
		calls("",
			call{withinRPO(`"2026-06-15T08:00:00Z"`, at, "24h"), yes},
			call{withinRPO(`"2026-06-15T07:59:59.9999999Z"`, at, "24h"), no},
			call{withinRPO(`"2026-06-15T07:30:00Z"`, at, "24h30m"), yes},
			call{withinRPO(`"2026-06-15T10:00:00+02:00"`, at, "24h"), yes},
			call{withinRPO(`"2026-06-16T08:05:00Z"`, at, "24h"), yes},
			call{withinRPO(`"2026-06-16T08:05:00.0000001Z"`, at, "24h"), no},
			call{withinRPO(`"0001-01-01T00:00:00Z"`, at, "24h"), no},
			call{withinRPO("null", at, "24h"), no},
			call{`provider::veeam::within_rpo(timeadd(plantimestamp(), "-1h"), plantimestamp(), "2h")`, yes},
			call{`provider::veeam::within_rpo(timeadd(plantimestamp(), "-3h"), plantimestamp(), "2h")`, no},
		),
		callFails("", withinRPO(`"yesterday"`, at, "24h"), "end_time", `"yesterday" is no time; expected RFC 3339 with zone, such as 2026-06-16T08:00:00Z, or null.`),
		callFails("", withinRPO(`""`, at, "24h"), "end_time", `"" is no time; expected RFC 3339`),
		// The window is judged even where the end is null: a check with a broken window never says yes.
		callFails("", withinRPO("null", "2026-06-16T08:00:00", "24h"), "now", `"2026-06-16T08:00:00" is no time; expected RFC 3339 with zone, such as 2026-06-16T08:00:00Z.`),
		callFails("", withinRPO("null", at, "1d"), "rpo", `"1d" is no positive duration; expected hours, minutes and seconds such as 24h or 36h30m, with days written as hours.`),
		callFails("", withinRPO("null", at, "0s"), "rpo", `"0s" is no positive duration;`),
		callFails("", withinRPO("null", at, "-24h"), "rpo", `"-24h" is no positive duration;`),
	)
}
