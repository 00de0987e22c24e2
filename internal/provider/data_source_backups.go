package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type backup = veeamclient.Backup

// withOrphaned is the argument that compares backups with jobs.
const withOrphaned = "with_orphaned"

func backups() namedEntity[backup] {
	return namedEntity[backup]{
		one: "backup", many: "backups", title: "Backup", titles: "Backups", uidType: "Backup", what: "backup", role: "Portal User",
		about: "backups on repositories: chains of files that hold the restore points of a job, or of one machine of an agent job. " +
			"Enterprise Manager says neither the job, the size nor the age of a backup, but finds those of a job; `veeam_backup_files` counts " +
			"the files of each.",
		nameAbout: "Name of the backup: that of its job, for one machine of an agent job with the machine's name behind it.",
		columns: table.Columns[backup]{
			table.String("platform", func(b *backup) string { return b.Platform },
				"`VMware`, `HyperV`, `vCloud`, `AgentForLinux`, `AgentForWindows` or `CustomPlatform`."),
			table.String("backup_type", func(b *backup) string { return b.BackupType },
				"`Standard` for virtual machines and standalone agents, `ParentBackup` for a whole agent job, `ChildBackup` for one machine of it."),
			table.String("repository_id", func(b *backup) string { return b.RepositoryID },
				"GUID of the repository or external repository that it lies on; null where none is linked."),
			table.String("repository_name", func(b *backup) string { return b.RepositoryName }, "Name of that repository."),
			table.String("parent_backup_id", func(b *backup) string { return b.ParentBackupID },
				"GUID of the backup of the whole agent job, for that of one machine; null for others."),
			table.Bool("orphaned", func(b *backup) *bool { return b.Orphaned },
				"Whether no job of Enterprise Manager writes to it: it is of a deleted job, imported, or of a standalone agent. Null unless "+
					"`"+withOrphaned+"` is `true`."),
		},
		filters: []rowFilter[backup]{
			{name: "platforms", words: em.BackupPlatforms, word: func(b *backup) string { return b.Platform },
				description: "Only backups of these platforms."},
			{name: "backup_types", words: em.BackupTypes, word: func(b *backup) string { return b.BackupType },
				description: "Only backups of these types."},
			{name: "repository_names", word: func(b *backup) string { return b.RepositoryName },
				description: "Only backups on repositories with one of these whole names, regardless of case."},
		},
		further: table.Arguments[nameArguments]{
			table.Switch(withOrphaned, func(a *nameArguments) **bool { return &a.withOrphaned },
				"Whether to read the jobs beside the backups, and fill in `orphaned`. It takes one more request for about every dozen jobs, "+
					"and the role Portal "+
					"Administrator. Default `false`."),
		},
		readFurther: func(ctx context.Context, c *veeamclient.Client, a *nameArguments) ([]backup, error) {
			if !isTrue(a.withOrphaned) {
				rows, err := c.Backups(ctx, a.NameScope, a.jobID)
				return rows, adviseUnfiltered("job_id", err)
			}
			rows, err := c.BackupsWithOrphaned(ctx, a.NameScope, a.jobID)
			return rows, needsRole("Portal Administrator", withOrphaned, adviseUnfiltered(withOrphaned, err))
		},
	}
}

func newBackups() datasource.DataSource {
	list := backups()
	list.further = append(list.further, jobIDArgument("Only backups that this job writes, of any kind: its GUID or its UID of any type "+
		"(`urn:veeam:Job:<GUID>`, `AgentBackupJob`, `NasJob`). Their repositories are where the job writes to.", veeamclient.JobUIDTypes))
	return newList(list)
}

func newBackup() datasource.DataSource { return newOne(backups()) }
