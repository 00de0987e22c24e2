package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestGuideOfProof plans the example against the lab, which has a machine of each kind: one that no job knows, one without a
// copy, one whose backup failed.
func TestGuideOfProof(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: veeamsim.Lab(now)})
	run(t, resource.TestStep{
		Config: providerBlock(sim) + read(t, "examples/guides/what-is-proven/main.tf"),
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownOutputValue("violations", tuple("app02: failed", "db01: no_copy", "db02: failed", "dc02: not_seen", "dev01: not_seen",
				"lnx-new01: never", "mail01: failed", "mon01: no_restore_point", "sql01: no_copy", "sql02: no_copy", "sql03: no_copy")),
			statecheck.ExpectKnownValue("data.veeam_protection_status.all", tfjsonpath.New("population"), knownvalue.StringExact("inventory")),
		},
	})
}
