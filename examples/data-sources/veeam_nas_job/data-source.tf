# What a file share job covers, and how long it keeps versions of files.
data "veeam_nas_job" "shares" {
  name     = "File Shares"
  includes = true
}

output "shares" {
  value = {
    paths = data.veeam_nas_job.shares.objects[*].file_or_folder
    kept  = "${data.veeam_nas_job.shares.storage.shortterm_retention_period} ${data.veeam_nas_job.shares.storage.shortterm_retention_type}"
  }
}
