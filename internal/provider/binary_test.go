package provider_test

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hc-install/fs"
	"github.com/hashicorp/hc-install/product"
	"github.com/hashicorp/hc-install/releases"
	"github.com/hashicorp/hc-install/src"

	install "github.com/hashicorp/hc-install"
)

// mirror builds the provider once, into a folder that terraform init takes it from.
var mirror = func() func(*testing.T) string {
	var once sync.Once
	var dir string
	return func(t *testing.T) string {
		t.Helper()
		once.Do(func() {
			dir = sharedDir
			place := func(registry string) string {
				return filepath.Join(dir, registry, "terraform-veeam/veeam", builtVersion, runtime.GOOS+"_"+runtime.GOARCH)
			}
			name := "terraform-provider-veeam_v" + builtVersion
			binary := filepath.Join(place("registry.terraform.io"), name)
			command := exec.Command("go", "build", "-o", binary, "github.com/terraform-veeam/terraform-provider-veeam")
			if out, err := command.CombinedOutput(); err != nil {
				panic(string(out))
			}
			// OpenTofu looks for short addresses under its own registry's name.
			if err := os.MkdirAll(place("registry.opentofu.org"), 0o750); err != nil {
				panic(err)
			}
			if err := os.Link(binary, filepath.Join(place("registry.opentofu.org"), name)); err != nil {
				panic(err)
			}
			rc := "disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = \"" + dir + "\"\n  }\n}\n"
			if err := os.WriteFile(filepath.Join(dir, "terraform.rc"), []byte(rc), 0o600); err != nil {
				panic(err)
			}
		})
		return dir
	}
}()

// runThroughOpenTofu lets the acceptance tests run through OpenTofu where it is on the PATH and Terraform is not, and nothing else was
// asked for: the test framework would download Terraform.
func runThroughOpenTofu() {
	path, err := exec.LookPath("tofu")
	if _, missing := exec.LookPath("terraform"); missing == nil || err != nil ||
		os.Getenv("TF_ACC_TERRAFORM_PATH")+os.Getenv("TF_ACC_TERRAFORM_VERSION") != "" {
		return
	}
	for name, value := range map[string]string{"TF_ACC_TERRAFORM_PATH": path, "TF_ACC_PROVIDER_HOST": "registry.opentofu.org"} {
		if err := os.Setenv(name, value); err != nil {
			panic(err)
		}
	}
}

// terraformBinary is the binary that the acceptance tests use as well, installed where there is none.
var terraformBinary = sync.OnceValues(func() (string, error) {
	if path := os.Getenv("TF_ACC_TERRAFORM_PATH"); path != "" {
		return path, nil
	}
	return install.NewInstaller().Ensure(context.Background(), []src.Source{
		&fs.AnyVersion{Product: &product.Terraform},
		&releases.LatestVersion{Product: product.Terraform, InstallDir: sharedDir},
	})
})

func terraformPath(t *testing.T) string {
	t.Helper()
	path, err := terraformBinary()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// terraformVersion is what the binary under test says of itself. OpenTofu counts its own versions, from 1.6 on.
var terraformVersion = sync.OnceValues(func() (*version.Version, error) {
	path, err := terraformBinary()
	if err != nil {
		return nil, err
	}
	text, err := exec.Command(path, "version", "-json").Output()
	if err != nil {
		return nil, err
	}
	var said struct {
		Version string `json:"terraform_version"`
	}
	if err := json.Unmarshal(text, &said); err != nil {
		return nil, err
	}
	return version.NewVersion(said.Version)
})

// What needs which version of Terraform.
const (
	needsMocks     = "1.7.0" // terraform test with mock_provider
	needsFunctions = "1.8.0" // functions of a provider
	needsComplete  = "1.8"   // "complete" in the JSON of a plan
	needsEphemeral = "1.10"  // ephemeral resources
	needsActions   = "1.14"  // actions; never in OpenTofu
	// needsBeforeDestroy: actions before a machine is destroyed.
	needsBeforeDestroy = "1.16"
)

// isOpenTofu tells by the binary's name.
func isOpenTofu(t *testing.T) bool {
	t.Helper()
	return strings.Contains(filepath.Base(terraformPath(t)), "tofu")
}

// needs skips a test that the binary is too old for.
func needs(t *testing.T, least string) {
	t.Helper()
	acceptance(t)
	has, err := terraformVersion()
	if err != nil {
		t.Fatal(err)
	}
	if has.LessThan(version.Must(version.NewVersion(least))) {
		t.Skipf("needs Terraform %s, this is %s", least, has)
	}
	if least == needsActions && isOpenTofu(t) {
		t.Skip("OpenTofu has no actions")
	}
	if least == needsFunctions && isOpenTofu(t) {
		t.Skip("OpenTofu configures a provider before it calls a function, and these have no configuration")
	}
}
