package provider_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/provider"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// now is the simulator's clock and the local one in tests that look at exact times: the later of the two is judged by.
var now = time.Date(2026, 6, 16, 8, 0, 0, 0, time.UTC)

func clock() time.Time { return now }

// factories serve the provider in process, with the tests' clock and a back-off that they don't wait for.
func factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"veeam": func() (tfprotov6.ProviderServer, error) {
			server, _ := provider.New("test", func(c *veeamclient.Config) {
				c.RetryWaitMin, c.RetryWaitMax, c.Now = time.Millisecond, time.Millisecond, clock
			}).Server().(tfprotov6.ProviderServerWithActions) //nolint:staticcheck // deprecated until its methods are in ProviderServer itself
			return withServedSchemas{server}, nil
		},
	}
}

// withServedSchemas answers with the schemas that were made once: Terraform asks every provider that it starts, thousands in this suite.
type withServedSchemas struct {
	tfprotov6.ProviderServerWithActions
}

func (withServedSchemas) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	served, err := servedSchemas()
	if err != nil {
		return nil, err
	}
	own := *served
	own.DataSourceSchemas, own.Functions = maps.Clone(served.DataSourceSchemas), maps.Clone(served.Functions) // tests cross out what they have seen
	return &own, nil
}

// start runs a simulator on loopback until the test ends.
func start(t *testing.T, config veeamsim.Config) *veeamsim.Server {
	t.Helper()
	if config.Clock == nil {
		config.Clock = clock
	}
	if config.LinkHost == "" {
		config.LinkHost = "http://em-internal.lab.example:9399" // a link that is followed leads nowhere
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

// providerBlock is the configuration for a simulator.
func providerBlock(sim *veeamsim.Server) string {
	return fmt.Sprintf(`
provider "veeam" {
  endpoint           = %q
  username           = %q
  password           = %q
  certificate_sha256 = %q
}
`, sim.URL(), veeamsim.DefaultAccount.Username, veeamsim.DefaultAccount.Password, sim.CertificateSHA256())
}

// run tests the steps through real Terraform.
func run(t *testing.T, steps ...resource.TestStep) {
	t.Helper()
	resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: factories(), Steps: steps})
}

// says matches an error's text with its lines broken anywhere, as Terraform breaks them.
func says(text string) *regexp.Regexp {
	words := strings.Fields(text)
	for i := range words {
		words[i] = regexp.QuoteMeta(words[i])
	}
	return regexp.MustCompile(strings.Join(words, `\s+`))
}

// fails is a step whose plan stops with an error that says each of the texts, in this order.
func fails(config string, texts ...string) resource.TestStep {
	parts := make([]string, len(texts))
	for i, text := range texts {
		parts[i] = says(text).String()
	}
	return resource.TestStep{Config: config, ExpectError: regexp.MustCompile("(?s)" + strings.Join(parts, ".*"))}
}

// countReads is how many GET requests a simulator has seen.
func countReads(sim *veeamsim.Server) (n int) {
	for _, r := range sim.Requests() {
		if r.Method == http.MethodGet {
			n++
		}
	}
	return n
}

// flatten makes one line of an output, without Terraform's frame around errors.
func flatten(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(text)), " ")
}
