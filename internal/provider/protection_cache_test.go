package provider_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// servedNights serves a night through the provider in process, by a clock that moves when told to.
func servedNights(t *testing.T) (sim *veeamsim.Server, s *served, passed *atomic.Int64) {
	t.Helper()
	passed = &atomic.Int64{}
	moving := func() time.Time { return now.Add(time.Duration(passed.Load())) }
	n := newNights().session(3, 1, 8, "").task(3, "web01", "", "Success", 8, 7).task(3, "web02", "", "Failed", 8, 7)
	sim = start(t, veeamsim.Config{Inventory: n.inv, Clock: moving})
	s = serve(t, map[string]any{
		"endpoint": sim.URL(), "username": veeamsim.DefaultAccount.Username, "password": veeamsim.DefaultAccount.Password,
		"certificate_sha256": sim.CertificateSHA256(),
	}, func(c *veeamclient.Config) { c.Now = moving })
	return sim, s, passed
}

func (s *served) verdict(t *testing.T, arguments map[string]any) map[string]tftypes.Value {
	t.Helper()
	got, diags := s.read(t.Context(), protectionKind, arguments)
	if len(diags) > 0 {
		t.Fatal(diags[0].Summary, diags[0].Detail)
	}
	return got
}

// TestManyVerdictsCostOneRead: thirty at once and thirty after them ask EM what one asks; a minute later it is asked again.
func TestManyVerdictsCostOneRead(t *testing.T) {
	t.Parallel()
	sim, s, passed := servedNights(t)
	s.verdict(t, map[string]any{"rpo": "24h"})
	one := countReads(sim)
	passed.Store(int64(2 * time.Minute))
	var group sync.WaitGroup
	for i := range 30 {
		group.Go(func() {
			s.verdict(t, map[string]any{"rpo": "24h", "only_machines": []string{fmt.Sprintf("web%02d", i)}})
		})
	}
	group.Wait()
	for range 30 {
		s.verdict(t, map[string]any{"rpo": "28h", "expected_machines": []string{"web01"}})
	}
	if got := countReads(sim); got != 2*one {
		t.Errorf("%d requests, want those of one verdict twice, %d", got, 2*one)
	}
	passed.Store(int64(3 * time.Minute))
	s.verdict(t, map[string]any{"rpo": "24h"})
	if got := countReads(sim); got != 2*one {
		t.Errorf("%d requests after a minute, want %d", got, 2*one)
	}
	passed.Store(int64(3*time.Minute + time.Second))
	s.verdict(t, map[string]any{"rpo": "24h"})
	if got := countReads(sim); got != 3*one {
		t.Errorf("%d requests after more than a minute, want %d", got, 3*one)
	}
}

// TestOtherScopesAreRead: an answer is given again for the same scope only.
func TestOtherScopesAreRead(t *testing.T) {
	t.Parallel()
	sim, s, _ := servedNights(t)
	s.verdict(t, map[string]any{"rpo": "24h"})
	before := countReads(sim)
	for _, arguments := range []map[string]any{
		{"rpo": "24h", "lookback": "40d"}, {"rpo": "24h", "job_names": []string{"Nightly"}}, {"rpo": "24h", "backup_server_name": "vbr01"},
	} {
		s.verdict(t, arguments)
		after := countReads(sim)
		if after == before {
			t.Errorf("%v was not asked", arguments)
		}
		before = after
	}
}

// TestEvidence looks at what a verdict rests on.
func TestEvidence(t *testing.T) {
	t.Parallel()
	sim, s, _ := servedNights(t)
	if got := s.verdict(t, map[string]any{"rpo": "24h"}); !got["evidence"].IsNull() {
		t.Error("there is evidence that nobody asked for")
	}
	got := s.verdict(t, map[string]any{"rpo": "24h", "with_evidence": true, "expected_machines": []string{"web02", "web01"}, "recreated_machines": "replace"})
	var evidence, arguments map[string]tftypes.Value
	if err := got["evidence"].As(&evidence); err != nil {
		t.Fatal(err)
	}
	if err := evidence["arguments"].As(&arguments); err != nil {
		t.Fatal(err)
	}
	text := func(values map[string]tftypes.Value, name string) (text string) {
		_ = values[name].As(&text)
		return text
	}
	for name, want := range map[string]string{
		"judged_at": "2026-06-16T08:00:00Z", "em_time": "2026-06-16T08:00:00Z", "enterprise_manager": "127.0.0.1", "account": veeamsim.DefaultAccount.Username,
		"api_version": "latest", "provider_version": "test", "read_from": "2026-05-17T08:00:00Z", "read_to": "2026-06-16T08:00:00Z", "population": "names",
		"certificate_sha256": strings.ToLower(strings.ReplaceAll(sim.CertificateSHA256(), ":", "")),
	} {
		if text(evidence, name) != want {
			t.Errorf("%s is %q, want %q", name, text(evidence, name), want)
		}
	}
	for name, want := range map[string]string{"rpo": "24h", "lookback": "30d", "recreated_machines": "replace", "backup_server_name": ""} {
		if text(arguments, name) != want {
			t.Errorf("%s is %q, want %q", name, text(arguments, name), want)
		}
	}
	var expected []tftypes.Value
	_ = arguments["expected_machines"].As(&expected)
	if !slices.EqualFunc(expected, []string{"web01", "web02"}, func(v tftypes.Value, want string) bool { var t string; _ = v.As(&t); return t == want }) {
		t.Errorf("expected_machines is %v", expected)
	}
	if !arguments["job_names"].IsNull() || arguments["job_types"].IsNull() {
		t.Error("what was not given is null, and defaults are not")
	}
}
