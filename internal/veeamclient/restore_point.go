package veeamclient

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
)

// Kinds of restore points, which are two types of entities for EM.
const (
	// VMPoint is a point of a virtual machine (VmRestorePoint).
	VMPoint = "vm"
	// AgentPoint is a point of a computer with Veeam Agent (AgentRestorePoint). The role Portal User is needed for these, while
	// restore operators may read those of virtual machines.
	AgentPoint = "agent"
)

// RestorePoint is what one machine can be restored from: its state at one time in a backup
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_vmrestorepoints_id.html,
// https://helpcenter.veeam.com/docs/vbr/em_rest/get_agents_agentrestorepoints_id.html). The points of copies are among them.
type RestorePoint struct {
	Entity
	// Kind is VMPoint or AgentPoint.
	Kind string `json:"-"`
	// MachineName is the machine's name. For a computer, and in older builds, it is the part of the point's Name before its last @: EM
	// has it nowhere else.
	MachineName string `json:"VmDisplayName"`
	// VMUID is the machine's hierarchy reference, as VMUID of a task session; "" for agents and in older builds.
	VMUID string `json:"HierarchyObjRef"`
	// CreationTime is that of the point. Whether a copied point has the time of the copy or of what was copied is not documented.
	CreationTime Time `json:"CreationTimeUTC"`
	// Algorithm is Full, Incremental, ReversedIncremental or SyntheticFull; PointType em.FullPoint, Increment or ReverseIncrement.
	Algorithm, PointType string
}

func (p *RestorePoint) created() time.Time { return p.CreationTime.Time }

var vmRestorePoints = kind[RestorePoint]{
	queryType: "VmRestorePoint", list: "VmRestorePoints", path: "/vmRestorePoints",
	entity: (*RestorePoint).AsEntity, created: (*RestorePoint).created,
	finish: func(p *RestorePoint, _ links, texts texts) { p.finish(VMPoint, texts) },
}

var agentRestorePoints = kind[RestorePoint]{
	queryType: "AgentRestorePoint", list: "AgentRestorePoints", path: "/agents/agentRestorePoints",
	entity: (*RestorePoint).AsEntity, created: (*RestorePoint).created,
	finish: func(p *RestorePoint, _ links, texts texts) { p.finish(AgentPoint, texts) },
}

// finish names the machine, and keeps once what repeats from point to point.
func (p *RestorePoint) finish(kind string, texts texts) {
	p.Kind = kind
	p.MachineName = texts.once(cmp.Or(p.MachineName, machineOf(p.Name)))
	p.VMUID = texts.once(p.VMUID)
	p.Algorithm, p.PointType = texts.once(p.Algorithm), texts.once(p.PointType)
}

// machineOf is the machine in the name of a point, "machine@2026-06-15 22:01:05". The time has no @, a machine may.
func machineOf(point string) string {
	if at := strings.LastIndexByte(point, '@'); at >= 0 {
		return point[:at]
	}
	return point
}

// RestorePointScope says which restore points are meant. A field that is empty lets all through.
// Names and references are whole, regardless of case and Unicode form.
type RestorePointScope struct {
	// Kinds are VMPoint and AgentPoint.
	Kinds []string
	// MachineNames are names of machines, VMUIDs hierarchy references, any of them; points of agents have no reference.
	MachineNames, VMUIDs []string
	BackupServerName     string
	// CreatedAfter is inclusive, CreatedBefore exclusive; zero means open: points are kept for as long as their backup keeps them.
	CreatedAfter, CreatedBefore time.Time
}

// RestorePoints reads the restore points of scope, in no particular order. Both kinds are read side by side. An account whose role
// is narrowed to a restore scope gets the points of the machines within it only (observed). The rows may be shared with other callers
// and must not be changed.
func (c *Client) RestorePoints(ctx context.Context, scope RestorePointScope) ([]RestorePoint, error) {
	var ofVMs, ofAgents []RestorePoint
	group, ctx := errgroup.WithContext(ctx)
	if scope.has(VMPoint) {
		group.Go(func() (err error) {
			ofVMs, err = c.readPoints(ctx, vmRestorePoints, "VmDisplayName", scope)
			return err
		})
	}
	if scope.has(AgentPoint) && len(scope.VMUIDs) == 0 {
		group.Go(func() (err error) {
			ofAgents, err = c.readPoints(ctx, agentRestorePoints, "ComputerName", scope)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return append(ofVMs[:len(ofVMs):len(ofVMs)], ofAgents...), nil
}

func (s RestorePointScope) has(kind string) bool {
	return len(s.Kinds) == 0 || slices.Contains(s.Kinds, kind)
}

// readPoints reads the points of one kind; nameParameter is what its query calls the machine's name.
func (c *Client) readPoints(
	ctx context.Context, k kind[RestorePoint], nameParameter string, scope RestorePointScope,
) ([]RestorePoint, error) {
	scope.Kinds = []string{k.queryType}
	return SharedRead(ctx, c, fmt.Sprintf("%#v", scope), func(ctx context.Context) ([]RestorePoint, error) {
		server, err := c.findServer(ctx, scope.BackupServerName)
		if err != nil {
			return nil, err
		}
		sent, err := c.sendsNames(ctx, scope.MachineNames...)
		if err != nil {
			return nil, err
		}
		rows, err := search[RestorePoint]{k, []condition[RestorePoint]{
			nameIn(nameParameter, scope.MachineNames, sent, func(p *RestorePoint) string { return p.MachineName }),
			nameIn("HierarchyObjRef", scope.VMUIDs, false, func(p *RestorePoint) string { return p.VMUID }), // no parameter of a query
			serverIs(server, (*RestorePoint).AsEntity),
		}, span{from: scope.CreatedAfter, to: scope.CreatedBefore}, "CreationTime"}.read(ctx, c)
		completeServers(k.entities(rows)...)
		return rows, err
	})
}
