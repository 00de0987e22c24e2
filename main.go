// Command terraform-provider-veeam is the Terraform provider for Veeam Backup Enterprise Manager.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"runtime/debug"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/provider"
)

// version is set when a release is built.
var version = "dev"

// logoffTime is how long logging off may take: Terraform ends a provider about 2 s after it asked it to stop.
const logoffTime = 1500 * time.Millisecond

func main() {
	attach := flag.Bool("debug", false, "serve for a debugger such as delve, and print how Terraform finds the provider")
	flag.Parse()

	// net/http writes what it does not expect on a connection to Go's default logger, such as the beginning of an answer that
	// nobody asked for: it may repeat a token, and never passes what replaces secrets.
	log.SetOutput(io.Discard)

	// A verdict on 60,000 task sessions and as many restore points takes 157 MiB with 70 and 173 with Go's own 100, and no more time.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(70)
	}

	p := provider.New(version)
	var options []tf6server.ServeOpt
	if *attach {
		options = append(options, tf6server.WithManagedDebug())
	} else {
		keepQuiet()
	}
	err := tf6server.Serve(provider.Address, p.Server, options...)

	ctx, cancel := context.WithTimeout(context.Background(), logoffTime)
	defer cancel()
	p.Close(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1) //nolint:gocritic // the logon sessions are closed; nothing else is left to do
	}
}

// keepQuiet turns logging off where Terraform was not asked for logs. The SDK would write some 35 lines for every
// request all the same, and Terraform read each of them only to drop it: a third of the CPU time of 200 small reads.
func keepQuiet() {
	for _, asked := range []string{"TF_LOG", "TF_LOG_PROVIDER"} {
		if os.Getenv(asked) != "" {
			return
		}
	}
	for _, level := range []string{"TF_LOG_SDK", "TF_LOG_PROVIDER_VEEAM"} {
		if os.Getenv(level) == "" {
			_ = os.Setenv(level, "off") // a level that cannot be set stays as it was
		}
	}
}
