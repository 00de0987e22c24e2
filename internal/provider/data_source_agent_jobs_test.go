package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// agentJob is that of the second backup server, agentByHand that of the first, which is not scheduled.
var (
	agentJob = map[string]any{
		"id": guid(2, 4), "uid": "urn:veeam:AgentBackupJob:" + guid(2, 4), "name": "Linux Agents", "description": nil, "job_type": "AgentBackup", "platform": "AgentForLinux",
		"schedule_configured": true, "schedule_enabled": true, "next_run": nil, "backup_server_name": "vbr02.lab.example", "retention": nil,
		"schedule": exactly(newSchedule(true)), "guest_processing_options": exactly(newGuestProcessing("Disabled", "Disabled")), "objects": nil, "last_session": nil,
	}
	agentByHand = with(agentJob, map[string]any{
		"id": guid(2, 5), "uid": "urn:veeam:AgentBackupJob:" + guid(2, 5), "description": "By hand", "platform": "AgentForWindows", "schedule_configured": false,
		"schedule_enabled": false, "next_run": "2026-06-16T10:00:00Z", "backup_server_name": "vbr01.lab.example", "schedule": exactly(newSchedule(false)),
		"guest_processing_options": exactly(with(newGuestProcessing("IgnoreFailures", indexed), map[string]any{"is_copy_only": true})),
		"retention": exactly(map[string]any{
			"simple": exactly(map[string]any{"retain_limit_type": "Cycles", "retain_cycles": 3, "retain_days_to_keep": 7}), "gfs": nil,
		}),
	})
)

func TestAgentJobs(t *testing.T) {
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		complete := with(agentJob, map[string]any{
			"last_session": lastSession(6, "2026-06-16T03:00:00Z", "2026-06-16T04:00:00Z", "Stopped", "Success"),
			"objects": exactlyOne(map[string]any{"object_in_job_id": guid(11, 5), "name": "Linux Servers", "display_name": "Linux Servers",
				"guest_processing_options": exactly(newGuestProcessing("RequireSuccess", indexed))}),
		})
		return []resource.TestStep{
			reads(sim, "veeam_agent_jobs", "", has("veeam_agent_jobs", "agent_jobs", knownvalue.ListExact([]knownvalue.Check{exactly(agentJob), exactly(agentByHand)}))),
			reads(sim, "veeam_agent_jobs", `platforms = ["AgentForWindows"]`, jobIDs("agent_jobs", 5)),
			reads(sim, "veeam_agent_jobs", `schedule_enabled = true`, jobIDs("agent_jobs", 4)),
			reads(sim, "veeam_agent_job", "includes = true\nwith_last_session = true\nid = \"urn:veeam:AgentBackupJob:"+guid(2, 4)+`"`, top("veeam_agent_job", complete)...),
			reads(sim, "veeam_agent_job", "name = \"linux agents\"\nbackup_server_name = \"vbr01.lab.example\"", top("veeam_agent_job", agentByHand)...),
			refuses(sim, "veeam_agent_job", `name = "Linux Agents"`, "Unable to Read Agent Job", "2 were found", "vbr01.lab.example", "vbr02.lab.example", "Add backup_server_name"),
			refuses(sim, "veeam_agent_job", `name = "none"`, "Unable to Read Agent Job", `Nothing was found with name = "none"`),
			refuses(sim, "veeam_agent_job", `id = "`+guid(2, 1)+`"`, "Unable to Read Agent Job", "status 404"),
			refuses(sim, "veeam_agent_jobs", `platforms = ["VMware"]`, "AgentForLinux"),
		}
	})
}

// shareJob is that of the first backup server, with everything that a file share job may have; plainShareJob has little.
var (
	shareJob = map[string]any{
		"id": guid(2, 6), "uid": "urn:veeam:NasJob:" + guid(2, 6), "name": "Shares", "description": nil, "schedule_configured": true, "schedule_enabled": true,
		"next_run": "2026-06-16T11:00:00Z", "backup_server_name": "vbr01.lab.example", "objects": nil, "last_session": nil,
		"schedule": exactly(with(newSchedule(false), map[string]any{"continuous": hours("schedule", true)})),
		"storage": exactly(map[string]any{
			"backup_repository_uid": "urn:veeam:Repository:" + guid(6, 1), "shortterm_retention_type": "Month", "shortterm_retention_period": 3,
			"longterm_retention_enabled": true, "file_attributes_change_tracking_mode": "TrackOnlyFolderAttributesChanges",
			"keep_file_versions_history": exactly(map[string]any{
				"longterm_retention_type": "Year", "longterm_retention_period": 5, "backup_repository_uid": "urn:veeam:Repository:" + guid(6, 3),
				"active_file_retention_enabled": true, "max_active_file_versions_to_keep": 10, "deleted_file_retention_enabled": false,
				"max_deleted_file_versions_to_keep": 0, "archive_file_extensions_scope": "Specified",
				"archive_inclusion_mask": textList("docx", "xlsx"), "archive_exclusion_mask": nil,
			}),
		}),
	}
	plainShareJob = with(shareJob, map[string]any{
		"id": guid(2, 7), "uid": "urn:veeam:NasJob:" + guid(2, 7), "schedule_configured": false, "schedule_enabled": false, "next_run": nil,
		"backup_server_name": "vbr02.lab.example", "schedule": exactly(newSchedule(false)),
		"storage": exactly(map[string]any{
			"backup_repository_uid": nil, "shortterm_retention_type": "Day", "shortterm_retention_period": 28, "longterm_retention_enabled": false,
			"file_attributes_change_tracking_mode": "TrackOnlyFolderAttributesChanges", "keep_file_versions_history": nil,
		}),
	})
)

func TestNASJobs(t *testing.T) {
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		complete := with(shareJob, map[string]any{
			"last_session": lastSession(8, "2026-06-16T02:00:00Z", "2026-06-16T02:30:00Z", "Stopped", "Failed"),
			"objects": exactlyOne(map[string]any{
				"object_in_job_id": guid(11, 6), "hierarchy_obj_ref": "urn:NasBackup:FileServer:" + guid(12, 1), "file_or_folder": `\\file01\departments`,
				"file_server_uid": "urn:veeam:FileServer:" + guid(12, 1), "inclusion_mask": textList("*.*"), "exclusion_mask": textList("*.tmp", "~*"),
			}),
		})
		return []resource.TestStep{
			reads(sim, "veeam_nas_jobs", "", has("veeam_nas_jobs", "nas_jobs", knownvalue.ListExact([]knownvalue.Check{exactly(shareJob), exactly(plainShareJob)}))),
			reads(sim, "veeam_nas_jobs", `next_run_after = "2026-06-16T00:00:00Z"`, jobIDs("nas_jobs", 6)),
			reads(sim, "veeam_nas_jobs", `schedule_configured = false`, jobIDs("nas_jobs", 7)),
			reads(sim, "veeam_nas_job", "includes = true\nwith_last_session = true\nid = \""+guid(2, 6)+`"`, top("veeam_nas_job", complete)...),
			reads(sim, "veeam_nas_job", "name = \"SHARES\"\nbackup_server_name = \"vbr02.lab.example\"", top("veeam_nas_job", plainShareJob)...),
			refuses(sim, "veeam_nas_job", `name = "Shares"`, "Unable to Read NAS Job", "2 were found", "Add backup_server_name"),
			refuses(sim, "veeam_nas_job", `name = "none"`, "Unable to Read NAS Job", `Nothing was found with name = "none"`),
		}
	})
}
