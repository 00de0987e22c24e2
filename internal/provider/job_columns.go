package provider

import (
	"fmt"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// What jobs of virtual machines, of agents and of file shares answer alike.

type job = veeamclient.Job

// jobBase are the columns that jobs of every kind have; objects are those of what such a job covers.
func jobBase(what, uidType string, objects table.Columns[veeamclient.ObjectInJob]) table.Columns[job] {
	return append(entityColumns(what, uidType, (*job).AsEntity), table.Columns[job]{
		table.String("name", func(j *job) string { return j.Name }, "Name of the job."),
		table.String("description", func(j *job) string { return j.Description }, "Description of the job."),
		table.Bool("schedule_configured", func(j *job) *bool { return j.ScheduleConfigured }, "Whether the job has a schedule."),
		table.Bool("schedule_enabled", func(j *job) *bool { return j.ScheduleEnabled },
			"Whether the schedule is on; a job with `false` is disabled."),
		table.Time("next_run", func(j *job) time.Time { return j.NextRun.Time },
			"When the job runs next (RFC 3339, UTC); null for a job that is not scheduled."),
		table.Object("schedule", (*job).Schedule, scheduleColumns(),
			"When the job runs. Each way that it may run has its settings even where it is off: see its `enabled`. "+
				"A way that does not belong to the job is null."),
		table.ObjectsOrNull("objects", func(j *job) []*veeamclient.ObjectInJob { return j.Objects }, objects,
			"What the job covers, in Enterprise Manager's order; null unless `includes` is true. What a job leaves out is not in the API."),
		table.Object("last_session", func(j *job) *backupSession { return j.LastSession },
			backupSessions().allColumns().Only("id", "creation_time", "end_time", "state", "result"),
			fmt.Sprintf("The job's newest session; null unless `with_last_session` is true, and for a job without any in the last %d weeks. "+
				"Of a copy job it may be that of one of its workers.", veeamclient.RetentionWeeks)),
	}...)
}

// jobOfType are the columns of jobs that have a type and a platform, which file share jobs have not.
func jobOfType(typeDescription, platformDescription string) table.Columns[job] {
	return table.Columns[job]{
		table.String("job_type", func(j *job) string { return j.JobType }, typeDescription),
		table.String("platform", func(j *job) string { return j.Platform }, platformDescription),
		table.Object("guest_processing_options", func(j *job) *veeamclient.GuestProcessing { return j.Settings().GuestProcessingOptions },
			guestProcessingColumns(), "What the job does inside of machines, unless one of its `objects` says otherwise; null for copies."),
		table.Object("retention", (*job).Retention, retentionColumns(), "For how long restore points are kept; null for jobs of which "+
			"Enterprise Manager does not say, such as copies and replication jobs."),
	}
}

// objectColumns are the columns of what jobs cover; objects of different kinds of jobs have some of them.
func objectColumns(names ...string) table.Columns[veeamclient.ObjectInJob] {
	type object = veeamclient.ObjectInJob
	return table.Columns[object]{
		table.String("object_in_job_id", func(o *object) string { return o.ObjectInJobID }, "GUID of the object within the job."),
		table.String("hierarchy_obj_ref", func(o *object) string { return o.HierarchyObjRef },
			"Reference in its hierarchy, whose third part is its type: `urn:VMware:Vm:<hierarchy_root_id>.vm-1` is a machine, "+
				"other types are containers of machines."),
		table.String("name", func(o *object) string { return o.Name }, "Name of the object."),
		table.String("display_name", func(o *object) string { return o.DisplayName }, "Display name of the object."),
		table.String("file_or_folder", func(o *object) string { return o.FileOrFolder }, "Path of the share or folder."),
		table.String("file_server_uid", func(o *object) string { return o.FileServerUID }, "UID of the file server."),
		table.Strings("inclusion_mask", func(o *object) []string { return o.InclusionMask }, "Masks of files to process."),
		table.Strings("exclusion_mask", func(o *object) []string { return o.ExclusionMask }, "Masks of files to leave out."),
		table.String("linked_job_uid", func(o *object) string { return o.LinkedJobUID },
			"Of a copy job: UID of a job whose backups are copied."),
		table.String("linked_backup_repository_uid", func(o *object) string { return o.LinkedBackupRepositoryUID },
			"Of a copy job: UID of a repository whose backups are copied."),
		table.Object("guest_processing_options", func(o *object) *veeamclient.GuestProcessing { return o.GuestProcessingOptions },
			guestProcessingColumns(), "What is done inside of this object; null for objects without it."),
	}.Only(names...)
}
