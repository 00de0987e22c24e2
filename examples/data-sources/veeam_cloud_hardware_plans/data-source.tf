data "veeam_cloud_hardware_plans" "all" {}

output "memory_mb" {
  value = { for p in data.veeam_cloud_hardware_plans.all.cloud_hardware_plans : p.name => p.memory_usage_limit_mb }
}
