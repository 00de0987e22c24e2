package provider_test

import (
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
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

// labMachines is a provider that owns machines, as one of a hypervisor does: what the gates guard. It keeps what was done to each.
type labMachines struct {
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
	r.TypeName = "lab"
}

func (l *labMachines) Schema(_ context.Context, _ provider.SchemaRequest, r *provider.SchemaResponse) {
	r.Schema = schema.Schema{Attributes: map[string]schema.Attribute{"user": schema.StringAttribute{Optional: true}}}
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
	Name  string `tfsdk:"name"`
	Size  string `tfsdk:"size"`
	Image string `tfsdk:"image"`
}

func (m *labMachine) Metadata(_ context.Context, _ resource.MetadataRequest, r *resource.MetadataResponse) {
	r.TypeName = "lab_machine"
}

func (m *labMachine) Schema(_ context.Context, _ resource.SchemaRequest, r *resource.SchemaResponse) {
	r.Schema = resourceschema.Schema{Attributes: map[string]resourceschema.Attribute{
		"name": resourceschema.StringAttribute{Required: true},
		"size": resourceschema.StringAttribute{Required: true},
		"image": resourceschema.StringAttribute{Required: true, PlanModifiers: []planmodifier.String{
			stringplanmodifier.RequiresReplace(),
		}},
	}}
}

func (m *labMachine) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var state labMachineState
	response.Diagnostics.Append(request.Plan.Get(ctx, &state)...)
	response.Diagnostics.Append(response.State.Set(ctx, state)...)
	m.note("create " + state.Name)
}

func (m *labMachine) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (m *labMachine) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	var state labMachineState
	response.Diagnostics.Append(request.Plan.Get(ctx, &state)...)
	response.Diagnostics.Append(response.State.Set(ctx, state)...)
	m.note("update " + state.Name)
}

func (m *labMachine) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state labMachineState
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	m.note("destroy " + state.Name)
}

// reattach serves providers in process, by their names, and gives the value of TF_REATTACH_PROVIDERS that lets Terraform and OpenTofu
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
			_ = tf6server.Serve("registry.terraform.io/terraform-veeam/"+name, func() tfprotov6.ProviderServer { return server },
				tf6server.WithDebug(ctx, config, closed), tf6server.WithGoPluginLogger(hclog.NewNullLogger()), tf6server.WithLoggingSink(t))
		}()
		c := <-config
		made := reattachment{string(c.Protocol), c.ProtocolVersion, c.Pid, true, address{c.Addr.Network(), c.Addr.String()}}
		for _, registry := range []string{"registry.terraform.io", "registry.opentofu.org"} {
			all[registry+"/terraform-veeam/"+name] = made
		}
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// serveLab is the machines' provider as Terraform speaks to it.
func (l *labMachines) server() tfprotov6.ProviderServer { return providerserver.NewProtocol6(l)() }
