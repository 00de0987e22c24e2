package veeamsim

// jobInfo says what a job does, under the one key that fits its type; the other keys are null.
func jobInfo(v view, j *Job) object {
	info := object{
		element("BackupJobInfo", nil),
		element("FileCopyJobInfo", nil),
		element("ReplicaJobInfo", nil),
		element("BackupCopyJobInfo", nil),
		element("ImmediateBackupCopyJobInfo", nil),
	}
	switch j.JobType {
	case "Replica":
		info[2].value = object{
			element("Includes", includes(v, j, "ObjectInJob", "ObjectInJobs")),
			element("GuestProcessingOptions", guestProcessing("Disabled")),
		}
	case "BackupCopy":
		info[3].value = object{
			element("Includes", includes(v, j, "ObjectInJob", "ObjectInJobs")),
			element("LinkedJobIncludes", includes(v, j, "LinkedJobObject", "LinkedJobObjects")),
			element("LinkedBackupIncludes", object{element("LinkedBackups", objects("LinkedBackup"))}),
		}
	case "ImmediateBackupCopy": // the retention of copies is in no documented body
		info[4].value = object{
			element("LinkedJobIncludes", includes(v, j, "LinkedJobObject", "LinkedJobObjects")),
			element("LinkedBackupIncludes", object{element("LinkedBackups", objects("LinkedBackup"))}),
			element("LinkedBackupRepositoryIncludes", includes(v, j, "LinkedBackupRepository", "LinkedBackupRepositories")),
		}
	default:
		info[0].value = append(object{
			element("Includes", includes(v, j, "ObjectInJob", "ObjectInJobs")),
			element("GuestProcessingOptions", guestProcessing("Disabled")),
			element("AdvancedStorageOptions", object{element("PasswordKeyId", j.PasswordKeyID)}),
		}, retention(j.Retention)...)
	}
	return info
}

// agentJobInfo has the same things without the level between.
func agentJobInfo(v view, j *Job) object {
	return append(object{
		element("Includes", includes(v, j, "ObjectInAgentBackupJob", "ObjectInAgentBackupJobs")),
		element("GuestProcessingOptions", guestProcessing("Disabled")),
	}, retention(j.Retention)...)
}

// guestProcessing is what is done inside of a machine. The modes of snapshots are RequireSuccess, IgnoreFailures and Disabled; a
// machine whose snapshots are not disabled is indexed, but for some folders.
func guestProcessing(snapshotMode string) object {
	indexing := func(excluded string) object {
		mode, folders := "Disabled", objectTexts{element: "Path"}
		if snapshotMode != "Disabled" {
			mode, folders.texts = "ExceptSpecifiedFolders", []string{excluded}
		}
		return object{
			element("FileSystemIndexingMode", mode),
			element("IncludedIndexingFolders", objectTexts{element: "Path"}),
			element("ExcludedIndexingFolders", folders),
		}
	}
	return object{
		element("AppAwareProcessingMode", nil),
		element("FileSystemIndexingMode", nil),
		element("IncludedIndexingFolders", nil),
		element("ExcludedIndexingFolders", nil),
		element("CredentialsId", nil),
		element("VssSnapshotOptions", object{element("VssSnapshotMode", snapshotMode), element("IsCopyOnly", false)}),
		element("WindowsGuestFSIndexingOptions", indexing("%windir%")),
		element("LinuxGuestFSIndexingOptions", indexing("/tmp")),
		element("SqlBackupOptions", object{
			element("TransactionLogsProcessing", "OnlyOnSuccessJob"),
			element("BackupLogsFrequencyMin", 15),
			element("UseDbBackupRetention", true),
			element("RetainDays", 15),
		}),
		element("WindowsCredentialsId", ""),
		element("LinuxCredentialsId", ""),
		element("FSFileExcludeOptions", nil),
		element("OracleBackupOptions", nil),
	}
}

// retention is the two policies, GFS first as in the documented bodies.
func retention(r *Retention) []field {
	if r == nil {
		return []field{element("GfsRetentionPolicy", nil), element("SimpleRetentionPolicy", nil)}
	}
	return []field{
		element("GfsRetentionPolicy", gfsPolicy(r.GFS)),
		element("SimpleRetentionPolicy", object{
			element("RetainCycles", r.Cycles),
			element("RetainDaysToKeep", r.Days),
			element("RetainLimitType", optional(r.LimitType)),
		}),
	}
}

func gfsPolicy(g *GFS) any {
	if g == nil {
		return nil
	}
	return object{
		element("Weekly", gfsPeriod(g.Weekly, "SelectedDay")),
		element("Monthly", gfsPeriod(g.Monthly, "SelectedWeek")),
		element("Yearly", gfsPeriod(g.Yearly, "SelectedMonth")),
		attribute("Enabled", g.Enabled),
	}
}

func gfsPeriod(p GFSPeriod, selected string) object {
	return object{
		element("Enabled", p.Enabled),
		element("RetentionPeriod", p.Period),
		element(selected, optional(p.Selected)),
	}
}
