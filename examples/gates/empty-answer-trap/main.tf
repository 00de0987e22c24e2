# THE TRAP, not to be copied: this gate passes when the search finds nothing. A job that did not run,
# was renamed or is misspelt has no task session, and alltrue([]) is true.
# The mend is in the folder empty-answer.

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
      condition     = alltrue([for s in self.task_sessions : contains(["Success", "Warning"], s.result)])
      error_message = "${var.job_name} has failed."
    }
  }
}
