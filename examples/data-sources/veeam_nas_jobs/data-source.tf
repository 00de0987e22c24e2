# File share jobs that keep versions of files for less than 30 days.
data "veeam_nas_jobs" "all" {}

output "keeps_too_little" {
  value = [
    for j in data.veeam_nas_jobs.all.nas_jobs : j.name
    if j.storage.shortterm_retention_type == "Day" && j.storage.shortterm_retention_period < 30
  ]
}
