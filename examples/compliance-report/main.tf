# A page to look at, from Terraform alone: who has a good backup within the RPO, who has not, and why.
#
#   terraform apply -auto-approve &&
#   terraform output -raw report_html > report.html
#
# The endpoint and account come from the environment (VEEAM_EM_...). The page is made whatever the
# verdict is: a report is no gate.

terraform {
  required_providers {
    veeam = {
      # Written out, so that OpenTofu finds a build of your own under the same address.
      source = "registry.terraform.io/terraform-veeam/veeam"
    }
  }
}

provider "veeam" {}

data "veeam_protection_status" "report" {
  rpo                = var.rpo
  only_machines      = var.only_machines
  expected_machines  = var.expected_machines
  expect_inventory   = var.expect_inventory
  exclude_machines   = var.exclude_machines
  waivers            = var.waivers
  policies           = var.policies
  calendar           = var.calendar
  lookback           = var.lookback
  job_names          = var.job_names
  accept_warning     = var.accept_warning
  evidence_from      = var.evidence_from
  min_restore_points = var.min_restore_points
  copy_rpo           = var.copy_rpo
  max_data_age       = var.max_data_age
  with_evidence      = true # the page says what was asked, of whom and by whom
}

module "page" {
  source = "./page"

  title         = var.title
  verdicts      = [data.veeam_protection_status.report] # several Enterprise Managers: README.md
  with_evidence = var.with_evidence
}

output "verdict" {
  description = "The verdict in a line."
  value       = module.page.verdict
}

output "report_html" {
  description = "The page: terraform output -raw report_html > report.html"
  # Only so that plan and apply do not print all of it; "terraform output -raw" does.
  sensitive = true
  value     = module.page.html
}
