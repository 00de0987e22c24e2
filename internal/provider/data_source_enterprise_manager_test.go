package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

func TestEnterpriseManager(t *testing.T) {
	const kind = "veeam_enterprise_manager"
	versions := knownvalue.ListExact([]knownvalue.Check{knownvalue.StringExact("v1_5"), knownvalue.StringExact("v1_6"), knownvalue.StringExact("v1_7")})
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		collects := func(rows ...veeamsim.SystemSession) func() {
			return func() { sim.Change(func(inv *veeamsim.Inventory) { inv.SystemSessions = rows }) }
		}
		collection := func(n int, state string, began, ended float64) veeamsim.SystemSession {
			return veeamsim.SystemSession{ID: guid(10, n), SessionType: "CollectJob", State: state, Created: hoursAgo(began), Ended: hoursAgo(ended)}
		}
		none := reads(sim, kind, "", top(kind, map[string]any{
			"api_versions": versions, "account": veeamsim.DefaultAccount.Username, "roles": nil, "newest_collection_time": nil, "newest_collection_state": nil,
		})...)
		warned := reads(sim, kind, "", top(kind, map[string]any{"newest_collection_time": "2026-06-16T07:30:00Z", "newest_collection_state": "CompletedWarning"})...)
		warned.PreConfig = collects(collection(1, "CompletedSuccessfully", 2, 1.9), collection(2, "CompletedWarning", 1, 0.5), veeamsim.SystemSession{
			ID: guid(10, 3), SessionType: "CollectJob", State: "InProgress", Created: hoursAgo(0.1),
		}, veeamsim.SystemSession{ID: guid(10, 4), SessionType: "LicAutoUpdate", State: "Failed", Created: hoursAgo(0.2), Ended: hoursAgo(0.1)})
		return []resource.TestStep{none, warned}
	})
}
