package veeamsim

// jobInfo says what a job does, under the one key that fits its type; the other keys are null.
func jobInfo(j *Job) object {
	info := object{
		element("BackupJobInfo", nil),
		element("FileCopyJobInfo", nil),
		element("ReplicaJobInfo", nil),
		element("BackupCopyJobInfo", nil),
		element("ImmediateBackupCopyJobInfo", nil),
	}
	switch j.JobType {
	case "Replica":
		info[2].value = object{element("Includes", includes("ObjectInJob")), element("GuestProcessingOptions", guestProcessing())}
	case "BackupCopy":
		info[3].value = object{
			element("Includes", includes("ObjectInJob")),
			element("LinkedJobIncludes", includes("LinkedJobObject")),
			element("LinkedBackupIncludes", includes("LinkedBackup")),
		}
	case "ImmediateBackupCopy": // the retention of copies is in no documented body
		info[4].value = object{
			element("LinkedJobIncludes", includes("LinkedJobObject")),
			element("LinkedBackupIncludes", includes("LinkedBackup")),
			element("LinkedBackupRepositoryIncludes", includes("LinkedBackupRepository")),
		}
	default:
		info[0].value = append(object{
			element("Includes", includes("ObjectInJob")),
			element("GuestProcessingOptions", guestProcessing()),
			element("AdvancedStorageOptions", object{element("PasswordKeyId", "")}),
		}, retention(j.Retention)...)
	}
	return info
}

// agentJobInfo has the same things without the level between.
func agentJobInfo(j *Job) object {
	return append(object{
		element("Includes", includes("ObjectInAgentBackupJob")),
		element("GuestProcessingOptions", guestProcessing()),
	}, retention(j.Retention)...)
}

// includes is an empty list of what a job covers.
func includes(item string) object { return object{element(item+"s", objects(item))} }

func guestProcessing() object {
	return object{
		element("AppAwareProcessingMode", nil),
		element("VssSnapshotOptions", object{
			element("VssSnapshotMode", "Disabled"),
			element("IsCopyOnly", false),
		}),
		element("WindowsCredentialsId", ""),
		element("LinuxCredentialsId", ""),
		element("FSFileExcludeOptions", nil),
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
