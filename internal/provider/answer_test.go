package provider_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/provider"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// listArguments is what each list is asked with, and the attribute that holds it.
var listArguments = map[string]struct {
	list      string
	arguments map[string]tftypes.Value
}{
	"veeam_agent_computers":       {"agent_computers", nil},
	"veeam_agent_jobs":            {"agent_jobs", turnedOn("includes", "with_last_session")},
	"veeam_backup_files":          {"backup_files", nil},
	"veeam_backup_servers":        {"backup_servers", nil},
	"veeam_backup_sessions":       {"backup_sessions", map[string]tftypes.Value{"backup_server_name": text("vbr01.lab.example")}},
	"veeam_backup_task_sessions":  {"task_sessions", map[string]tftypes.Value{"created_after": text("2026-06-01T00:00:00Z")}},
	"veeam_backups":               {"backups", nil},
	"veeam_cloud_gateways":        {"cloud_gateways", nil},
	"veeam_cloud_hardware_plans":  {"cloud_hardware_plans", nil},
	"veeam_cloud_tenants":         {"cloud_tenants", nil},
	"veeam_encryption_keys":       {"encryption_keys", nil},
	"veeam_external_repositories": {"external_repositories", nil},
	"veeam_failover_plans":        {"failover_plans", nil},
	"veeam_file_servers":          {"file_servers", nil},
	"veeam_hierarchy_roots":       {"hierarchy_roots", nil},
	"veeam_jobs":                  {"jobs", turnedOn("includes", "with_last_session")},
	"veeam_managed_servers":       {"managed_servers", nil},
	"veeam_nas_jobs":              {"nas_jobs", turnedOn("includes", "with_last_session")},
	"veeam_protection_groups":     {"protection_groups", nil},
	"veeam_protection_status":     {"machines", map[string]tftypes.Value{"rpo": text("26h"), "lookback": text("999w")}},
	"veeam_repositories":          {"repositories", nil},
	"veeam_restore_points":        {"restore_points", nil},
	"veeam_virtual_machines":      {"virtual_machines", nil},
	"veeam_wan_accelerators":      {"wan_accelerators", nil},
	"veeam_cdp_policies":          {"cdp_policies", nil},
	"veeam_cdp_sessions":          {"cdp_sessions", map[string]tftypes.Value{"created_after": text("2026-06-01T00:00:00Z")}},
	"veeam_cdp_task_sessions":     {"task_sessions", map[string]tftypes.Value{"created_after": text("2026-06-01T00:00:00Z")}},
	"veeam_replica_points":        {"replica_points", nil},
	"veeam_replica_sessions":      {"replica_sessions", map[string]tftypes.Value{"created_after": text("2026-06-01T00:00:00Z")}},
	"veeam_replica_task_sessions": {"task_sessions", map[string]tftypes.Value{"created_after": text("2026-06-01T00:00:00Z")}},
	"veeam_replicas":              {"replicas", nil},
	"veeam_restore_sessions":      {"restore_sessions", map[string]tftypes.Value{"created_after": text("2026-06-01T00:00:00Z")}},
}

// turnedOn are arguments that are true.
func turnedOn(names ...string) map[string]tftypes.Value {
	arguments := map[string]tftypes.Value{}
	for _, name := range names {
		arguments[name] = tftypes.NewValue(tftypes.Bool, true)
	}
	return arguments
}

// TestAnswer: what the provider answers is byte for byte what the framework answers, for every data source with a list
// of objects, with rows and without.
func TestAnswer(t *testing.T) {
	for _, build := range []int{12, 13} {
		for rows, inventory := range map[string]veeamsim.Inventory{"lab": veeamsim.Lab(now), "nothing": {}} {
			sim := start(t, veeamsim.Config{Build: build, Inventory: inventory})
			p := provider.New("test")
			t.Cleanup(func() { p.Close(context.WithoutCancel(t.Context())) })
			server, ok := providerserver.NewProtocol6(p)().(tfprotov6.ProviderServerWithActions) //nolint:staticcheck // deprecated until its methods are in ProviderServer itself
			if !ok {
				t.Fatal("the framework's server has no actions")
			}
			framework := &peeking{ProviderServerWithActions: server}
			plain, answering := speakTLS(t, framework, sim), speakTLS(t, table.WithDirectLists(framework), sim)
			for name, kind := range plain.kinds {
				asked, known := listArguments[name]
				if !known {
					if listsObjects(kind) {
						t.Errorf("%s has a list that this test does not ask for", name)
					}
					continue
				}
				t.Run(fmt.Sprintf("%d/%s/%s", build, rows, name), func(t *testing.T) {
					request := plain.request(t, name, asked.arguments)
					want := plain.read(t, request)
					got := answering.read(t, request)
					if !sameAnswer(t, kind, want, got) {
						t.Errorf("got  %q\nwant %q", got, want)
					}
					if rows := elements(t, kind, got, asked.list); (rows == 0) != (len(inventory.Jobs) == 0) {
						t.Errorf("%d rows", rows)
					}
					if !isNull(t, kind, framework.last, asked.list) {
						t.Errorf("the framework got the rows of %s", asked.list)
					}
				})
			}
		}
	}
}

// sameAnswer compares bytes. The members of a map (the hours of a week in jobs) are encoded in Go's order, another one at each time: where
// there are maps, length and values are compared instead.
func sameAnswer(t *testing.T, kind tftypes.Type, want, got []byte) bool {
	t.Helper()
	if bytes.Equal(want, got) || len(want) != len(got) || !strings.Contains(kind.String(), "tftypes.Map[") {
		return bytes.Equal(want, got)
	}
	wanted, err := tfprotov6.DynamicValue{MsgPack: want}.Unmarshal(kind)
	if err != nil {
		t.Fatal(err)
	}
	gotten, err := tfprotov6.DynamicValue{MsgPack: got}.Unmarshal(kind)
	return err == nil && wanted.Equal(gotten)
}

// peeking keeps the framework's last answer, as it was.
type peeking struct {
	tfprotov6.ProviderServerWithActions
	last []byte
}

func (p *peeking) ReadDataSource(ctx context.Context, request *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	response, err := p.ProviderServerWithActions.ReadDataSource(ctx, request)
	if err == nil && response.State != nil {
		p.last = response.State.MsgPack
	}
	return response, err
}

// listsObjects reports whether a data source answers a list of objects that table.Table makes.
func listsObjects(kind tftypes.Type) bool {
	whole, _ := kind.(tftypes.Object)
	// A judge makes its own list; what answers with one row has only lists that are a part of the row.
	for _, own := range []string{"rpo", "uid", "job_statistics"} {
		if _, known := whole.AttributeTypes[own]; known {
			return false
		}
	}
	for name, attribute := range whole.AttributeTypes {
		if name == "objects" || name == "includes" { // those of one job or policy, beside its other attributes
			continue
		}
		if list, ok := attribute.(tftypes.List); ok && list.ElementType.Is(tftypes.Object{}) {
			return true
		}
	}
	return false
}

// attribute is one attribute of a state.
func attribute(t *testing.T, kind tftypes.Type, state []byte, name string) tftypes.Value {
	t.Helper()
	value, err := tfprotov6.DynamicValue{MsgPack: state}.Unmarshal(kind)
	if err != nil {
		t.Fatal(err)
	}
	attributes := map[string]tftypes.Value{}
	if err := value.As(&attributes); err != nil {
		t.Fatal(err)
	}
	return attributes[name]
}

func isNull(t *testing.T, kind tftypes.Type, state []byte, name string) bool {
	t.Helper()
	return attribute(t, kind, state, name).IsNull()
}

func elements(t *testing.T, kind tftypes.Type, state []byte, name string) int {
	t.Helper()
	var list []tftypes.Value
	if err := attribute(t, kind, state, name).As(&list); err != nil {
		t.Fatal(err)
	}
	return len(list)
}
