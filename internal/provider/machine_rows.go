package provider

import (
	"cmp"
	"slices"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// machineRow is what a row of a list says of its machine: restore sessions and replica points have no more than its name.
type machineRow struct {
	entity      *veeamclient.Entity
	name, vmUID string
	at          time.Time
	success     bool
}

// machineRows are the rows of one machine on one backup server, as far as a name tells machines apart.
type machineRows struct {
	newest           machineRow
	oldestTime       time.Time
	vmUID            string
	count, successes int
	newestSuccess    time.Time
}

func (m *machineRows) newestTime() time.Time        { return m.newest.at }
func (m *machineRows) newestSuccessTime() time.Time { return m.newestSuccess }

// machineRowColumns are those of the machines of rows, of which each is a what that happened.
func machineRowColumns(what, happened string) table.Columns[machineRows] {
	return table.Columns[machineRows]{
		table.String("name", func(m *machineRows) string { return m.newest.name }, "Name of the machine, as its newest "+what+" has it."),
		table.String("vm_uid", func(m *machineRows) string { return m.vmUID },
			"Reference of the machine in its hierarchy, by its newest "+what+" that has one; null where Enterprise Manager sends none, as is "+
				"usual."),
		table.String("backup_server_name", func(m *machineRows) string { return m.newest.entity.BackupServerName },
			"Name of the backup server; null where it is not linked."),
		table.Count("count", func(m *machineRows) int { return m.count }, "Number of its "+what+"s in scope."),
		table.Time("oldest_time", func(m *machineRows) time.Time { return m.oldestTime }, "When its oldest "+what+" in scope "+happened+"."),
		table.Time("newest_time", (*machineRows).newestTime, "When its newest "+what+" in scope "+happened+"."),
	}
}

// rowsByMachine puts the rows of one machine on one backup server together, ordered by name.
func rowsByMachine[T any](rows []*T, of func(*T) machineRow) []*machineRows {
	byKey := map[[2]string]*machineRows{}
	var machines []*machineRows
	rows = slices.SortedFunc(slices.Values(rows), func(a, b *T) int {
		x, y := of(a), of(b)
		return cmp.Or(x.at.Compare(y.at), cmp.Compare(x.entity.UID, y.entity.UID))
	})
	for _, row := range rows { // the oldest first
		r := of(row)
		key := [2]string{serverKey(r.entity), em.Fold(r.name)}
		m := byKey[key]
		if m == nil {
			m = &machineRows{oldestTime: r.at}
			byKey[key], machines = m, append(machines, m)
		}
		m.newest, m.vmUID, m.count = r, cmp.Or(r.vmUID, m.vmUID), m.count+1
		if r.success {
			m.newestSuccess, m.successes = r.at, m.successes+1
		}
	}
	slices.SortFunc(machines, func(a, b *machineRows) int {
		return cmp.Or(
			cmp.Compare(em.Fold(a.newest.name), em.Fold(b.newest.name)),
			cmp.Compare(em.Fold(a.newest.entity.BackupServerName), em.Fold(b.newest.entity.BackupServerName)),
			cmp.Compare(serverKey(a.newest.entity), serverKey(b.newest.entity)))
	})
	return machines
}
