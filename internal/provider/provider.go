// Package provider is the Terraform provider: its configuration, and one file per data source, function, ephemeral resource and
// action. How a table becomes a data source is in package table.
package provider

import (
	"context"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// Address is where the provider stands in a registry.
const Address = "registry.terraform.io/terraform-veeam/veeam"

// Provider reads Enterprise Manager. It has no resources: it changes nothing.
type Provider struct {
	version string
	adjust  []func(*veeamclient.Config)

	mutex sync.Mutex
	open  []openClient

	cache protectionCache
}

// openClient is a client that may have a logon session, and the context that carries Terraform's log.
type openClient struct {
	client *veeamclient.Client
	log    context.Context
}

var (
	_ provider.ProviderWithValidateConfig     = &Provider{}
	_ provider.ProviderWithEphemeralResources = &Provider{}
	_ provider.ProviderWithActions            = &Provider{}
)

// New makes a provider. Tests adjust the client's configuration: back-off and clock are no settings.
func New(version string, adjust ...func(*veeamclient.Config)) *Provider {
	return &Provider{version: version, adjust: adjust}
}

// Server is the provider as Terraform speaks to it.
func (p *Provider) Server() tfprotov6.ProviderServer {
	return table.WithDirectLists(providerserver.NewProtocol6(p)())
}

// Close ends the logon sessions, best effort, until ctx ends: all at once, so that none waits for another's server.
func (p *Provider) Close(ctx context.Context) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	var group sync.WaitGroup
	for _, c := range p.open {
		group.Go(func() {
			logged, cancel := context.WithCancel(c.log)
			defer cancel()
			defer context.AfterFunc(ctx, cancel)()
			_ = c.client.Close(logged) // the program ends; EM ends a forgotten session after 15 idle minutes
		})
	}
	group.Wait()
	p.open = nil
}

// Metadata names the provider.
func (p *Provider) Metadata(_ context.Context, _ provider.MetadataRequest, response *provider.MetadataResponse) {
	response.TypeName = "veeam"
	response.Version = p.version
}

// Schema describes the provider's configuration.
func (p *Provider) Schema(_ context.Context, _ provider.SchemaRequest, response *provider.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "Reads Veeam Backup Enterprise Manager over its REST API, so that a plan can prove that backups ran, and stop " +
			"where they did not.",
		Attributes: settings.attributes(),
	}
}

// DataSources lists the provider's data sources.
func (p *Provider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		newAgentComputer, newAgentComputers,
		newAgentJob, newAgentJobs,
		newBackup, newBackups,
		newBackupFiles,
		newBackupServer, newBackupServers,
		newBackupSession, newBackupSessions,
		newBackupTaskSessions,
		newCloudGateway, newCloudGateways,
		newCloudHardwarePlan, newCloudHardwarePlans,
		newCloudTenant, newCloudTenants,
		newEncryptionKeys,
		newCDPPolicy, newCDPPolicies,
		newCDPSession, newCDPSessions,
		newCDPTaskSessions,
		newEnterpriseManager,
		newExternalRepository, newExternalRepositories,
		newFailoverPlan, newFailoverPlans,
		newFileServer, newFileServers,
		newHierarchyRoot, newHierarchyRoots,
		newJob, newJobs,
		newManagedServer, newManagedServers,
		newNASJob, newNASJobs,
		newProtectionGroup, newProtectionGroups,
		p.newProtectionStatus,
		newQuery,
		newReports,
		newReplica, newReplicas,
		newReplicaPoints,
		newReplicaSession, newReplicaSessions,
		newReplicaTaskSessions,
		newRepository, newRepositories,
		newRestorePoints,
		newRestoreSession, newRestoreSessions,
		newVirtualMachines,
		newWANAccelerator, newWANAccelerators,
	}
}

// EphemeralResources lists the provider's ephemeral resources, which Terraform knows since 1.10.
func (p *Provider) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{p.newEphemeralProtectionGate}
}

// Actions lists the provider's actions, which Terraform knows since 1.14.
func (p *Provider) Actions(context.Context) []func() action.Action {
	return []func() action.Action{p.newActionProtectionGate}
}

// Resources is empty: the provider only reads.
func (p *Provider) Resources(context.Context) []func() resource.Resource { return nil }
