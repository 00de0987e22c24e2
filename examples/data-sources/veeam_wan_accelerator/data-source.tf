data "veeam_wan_accelerator" "main" {
  name = "wan01.lab.example"
}

output "cache_gb" {
  value = data.veeam_wan_accelerator.main.capacity
}
