package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

const root = "../.."

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestEveryAttribute walks over the provider and every data source: each attribute is described in a sentence,
// is an argument or computed, and stands in the documentation.
func TestEveryAttribute(t *testing.T) {
	t.Parallel()
	schema := schemasOf(t, made(t))
	checkAttributes(t, "provider", schema.Provider.Block.Attributes, read(t, "docs/index.md"))
	if len(schema.DataSourceSchemas) == 0 {
		t.Fatal("no data sources")
	}
	changelog := read(t, "CHANGELOG.md")
	for name, source := range schema.DataSourceSchemas {
		page := read(t, "docs/data-sources/"+strings.TrimPrefix(name, "veeam_")+".md")
		if source.Block.Description == "" || !strings.Contains(page, source.Block.Description) {
			t.Errorf("%s: its description is not on its page", name)
		}
		if !strings.Contains(changelog, "`"+name+"`") {
			t.Errorf("%s is not in the changelog", name)
		}
		if !strings.Contains(source.Block.Description, "at least the role Portal ") {
			t.Errorf("%s: its page names no role", name)
		}
		if strings.Contains(page, `subcategory: ""`) || !strings.Contains(page, "subcategory: ") {
			t.Errorf("%s: its page has no subcategory", name)
		}
		checkAttributes(t, name, source.Block.Attributes, page)
		if _, err := os.Stat(filepath.Join(root, "examples/data-sources", name, "data-source.tf")); err != nil {
			t.Errorf("%s has no example: %v", name, err)
		}
	}
	for name, resource := range schema.EphemeralResourceSchemas {
		page := read(t, "docs/ephemeral-resources/"+strings.TrimPrefix(name, "veeam_")+".md")
		checkAttributes(t, name, resource.Block.Attributes, page)
		checkPage(t, name, "ephemeral", resource.Block.Description, page, changelog)
	}
	for name, action := range schema.ActionSchemas { // its page is written by hand: Terraform shows no schemas of actions before 1.14
		page := read(t, "docs/actions/"+strings.TrimPrefix(name, "veeam_")+".md")
		checkPage(t, name, "action", "", page, changelog)
		if text := action.Schema.Block.Description; !strings.Contains(text, "at least the role Portal ") {
			t.Errorf("%s: its description names no role", name)
		}
	}
}

// checkPage looks at the page of an ephemeral resource or an action.
func checkPage(t *testing.T, name, kind, description, page, changelog string) {
	t.Helper()
	for what, text := range map[string]string{"description": description, "role": "at least the role Portal ", "subcategory": `subcategory: "Compliance"`} {
		if !strings.Contains(page, text) {
			t.Errorf("%s %s: its page has no %s", kind, name, what)
		}
	}
	if !strings.Contains(changelog, "`"+kind+" \""+name+"\"`") {
		t.Errorf("%s %s is not in the changelog", kind, name)
	}
}

func checkAttributes(t *testing.T, where string, attributes []*tfprotov6.SchemaAttribute, page string) {
	t.Helper()
	for _, attribute := range attributes {
		name := where + "." + attribute.Name
		if text := attribute.Description; len(text) < 10 || !strings.HasSuffix(text, ".") {
			t.Errorf("%s: %q is no sentence", name, text)
		}
		if !attribute.Computed && !attribute.Optional && !attribute.Required {
			t.Errorf("%s is neither an argument nor computed", name)
		}
		if !strings.Contains(page, "- `"+attribute.Name+"` (") {
			t.Errorf("%s is not on its page", name)
		}
		if attribute.NestedType != nil {
			checkAttributes(t, name, attribute.NestedType.Attributes, page)
		}
	}
}

// labEnvironment points the provider at a simulator of the lab.
func labEnvironment(t *testing.T) (env []string) {
	t.Helper()
	_, env = startLab(t)
	return env
}

// environment points the provider at a simulator.
func environment(sim *veeamsim.Server) []string {
	return []string{
		"VEEAM_EM_ENDPOINT=" + sim.URL(), "VEEAM_EM_USERNAME=" + veeamsim.DefaultAccount.Username,
		"VEEAM_EM_PASSWORD=" + veeamsim.DefaultAccount.Password, "VEEAM_EM_CERTIFICATE_SHA256=" + sim.CertificateSHA256(),
	}
}

// TestDataSourceExamples plans the example of each data source against the lab.
func TestDataSourceExamples(t *testing.T) {
	t.Parallel()
	examples, err := filepath.Glob(filepath.Join(root, "examples/data-sources/*/data-source.tf"))
	if err != nil || len(examples) == 0 {
		t.Fatal(examples, err)
	}
	env := labEnvironment(t)
	for _, path := range examples {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			w := newWorkspace(t, string(text))
			w.env = append(w.env, env...)
			if got := w.run("plan", "-no-color"); got.code != 0 || !strings.Contains(got.text, "Changes to Outputs") {
				t.Errorf("exit code %d:\n%s", got.code, got.text)
			}
		})
	}
}

// TestExamplesAreValid runs terraform validate on every folder of examples/ that holds a configuration.
func TestExamplesAreValid(t *testing.T) {
	t.Parallel()
	var folders []string
	err := filepath.WalkDir(filepath.Join(root, "examples"), func(path string, _ os.DirEntry, err error) error {
		if filepath.Ext(path) == ".tf" && !slices.Contains(folders, filepath.Dir(path)) {
			folders = append(folders, filepath.Dir(path))
		}
		return err
	})
	if err != nil || len(folders) == 0 {
		t.Fatal(folders, err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			switch text := readDir(t, folder); {
			case strings.Contains(folder, "functions"):
				needs(t, needsFunctions)
			case strings.Contains(text, "vmware/vsphere"):
				t.Skip("it needs another provider; TestGateFedProvider applies it")
			case strings.Contains(text, "\naction "):
				needs(t, needsActions)
			case strings.Contains(text, "\nephemeral "):
				needs(t, needsEphemeral)
			}
			w := emptyWorkspace(t)
			if err := os.CopyFS(w.dir, os.DirFS(folder)); err != nil {
				t.Fatal(err)
			}
			validates(t, w)
		})
	}
}

var codeBlock = regexp.MustCompile("(?s)```(?:terraform|hcl)\n(.*?)```")

// TestCodeInDocumentsIsValid takes every block of Terraform out of the README and the templates.
func TestCodeInDocumentsIsValid(t *testing.T) {
	t.Parallel()
	documents := []string{filepath.Join(root, "README.md"), filepath.Join(root, "internal/veeamsim/README.md")}
	templates, err := filepath.Glob(filepath.Join(root, "templates/*/*.tmpl"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := 0
	for _, path := range append(documents, templates...) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range codeBlock.FindAllStringSubmatch(string(text), -1) {
			blocks++
			t.Run(filepath.Base(path), func(t *testing.T) {
				t.Parallel()
				w := emptyWorkspace(t)
				w.write("main.tf", block[1])
				validates(t, w)
			})
		}
	}
	if blocks == 0 {
		t.Error("no code found")
	}
}

// validates runs init and validate in a workspace that names the provider by its short address or not at all.
func validates(t *testing.T, w *workspace) {
	t.Helper()
	if text := readDir(t, w.dir); !strings.Contains(text, "required_providers") {
		w.write("versions.tf", requiredProviders)
	}
	if got := w.run("init", "-no-color"); got.code != 0 {
		t.Fatal(got.text)
	}
	if got := w.run("validate", "-no-color"); got.code != 0 {
		t.Error(got.text)
	}
}

func readDir(t *testing.T, dir string) (text string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.tf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		part, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text += string(part)
	}
	return text
}

// TestReadmeExample plans the README's first example: it passes where each of its machines has a backup of last night. It stops for
// one that failed, with the reason, and for one that the job skipped without a task session, whatever else succeeded.
func TestReadmeExample(t *testing.T) {
	t.Parallel()
	example := codeBlock.FindStringSubmatch(read(t, "README.md"))[1]
	nightBefore := func() *nights {
		return newNights().session(1, 1, 32, "").task(1, "db01", "", "Success", 32, 31).task(1, "web01", "", "Success", 32, 31).
			session(2, 1, 8, "").task(2, "db01", "", "Success", 8, 7)
	}
	skipped := nightBefore()
	skipped.inv.BackupSessions[1].Result = "Failed"
	for name, c := range map[string]struct {
		night *nights
		code  int
		says  []string
	}{
		"good":    {nightBefore().task(2, "web01", "", "Warning", 8, 7), 0, []string{"No changes."}},
		"failed":  {nightBefore().task(2, "web01", "", "Failed", 8, 7), 1, []string{"2 judged, 1 violation. web01: backup failed, last good backup ", ": Failed of web01"}},
		"skipped": {skipped, 1, []string{"2 judged, 1 violation. web01: last good backup too old, last good backup "}},
		"nothing": {newNights(), 1, []string{"2 judged, 2 violations. db01: not seen by any job web01: not seen by any job"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorkspace(t, example)
			w.env = append(w.env, environment(start(t, veeamsim.Config{Inventory: c.night.today(), Clock: time.Now}))...)
			w.expect(c.code, []string{"plan", "-no-color"}, c.says...)
		})
	}
}

// TestNullInASet: a null within a set of any data source is an error on that attribute, found while validating.
func TestNullInASet(t *testing.T) {
	t.Parallel()
	server := made(t)
	schemas := schemasOf(t, server)
	sets := 0
	texts := tftypes.Set{ElementType: tftypes.String}
	for kind, schema := range schemas.DataSourceSchemas {
		for _, attribute := range schema.Block.Attributes {
			if !texts.Equal(attribute.Type) || !attribute.Optional {
				continue
			}
			sets++
			given := map[string]tftypes.Value{attribute.Name: tftypes.NewValue(texts, []tftypes.Value{tftypes.NewValue(tftypes.String, nil)})}
			response, err := server.ValidateDataResourceConfig(t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{
				TypeName: kind, Config: object(t, schema.ValueType(), given),
			})
			if err != nil {
				t.Fatal(err)
			}
			at := tftypes.NewAttributePath().WithAttributeName(attribute.Name)
			if !slices.ContainsFunc(response.Diagnostics, func(d *tfprotov6.Diagnostic) bool { return d.Summary == "Null Set Value" && d.Attribute.Equal(at) }) {
				t.Errorf("%s.%s takes a null", kind, attribute.Name)
			}
		}
	}
	if sets == 0 {
		t.Error("no data source takes a set")
	}
	t.Logf("%d sets", sets)
}
