package provider_test

import (
	"encoding/json"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// reportedCase is a test case of a JUnit report.
type reportedCase struct {
	Name    string `xml:"name,attr"`
	Failure *struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	} `xml:"failure"`
	Error *struct {
		Message string `xml:"message,attr"`
	} `xml:"error"`
}

type junitReport struct {
	Suites []struct {
		Tests    int            `xml:"tests,attr"`
		Failures int            `xml:"failures,attr"`
		Cases    []reportedCase `xml:"testcase"`
	} `xml:"testsuite"`
}

type sarifReport struct {
	Runs []struct {
		Results []struct {
			RuleID  string `json:"ruleId"`
			Message struct{ Text string }
		}
	}
}

// ciNight has a good machine, one that failed with a reason that every format must escape, and one that nobody saw.
func ciNight() veeamsim.Inventory {
	n := newNights().session(1, 1, 8, "Backup").task(1, "db01", "", "Success", 8, 7).task(1, "file01", "", "Failed", 8, 7).
		session(2, 1, 40, "Backup").task(2, "file01", "", "Success", 40, 39)
	n.inv.TaskSessions[1].Reason = "Disk <1> & \"2\" | *gone*\nsee \x1b log"
	return n.today()
}

// TestCIExamples runs the check of the guide on continuous integration: each outcome has its exit code, and the reports hold the verdict.
func TestCIExamples(t *testing.T) {
	t.Parallel()
	acceptance(t)
	if _, err := exec.LookPath("jq"); err != nil {
		t.Skip("jq is not on the PATH")
	}
	_, good := startWith(t, veeamsim.Config{Clock: time.Now, Inventory: newNights().session(1, 1, 8, "Backup").
		task(1, "db01", "", "Success", 8, 7).task(1, "file01", "", "Success", 8, 7).task(1, "web01", "", "Warning", 8, 7).today()})
	_, bad := startWith(t, veeamsim.Config{Clock: time.Now, Inventory: ciNight()})
	for name, c := range map[string]struct {
		env, change []string
		code        int
		says        string
		// failures are "name cause" of the JUnit report.
		failures []string
	}{
		"compliant":     {env: good, says: "compliant"},
		"not compliant": {env: bad, code: 1, says: "not compliant", failures: []string{"file01 failed", "web01 not_seen"}},
		"could not ask": {env: append(good, "VEEAM_EM_PASSWORD=wrong"), code: 2, says: "could not ask"},
		"failed":        {env: good, change: []string{`"28h"`, `"28 hours"`}, code: 3, says: "failed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := copyExample(t, "ci", c.env)
			if c.change != nil {
				w.write("main.tf", strings.NewReplacer(c.change...).Replace(read(t, "examples/ci/main.tf")))
			}
			got := w.check(t)
			if got.code != c.code || strings.TrimSpace(got.text) != c.says {
				t.Errorf("exit code %d, %q", got.code, got.text)
			}
			w.comparesReports(t, c.code, c.failures)
		})
	}
}

// check runs the example's script by the Terraform of all tests; the outcome has what it printed beside the errors.
func (w *workspace) check(t *testing.T) outcome {
	t.Helper()
	command := exec.CommandContext(t.Context(), "./check.sh")
	command.Dir, command.Env = w.dir, slices.Concat(w.env, []string{"TERRAFORM=" + terraformPath(t)})
	text, err := command.Output()
	if command.ProcessState == nil {
		t.Fatal(err)
	}
	return outcome{command.ProcessState.ExitCode(), string(text)}
}

// comparesReports looks whether the three reports say what the verdict was.
func (w *workspace) comparesReports(t *testing.T, code int, failures []string) {
	t.Helper()
	of := func(name string) []byte {
		text, err := os.ReadFile(filepath.Join(w.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	var junit junitReport
	if err := xml.Unmarshal(of("backups.xml"), &junit); err != nil {
		t.Fatalf("%v\n%s", err, of("backups.xml"))
	}
	var sarif sarifReport
	if err := json.Unmarshal(of("backups.sarif"), &sarif); err != nil {
		t.Fatal(err)
	}
	comment := string(of("comment.md"))
	if len(junit.Suites) != 1 || len(sarif.Runs) != 1 {
		t.Fatalf("%d suites, %d runs", len(junit.Suites), len(sarif.Runs))
	}
	var failed []string
	for _, reported := range junit.Suites[0].Cases {
		if reported.Failure != nil {
			_, name, _ := strings.Cut(reported.Name, `\`)
			if name == "" {
				name = reported.Name // a machine that nobody saw has no backup server
			}
			failed = append(failed, name+" "+reported.Failure.Type)
		}
	}
	if strings.Join(failed, ", ") != strings.Join(failures, ", ") || len(sarif.Runs[0].Results) != len(failures) {
		t.Errorf("failures %q and %d alerts, want %q", failed, len(sarif.Runs[0].Results), failures)
	}
	switch code {
	case 0:
		if junit.Suites[0].Tests != 3 || !strings.Contains(comment, "**compliant**") {
			t.Errorf("%d tests; %s", junit.Suites[0].Tests, comment)
		}
	case 1:
		if text := junit.Suites[0].Cases[1].Failure.Text; text != "Disk <1> & \"2\" | *gone*\nsee ? log" {
			t.Errorf("the reason became %q", text)
		}
		if text := sarif.Runs[0].Results[0].Message.Text; !strings.Contains(text, `vbr01\file01: failed, last good backup 20`) || !strings.Contains(text, `. Disk <1> & "2"`) {
			t.Errorf("the alert says %q", text)
		}
		if !strings.Contains(comment, "**not compliant**") || !strings.Contains(comment, `Z | Disk \<1\> & "2" \| \*gone\* see `) {
			t.Errorf("the comment says\n%s", comment)
		}
	default:
		if junit.Suites[0].Cases[0].Error == nil || !strings.Contains(comment, "could not be asked") {
			t.Errorf("no verdict, and yet %+v\n%s", junit.Suites[0].Cases[0], comment)
		}
	}
}
