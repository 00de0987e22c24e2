package veeamclient

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// BackupFile is a file of a backup: a full backup, an increment or a reverse increment
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backupfiles_id.html).
type BackupFile struct {
	Entity
	// FilePath is the path on the repository.
	FilePath string
	// BackupSize is what the file takes, DataSize what it holds before deduplication and compression, in bytes; nil where EM does
	// not say.
	BackupSize, DataSize *int64
	// DeduplicationRatio and CompressRatio are such as 5.71; what 0 means is not documented.
	DeduplicationRatio, CompressRatio *float64
	CreationTime                      Time `json:"CreationTimeUtc"`
	// FileType is one of em.BackupFileTypes.
	FileType string
	// BackupID and BackupName are those of the backup that it is linked to.
	BackupID, BackupName string `json:"-"`
}

func (f *BackupFile) created() time.Time { return f.CreationTime.Time }

var backupFiles = kind[BackupFile]{
	queryType: "BackupFile", list: "BackupFiles", path: "/backupFiles",
	entity: (*BackupFile).AsEntity, created: (*BackupFile).created, createdParameter: "CreationTimeUTC",
	finish: func(f *BackupFile, links links, texts texts) {
		f.BackupSize, f.DataSize = knownSize(f.BackupSize), knownSize(f.DataSize)
		if link := links.find("Up", "Backup"); link != nil {
			f.BackupID, f.BackupName = texts.once(link.id()), texts.once(link.Name)
		}
		f.FileType = texts.once(f.FileType)
	},
}

// BackupFileScope says which files are meant. A field that is empty lets all through. Names are whole names, regardless of case and
// Unicode form.
type BackupFileScope struct {
	// BackupID is the GUID of the backup, BackupNames are names of backups, any of them.
	BackupID         string
	BackupNames      []string
	BackupServerName string
	// FileTypes are those of em.BackupFileTypes.
	FileTypes []string
	// CreatedAfter is inclusive, CreatedBefore exclusive; zero means open.
	CreatedAfter, CreatedBefore time.Time
}

// BackupFiles reads the files of scope, in no particular order. The rows may be shared with other callers and must not be changed.
func (c *Client) BackupFiles(ctx context.Context, scope BackupFileScope) ([]BackupFile, error) {
	return SharedRead(ctx, c, fmt.Sprintf("%#v", scope), func(ctx context.Context) ([]BackupFile, error) {
		server, err := c.findServer(ctx, scope.BackupServerName)
		if err != nil {
			return nil, err
		}
		sent, err := c.sendsNames(ctx, scope.BackupNames...)
		if err != nil {
			return nil, err
		}
		return search[BackupFile]{
			kind: backupFiles,
			conditions: []condition[BackupFile]{
				backupIs(scope.BackupID),
				nameIn("BackupName", scope.BackupNames, sent, func(f *BackupFile) string { return f.BackupName }),
				serverIs(server, (*BackupFile).AsEntity),
				wordIn("FileType", scope.FileTypes, em.BackupFileTypes, func(f *BackupFile) string { return f.FileType }),
			},
			span: span{from: scope.CreatedAfter, to: scope.CreatedBefore}, order: backupFiles.createdParameter,
		}.read(ctx, c)
	})
}

// backupIs asks for the files of one backup. A file that is linked to none stays: it has passed EM's own look at it.
func backupIs(id string) condition[BackupFile] {
	if id == "" {
		return condition[BackupFile]{}
	}
	return condition[BackupFile]{
		compare("BackupUid", "==", "urn:veeam:Backup:"+id),
		func(f *BackupFile) bool { return f.BackupID == "" || strings.EqualFold(f.BackupID, id) },
	}
}
