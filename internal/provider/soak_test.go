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

// soakFaults are all faults that an answer can have, each on 1% of the reads. Four backup sessions go, one of each job, and four come.
var soakFaults = []string{
	"kind=reset-before", "kind=reset-in-body", "kind=cut-right-length", "kind=cut-wrong-length", "kind=hang",
	"kind=gzip", "kind=broken-gzip", "kind=html", "kind=xml", "kind=empty-body", "kind=unknown-fields", "kind=null-fields", "kind=wrong-type",
	"kind=duplicate-members,member=UID", "kind=duplicate-case", "kind=echo-headers", "kind=echo-headers,status=400,content-type=application/json",
	"age=90000", "during=rows-go,times=4", "during=rows-come,times=4", "during=rows-grow",
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
					if n := len(listOf(t, state[source.rows])); n < source.least || n > source.most {
						t.Errorf("%s: %d rows, want %d to %d", source.kind, n, source.least, source.most)
					}
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

// soakSources ask for what the generated inventory of startCommand holds: 2 servers, 4 jobs with 3 sessions of 60 machines. The oldest
// session of each job may have gone, and the first job have up to four more: least and most are what is right.
var soakSources = []struct {
	kind, rows  string
	arguments   map[string]any
	least, most int
}{
	{"veeam_backup_task_sessions", "task_sessions", map[string]any{"job_name": "Job 0001"}, 120, 420},
	{"veeam_backup_sessions", "backup_sessions", map[string]any{"job_name": "job 0002"}, 2, 3},
	{"veeam_protection_status", "machines", map[string]any{"rpo": "720h"}, 240, 240},
	{"veeam_backup_servers", "backup_servers", map[string]any{}, 2, 2},
	{"veeam_jobs", "jobs", map[string]any{}, 4, 4},
	{"veeam_query", "entities", map[string]any{"type": "BackupTaskSession", "sort_asc": "CreationTime"}, 480, 960},
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
