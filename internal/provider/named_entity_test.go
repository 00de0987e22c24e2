package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// namedCase is what the two data sources of an entity that is found by its name answer for the estate.
type namedCase struct {
	one, many, title, uidType string
	// rows are the rows of the list in their order. twice is a name that two of them have; alone is the place of one whose name no other
	// has.
	rows  []map[string]any
	twice string
	alone int
	// filters are arguments of the list, and the places of the rows that they let through.
	filters map[string][]int
	// wrong is an argument of the list that is refused, and refusal what the error says.
	wrong, refusal string
}

func (c namedCase) run(t *testing.T) {
	many, one, list := "veeam_"+c.many, "veeam_"+c.one, c.many
	var all []knownvalue.Check
	for _, row := range c.rows {
		all = append(all, exactly(row))
	}
	id := func(place int) string { return fmt.Sprint(c.rows[place]["id"]) }
	name, server := fmt.Sprint(c.rows[c.alone]["name"]), fmt.Sprint(c.rows[c.alone]["backup_server_name"])
	named := func(name string) string { return fmt.Sprintf("name = %q", name) }
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		var ofServer []string
		for place := range c.rows {
			if c.rows[place]["backup_server_name"] == server {
				ofServer = append(ofServer, id(place))
			}
		}
		steps := []resource.TestStep{
			reads(sim, many, "", has(many, list, knownvalue.ListExact(all))),
			reads(sim, many, fmt.Sprintf("names = [%q]", strings.ToUpper(name)), lists(many, list, "id", id(c.alone))),
			reads(sim, many, fmt.Sprintf("backup_server_name = %q", strings.ToUpper(server)), lists(many, list, "id", ofServer...)),
			reads(sim, many, `names = ["none"]`, lists(many, list, "id")),
			reads(sim, one, named(strings.ToUpper(name)), top(one, c.rows[c.alone])...),
			reads(sim, one, fmt.Sprintf("id = \"urn:veeam:%s:%s\"", c.uidType, id(0)), top(one, c.rows[0])...),
			refuses(sim, one, named(c.twice), "Unable to Read "+c.title, "2 were found", "Add backup_server_name, or give the id"),
			refuses(sim, one, named(c.twice+"x"), "Unable to Read "+c.title, "Nothing was found with name"),
			refuses(sim, one, `id = "urn:veeam:Job:`+id(0)+`"`, "Invalid ID", "urn:veeam:"+c.uidType+":<GUID>"),
		}
		for argument, places := range c.filters {
			var ids []string
			for _, place := range places {
				ids = append(ids, id(place))
			}
			steps = append(steps, reads(sim, many, argument, lists(many, list, "id", ids...)))
		}
		if c.wrong != "" {
			steps = append(steps, refuses(sim, many, c.wrong, c.refusal))
		}
		return steps
	})
}

// bareEntities are the kinds of which an answer may have little: the key of their list, and words that EM does not document.
var bareEntities = []struct{ many, uidType, list, odd, attribute, oddWord string }{
	{"agent_computers", "DiscoveredComputer", "DiscoveredComputers", `"AgentStatus": "Sleeping"`, "agent_status", "Sleeping"},
	{"protection_groups", "AgentProtectionGroup", "AgentProtectionGroups", "", "", ""},
	{"backups", "Backup", "Backups", `"Platform": "Proxmox"`, "platform", "Proxmox"},
	{"managed_servers", "ManagedServer", "ManagedServers", `"ManagedServerType": "Proxmox"`, "managed_server_type", "Proxmox"},
	{"external_repositories", "ExternalRepository", "ExternalRepositories", `"RepositoryType": "Tape"`, "repository_type", "Tape"},
	{"wan_accelerators", "WanAccelerator", "WanAccelerators", "", "", ""},
	{"failover_plans", "FailoverPlan", "FailoverPlans", "", "", ""},
	{"cloud_tenants", "CloudTenant", "CloudTenants", `"LastResult": "Odd"`, "last_result", "Odd"},
	{"cloud_gateways", "CloudGateway", "CloudGateways", `"NetworkMode": "IPv6"`, "network_mode", "IPv6"},
	{"cloud_hardware_plans", "CloudHardwarePlan", "CloudHardwarePlans", "", "", ""},
	{"replicas", "Replica", "Replicas", `"Platform": "Proxmox"`, "platform", "Proxmox"},
	{"cdp_policies", "CdpPolicy", "CdpPolicies", `"PolicyType": "CdpOther"`, "policy_type", "CdpOther"},
	{"replica_points", "VmReplicaPoint", "VmReplicaPoints", `"PointType": "Odd"`, "point_type", "Odd"},
	{"file_servers", "FileServer", "FileServers", `"ServerType": "ObjectStorage"`, "server_type", "ObjectStorage"},
}

// TestBareEntities: what an answer leaves out is null, whichever way it is left out, and a word that EM does not document is kept.
func TestBareEntities(t *testing.T) {
	t.Parallel()
	for _, bare := range bareEntities {
		t.Run(bare.many, func(t *testing.T) {
			t.Parallel()
			odd := ""
			if bare.odd != "" {
				odd = "," + bare.odd
			}
			row := func(n int, name string) string {
				return fmt.Sprintf(`"UID":"urn:veeam:%s:%s","Name":%q,"CreationTimeUTC":"2026-06-16T07:00:00Z"`, bare.uidType, guid(7, n), name)
			}
			body := fmt.Sprintf(`{"Entities":{%q:{%q:[{%s},{%s,"Links":null%s}]}},"PagingInfo":{"PagesCount":1,"PageSize":100,"PageNum":1}}`,
				bare.list, bare.list, row(1, "bare"), row(2, "odd"), odd)
			rows := readsBody(t, "veeam_"+bare.many, bare.many, body, nil)
			if len(rows) != 2 {
				t.Fatalf("%d rows, want 2", len(rows))
			}
			for name, value := range rows[0] {
				switch {
				case name == "id" || name == "uid" || name == "name" || name == "creation_time":
				case value.Type().Is(tftypes.List{}) && value.IsKnown() && !value.IsNull() && value.Equal(tftypes.NewValue(value.Type(), []tftypes.Value{})):
				case !value.IsNull():
					t.Errorf("%s is %s where the answer does not have it", name, value)
				}
			}
			if bare.attribute != "" && !rows[1][bare.attribute].Equal(tftypes.NewValue(tftypes.String, bare.oddWord)) {
				t.Errorf("%s is %s, want %s", bare.attribute, rows[1][bare.attribute], bare.oddWord)
			}
		})
	}
}

// TestOddForms: what no documented body shows, or shows otherwise, spoils no read and makes nothing up.
func TestOddForms(t *testing.T) {
	t.Parallel()
	read := func(many, uidType, list, members string) string {
		body := fmt.Sprintf(`{"Entities":{%q:{%q:[{"UID":"urn:veeam:%s:%s","Name":"odd",%s}]}},"PagingInfo":{"PagesCount":1,"PageSize":100,"PageNum":1}}`,
			list, list, uidType, guid(7, 1), members)
		rows := readsBody(t, "veeam_"+many, many, body, nil)
		if len(rows) != 1 {
			t.Fatalf("%d rows of %s, want 1", len(rows), many)
		}
		return fmt.Sprint(rows[0])
	}
	const zero = "00000000-0000-0000-0000-000000000000"
	policies := read("cdp_policies", "CdpPolicy", "CdpPolicies", `"CdpPolicyInfo":{"CdpReplicaPolicyInfo":{"Includes":{"ObjectInJobs":[null]},
		"GuestProcessingOptions":{"WindowsCredentialsId":"`+zero+`"}}}`)
	if strings.Contains(policies, zero) {
		t.Errorf("a GUID of zeros is shown: %s", policies)
	}
	tenants := read("cloud_tenants", "CloudTenant", "CloudTenants", `"Resources":{"CloudTenantResources":[{"Id":"one","RepositoryQuota":{"Quota":-1,"UsedQuota":-1}}],
		"Links":[{"Rel":"Up","Id":"two"}]},"ComputeResources":[{"ComputeResourceStats":{"StorageResourceStats":[{"StorageUsageGb":-1,"StorageLimitGb":-1}]}}]`)
	if strings.Contains(tenants, `tftypes.Number<"-1">`) || strings.Contains(tenants, `"two"`) || !strings.Contains(tenants, `"one"`) {
		t.Errorf("an unknown size is shown, or a link as a resource: %s", tenants)
	}
	for _, scope := range []string{`"2"`, `2`} {
		jobs := read("jobs", "Job", "Jobs", `"JobInfo":{"BackupJobInfo":{"GuestProcessingOptions":{"FSFileExcludeOptions":{"BackupScope":`+scope+`,
			"IncludeList":"","ExcludeList":{"Path":"page.sys"}}}}}`)
		if !strings.Contains(jobs, `tftypes.String<"2">`) || !strings.Contains(jobs, "page.sys") {
			t.Errorf("the scope %s or the list is not shown: %s", scope, jobs)
		}
	}
}

// readsBody reads a list of a data source from a server whose queries have one answer.
func readsBody(t *testing.T, kind, list, body string, arguments map[string]any) (rows []map[string]tftypes.Value) {
	t.Helper()
	sim := start(t, veeamsim.Config{Rules: []veeamsim.Rule{{Path: "/query", Fault: veeamsim.Fault{Status: 200, Body: body, ContentType: "application/json"}}}})
	em := serve(t, settingsOf(sim), func(c *veeamclient.Config) { c.Now = clock })
	t.Cleanup(func() { em.provider.Close(t.Context()) })
	state, diagnostics := em.read(t.Context(), kind, arguments)
	if len(diagnostics) != 0 {
		t.Fatalf("%s: %s", diagnostics[0].Summary, diagnostics[0].Detail)
	}
	for _, value := range listOf(t, state[list]) {
		row := map[string]tftypes.Value{}
		if err := value.As(&row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	return rows
}
