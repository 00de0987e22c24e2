package bench_test

import (
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/bench"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// TestUnmarshalPage: the floor decodes every row, so that it is no floor of an empty answer.
func TestUnmarshalPage(t *testing.T) {
	counts := veeamsim.Counts{Servers: 1, Jobs: 2, SessionsPerJob: 3, MachinesPerSession: 4}
	for _, build := range []int{12, 13} {
		server, err := veeamsim.New(veeamsim.Config{Build: build, Inventory: veeamsim.Generate(counts, time.Now())})
		if err != nil {
			t.Fatal(err)
		}
		night := &bench.Night{Server: server}
		for queryType, want := range map[string][]int{
			"BackupTaskSession": {20, 4}, "BackupJobSession": {6, 0}, "VmRestorePoint": {20, 4},
		} {
			for i, rows := range want {
				body, err := night.Body(t.Context(), bench.QueryPath(queryType, 20, i+1))
				if err != nil {
					t.Fatal(err)
				}
				if got, err := bench.UnmarshalPage(body); got != rows || err != nil {
					t.Errorf("build %d, page %d of %s: %d rows, want %d, %v", build, i+1, queryType, got, rows, err)
				}
			}
		}
	}
}
