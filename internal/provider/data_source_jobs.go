package provider

import (
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// jobColumns are made when they are first asked for: a start of the provider that answers no schema does without them.
var jobColumns = sync.OnceValue(func() table.Columns[job] {
	return slices.Concat(
		jobBase("job", "Job", objectColumns("object_in_job_id", "hierarchy_obj_ref", "name", "display_name", "guest_processing_options",
			"linked_job_uid", "linked_backup_repository_uid")),
		jobOfType("Type of the job: `Backup`, `BackupCopy`, `ImmediateBackupCopy` or `Replica`. Newer versions write the second for no job: "+
			"a periodic copy is an `ImmediateBackupCopy` whose `schedule.immediate_copy` is off.",
			"Platform: `VMware`, `HyperV`, `vCloud`, or `CustomPlatform` for copy jobs."),
		table.Columns[job]{
			table.String("password_key_id", (*job).PasswordKeyID, "GUID of the password that a backup job encrypts with; null for one that does "+
				"not encrypt, and for jobs of which Enterprise Manager does not say: copies made by version 12 and later, and replication jobs."),
		})
})

var jobsOfMachines = jobTables{
	one: "job", list: "jobs", title: "Job", uidType: "Job", columns: jobColumns, read: (*veeamclient.Client).Jobs,
	description: "of virtual machines (backup, copy, replication). Those of agents are `veeam_agent_jobs`, those of file shares " +
		"`veeam_nas_jobs`. Sessions are found by a job's name without the right to read jobs.",
	filters: rowFilters[job]{
		{name: "job_types", words: em.JobTypes, word: func(j *job) string { return j.JobType }, description: "Only jobs of these types."},
		{name: "platforms", words: em.Platforms, word: func(j *job) string { return j.Platform }, description: "Only jobs of these platforms."},
	},
}

func newJobs() datasource.DataSource { return jobsOfMachines.many() }

func newJob() datasource.DataSource { return jobsOfMachines.single() }
