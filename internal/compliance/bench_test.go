package compliance

import (
	"fmt"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// BenchmarkJudge judges 2,000 machines by 60,000 task sessions: alone, as one verdict does, and grouped, as each of many verdicts
// on the same rows does.
func BenchmarkJudge(b *testing.B) {
	data := func() *Data {
		var d Data
		for day := range 30 {
			for machine := range 2000 {
				began := now.Add(-time.Duration(day)*24*time.Hour - time.Hour)
				d.Tasks = append(d.Tasks, TaskSession{
					UID: fmt.Sprintf("urn:veeam:BackupTaskSession:%d-%d", day, machine), BackupSession: fmt.Sprintf("%d-%d", day, machine%80),
					Name: fmt.Sprintf("VM-%04d", machine), VMUID: fmt.Sprintf("urn:VMware:Vm:6c1b5c1e.vm-%d", machine),
					Server: fmt.Sprintf("vbr%d.example.com", machine%12), ServerID: fmt.Sprint(machine % 12), JobName: fmt.Sprint("Job ", machine%80),
					JobType: em.Backup, Creation: began, End: began.Add(time.Minute), State: em.Completed, Result: em.Success,
				})
			}
		}
		return &d
	}
	one := arguments(func(a *Arguments) { a.OnlyMachines = []string{"VM-0007"}; a.Lookback = 31 * 24 * time.Hour })
	b.Run("alone", func(b *testing.B) {
		d := data()
		for b.Loop() {
			mustPass(b, Judge(one, d))
		}
	})
	b.Run("grouped", func(b *testing.B) {
		d := data()
		d.Group(nil)
		for b.Loop() {
			mustPass(b, Judge(one, d))
		}
	})
}

func mustPass(b *testing.B, v *Verdict) {
	b.Helper()
	if !v.Compliant || len(v.Machines) != 1 {
		b.Fatal(v.Message)
	}
}
