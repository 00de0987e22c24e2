data "veeam_cloud_hardware_plan" "small" {
  name = "Standby small"
}

output "volumes" {
  value = data.veeam_cloud_hardware_plan.small.hv_cloud_hardware_plan.volumes[*].friendly_name
}
