package veeamsim

import "time"

// nasJobKind is a file share job: another element name than its Type, no JobType and no Platform.
var nasJobKind = &kind[Job]{
	name:      "NasJob",
	alternate: [2]string{"JobReference", "Job"},
	element:   "NASJob",
	plural:    "NASJobs",
	path:      "/nas/jobs",
	access:    administrators,
	only:      func(j *Job) bool { return j.JobType == nasJobType },
	join:      joinJob,
	identity:  jobIdentity,
	server:    (*Job).backupServer,
	fields:    nasJobFields,
	links: func(v view, j *Job, other link) []link {
		self := j.path()
		return append(v.upServer(nil, j.ServerID, j.server),
			other,
			link{rel: "Down", href: v.href(self + "/includes"), kind: "NasObjectList"},
			v.action("ToggleScheduleEnabled", self+"/toggleScheduleEnabled"),
			v.down("BackupJobSessionReferenceList", self+"/backupSessions"),
			v.action("Start", self+"/start"),
			v.action("Stop", self+"/stop"),
			v.action("Retry", self+"/retry"),
		)
	},
	parameters: append(jobParameters,
		momentOf("NextRun", func(j *Job) time.Time { return j.NextRun }),
	),
}

func nasJobFields(_ view, j *Job) []field {
	return []field{
		element("Description", j.Description),
		element("Includes", includes("NASObject")),
		element("StorageOptions", nasStorage(j.Retention)),
		element("ScheduleConfigured", j.ScheduleConfigured),
		element("ScheduleEnabled", j.ScheduleEnabled),
		element("NextRun", instant(j.NextRun)),
		element("JobScheduleOptions", jobSchedule(j)),
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
