# terraform init && terraform test
# The provider is mocked: no Enterprise Manager, no account, no network.

mock_provider "veeam" {}

variables {
  release  = "shop 2.4"
  machines = ["db01", "web01"]
}

run "releases_when_all_are_good" {
  command = plan

  override_data {
    target = module.status.data.veeam_protection_status.this
    values = {
      compliant = true
      message   = "2 judged, no violations."
    }
  }

  assert {
    condition     = terraform_data.release.input == "shop 2.4"
    error_message = "The release was not planned."
  }
}

run "waits_and_says_why" {
  command = plan

  override_data {
    target = module.status.data.veeam_protection_status.this
    values = {
      compliant = false
      message   = "2 judged, 1 violation.\ndb01: backup failed"
    }
  }

  # The run passes because the precondition of the release fails.
  expect_failures = [terraform_data.release]

  assert {
    condition     = local.waits_for == "shop 2.4 waits for good backups: 2 judged, 1 violation.\ndb01: backup failed"
    error_message = local.waits_for
  }
}

# What is not mocked is false, 0, "" or empty: the gate holds.
run "waits_where_nothing_is_mocked" {
  command = plan

  expect_failures = [terraform_data.release]

  assert {
    condition     = length(module.status.violations) == 0
    error_message = "A list that is not mocked has elements."
  }
}

# A list of objects can't be put into override_data. As an output of a module it can.
run "reports_each_violation" {
  command = plan

  override_module {
    target = module.status
    outputs = {
      compliant = false
      message   = "2 judged, 2 violations."
      violations = [
        { name = "db01", cause = "never", last_good_time = null },
        { name = "web01", cause = "stale", last_good_time = "2026-06-14T22:10:00Z" },
      ]
    }
  }

  expect_failures = [terraform_data.release]

  assert {
    condition     = join("\n", output.report) == "db01: never, last good backup: none\nweb01: stale, last good backup: 2026-06-14T22:10:00Z"
    error_message = join("\n", output.report)
  }
}
