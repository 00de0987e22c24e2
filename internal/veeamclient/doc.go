// Package veeamclient reads the REST API of Veeam Backup Enterprise Manager (EM). It knows nothing of Terraform.
//
// What a caller uses:
//
//	client.go              Config, New, Close, and the time by EM's clock
//	endpoint.go            reading the addresses of EM and of a proxy
//	errors.go              the errors that callers ask for by errors.Is and errors.As
//	backup_session.go      each kind of entity: its struct, where it lives, its scope, its reading
//	backup_task_session.go, backup_task_session_read.go
//	replica_session.go, cdp_session.go, restore_session.go
//	replica.go, cdp_policy.go
//	backup_server.go, hierarchy_root.go, job.go, repository.go, named.go
//	job_schedule.go, job_info.go, nas_storage.go, object_in_job.go, last_session.go  what jobs have
//	discovered_computer.go, protection_group.go, file_server.go
//	backup.go, orphaned_backup.go, of_job.go, backup_file.go
//	managed_server.go, external_repository.go, wan_accelerator.go, failover_plan.go
//	cloud_tenant.go, cloud_resource.go, cloud_gateway.go, cloud_hardware_plan.go
//	password_key.go        passwords that backups are encrypted with, without them
//	report.go              EM's own counts
//	restore_point.go       what can be restored
//	virtual_machine.go     what a virtual host lists
//	system_session.go      how fresh EM's data is
//	enterprise_manager.go  EM's versions, and who is logged on
//	raw_query.go           a search in EM's own words
//	uid.go                 UIDs and the GUIDs in them
//
// How a request goes to EM (newRequestPath and get in request.go put the steps together):
//
//	request.go         the steps in order
//	logon.go           logging on and off
//	logon_session.go   one current token; one logon for any number of waiting requests
//	retry.go           which failures are worth another attempt
//	attempt.go         cap on concurrent requests, deadline, log
//	handshake.go       which broken connections broke in the TLS handshake
//	transport.go       TLS and proxy
//	age.go             answers of a cache are refused
//	answer.go          status to typed error, body to decoder
//	secrets.go         what an error quotes is without secrets and control characters
//	clean_log.go       and so is the log
//	decode.go          JSON of every build, as a stream
//	untyped.go         values of any shape, within bounds
//
// How a list is read:
//
//	kind.go              where a kind of entity lives, and how a row of it is decoded
//	entity.go            what all entities and sessions have, and what is taken from their links
//	list_within.go       a list within a row
//	envelope.go          the object that a list comes in
//	collection.go        a list that comes whole
//	query.go, filter.go  a search by the query service
//	condition.go         what a search asks for: filter and check in one
//	session.go           sessions of every kind: their scope, and their search; entities by their GUIDs
//	task_session.go      task sessions of replica and CDP sessions, with their jobs and policies
//	session_jobs.go      backup task sessions with their jobs
//	span.go              the time of a search, closed at both ends
//	time_slices.go       a search read by time, for kinds with a creation time
//	paging.go            a search read by page numbers, for all others
//	unique_rows.go       the rows of a search, each once
//	case_sensitivity.go  whether names can be left to EM's filters
//	named_server.go      the backup server that a search names
//	shared_read.go       reads that ask the same at the same time share one
//
// The vendor's reference is https://helpcenter.veeam.com/docs/vbr/em_rest/overview.html.
// Comments that say "observed" rest on captured responses where that reference is silent.
package veeamclient
