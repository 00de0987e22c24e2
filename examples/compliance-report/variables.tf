variable "title" {
  description = "The page's heading."
  type        = string
  default     = "Backup compliance"
}

variable "rpo" {
  description = "How old the data of the last good backup may be. They are as old as its beginning: the default is the interval of a nightly job, and up to four hours that a backup takes."
  type        = string
  default     = "28h"
}

variable "only_machines" {
  description = "Exactly these machines are judged; null for all that jobs processed."
  type        = set(string)
  default     = null
}

variable "expected_machines" {
  description = "Machines that must be there, beside those that jobs processed: the only way to notice one that no job saw."
  type        = set(string)
  default     = null
}

variable "expect_inventory" {
  description = "Names of virtual hosts, or * for all: the machines that they list must be there. Not together with only_machines."
  type        = set(string)
  default     = null
}

variable "exclude_machines" {
  description = "Machines that are not judged, for good: the reason for each pattern, such as { \"test-*\" = \"built anew every week\" }."
  type        = map(string)
  default     = null
}

variable "waivers" {
  description = "Violations that pass until a date, with the reason."
  type = list(object({
    machines    = set(string)
    reason      = string
    until       = string
    approved_by = optional(string)
    causes      = optional(set(string))
  }))
  default = null
}

variable "policies" {
  description = "Classes of machines with terms of their own."
  type = list(object({
    name               = string
    machines           = set(string)
    rpo                = optional(string)
    accept_warning     = optional(bool)
    copy_rpo           = optional(string)
    min_restore_points = optional(number)
    calendar = optional(object({
      rpo_days  = set(string)
      holidays  = optional(set(string))
      time_zone = optional(string)
    }))
  }))
  default = null
}

variable "calendar" {
  description = "Days on which the clock of the RPO runs; null for all."
  type = object({
    rpo_days  = set(string)
    holidays  = optional(set(string))
    time_zone = optional(string)
  })
  default = null
}

variable "lookback" {
  description = "How far back sessions are looked at; null for 30 days, or the longest RPO where that is longer."
  type        = string
  default     = null
}

variable "job_names" {
  description = "Only these jobs; null for all."
  type        = set(string)
  default     = null
}

variable "accept_warning" {
  description = "Whether a backup with a warning is a good one."
  type        = bool
  default     = true
}

variable "evidence_from" {
  description = "What proves a backup: sessions, or restore_points that are there."
  type        = string
  default     = null
}

variable "min_restore_points" {
  description = "How many restore points each machine must have; with restore_points only."
  type        = number
  default     = null
}

variable "copy_rpo" {
  description = "How old a good backup may be of which there is a copy; null where none is asked for."
  type        = string
  default     = null
}

variable "max_data_age" {
  description = "How long ago Enterprise Manager may have heard from its backup servers; null for any age."
  type        = string
  default     = null
}

variable "with_evidence" {
  description = "Whether the page says when its data were read, and by which account. That differs at every read: without it two pages differ only where verdicts or data do."
  type        = bool
  default     = true
}
