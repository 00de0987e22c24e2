package provider

import (
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// retentionColumns are the policies by which restore points are kept.
func retentionColumns() table.Columns[veeamclient.JobSettings] {
	type settings = veeamclient.JobSettings
	type simple = veeamclient.SimpleRetention
	type gfs = veeamclient.GFSRetention
	return table.Columns[settings]{
		table.Object("simple", func(s *settings) *simple { return s.SimpleRetentionPolicy }, table.Columns[simple]{
			table.String("retain_limit_type", func(r *simple) string { return r.RetainLimitType },
				"Which of the two counts: `Cycles` (`retain_cycles`) or `Days` (`retain_days_to_keep`)."),
			table.Int64("retain_cycles", func(r *simple) *int64 { return r.RetainCycles }, "Number of restore points to keep."),
			table.Int64("retain_days_to_keep", func(r *simple) *int64 { return r.RetainDaysToKeep }, "Number of days to keep restore points."),
		}, "Restore points or days to keep."),
		table.Object("gfs", func(s *settings) *gfs { return s.GFSRetentionPolicy }, table.Columns[gfs]{
			table.Bool("enabled", func(r *gfs) *bool { return r.Enabled }, "Whether long-term retention is on."),
			periodColumn("weekly", "selected_day", func(r *gfs) *veeamclient.GFSPeriod { return r.Weekly },
				func(p *veeamclient.GFSPeriod) string { return p.SelectedDay }, "weeks"),
			periodColumn("monthly", "selected_week", func(r *gfs) *veeamclient.GFSPeriod { return r.Monthly },
				func(p *veeamclient.GFSPeriod) string { return p.SelectedWeek }, "months"),
			periodColumn("yearly", "selected_month", func(r *gfs) *veeamclient.GFSPeriod { return r.Yearly },
				func(p *veeamclient.GFSPeriod) string { return p.SelectedMonth }, "years"),
		}, "Long-term (grandfather-father-son) retention."),
	}
}

// periodColumn is one of the three generations of long-term retention; selected names when in it the full backup is made.
func periodColumn(name, selectedName string, get func(*veeamclient.GFSRetention) *veeamclient.GFSPeriod,
	selected func(*veeamclient.GFSPeriod) string, unit string,
) table.Column[veeamclient.GFSRetention] {
	type period = veeamclient.GFSPeriod
	return table.Object(name, get, table.Columns[period]{
		table.Bool("enabled", func(p *period) *bool { return p.Enabled }, "Whether such a full backup is kept."),
		table.Int64("retention_period", func(p *period) *int64 { return p.RetentionPeriod }, "For how many "+unit+"."),
		table.String(selectedName, selected, "Which one of the period is kept."),
	}, "One full backup for each of some "+unit+".")
}

// guestProcessingColumns are what a job does inside of machines.
func guestProcessingColumns() table.Columns[veeamclient.GuestProcessing] {
	type guest = veeamclient.GuestProcessing
	type exclusion = veeamclient.FileExclusion
	return table.Columns[guest]{
		table.String("vss_snapshot_mode", func(g *guest) string { return g.VSSSnapshotOptions.VSSSnapshotMode },
			"Whether applications are brought to rest first: `RequireSuccess`, `IgnoreFailures` or `Disabled`."),
		table.Bool("is_copy_only", func(g *guest) *bool { return g.VSSSnapshotOptions.IsCopyOnly }, "Whether logs are left to another backup."),
		table.Bool("use_persistent_guest_agent", func(g *guest) *bool { return g.VSSSnapshotOptions.UsePersistentGuestAgent },
			"Whether an agent stays installed in the machine."),
		table.Object("windows_guest_fs_indexing_options", func(g *guest) *veeamclient.FileIndexing { return g.WindowsGuestFSIndexingOptions },
			indexingColumns(), "Which files in Windows can be searched for."),
		table.Object("linux_guest_fs_indexing_options", func(g *guest) *veeamclient.FileIndexing { return g.LinuxGuestFSIndexingOptions },
			indexingColumns(), "Which files in Linux can be searched for."),
		table.String("windows_credentials_id", func(g *guest) string { return string(g.WindowsCredentialsID) }, "GUID of the credentials."),
		table.String("linux_credentials_id", func(g *guest) string { return string(g.LinuxCredentialsID) }, "GUID of the credentials."),
		table.Object("sql_backup_options", func(g *guest) *veeamclient.SQLBackup { return g.SQLBackupOptions }, sqlColumns(),
			"Logs of Microsoft SQL Server."),
		table.Object("fs_file_exclude_options", func(g *guest) *exclusion { return g.FSFileExcludeOptions }, table.Columns[exclusion]{
			table.String("backup_scope", func(e *exclusion) string { return string(e.BackupScope) },
				"`1` or `2`: what they mean is not documented."),
			table.Strings("include_list", func(e *exclusion) []string { return e.IncludeList }, "Files and folders to process."),
			table.Strings("exclude_list", func(e *exclusion) []string { return e.ExcludeList }, "Files and folders to leave out."),
		}, "Files of machines to process and to leave out; null where Enterprise Manager does not say."),
		table.Object("oracle_backup_options", func(g *guest) *veeamclient.OracleBackup { return g.OracleBackupOptions }, oracleColumns(),
			"Logs of Oracle databases; null where Enterprise Manager does not say."),
	}
}

func indexingColumns() table.Columns[veeamclient.FileIndexing] {
	type indexing = veeamclient.FileIndexing
	return table.Columns[indexing]{
		table.String("file_system_indexing_mode", func(i *indexing) string { return i.FileSystemIndexingMode },
			"What is indexed: `EveryFolders`, `SpecifiedFolders`, `ExceptSpecifiedFolders` or `Disabled`."),
		table.Strings("included_indexing_folders", func(i *indexing) []string { return i.IncludedIndexingFolders },
			"The folders of `SpecifiedFolders`."),
		table.Strings("excluded_indexing_folders", func(i *indexing) []string { return i.ExcludedIndexingFolders },
			"The folders that `ExceptSpecifiedFolders` leaves out."),
	}
}

func sqlColumns() table.Columns[veeamclient.SQLBackup] {
	type sql = veeamclient.SQLBackup
	return table.Columns[sql]{
		table.String("transaction_logs_processing", func(s *sql) string { return s.TransactionLogsProcessing },
			"What is done with them: `OnlyOnSuccessJob` truncates, `Backup` backs them up, `Never` leaves them."),
		table.Int64("backup_logs_frequency_min", func(s *sql) *int64 { return s.BackupLogsFrequencyMin },
			"Every how many minutes they are backed up."),
		table.Bool("use_db_backup_retention", func(s *sql) *bool { return s.UseDBBackupRetention },
			"Whether they are kept as long as the backup."),
		table.Int64("retain_days", func(s *sql) *int64 { return s.RetainDays }, "For how many days they are kept otherwise."),
	}
}

func oracleColumns() table.Columns[veeamclient.OracleBackup] {
	type oracle = veeamclient.OracleBackup
	return table.Columns[oracle]{
		table.Bool("backup_logs_enabled", func(o *oracle) *bool { return o.BackupLogsEnabled }, "Whether they are backed up."),
		table.Int64("backup_logs_frequency_min", func(o *oracle) *int64 { return o.BackupLogsFrequencyMin }, "Every how many minutes."),
		table.Bool("use_db_backup_retention", func(o *oracle) *bool { return o.UseDBBackupRetention },
			"Whether they are kept as long as the backup."),
		table.Int64("retain_days", func(o *oracle) *int64 { return o.RetainDays }, "For how many days they are kept otherwise."),
		table.String("archived_logs_truncation", func(o *oracle) string { return o.ArchivedLogsTruncation },
			"By what archived logs are removed: `ByAge` or `BySize`."),
		table.Int64("archived_logs_max_age_hours", func(o *oracle) *int64 { return o.ArchivedLogsMaxAgeHours }, "After how many hours."),
		table.Int64("archived_logs_max_size_mb", func(o *oracle) *int64 { return o.ArchivedLogsMaxSizeMB }, "Above how many megabytes."),
		table.String("sysdba_creds_id", func(o *oracle) string { return string(o.SysdbaCredsID) }, "GUID of the credentials for the databases."),
		table.Bool("proxy_auto_select", func(o *oracle) *bool { return o.ProxyAutoSelect },
			"Whether the server through which logs are read is chosen automatically."),
	}
}
