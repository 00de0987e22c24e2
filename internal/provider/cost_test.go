package provider_test

import (
	"net/http"
	"runtime"
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
	p := speakTo(t, bench.Serve(body))
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

// TestUnlistedRowsAreLetGo looks at the memory while the last row of a long answer is still to come: rows that are
// counted but not listed are not in it.
func TestUnlistedRowsAreLetGo(t *testing.T) { //nolint:paralleltest // it looks at the memory of the process
	session, body, err := bench.Answer(t.Context(), 13, 10000)
	if err != nil {
		t.Fatal(err)
	}
	var before, during uint64
	serve := bench.Serve(body)
	p := speakTo(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet {
			serve.ServeHTTP(w, r)
			return
		}
		before = live()
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write(body[:len(body)-2])
		during = live() // all that is still under way has its place in the connection's buffers
		_, _ = w.Write(body[len(body)-2:])
	}))
	p.read(t, p.request(t, "veeam_backup_task_sessions", map[string]tftypes.Value{
		"backup_session_id": text(session),
		"results":           tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, []tftypes.Value{text("Failed")}),
	}))
	if grown := int64(during) - int64(before); grown > int64(len(body)/5) {
		t.Errorf("memory grew by %d bytes of rows that are not listed, of an answer of %d", grown, len(body))
	}
}

// live is how much memory is in use.
func live() uint64 {
	runtime.GC()
	var figures runtime.MemStats
	runtime.ReadMemStats(&figures)
	return figures.HeapAlloc
}
