package provider_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestProtectionStatusInDoubt: what is incomplete, or what another job did, makes nothing compliant.
func TestProtectionStatusInDoubt(t *testing.T) {
	t.Parallel()
	failing := func(change func(*veeamsim.TaskSession)) veeamsim.Inventory {
		n := newNights().session(2, 1, 32, "").session(3, 1, 8, "").task(3, "web01", "", "Success", 8, 7).
			task(2, "db01", "", "Success", 32, 31).task(3, "db01", "", "Failed", 8, 7)
		change(&n.inv.TaskSessions[2])
		return n.inv
	}
	bare := newNights().session(3, 1, 8, "").session(9, 2, 8, "").task(3, "web01", "", "Success", 8, 7).task(9, "db01", "", "Success", 8, 7)
	bare.inv.BackupSessions[1].Omit = []string{"JobType"}
	other := newNights().session(3, 1, 8, "").session(9, 2, 7, "").task(3, "web01", "", "Failed", 8, 7).task(9, "web01", "", "Success", 7, 6)
	nameless := newNights().session(3, 1, 8, "").session(9, 1, 7, "").task(3, "web01", "", "Failed", 8, 7).task(9, "web01", "", "Success", 7, 6)
	nameless.inv.BackupSessions[1].Omit = []string{"JobName"}
	// A db01 on each of two servers, of which one failed.
	twins := func(change func(*veeamsim.Inventory)) veeamsim.Inventory {
		n := newNights().session(3, 1, 8, "").session(9, 2, 8, "").task(3, "db01", "", "Success", 8, 7).task(9, "db01", "", "Failed", 8, 7)
		change(&n.inv)
		return n.inv
	}
	unlinked := func(inv *veeamsim.Inventory) {
		inv.Jobs[1].Name = inv.Jobs[0].Name
		for i := range inv.TaskSessions {
			inv.TaskSessions[i].Omit = []string{"Links"}
		}
	}
	allUnlinked := func(inv *veeamsim.Inventory) {
		unlinked(inv)
		inv.Jobs[1].Name = "Second Site" // or nothing is left to tell them apart
		for i := range inv.BackupSessions {
			inv.BackupSessions[i].Omit = []string{"Links"}
		}
	}
	for name, c := range map[string]struct {
		config veeamsim.Config
		more   string
		cause  string
		server any
	}{
		"the success of no job's":    {veeamsim.Config{Inventory: nameless.inv, IgnoreFilter: true}, `job_names = ["nightly"]`, "never", "vbr01"},
		"twins, tasks without links": {veeamsim.Config{Inventory: twins(unlinked)}, "", "never", "vbr02"},
		"twins, nothing has links":   {veeamsim.Config{Inventory: twins(allUnlinked)}, "", "failed", nil},
		"twins, servers without names": {veeamsim.Config{Inventory: twins(func(inv *veeamsim.Inventory) { inv.BackupServers, inv.Jobs[1].Name = nil, inv.Jobs[0].Name })}, "",
			"never", nil},
		"failed, without an end":      {veeamsim.Config{Inventory: failing(func(s *veeamsim.TaskSession) { s.Ended = time.Time{} })}, "", "failed", "vbr01"},
		"failed, with an end of 1753": {veeamsim.Config{Inventory: failing(func(s *veeamsim.TaskSession) { s.EndText = "1753-01-01T00:00:00Z" })}, "", "failed", "vbr01"},
		"failed, with an end of 1900": {veeamsim.Config{Inventory: failing(func(s *veeamsim.TaskSession) { s.EndText = "1900-01-01T00:00:00Z" })}, "", "failed", "vbr01"},
		"failed, ended 40 days ago":   {veeamsim.Config{Inventory: failing(func(s *veeamsim.TaskSession) { s.EndText = "2026-05-07T08:00:00Z" })}, "", "failed", "vbr01"},
		"of an unknown state":         {veeamsim.Config{Inventory: failing(func(s *veeamsim.TaskSession) { s.Ended, s.State = time.Time{}, "Postponed" })}, "", "stale", "vbr01"},
		"a session without job type":  {veeamsim.Config{Inventory: bare.inv}, "", "never", "vbr02"},
		"the success of another job":  {veeamsim.Config{Inventory: other.inv, IgnoreFilter: true}, `job_names = ["nightly"]`, "never", "vbr01"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			machine := map[bool]string{true: "web01", false: "db01"}[c.more != ""]
			run(t, reads(start(t, c.config), protectionKind, "rpo = \"24h\"\n"+c.more, protection(map[string]knownvalue.Check{
				"compliant":  knownvalue.Bool(false),
				"violations": knownvalue.ListExact([]knownvalue.Check{knownvalue.ObjectPartial(checksOf(map[string]any{"name": machine, "cause": c.cause, "backup_server_name": c.server}))}),
			})...))
		})
	}
}

// TestProtectionStatusOfUnknownTypes: a copy is left out, and a machine that only jobs of an unknown type processed violates
// until the type is in one of two arguments.
func TestProtectionStatusOfUnknownTypes(t *testing.T) {
	t.Parallel()
	n := newNights().session(3, 1, 8, "").session(5, 3, 8, "").session(9, 2, 8, "CloudBackup").
		task(3, "web01", "", "Success", 8, 7).task(5, "db01", "", "Failed", 8, 7).task(9, "db02", "", "Failed", 8, 7).task(9, "db03", "", "Success", 8, 7).
		session(10, 1, 7, "SqlLogBackup").task(10, "web01", "", "Success", 7, 6)
	sim := start(t, veeamsim.Config{Inventory: n.inv})
	hint := knownvalue.StringRegexp(regexp.MustCompile(`"CloudBackup" to job_types .*ignore_job_types`))
	violations := func(checks ...knownvalue.Check) statecheck.StateCheck {
		return has(protectionKind, "violations", knownvalue.ListExact(checks))
	}
	run(t,
		reads(sim, protectionKind, `rpo = "24h"`, violations(
			machineRow("db02", "unknown_job_type", map[string]any{"hint": hint}), machineRow("db03", "unknown_job_type", map[string]any{"job_types": texts("CloudBackup")}))),
		reads(sim, protectionKind, "rpo = \"24h\"\nignore_job_types = [\"cloudbackup\"]", violations()),
		reads(sim, protectionKind, "rpo = \"24h\"\nexclude_machines = { \"db0?\" = \"elsewhere\" }", violations()),
		reads(sim, protectionKind, "rpo = \"24h\"\njob_types = [\"Backup\", \"CloudBackup\"]", violations(machineRow("db02", "never", nil))),
		reads(sim, protectionKind, "rpo = \"24h\"\njob_types = [\"Backup\", \"CloudBackup\"]\nexpected_machines = [\"DB03\"]\nexclude_machines = { db02 = \"old\" }", violations()),
	)
}
