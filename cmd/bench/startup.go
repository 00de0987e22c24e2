package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"text/tabwriter"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// startUp is what one provider takes until it answers: to the line that Terraform reads from it, from there to its schema, and for a
// plan that reads nothing by it.
type startUp struct {
	provider                 string
	handshakes, schemas, all []time.Duration
	schemaBytes              int
}

// measureStartUps starts the providers turn by turn.
func measureStartUps(ctx context.Context, t *terraform, runs int, httpProvider string) ([]*startUp, error) {
	measured := []*startUp{{provider: "veeam"}}
	configs := map[string]string{"veeam": emptyConfig("terraform-veeam/veeam", "veeam", "endpoint = \"https://127.0.0.1:1\"")}
	if httpProvider != "" {
		measured = append(measured, &startUp{provider: "http"})
		configs["http"] = emptyConfig("hashicorp/http", "http", "")
	}
	for round := range runs {
		fmt.Fprintf(os.Stderr, "round %d of %d: start-up\n", round+1, runs)
		for _, s := range measured {
			if err := s.start(ctx, t.provider(s.provider)); err != nil {
				return nil, fmt.Errorf("starting %s: %w", s.provider, err)
			}
			p, err := t.plan(ctx, "start-up of "+s.provider, configs[s.provider], "started = true\n")
			if err != nil {
				return nil, err
			}
			s.all = append(s.all, p.wall)
		}
	}
	return measured, nil
}

// emptyConfig configures a provider and reads nothing by it.
func emptyConfig(source, name, arguments string) string {
	return fmt.Sprintf(`
terraform {
  required_providers {
    %[2]s = { source = %[1]q }
  }
}

provider %[2]q {
  %[3]s
}

output "started" {
  value = true
}
`, source, name, arguments)
}

// start runs a provider as Terraform does, and ends it after it has given its schema.
func (s *startUp) start(ctx context.Context, binary string) error {
	command := exec.CommandContext(ctx, binary)
	command.Env = append(os.Environ(), "PLUGIN_PROTOCOL_VERSIONS=5,6",
		"TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2") // that of every provider
	out, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	began := time.Now()
	if err := command.Start(); err != nil {
		return err
	}
	defer func() { _, _ = command.Process.Kill(), command.Wait() }()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return err
	}
	handshake := time.Since(began)
	parts := strings.Split(strings.TrimSpace(line), "|") // 1|protocol|unix|path|grpc|
	if len(parts) < 5 {
		return fmt.Errorf("the handshake is %q", line)
	}
	method := "/tfplugin6.Provider/GetProviderSchema"
	if parts[1] == "5" {
		method = "/tfplugin5.Provider/GetSchema"
	}
	if s.schemaBytes, err = call(ctx, "unix:"+parts[3], method); err != nil {
		return err
	}
	s.handshakes, s.schemas = append(s.handshakes, handshake), append(s.schemas, time.Since(began)-handshake)
	return nil
}

// call sends an empty request and gives the length of the answer.
func call(ctx context.Context, address, method string) (int, error) {
	connection, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.ForceCodec(undecoded{}), grpc.MaxCallRecvMsgSize(64*mebibyte)))
	if err != nil {
		return 0, err
	}
	defer func() { _ = connection.Close() }()
	var request, answer []byte
	err = connection.Invoke(ctx, method, &request, &answer)
	return len(answer), err
}

// undecoded leaves messages as they are: how long Terraform takes to decode one is not the provider's.
type undecoded struct{}

func (undecoded) Name() string { return "undecoded" }

func (undecoded) Marshal(message any) ([]byte, error) {
	if bytes, ok := message.(*[]byte); ok {
		return *bytes, nil
	}
	return nil, fmt.Errorf("a message of %T", message)
}

func (undecoded) Unmarshal(data []byte, message any) error {
	bytes, ok := message.(*[]byte)
	if !ok {
		return fmt.Errorf("a message of %T", message)
	}
	*bytes = append([]byte(nil), data...) // the library uses its own again
	return nil
}

// writeStartUps prints the medians; where the http provider was measured too, with the ratio to its.
func writeStartUps(out io.Writer, measured []*startUp) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\nstart-up\thandshake ms\tschema ms\tschema KiB\tempty plan ms\t")
	milliseconds := func(d []time.Duration) float64 { return median(d, itself).Seconds() * 1000 }
	for _, s := range measured {
		fmt.Fprintf(w, "%s\t%.1f\t%.1f\t%.1f\t%.0f\t\n", s.provider,
			milliseconds(s.handshakes), milliseconds(s.schemas), float64(s.schemaBytes)/1024, milliseconds(s.all))
	}
	if len(measured) == 2 {
		ours, theirs := measured[0], measured[1]
		fmt.Fprintf(w, "ratio\t%s\t%.2f\t\t%s\t\n", besideLimit("%.2f", milliseconds(ours.handshakes)/milliseconds(theirs.handshakes), 1.1),
			milliseconds(ours.schemas)/milliseconds(theirs.schemas),
			besideLimit("%.2f", milliseconds(ours.all)/milliseconds(theirs.all), 1.1))
	}
	return w.Flush()
}
