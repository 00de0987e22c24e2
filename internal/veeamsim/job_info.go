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
			element("GuestProcessingOptions", guestProcessing(j.Guest, "Disabled")),
		}
	case "BackupCopy":
		info[3].value = object{
			element("Includes", includes(v, j, "ObjectInJob", "ObjectInJobs")),
			element("LinkedJobIncludes", includes(v, j, "LinkedJobObject", "LinkedJobObjects")),
			element("AdvancedStorageOptions", object{element("PasswordKeyId", j.PasswordKeyID)}),
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
			element("GuestProcessingOptions", guestProcessing(j.Guest, "Disabled")),
			element("AdvancedStorageOptions", object{element("PasswordKeyId", j.PasswordKeyID)}),
		}, retention(j.Retention)...)
	}
	return info
}

// agentJobInfo has the same things without the level between.
func agentJobInfo(v view, j *Job) object {
	return append(object{
		element("Includes", includes(v, j, "ObjectInAgentBackupJob", "ObjectInAgentBackupJobs")),
		element("GuestProcessingOptions", guestProcessing(j.Guest, "Disabled")),
	}, retention(j.Retention)...)
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
