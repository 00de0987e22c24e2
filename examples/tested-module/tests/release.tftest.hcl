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
      compliant       = true
      violating_names = []
    }
  }

  assert {
    condition     = terraform_data.release.input == "shop 2.4"
    error_message = "The release was not planned."
  }
}

run "waits_and_names_the_machines" {
  command = plan

  override_data {
    target = module.status.data.veeam_protection_status.this
    values = {
      compliant       = false
      violating_names = ["db01", "web01"]
    }
  }

  # The run passes because the precondition of the release fails.
  expect_failures = [terraform_data.release]

  assert {
    condition     = local.waits_for == "shop 2.4 waits for a good backup of: db01, web01"
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
      compliant       = false
      violating_names = ["db01", "web01"]
      violations = [
        { name = "db01", cause = "never", last_success_time = null },
        { name = "web01", cause = "stale", last_success_time = "2026-06-14T22:10:00Z" },
      ]
    }
  }

  expect_failures = [terraform_data.release]

  assert {
    condition     = join("\n", output.report) == "db01: never, last good backup: not seen\nweb01: stale, last good backup: 2026-06-14T22:10:00Z"
    error_message = join("\n", output.report)
  }
}
