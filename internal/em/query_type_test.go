package em_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// update writes the table of the page instead of comparing it; "make generate" sets it.
var update = flag.Bool("update", false, "write the table of query types into the page of veeam_query")

const queryPage = "../../templates/data-sources/query.md.tmpl"

// queryTable finds the table between its marks.
var queryTable = regexp.MustCompile(`(?s)(<!-- made by make generate -->\n).*(<!-- end -->\n)`)

// TestQueryPage: the page of veeam_query lists every type with its parameters.
func TestQueryPage(t *testing.T) {
	page, err := os.ReadFile(queryPage)
	if err != nil {
		t.Fatal(err)
	}
	var rows strings.Builder
	rows.WriteString("| type | parameters that filter and sort |\n|---|---|\n")
	for _, known := range em.QueryTypes() {
		parameters := "not documented"
		if len(known.Parameters) > 0 {
			parameters = "`" + strings.Join(known.Parameters, "`, `") + "`"
		}
		fmt.Fprintf(&rows, "| `%s` | %s |\n", known.Name, parameters)
	}
	want := queryTable.ReplaceAllString(string(page), "${1}"+rows.String()+"${2}")
	if *update {
		if err := os.WriteFile(queryPage, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(page) || !strings.Contains(want, rows.String()) {
		t.Errorf("%s has another table than QueryTypes: make generate", queryPage)
	}
}

func TestQueryTypes(t *testing.T) {
	types := em.QueryTypes()
	if !slices.IsSortedFunc(types, func(a, b em.QueryType) int { return strings.Compare(em.Fold(a.Name), em.Fold(b.Name)) }) {
		t.Error("the types are not sorted")
	}
	for name, want := range map[string]string{
		"Job": "Name", "job": "Name", "Passwords": "PasswordKeyID", "task": "TaskId", "ObjectInAgentBackupJob": "UID", "CloudHardwarePlan": "Name", "Other": "Name",
	} {
		if got := em.QueryTypeOf(name).Sort(); got != want {
			t.Errorf("%s is sorted by %s, not by %s", name, got, want)
		}
	}
}
