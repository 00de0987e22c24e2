# The mend of an empty answer: a search that finds nothing stops the plan, before anything else is judged.

terraform {
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

# The endpoint and the account come from the environment (VEEAM_EM_...).
provider "veeam" {}

variable "job_name" {
  description = "The backup job that must have succeeded."
  type        = string
}

data "veeam_backup_task_sessions" "last_day" {
  job_name      = var.job_name
  created_after = timeadd(plantimestamp(), "-24h")

  lifecycle {
    postcondition {
      condition     = self.summary.total > 0
      error_message = "${var.job_name} has not run within 24 hours."
    }
    # Counts, not a list: a task session that still runs or has no result is in none of the two.
    postcondition {
      condition     = self.summary.success + self.summary.warning == self.summary.total
      error_message = "${var.job_name}: ${self.summary.failed} failed and ${self.summary.none} have no result, of ${self.summary.total}."
    }
  }
}
