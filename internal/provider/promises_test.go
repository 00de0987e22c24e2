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

// TestPromises: every sentence that is promised stands on its page, and each test that is to hold it exists. On the first page, all that
// stands below "What it takes for proof" and "Secrets" is promised.
func TestPromises(t *testing.T) {
	t.Parallel()
	tests := functionsOf(t, "Test", "internal/provider")
	for _, folder := range []string{"compliance", "table", "veeamclient"} {
		for _, name := range functionsOf(t, "Test", "internal/"+folder) {
			tests = append(tests, folder+"."+name)
		}
	}
	pages := map[string]string{}
	held := map[string]bool{}
	for _, p := range promises {
		if pages[p.page] == "" {
			pages[p.page] = strings.Join(strings.Fields(read(t, "templates/"+p.page+".md.tmpl")), " ")
		}
		if !strings.Contains(pages[p.page], p.sentence) {
			t.Errorf("%s does not say %q", p.page, p.sentence)
		}
		if len(p.tests) == 0 || held[p.sentence] {
			t.Errorf("no test holds %q, or it is there twice", p.sentence)
		}
		held[p.sentence] = true
		for _, name := range p.tests {
			if !slices.Contains(tests, name) {
				t.Errorf("there is no %s, which is to hold %q", name, p.sentence)
			}
		}
	}
	promised := sentences(read(t, "templates/index.md.tmpl"), "## What it takes for proof", "{{ .SchemaMarkdown")
	for _, sentence := range promised {
		if !held[sentence] {
			t.Errorf("no test holds %q", sentence)
		}
	}
	if len(promised) < 10 {
		t.Errorf("%d sentences were found on the first page", len(promised))
	}
}

// TestEveryPageIsPromised: each page that is written by hand says something that a test holds.
func TestEveryPageIsPromised(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob(filepath.Join(root, "templates/*/*.md.tmpl"))
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		page := filepath.Base(filepath.Dir(path)) + "/" + strings.TrimSuffix(filepath.Base(path), ".md.tmpl")
		if !slices.ContainsFunc(promises, func(p promise) bool { return p.page == page }) {
			t.Errorf("no sentence of %s is held by a test", page)
		}
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
