package veeamsim

// CloudHardwarePlan is what a service provider gives the replicas of tenants, on a Hyper-V host.
type CloudHardwarePlan struct {
	ID, Name, Description, ServerID string
	ProcessorMHz, MemoryMB          int64
	HostRef                         string
	Volumes                         []PlanVolume

	server *BackupServer // nil: not in the inventory
}

// PlanVolume is a volume for replicas; QuotaGB is in GB.
type PlanVolume struct {
	ID, Name, Path string
	QuotaGB        int64
}

func (CloudHardwarePlan) service() service {
	return service{
		kinds: []anyKind{cloudHardwarePlanKind},
		routes: []route{below(cloudHardwarePlanKind, "tenants", cloudTenantKind, func(v view, p *CloudHardwarePlan) []*CloudTenant {
			return cloudTenantKind.where(v, func(t *CloudTenant) bool { return key(t.HardwarePlanID) == key(p.ID) })
		})},
	}
}

var cloudHardwarePlanKind = &kind[CloudHardwarePlan]{
	name:     "CloudHardwarePlan",
	path:     "/cloud/hardwarePlans",
	access:   administrators,
	join:     func(s *snapshot, p *CloudHardwarePlan) { p.server = backupServerKind.find(s, p.ServerID) },
	identity: func(p *CloudHardwarePlan) identity { return identity{id: p.ID, name: p.Name} },
	server:   func(p *CloudHardwarePlan) (string, *BackupServer) { return p.ServerID, p.server },
	fields: func(_ view, p *CloudHardwarePlan) []field {
		volumes := make([][]field, len(p.Volumes))
		for i, volume := range p.Volumes {
			volumes[i] = []field{
				attribute("Id", volume.ID), element("FriendlyName", volume.Name), element("VolumePath", volume.Path),
				element("QuotaGb", volume.QuotaGB),
			}
		}
		return []field{
			element("Description", p.Description),
			element("ProcessorUsageLimitMhz", p.ProcessorMHz),
			element("MemoryUsageLimitMb", p.MemoryMB),
			element("HardwarePlanDetails", object{element("HvCloudHardwarePlan", object{
				element("HypervisorHostRef", p.HostRef),
				element("Volumes", object{element("Volumes", objects("Volume", volumes...))}),
				element("Network", object{attribute("Id", p.ID), element("CountWithInternet", 1), element("CountWithoutInternet", 1)}),
			})}),
		}
	},
	links: func(v view, p *CloudHardwarePlan, other link) []link {
		self := v.href("/cloud/hardwarePlans/" + p.ID)
		return append(v.upServer(nil, p.ServerID, p.server),
			other,
			link{"Down", self + "/tenants", "CloudTenantReference", p.Name, true},
			link{"Edit", self, "CloudHardwarePlanReference", p.Name, true},
			link{"Delete", self, "CloudHardwarePlan", p.Name, true},
		)
	},
}
