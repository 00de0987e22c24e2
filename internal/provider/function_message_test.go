package provider_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
)

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
