package veeamclient

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// Replica is what a replication job keeps ready on another host (https://helpcenter.veeam.com/docs/vbr/em_rest/replicas_id.html).
// Whether a replica is failed over is not in it.
type Replica struct {
	Entity
	// Platform is VMware, HyperV or vCloud.
	Platform string
	// RepositoryName and RepositoryID (a GUID) are those of the repository that holds the replica's metadata; "" where it is not linked.
	RepositoryName string `json:"-"`
	RepositoryID   string `json:"-"`
}

var replicas = kind[Replica]{
	queryType: "Replica", list: "Replicas", path: "/replicas",
	entity: (*Replica).AsEntity,
	finish: func(r *Replica, links links, _ texts) {
		r.RepositoryName, r.RepositoryID = links.name("Up", "Repository"), links.id("Up", "Repository")
	},
}

// Replicas reads the replicas of scope, and of the job with this GUID if it is not "", in no particular order. A replica does not
// carry its job: EM compares it, and where EM does not, the error is ErrUnfiltered.
func (c *Client) Replicas(ctx context.Context, scope NameScope, jobID string) ([]Replica, error) {
	return readOfJob(ctx, c, replicas, scope, jobID)
}

// ReplicaPoint is a state of one machine that one can fail over to
// (https://helpcenter.veeam.com/docs/vbr/em_rest/vmreplicapoints_id.html).
type ReplicaPoint struct {
	Entity
	VMDisplayName string `json:"VmDisplayName"`
	// VMUID is the machine's hierarchy reference. It is in no documented body.
	VMUID        string `json:"HierarchyObjRef"`
	CreationTime Time   `json:"CreationTimeUTC"`
	// Algorithm is one of em.PointAlgorithms, PointType one of em.ReplicaPointTypes.
	Algorithm, PointType string
	// ReplicaName and ReplicaID (a GUID) are those of the replica; "" where it is not linked.
	ReplicaName string `json:"-"`
	ReplicaID   string `json:"-"`
}

var replicaPoints = kind[ReplicaPoint]{
	queryType: "VmReplicaPoint", list: "VmReplicaPoints", path: "/vmReplicaPoints",
	entity:  (*ReplicaPoint).AsEntity,
	created: func(p *ReplicaPoint) time.Time { return p.CreationTime.Time },
	finish: func(p *ReplicaPoint, links links, texts texts) {
		p.VMDisplayName, p.VMUID = texts.once(p.VMDisplayName), texts.once(p.VMUID)
		p.Algorithm, p.PointType = texts.once(p.Algorithm), texts.once(p.PointType)
		p.ReplicaName, p.ReplicaID = texts.once(links.name("Up", "Replica")), texts.once(links.id("Up", "Replica"))
	},
}

// ReplicaPointScope says which replica points are meant. A field that is empty lets all through. Names are whole, regardless of case
// and Unicode form.
type ReplicaPointScope struct {
	// MachineNames are names of machines, any of them; PointTypes and Algorithms likewise.
	MachineNames, PointTypes, Algorithms []string
	// ReplicaID is a GUID.
	ReplicaID, ReplicaName, BackupServerName string
	// CreatedAfter is inclusive, CreatedBefore exclusive; zero means open.
	CreatedAfter, CreatedBefore time.Time
}

// ReplicaPoints reads the replica points of scope, in no particular order. The rows may be shared with other callers and must not be
// changed.
func (c *Client) ReplicaPoints(ctx context.Context, scope ReplicaPointScope) ([]ReplicaPoint, error) {
	return SharedRead(ctx, c, fmt.Sprintf("%#v", scope), func(ctx context.Context) ([]ReplicaPoint, error) {
		server, err := c.findServer(ctx, scope.BackupServerName)
		if err != nil {
			return nil, err
		}
		sent, err := c.sendsNames(ctx, append(given(scope.ReplicaName), scope.MachineNames...)...)
		if err != nil {
			return nil, err
		}
		rows, err := search[ReplicaPoint]{
			kind: replicaPoints, conditions: append(scope.conditions(sent), serverIs(server, (*ReplicaPoint).AsEntity)),
			span: span{from: scope.CreatedAfter, to: scope.CreatedBefore},
		}.read(ctx, c)
		completeServers(replicaPoints.entities(rows)...)
		return rows, err
	})
}

// conditions are those of a search beside time and backup server; sent reports whether EM's filters may have the names.
func (s ReplicaPointScope) conditions(sent bool) []condition[ReplicaPoint] {
	conditions := []condition[ReplicaPoint]{
		nameIn("VmDisplayName", s.MachineNames, sent, func(p *ReplicaPoint) string { return p.VMDisplayName }),
		nameIn("ReplicaName", given(s.ReplicaName), sent, func(p *ReplicaPoint) string { return p.ReplicaName }),
		wordIn("Type", s.PointTypes, em.ReplicaPointTypes, func(p *ReplicaPoint) string { return p.PointType }),
		wordIn("Algorithm", s.Algorithms, em.PointAlgorithms, func(p *ReplicaPoint) string { return p.Algorithm }),
	}
	if s.ReplicaID != "" {
		conditions = append(conditions, condition[ReplicaPoint]{
			compare("ReplicaUid", "==", "urn:veeam:Replica:"+s.ReplicaID),
			func(p *ReplicaPoint) bool { return p.ReplicaID == "" || strings.EqualFold(p.ReplicaID, s.ReplicaID) },
		})
	}
	return conditions
}
