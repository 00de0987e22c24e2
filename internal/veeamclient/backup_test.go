package veeamclient_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// chains are a backup of a job, one of a job that is gone, and the backups of an agent job as a whole and of its machine; each has two
// files.
func chains() veeamsim.Inventory {
	inv := veeamsim.Inventory{
		BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}, {ID: guid(1, 2), Name: "vbr02"}},
		Repositories:  []veeamsim.Repository{{ID: guid(5, 1), Name: "Main", ServerID: guid(1, 1)}},
		Jobs: []veeamsim.Job{
			{ID: guid(2, 1), Name: "Nightly", JobType: "Backup", ServerID: guid(1, 1)}, {ID: guid(2, 3), Name: "Laptops", JobType: "AgentBackup", ServerID: guid(1, 1)},
		},
		Backups: []veeamsim.Backup{
			{ID: guid(6, 1), Name: "Nightly", JobID: guid(2, 1), RepositoryID: guid(5, 1)}, {ID: guid(6, 2), Name: "Gone", JobID: guid(2, 2), ServerID: guid(1, 2)},
			{ID: guid(6, 3), Name: "Laptops", JobID: guid(2, 3), RepositoryID: guid(5, 1), BackupType: "ParentBackup"},
			{ID: guid(6, 4), Name: "Laptops - a", JobID: guid(2, 3), RepositoryID: guid(5, 1), ParentID: guid(6, 3)},
		},
	}
	for n := 1; n <= 4; n++ {
		for i, extension := range []string{"vbk", "vib"} {
			inv.BackupFiles = append(inv.BackupFiles, veeamsim.BackupFile{ID: guid(7, 10*n+i), BackupID: guid(6, n), Name: fmt.Sprintf("%d.%s", n, extension),
				Path: fmt.Sprintf(`D:\%d.%s`, n, extension), BackupSize: 1, DataSize: 1, Created: now.Add(-time.Duration(n) * time.Hour)})
		}
	}
	return inv
}

func namesOf[T any](rows []T, name func(*T) string) []string {
	names := []string{}
	for i := range rows {
		names = append(names, name(&rows[i]))
	}
	slices.Sort(names)
	return names
}

// TestOrphanedBackups: a backup is orphaned that no job writes to, neither itself nor a part of it; an EM that answers backups of a job
// that is not there can't say that.
func TestOrphanedBackups(t *testing.T) {
	read := func(config veeamsim.Config) ([]string, error) {
		config.Inventory = chains()
		rows, err := connect(t, startSim(t, config).URL()).BackupsWithOrphaned(t.Context(), veeamclient.NameScope{}, "")
		return namesOf(rows, func(b *veeamclient.Backup) string { return fmt.Sprint(b.Name, " ", *b.Orphaned, " ", b.RepositoryName) }), err
	}
	want := []string{"Gone true ", "Laptops - a false Main", "Laptops false Main", "Nightly false Main"}
	if got, err := read(veeamsim.Config{}); err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
	unfiltered := connect(t, startSim(t, veeamsim.Config{Inventory: chains(), IgnoreFilter: true}).URL())
	if got, err := unfiltered.Backups(t.Context(), veeamclient.NameScope{}, chains().Jobs[0].ID); !errors.Is(err, veeamclient.ErrUnfiltered) {
		t.Errorf("of a job, without filters: %d, %v", len(got), err)
	}
	if got, err := read(veeamsim.Config{IgnoreFilter: true}); !errors.Is(err, veeamclient.ErrUnfiltered) {
		t.Errorf("without filters: %q, %v", got, err)
	}
}

// TestBackupFiles: what each part of a scope lets through, whether EM filters or not.
func TestBackupFiles(t *testing.T) {
	for name, c := range map[string]struct {
		scope veeamclient.BackupFileScope
		want  []string
	}{
		"a backup":        {veeamclient.BackupFileScope{BackupID: guid(6, 2)}, []string{"2.vbk of Gone", "2.vib of Gone"}},
		"names":           {veeamclient.BackupFileScope{BackupNames: []string{"NIGHTLY", "none"}}, []string{"1.vbk of Nightly", "1.vib of Nightly"}},
		"a server":        {veeamclient.BackupFileScope{BackupServerName: "VBR02"}, []string{"2.vbk of Gone", "2.vib of Gone"}},
		"a type and time": {veeamclient.BackupFileScope{FileTypes: []string{"vbk"}, CreatedBefore: now.Add(-3 * time.Hour)}, []string{"4.vbk of Laptops - a"}},
	} {
		for _, ignored := range []bool{false, true} {
			sim := startSim(t, veeamsim.Config{Inventory: chains(), IgnoreFilter: ignored})
			rows, err := connect(t, sim.URL()).BackupFiles(t.Context(), c.scope)
			got := namesOf(rows, func(f *veeamclient.BackupFile) string { return f.Name + " of " + f.BackupName })
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s, filters ignored %t: %q, %v, want %q", name, ignored, got, err, c.want)
			}
		}
	}
}

// TestReplicaPoints: what each part of a scope lets through, whether EM filters or not.
func TestReplicaPoints(t *testing.T) {
	inv := veeamsim.Inventory{BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}, {ID: guid(1, 2), Name: "vbr02"}}}
	for n, machine := range []string{"db01", "db02"} {
		inv.Replicas = append(inv.Replicas, veeamsim.Replica{ID: guid(5, n), Name: "R " + machine, ServerID: guid(1, n+1), Platform: "VMware"})
		inv.ReplicaPoints = append(inv.ReplicaPoints, veeamsim.ReplicaPoint{ID: guid(6, n), ReplicaID: guid(5, n), VMName: machine, Created: now.Add(-time.Hour),
			Algorithm: "Incremental"})
	}
	for name, c := range map[string]struct {
		scope veeamclient.ReplicaPointScope
		want  []string
	}{
		"all":       {veeamclient.ReplicaPointScope{}, []string{"db01", "db02"}},
		"a replica": {veeamclient.ReplicaPointScope{ReplicaID: guid(5, 1)}, []string{"db02"}},
		"its name":  {veeamclient.ReplicaPointScope{ReplicaName: "r DB01"}, []string{"db01"}},
		"a machine": {veeamclient.ReplicaPointScope{MachineNames: []string{"DB02"}}, []string{"db02"}},
		"a server":  {veeamclient.ReplicaPointScope{BackupServerName: "vbr01"}, []string{"db01"}},
	} {
		for _, ignored := range []bool{false, true} {
			sim := startSim(t, veeamsim.Config{Inventory: inv, IgnoreFilter: ignored})
			rows, err := connect(t, sim.URL()).ReplicaPoints(t.Context(), c.scope)
			if got := namesOf(rows, func(p *veeamclient.ReplicaPoint) string { return p.VMDisplayName }); err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s, filters ignored %t: %q, %v, want %q", name, ignored, got, err, c.want)
			}
		}
	}
}
