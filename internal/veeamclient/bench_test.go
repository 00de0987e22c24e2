package veeamclient_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/bench"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

const benchRows = 10000

func BenchmarkDecode(b *testing.B) {
	for _, build := range []int{12, 13} {
		_, body, err := bench.Answer(b.Context(), build, benchRows)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("build=%d/by=client", build), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				rows, err := veeamclient.DecodeTaskSessions(bytes.NewReader(body))
				if err != nil || len(rows) != benchRows {
					b.Fatal(len(rows), err)
				}
			}
		})
		b.Run(fmt.Sprintf("build=%d/by=Unmarshal", build), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				if rows, err := bench.Unmarshal(body); err != nil || rows != benchRows {
					b.Fatal(rows, err)
				}
			}
		})
	}
}

func BenchmarkQueryURL(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if veeamclient.QueryURL("Nightly VMs", now.Add(-time.Hour), now, 7) == "" {
			b.Fatal("no query")
		}
	}
}

// benchClient is a client of a handler's port, closed at the end.
func benchClient(b *testing.B, endpoint string) *veeamclient.Client {
	b.Helper()
	u, err := veeamclient.ParseEndpoint(endpoint)
	if err != nil {
		b.Fatal(err)
	}
	return veeamclient.New(veeamclient.Config{
		Endpoint: u, Username: veeamsim.DefaultAccount.Username, Password: veeamsim.DefaultAccount.Password,
	})
}

// BenchmarkSearch reads 10,000 matches over pages of 1,000 at 50 ms, the logon done. Its floor is that of a server whose rows were
// known beforehand: the first page and the others at once. Reading by time takes as many rounds again for the ends of its slices.
func BenchmarkSearch(b *testing.B) {
	const latency = 50 * time.Millisecond
	night, err := bench.NewNight(veeamsim.Config{Latency: latency}, benchRows)
	if err != nil {
		b.Fatal(err)
	}
	if err := night.Start(""); err != nil {
		b.Fatal(err)
	}
	defer night.Close()
	client := benchClient(b, night.URL())
	defer func() { _ = client.Close(context.WithoutCancel(b.Context())) }()
	if _, err := client.Now(b.Context()); err != nil {
		b.Fatal(err)
	}
	others, places := benchRows/veeamclient.DefaultPageSize-1, veeamclient.DefaultMaxConcurrentRequests
	rounds := 1 + (others+places-1)/places
	b.ReportAllocs()
	var times []float64
	for b.Loop() {
		began := time.Now()
		scope := veeamclient.TaskSessionScope{JobScope: veeamclient.JobScope{JobName: night.Job}}
		if rows, err := client.BackupTaskSessions(b.Context(), scope); err != nil || len(rows) != benchRows {
			b.Fatal(len(rows), err)
		}
		times = append(times, float64(time.Since(began)))
	}
	slices.Sort(times)
	b.ReportMetric(times[len(times)/2]/float64(time.Duration(rounds)*latency), "x-floor")
}

// BenchmarkLogon lets 100 requests wait for one logon.
func BenchmarkLogon(b *testing.B) {
	server := httptest.NewServer(bench.Serve("", nil))
	defer server.Close()
	b.ReportAllocs()
	for b.Loop() {
		client := benchClient(b, server.URL)
		var group sync.WaitGroup
		for range 100 {
			group.Go(func() {
				if _, err := client.Now(b.Context()); err != nil {
					b.Error(err)
				}
			})
		}
		group.Wait()
		_ = client.Close(b.Context())
	}
}
