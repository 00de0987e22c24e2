package provider

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type (
	cdpPolicy   = veeamclient.CDPPolicy
	cdpSchedule = veeamclient.CDPSchedule
)

func cdpPolicies() namedEntity[cdpPolicy] {
	return namedEntity[cdpPolicy]{
		one: "cdp_policy", many: "cdp_policies", title: "CDP Policy", titles: "CDP Policies",
		uidType: "CdpPolicy", what: "CDP policy", role: "Portal Administrator",
		about: "policies of continuous data protection (CDP), with their recovery point objectives. Where they replicate to is not in " +
			"Enterprise Manager. Whether they met their objectives is in `veeam_cdp_sessions`.",
		nameAbout: "Name of the CDP policy.",
		columns:   append(cdpPolicyColumns(), cdpScheduleColumns()...),
		filters: []rowFilter[cdpPolicy]{
			{name: "platforms", word: func(p *cdpPolicy) string { return p.Platform }, description: "Only CDP policies of these platforms."},
			{name: "schedule_enabled", truth: func(p *cdpPolicy) *bool { return p.ScheduleEnabled },
				description: "Only CDP policies whose schedule is on (`true`) or off (`false`)."},
			{name: "schedule_configured", truth: func(p *cdpPolicy) *bool { return p.ScheduleConfigured },
				description: "Only CDP policies that have a schedule (`true`), or none (`false`)."},
			byDescription("CDP policies", func(row *cdpPolicy) string { return row.Description }),
		},
		read: (*veeamclient.Client).CDPPolicies,
	}
}

func cdpPolicyColumns() table.Columns[cdpPolicy] {
	object := table.Columns[veeamclient.PolicyObject]{
		table.String("object_in_job_id", func(o *veeamclient.PolicyObject) string { return o.ObjectInJobID },
			"GUID of the object in the policy."),
		table.String("name", func(o *veeamclient.PolicyObject) string { return o.Name }, "Name of the machine or container of machines."),
		table.String("display_name", func(o *veeamclient.PolicyObject) string { return o.DisplayName }, "Name for display."),
		table.String("hierarchy_obj_ref", func(o *veeamclient.PolicyObject) string { return o.HierarchyObjRef },
			"Reference in the hierarchy, such as `urn:VMware:Vm:<root>.vm-1`: the `vm_uid` of a machine."),
		table.Object("guest_processing_options", func(o *veeamclient.PolicyObject) *veeamclient.PolicyGuestProcessing {
			return o.GuestProcessingOptions
		}, policyGuestColumns(), "What is done inside of it; null where Enterprise Manager does not say."),
	}
	return table.Columns[cdpPolicy]{
		table.String("policy_type", func(p *cdpPolicy) string { return p.PolicyType }, "Type of the policy: `CdpReplica`."),
		table.String("platform", func(p *cdpPolicy) string { return p.Platform }, "`VMware` or `vCloud`."),
		table.String("description", func(p *cdpPolicy) string { return p.Description }, "Description; null where there is none."),
		table.Bool("schedule_configured", func(p *cdpPolicy) *bool { return p.ScheduleConfigured }, "Whether the policy has a schedule."),
		table.Bool("schedule_enabled", func(p *cdpPolicy) *bool { return p.ScheduleEnabled },
			"Whether the schedule is on: `false` for a disabled policy."),
		table.Time("next_run", func(p *cdpPolicy) time.Time { return p.NextRun.Time },
			"When the policy runs next (RFC 3339, UTC); null where it does not."),
		table.Objects("includes", func(p *cdpPolicy) []*veeamclient.PolicyObject {
			return table.Pointers(p.CdpPolicyInfo.CdpReplicaPolicyInfo.Includes)
		}, object, "The machines, and containers of machines, that the policy covers."),
		table.Object("guest_processing_options", func(p *cdpPolicy) *veeamclient.PolicyGuestProcessing {
			return p.CdpPolicyInfo.CdpReplicaPolicyInfo.GuestProcessingOptions
		}, policyGuestColumns(), "What is done inside of machines that have no options of their own."),
	}
}

func policyGuestColumns() table.Columns[veeamclient.PolicyGuestProcessing] {
	type guest = veeamclient.PolicyGuestProcessing
	return table.Columns[guest]{
		table.String("vss_snapshot_mode", func(g *guest) string { return g.VssSnapshotOptions.VssSnapshotMode },
			"`RequireSuccess`, `IgnoreFailures` or `Disabled`."),
		table.Bool("is_copy_only", func(g *guest) *bool { return g.VssSnapshotOptions.IsCopyOnly }, "Whether snapshots leave logs as they are."),
		table.String("windows_credentials_id", func(g *guest) string { return string(g.WindowsCredentialsID) },
			"GUID of the credentials for Windows; null without."),
		table.String("linux_credentials_id", func(g *guest) string { return string(g.LinuxCredentialsID) },
			"GUID of the credentials for Linux; null without."),
	}
}

func cdpScheduleColumns() table.Columns[cdpPolicy] {
	schedule := func(p *cdpPolicy) *cdpSchedule { return &p.PolicyScheduleOptions.CdpReplica }
	number := func(name string, get func(*cdpSchedule) *int64, description string) table.Column[cdpPolicy] {
		return table.Int64(name, func(p *cdpPolicy) *int64 { return get(schedule(p)) }, description)
	}
	threshold := table.Columns[veeamclient.RPOThreshold]{
		table.Bool("enabled", func(t *veeamclient.RPOThreshold) *bool { return t.Enabled }, "Whether it is reported."),
		table.Int64("threshold_seconds", (*veeamclient.RPOThreshold).Threshold,
			"After how many seconds, whichever unit Enterprise Manager gives."),
		table.Int64("rpo_threshold_seconds", func(t *veeamclient.RPOThreshold) *int64 { return t.RPOThresholdSeconds },
			"Seconds as Enterprise Manager gives them; 0 where the threshold is in minutes."),
		table.Int64("rpo_threshold_minutes", func(t *veeamclient.RPOThreshold) *int64 { return t.RPOThresholdMinutes },
			"Minutes as Enterprise Manager gives them; 0 where the threshold is in seconds."),
	}
	return table.Columns[cdpPolicy]{
		number("rpo_seconds", (*cdpSchedule).RPO, "Recovery point objective in seconds, whichever unit Enterprise Manager gives."),
		number("recovery_point_objective_seconds", func(s *cdpSchedule) *int64 { return s.RecoveryPointObjectiveSeconds },
			"Recovery point objective in seconds as Enterprise Manager gives it; 0 where it is in minutes."),
		number("recovery_point_objective_minutes", func(s *cdpSchedule) *int64 { return s.RecoveryPointObjectiveMinutes },
			"Recovery point objective in minutes as Enterprise Manager gives it; 0 where it is in seconds."),
		table.Bool("rpo_schedule_enabled", func(p *cdpPolicy) *bool { return schedule(p).RPOSchedule.Enabled },
			"Whether the policy runs in the hours of `rpo_schedule` only."),
		table.TextsByName("rpo_schedule", func(p *cdpPolicy) map[string]string { return schedule(p).RPOSchedule.TimePeriods.ByDay() },
			"For each day of the week (`Sunday`) 24 figures, one an hour: `1` where the policy runs, `0` where it does not."),
		table.Object("mark_as_warning", func(p *cdpPolicy) *veeamclient.RPOThreshold { return schedule(p).RPOReporting.MarkAsWarning }, threshold,
			"When a session that misses the objective is a `Warning`."),
		table.Object("mark_as_failed", func(p *cdpPolicy) *veeamclient.RPOThreshold { return schedule(p).RPOReporting.MarkAsFailed }, threshold,
			"When a session that misses the objective is `Failed`."),
		number("short_term_retention_minutes", func(s *cdpSchedule) *int64 { return s.ShortTermRetentionMinutes },
			"For how many minutes every point is kept; 0 where it is in hours."),
		number("short_term_retention_hours", func(s *cdpSchedule) *int64 { return s.ShortTermRetentionHours },
			"For how many hours every point is kept; 0 where it is in minutes."),
		number("long_term_retention_hours", func(s *cdpSchedule) *int64 { return s.LongTermRetentionHours },
			"Every how many hours a long-term point is made."),
		number("long_term_retention_keep_days", func(s *cdpSchedule) *int64 { return s.LongTermRetentionKeepDays },
			"For how many days long-term points are kept."),
		table.Bool("long_term_retention_schedule_enabled", func(p *cdpPolicy) *bool { return schedule(p).LongTermRetentionSchedule.Enabled },
			"Whether long-term points are made in the hours of `long_term_retention_schedule` only."),
		table.TextsByName("long_term_retention_schedule", func(p *cdpPolicy) map[string]string {
			return schedule(p).LongTermRetentionSchedule.TimePeriods.ByDay()
		}, "For each day of the week (`Sunday`) 24 figures, one an hour: `1` for a crash-consistent, `2` for an application-consistent point."),
	}
}

func newCDPPolicies() datasource.DataSource { return newList(cdpPolicies()) }

func newCDPPolicy() datasource.DataSource { return newOne(cdpPolicies()) }
