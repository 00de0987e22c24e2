package provider

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type backupFile = veeamclient.BackupFile

func backupFileColumns() table.Columns[backupFile] {
	return append(entityColumns("file", "BackupFile", (*backupFile).AsEntity), table.Columns[backupFile]{
		table.String("name", func(f *backupFile) string { return f.Name }, "Name of the file."),
		table.String("file_path", func(f *backupFile) string { return f.FilePath }, "Path of the file on its repository."),
		table.String("file_type", func(f *backupFile) string { return f.FileType },
			"`vbk` for a full backup, `vib` for an increment, `vrb` for a reverse increment."),
		table.Int64("backup_size", func(f *backupFile) *int64 { return f.BackupSize },
			"What the file takes, in bytes; null where it is not known."),
		table.Int64("data_size", func(f *backupFile) *int64 { return f.DataSize },
			"What the file holds before deduplication and compression, in bytes; null where it is not known."),
		table.Float64("deduplication_ratio", func(f *backupFile) *float64 { return f.DeduplicationRatio },
			"Ratio of deduplication, such as `5.71`, as Enterprise Manager gives it."),
		table.Float64("compress_ratio", func(f *backupFile) *float64 { return f.CompressRatio },
			"Ratio of compression, such as `1.52`, as Enterprise Manager gives it."),
		table.Time("creation_time", func(f *backupFile) time.Time { return f.CreationTime.Time }, "When the file was made (RFC 3339, UTC)."),
		table.String("backup_id", func(f *backupFile) string { return f.BackupID },
			"GUID of its backup, as `id` of `veeam_backups`; null where none is linked."),
		table.String("backup_name", func(f *backupFile) string { return f.BackupName }, "Name of its backup."),
	}...)
}

// backupFileArguments are what a user can ask of the files of backups.
type backupFileArguments struct {
	veeamclient.BackupFileScope
	listFiles *bool
}

func newBackupFiles() datasource.DataSource {
	return table.Table[backupFile, backupFileArguments]{
		Name: "backup_files", Title: "Backup Files", Role: "Portal User",
		Description: "Files of backups, with their sizes, and what the files of each backup take together.",
		Arguments: table.Arguments[backupFileArguments]{
			table.ID("backup_id", func(a *backupFileArguments) *string { return &a.BackupID }, []string{"Backup"},
				"Only files of this backup: its GUID or `urn:veeam:Backup:<GUID>`."),
			table.Names("backup_names", func(a *backupFileArguments) *[]string { return &a.BackupNames },
				"Only files of backups with one of these whole names, regardless of case."),
			table.OneOf("file_types", func(a *backupFileArguments) *[]string { return &a.FileTypes }, em.BackupFileTypes,
				"Only files of these types."),
			table.Instant("created_after", func(a *backupFileArguments) *time.Time { return &a.CreatedAfter },
				"Only files that were made at this time or later (RFC 3339 with zone). Left out, the oldest are read too."),
			table.Instant("created_before", func(a *backupFileArguments) *time.Time { return &a.CreatedBefore },
				"Only files that were made before this time (RFC 3339 with zone)."),
			table.Name("backup_server_name", func(a *backupFileArguments) *string { return &a.BackupServerName },
				"Whole name of the backup server, regardless of case."),
			table.Switch("list_files", func(a *backupFileArguments) **bool { return &a.listFiles },
				"`false` leaves `backup_files` null, which keeps a state of tens of thousands of files small; `backups` counts them all the "+
					"same. Default `true`."),
		},
		Rules: []datasource.ConfigValidator{timesInOrder{}}, Columns: backupFileColumns(), Read: readBackupFiles,
		Rows: table.Many, List: "backup_files", Order: compareBackupFiles,
		ListDescription: "The files in scope, ordered by creation time, then uid; null where `list_files` is `false`.",
		Unlisted:        func(a *backupFileArguments) bool { return a.listFiles != nil && !*a.listFiles },
		Aggregates: []table.Aggregate[backupFile]{table.GroupsOf("backups", backupSizeColumns(), backupSizesOf,
			"The backups of all files in scope, ordered by name, then id: how many files each has, and what they take.")},
	}.DataSource()
}

func readBackupFiles(ctx context.Context, c *veeamclient.Client, a *backupFileArguments) ([]backupFile, error) {
	return c.BackupFiles(ctx, a.BackupFileScope)
}

func compareBackupFiles(a, b *backupFile) int {
	return cmp.Or(a.CreationTime.Compare(b.CreationTime.Time), cmp.Compare(a.UID, b.UID))
}

// backupSize is what the files of one backup take.
type backupSize struct {
	newest, oldest       *backupFile
	count, full          int
	backupSize, dataSize *int64
}

func backupSizeColumns() table.Columns[backupSize] {
	return table.Columns[backupSize]{
		table.String("backup_id", func(s *backupSize) string { return s.newest.BackupID },
			"GUID of the backup; null for files that link to none."),
		table.String("backup_name", func(s *backupSize) string { return s.newest.BackupName }, "Name of the backup."),
		table.String("backup_server_name", func(s *backupSize) string { return s.newest.BackupServerName },
			"Name of the backup server; null where it is not linked."),
		table.Count("count", func(s *backupSize) int { return s.count }, "Number of its files in scope."),
		table.Count("full_count", func(s *backupSize) int { return s.full }, "Number of those that are full backups."),
		table.Int64("backup_size", func(s *backupSize) *int64 { return s.backupSize },
			"What its files take, in bytes; null where the size of none is known."),
		table.Int64("data_size", func(s *backupSize) *int64 { return s.dataSize },
			"What its files hold before deduplication and compression, in bytes; null where that of none is known."),
		table.Time("oldest_time", func(s *backupSize) time.Time { return s.oldest.CreationTime.Time }, "When its oldest file in scope was made."),
		table.Time("newest_time", func(s *backupSize) time.Time { return s.newest.CreationTime.Time }, "When its newest file in scope was made."),
	}
}

// backupSizesOf puts the files of one backup together: by its id, else by server and name.
func backupSizesOf(rows []*backupFile) []*backupSize {
	type key struct{ id, server, name string }
	byKey := map[key]*backupSize{}
	var sizes []*backupSize
	for _, f := range rows {
		at := key{id: em.Fold(f.BackupID)}
		if at.id == "" {
			at.server, at.name = em.Fold(f.BackupServerName), em.Fold(f.BackupName)
		}
		s := byKey[at]
		if s == nil {
			s = &backupSize{newest: f, oldest: f}
			byKey[at] = s
			sizes = append(sizes, s)
		}
		s.add(f)
	}
	slices.SortFunc(sizes, func(a, b *backupSize) int {
		return cmp.Or(cmp.Compare(em.Fold(a.newest.BackupName), em.Fold(b.newest.BackupName)),
			cmp.Compare(a.newest.BackupID, b.newest.BackupID), cmp.Compare(a.newest.UID, b.newest.UID))
	})
	return sizes
}

func (s *backupSize) add(f *backupFile) {
	s.count++
	if em.Same(f.FileType, em.FullFile) {
		s.full++
	}
	s.backupSize, s.dataSize = sum(s.backupSize, f.BackupSize), sum(s.dataSize, f.DataSize)
	if compareBackupFiles(f, s.newest) > 0 {
		s.newest = f
	}
	if compareBackupFiles(f, s.oldest) < 0 {
		s.oldest = f
	}
}

// sum is a total and one more number, of which either may not be known.
func sum(total, more *int64) *int64 {
	switch {
	case more == nil:
		return total
	case total == nil:
		return more
	}
	both := *total + *more
	return &both
}
