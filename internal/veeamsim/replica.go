package veeamsim

// Replica is a copy of machines, ready to run, that a replication job keeps on another host.
type Replica struct {
	ID           string
	Name         string // empty: the name of the job
	JobID        string
	RepositoryID string // where the metadata of the replica is
	ServerID     string // empty: that of the job
	Platform     string // empty: that of the job

	server     *BackupServer // nil: not in the inventory
	job        *Job
	repository *Repository
}

func (Replica) service() service {
	return service{
		kinds: []anyKind{replicaKind},
		routes: []route{below(repositoryKind, "replicas", replicaKind, func(v view, r *Repository) []*Replica {
			return replicaKind.where(v, func(p *Replica) bool { return p.repository == r })
		})},
	}
}

var replicaKind = &kind[Replica]{
	name:   "Replica",
	path:   "/replicas",
	access: everyone,
	join: func(s *snapshot, r *Replica) {
		if r.job = findJob(s, r.JobID); r.job != nil {
			r.Name = orElse(r.Name, r.job.Name)
			r.ServerID = orElse(r.ServerID, r.job.ServerID)
			r.Platform = orElse(r.Platform, r.job.Platform)
		}
		r.repository = repositoryKind.find(s, r.RepositoryID)
		r.server = backupServerKind.find(s, r.ServerID)
	},
	identity: func(r *Replica) identity { return identity{id: r.ID, name: r.Name} },
	fields:   func(_ view, r *Replica) []field { return []field{element("Platform", optional(r.Platform))} },
	links: func(v view, r *Replica, other link) []link {
		var links []link
		if r.repository != nil {
			links = append(links, v.up("RepositoryReference", "/repositories/"+r.repository.ID, r.repository.Name))
		}
		return append(v.upServer(links, r.ServerID, r.server),
			other,
			v.down("VmReplicaPointReferenceList", "/replicas/"+r.ID+"/vmReplicaPoints"),
		)
	},
	parameters: []parameter[Replica]{
		uidOf("JobUid", func(r *Replica) string { return jobUID(r.JobID) }),
		textOf("JobName", func(r *Replica) string { return jobName(r.job) }),
		uidOf("RepositoryUid", func(r *Replica) string { return urn("Repository", r.RepositoryID) }),
		textOf("RepositoryName", func(r *Replica) string {
			if r.repository == nil {
				return ""
			}
			return r.repository.Name
		}),
	},
}
