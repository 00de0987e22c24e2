# Tenants that use more than 90 percent of a quota.
data "veeam_cloud_tenants" "all" {}

output "nearly_full" {
  value = distinct(flatten([
    for t in data.veeam_cloud_tenants.all.cloud_tenants : [
      for r in t.resources : "${t.name}: ${r.display_name}" if try(r.used_quota > 0.9 * r.quota, false)
    ]
  ]))
}
