terraform {
  required_version = ">= 1.8"
  required_providers {
    veeam = {
      source = "terraform-veeam/veeam"
    }
  }
}

# Usually data.veeam_backup_task_sessions.<name>.task_sessions, and plantimestamp() for the time.
locals {
  now = "2026-06-16T08:00:00Z"
  task_sessions = [
    {
      vm_display_name    = "db01"
      vm_uid             = "urn:VMware:Vm:a87d15db-dd70-4769-acd6-41bae88219d4.vm-1"
      backup_server_name = "backup01"
      job_session_uid    = "urn:veeam:BackupJobSession:9f8e7d6c-5b4a-4392-8170-f6e5d4c3b2a1"
      job_type           = "Backup"
      creation_time      = "2026-06-15T22:40:00Z"
      state              = "Completed"
      result             = "Success"
    },
    {
      vm_display_name    = "web01"
      vm_uid             = "urn:VMware:Vm:a87d15db-dd70-4769-acd6-41bae88219d4.vm-2"
      backup_server_name = "backup01"
      job_session_uid    = "urn:veeam:BackupJobSession:0a1b2c3d-4e5f-4607-8192-a3b4c5d6e7f8"
      job_type           = "Backup"
      creation_time      = "2026-06-15T22:00:00Z"
      state              = "Completed"
      result             = "Failed"
    },
  ]
}

# mail01 was not processed, and web01 failed.
output "unprotected" {
  value = provider::veeam::unprotected(local.task_sessions, ["db01", "mail01", "web01"], local.now, "28h")
}
