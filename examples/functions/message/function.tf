terraform {
  required_version = ">= 1.8"
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

# The violations of several verdicts in one error message.
output "message" {
  value = provider::veeam::message([
    { name = "db01", cause = "failed", last_good_time = "2026-06-14T22:10:00Z", last_reason = "There is not enough space on the disk" },
    { name = "web01", cause = "not_seen", last_good_time = null, last_reason = null },
  ])
}
