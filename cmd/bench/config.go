package main

import (
	"fmt"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/bench"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// provider is the beginning of a configuration.
func provider(night *bench.Night) string {
	return fmt.Sprintf(`
terraform {
  required_providers {
    veeam = { source = "terraform-veeam/veeam" }
  }
}

provider "veeam" {
  endpoint           = %q
  username           = %q
  password           = %q
  certificate_sha256 = %q
}
`, night.URL(), veeamsim.DefaultAccount.Username, veeamsim.DefaultAccount.Password, night.CertificateSHA256())
}

func read(night *bench.Night, session, argument string) string {
	return provider(night) + fmt.Sprintf(`
data "veeam_backup_task_sessions" "night" {
  backup_session_id = %q
  %s
}

output "total" {
  value = data.veeam_backup_task_sessions.night.summary.total
}
`, session, argument)
}

// each reads by a map: Terraform evaluates for_each again for every instance, and sorts a set each time, which at 200 takes
// it 0.6 s.
func each(night *bench.Night) string {
	var sessions strings.Builder
	for i, session := range night.Sessions {
		fmt.Fprintf(&sessions, "    s%03d = %q\n", i, session)
	}
	return provider(night) + fmt.Sprintf(`
locals {
  sessions = {
%s  }
}

data "veeam_backup_task_sessions" "night" {
  for_each          = local.sessions
  backup_session_id = each.value
}

output "total" {
  value = sum([for read in data.veeam_backup_task_sessions.night : read.summary.total])
}
`, sessions.String())
}

func find(night *bench.Night, argument string) string {
	return provider(night) + fmt.Sprintf(`
data "veeam_backup_task_sessions" "night" {
  job_name = %q
  %s
}

output "total" {
  value = data.veeam_backup_task_sessions.night.summary.total
}
`, night.Job, argument)
}

// findAll reads the task sessions of all jobs, of the last 30 days.
func findAll(night *bench.Night, argument string) string {
	return provider(night) + fmt.Sprintf(`
data "veeam_backup_task_sessions" "all" {
  created_within = "30d"
  %s
}

output "total" {
  value = data.veeam_backup_task_sessions.all.summary.total
}
`, argument)
}

// machineMap is a map of so many machines, for for_each.
func machineMap(count int) string {
	var machines strings.Builder
	for i := range count {
		fmt.Fprintf(&machines, "    m%03d = \"vm-%05d\"\n", i, i+1)
	}
	return fmt.Sprintf("\nlocals {\n  machines = {\n%s  }\n}\n", machines.String())
}

// eachMachine judges each machine by a verdict of its own.
func eachMachine(night *bench.Night, count int) string {
	return provider(night) + machineMap(count) + `
data "veeam_protection_status" "machine" {
  for_each      = local.machines
  rpo           = "28h"
  only_machines = [each.value]
}

output "total" {
  value = sum([for verdict in data.veeam_protection_status.machine : verdict.summary.judged])
}
`
}

// fromMemory is as many data sources of a provider that does nothing.
func fromMemory(count int) string {
	return `
terraform {
  required_providers {
    memory = { source = "terraform-veeam/memory" }
  }
}
` + machineMap(count) + `
data "memory_answer" "machine" {
  for_each = local.machines
  name     = each.value
}

output "total" {
  value = sum([for read in data.memory_answer.machine : read.total])
}
`
}

// judge is a verdict on all machines.
func judge(night *bench.Night, arguments string) string {
	return provider(night) + fmt.Sprintf(`
data "veeam_protection_status" "fleet" {
  rpo = "28h"
  %s
}

output "judged" {
  value = data.veeam_protection_status.fleet.summary.judged
}
`, arguments)
}

// byHand is what one would write without the provider: it counts a session's machines, and lists those that failed.
func byHand(night *bench.Night, session string) string {
	account := veeamsim.DefaultAccount.Username + ":" + veeamsim.DefaultAccount.Password
	return fmt.Sprintf(`
terraform {
  required_providers {
    http = { source = "hashicorp/http" }
  }
}

data "http" "logon" {
  url             = "%[1]s/api/sessionMngr/?v=latest"
  method          = "POST"
  insecure        = true
  request_headers = { Authorization = "Basic ${base64encode(%[2]q)}" }
}

data "http" "night" {
  url      = "%[1]s%[3]s"
  insecure = true
  request_headers = {
    Accept             = "application/json"
    X-RestSvcSessionId = data.http.logon.response_headers["X-Restsvcsessionid"]
  }
}

locals {
  night  = jsondecode(data.http.night.response_body).backupTaskSessions
  failed = [for machine in local.night : machine if machine.result == "Failed"]
}

output "total" {
  value = length(local.night)
}

output "bad" {
  value = length(local.failed)
}
`, night.URL(), account, bench.Path(session))
}
