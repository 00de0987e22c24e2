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

// Archive is for how long a file share job keeps versions of files that its repository has no longer.
type Archive struct {
	Type                                string // Month or Year, the unit of Period
	Period                              int
	RepositoryID                        string
	ActiveFileVersions, DeletedVersions int      // 0: no limit
	Extensions                          []string // of the files that are archived; none: any
}

func nasStorage(j *Job) object {
	var days any
	unit := "Day"
	if j.Retention != nil {
		days = j.Retention.Days
		if j.Retention.LimitType == "Month" {
			unit = j.Retention.LimitType
		}
	}
	return object{
		element("BackupRepositoryUid", repositoryUID(j.RepositoryID)),
		element("ShorttermRetentionType", unit),
		element("ShorttermRetentionPeriod", days),
		element("LongtermRetentionEnabled", j.Archive != nil),
		element("KeepFileVersionsHistoryOptions", nasHistory(j.Archive)),
		element("AdvancedStorageOptions", object{
			element("ACL", object{
				element("FileAttributesChangeTrackingMode", "TrackOnlyFolderAttributesChanges"),
			}),
		}),
	}
}

// nasHistory follows the table of the documentation: no body shows it.
func nasHistory(a *Archive) any {
	if a == nil {
		return nil
	}
	return object{
		element("LongtermRetentionType", a.Type),
		element("LongtermRetentionPeriod", a.Period),
		element("BackupRepositoryUid", repositoryUID(a.RepositoryID)),
		element("ArchiveFileTypes", object{
			element("ActiveFileRetentionEnabled", a.ActiveFileVersions > 0),
			element("MaxActiveFileVersionsToKeep", a.ActiveFileVersions),
			element("DeletedFileRetentionEnabled", a.DeletedVersions > 0),
			element("MaxDeletedFileVersionsToKeep", a.DeletedVersions),
			element("FileExtensionsOption", archivedExtensions(a.Extensions)),
		}),
	}
}

// archivedExtensions are the extensions of files that are archived: any, or these.
func archivedExtensions(extensions []string) object {
	scope := "Any"
	if len(extensions) > 0 {
		scope = "Specified"
	}
	return object{element("ArchiveFileExtensionsScope", scope), element("InclusionMask", mask(extensions)), element("ExclusionMask", nil)}
}

func repositoryUID(id string) any {
	if id == "" {
		return nil
	}
	return urn("Repository", id)
}
