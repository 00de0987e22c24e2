package provider_test

import "testing"

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
