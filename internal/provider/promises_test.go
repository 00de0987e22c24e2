package provider_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// promises are the sentences of the documentation's first page that say what a user can rely on, and the tests that hold them.
var promises = map[string][]string{
	"An answer that is not EM's is an error, never an empty list: a proxy's logon page, JSON that is cut short, a list without its key, an entity without its UID, " +
		"state or creation time.": {"TestFaults", "TestAnswersThatAreNotBelieved", "TestQueryAnswersThatAreNotBelieved", "TestTaskSessionsIncompleteRow"},
	"A search reads to the end, whatever the size of EM's pages.": {"TestSearchPagesToTheEnd", "TestPagesCountIsOnlyWhatTheServerSays", "TestTaskSessionsSearch250"},
	"Sessions and restore points are read by time, so that none is missed while others come or go.": {"TestModelOfTimes", "TestRowGoesWhileRowsAreChosen",
		"TestRestorePointsOfAllYearsAreRead"},
	"What has no time is read page by page, each page twice: when rows have moved meanwhile, the search starts again, and after three times it is an error.": {
		"TestModelOfNumbers", "TestPagesThatChange", "TestPlacesCount"},
	"A session that runs has no verdict: it is never counted as a success, whatever its result says.": {"TestTaskSessionsThatRunHaveNotEnded",
		"TestBackupSessionsThatRunHaveNotEnded", "TestFunctionUnprotected"},
	"Nothing in the state changes when EM's data has not, but the `evidence` of a verdict that was asked for it.": {"TestNothingChangesBetweenTwoReads",
		"TestProtectionStatusStays", "TestEvidence"},
	"The provider's functions need no configuration in Terraform; OpenTofu configures the provider before it calls one.": {"TestFunctionExamples"},
	"Data sources are read while planning, so the provider's configuration must be known then.":                          {"TestConfigureUnknown"},
	"The password goes to EM at the first read of a command, and again only where EM has ended the logon session.": {"TestConfigureDoesNotLogOn",
		"TestNothingIsSentBeforeTheFirstRead", "TestOneLogonForAllThatWait", "TestExpiredLogonIsRenewedOnceForAll"},
	"It travels over TLS: `http://` to another host is an error unless `insecure` is true.":                       {"TestConfigureRefuses"},
	"No password and no token is written to a log, an error, a plan or the state.":                                {"TestSecretsStaySecret", "TestEchoedSecretsStaySecret"},
	"Terraform keeps what data sources read in the state: names of machines, jobs and servers, and EM's reasons.": {"TestBackupTaskSessionsOfSession"},
}

// TestPromises: every sentence below "What it takes for proof" and "Secrets" is named by tests that exist, and every one that is
// named stands there.
func TestPromises(t *testing.T) {
	t.Parallel()
	tests := functionsOf(t, "Test", "internal/provider", "internal/veeamclient")
	page := read(t, "templates/index.md.tmpl")
	promised := sentences(page, "## What it takes for proof", "{{ .SchemaMarkdown")
	for _, sentence := range promised {
		if len(promises[sentence]) == 0 {
			t.Errorf("no test holds %q", sentence)
		}
	}
	for sentence, names := range promises {
		if !slices.Contains(promised, sentence) {
			t.Errorf("the page does not say %q", sentence)
		}
		for _, name := range names {
			if !slices.Contains(tests, name) {
				t.Errorf("there is no %s, which is to hold %q", name, sentence)
			}
		}
	}
	if len(promised) < 10 {
		t.Errorf("%d sentences were found", len(promised))
	}
}

var sentenceEnd = regexp.MustCompile(`\.(?:\s+|$)`)

// sentences are those of a page between two texts, headings apart, each as one line.
func sentences(page, from, to string) (found []string) {
	_, page, _ = strings.Cut(page, from)
	page, _, _ = strings.Cut(page, to)
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(page, "\n- ", "\n\n"), "\n\n") {
		if strings.HasPrefix(strings.TrimSpace(paragraph), "#") {
			continue
		}
		for _, sentence := range sentenceEnd.Split(strings.Join(strings.Fields(paragraph), " "), -1) {
			if sentence != "" {
				found = append(found, sentence+".")
			}
		}
	}
	return found
}

// TestEveryFuzzTargetRuns: make fuzz knows every fuzz target by its package.
func TestEveryFuzzTargetRuns(t *testing.T) {
	t.Parallel()
	_, made, _ := strings.Cut(read(t, "GNUmakefile"), "FUZZ := ")
	made, _, _ = strings.Cut(made, "\nfuzz:")
	for _, folder := range []string{"em", "compliance", "table", "provider", "veeamclient", "veeamsim", "veeamsim/filter", "bench"} {
		for _, name := range functionsOf(t, "Fuzz", "internal/"+folder) {
			if !regexp.MustCompile(`\b` + name + `\b`).MatchString(made) {
				t.Errorf("%s of %s is not in make fuzz", name, folder)
			}
		}
	}
	if !strings.Contains(made, "veeamclient/,FuzzDecode ") || !strings.Contains(made, "table/FuzzDuration") {
		t.Errorf("the targets stand with other packages: %s", made)
	}
}

// functionsOf are the names of the tests or fuzz targets of packages.
func functionsOf(t *testing.T, prefix string, folders ...string) (names []string) {
	t.Helper()
	for _, folder := range folders {
		paths, err := filepath.Glob(filepath.Join(root, folder, "*_test.go"))
		if err != nil {
			t.Fatal(folder, err)
		}
		for _, path := range paths {
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, declaration := range file.Decls {
				if function, ok := declaration.(*ast.FuncDecl); ok && function.Recv == nil && strings.HasPrefix(function.Name.Name, prefix) {
					names = append(names, function.Name.Name)
				}
			}
		}
	}
	return names
}
