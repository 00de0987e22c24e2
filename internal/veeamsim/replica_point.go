package veeamsim

import "time"

// ReplicaPoint is a state of a replicated machine that one can fail over to.
type ReplicaPoint struct {
	ID, ReplicaID string
	Name          string // empty: <VMName>@<time of creation>
	VMName        string
	Created       time.Time
	Algorithm     string // Full, ReversedIncremental, Incremental or SyntheticFull
	PointType     string // empty: Snapshot

	replica *Replica // nil: not in the inventory
}

func (ReplicaPoint) service() service {
	return service{
		kinds: []anyKind{replicaPointKind},
		routes: []route{below(replicaKind, "vmReplicaPoints", replicaPointKind, func(v view, r *Replica) []*ReplicaPoint {
			return replicaPointKind.where(v, func(p *ReplicaPoint) bool { return p.replica == r })
		})},
	}
}

var replicaPointKind = &kind[ReplicaPoint]{
	name:   "VmReplicaPoint",
	path:   "/vmReplicaPoints",
	access: everyone,
	join: func(s *snapshot, p *ReplicaPoint) {
		if p.replica = replicaKind.find(s, p.ReplicaID); p.replica != nil {
			p.Created = s.storedBy(p.replica.server, p.Created)
		} else {
			p.Created = s.stored(p.Created)
		}
		p.Name = orElse(p.Name, stamped(p.VMName, p.Created))
		p.PointType = orElse(p.PointType, "Snapshot")
	},
	identity: func(p *ReplicaPoint) identity { return identity{id: p.ID, name: p.Name} },
	server: func(p *ReplicaPoint) (string, *BackupServer) {
		if p.replica == nil {
			return "", nil
		}
		return p.replica.ServerID, p.replica.server
	},
	machine: func(p *ReplicaPoint) string { return p.VMName },
	fields: func(_ view, p *ReplicaPoint) []field {
		return []field{
			element("CreationTimeUTC", instant(p.Created)),
			element("Algorithm", optional(p.Algorithm)),
			element("PointType", p.PointType),
			attribute("VmDisplayName", p.VMName),
		}
	},
	links: func(v view, p *ReplicaPoint, other link) []link {
		self := "/vmReplicaPoints/" + p.ID
		links := []link{v.action("Failover", self+"?action=failover")}
		if p.replica != nil {
			links = v.upServer(links, p.replica.ServerID, p.replica.server)
			links = append(links, v.up("ReplicaReference", "/replicas/"+p.replica.ID, p.replica.Name))
		}
		return append(links,
			other,
			v.down("VmReplicaPointMountList", self+"/mounts"),
			link{rel: "Create", href: v.href(self + "/mounts"), kind: "VmReplicaPointMount"},
		)
	},
	parameters: []parameter[ReplicaPoint]{
		momentOf("CreationTime", func(p *ReplicaPoint) time.Time { return p.Created }),
		choiceOf("Type", []string{"Full", "ReverseIncrement", "Increment", "Snapshot"}, func(p *ReplicaPoint) string { return p.PointType }),
		choiceOf("Algorithm", pointAlgorithms, func(p *ReplicaPoint) string { return p.Algorithm }),
		uidOf("ReplicaUid", func(p *ReplicaPoint) string { return urn("Replica", p.ReplicaID) }),
		textOf("ReplicaName", func(p *ReplicaPoint) string {
			if p.replica == nil {
				return ""
			}
			return p.replica.Name
		}),
		textOf("VmDisplayName", func(p *ReplicaPoint) string { return p.VMName }),
	},
}
