//go:build soak

package provider_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// soakFaults are all faults that an answer can have, each on 1% of the reads.
var soakFaults = []string{
	"kind=reset-before", "kind=reset-in-body", "kind=cut-right-length", "kind=cut-wrong-length", "kind=hang",
	"kind=gzip", "kind=broken-gzip", "kind=html", "kind=xml", "kind=empty-body", "kind=unknown-fields", "kind=null-fields", "kind=wrong-type",
	"kind=duplicate-members,member=UID", "kind=duplicate-case", "kind=echo-headers", "kind=echo-headers,status=400,content-type=application/json",
	"age=90000", "during=rows-go", "during=rows-come", "during=rows-grow",
	"status=401", "status=403", "status=404", "status=429,retry-after=0", "status=500", "status=502,body=<html>", "status=503", "status=302,location=https://elsewhere.example/",
}

// TestSoak reads for SOAK (30m) against the command of the simulator: rows are right or there is an error that says
// why, memory and goroutines stay flat.
func TestSoak(t *testing.T) {
	duration := 30 * time.Minute
	if text := os.Getenv("SOAK"); text != "" {
		var err error
		if duration, err = time.ParseDuration(text); err != nil {
			t.Fatal(err)
		}
	}
	environment := startCommand(t)
	var good, failed int
	byKind := map[string]int{}
	var early, late figures
	began := time.Now()
	for plan := 0; time.Since(began) < duration && !t.Failed(); plan++ {
		em := serve(t, map[string]any{
			"endpoint": environment["VEEAM_EM_ENDPOINT"], "username": environment["VEEAM_EM_USERNAME"], "password": environment["VEEAM_EM_PASSWORD"],
			"certificate_sha256": environment["VEEAM_EM_CERTIFICATE_SHA256"], "request_timeout": "2s",
		}, func(c *veeamclient.Config) { c.RetryWaitMin, c.RetryWaitMax = 10*time.Millisecond, 50*time.Millisecond })
		for range 20 {
			for _, source := range soakSources {
				state, diagnostics := em.read(context.Background(), source.kind, source.arguments)
				if len(diagnostics) == 0 {
					good++
					source.check(t, state)
					continue
				}
				failed++
				byKind[source.kind]++
				if !strings.HasPrefix(diagnostics[0].Summary, "Unable to Read ") || diagnostics[0].Detail == "" {
					t.Errorf("an error that says nothing: %+v", diagnostics[0])
				}
			}
		}
		em.provider.Close(context.Background())
		// Measured between two providers: the framework keeps the context of every request as long as one lives.
		late = measure()
		if early.heap == 0 && time.Since(began) > duration/10 {
			early = late
		}
	}
	t.Logf("%d good reads, %d errors in %s", good, failed, time.Since(began).Round(time.Second))
	t.Logf("errors by data source: %v", byKind)
	t.Logf("heap %d KiB early, %d KiB late; goroutines %d early, %d late", early.heap>>10, late.heap>>10, early.goroutines, late.goroutines)
	if good < failed {
		t.Error("most reads fail")
	}
	if late.heap > early.heap+early.heap/4+1<<20 {
		t.Errorf("the heap grows: %d to %d bytes", early.heap, late.heap)
	}
	if late.goroutines > early.goroutines+10 {
		t.Errorf("goroutines grow: %d to %d", early.goroutines, late.goroutines)
	}
}

// soakSources ask for what the generated inventory of startCommand holds: 2 servers, 4 jobs with 3 sessions of 60 machines.
var soakSources = []faultSource{
	{kind: "veeam_backup_task_sessions", arguments: map[string]any{"job_name": "Job 0001"}, rows: "task_sessions", want: 180},
	{kind: "veeam_backup_sessions", arguments: map[string]any{"job_name": "job 0002"}, rows: "backup_sessions", want: 3},
	{kind: "veeam_protection_status", arguments: map[string]any{"rpo": "720h"}, rows: "machines", want: 240},
	{kind: "veeam_backup_servers", arguments: map[string]any{}, rows: "backup_servers", want: 2},
	{kind: "veeam_jobs", arguments: map[string]any{}, rows: "jobs", want: 4},
	{kind: "veeam_query", arguments: map[string]any{"type": "BackupTaskSession", "sort_asc": "CreationTime"}, rows: "entities", want: 720},
}

type figures struct {
	heap       uint64
	goroutines int
}

func measure() figures {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return figures{m.HeapAlloc, runtime.NumGoroutine()}
}

// startCommand starts the simulator as a process of its own, so that its record is not counted as ours.
func startCommand(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	binary, ready := filepath.Join(dir, "veeamsim"), filepath.Join(dir, "ready")
	if out, err := exec.Command("go", "build", "-o", binary, "../../cmd/veeamsim").CombinedOutput(); err != nil {
		t.Fatal(string(out))
	}
	args := []string{"-listen", "127.0.0.1:0", "-tls", "-servers", "2", "-jobs", "4", "-sessions", "3", "-machines", "60", "-failed", "5", "-ready-file", ready}
	for i, fault := range soakFaults {
		args = append(args, "-fault", "name=fault"+strconv.Itoa(i)+",method=GET,percent=1,"+fault)
	}
	command := exec.Command(binary, args...)
	command.Stderr = os.Stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill(); _ = command.Wait() })
	environment := map[string]string{}
	for end := time.Now().Add(20 * time.Second); ; runtime.Gosched() {
		text, err := os.ReadFile(ready)
		if err == nil {
			for line := range strings.Lines(string(text)) {
				name, value, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "export "), "=")
				environment[name] = strings.Trim(value, "'")
			}
			return environment
		}
		if time.Now().After(end) {
			t.Fatal("the simulator did not start")
		}
	}
}
