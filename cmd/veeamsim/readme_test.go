package main

import (
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// block is the README's n-th fenced block of a language.
func block(t *testing.T, language string, n int) string {
	t.Helper()
	found := regexp.MustCompile("(?s)```"+language+"\n(.*?)```").FindAllStringSubmatch(read(t, "README.md"), -1)
	if len(found) <= n {
		t.Fatalf("the README has %d blocks of %s", len(found), language)
	}
	return found[n][1]
}

func TestReadmeHasTheHelp(t *testing.T) {
	t.Parallel()
	var help bytes.Buffer
	if err := run(t.Context(), []string{"-h"}, noEnvironment, &help); err != nil {
		t.Fatal(err)
	}
	if got := block(t, "text", 0); got != help.String() {
		t.Errorf("the README's flags are those of another time; now they are\n%s", help.String())
	}
}

func TestReadmeInventoryCanBeServed(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "mine.json")
	if err := os.WriteFile(file, []byte(block(t, "json", 0)), 0o600); err != nil {
		t.Fatal(err)
	}
	r := launch(t, noEnvironment, "-tls=false", "-inventory", file)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	_, token := r.logon(t, client)
	if _, body := r.get(t, client, token, "/backupTaskSessions?format=Entity"); !strings.Contains(body, `"vmDisplayName":"web01"`) {
		t.Errorf("task sessions are %s", body)
	}
}

// TestReadmeExampleWorks starts the command with the README's flags and runs the README's lines, on free ports.
func TestReadmeExampleWorks(t *testing.T) {
	t.Parallel()
	for _, program := range []string{"sh", "curl", "sed", "tr"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(err)
		}
	}
	flags := strings.Fields(strings.ReplaceAll(block(t, "sh", 0), "127.0.0.1:9399", "127.0.0.1:0"))
	r := launch(t, noEnvironment, flags[1:]...)
	_, plain, found := strings.Cut(r.output, "# Plain HTTP: ")
	if !found {
		t.Fatalf("there is no plain port: %s", r.output)
	}
	command := exec.Command("sh", "-ec", strings.ReplaceAll(block(t, "sh", 1), "http://127.0.0.1:9399", strings.TrimSpace(plain)))
	command.Dir = t.TempDir()
	output, err := command.CombinedOutput()
	if err != nil || !strings.Contains(string(output), `"result":"Failed"`) {
		t.Errorf("the example answers %s, %v", output, err)
	}
}

// TestReadmeFaultsAreUnderstood reads the flags of the README's faulty servers.
func TestReadmeFaultsAreUnderstood(t *testing.T) {
	t.Parallel()
	lines := regexp.MustCompile(`(?m)^    veeamsim (-.*?) +#`).FindAllStringSubmatch(read(t, "README.md"), -1)
	if len(lines) != 5 {
		t.Errorf("there are %d faulty servers", len(lines))
	}
	for _, line := range lines {
		r := launch(t, noEnvironment, append([]string{"-tls=false"}, strings.Fields(line[1])...)...)
		if err := r.stop(); err != nil {
			t.Errorf("%s: %v", line[1], err)
		}
	}
}
