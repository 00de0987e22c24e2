package provider_test

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"sync"
	"testing"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	resourceschema "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

// labMachines is a provider that owns machines, as one of a hypervisor does: what the gates guard. It keeps what was done to each.
type labMachines struct {
	// name is the provider's and kind its resource's: "lab" and "machine" where they are empty.
	name, kind string

	mutex sync.Mutex
	done  []string
}

func (l *labMachines) note(text string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.done = append(l.done, text)
}

// takeDone gives what was done since it was asked last, in order.
func (l *labMachines) takeDone() []string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	done := l.done
	l.done = nil
	return slices.Sorted(slices.Values(done))
}

func (l *labMachines) Metadata(_ context.Context, _ provider.MetadataRequest, r *provider.MetadataResponse) {
	r.TypeName = cmp.Or(l.name, "lab")
}

func (l *labMachines) Schema(_ context.Context, _ provider.SchemaRequest, r *provider.SchemaResponse) {
	r.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"user": schema.StringAttribute{Optional: true}, "password": schema.StringAttribute{Optional: true}, "vsphere_server": schema.StringAttribute{Optional: true},
	}}
}

func (l *labMachines) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}
func (l *labMachines) DataSources(context.Context) []func() datasource.DataSource { return nil }
func (l *labMachines) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return &labMachine{l} }}
}

// labMachine is a machine whose size is changed in place, and which another image replaces.
type labMachine struct{ *labMachines }

type labMachineState struct {
	Name  types.String `tfsdk:"name"`
	Size  types.String `tfsdk:"size"`
	Image types.String `tfsdk:"image"`
	CPUs  types.Number `tfsdk:"num_cpus"`
	Pool  types.String `tfsdk:"resource_pool_id"`
}

func (m *labMachine) Metadata(_ context.Context, _ resource.MetadataRequest, r *resource.MetadataResponse) {
	r.TypeName = cmp.Or(m.name, "lab") + "_" + cmp.Or(m.kind, "machine")
}

func (m *labMachine) Schema(_ context.Context, _ resource.SchemaRequest, r *resource.SchemaResponse) {
	r.Schema = resourceschema.Schema{Attributes: map[string]resourceschema.Attribute{
		"name": resourceschema.StringAttribute{Required: true},
		"size": resourceschema.StringAttribute{Optional: true},
		"image": resourceschema.StringAttribute{Optional: true, PlanModifiers: []planmodifier.String{
			stringplanmodifier.RequiresReplace(),
		}},
		"num_cpus":         resourceschema.NumberAttribute{Optional: true},
		"resource_pool_id": resourceschema.StringAttribute{Optional: true},
	}}
}

func (m *labMachine) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var state labMachineState
	response.Diagnostics.Append(request.Plan.Get(ctx, &state)...)
	response.Diagnostics.Append(response.State.Set(ctx, state)...)
	m.note("create " + state.Name.ValueString())
}

func (m *labMachine) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (m *labMachine) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	var state labMachineState
	response.Diagnostics.Append(request.Plan.Get(ctx, &state)...)
	response.Diagnostics.Append(response.State.Set(ctx, state)...)
	m.note("update " + state.Name.ValueString())
}

func (m *labMachine) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state labMachineState
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	m.note("destroy " + state.Name.ValueString())
}

// reattach serves providers in process, by their addresses, and gives the value of TF_REATTACH_PROVIDERS that lets Terraform and OpenTofu
// use them: nothing is built or installed.
func reattach(t *testing.T, servers map[string]tfprotov6.ProviderServer) string {
	t.Helper()
	type address struct{ Network, String string }
	type reattachment struct {
		Protocol        string
		ProtocolVersion int
		Pid             int
		Test            bool
		Addr            address
	}
	all := map[string]reattachment{}
	for name, server := range servers {
		config, closed := make(chan *plugin.ReattachConfig), make(chan struct{})
		ctx, cancel := context.WithCancel(context.Background())
		t.Cleanup(func() {
			cancel()
			<-closed
		})
		go func() {
			_ = tf6server.Serve("registry.terraform.io/"+name, func() tfprotov6.ProviderServer { return server },
				tf6server.WithDebug(ctx, config, closed), tf6server.WithGoPluginLogger(hclog.NewNullLogger()), tf6server.WithLoggingSink(t))
		}()
		c := <-config
		made := reattachment{string(c.Protocol), c.ProtocolVersion, c.Pid, true, address{c.Addr.Network(), c.Addr.String()}}
		for _, registry := range []string{"registry.terraform.io", "registry.opentofu.org"} {
			all[registry+"/"+name] = made
		}
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// server is the machines' provider as Terraform speaks to it.
func (l *labMachines) server() tfprotov6.ProviderServer { return providerserver.NewProtocol6(l)() }
