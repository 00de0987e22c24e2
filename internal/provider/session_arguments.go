package provider

import (
	"fmt"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/entity"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// What backup sessions and task sessions are asked alike.

// ofJob are the arguments that name a job.
func ofJob[S any](scope func(*S) *veeamclient.JobScope) entity.Arguments[S] {
	return entity.Arguments[S]{
		entity.ID("job_id", "Job whose sessions are meant: its GUID, or its UID of any type (`urn:veeam:Job:<GUID>`, `AgentBackupJob`, `NasJob`).", veeamclient.JobUIDTypes, func(s *S) *string { return &scope(s).JobID }),
		entity.Name("job_name", "Whole name of the job, regardless of case.", func(s *S) *string { return &scope(s).JobName }),
		entity.Name("backup_server_name", "Whole name of the backup server, regardless of case. Tells equal job names apart.", func(s *S) *string { return &scope(s).BackupServerName }),
	}
}

// ofTime are the arguments that bound the beginning of sessions.
func ofTime[S any](scope func(*S) *veeamclient.JobScope) entity.Arguments[S] {
	return entity.Arguments[S]{
		entity.Instant("created_after", "Only sessions that began at this time or later (RFC 3339 with zone). Enterprise Manager keeps 30 days.", func(s *S) *time.Time { return &scope(s).CreatedAfter }),
		entity.Instant("created_before", "Only sessions that began before this time (RFC 3339 with zone).", func(s *S) *time.Time { return &scope(s).CreatedBefore }),
	}
}

// listing says which sessions in scope are listed.
type listing struct{ results, states []string }

// listed are the arguments of a listing.
func listed[S any](results, states []string, target func(*S) *listing) entity.Arguments[S] {
	return entity.Arguments[S]{
		entity.OneOf("results", "List only sessions with these results. The summary counts all in scope.", results, func(s *S) *[]string { return &target(s).results }),
		entity.OneOf("states", "List only sessions in these states. The summary counts all in scope.", states, func(s *S) *[]string { return &target(s).states }),
	}
}

// lists tells whether a session is listed: it compares what EM gives.
func lists[S, T any](target func(*S) *listing, see func(*T) sighting) func(*S, *T) bool {
	return func(s *S, row *T) bool {
		wanted, seen := target(s), see(row)
		return among(wanted.results, seen.result) && among(wanted.states, seen.state)
	}
}

// sessionHint says why a session may not be there.
var sessionHint = fmt.Sprintf("Enterprise Manager keeps sessions for %d days, and forgets those of a backup server that was removed. "+
	"Names are whole names, regardless of case. A job's name stays right from night to night, a session's id does not.", veeamclient.KeptDays)
