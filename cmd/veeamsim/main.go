// Command veeamsim is a pretend Veeam Backup Enterprise Manager on a loopback port, for
// demonstrations, end-to-end tests and benchmarks. It prints the environment that leads a client to
// it, and ends on SIGINT or SIGTERM.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Getenv, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "veeamsim:", strings.ReplaceAll(err.Error(), "veeamsim: ", ""))
		os.Exit(1)
	}
}

// run serves until the context ends.
func run(ctx context.Context, arguments []string, getenv func(string) string, stdout io.Writer) error {
	o, err := readOptions(arguments, getenv, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return nil // the help has been printed
	}
	if err != nil {
		return err
	}
	if o.printLab {
		_, err := stdout.Write(veeamsim.LabFile())
		return err
	}
	server, err := start(o)
	if err != nil {
		return err
	}
	defer server.Close()

	exports := environment(server, o)
	if err := writeCertificate(o.certFile, server); err != nil {
		return err
	}
	if err := writeFile(o.readyFile, exports); err != nil {
		return fmt.Errorf("writing the ready file: %w", err)
	}
	if o.plain != "" {
		exports += "# Plain HTTP: " + server.PlainURL() + "\n"
	}
	if _, err := fmt.Fprintf(stdout, "# A pretend Veeam Backup Enterprise Manager is listening. Export:\n%s", exports); err != nil {
		return err
	}
	<-ctx.Done()
	server.Close()
	return writeRecord(o.recordFile, server)
}

func start(o options) (*veeamsim.Server, error) {
	inventory, err := o.inventory(time.Now())
	if err != nil {
		return nil, err
	}
	server, err := veeamsim.New(veeamsim.Config{
		Build:       o.build,
		Inventory:   inventory,
		Accounts:    []veeamsim.Account{o.account()},
		PageSize:    o.pageSize,
		MaxPageSize: o.maxPageSize,
		Latency:     o.latency,
		LinkHost:    o.linkHost,
		Clock:       func() time.Time { return time.Now().Add(o.clockOffset) },

		RefusePageSizeAbove: o.refusePageSize,
		IgnorePageSize:      o.ignorePageSize,
		Rules:               o.faults,
	})
	if err != nil {
		return nil, err
	}
	listen := server.Start
	if o.tls {
		listen = server.StartTLS
	}
	err = listen(o.listen)
	if err == nil && o.plain != "" {
		err = server.StartPlain(o.plain)
	}
	if err != nil {
		server.Close()
	}
	return server, err
}
