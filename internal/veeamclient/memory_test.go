package veeamclient_test

import (
	"bytes"
	"runtime"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/bench"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// TestRowsStaySmall holds what the rows of a long answer keep of its bytes: their links are let go, and what repeats from row
// to row is kept once. It is about two fifths; with either left out it is more than half.
func TestRowsStaySmall(t *testing.T) {
	for _, build := range []int{12, 13} {
		_, body, err := bench.Answer(t.Context(), build, benchRows)
		if err != nil {
			t.Fatal(err)
		}
		before := liveBytes()
		rows, err := veeamclient.DecodeTaskSessions(bytes.NewReader(body))
		if err != nil || len(rows) != benchRows {
			t.Fatal(len(rows), err)
		}
		kept := float64(liveBytes()-before) / float64(len(body))
		t.Logf("build %d: %.2f of %d bytes are kept", build, kept, len(body))
		if kept > 0.5 {
			t.Errorf("build %d: %.2f of the answer's bytes are kept, want at most 0.5", build, kept)
		}
		runtime.KeepAlive(rows)
		runtime.KeepAlive(body)
	}
}

// liveBytes is how much memory is in use.
func liveBytes() uint64 {
	runtime.GC()
	var figures runtime.MemStats
	runtime.ReadMemStats(&figures)
	return figures.HeapAlloc
}
