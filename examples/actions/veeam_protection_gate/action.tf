# Fails just before the machine is made or changed, unless each has a good backup. The guide "Which gate" says what it does not stop.
terraform {
  required_version = ">= 1.14" # 1.13 accepts actions and ignores them
}

action "veeam_protection_gate" "servers" {
  config {
    rpo           = "28h" # nightly: more than the interval of the job and the time that a backup takes
    only_machines = ["sql01", "sql02"]
  }
}

resource "terraform_data" "server" {
  input = "release"

  lifecycle {
    action_trigger {
      events  = [before_create, before_update]
      actions = [action.veeam_protection_gate.servers]
    }
  }
}
