# The rule that "make demo" plans: every machine of the vCenter Server and of the backup jobs can be restored as of last night. In the
# lab of the pretend Enterprise Manager that is not so. The endpoint and the account come from the environment (VEEAM_EM_...).

terraform {
  required_providers {
    veeam = {
      # Written out, so that OpenTofu finds the demo's build under the same address.
      source = "registry.terraform.io/terraform-veeam/veeam"
    }
  }
}

provider "veeam" {}

data "veeam_protection_status" "lab" {
  # The interval of a nightly job, and up to four hours that a backup takes: data are as old as the beginning of their backup.
  rpo = "28h"

  # Who is judged: whatever the vCenter Server lists, or a job has processed.
  expect_inventory = ["*"]

  # What is proof: a restore point that is there, not only a job that succeeded; and an Enterprise Manager that heard of its backup
  # servers of late.
  evidence_from = "restore_points"
  max_data_age  = "30m"

  # Classes of machines have terms of their own.
  policies = [
    { name = "file servers", machines = ["file*"], rpo = "6h" },
    { name = "source code", machines = ["lnx-git*"], copy_rpo = "28h" },
  ]

  # Exceptions for good, and one that ends. A waiver of not_seen is what lets a new machine in before its first night.
  exclude_machines = {
    "vCLS-*"    = "the cluster's own machines, which it makes again"
    "*_replica" = "replicas are made from machines that are backed up"
  }
  waivers = [{
    machines = ["dc02"]
    causes   = ["not_seen"]
    reason   = "created again this morning, its first backup is due tonight"
    until    = formatdate("YYYY-MM-DD", timeadd(plantimestamp(), "24h")) # yours is a date: the demo must work on any day
  }]

  lifecycle {
    postcondition {
      condition     = self.compliant
      error_message = self.message
    }
  }
}

# What waits for the backups names the rule.
resource "terraform_data" "release" {
  input      = "release"
  depends_on = [data.veeam_protection_status.lab]
}
