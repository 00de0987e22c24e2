package provider_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/bench"
)

// TestReadCostsFewUnmarshals holds a long list to the goal: at most 4 times one json.Unmarshal of the same bytes. It is
// about 1, and 12 where the framework sees every cell.
func TestReadCostsFewUnmarshals(t *testing.T) { //nolint:paralleltest // it takes the time
	const machines = 2000
	session, body, err := bench.Answer(t.Context(), 13, machines)
	if err != nil {
		t.Fatal(err)
	}
	p := speakTo(t, bench.Serve(session, body))
	request := p.request(t, "veeam_backup_task_sessions", map[string]tftypes.Value{"backup_session_id": text(session)})
	p.read(t, request) // logs on
	var times, floors []time.Duration
	for range 3 {
		began := time.Now()
		if n, err := bench.Unmarshal(body); err != nil || n != machines {
			t.Fatal(n, err)
		}
		floors = append(floors, time.Since(began))
		began = time.Now()
		p.read(t, request)
		times = append(times, time.Since(began))
	}
	if ratio := ratioOfMedians(times, floors); ratio > 4 {
		t.Errorf("a read took %.1f times one json.Unmarshal, want at most 4: %v against %v", ratio, times, floors)
	}
}
