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
  only_machines     = var.only_machines
  expected_machines = var.expected_machines
  exclude_machines  = var.exclude_machines
  waivers           = var.waivers
  policies          = var.policies
  calendar          = var.calendar
  lookback          = var.lookback
  job_names         = var.job_names
  accept_warning    = var.accept_warning
  with_evidence     = var.with_evidence
}

locals {
  status  = data.veeam_protection_status.report
  summary = local.status.summary

  # Every text that the page shows and that is not written in this folder.
  plain = {
    page = [{
      title    = var.title
      rpo      = var.rpo
      message  = local.status.message
      lookback = coalesce(var.lookback, "30 days, or the longest RPO where that is longer")
      jobs     = var.job_names == null ? null : join(", ", var.job_names)
      only     = var.only_machines == null ? null : join(", ", var.only_machines)
      expected = var.expected_machines == null ? null : join(", ", var.expected_machines)
      calendar = var.calendar == null ? null : join("", [
        "the clock of the RPO runs on ${join(", ", [for day in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] : day if contains(var.calendar.rpo_days, day)])}",
        var.calendar.holidays == null ? "" : ", but not on ${join(", ", var.calendar.holidays)}",
        " (${coalesce(var.calendar.time_zone, "UTC")})",
      ])
      # EM's own time, so that the page tells its age and still changes only where EM's data does.
      newest = try(reverse(sort(compact(local.status.machines[*].last_end_time)))[0], null)
    }]
    policies = [for p in coalesce(var.policies, []) : { name = p.name, rpo = coalesce(p.rpo, var.rpo), machines = join(", ", p.machines) }]
    machines = [for m in local.status.machines : {
      name      = m.name
      state     = m.status
      policy    = m.policy
      last_good = m.last_good_time
      result    = m.last_result
      ended     = m.last_end_time
      reason    = m.last_reason
      jobs      = try(length(m.job_names) > 0 ? join(", ", m.job_names) : null, null)
      server    = m.backup_server_name
    }]
    violations = [for v in local.status.violations : {
      name      = v.name
      cause     = v.cause
      policy    = v.policy
      last_good = v.last_good_time
      server    = v.backup_server_name
      reason    = v.last_reason
      hint      = v.hint
    }]
    exceptions = [for m in local.status.machines : { name = m.name, state = m.status, cause = m.cause, exception = m.exception } if m.exception != null]
    left_out   = [for m in local.status.machines : { name = m.name, types = join(", ", m.job_types) } if m.status == "left_out"]
    evidence = local.status.evidence == null ? [] : [for name, value in local.status.evidence : {
      name = name, value = value == null ? null : try(tostring(value), jsonencode(value))
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
    unknown_job_type = { short = "unknown job type", long = "Only jobs of a type that Enterprise Manager's documentation does not know processed the machine: it belongs into job_types or ignore_job_types." }
    not_seen         = { short = "not seen by any job", long = "The machine is named, and no job processed it within the lookback." }
    never            = { short = "no good backup", long = "Jobs processed the machine, but no good backup began within the lookback." }
    no_restore_point = { short = "no restore point", long = "A good backup began within the RPO, but nothing, or too little, is left of it." }
    replaced         = { short = "re-created since", long = "The last good backup is older than the RPO, and the machine was created again since then." }
    failed           = { short = "newest session failed", long = "The newest finished session failed, and the last good backup is older than the RPO." }
    warning          = { short = "newest session warned", long = "The newest finished session ended with a warning where warnings are not accepted, and the last good backup is older than the RPO." }
    stale            = { short = "last good backup too old", long = "Nothing failed last, but the last good backup is older than the RPO." }
    no_copy          = { short = "no copy", long = "The last good backup is new enough, but no copy of it is." }
    no_sessions      = { short = "job without sessions", long = "A job that was asked for by name has processed nothing within the lookback." }
    job_failed       = { short = "job failed without a failed machine", long = "The newest session of a job that was asked for by name failed, but none of its machines: one may have been skipped." }
    no_machines      = { short = "no machine to judge", long = "No machine was judged, and an empty answer proves nothing." }
    stale_data       = { short = "old data", long = "Enterprise Manager has not collected from its backup servers for too long." }
  }

  # A browser hashes what it runs with line ends of Unix, whatever a checkout made of them.
  style  = replace(file("${path.module}/report.css"), "\r\n", "\n")
  script = replace(file("${path.module}/report.js"), "\r\n", "\n")
}

output "verdict" {
  description = "The verdict in a line."
  value       = "${local.status.compliant ? "compliant" : "not compliant"}: ${local.summary.judged} machines judged, violations: ${local.summary.violations}"
}

output "report_html" {
  description = "The page: terraform output -raw report_html > report.html"
  # Only so that plan and apply do not print all of it; "terraform output -raw" does.
  sensitive = true
  value = templatefile("${path.module}/report.html.tftpl", {
    page           = local.safe.page[0]
    machines       = local.safe.machines
    violations     = local.safe.violations
    exceptions     = local.safe.exceptions
    left_out       = local.safe.left_out
    policies       = local.safe.policies
    evidence       = local.safe.evidence
    population     = local.status.population
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
