package provider

import (
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

var agentJobColumns = sync.OnceValue(func() table.Columns[job] {
	return slices.Concat(
		jobBase("job", "AgentBackupJob", objectColumns("object_in_job_id", "name", "display_name", "guest_processing_options")),
		jobOfType("Type of the job, `AgentBackup`. Enterprise Manager does not tell a job from a policy.",
			"Platform: `AgentForLinux` or `AgentForWindows`."))
})

var jobsOfAgents = jobTables{
	one: "agent_job", list: "agent_jobs", title: "Agent Job", uidType: "AgentBackupJob", columns: agentJobColumns,
	read: (*veeamclient.Client).AgentJobs,
	description: "of computers with Veeam Agent, and policies of these. They cover computers and protection groups. Whether they encrypt, " +
		"Enterprise Manager does not say.",
	filters: rowFilters[job]{
		{name: "platforms", words: em.AgentPlatforms, word: func(j *job) string { return j.Platform },
			description: "Only jobs of these platforms."},
	},
}

func newAgentJobs() datasource.DataSource { return jobsOfAgents.many() }

func newAgentJob() datasource.DataSource { return jobsOfAgents.single() }
