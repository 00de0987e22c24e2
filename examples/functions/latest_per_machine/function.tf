terraform {
  required_version = ">= 1.8"
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

# Usually data.veeam_backup_task_sessions.<name>.task_sessions.
locals {
  task_sessions = [
    {
      uid                = "urn:veeam:BackupTaskSession:5d6a1a8e-0f0d-4c5e-9b57-3c1f0e7a2b11"
      vm_display_name    = "db01"
      vm_uid             = "urn:VMware:Vm:a87d15db-dd70-4769-acd6-41bae88219d4.vm-1"
      backup_server_name = "backup01"
      job_session_uid    = "urn:veeam:BackupJobSession:0a1b2c3d-4e5f-4607-8192-a3b4c5d6e7f8"
      job_type           = "Backup"
      creation_time      = "2026-06-15T22:00:00Z"
      end_time           = "2026-06-15T22:10:00Z"
      state              = "Completed"
      result             = "Failed"
      reason             = "Cannot create a snapshot."
    },
    {
      # The retry, which has the last word on db01.
      uid                = "urn:veeam:BackupTaskSession:7b0c2f4d-6a51-4a1e-8f43-90a1c2d3e4f5"
      vm_display_name    = "db01"
      vm_uid             = "urn:VMware:Vm:a87d15db-dd70-4769-acd6-41bae88219d4.vm-1"
      backup_server_name = "backup01"
      job_session_uid    = "urn:veeam:BackupJobSession:9f8e7d6c-5b4a-4392-8170-f6e5d4c3b2a1"
      job_type           = "Backup"
      creation_time      = "2026-06-15T22:40:00Z"
      end_time           = "2026-06-15T22:55:00Z"
      state              = "Completed"
      result             = "Success"
      reason             = null
    },
    {
      uid                = "urn:veeam:BackupTaskSession:c4d5e6f7-0819-4a2b-9c3d-4e5f60718293"
      vm_display_name    = "web01"
      vm_uid             = "urn:VMware:Vm:a87d15db-dd70-4769-acd6-41bae88219d4.vm-2"
      backup_server_name = "backup01"
      job_session_uid    = "urn:veeam:BackupJobSession:0a1b2c3d-4e5f-4607-8192-a3b4c5d6e7f8"
      job_type           = "Backup"
      creation_time      = "2026-06-15T22:00:00Z"
      end_time           = "2026-06-15T22:15:00Z"
      state              = "Completed"
      result             = "Failed"
      reason             = "The host is not reachable."
    },
  ]
}

# db01 = "Success", web01 = "Failed"
output "results" {
  value = {
    for name, task_session in provider::veeam::latest_per_machine(local.task_sessions) :
    name => task_session.result
  }
}
