package veeamsim

import "time"

// CDPPolicy is a policy of continuous data protection: machines that are replicated every few seconds.
type CDPPolicy struct {
	ID, Name, Description, ServerID     string
	Platform                            string // empty: VMware
	ScheduleConfigured, ScheduleEnabled bool
	NextRun                             time.Time // zero: the member is null
	RPOSeconds, RPOMinutes              int       // one of the two is 0
	WarnAfterSeconds, FailAfterSeconds  int       // 0: the policy does not report that
	RetentionHours                      int       // short-term
	LongTermHours, LongTermDays         int       // how often a long-term point is made, and how long it is kept
	Objects                             []PolicyObject
	Omit                                []string // members to leave out of the entity

	server *BackupServer // nil: not in the inventory
}

// PolicyObject is a machine, or a container of machines, that a CDP policy covers.
type PolicyObject struct {
	ID, Name string
	Ref      string // hierarchy reference

	policy *CDPPolicy
}

func (CDPPolicy) service() service {
	return service{
		kinds: []anyKind{cdpPolicyKind},
		routes: []route{
			below(cdpPolicyKind, "includes", policyObjectKind, func(_ view, p *CDPPolicy) []*PolicyObject { return p.objects() }),
			{pattern: "/cdpPolicies/{ID}/includes/{ObjectID}", access: administrators, get: oneObjectOfPolicy},
		},
	}
}

var cdpPolicyKind = &kind[CDPPolicy]{
	name:     "CdpPolicy",
	plural:   "CdpPolicies",
	path:     "/cdpPolicies",
	unlinked: true,
	access:   administrators,
	join: func(s *snapshot, p *CDPPolicy) {
		p.Platform = orElse(p.Platform, "VMware")
		p.server = backupServerKind.find(s, p.ServerID)
		p.NextRun = s.storedBy(p.server, p.NextRun)
		for i := range p.Objects {
			p.Objects[i].policy = p
		}
	},
	identity: func(p *CDPPolicy) identity { return identity{p.ID, p.Name, p.Omit} },
	server:   func(p *CDPPolicy) (string, *BackupServer) { return p.ServerID, p.server },
	fields: func(v view, p *CDPPolicy) []field {
		return []field{
			element("PolicyType", "CdpReplica"),
			element("Platform", p.Platform),
			element("Description", p.Description),
			element("ScheduleConfigured", p.ScheduleConfigured),
			element("ScheduleEnabled", p.ScheduleEnabled),
			element("NextRun", instant(p.NextRun)),
			element("PolicyScheduleOptions", object{element("CdpReplica", p.schedule())}),
			element("CdpPolicyInfo", object{element("CdpReplicaPolicyInfo", object{
				element("Includes", object{element("ObjectInJobs", p.includes(v))}),
				element("GuestProcessingOptions", policyGuestProcessing("Disabled")),
			})}),
		}
	},
	links: func(v view, p *CDPPolicy, other link) []link {
		self, toggle := "/cdpPolicies/"+p.ID, "Enable"
		if p.ScheduleEnabled {
			toggle = "Disable"
		}
		return append(v.upServer(nil, p.ServerID, p.server),
			other,
			link{"Edit", v.href(self), "CdpPolicyReference", p.Name, true},
			v.down("ObjectInJobList", self+"/includes"),
			link{rel: "Create", href: v.href(self + "/includes"), kind: "ObjectInJob"},
			v.down("CdpReplicaSessionReferenceList", self+"/cdpReplicaSessions"),
			v.action(toggle, self+map[string]string{"Enable": "?action=enable", "Disable": "?action=disable"}[toggle]),
		)
	},
	inReference: func(l link) bool { return l.rel == "Up" || l.rel == "Alternate" },
	parameters: []parameter[CDPPolicy]{
		textOf("Description", func(p *CDPPolicy) string { return p.Description }),
		momentOf("NextRun", func(p *CDPPolicy) time.Time { return p.NextRun }),
		flagOf("ScheduleConfigured", func(p *CDPPolicy) bool { return p.ScheduleConfigured }),
		flagOf("ScheduleEnabled", func(p *CDPPolicy) bool { return p.ScheduleEnabled }),
	},
}

// schedule is how often the policy replicates, when it reports that it does not, and what it keeps.
func (p *CDPPolicy) schedule() object {
	threshold := func(seconds int) object {
		return object{element("Enabled", seconds > 0), element("RPOThresholdSeconds", seconds), element("RPOThresholdMinutes", 0)}
	}
	return object{
		element("RecoveryPointObjectiveSeconds", p.RPOSeconds),
		element("RecoveryPointObjectiveMinutes", p.RPOMinutes),
		element("RPOSchedule", hourly("TimePeriods", &HourlyRun{})),
		element("RPOReporting", object{
			element("MarkAsWarning", threshold(p.WarnAfterSeconds)),
			element("MarkAsFailed", threshold(p.FailAfterSeconds)),
		}),
		element("ShortTermRetentionMinutes", 0),
		element("ShortTermRetentionHours", p.RetentionHours),
		element("LongTermRetentionHours", p.LongTermHours),
		element("LongTermRetentionKeepDays", p.LongTermDays),
		element("LongTermRetentionSchedule", hourly("TimePeriods", &HourlyRun{})),
	}
}

func (p *CDPPolicy) objects() []*PolicyObject {
	objects := make([]*PolicyObject, len(p.Objects))
	for i := range objects {
		objects[i] = &p.Objects[i]
	}
	return objects
}

// includes are the objects as they stand in the policy itself: without links.
func (p *CDPPolicy) includes(v view) rows {
	items := make([][]field, len(p.Objects))
	for i, o := range p.objects() {
		items[i] = append(policyObjectKind.fields(v, o), element("Links", nil),
			attribute("Href", v.href(policyObjectKind.self(o))), attribute("Type", policyObjectKind.name))
	}
	return objects(policyObjectKind.name, items...)
}

// policyObjectKind is not of the inventory: its rows stand in those of policies.
var policyObjectKind = &kind[PolicyObject]{
	name:       "ObjectInJob",
	root:       "ObjectsInJob",
	access:     administrators,
	isResource: true,
	self:       func(o *PolicyObject) string { return "/cdpPolicies/" + o.policy.ID + "/includes/" + o.ID },
	fields: func(_ view, o *PolicyObject) []field {
		return []field{
			element("ObjectInJobId", o.ID),
			element("HierarchyObjRef", optional(o.Ref)),
			element("Name", o.Name),
			element("DisplayName", o.Name),
			element("GuestProcessingOptions", policyGuestProcessing("RequireSuccess")),
		}
	},
	links: func(v view, o *PolicyObject, _ link) []link {
		return []link{v.up("CdpPolicy", "/cdpPolicies/"+o.policy.ID+"?format=Entity", o.policy.Name)}
	},
}

func oneObjectOfPolicy(r *request) answer {
	if policy := cdpPolicyKind.visible(r, "ID"); policy != nil {
		for _, o := range policy.objects() {
			if key(o.ID) == r.path("ObjectID") {
				return ok(policyObjectKind.one(r.view, o, true))
			}
		}
	}
	return policyObjectKind.notFound()
}

// policyGuestProcessing is what is done inside of a machine: policies say less of it than jobs.
func policyGuestProcessing(snapshotMode string) object {
	return object{
		element("VssSnapshotOptions", object{element("VssSnapshotMode", snapshotMode), element("IsCopyOnly", true)}),
		element("WindowsCredentialsId", ""),
		element("LinuxCredentialsId", ""),
	}
}
