# Every operation of the provider that owns the machines waits for the gate, while Terraform plans and while it applies: what its
# configuration names must be opened first. The guide "Which gate" says what this stops and what not.
ephemeral "veeam_protection_gate" "servers" {
  rpo           = "28h" # nightly: more than the interval of the job and the time that a backup takes
  only_machines = ["sql01", "sql02"]
  enforce       = !var.break_glass
}

variable "break_glass" {
  description = "Lets everything pass, on a night without backups or without Enterprise Manager."
  type        = bool
  default     = false
}

# provider "vsphere" {
#   user = ephemeral.veeam_protection_gate.servers.compliant ? var.user : var.user
# }
