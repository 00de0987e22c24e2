package provider_test

import (
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2/hclparse"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestTerraformPolicyExample: the resource that policies look at carries the verdict, also a bad one, and the policy is HCL that names
// what the resource has. No Terraform here evaluates policies.
func TestTerraformPolicyExample(t *testing.T) {
	t.Parallel()
	n := newNights().session(1, 1, 8, "Backup").task(1, "db01", "", "Success", 8, 7).task(1, "web01", "", "Failed", 8, 7)
	_, env := startWith(t, veeamsim.Config{Inventory: n.today(), Clock: time.Now})
	w := copyExample(t, "terraform-policy", env)
	w.expect(0, planWith(), "compliant = false", "message = <<-EOT 2 judged, 1 violation.", "web01: never backed up")

	const path = "examples/terraform-policy/policies/backups.policy.hcl"
	policy := read(t, path)
	if _, diags := hclparse.NewParser().ParseHCL([]byte(policy), path); diags.HasErrors() {
		t.Error(diags)
	}
	config := read(t, "examples/terraform-policy/main.tf")
	for _, name := range []string{"compliant", "message"} {
		if !strings.Contains(policy, "attrs.input."+name) || !strings.Contains(config, name+" ") {
			t.Errorf("%q is not in both", name)
		}
	}
}
