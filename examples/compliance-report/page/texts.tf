# Every text that the page shows and that is not written in this folder: tables of rows, which local.safe escapes. "of" is the
# place of a row's verdict among the verdicts.

locals {
  plain = merge(local.asked, {
    page = [{
      title = var.title
      # The day of the newest evidence names the files that can be saved.
      day = substr(reverse(sort([for v in var.verdicts : v.evidence.judged_at]))[0], 0, 10)
    }]
    verdicts = [for i, v in var.verdicts : {
      of         = tostring(i)
      em         = v.evidence.enterprise_manager
      compliant  = tostring(v.compliant)
      counts     = split("\n", v.message)[0]
      message    = v.message
      ended      = try(join("\n", regexall("(?m)^The waiver of .+ ended at .+$", v.message)), "")
      population = v.evidence.arguments.only_machines != null ? "only" : v.population
      # EM's own time, so that the page tells its age and still changes only where EM's data does.
      newest    = try(reverse(sort(compact(v.machines[*].last_end_time)))[0], null)
      judged_at = v.evidence.judged_at
      account   = v.evidence.account
      provider  = v.evidence.provider_version
      api       = v.evidence.api_version
      rpo       = v.evidence.arguments.rpo
      policies  = length(coalesce(v.evidence.arguments.policies, [])) > 0 ? "and by its policies" : null
    }]
    machines = [for m in local.machines : {
      name           = m.name
      vm_uid         = m.vm_uid
      uid            = length(local.by_name[lower(m.name)]) > 1 ? m.vm_uid : null
      em             = m.enterprise_manager
      server         = m.backup_server_name
      state          = m.status
      cause          = m.cause
      policy         = m.policy
      rpo            = m.rpo
      last_good      = m.last_good_time
      result         = m.last_result
      ended          = m.last_end_time
      reason         = m.last_reason
      jobs           = length(coalesce(m.job_names, [])) > 0 ? join(", ", m.job_names) : null
      hint           = m.hint
      exception      = m.exception
      restore_points = m.restore_point_count == null ? null : tostring(m.restore_point_count)
      last_copy      = m.last_copy_time
    }]
    violations = [for v in local.violations : {
      kind      = contains(["no_sessions", "job_failed"], v.cause) ? "job" : v.rpo == null ? "enterprise_manager" : "machine"
      name      = v.name
      uid       = length(try(local.by_name[lower(v.name)], [])) > 1 ? v.vm_uid : null
      em        = v.enterprise_manager
      cause     = v.cause
      policy    = v.policy
      last_good = v.last_good_time
      server    = v.backup_server_name
      reason    = v.last_reason
      hint      = v.hint
    }]
    exceptions = [for m in local.machines : {
      name  = m.name
      uid   = length(local.by_name[lower(m.name)]) > 1 ? m.vm_uid : null
      em    = m.enterprise_manager
      state = m.status
      cause = m.cause
      why = m.exception != null ? m.exception : m.status == "left_out" ? "Only jobs that make no backups processed it: ${join(", ", coalesce(m.job_types, []))}" : (
        m.hint != null ? m.hint : m.status == "retired" ? "Its virtual host no longer lists it" : "It was created again under a newer vm_uid"
      )
    } if !contains(["compliant", "violation"], m.status)]
    evidence = flatten([for i, v in var.verdicts : [
      for name in concat(local.evidence_first, [for other in keys(v.evidence) : other if !contains(concat(local.evidence_first, ["arguments"]), other)]) : {
        of    = tostring(i)
        name  = name
        value = v.evidence[name] == null ? null : try(tostring(v.evidence[name]), jsonencode(v.evidence[name]))
        json  = can(regex("^\"", jsonencode(v.evidence[name]))) ? null : "json"
      }
    ]])
    arguments = [for v in var.verdicts : { json = jsonencode(v.evidence.arguments) }]
  })

  evidence_first = ["judged_at", "em_time", "enterprise_manager", "certificate_sha256", "account", "api_version", "provider_version",
  "read_from", "read_to", "rows_read", "rows_without_session"]

  # What was asked, as it was applied: defaults and whatever the endpoint's owner left out are in it.
  applied = [for v in var.verdicts : v.evidence.arguments]
  asked = {
    asked = flatten([for i, a in local.applied : [for fact in [
      { name = "RPO", value = "${a.rpo}: how old the data of the last good backup may be, which are as old as its beginning" },
      { name = "Judged", value = (
        a.only_machines != null ? "only ${join(", ", a.only_machines)}" :
        a.expect_inventory != null ? "all machines that jobs processed, and those that these virtual hosts list: ${join(", ", a.expect_inventory)}" :
        "all machines that jobs processed"
      ) },
      { name = "Expected", value = a.only_machines != null ? null : a.expected_machines == null ? "no machine by name" : join(", ", a.expected_machines) },
      { name = "Jobs", value = "${a.job_names == null ? "all" : join(", ", a.job_names)} of the types ${join(", ", a.job_types)}${
      a.backup_server_name == null ? "" : ", of the backup server ${a.backup_server_name}"}" },
      { name = "Ignored", value = a.ignore_job_types == null ? null : "jobs of the types ${join(", ", a.ignore_job_types)}" },
      { name = "Proof", value = (a.evidence_from == "restore_points" ? "a session that succeeded and whose restore point is there" : "a session that succeeded") },
      { name = "Restore points", value = a.min_restore_points == null ? null : "at least ${a.min_restore_points} of each machine" },
      { name = "Copies", value = a.copy_rpo == null ? "not asked for" : "a copy of a good backup that is not older than ${a.copy_rpo}" },
      { name = "Warnings", value = "a backup with a warning is ${a.accept_warning ? "a good one" : "no good one"}" },
      { name = "Days", value = a.calendar == null ? "the clock of the RPO runs on every day" : local.calendars[i] },
      { name = "Lookback", value = "${a.lookback}: how far back sessions were looked at" },
      { name = "EM's data", value = a.max_data_age == null ? "of any age" : "collected from the backup servers within ${a.max_data_age}" },
      { name = "Re-created", value = a.recreated_machines == "replace" ? "machines that were created again are judged by their newest vm_uid only" : null },
    ] : merge(fact, { of = tostring(i) }) if fact.value != null]])
    policies = flatten([for i, a in local.applied : [for p in coalesce(a.policies, []) : {
      of       = tostring(i)
      name     = p.name
      machines = join(", ", p.machines)
      terms = join(", ", compact([
        "RPO ${p.rpo}",
        p.copy_rpo == null ? "" : "a copy within ${p.copy_rpo}",
        p.min_restore_points == null ? "" : "at least ${p.min_restore_points} restore points",
        p.accept_warning == a.accept_warning ? "" : p.accept_warning ? "warnings are good" : "warnings are not good",
        jsonencode(p.calendar) == jsonencode(a.calendar) || p.calendar == null ? "" : "days ${join(" ", p.calendar.rpo_days)} (${p.calendar.time_zone})",
      ]))
    }]])
    waivers = flatten([for i, a in local.applied : [for w in coalesce(a.waivers, []) : {
      of       = tostring(i)
      machines = join(", ", w.machines)
      causes   = w.causes == null ? null : join(", ", w.causes)
      reason   = w.reason
      until    = w.until
      approved = w.approved_by
    }]])
    exclusions = flatten([for i, a in local.applied : [for pattern, reason in coalesce(a.exclude_machines, {}) : { of = tostring(i), pattern = pattern, reason = reason }]])
  }
  calendars = [for a in local.applied : a.calendar == null ? null : join("", [
    "the clock of the RPO runs on ${join(", ", a.calendar.rpo_days)}",
    length(coalesce(a.calendar.holidays, [])) == 0 ? "" : ", but not on ${join(", ", a.calendar.holidays)}",
    " (${a.calendar.time_zone})",
  ])]

  causes = {
    unknown_job_type = { short = "unknown job type", long = "Only jobs of a type that Enterprise Manager's documentation does not know processed the machine: it belongs into job_types or ignore_job_types." }
    not_seen         = { short = "not seen by any job", long = "The machine is named, or its virtual host lists it, and no job processed it within the lookback." }
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
}
