# A saved plan that does not outlive its verdict: the gate judges while the plan is made, and again when it is applied. "make demo" saves
# a plan on a good night and applies it after a bad one.

terraform {
  required_version = ">= 1.10"
  required_providers {
    veeam = {
      # Written out, so that OpenTofu finds the demo's build under the same address.
      source = "registry.terraform.io/terraform-veeam/veeam"
    }
  }
}

provider "veeam" {}

ephemeral "veeam_protection_gate" "shop" {
  rpo           = "28h"
  only_machines = ["app01", "web01"]
}

# This stands for a change of the two machines. Where it is their own provider that is configured with the gate's answer, nothing of
# that provider gets past the gate, replacing and destroying included: see examples/gates/fed-provider.
resource "terraform_data" "release" {
  input      = "shop 2.4"
  depends_on = [ephemeral.veeam_protection_gate.shop]
}
