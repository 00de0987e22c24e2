package veeamclient

import (
	"cmp"
	"strings"
)

// JobInfo holds what EM says of a job's settings: under the one key of its type, and of an agent job without such a key.
type JobInfo struct {
	JobSettings
	BackupJobInfo, ReplicaJobInfo, BackupCopyJobInfo, ImmediateBackupCopyJobInfo *JobSettings
}

// JobSettings are the settings of a job. Which of them there are depends on its type: of copies there is no retention
// (https://helpcenter.veeam.com/docs/vbr/em_rest/simple_and_gfs_retention_policies.html).
type JobSettings struct {
	SimpleRetentionPolicy  *SimpleRetention
	GFSRetentionPolicy     *GFSRetention `json:"GfsRetentionPolicy"`
	GuestProcessingOptions *GuestProcessing
	AdvancedStorageOptions struct {
		PasswordKeyID OptionalID `json:"PasswordKeyId"`
	}
}

// Settings are those of the job, whatever its type.
func (j *Job) Settings() *JobSettings {
	i := &j.JobInfo
	return cmp.Or(i.BackupJobInfo, i.ReplicaJobInfo, i.BackupCopyJobInfo, i.ImmediateBackupCopyJobInfo, &i.JobSettings)
}

// Retention is what EM says of the job's retention, or nil.
func (j *Job) Retention() *JobSettings {
	if s := j.Settings(); s.SimpleRetentionPolicy != nil || s.GFSRetentionPolicy != nil {
		return s
	}
	return nil
}

// PasswordKeyID is the GUID of the password that the job encrypts with; "" where EM shows none.
func (j *Job) PasswordKeyID() string {
	return string(j.Settings().AdvancedStorageOptions.PasswordKeyID)
}

// SimpleRetention keeps a number of restore points (Cycles) or of days: RetainLimitType says which one counts.
type SimpleRetention struct {
	RetainLimitType                string
	RetainCycles, RetainDaysToKeep *int64
}

// GFSRetention keeps full backups for long: weekly, monthly, yearly.
type GFSRetention struct {
	Enabled                 *bool
	Weekly, Monthly, Yearly *GFSPeriod
}

// GFSPeriod keeps one full backup per period, for RetentionPeriod weeks, months or years.
type GFSPeriod struct {
	Enabled         *bool
	RetentionPeriod *int64
	// The day of the week, the week of the month (First, Last) or the month, each in its own period.
	SelectedDay, SelectedWeek, SelectedMonth string
}

// GuestProcessing is what a job does inside of machines
// (https://helpcenter.veeam.com/docs/vbr/em_rest/guestprocessingoptions.html).
type GuestProcessing struct {
	VSSSnapshotOptions struct {
		// VSSSnapshotMode is RequireSuccess, IgnoreFailures or Disabled.
		VSSSnapshotMode                     string `json:"VssSnapshotMode"`
		IsCopyOnly, UsePersistentGuestAgent *bool
	} `json:"VssSnapshotOptions"`
	WindowsGuestFSIndexingOptions, LinuxGuestFSIndexingOptions *FileIndexing

	SQLBackupOptions     *SQLBackup `json:"SqlBackupOptions"`
	FSFileExcludeOptions *FileExclusion
	OracleBackupOptions  *OracleBackup
	WindowsCredentialsID OptionalID `json:"WindowsCredentialsId"`
	LinuxCredentialsID   OptionalID `json:"LinuxCredentialsId"`
}

// FileIndexing says which files of a machine can be searched for.
type FileIndexing struct {
	// FileSystemIndexingMode is EveryFolders, SpecifiedFolders, ExceptSpecifiedFolders or Disabled.
	FileSystemIndexingMode                           string
	IncludedIndexingFolders, ExcludedIndexingFolders TextList
}

// FileExclusion says which files of a machine are processed. No documented body has it, and what the scopes 1 and 2 are is not
// documented.
type FileExclusion struct {
	BackupScope              Word
	IncludeList, ExcludeList TextList
}

// SQLBackup is what is done with the logs of Microsoft SQL Server. Frequencies are in minutes.
type SQLBackup struct {
	TransactionLogsProcessing          string
	BackupLogsFrequencyMin, RetainDays *int64
	UseDBBackupRetention               *bool `json:"UseDbBackupRetention"`
}

// OracleBackup is what is done with the logs of Oracle databases. No documented body has it.
type OracleBackup struct {
	BackupLogsEnabled                  *bool
	BackupLogsFrequencyMin, RetainDays *int64
	UseDBBackupRetention               *bool `json:"UseDbBackupRetention"`
	// ArchivedLogsTruncation is ByAge or BySize.
	ArchivedLogsTruncation  string
	ArchivedLogsMaxAgeHours *int64
	ArchivedLogsMaxSizeMB   *int64 `json:"ArchivedLogsMaxSizeMb"`
	// SysdbaCredsID is the GUID of the credentials for the databases.
	SysdbaCredsID   OptionalID `json:"SysdbaCredsId"`
	ProxyAutoSelect *bool
}

// Word is a word or a number of which no documented body shows which of the two it is.
type Word string

// UnmarshalJSON reads either as text; null is "".
func (w *Word) UnmarshalJSON(text []byte) error {
	if *w = Word(strings.Trim(string(text), `"`)); *w == "null" {
		*w = ""
	}
	return nil
}

// OptionalID is a GUID; "" where EM sent none, or zeros, which have been seen to stand for none.
type OptionalID string

// UnmarshalJSON reads a text.
func (id *OptionalID) UnmarshalJSON(text []byte) error {
	switch written := strings.Trim(string(text), `"`); written {
	case "null", "00000000-0000-0000-0000-000000000000":
		*id = ""
	default:
		*id = OptionalID(written)
	}
	return nil
}
