package veeamsim

import (
	"strings"
	"time"
)

// reportRoutes are the summary report, computed from the inventory. What period the counts cover is not documented: here it is the
// seven days of the frame processed_vms.
var reportRoutes = []route{
	{pattern: "/reports/summary", access: users, get: summaryReport},
	{pattern: "/reports/summary/overview", access: users, get: frame("OverviewReportFrame", overviewFrame)},
	{pattern: "/reports/summary/vms_overview", access: users, get: frame("VmsOverviewReportFrame", vmsOverviewFrame)},
	{pattern: "/reports/summary/job_statistics", access: users, get: frame("JobStatisticsReportFrame", jobStatisticsFrame)},
	{pattern: "/reports/summary/processed_vms", access: users, get: frame("ProcessedVmsReportFrame", processedVMsFrame)},
	{pattern: "/reports/summary/repository", access: users, get: frame("RepositoryReportFrame", repositoryFrame)},
}

const (
	reportDays = 7
	reportLink = "Workspace/ViewReport.aspx?definition=8a56d84f-1790-4f54-ab20-2e0bfdefa16b&ShowParams=1"
)

func frame(root string, fields func(v view) []field) func(r *request) answer {
	return func(r *request) answer { return ok(document{element: root, fields: fields(r.view)}) }
}

func summaryReport(r *request) answer {
	var links []link
	for _, frame := range []struct{ path, name string }{
		{"overview", "Overview"}, {"vms_overview", "VmsOverview"}, {"job_statistics", "JobStatistics"},
		{"processed_vms", "ProcessedVms"}, {"repository", "Repositories"},
	} {
		links = append(links, link{"Down", r.view.href("/reports/summary/" + frame.path), "ReportFrame", frame.name, true})
	}
	return ok(document{element: "SummaryReport", row: true, fields: []field{
		element("Links", links), attribute("Href", nil), attribute("Type", nil),
	}})
}

func overviewFrame(v view) []field {
	states := v.latestResults()
	return []field{
		element("BackupServers", len(backupServerKind.table(v.snapshot).rows)),
		element("ProxyServers", len(backupServerKind.table(v.snapshot).rows)), // each backup server is its own
		element("RepositoryServers", len(repositoryKind.table(v.snapshot).rows)),
		element("RunningJobs", v.runningJobs()),
		element("ScheduledJobs", v.scheduledJobs("")),
		element("SuccessfulVmLastestStates", states["Success"]), // spelt so
		element("WarningVmLastestStates", states["Warning"]),
		element("FailedVmLastestStates", states["Failed"]),
	}
}

func vmsOverviewFrame(v view) []field {
	backedUp, replicated, protected := map[string]bool{}, map[string]bool{}, map[string]bool{}
	points := vmRestorePointKind.table(v.snapshot).rows
	for _, p := range points {
		backedUp[p.VMName], protected[p.VMName] = true, true
	}
	for _, p := range replicaPointKind.table(v.snapshot).rows {
		replicated[p.VMName], protected[p.VMName] = true, true
	}
	var full, increments, source int64
	for _, f := range backupFileKind.table(v.snapshot).rows {
		if f.FileType == "vbk" {
			full += f.BackupSize
		} else {
			increments += f.BackupSize
		}
	}
	for _, t := range v.latestTasks() {
		source += t.TotalSize
	}
	states, percents := v.latestResults(), 0
	if all := states["Success"] + states["Warning"] + states["Failed"]; all > 0 {
		percents = 100 * states["Success"] / all
	}
	return []field{
		element("ProtectedVms", len(protected)),
		element("BackedUpVms", len(backedUp)),
		element("ReplicatedVms", len(replicated)),
		element("RestorePoints", len(points)+len(replicaPointKind.table(v.snapshot).rows)),
		element("FullBackupPointsSize", full),
		element("IncrementalBackupPointsSize", increments),
		element("ReplicaRestorePointsSize", int64(0)), // no row of the inventory says it
		element("SourceVmsSize", source),
		element("SuccessBackupPercents", percents),
		element("ProtectedVmsReportLink", reportLink),
	}
}

func jobStatisticsFrame(v view) []field {
	results := map[string]int{}
	var longestBackup, longestReplica time.Duration
	backupName, replicaName, runs := "", "", 0
	count := func(created, ended time.Time, result, name string, longest *time.Duration, longestName *string) {
		if created.Before(v.firstReportDay()) || ended.Before(created) { // it runs, whatever is written as its end
			return
		}
		runs++
		results[result]++
		if took := ended.Sub(created); took > *longest {
			*longest, *longestName = took, name
		}
	}
	for _, s := range backupSessionKind.table(v.snapshot).rows {
		count(s.Created, s.Ended, s.Result, s.JobName, &longestBackup, &backupName)
	}
	for _, s := range replicaSessionKind.table(v.snapshot).rows {
		count(s.Created, s.Ended, s.Result, s.JobName, &longestReplica, &replicaName)
	}
	return []field{
		element("RunningJobs", v.runningJobs()),
		element("ScheduledJobs", v.scheduledJobs("")),
		element("ScheduledBackupJobs", v.scheduledJobs("")-v.scheduledJobs("Replica")),
		element("ScheduledReplicaJobs", v.scheduledJobs("Replica")),
		element("TotalJobRuns", runs),
		element("SuccessfulJobRuns", results["Success"]),
		element("WarningsJobRuns", results["Warning"]),
		element("FailedJobRuns", results["Failed"]),
		element("MaxJobDuration", int(max(longestBackup, longestReplica).Seconds())), // the unit is not documented
		element("MaxBackupJobDuration", int(longestBackup.Seconds())),
		element("MaxReplicaJobDuration", int(longestReplica.Seconds())),
		element("MaxDurationBackupJobName", backupName),
		element("MaxDurationReplicaJobName", replicaName),
		element("BackupJobStatusReportLink", reportLink),
	}
}

// processedVMsFrame counts the machines of each day whose backup or replication did not fail, the newest day first.
func processedVMsFrame(v view) []field {
	days := make([][]field, reportDays)
	for i := range days {
		day := v.firstReportDay().AddDate(0, 0, reportDays-1-i)
		backedUp, replicated := map[string]bool{}, map[string]bool{}
		isOfDay := func(created time.Time, result string) bool {
			return !created.Before(day) && created.Before(day.AddDate(0, 0, 1)) && (result == "Success" || result == "Warning")
		}
		for _, t := range taskSessionKind.table(v.snapshot).rows {
			if !t.isCopy() && isOfDay(t.Created, t.Result) {
				backedUp[t.VMName] = true
			}
		}
		for _, t := range replicaTaskSessionKind.table(v.snapshot).rows {
			if isOfDay(t.Created, t.Result) {
				replicated[t.VMName] = true
			}
		}
		days[i] = []field{
			attribute("Timestamp", day.Format(time.RFC3339)),
			attribute("BackupedVms", len(backedUp)),
			attribute("ReplicatedVms", len(replicated)),
		}
	}
	return []field{element("Days", objects("Day", days...))}
}

func repositoryFrame(v view) []field {
	var periods [][]field
	for _, r := range repositoryKind.table(v.snapshot).rows {
		var size int64
		for _, f := range backupFileKind.table(v.snapshot).rows {
			if f.backup != nil && f.backup.repository == r {
				size += f.BackupSize
			}
		}
		periods = append(periods, []field{
			element("Name", r.Name),
			element("Capacity", r.Capacity),
			element("FreeSpace", r.FreeSpace),
			element("BackupSize", size),
		})
	}
	return []field{
		element("Periods", objects("Period", periods...)),
		attribute("CapacityPlanningReportLink", reportLink),
	}
}

// firstReportDay is the beginning of the first day that reports look at, in the zone of the server's clock.
func (v view) firstReportDay() time.Time {
	now := v.config.Clock()
	return time.Date(now.Year(), now.Month(), now.Day()-reportDays+1, 0, 0, 0, 0, now.Location())
}

// latestTasks are the newest finished task sessions of the machines. A copy is no backup of a machine.
func (v view) latestTasks() map[string]*TaskSession {
	latest := map[string]*TaskSession{}
	for _, t := range taskSessionKind.table(v.snapshot).rows {
		who := strings.ToLower(t.VMName) + " " + t.ServerID
		if before := latest[who]; t.State == "Completed" && !t.isCopy() && (before == nil || t.Created.After(before.Created)) {
			latest[who] = t
		}
	}
	return latest
}

func (t *TaskSession) isCopy() bool {
	return t.session != nil && strings.Contains(t.session.JobType, "Copy")
}

// latestResults counts the machines by the result of their newest finished task session.
func (v view) latestResults() map[string]int {
	counts := map[string]int{}
	for _, t := range v.latestTasks() {
		counts[t.Result]++
	}
	return counts
}

func (v view) runningJobs() int {
	running := map[string]bool{}
	for _, s := range backupSessionKind.table(v.snapshot).rows {
		if s.State != "" && s.State != "Stopped" {
			running[key(s.JobID)] = true
		}
	}
	for _, s := range replicaSessionKind.table(v.snapshot).rows {
		if s.State != "" && s.State != "Stopped" {
			running[key(s.JobID)] = true
		}
	}
	return len(running)
}

// scheduledJobs counts the jobs of a type that run by themselves; an empty type means all.
func (v view) scheduledJobs(jobType string) int {
	count := 0
	for _, k := range []*kind[Job]{jobKind, agentJobKind, nasJobKind} {
		for _, j := range k.table(v.snapshot).rows {
			if j.ScheduleConfigured && j.ScheduleEnabled && (jobType == "" || j.JobType == jobType) {
				count++
			}
		}
	}
	return count
}
