variable "title" {
  description = "The page's heading."
  type        = string
  default     = "Backup compliance"
}

variable "rpo" {
  description = "How old the last good backup of a machine may be. The default lets a nightly job run two hours late."
  type        = string
  default     = "26h"
}

variable "lookback" {
  description = "How far back sessions are looked at; Enterprise Manager keeps 720h."
  type        = string
  default     = "720h"
}

variable "job_names" {
  description = "Only these jobs; null for all."
  type        = set(string)
  default     = null
}

variable "expected_machines" {
  description = "Machines that must be there: the only way to notice one that was not seen within lookback."
  type        = set(string)
  default     = null
}

variable "exclude_machines" {
  description = "Patterns of machines to leave out, such as test-*; null for none."
  type        = set(string)
  default     = null
}

variable "accept_warning" {
  description = "Whether a backup with a warning is a good one."
  type        = bool
  default     = true
}
