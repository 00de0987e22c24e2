package provider

import (
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

var nasJobColumns = sync.OnceValue(func() table.Columns[job] {
	return slices.Concat(
		jobBase("job", "NasJob", objectColumns("object_in_job_id", "hierarchy_obj_ref", "file_or_folder", "file_server_uid", "inclusion_mask",
			"exclusion_mask")),
		table.Columns[job]{
			table.Object("storage", func(j *job) *veeamclient.NASStorage { return j.StorageOptions }, nasStorageColumns(),
				"Where the job writes, and for how long it keeps versions of files."),
		})
})

func nasStorageColumns() table.Columns[veeamclient.NASStorage] {
	type storage = veeamclient.NASStorage
	return table.Columns[storage]{
		table.String("backup_repository_uid", func(s *storage) string { return s.BackupRepositoryUID },
			"UID of the repository that the job writes to, as `uid` of `veeam_repositories`."),
		table.String("shortterm_retention_type", func(s *storage) string { return s.ShorttermRetentionType },
			"Unit of `shortterm_retention_period`: `Day` or `Month`."),
		table.Int64("shortterm_retention_period", func(s *storage) *int64 { return s.ShorttermRetentionPeriod },
			"For how many days or months all versions of files are kept."),
		table.Bool("longterm_retention_enabled", func(s *storage) *bool { return s.LongtermRetentionEnabled },
			"Whether versions are kept longer, in an archive."),
		table.Object("keep_file_versions_history", func(s *storage) *veeamclient.NASHistory { return s.KeepFileVersionsHistoryOptions },
			nasHistoryColumns(), "The archive; null where there is none."),
		table.String("file_attributes_change_tracking_mode",
			func(s *storage) string { return s.AdvancedStorageOptions.ACL.FileAttributesChangeTrackingMode },
			"Whose attributes are followed: `TrackOnlyFolderAttributesChanges` or `TrackEverythingAttributesChanges`."),
	}
}

func nasHistoryColumns() table.Columns[veeamclient.NASHistory] {
	type history = veeamclient.NASHistory
	return table.Columns[history]{
		table.String("longterm_retention_type", func(h *history) string { return h.LongtermRetentionType },
			"Unit of `longterm_retention_period`: `Month` or `Year`."),
		table.Int64("longterm_retention_period", func(h *history) *int64 { return h.LongtermRetentionPeriod },
			"For how many months or years versions stay in the archive."),
		table.String("backup_repository_uid", func(h *history) string { return h.BackupRepositoryUID }, "UID of the repository of the archive."),
		table.Bool("active_file_retention_enabled", func(h *history) *bool { return h.ArchiveFileTypes.ActiveFileRetentionEnabled },
			"Whether the number of versions of existing files is limited."),
		table.Int64("max_active_file_versions_to_keep", func(h *history) *int64 { return h.ArchiveFileTypes.MaxActiveFileVersionsToKeep },
			"How many versions of an existing file are kept."),
		table.Bool("deleted_file_retention_enabled", func(h *history) *bool { return h.ArchiveFileTypes.DeletedFileRetentionEnabled },
			"Whether the number of versions of deleted files is limited."),
		table.Int64("max_deleted_file_versions_to_keep", func(h *history) *int64 { return h.ArchiveFileTypes.MaxDeletedFileVersionsToKeep },
			"How many versions of a deleted file are kept."),
		table.String("archive_file_extensions_scope",
			func(h *history) string { return h.ArchiveFileTypes.FileExtensionsOption.ArchiveFileExtensionsScope },
			"Which files are archived by their extensions: `Any`, `Specified` or `ExceptSpecified`."),
		table.Strings("archive_inclusion_mask", func(h *history) []string { return h.ArchiveFileTypes.FileExtensionsOption.InclusionMask },
			"The extensions of `Specified`; null where Enterprise Manager does not say."),
		table.Strings("archive_exclusion_mask", func(h *history) []string { return h.ArchiveFileTypes.FileExtensionsOption.ExclusionMask },
			"The extensions that `ExceptSpecified` leaves out; null where Enterprise Manager does not say."),
	}
}

var jobsOfShares = jobTables{
	one: "nas_job", list: "nas_jobs", title: "NAS Job", uidType: "NasJob", columns: nasJobColumns, read: (*veeamclient.Client).NASJobs,
	description: "that back up file shares. Whether they encrypt, Enterprise Manager does not say.",
}

func newNASJobs() datasource.DataSource { return jobsOfShares.many() }

func newNASJob() datasource.DataSource { return jobsOfShares.single() }
