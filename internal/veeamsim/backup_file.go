package veeamsim

import (
	"path"
	"strings"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim/filter"
)

// BackupFile is a file of a backup: a full one (vbk), an increment (vib) or a reverse increment (vrb). Where FileType is given, Name
// and Path may be empty: they follow from the backup and the time.
type BackupFile struct {
	ID, BackupID, RestorePointID      string
	Name                              string
	Path                              string
	FileType                          string // empty: the extension of the path
	BackupSize, DataSize              int64  // bytes
	DeduplicationRatio, CompressRatio float64
	Created                           time.Time // zero: that of the restore point

	backup *Backup // nil: not in the inventory
	point  *RestorePoint
}

func (BackupFile) service() service {
	return service{
		kinds: []anyKind{backupFileKind},
		routes: []route{
			below(backupKind, "backupFiles", backupFileKind, func(v view, b *Backup) []*BackupFile {
				return backupFileKind.where(v, func(f *BackupFile) bool { return f.backup == b })
			}),
			below(restorePointKind, "backupFiles", backupFileKind, func(_ view, r *RestorePoint) []*BackupFile { return r.files }),
			below(backupFileKind, "restorePoints", restorePointKind, func(v view, f *BackupFile) []*RestorePoint {
				return restorePointKind.where(v, func(r *RestorePoint) bool { return r == f.point })
			}),
			listOf(backupFileKind, "/agents/backupFiles", users, func(f *BackupFile) bool { return f.backup != nil && f.backup.isAgent() }),
		},
		collections: []collectionPath{{"RestorePoint", "/agents/backupFiles"}}, // the Type that is documented
	}
}

var backupFileKind = &kind[BackupFile]{
	name:     "BackupFile",
	path:     "/backupFiles",
	access:   users,
	join:     joinBackupFile,
	identity: func(f *BackupFile) identity { return identity{id: f.ID, name: f.Name} },
	server:   backupFileServer,
	fields: func(_ view, f *BackupFile) []field {
		return []field{
			element("FilePath", f.Path),
			element("BackupSize", f.BackupSize),
			element("DataSize", f.DataSize),
			element("DeduplicationRatio", f.DeduplicationRatio),
			element("CompressRatio", f.CompressRatio),
			element("CreationTimeUtc", instant(f.Created)),
			element("FileType", optional(f.FileType)),
		}
	},
	links: func(v view, f *BackupFile, other link) []link {
		self := "/backupFiles/" + f.ID
		var links []link
		if f.backup != nil {
			links = append(links, v.up("BackupReference", "/backups/"+f.backup.ID, f.backup.Name))
			links = v.upServer(links, f.backup.ServerID, f.backup.server)
		}
		return append(links,
			other,
			link{rel: "Related", href: v.href(self + "/restorePoints"), kind: "RestorePointReferenceList"},
			v.down("VmRestorePointReferenceList", self+"/vmRestorePoints"),
		)
	},
	inReference: func(l link) bool { return isReferenceLink(l) || l.rel == "Related" },
	parameters: []parameter[BackupFile]{
		momentOf("CreationTimeUTC", func(f *BackupFile) time.Time { return f.Created }),
		numberOf("BackupSize", func(f *BackupFile) int64 { return f.BackupSize }),
		numberOf("DataSize", func(f *BackupFile) int64 { return f.DataSize }),
		filter.DecimalOf("CompressRatio", func(f *BackupFile) float64 { return f.CompressRatio }),
		choiceOf("FileType", []string{"vbk", "vib", "vrb"}, func(f *BackupFile) string { return f.FileType }),
		uidOf("BackupUid", func(f *BackupFile) string { return urn("Backup", f.BackupID) }),
		textOf("BackupName", func(f *BackupFile) string {
			if f.backup == nil {
				return ""
			}
			return f.backup.Name
		}),
	},
}

func backupFileServer(f *BackupFile) (string, *BackupServer) {
	if f.backup == nil {
		return "", nil
	}
	return f.backup.ServerID, f.backup.server
}

func joinBackupFile(s *snapshot, f *BackupFile) {
	if f.point = restorePointKind.find(s, f.RestorePointID); f.point != nil {
		f.point.files = append(f.point.files, f)
		f.BackupID = orElse(f.BackupID, f.point.BackupID)
	}
	f.backup = backupKind.find(s, f.BackupID)
	_, server := backupFileServer(f)
	f.Created = s.storedBy(server, f.Created)
	if f.Created.IsZero() && f.point != nil {
		f.Created = f.point.Created
	}
	if f.backup != nil && f.Path == "" {
		f.Name = orElse(f.Name, f.backup.Name+f.Created.Format("D2006-01-02T150405")+"."+f.FileType)
		f.Path = `D:\Backup\` + f.backup.Name + `\` + f.Name
	}
	f.Name = orElse(f.Name, path.Base(strings.ReplaceAll(f.Path, `\`, "/")))
	f.FileType = orElse(f.FileType, strings.TrimPrefix(path.Ext(f.Name), "."))
}
