package provider_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// planGuide plans the example of a guide against an inventory: it stops with a text, or an output has a value.
func planGuide(t *testing.T, guide string, inv veeamsim.Inventory, says, output string, want knownvalue.Check) {
	t.Helper()
	inv.BackupServers = []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01"}, {ID: guid(1, 2), Name: "vbr02"}}
	config := providerBlock(start(t, veeamsim.Config{Inventory: inv})) + read(t, "examples/guides/"+guide+"/main.tf")
	if says != "" {
		run(t, fails(config, "Resource postcondition failed", says))
		return
	}
	run(t, resource.TestStep{Config: config, ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownOutputValue(output, want)}})
}

// TestGuideOfRestores: a restore counts if it has finished, well, and within 90 days.
func TestGuideOfRestores(t *testing.T) {
	t.Parallel()
	restore := func(n int, machine string, days float64, state, result string) veeamsim.RestoreSession {
		s := veeamsim.RestoreSession{ID: guid(37, n), ServerID: guid(1, 1+n%2), VMName: machine, JobType: "FileLevelRestore", Created: hoursAgo(24 * days), State: state, Result: result}
		if state == "Stopped" {
			s.Ended = s.Created.Add(time.Hour)
		}
		return s
	}
	tried := func(others ...veeamsim.RestoreSession) veeamsim.Inventory {
		return veeamsim.Inventory{RestoreSessions: append(others, restore(1, "WEB01", 89, "Stopped", "Success"), restore(2, "other", 1, "Stopped", "Failed"))}
	}
	for name, c := range map[string]struct {
		inv  veeamsim.Inventory
		says string
	}{
		"both":           {tried(restore(3, "db01", 2, "Stopped", "Success"), restore(4, "db01", 1, "Stopped", "Failed")), ""},
		"never":          {tried(), "No restore succeeded within 90 days of: db01."},
		"failed":         {tried(restore(3, "db01", 2, "Stopped", "Failed")), "No restore succeeded within 90 days of: db01."},
		"runs":           {tried(restore(3, "db01", 0.1, "Working", "Success")), "No restore succeeded within 90 days of: db01."},
		"too long ago":   {tried(restore(3, "db01", 91, "Stopped", "Success")), "No restore succeeded within 90 days of: db01."},
		"nothing at all": {veeamsim.Inventory{}, "No restore succeeded within 90 days of: db01, web01."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			planGuide(t, "restore-tests", c.inv, c.says, "last_restored", knownvalue.MapExact(map[string]knownvalue.Check{
				"db01": tuple("2026-06-14T08:00:00Z"), "web01": tuple("2026-03-19T08:00:00Z"),
			}))
		})
	}
}

// TestGuideOfReplicas: a machine without a young replica point is named.
func TestGuideOfReplicas(t *testing.T) {
	t.Parallel()
	point := func(n int, machine string, hours float64) veeamsim.ReplicaPoint {
		return veeamsim.ReplicaPoint{ID: guid(33, n), ReplicaID: guid(32, 1), VMName: machine, Created: hoursAgo(hours), Algorithm: "Incremental"}
	}
	replicated := func(points ...veeamsim.ReplicaPoint) veeamsim.Inventory {
		return veeamsim.Inventory{Replicas: []veeamsim.Replica{{ID: guid(32, 1), Name: "Standby", ServerID: guid(1, 1)}}, ReplicaPoints: points}
	}
	for name, c := range map[string]struct {
		inv  veeamsim.Inventory
		says string
	}{
		"both":           {replicated(point(1, "db01", 30), point(2, "DB01", 3), point(3, "web01", 4)), ""},
		"one is old":     {replicated(point(1, "db01", 4.5), point(3, "web01", 1)), "No replica point of the last 4 hours of: db01."},
		"one has none":   {replicated(point(1, "db01", 1)), "No replica point of the last 4 hours of: web01."},
		"nothing at all": {veeamsim.Inventory{}, "No replica point of the last 4 hours of: db01, web01."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			planGuide(t, "replica-age", c.inv, c.says, "newest_points", knownvalue.MapExact(map[string]knownvalue.Check{
				"db01": tuple("2026-06-16T05:00:00Z"), "web01": tuple("2026-06-16T04:00:00Z"),
			}))
		})
	}
}
