package veeamclient

// NASStorage says where a file share job writes and for how long it keeps versions of files
// (https://helpcenter.veeam.com/docs/vbr/em_rest/nas_jobs_id.html).
type NASStorage struct {
	BackupRepositoryUID string `json:"BackupRepositoryUid"`
	// ShorttermRetentionType is Day or Month, the unit of ShorttermRetentionPeriod.
	ShorttermRetentionType         string
	ShorttermRetentionPeriod       *int64
	LongtermRetentionEnabled       *bool
	KeepFileVersionsHistoryOptions *NASHistory
	AdvancedStorageOptions         struct {
		ACL struct{ FileAttributesChangeTrackingMode string }
	}
}

// NASHistory is the long-term retention of a file share job; nil where it has none.
type NASHistory struct {
	// LongtermRetentionType is Month or Year, the unit of LongtermRetentionPeriod.
	LongtermRetentionType   string
	LongtermRetentionPeriod *int64
	BackupRepositoryUID     string `json:"BackupRepositoryUid"`
	ArchiveFileTypes        NASArchive
}

// NASArchive says which versions of files the archive keeps.
type NASArchive struct {
	ActiveFileRetentionEnabled, DeletedFileRetentionEnabled   *bool
	MaxActiveFileVersionsToKeep, MaxDeletedFileVersionsToKeep *int64
	FileExtensionsOption                                      struct {
		// ArchiveFileExtensionsScope is Any, Specified or ExceptSpecified.
		ArchiveFileExtensionsScope   string
		InclusionMask, ExclusionMask TextList
	}
}
