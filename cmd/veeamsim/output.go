package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// environment is what leads a client to the server, as lines for a shell.
func environment(server *veeamsim.Server, o options) string {
	var lines strings.Builder
	export := func(name, value string) {
		fmt.Fprintf(&lines, "export %s=%s\n", name, shellQuote(value))
	}
	export("VEEAM_EM_ENDPOINT", server.URL())
	export("VEEAM_EM_USERNAME", o.username)
	export("VEEAM_EM_PASSWORD", o.password)
	if o.tls {
		export("VEEAM_EM_CERTIFICATE_SHA256", server.CertificateSHA256())
	}
	return lines.String()
}

func shellQuote(text string) string {
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

func writeCertificate(path string, server *veeamsim.Server) error {
	if err := writeFile(path, server.CertificatePEM()); err != nil {
		return fmt.Errorf("writing the certificate: %w", err)
	}
	return nil
}

// writeRecord writes which requests came; it holds no secrets.
func writeRecord(path string, server *veeamsim.Server) error {
	record := struct {
		LogonAttempts, Logons, OpenLogonSessions, MaxConcurrent int
		Requests                                                []veeamsim.Request
	}{
		server.LogonAttempts(), server.Logons(), server.OpenLogonSessions(), server.MaxConcurrent(),
		server.Requests(),
	}
	text, err := json.MarshalIndent(record, "", "  ")
	if err != nil {
		return fmt.Errorf("writing the record: %w", err)
	}
	if err := writeFile(path, string(text)+"\n"); err != nil {
		return fmt.Errorf("writing the record: %w", err)
	}
	return nil
}

// writeFile writes a file that appears whole or not at all, for its owner alone: one of them holds a
// password. An empty path means that no file is wanted.
func writeFile(path, text string) error {
	if path == "" {
		return nil
	}
	draft, err := os.CreateTemp(filepath.Dir(path), ".veeamsim-*")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name()) // gone already where all went well
	if _, err := draft.WriteString(text); err != nil {
		_ = draft.Close()
		return err
	}
	if err := draft.Close(); err != nil {
		return err
	}
	return os.Rename(draft.Name(), path)
}
