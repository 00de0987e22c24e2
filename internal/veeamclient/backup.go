package veeamclient

import "context"

// Backup is a chain of files on a repository that holds the restore points of one job, or of one machine of it
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backups_id.html). EM says neither its job, nor its size, nor its time.
type Backup struct {
	Entity
	// Platform is one of em.BackupPlatforms, BackupType one of em.BackupTypes.
	Platform, BackupType string
	// RepositoryID and RepositoryName are those of the repository or external repository that it is linked to.
	RepositoryID, RepositoryName string `json:"-"`
	// ParentBackupID is the GUID of the backup of a whole agent job that the backup of one machine belongs to, or "".
	ParentBackupID string `json:"-"`
	// Orphaned reports that no job writes to it. BackupsWithOrphaned fills it; else it is nil.
	Orphaned *bool `json:"-"`
}

var backups = kind[Backup]{
	queryType: "Backup", list: "Backups", path: "/backups",
	entity: (*Backup).AsEntity,
	finish: func(b *Backup, links links, texts texts) {
		for _, entityType := range []string{"Repository", "ExternalRepository"} {
			if link := links.find("Up", entityType); link != nil {
				b.RepositoryID, b.RepositoryName = texts.once(link.id()), texts.once(link.Name)
			}
		}
		b.ParentBackupID = texts.once(links.id("Up", "Backup"))
		b.Platform, b.BackupType = texts.once(b.Platform), texts.once(b.BackupType)
	},
}

// Backups reads the backups of scope, and of the job with this GUID if it is not "", in no particular order. A backup does not carry
// its job: EM compares it, and where EM does not, the error is ErrUnfiltered.
func (c *Client) Backups(ctx context.Context, scope NameScope, jobID string) ([]Backup, error) {
	return readOfJob(ctx, c, backups, scope, jobID)
}
