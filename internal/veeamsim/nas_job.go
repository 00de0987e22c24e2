package veeamsim

import "time"

// nasJobKind is a file share job: another element name than its Type, no JobType and no Platform.
var nasJobKind = &kind[job]{
	name:      "NasJob",
	reference: "NasJobReference",
	alternate: [2]string{"JobReference", "Job"},
	element:   "NASJob",
	plural:    "NASJobs",
	all:       jobsWhere(func(t string) bool { return t == nasJobType }),
	identity:  jobIdentity,
	fields:    nasJobFields,
	links: func(v view, j *job, alternate link) []link {
		self := j.path()
		return append(v.upServer(nil, j.ServerID, j.server),
			alternate,
			link{rel: "Down", href: v.href(self + "/includes"), kind: "NasObjectList"},
			v.action("ToggleScheduleEnabled", self+"/toggleScheduleEnabled"),
			v.down("BackupJobSessionReferenceList", self+"/backupSessions"),
			v.action("Start", self+"/start"),
			v.action("Stop", self+"/stop"),
			v.action("Retry", self+"/retry"),
		)
	},
	parameters: append(jobParameters,
		momentOf("NextRun", func(j *job) time.Time { return j.NextRun }),
	),
}

func nasJobFields(_ view, j *job) []field {
	return []field{
		element("Description", j.Description),
		element("Includes", includes("NASObject")),
		element("StorageOptions", nasStorage(j.Retention)),
		element("ScheduleConfigured", j.ScheduleConfigured),
		element("ScheduleEnabled", j.ScheduleEnabled),
		element("NextRun", instant(j.NextRun)),
		element("JobScheduleOptions", jobSchedule(&j.Job)),
	}
}

func nasStorage(r *Retention) object {
	var days any
	if r != nil {
		days = r.Days
	}
	return object{
		element("BackupRepositoryUid", nil),
		element("ShorttermRetentionType", "Day"),
		element("ShorttermRetentionPeriod", days),
		element("LongtermRetentionEnabled", false),
		element("KeepFileVersionsHistoryOptions", nil),
		element("AdvancedStorageOptions", object{
			element("ACL", object{
				element("FileAttributesChangeTrackingMode", "TrackOnlyFolderAttributesChanges"),
			}),
		}),
	}
}
