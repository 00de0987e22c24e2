package provider_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/provider"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// now is the simulator's clock in tests that look at exact times. The client judges by the server's clock.
var now = time.Date(2026, 6, 16, 8, 0, 0, 0, time.UTC)

// factories serve the provider in process, with a back-off that tests don't wait for.
func factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"veeam": providerserver.NewProtocol6WithError(provider.New("test", func(c *veeamclient.Config) {
			c.RetryWaitMin, c.RetryWaitMax = time.Millisecond, time.Millisecond
		})),
	}
}

// start runs a simulator on loopback until the test ends.
func start(t *testing.T, config veeamsim.Config) *veeamsim.Server {
	t.Helper()
	if config.Clock == nil {
		config.Clock = func() time.Time { return now }
	}
	sim, err := veeamsim.New(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := sim.StartTLS(""); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(sim.Close)
	return sim
}

// providerBlock is the configuration for a simulator; more is added to it.
func providerBlock(sim *veeamsim.Server, more string) string {
	return fmt.Sprintf(`
provider "veeam" {
  endpoint           = %q
  username           = %q
  password           = %q
  certificate_sha256 = %q
  %s
}
`, sim.URL(), veeamsim.DefaultAccount.Username, veeamsim.DefaultAccount.Password, sim.CertificateSHA256(), more)
}

// run tests the steps through real Terraform, beside other tests.
func run(t *testing.T, steps ...resource.TestStep) {
	t.Helper()
	resource.ParallelTest(t, resource.TestCase{ProtoV6ProviderFactories: factories(), Steps: steps})
}
