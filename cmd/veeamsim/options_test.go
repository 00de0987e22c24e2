package main

import (
	"bytes"
	"flag"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

func TestHelpExplainsEachFlagWithinEightyColumns(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := run(t.Context(), []string{"-h"}, noEnvironment, &out); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if len(strings.TrimSuffix(line, "\n")) > 80 {
			t.Errorf("wider than a terminal: %s", line)
		}
	}
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	new(options).declare(flags)
	flags.VisitAll(func(f *flag.Flag) {
		sentence := regexp.MustCompile(`(?m)^  -` + f.Name + `( [a-z]+)?\n      [A-Z][^.]*\.`)
		if got := len(sentence.FindAllString(out.String(), -1)); got != 1 {
			t.Errorf("-%s is explained %d times:\n%s", f.Name, got, out.String())
		}
	})
	for _, kind := range []veeamsim.FaultKind{veeamsim.ResetBefore, veeamsim.NoToken, veeamsim.DuplicateCase, veeamsim.EchoHeaders} {
		if !strings.Contains(out.String(), string(kind)) {
			t.Errorf("the help names no kind %s", kind)
		}
	}
}

func TestTheLabThatIsPrintedCanBeServed(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := run(t.Context(), []string{"-print-lab"}, noEnvironment, &out); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "lab.json")
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	r := launch(t, noEnvironment, "-tls=false", "-inventory", file)
	_, token := r.logon(t, http.DefaultClient)
	if response, body := r.get(t, http.DefaultClient, token, "/backupSessions/"+veeamsim.LabFailedSession); response.StatusCode != http.StatusOK {
		t.Errorf("the lab's session answers %d: %s", response.StatusCode, body)
	}
}

func TestAnInventoryFileThatIsWrong(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "mine.json")
	if err := os.WriteFile(file, []byte("{\"Jobs\": [\n{\"ID\": \"1\"}]}"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := run(t.Context(), []string{"-inventory", file}, noEnvironment, io.Discard)
	if err == nil || !strings.Contains(err.Error(), `mine.json: veeamsim: inventory: line 2: Jobs[0]: ID "1" is not a GUID`) {
		t.Errorf("the error is %v", err)
	}
}

func TestArgumentsRefused(t *testing.T) {
	t.Parallel()
	for arguments, want := range map[string]string{
		"-listen 0.0.0.0:0":              "is not a loopback address",
		"-link-host em":                  `link host "em" must be scheme://host`,
		"-listen 127.0.0.1:0 -http :0":   "is not a loopback address",
		"-build 11":                      "build is 11",
		"-role Boss":                     `role "Boss"`,
		"-restore-scope web01":           `needs -role "Portal User"`,
		"-lab -jobs 3":                   "exclude each other",
		"-failed 101":                    "-failed is 101, but must be between 0 and 100",
		"-machines -1":                   "must not be negative",
		"-tls=false -cert-file x":        "-cert-file needs -tls",
		"-inventory /nonexistent":        "no such file",
		"-nonsense":                      "flag provided but not defined: -nonsense",
		"more":                           `unexpected argument "more"`,
		"-fault status=many":             `status: "many" cannot be read`,
		"-fault colour=red":              `"colour" is not a key of a fault`,
		"-fault before=red":              `before: "red" cannot be read: it is none of rows-go, rows-come and rows-grow`,
		"-fault member=Name":             `member "Name" needs the kind`,
		"-fault kind=red":                `fault kind "red" is not one of`,
		"-listen :0 -ready-file /no/way": "is not a loopback address",
		"-listen 127.0.0.1:0 -ready-file /nonexistent/ready": "writing the ready file",
		"-listen 127.0.0.1:0 -cert-file /nonexistent/cert":   "writing the certificate",
	} {
		err := run(t.Context(), strings.Fields(arguments), noEnvironment, io.Discard)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s gives %v, want %s", arguments, err, want)
		}
	}
}
