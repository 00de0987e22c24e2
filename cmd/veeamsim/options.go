package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// passwordVariable keeps the password out of the list of processes.
const passwordVariable = "VEEAMSIM_PASSWORD" //nolint:gosec // the name of the variable, not a password

// options are the flags, read.
type options struct {
	listen, plain, linkHost         string
	tls                             bool
	build                           int
	inventoryFile                   string
	lab, generate, printLab         bool
	counts                          veeamsim.Counts
	username, password, role        string
	scope                           string
	latency                         time.Duration
	clockOffset                     time.Duration
	pageSize, maxPageSize           int
	refusePageSize                  int
	ignorePageSize                  bool
	faults                          faultFlags
	readyFile, certFile, recordFile string
}

func readOptions(arguments []string, getenv func(string) string, stdout io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("veeamsim", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // an error is printed once, by the caller
	flags.Usage = func() {}     // see printHelp
	o.declare(flags)
	err := flags.Parse(arguments)
	if errors.Is(err, flag.ErrHelp) {
		return o, errors.Join(err, printHelp(stdout, flags))
	}
	if err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q; see -h", flags.Arg(0))
	}
	given := make(map[string]bool)
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	if password := getenv(passwordVariable); password != "" && !given["password"] {
		o.password = password
	}
	o.generate = given["servers"] || given["jobs"] || given["sessions"] || given["machines"] || given["failed"]
	return o, o.check()
}

func (o *options) declare(flags *flag.FlagSet) {
	flags.StringVar(&o.listen, "listen", "127.0.0.1:9398", "Listen on this loopback `address`; port 0 takes a free one.")
	flags.BoolVar(&o.tls, "tls", true, "Serve HTTPS with a certificate made at start; -tls=false serves plain HTTP.")
	flags.StringVar(&o.plain, "http", "", "Serve plain HTTP too, on this `address`, as Enterprise Manager's port 9399.")
	flags.StringVar(&o.linkHost, "link-host", "",
		"Begin every link with this `base`, as http://em-internal:9399; without it, with the host that was dialled.")

	flags.BoolVar(&o.lab, "lab", false, "Serve a small lab after last night's backups, as happens without any flag.")
	flags.StringVar(&o.inventoryFile, "inventory", "", "Serve the inventory in this JSON `file`; -print-lab shows its form.")
	flags.BoolVar(&o.printLab, "print-lab", false, "Print the lab as an inventory file, and serve nothing.")
	flags.IntVar(&o.counts.Servers, "servers", 1, "Generate an inventory with this `number` of backup servers.")
	flags.IntVar(&o.counts.Jobs, "jobs", 2, "Generate an inventory with this `number` of jobs.")
	flags.IntVar(&o.counts.SessionsPerJob, "sessions", 3, "Generate an inventory with this `number` of sessions per job, one a day.")
	flags.IntVar(&o.counts.MachinesPerSession, "machines", 10, "Generate an inventory with this `number` of machines per session.")
	flags.IntVar(&o.counts.FailedPercent, "failed", 0, "Generate an inventory in which this `percent` of machines failed.")
	o.declareAccount(flags)

	flags.IntVar(&o.build, "build", 13, "Answer as this `build`: 12 writes JSON keys in PascalCase, 13 in camelCase.")
	flags.IntVar(&o.pageSize, "page-size", 100, "Put this `number` of rows on a page where a query names none.")
	flags.IntVar(&o.maxPageSize, "max-page-size", 0, "Cut a larger page size down to this `number`; 0 means no limit.")
	flags.IntVar(&o.refusePageSize, "refuse-page-size", 0, "Refuse a page size above this `number`; 0 means that none is refused.")
	flags.BoolVar(&o.ignorePageSize, "ignore-page-size", false, "Answer pages of -page-size rows whatever page size is asked for.")
	flags.DurationVar(&o.clockOffset, "clock-offset", 0, "Set the clock of Enterprise Manager ahead by this `duration`; -10m sets it back.")
	flags.DurationVar(&o.latency, "latency", 0, "Wait this `duration` before every answer, for example 20ms.")
	flags.Var(&o.faults, "fault", "Fail as this `rule` says, written as below; may be repeated.")

	flags.StringVar(&o.readyFile, "ready-file", "", "Write the environment to this `file`, as shell lines, once the server listens.")
	flags.StringVar(&o.certFile, "cert-file", "", "Write the server's certificate to this `file`, as PEM.")
	flags.StringVar(&o.recordFile, "record", "", "Write what was asked of the server to this `file`, as JSON, at the end.")
}

func (o *options) declareAccount(flags *flag.FlagSet) {
	account := veeamsim.DefaultAccount
	flags.StringVar(&o.username, "username", account.Username, "Let this `name` log on.")
	flags.StringVar(&o.password, "password", account.Password,
		"Let it log on with this `password`; the variable "+passwordVariable+" is the safer way.")
	flags.StringVar(&o.role, "role", string(account.Role),
		"Give the account this `role`: Portal Administrator, Portal User or Restore Operator.")
	flags.StringVar(&o.scope, "restore-scope", "",
		"Narrow a Portal User to restore points of these `machines`, separated by commas; without the flag it reads all.")
}

func (o options) check() error {
	c := o.counts
	if c.Servers < 0 || c.Jobs < 0 || c.SessionsPerJob < 0 || c.MachinesPerSession < 0 {
		return errors.New("-servers, -jobs, -sessions and -machines must not be negative")
	}
	if c.FailedPercent < 0 || c.FailedPercent > 100 {
		return fmt.Errorf("-failed is %d, but must be between 0 and 100", c.FailedPercent)
	}
	if o.scope != "" && o.role != string(veeamsim.PortalUser) {
		return errors.New("-restore-scope needs -role \"Portal User\"")
	}
	sources := 0
	for _, given := range []bool{o.inventoryFile != "", o.lab, o.generate} {
		if given {
			sources++
		}
	}
	if sources > 1 {
		return errors.New("-inventory, -lab and the flags that generate an inventory exclude each other")
	}
	if o.certFile != "" && !o.tls {
		return errors.New("-cert-file needs -tls")
	}
	return nil
}

// account is the one that may log on.
func (o options) account() veeamsim.Account {
	account := veeamsim.Account{Username: o.username, Password: o.password, Role: veeamsim.Role(o.role)}
	if o.scope != "" {
		account.Machines = strings.Split(o.scope, ",")
	}
	return account
}

// inventory is what the flags say to serve.
func (o options) inventory(now time.Time) (veeamsim.Inventory, error) {
	if o.generate {
		return veeamsim.Generate(o.counts, now), nil
	}
	if o.inventoryFile == "" {
		return veeamsim.Lab(now), nil
	}
	file, err := os.Open(o.inventoryFile)
	if err != nil {
		return veeamsim.Inventory{}, err
	}
	defer file.Close()
	inventory, err := veeamsim.Load(file, now)
	if err != nil {
		return inventory, fmt.Errorf("%s: %w", o.inventoryFile, err)
	}
	return inventory, nil
}
