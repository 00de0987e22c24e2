# A page to look at, from Terraform alone: who has a good backup within the RPO, who has not, and why.
#
#   terraform apply -auto-approve &&
#   terraform output -raw report_html > report.html
#
# The endpoint and account come from the environment (VEEAM_EM_...). The page is made whatever the
# verdict is: a report is no gate.

terraform {
  required_providers {
    veeam = {
      # Written out, so that OpenTofu finds a build of your own under the same address.
      source = "registry.terraform.io/terraform-veeam/veeam"
    }
  }
}

provider "veeam" {}

data "veeam_protection_status" "report" {
  rpo               = var.rpo
  lookback          = var.lookback
  job_names         = var.job_names
  expected_machines = var.expected_machines
  exclude_machines  = var.exclude_machines
  accept_warning    = var.accept_warning
}

locals {
  status  = data.veeam_protection_status.report
  summary = local.status.summary

  # Every text that the page shows and that is not written in this folder.
  plain = {
    page = [{
      title    = var.title
      rpo      = var.rpo
      lookback = var.lookback
      jobs     = var.job_names == null ? null : join(", ", var.job_names)
      expected = var.expected_machines == null ? null : join(", ", var.expected_machines)
      excluded = var.exclude_machines == null ? null : join(", ", var.exclude_machines)
      # EM's own time, so that the page tells its age and still changes only where EM's data does.
      newest = try(reverse(sort(compact(local.status.machines[*].last_end_time)))[0], null)
    }]
    machines = [for m in local.status.machines : {
      name      = m.name
      state     = m.compliant ? "compliant" : "violation"
      last_good = m.last_success_time
      result    = m.last_result
      ended     = m.last_end_time
      reason    = m.last_reason
      jobs      = try(length(m.job_names) > 0 ? join(", ", m.job_names) : null, null)
      server    = m.backup_server_name
    }]
    violations = [for v in local.status.violations : {
      name      = v.name
      cause     = v.cause
      last_good = v.last_success_time
      server    = v.backup_server_name
      reason    = v.reason
    }]
  }

  # The one place that escapes. The template gets no text but through here, and so can write each
  # as an element's text or between the quotes of an attribute.
  safe = { for table, rows in local.plain : table => [
    for row in rows : { for key, text in row : key => text == null ? null :
      replace(replace(replace(replace(replace(text, "&", "&amp;"), "<", "&lt;"), ">", "&gt;"), "\"", "&#34;"), "'", "&#39;")
    }
  ] }

  # Result of each machine's newest finished session. What is none of the three is "none".
  results = [for m in local.status.machines : contains(["Success", "Warning", "Failed"], coalesce(m.last_result, "None")) ? m.last_result : "none"]
  bar = [for part in [
    { key = "failed", label = "Failed", count = length([for r in local.results : r if r == "Failed"]) },
    { key = "none", label = "No result", count = length([for r in local.results : r if r == "none"]) },
    { key = "warning", label = "Warning", count = length([for r in local.results : r if r == "Warning"]) },
    { key = "success", label = "Success", count = length([for r in local.results : r if r == "Success"]) },
    # One of thousands must still be seen: no part is narrower than 8 of 1000.
  ] : merge(part, { width = part.count == 0 ? 0 : max(8, floor(1000 * part.count / length(local.results))) })]

  causes = {
    never       = { short = "no good backup", long = "No good backup ended within the lookback, or the machine was not seen at all." }
    failed      = { short = "newest session failed", long = "The newest finished session failed, and the last good backup is older than the RPO." }
    warning     = { short = "newest session warned", long = "The newest finished session ended with a warning where warnings are not accepted, and the last good backup is older than the RPO." }
    stale       = { short = "last good backup too old", long = "Nothing failed last, but the last good backup is older than the RPO." }
    no_sessions = { short = "job without sessions", long = "A job that was asked for by name has processed nothing within the lookback." }
  }

  # A browser hashes what it runs with line ends of Unix, whatever a checkout made of them.
  style  = replace(file("${path.module}/report.css"), "\r\n", "\n")
  script = replace(file("${path.module}/report.js"), "\r\n", "\n")
}

output "verdict" {
  description = "The verdict in a line."
  value       = "${local.status.compliant ? "compliant" : "not compliant"}: ${local.summary.compliant} of ${local.summary.machines} machines within ${var.rpo}, violations: ${local.summary.violating}"
}

output "report_html" {
  description = "The page: terraform output -raw report_html > report.html"
  # Only so that plan and apply do not print all of it; "terraform output -raw" does.
  sensitive = true
  value = templatefile("${path.module}/report.html.tftpl", {
    page           = local.safe.page[0]
    machines       = local.safe.machines
    violations     = local.safe.violations
    compliant      = local.status.compliant
    summary        = local.summary
    accept_warning = var.accept_warning
    bar            = local.bar
    bar_width      = sum([for part in local.bar : part.width])
    causes         = local.causes
    style          = local.style
    script         = local.script
  })
}
