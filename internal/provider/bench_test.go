package provider_test

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/bench"
)

// BenchmarkReadDataSource asks for 10,000 task sessions as Terraform asks, request in and response out, with the body
// from memory. Beside each reading it takes the floor, one json.Unmarshal of the same bytes into bench.Plain;
// x-Unmarshal is the ratio of their medians.
func BenchmarkReadDataSource(b *testing.B) {
	const rows = 10000
	for _, build := range []int{12, 13} {
		session, body, err := bench.Answer(b.Context(), build, rows)
		if err != nil {
			b.Fatal(err)
		}
		for _, list := range []string{"full", "failed"} {
			arguments := map[string]tftypes.Value{"backup_session_id": text(session)}
			if list == "failed" {
				arguments["results"] = tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, []tftypes.Value{text("Failed")})
			}
			b.Run(fmt.Sprintf("build=%d/list=%s", build, list), func(b *testing.B) {
				p := speakTo(b, bench.Serve(session, body))
				request := p.request(b, "veeam_backup_task_sessions", arguments)
				measureBeside(b,
					func() { p.read(b, request) },
					func() {
						if n, err := bench.Unmarshal(body); err != nil || n != rows {
							b.Fatal(n, err)
						}
					})
			})
		}
	}
}

// measureBeside times what is looked at, and beside each run its floor.
func measureBeside(b *testing.B, looked, floor func()) {
	b.Helper()
	looked() // the logon and the schema are not what is looked at
	var times, floors []time.Duration
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		runtime.GC()
		began := time.Now()
		floor()
		floors = append(floors, time.Since(began))
		runtime.GC()
		b.StartTimer()
		began = time.Now()
		looked()
		times = append(times, time.Since(began))
	}
	b.ReportMetric(ratioOfMedians(times, floors), "x-Unmarshal")
}

func ratioOfMedians(times, floors []time.Duration) float64 {
	slices.Sort(times)
	slices.Sort(floors)
	return float64(times[len(times)/2]) / float64(floors[len(floors)/2])
}
