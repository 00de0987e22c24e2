package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestContributingNamesWhatIsThere: every test, make target and folder that CONTRIBUTING.md names exists.
func TestContributingNamesWhatIsThere(t *testing.T) {
	t.Parallel()
	page := read(t, "CONTRIBUTING.md")
	tests := testSources(t)
	named := regexp.MustCompile(`\b(?:Test|Fuzz)[A-Z]\w+`).FindAllString(page, -1)
	for _, name := range named {
		if !strings.Contains(tests, "func "+name) { // -run takes the beginning of a name
			t.Errorf("there is no %s", name)
		}
	}
	makefile := read(t, "GNUmakefile")
	targets := regexp.MustCompile("(?m)(?:^    |`)make (\\w+)").FindAllStringSubmatch(page, -1)
	for _, target := range targets {
		if !strings.Contains(makefile, "\n"+target[1]+":") {
			t.Errorf("there is no make %s", target[1])
		}
	}
	folders := regexp.MustCompile("`((?:internal|cmd|tools|examples)/[a-z/]+)`").FindAllStringSubmatch(page, -1)
	for _, folder := range folders {
		if _, err := os.Stat(filepath.Join(root, folder[1])); err != nil {
			t.Error(err)
		}
	}
	if len(named) < 8 || len(targets) < 4 || len(folders) < 8 {
		t.Errorf("%d tests, %d targets and %d folders are named", len(named), len(targets), len(folders))
	}
}

// TestPackageCommentsNameEveryFile: a package comment with a list of files has all of them.
func TestPackageCommentsNameEveryFile(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"compliance", "table", "veeamclient"} {
		comment := read(t, "internal/"+name+"/doc.go")
		files, err := filepath.Glob(filepath.Join(root, "internal", name, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for _, file := range files {
			base := filepath.Base(file)
			named := regexp.MustCompile(`(?m)^//\t(?:.* )?` + regexp.QuoteMeta(base) + `(?:[, ]|$)`).MatchString(comment)
			if base != "doc.go" && !strings.HasSuffix(base, "_test.go") && !named {
				t.Errorf("%s is not in the list of internal/%s/doc.go", base, name)
			}
		}
	}
}

// testSources are all test files in one text.
func testSources(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(filepath.Join(root, "internal"), func(path string, _ os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		all.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
