package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type failoverPlan = veeamclient.FailoverPlan

func failoverPlans() namedEntity[failoverPlan] {
	type machine = veeamclient.FailoveredVM
	machines := table.Columns[machine]{
		table.String("failovered_vm_id", func(m *machine) string { return m.FailoveredVMID }, "GUID of the machine in the plan."),
		table.String("hierarchy_obj_ref", func(m *machine) string { return m.HierarchyObjRef },
			"Reference of the machine in its hierarchy, as `vm_uid` of a task session."),
		table.String("name", func(m *machine) string { return m.Name }, "Name of the machine."),
		table.String("display_name", func(m *machine) string { return m.DisplayName }, "Name of the machine for display."),
		table.Int64("order", func(m *machine) *int64 { return m.Order }, "Place of the machine in the plan, from 0."),
		table.Object("guest_processing_options", func(m *machine) *veeamclient.GuestProcessing { return m.GuestProcessingOptions },
			guestProcessingColumns(), "What is done inside of the machine; null where Enterprise Manager does not say."),
	}
	return namedEntity[failoverPlan]{
		one: "failover_plan", many: "failover_plans", title: "Failover Plan", titles: "Failover Plans",
		uidType: "FailoverPlan", what: "failover plan", role: "Portal Administrator",
		about:     "failover plans, which say in what order replicas are started when a site fails.",
		nameAbout: "Name of the failover plan.",
		columns: table.Columns[failoverPlan]{
			table.String("description", func(p *failoverPlan) string { return p.Description }, "Description; null without one."),
			table.Objects("failovered_vms", func(p *failoverPlan) []*machine { return table.Pointers(p.FailoverPlanInfo.Includes) }, machines,
				"Machines of the plan, as Enterprise Manager lists them."),
		},
		filters: []rowFilter[failoverPlan]{
			byDescription("failover plans", func(row *failoverPlan) string { return row.Description }),
		},
		read: (*veeamclient.Client).FailoverPlans,
	}
}

func newFailoverPlans() datasource.DataSource { return newList(failoverPlans()) }

func newFailoverPlan() datasource.DataSource { return newOne(failoverPlans()) }
