package veeamsim

import "time"

// nasJobKind is a file share job: another element name than its Type, no JobType and no Platform.
var nasJobKind = &kind[Job]{
	name:      "NasJob",
	alternate: [2]string{"JobReference", "Job"},
	linkWord:  "Job",
	element:   "NASJob",
	plural:    "NASJobs",
	path:      "/nas/jobs",
	access:    administrators,
	only:      func(_ *snapshot, j *Job) bool { return j.JobType == nasJobType },
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

func nasJobFields(v view, j *Job) []field {
	return []field{
		element("Description", j.Description),
		element("Includes", includes(v, j, "NASObject", "NASObjects")),
		element("StorageOptions", nasStorage(j)),
		element("ScheduleConfigured", j.ScheduleConfigured),
		element("ScheduleEnabled", j.ScheduleEnabled),
		element("NextRun", instant(j.NextRun)),
		element("JobScheduleOptions", jobSchedule(j)),
	}
}

func nasStorage(j *Job) object {
	var days, repository any
	if j.Retention != nil {
		days = j.Retention.Days
	}
	if j.RepositoryID != "" {
		repository = urn("Repository", j.RepositoryID)
	}
	return object{
		element("BackupRepositoryUid", repository),
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
