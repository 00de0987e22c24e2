package provider_test

import (
	"fmt"
	"testing"
)

func withinRPO(began, now, rpo string) string {
	return fmt.Sprintf("provider::veeam::within_rpo(%s, %q, %q)", began, now, rpo)
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
			call{withinRPO(`"2026-06-02T08:00:00Z"`, at, "2w"), yes},
			call{withinRPO(`"2026-06-14T19:59:59Z"`, at, "1d12h"), no},
			call{`provider::veeam::within_rpo(timeadd(plantimestamp(), "-1h"), plantimestamp(), "2h")`, yes},
			call{`provider::veeam::within_rpo(timeadd(plantimestamp(), "-3h"), plantimestamp(), "2h")`, no},
		),
		callFails("", withinRPO(`"yesterday"`, at, "24h"), "began",
			`"yesterday" is no time; expected RFC 3339 with zone, such as 2026-06-16T08:00:00Z (add Z or a zone such as +01:00), or null.`),
		callFails("", withinRPO(`""`, at, "24h"), "began", `"" is no time; expected RFC 3339`),
		// The window is judged even where the time is null: a check with a broken window never says yes.
		callFails("", withinRPO("null", "2026-06-16T08:00:00", "24h"), "now",
			`"2026-06-16T08:00:00" is no time; expected RFC 3339 with zone, such as 2026-06-16T08:00:00Z (add Z or a zone such as +01:00).`),
		callFails("", withinRPO("null", at, "soon"), "rpo", `"soon" is no duration; expected weeks, days, hours, minutes and seconds, in this order, such as 2w, 7d, 1d12h, 24h or 90s.`),
		callFails("", withinRPO("null", at, "0s"), "rpo", `"0s" is not longer than nothing;`),
		callFails("", withinRPO("null", at, "-24h"), "rpo", `"-24h" is not longer than nothing;`),
	)
}
