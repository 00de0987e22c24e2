package main

import (
	"flag"
	"fmt"
	"io"
	"strings"
)

const introduction = `veeamsim is a pretend Veeam Backup Enterprise Manager for testing its clients.
It serves the read side of the REST API on a loopback port, prints the
environment that leads a client to it, and ends on Ctrl-C.

    veeamsim                        a small lab after last night's backups
    veeamsim -jobs 80 -sessions 30 -machines 25 -failed 3
    veeamsim -inventory mine.json -build 12 -http 127.0.0.1:9399
    veeamsim -fault path=/query,times=2,status=503,retry-after=2
`

// flagGroups are the flags in the order of the help.
var flagGroups = []struct {
	title string
	names []string
}{
	{"Where it listens", []string{"listen", "tls", "http", "link-host"}},
	{"What it serves", []string{"lab", "inventory", "print-lab", "servers", "jobs", "sessions", "machines", "failed"}},
	{"Who may log on", []string{"username", "password", "role", "restore-scope"}},
	{"How it behaves", []string{
		"build", "page-size", "max-page-size", "refuse-page-size", "ignore-page-size", "clock-offset", "latency", "fault",
	}},
	{"What it writes", []string{"ready-file", "cert-file", "record"}},
}

const faultHelp = `A fault is written as key=value,key=value. Requests are picked by
    name      what the record calls it
    method    GET, POST or DELETE
    path      a pattern below /api, as /backupSessions/*/taskSessions
    query     a text that the unescaped query holds, as page=2
    skip      how many matching requests are left alone first
    times     how many are hit then; all if left out
    percent   the chance that a request is hit
and then
    delay           the answer waits this long, for example 2s
    status          it has this status, with an error body
    body, no-body   ... with this body, or with none
    content-type, retry-after, location, age
                    ... with this header
    kind            it is damaged: reset-before, reset-in-body, html, xml,
                    cut-right-length, cut-wrong-length, slow-body, hang, gzip,
                    broken-gzip, empty-body, garbage, unknown-fields,
                    null-fields, wrong-type, no-token, duplicate-members,
                    duplicate-case or echo-headers
    member          the member that kind=duplicate-members doubles
    before, during  rows move before the answer is made, or before it is sent:
                    rows-go, rows-come or rows-grow
`

// helpWidth is that of a terminal.
const helpWidth = 80

func printHelp(out io.Writer, flags *flag.FlagSet) error {
	var text strings.Builder
	text.WriteString(introduction)
	for _, group := range flagGroups {
		text.WriteString("\n" + group.title + "\n")
		for _, name := range group.names {
			describeFlag(&text, flags.Lookup(name))
		}
	}
	text.WriteString("\nFaults\n" + faultHelp)
	_, err := io.WriteString(out, text.String())
	return err
}

func describeFlag(text *strings.Builder, f *flag.Flag) {
	value, sentence := flag.UnquoteUsage(f)
	if value != "" {
		value = " " + value
	}
	fmt.Fprintf(text, "  -%s%s\n", f.Name, value)
	if f.DefValue != "" && f.DefValue != "0" && f.DefValue != "0s" && f.DefValue != "false" {
		sentence += " Default: " + f.DefValue + "."
	}
	const indent = "      "
	line := indent
	for word := range strings.FieldsSeq(sentence) {
		if len(line)+len(word)+1 > helpWidth {
			text.WriteString(line + "\n")
			line = indent
		}
		if line != indent {
			line += " "
		}
		line += word
	}
	text.WriteString(line + "\n")
}
