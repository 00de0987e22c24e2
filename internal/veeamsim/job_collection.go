package veeamsim

// findJob finds a job of one kind: an agent job is not found under /jobs.
func findJob(k *kind[job]) func(r *request) *job {
	return func(r *request) *job {
		j := r.view.jobByID[key(r.id)]
		if j == nil || j.uidWord() != k.name {
			return nil
		}
		return j
	}
}

// sessionsOfJob lists the sessions of a job within the window. The sessions of one machine of an
// agent job belong to a job of that machine's own, so they are not among them.
func sessionsOfJob(k *kind[job]) handler {
	find := findJob(k)
	return func(s *Server, r *request) answer {
		j := find(r)
		if j == nil {
			return notFound("job")
		}
		mine := withinWindow(r.view, r.view.sessions, func(s *session) bool { return key(s.JobID) == key(j.ID) })
		return ok(backupSessionKind.list(r.view, shuffled(mine, s.config.Seed, forCollections), r.query.full()))
	}
}
