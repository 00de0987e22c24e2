package veeamsim

// GuestProcessing is what a job does inside of machines. A text that is empty is what a new job has.
type GuestProcessing struct {
	SnapshotMode                             string // RequireSuccess, IgnoreFailures or Disabled
	CopyOnly                                 bool
	PersistentAgent                          *bool // nil: not in the body
	WindowsCredentialsID, LinuxCredentialsID string
	TransactionLogs                          string // OnlyOnSuccessJob, Backup or Never
	LogsEveryMinutes, RetainLogDays          int    // 0: 15
	ExcludedFiles                            []string
	Oracle                                   *OracleBackup
}

// OracleBackup is what is done with the logs of Oracle databases.
type OracleBackup struct {
	BackUpLogs                                     bool
	LogsEveryMinutes, RetainDays                   int
	Truncation                                     string // ByAge or BySize
	ArchivedLogsMaxAgeHours, ArchivedLogsMaxSizeMB int
	CredentialsID                                  string
}

// guestProcessing is what is done inside of a machine; snapshotMode is the usual one. A machine whose snapshots are not disabled is
// indexed, but for some folders.
func guestProcessing(g *GuestProcessing, snapshotMode string) object {
	if g == nil {
		g = &GuestProcessing{}
	}
	snapshotMode = orElse(g.SnapshotMode, snapshotMode)
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
	snapshot := object{element("VssSnapshotMode", snapshotMode), element("IsCopyOnly", g.CopyOnly)}
	if g.PersistentAgent != nil {
		snapshot = append(snapshot, element("UsePersistentGuestAgent", *g.PersistentAgent))
	}
	return object{
		element("AppAwareProcessingMode", nil),
		element("FileSystemIndexingMode", nil),
		element("IncludedIndexingFolders", nil),
		element("ExcludedIndexingFolders", nil),
		element("CredentialsId", nil),
		element("VssSnapshotOptions", snapshot),
		element("WindowsGuestFSIndexingOptions", indexing("%windir%")),
		element("LinuxGuestFSIndexingOptions", indexing("/tmp")),
		element("SqlBackupOptions", object{
			element("TransactionLogsProcessing", orElse(g.TransactionLogs, "OnlyOnSuccessJob")),
			element("BackupLogsFrequencyMin", orFifteen(g.LogsEveryMinutes)),
			element("UseDbBackupRetention", g.RetainLogDays == 0),
			element("RetainDays", orFifteen(g.RetainLogDays)),
		}),
		element("WindowsCredentialsId", g.WindowsCredentialsID),
		element("LinuxCredentialsId", g.LinuxCredentialsID),
		element("FSFileExcludeOptions", fileExclusion(g.ExcludedFiles)),
		element("OracleBackupOptions", oracleBackup(g.Oracle)),
	}
}

func orFifteen(n int) int {
	if n == 0 {
		return 15
	}
	return n
}

// fileExclusion follows the table of the documentation: no body shows it, and which scope is which is not said.
func fileExclusion(excluded []string) any {
	if len(excluded) == 0 {
		return nil
	}
	return object{
		element("BackupScope", 2),
		element("IncludeList", objectTexts{element: "Path"}),
		element("ExcludeList", objectTexts{element: "Path", texts: excluded}),
	}
}

// oracleBackup follows the table of the documentation: no body shows it.
func oracleBackup(o *OracleBackup) any {
	if o == nil {
		return nil
	}
	return object{
		element("BackupLogsEnabled", o.BackUpLogs),
		element("BackupLogsFrequencyMin", o.LogsEveryMinutes),
		element("UseDbBackupRetention", o.RetainDays == 0),
		element("RetainDays", o.RetainDays),
		element("ArchivedLogsTruncation", o.Truncation),
		element("ArchivedLogsMaxAgeHours", o.ArchivedLogsMaxAgeHours),
		element("ArchivedLogsMaxSizeMb", o.ArchivedLogsMaxSizeMB),
		element("SysdbaCredsId", o.CredentialsID),
		element("ProxyAutoSelect", true),
	}
}
