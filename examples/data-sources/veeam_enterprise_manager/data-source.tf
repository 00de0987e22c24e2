# Enterprise Manager knows what it last collected from the backup servers.
data "veeam_enterprise_manager" "this" {}

output "collected" {
  value = data.veeam_enterprise_manager.this.newest_collection_time
}
