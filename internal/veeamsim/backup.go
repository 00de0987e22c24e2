package veeamsim

import "strings"

// Backup is what a job has written to a repository: a chain of files that holds restore points.
type Backup struct {
	ID           string
	Name         string // empty: the name of the job
	JobID        string // may be of a job that is gone
	RepositoryID string // of a Repository or an ExternalRepository
	ServerID     string // empty: the server of the repository, else of the job
	Platform     string // empty: that of the job
	BackupType   string // Standard, ParentBackup or ChildBackup; empty: Standard, and with a ParentID ChildBackup
	ParentID     string // the backup of the whole agent job, for that of one machine

	server     *BackupServer // nil: not in the inventory
	job        *Job
	repository *Repository
	external   *ExternalRepository
}

func (Backup) service() service {
	return service{
		kinds: []anyKind{backupKind},
		routes: []route{
			below(repositoryKind, "backups", backupKind, func(v view, r *Repository) []*Backup {
				return backupKind.where(v, func(b *Backup) bool { return b.repository == r })
			}),
			below(externalRepositoryKind, "backups", backupKind, func(v view, r *ExternalRepository) []*Backup {
				return backupKind.where(v, func(b *Backup) bool { return b.external == r })
			}),
			below(backupKind, "childbackups", backupKind, func(v view, parent *Backup) []*Backup {
				return backupKind.where(v, func(b *Backup) bool { return key(b.ParentID) == key(parent.ID) })
			}),
			listOf(backupKind, "/agents/backups", everyone, (*Backup).isAgent),
		},
		collections: []collectionPath{{"Backup", "/agents/backups"}},
	}
}

var backupKind = &kind[Backup]{
	name:     "Backup",
	path:     "/backups",
	access:   everyone,
	join:     joinBackup,
	identity: func(b *Backup) identity { return identity{id: b.ID, name: b.Name} },
	fields: func(_ view, b *Backup) []field {
		return []field{
			element("Platform", optional(b.Platform)),
			element("BackupType", b.BackupType),
		}
	},
	links:       backupLinks,
	inReference: func(l link) bool { return isReferenceLink(l) && l.kind != "BackupFileReferenceList" },
	parameters: []parameter[Backup]{
		uidOf("JobUid", func(b *Backup) string { return jobUID(b.JobID) }),
		textOf("JobName", func(b *Backup) string { return jobName(b.job) }),
		uidOf("RepositoryUid", func(b *Backup) string { return urn("Repository", b.RepositoryID) }),
		textOf("RepositoryName", func(b *Backup) string {
			if b.repository == nil {
				return ""
			}
			return b.repository.Name
		}),
		choiceOf("Platform", []string{"VMware", "HyperV", "vCloud", "AgentForLinux", "AgentForWindows", "CustomPlatform"},
			func(b *Backup) string { return b.Platform }),
		choiceOf("BackupType", []string{"Standard", "ParentBackup", "ChildBackup"}, func(b *Backup) string { return b.BackupType }),
	},
}

func joinBackup(s *snapshot, b *Backup) {
	if b.repository = repositoryKind.find(s, b.RepositoryID); b.repository != nil {
		b.ServerID = orElse(b.ServerID, b.repository.ServerID)
	}
	if b.external = externalRepositoryKind.find(s, b.RepositoryID); b.external != nil {
		b.ServerID = orElse(b.ServerID, b.external.ServerID)
	}
	if b.job = findJob(s, b.JobID); b.job != nil {
		b.ServerID = orElse(b.ServerID, b.job.ServerID)
		b.Name = orElse(b.Name, b.job.Name)
		b.Platform = orElse(b.Platform, b.job.Platform)
	}
	if b.ParentID != "" {
		b.BackupType = orElse(b.BackupType, "ChildBackup")
	}
	b.BackupType = orElse(b.BackupType, "Standard")
	b.server = backupServerKind.find(s, b.ServerID)
}

func (b *Backup) isAgent() bool { return strings.HasPrefix(b.Platform, "AgentFor") }

func backupLinks(v view, b *Backup, other link) []link {
	self := "/backups/" + b.ID
	var links []link
	switch {
	case b.repository != nil:
		links = append(links, v.up("RepositoryReference", "/repositories/"+b.repository.ID, b.repository.Name))
	case b.external != nil:
		links = append(links, v.up("ExternalRepositoryReference", "/externalRepositories/"+b.external.ID, b.external.Name))
	}
	links = append(v.upServer(links, b.ServerID, b.server), other)
	if b.BackupType == "ParentBackup" {
		return append(links, v.down("BackupList", self+"/childbackups?format=Entity"))
	}
	links = append(links,
		v.down("RestorePointReferenceList", self+"/restorePoints"),
		v.down("BackupFileReferenceList", self+"/backupFiles"),
	)
	switch {
	case b.ParentID == "":
		return links
	case other.kind == "Backup": // this is a reference
		return append(links, v.up("BackupReference", "/backups/"+b.ParentID, "Parent Backup"))
	}
	return append(links, v.up("Backup", "/backups/"+b.ParentID+"?format=Entity", "Parent Backup"))
}

// jobUID and jobName are what several types of row are filtered by.
func jobUID(id string) string {
	if id == "" {
		return ""
	}
	return urn("Job", id)
}

func jobName(j *Job) string {
	if j == nil {
		return ""
	}
	return j.Name
}
