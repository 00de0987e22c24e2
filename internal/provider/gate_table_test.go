package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/go-version"
)

const whichGate = "templates/guides/which-gate.md.tmpl"

// gateTable finds the table between its marks.
var gateTable = regexp.MustCompile(`(?s)(<!-- made by make gates -->\n).*(<!-- end -->\n)`)

// TestGateTable runs every gate on every night by each of the binaries that GATES_TERRAFORM names, and writes the table of the guide.
// "make gates" runs it.
func TestGateTable(t *testing.T) {
	binaries := strings.Fields(os.Getenv("GATES_TERRAFORM"))
	if len(binaries) == 0 {
		t.Skip("GATES_TERRAFORM names no binaries")
	}
	tables := make([]string, len(binaries))
	t.Run("versions", func(t *testing.T) {
		for i, binary := range binaries {
			name, has := versionOf(t, binary)
			t.Run(name, func(t *testing.T) {
				tables[i] = "\n" + name + "\n\n" + tableOf(t, binary, strings.HasPrefix(name, "OpenTofu"), has)
			})
		}
	})
	path := filepath.Join(root, whichGate)
	dated := fmt.Sprintf("Run on %s.\n", time.Now().UTC().Format(time.DateOnly))
	page := gateTable.ReplaceAllString(read(t, whichGate), "${1}"+dated+strings.Join(tables, "")+"${2}")
	if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
}

// versionOf is what a binary calls itself.
func versionOf(t *testing.T, binary string) (name string, has *version.Version) {
	t.Helper()
	w := &workspace{t: t, dir: t.TempDir(), binary: binary, env: append(os.Environ(), "CHECKPOINT_DISABLE=1")}
	first, _, _ := strings.Cut(w.run("version").text, "\n")
	product, number, _ := strings.Cut(first, " v")
	has, err := version.NewVersion(strings.TrimSpace(number))
	if err != nil {
		t.Fatalf("%s: %q: %v", binary, first, err)
	}
	return product + " " + has.String(), has
}

// tableOf is the table of one binary. Nights run side by side.
func tableOf(t *testing.T, binary string, openTofu bool, has *version.Version) string {
	t.Helper()
	cells := make([][]string, len(gatePatterns))
	t.Run("nights", func(t *testing.T) {
		var mutex sync.Mutex
		for row, p := range gatePatterns {
			cells[row] = make([]string, len(gateNights))
			for column, night := range gateNights {
				t.Run(p.key+"/"+night.key, func(t *testing.T) {
					t.Parallel()
					outcome := "-"
					if p.runsOn(openTofu, has) {
						outcome = night.run(newGateRun(t, binary, p))
					}
					mutex.Lock()
					defer mutex.Unlock()
					cells[row][column] = outcome
				})
			}
		}
	})
	var text strings.Builder
	text.WriteString("| gate |")
	for _, night := range gateNights {
		text.WriteString(" " + night.key + " |")
	}
	text.WriteString("\n|---|" + strings.Repeat("---|", len(gateNights)) + "\n")
	for row, p := range gatePatterns {
		fmt.Fprintf(&text, "| %s | %s |\n", p.name, strings.Join(cells[row], " | "))
	}
	return text.String()
}

// runsOn reports whether a binary knows what a pattern needs. OpenTofu has ephemeral resources since 1.11, and no actions.
func (p gatePattern) runsOn(openTofu bool, has *version.Version) bool {
	switch {
	case p.least == "":
		return true
	case openTofu && p.gate == actionGate:
		return false
	}
	least := p.least
	if openTofu {
		least = "1.11"
	}
	return has.Core().GreaterThanOrEqual(version.Must(version.NewVersion(least)))
}
