# The newest finished restore of a machine.
data "veeam_restore_session" "app01" {
  vm_display_name = "app01"
  states          = ["Stopped"]
}

output "app01" {
  value = "${data.veeam_restore_session.app01.job_type}: ${data.veeam_restore_session.app01.result}"
}
