package provider

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// evidence is what a verdict rests on. It changes at every read, and nothing else in the answer does while EM's data has not.
type evidence struct {
	judgedAt, emTime             time.Time
	connection                   veeamclient.Connection
	providerVersion              string
	readFrom, readTo             time.Time
	collected                    time.Time
	hosts                        []string
	rowsRead, rowsWithoutSession int
	population                   string
	arguments                    *protectionArguments
}

// evidenceOf is what a verdict rests on, where it was asked for.
func (a *protectionArguments) evidenceOf(c *veeamclient.Client, version string, read *protectionRead, v *compliance.Verdict) *evidence {
	if !isTrue(a.wantsEvidence) {
		return nil
	}
	e := &evidence{
		judgedAt: a.Now, emTime: a.Now.Add(min(a.clock.EMAhead, 0)), connection: c.Connection(), providerVersion: version,
		readFrom: read.from, readTo: read.ended, rowsRead: read.rows(), population: v.Population, arguments: a,
	}
	for i := range read.data.Tasks {
		if read.data.Tasks[i].JobType == "" {
			e.rowsWithoutSession++
		}
	}
	hosts := map[string]bool{}
	for _, h := range read.data.Hosts {
		hosts[h.Name] = true
	}
	e.hosts = sortedKeys(hosts)
	if read.data.Collection != nil {
		e.collected = read.data.Collection.Succeeded
	}
	return e
}

var evidenceColumns = table.Columns[evidence]{
	table.Time("judged_at", func(e *evidence) time.Time { return e.judgedAt },
		"The time that was judged by: the later of Enterprise Manager's clock and that of the machine that runs Terraform (RFC 3339, UTC)."),
	table.Time("em_time", func(e *evidence) time.Time { return e.emTime }, "The time by Enterprise Manager's clock (RFC 3339, UTC)."),
	table.String("enterprise_manager", func(e *evidence) string { return e.connection.Host }, "Host of `endpoint`."),
	table.String("certificate_sha256", func(e *evidence) string { return e.connection.CertificateSHA256 },
		"SHA-256 fingerprint of its certificate; null without TLS."),
	table.String("account", func(e *evidence) string { return e.connection.Account }, "The account that read."),
	table.String("api_version", func(e *evidence) string { return e.connection.APIVersion }, "Version of the REST API that was asked for."),
	table.String("provider_version", func(e *evidence) string { return e.providerVersion }, "Version of this provider."),
	table.Time("read_from", func(e *evidence) time.Time { return e.readFrom }, "The earliest beginning of task sessions that was asked "+
		"for (RFC 3339, UTC)."),
	table.Time("read_to", func(e *evidence) time.Time { return e.readTo }, "When the read ended (RFC 3339, UTC)."),
	table.Count("rows_read", func(e *evidence) int { return e.rowsRead }, "Number of task sessions and backup sessions that were read."),
	table.Count("rows_without_session", func(e *evidence) int { return e.rowsWithoutSession },
		"Number of task sessions whose backup session Enterprise Manager does not know, so that they never count as good."),
	table.Strings("inventory_hosts", func(e *evidence) []string { return e.hosts },
		"Names of the virtual hosts whose machines were expected, sorted; null without `expect_inventory`."),
	table.Time("data_collected_at", func(e *evidence) time.Time { return e.collected },
		"When Enterprise Manager's newest collection of data without a warning ended (RFC 3339, UTC); null without `max_data_age`."),
	table.String("population", func(e *evidence) string { return e.population }, "Who was judged, as `population` of the verdict."),
	table.Object("arguments", func(e *evidence) *protectionArguments { return e.arguments }, appliedColumns,
		"The arguments as they were applied, defaults included."),
}

var appliedColumns = table.Columns[protectionArguments]{
	table.String("rpo", func(a *protectionArguments) string { return table.FormatDuration(a.RPO) }, "`rpo`, as applied."),
	table.String("lookback", func(a *protectionArguments) string { return table.FormatDuration(a.Lookback) }, "`lookback`, as applied."),
	table.Strings("only_machines", func(a *protectionArguments) []string { return sorted(a.OnlyMachines) }, "`only_machines`, sorted."),
	table.Strings("expected_machines", func(a *protectionArguments) []string { return sorted(a.Expected) }, "`expected_machines`, sorted."),
	table.TextsByName("exclude_machines", func(a *protectionArguments) map[string]string { return a.Excluded }, "`exclude_machines`, as "+
		"applied."),
	table.Objects("waivers", func(a *protectionArguments) []*waiverArguments { return table.Pointers(a.waivers) }, appliedWaiverColumns,
		"`waivers`, as applied."),
	table.Objects("policies", func(a *protectionArguments) []*compliance.Policy { return table.Pointers(a.Policies) }, appliedPolicyColumns,
		"`policies`, with what they take from the arguments of all."),
	table.Object("calendar", func(a *protectionArguments) *compliance.Calendar { return a.Calendar }, appliedCalendarColumns,
		"`calendar`, as applied."),
	table.Bool("accept_warning", func(a *protectionArguments) *bool { return &a.AcceptWarning }, "`accept_warning`, as applied."),
	table.Strings("job_names", func(a *protectionArguments) []string { return sorted(a.JobNames) }, "`job_names`, sorted."),
	table.String("backup_server_name", func(a *protectionArguments) string { return a.server }, "`backup_server_name`, as applied."),
	table.Strings("job_types", func(a *protectionArguments) []string { return sorted(a.JobTypes) }, "`job_types`, sorted."),
	table.Strings("ignore_job_types", func(a *protectionArguments) []string { return sorted(a.IgnoredTypes) }, "`ignore_job_types`, sorted."),
	table.String("evidence_from", func(a *protectionArguments) string { return cmp.Or(a.evidenceFrom, fromSessions) }, "`evidence_from`, "+
		"as applied."),
	table.Int64("min_restore_points", func(a *protectionArguments) *int64 { return unlessZero(a.MinPoints) }, "`min_restore_points`, as "+
		"applied."),
	table.String("copy_rpo", func(a *protectionArguments) string { return durationText(a.CopyRPO) }, "`copy_rpo`, as applied."),
	table.Strings("expect_inventory", func(a *protectionArguments) []string { return sorted(a.hosts) }, "`expect_inventory`, sorted."),
	table.String("max_data_age", func(a *protectionArguments) string { return durationText(a.MaxDataAge) }, "`max_data_age`, as applied."),
	table.String("recreated_machines", func(a *protectionArguments) string {
		if a.ReplaceRecreated {
			return recreatedReplace
		}
		return recreatedSeparate
	}, "`recreated_machines`, as applied."),
}

var appliedWaiverColumns = table.Columns[waiverArguments]{
	table.Strings("machines", func(w *waiverArguments) []string { return sorted(w.machines) }, "`machines`, sorted."),
	table.String("reason", func(w *waiverArguments) string { return w.reason }, "`reason`, as applied."),
	table.String("until", func(w *waiverArguments) string { return w.until.Text }, "`until`, as applied."),
	table.String("approved_by", func(w *waiverArguments) string { return w.approvedBy }, "`approved_by`, as applied."),
	table.Strings("causes", func(w *waiverArguments) []string { return sorted(w.causes) }, "`causes`, sorted; null for all."),
}

var appliedPolicyColumns = table.Columns[compliance.Policy]{
	table.String("name", func(p *compliance.Policy) string { return p.Name }, "`name`, as applied."),
	table.Strings("machines", func(p *compliance.Policy) []string { return sorted(p.Machines) }, "`machines`, sorted."),
	table.String("rpo", func(p *compliance.Policy) string { return table.FormatDuration(p.RPO) }, "`rpo`, as applied."),
	table.String("copy_rpo", func(p *compliance.Policy) string { return durationText(p.CopyRPO) }, "`copy_rpo`, as applied."),
	table.Int64("min_restore_points", func(p *compliance.Policy) *int64 { return unlessZero(p.MinPoints) }, "`min_restore_points`, as "+
		"applied."),
	table.Bool("accept_warning", func(p *compliance.Policy) *bool { return &p.AcceptWarning }, "`accept_warning`, as applied."),
	table.Object("calendar", func(p *compliance.Policy) *compliance.Calendar { return p.Calendar }, appliedCalendarColumns, "`calendar`, "+
		"as applied."),
}

var appliedCalendarColumns = table.Columns[compliance.Calendar]{
	table.Strings("rpo_days", func(c *compliance.Calendar) (days []string) {
		for _, day := range daysOfTheWeek {
			if c.Days[weekdays[day]] {
				days = append(days, day)
			}
		}
		return days
	}, "`rpo_days`, Monday first."),
	table.Strings("holidays", func(c *compliance.Calendar) []string { return sortedKeys(c.Holidays) }, "`holidays`, sorted."),
	table.String("time_zone", func(c *compliance.Calendar) string { return c.Zone.String() }, "`time_zone`, as applied."),
}

// sorted is a set in order; nil stays nil, so that what was not given is null.
func sorted(texts []string) []string { return slices.Sorted(slices.Values(texts)) }

// durationText is a duration, "" for none.
func durationText(duration time.Duration) string {
	if duration == 0 {
		return ""
	}
	return table.FormatDuration(duration)
}

// unlessZero is a number, nil for 0.
func unlessZero(number int64) *int64 {
	if number == 0 {
		return nil
	}
	return &number
}

func sortedKeys(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }
