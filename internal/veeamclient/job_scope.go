package veeamclient

import "time"

// JobScope says whose sessions are meant, and of which time. Names are whole names, regardless of case.
type JobScope struct {
	// JobID is the GUID of the job.
	JobID, JobName, BackupServerName string
	// CreatedAfter is inclusive, CreatedBefore exclusive; zero means open.
	CreatedAfter, CreatedBefore time.Time
}

// ofJob asks for every form of a job's UID.
func ofJob(id string) filter {
	if id == "" {
		return ""
	}
	uids := make([]string, len(JobUIDTypes))
	for i, t := range JobUIDTypes {
		uids[i] = "urn:veeam:" + t + ":" + id
	}
	return anyOf("JobUid", uids)
}

func sameJob(id, uid string) bool { return sameName(id, IDOf(uid)) }
