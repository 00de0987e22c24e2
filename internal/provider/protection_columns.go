package provider

import (
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
)

type machine = compliance.Machine

var protectionColumns = table.Columns[protection]{
	table.Bool("compliant", func(v *protection) *bool { return &v.Compliant }, "Whether at least one machine was judged, and nothing "+
		"violates."),
	table.Strings("passing_names", func(v *protection) []string { return v.PassingNames },
		"Names of machines that are compliant or waived, in order; where several judged machines share a name, all of them are. In every "+
			"spelling of the configuration that names them, else in Enterprise Manager's. A gate asks `contains(x.passing_names, each.key)`."),
	table.String("message", func(v *protection) string { return v.Message },
		"The verdict in words, ready for `error_message`: how many machines were judged and how many violate, then at most 10 violations, one a "+
			"line, with cause, last good backup and the beginning of the reason."),
	table.Strings("violating_names", func(v *protection) []string { return v.ViolatingNames() },
		"Names of what violates, in the order of `violations`. Made for error messages, and for tests that mock this data source."),
	table.Objects("machines", func(v *protection) []*machine { return v.Machines }, machineColumns,
		"Every machine and what became of it, ordered by name. One without a task session within `lookback` is there only if it is expected."),
	table.Objects("violations", func(v *protection) []*machine { return v.Violations }, machineColumns,
		"What violates, ordered by name: machines with the status `violation`, and rows that stand for no machine."),
	table.String("population", func(v *protection) string { return v.Population },
		"Who was judged: `names`, where `only_machines` or `expected_machines` names machines; `inventory`, where "+
			"`expect_inventory` does; or `sessions`: then a machine that no job ever saw is not covered."),
	table.Object("summary", func(v *protection) *compliance.Summary { return &v.Summary }, protectionSummaryColumns,
		"Counts. `judged`, `excluded`, `replaced`, `retired` and `left_out` add up to `machines`."),
	table.Object("evidence", func(v *protection) *evidence { return v.evidence }, evidenceColumns,
		"What the verdict rests on; null unless `with_evidence` is `true`. It changes at every read, and nothing else does while Enterprise "+
			"Manager's data has not."),
}

var machineColumns = table.Columns[machine]{
	table.String("name", func(m *machine) string { return m.Name },
		"Name of the machine, as the configuration spells it where it names the machine, else as Enterprise Manager does. Of a row that "+
			"stands for no machine, the name of the job or the host of `endpoint`."),
	table.String("em_name", func(m *machine) string { return m.EMName }, "Name of the machine as Enterprise Manager spells it; null if it "+
		"was not seen."),
	table.String("vm_uid", func(m *machine) string { return m.VMUID },
		"Reference of the machine in its hierarchy; null where Enterprise Manager sends none."),
	table.String("backup_server_name", func(m *machine) string { return m.Server },
		"Name of the backup server that processed it last; null where Enterprise Manager gives none."),
	table.String("enterprise_manager", func(m *machine) string { return m.Host },
		"Host of `endpoint`, so that the machines of several Enterprise Managers can be put together."),
	table.Strings("job_names", func(m *machine) []string { return m.Jobs }, "Names of the jobs that processed it, in order; null if it "+
		"was not seen."),
	table.Strings("job_types", func(m *machine) []string { return m.JobTypes }, "Types of these jobs, in order; null if it was not seen."),
	table.String("status", func(m *machine) string { return m.Status }, describeStatuses),
	table.String("cause", func(m *machine) string { return m.Cause }, describeCauses),
	table.String("hint", func(m *machine) string { return m.Hint }, "What to do, or what is there instead; null where there is nothing to "+
		"say."),
	table.String("policy", func(m *machine) string { return m.Policy }, "Name of the policy that it is judged by; null for none."),
	table.String("rpo", func(m *machine) string { return durationText(m.RPO) },
		"The RPO that it was judged by; null for a row that stands for no machine."),
	table.Time("last_good_time", lastGood((*compliance.TaskSession).Began),
		"When its newest good backup began (RFC 3339, UTC); null without one."),
	table.Time("last_good_end_time", lastGood((*compliance.TaskSession).EndTime),
		"When its newest good backup ended (RFC 3339, UTC); null without one, or where Enterprise Manager gives no end."),
	table.String("last_good_result", lastGood(func(s *compliance.TaskSession) string { return s.Result }),
		"Result of its newest good backup, `Success` or `Warning`; null without one."),
	table.String("last_good_task_session_uid", lastGood(func(s *compliance.TaskSession) string { return s.UID }),
		"UID of the task session that is its newest good backup; null without one."),
	table.String("last_good_restore_point_id", (*machine).LastGoodPointID,
		"GUID of the restore point that its newest good backup is linked to; null where it is linked to none."),
	table.String("last_result", last(func(s *compliance.TaskSession) string { return s.Result }),
		"Result of its newest finished task session of a type in `job_types`; null without one."),
	table.Time("last_end_time", last((*compliance.TaskSession).EndTime), "When that task session ended (RFC 3339, UTC); null without one."),
	table.String("last_reason", last(func(s *compliance.TaskSession) string { return s.Reason }),
		"Reason that Enterprise Manager gives for that result; null where it gives none."),
	table.Time("running_since", func(m *machine) time.Time { return m.RunningSince() },
		"When the newest task session began that runs now (RFC 3339, UTC); null without one."),
	table.Int64("restore_point_count", func(m *machine) *int64 { return m.Points },
		"Number of its restore points that were created at different times, those of copies included; null unless `evidence_from` is "+
			"`restore_points`."),
	table.Time("oldest_restore_point_time", func(m *machine) time.Time { return m.OldestPoint }, "When the oldest of them was created "+
		"(RFC 3339, UTC)."),
	table.Time("newest_restore_point_time", func(m *machine) time.Time { return m.NewestPoint }, "When the newest of them was created "+
		"(RFC 3339, UTC)."),
	table.Time("last_copy_time", func(m *machine) time.Time { return m.LastCopy },
		"When its newest good session of a copy job began (RFC 3339, UTC), whether or not it satisfies `copy_rpo`; null without `copy_rpo`."),
	table.String("exception", func(m *machine) string { return m.Exception }, "Why it is not judged, or why its violation passes: the "+
		"reason of `exclude_machines`, or reason, end and approval of `waivers`; null without one."),
}

const (
	describeStatuses = "`compliant`: a good backup began within the RPO; `violation`: none did; `waived`: none did, and `waivers` lets " +
		"that pass; `excluded`: `exclude_machines` matches it; `replaced`: it was re-created under a newer `vm_uid`, and `recreated_machines` " +
		"is `replace` or its virtual host no longer lists it; `retired`: its virtual host no longer lists it; `left_out`: only jobs that make " +
		"no backups processed it."
	describeCauses = "Why it violates, null where it does not; the first that holds. `unknown_job_type`: only jobs of a type that is " +
		"neither in `job_types` nor documented nor ignored processed it; `not_seen`: it is expected and has no task session within " +
		"`lookback`; `never`: it has no good one; `no_restore_point`: good ones within the RPO, but none of their restore points is there, or " +
		"fewer than `min_restore_points`; `replaced`: its last good backup is too old, and it was re-created; `failed` or `warning`: the " +
		"newest finished task session failed, or warned where that is not accepted; `stale`: the last good backup is too old; `no_copy`: no " +
		"copy is new enough. Of rows that stand for no machine: `no_sessions`: a job of `job_names` has no task session within `lookback`; " +
		"`job_failed`: the newest finished backup session of such a job failed without a failed task session, so that a machine may have been " +
		"skipped; `no_machines`: nobody was judged; `stale_data`: Enterprise Manager has not collected data within `max_data_age`. Of a gate " +
		"that is not enforced: `unreadable`: Enterprise Manager could not be read."
)

// lastGood is a value of a machine's newest good backup, the zero value without one.
func lastGood[V any](value func(*compliance.TaskSession) V) func(*machine) V {
	return func(m *machine) (v V) {
		if m.LastGood != nil {
			v = value(m.LastGood)
		}
		return v
	}
}

// last is a value of a machine's newest finished task session, the zero value without one.
func last[V any](value func(*compliance.TaskSession) V) func(*machine) V {
	return func(m *machine) (v V) {
		if m.Last != nil {
			v = value(m.Last)
		}
		return v
	}
}

var protectionSummaryColumns = table.Columns[compliance.Summary]{
	table.Count("machines", func(s *compliance.Summary) int { return s.Machines }, "Number of machines in `machines`."),
	table.Count("judged", func(s *compliance.Summary) int { return s.Judged }, "Number of machines that are compliant, violate or are "+
		"waived."),
	table.Count("compliant", func(s *compliance.Summary) int { return s.Compliant }, "Number of machines with the status `compliant`."),
	table.Count("violation", func(s *compliance.Summary) int { return s.Violation }, "Number of machines with the status `violation`."),
	table.Count("waived", func(s *compliance.Summary) int { return s.Waived }, "Number of machines with the status `waived`."),
	table.Count("excluded", func(s *compliance.Summary) int { return s.Excluded }, "Number of machines with the status `excluded`."),
	table.Count("replaced", func(s *compliance.Summary) int { return s.Replaced }, "Number of machines with the status `replaced`."),
	table.Count("retired", func(s *compliance.Summary) int { return s.Retired }, "Number of machines with the status `retired`."),
	table.Count("left_out", func(s *compliance.Summary) int { return s.LeftOut }, "Number of machines with the status `left_out`."),
	table.Count("failing", func(s *compliance.Summary) int { return s.Failing },
		"Number of compliant machines whose newest finished task session failed."),
	table.Count("warning_only", func(s *compliance.Summary) int { return s.WarningOnly },
		"Number of compliant machines whose good backups within the RPO are all warnings."),
	table.Count("violations", func(s *compliance.Summary) int { return s.Violations },
		"Number of rows in `violations`: machines, and rows that stand for none."),
}
