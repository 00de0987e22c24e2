// Command terraform-provider-veeam is the Terraform provider for Veeam Backup Enterprise Manager.
package main

import (
	"context"
	"flag"
	"log"
	"time"

	frameworkprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/provider"
)

// version is set when a release is built.
var version = "dev"

// logoffTime is how long logging off may take: Terraform ends a provider about 2 s after it asked it to stop.
const logoffTime = 1500 * time.Millisecond

func main() {
	debug := flag.Bool("debug", false, "serve for a debugger such as delve, and print how Terraform finds the provider")
	flag.Parse()

	p := provider.New(version)
	err := providerserver.Serve(context.Background(), func() frameworkprovider.Provider { return p }, providerserver.ServeOpts{
		Address: provider.Address,
		Debug:   *debug,
	})

	ctx, cancel := context.WithTimeout(context.Background(), logoffTime)
	defer cancel()
	p.Close(ctx)
	if err != nil {
		log.Fatal(err) //nolint:gocritic // the logon sessions are closed; nothing else is left to do
	}
}
