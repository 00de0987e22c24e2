# No machine of this configuration is made, changed or destroyed unless each has a good backup, and no saved plan is applied once a
# backup went bad: the provider that owns the machines is configured with the gate's answer, so every operation of it waits for the gate.

terraform {
  required_version = ">= 1.10"
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
    vsphere = {
      source = "vmware/vsphere"
    }
  }
}

# The endpoint and the account come from the environment (VEEAM_EM_...).
provider "veeam" {}

variable "break_glass" {
  description = "Lets everything pass, on a night without backups or without Enterprise Manager. A warning says where Enterprise Manager could not be read; who violates is in violating_names."
  type        = bool
  default     = false
}

variable "machines" {
  description = "The machines that must have a good backup. Kept beside the servers, so that one that is taken out there is still judged while it is destroyed."
  type        = set(string)
}

variable "servers" {
  description = "Number of CPUs of each server, by its name."
  type        = map(number)
}

variable "vsphere" {
  description = "How to reach vSphere."
  type = object({
    server   = string
    user     = string
    password = string
    pool     = string
  })
}

ephemeral "veeam_protection_gate" "servers" {
  enforce       = !var.break_glass
  rpo           = "28h" # nightly: more than the interval of the job and the time that a backup takes
  only_machines = var.machines
}

# Both ends of the condition are the same: what matters is that the configuration names the gate. A second provider block with an
# alias is for what need not wait.
provider "vsphere" {
  vsphere_server = var.vsphere.server
  user           = ephemeral.veeam_protection_gate.servers.compliant ? var.vsphere.user : var.vsphere.user
  password       = var.vsphere.password
}

resource "vsphere_virtual_machine" "server" {
  for_each         = var.servers
  name             = each.key
  num_cpus         = each.value
  resource_pool_id = var.vsphere.pool
}
