variable "title" {
  description = "The page's heading."
  type        = string
  default     = "Backup compliance"
}

variable "verdicts" {
  description = "What the page shows: veeam_protection_status data sources with with_evidence = true, each of an Enterprise Manager."
  type        = any # lists of thousands of machines, as the provider types them

  validation {
    condition     = length(var.verdicts) > 0 && alltrue([for verdict in var.verdicts : verdict.evidence != null])
    error_message = "Give at least one veeam_protection_status, and set with_evidence = true in each."
  }
}

variable "with_evidence" {
  description = "Whether the page says when its data were read, and by which account. Without it, two pages differ only where verdicts or data do."
  type        = bool
  default     = true
}
