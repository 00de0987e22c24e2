package veeamsim

// FailoverPlan says in which order replicas are started when a site fails.
type FailoverPlan struct {
	ID, Name, Description, ServerID string
	VMs                             []FailoverVM // in their order

	server *BackupServer // nil: not in the inventory
}

// FailoverVM is one machine of a failover plan; Ref is its hierarchy reference.
type FailoverVM struct{ ID, Name, Ref string }

func (FailoverPlan) service() service { return service{kinds: []anyKind{failoverPlanKind}} }

var failoverPlanKind = &kind[FailoverPlan]{
	name:     "FailoverPlan",
	path:     "/failoverPlans",
	access:   administrators | restoreOperators,
	join:     func(s *snapshot, p *FailoverPlan) { p.server = backupServerKind.find(s, p.ServerID) },
	identity: func(p *FailoverPlan) identity { return identity{id: p.ID, name: p.Name} },
	server:   func(p *FailoverPlan) (string, *BackupServer) { return p.ServerID, p.server },
	fields: func(v view, p *FailoverPlan) []field {
		machines := make([][]field, len(p.VMs))
		for i, machine := range p.VMs {
			machines[i] = []field{
				element("FailoveredVmId", machine.ID),
				element("HierarchyObjRef", machine.Ref),
				element("Name", machine.Name),
				element("DisplayName", machine.Name),
				element("Order", i),
				element("GuestProcessingOptions", guestProcessing(nil, "RequireSuccess")),
				element("Links", nil),
				attribute("Href", v.href("/failoverPlans/"+p.ID+"/includes/"+machine.ID)),
				attribute("Type", "FailoveredVm"),
			}
		}
		return []field{
			element("Description", p.Description),
			element("FailoverPlanInfo", object{element("Includes", object{element("FailoveredVms", objects("FailoveredVm", machines...))})}),
		}
	},
	links: func(v view, p *FailoverPlan, other link) []link {
		self := "/failoverPlans/" + p.ID
		return append(v.upServer(nil, p.ServerID, p.server),
			other,
			link{"Edit", v.href(self), "FailoverPlanReference", p.Name, true},
			v.action("Start", self+"?action=start"),
			v.action("Undo", self+"?action=undo"),
		)
	},
	parameters: []parameter[FailoverPlan]{textOf("Description", func(p *FailoverPlan) string { return p.Description })},
}
