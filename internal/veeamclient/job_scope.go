package veeamclient

import "time"

// JobScope says whose sessions are meant, and of which time. Names are whole names, regardless of case.
type JobScope struct {
	// JobID is the GUID of the job.
	JobID, JobName, BackupServerName string
	// JobNames are several names, of which any.
	JobNames []string
	// CreatedAfter is inclusive, CreatedBefore exclusive; zero means open.
	CreatedAfter, CreatedBefore time.Time
}

// jobNames are the names that are wanted, however they are given.
func (s JobScope) jobNames() []string {
	if s.JobName == "" {
		return s.JobNames
	}
	return append([]string{s.JobName}, s.JobNames...)
}

// names is the part of a filter that EM may understand by case.
func (s JobScope) names() filter {
	return allOf(anyOf("JobName", s.jobNames()), equals("BackupServerName", s.BackupServerName))
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
