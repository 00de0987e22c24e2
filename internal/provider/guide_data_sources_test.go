package provider_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// guideRow finds a line of the table: data source, role and expression.
var guideRow = regexp.MustCompile("(?m)^\\| [^|]+ \\| `(veeam_[a-z_]+)` \\| ([A-Za-z ]+) \\| `(.*)` \\|$")

// TestGuideOfDataSources: each expression of the guide is an output of its example, which plans against the lab, and each role is the one
// that the page of the data source names, for itself or for the argument that the expression needs. Every data source that lists has a line.
func TestGuideOfDataSources(t *testing.T) {
	t.Parallel()
	page, example := read(t, "templates/guides/which-data-source.md.tmpl"), read(t, "examples/guides/which-data-source/main.tf")
	schemas := schemasOf(t, made(t)).DataSourceSchemas
	lines := guideRow.FindAllStringSubmatch(page, -1)
	if want := strings.Count(page, "\n| ") - 1; len(lines) != want {
		t.Fatalf("%d lines are understood, of %d", len(lines), want)
	}
	answers := map[string]bool{}
	for _, line := range lines {
		name, role, expression := line[1], line[2], line[3]
		if !strings.Contains(example, "value = "+expression+"\n") {
			t.Errorf("%s is no output of the example", expression)
		}
		if !strings.Contains(expression, "data."+name+".") {
			t.Errorf("%s is not about %s", expression, name)
		}
		if schemas[name] == nil {
			t.Fatalf("there is no %s", name)
		}
		described, needed := schemas[name].Block.Description, "at least the role "+role
		if strings.Contains(expression, ".orphaned") { // its argument needs more than the data source
			described, needed = descriptionOf(schemas[name], "with_orphaned"), "the role "+role
		}
		if !strings.Contains(described, needed) {
			t.Errorf("%s does not need the role %s at least", name, role)
		}
		answers[name] = true
	}
	for name := range schemas {
		// One of a kind is found by the page of the many, and sessions by that of their task sessions.
		if strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "_sessions") && !answers[name] {
			t.Errorf("%s answers no question", name)
		}
	}
	sim := start(t, veeamsim.Config{Inventory: veeamsim.Lab(now), Clock: func() time.Time { return now }})
	run(t, resource.TestStep{Config: providerBlock(sim) + example})
}

// descriptionOf is the description of an attribute, "" where there is none.
func descriptionOf(schema *tfprotov6.Schema, attribute string) string {
	for _, a := range schema.Block.Attributes {
		if a.Name == attribute {
			return a.Description
		}
	}
	return ""
}
