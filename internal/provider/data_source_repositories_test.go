package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

func TestRepositories(t *testing.T) {
	const many, one = "veeam_repositories", "veeam_repository"
	row := func(n int, name, kind string, capacity, free int, percent any, server string) map[string]any {
		return map[string]any{
			"id": guid(6, n), "uid": "urn:veeam:Repository:" + guid(6, n), "name": name, "kind": kind,
			"capacity": capacity, "free_space": free, "free_percent": percent, "backup_server_name": server,
		}
	}
	cold := row(3, "Cold", "LinuxLocal", 1000, 999, 99, "vbr02.lab.example")
	full := row(1, "Default Backup Repository", "WindowsLocal", 106779635712, 9223929856, 8, "vbr01.lab.example")
	none := row(2, "Default Backup Repository", "WindowsLocal", 0, 0, nil, "vbr02.lab.example")
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		return []resource.TestStep{
			reads(sim, many, "", has(many, "repositories", knownvalue.ListExact([]knownvalue.Check{exactly(cold), exactly(full), exactly(none)}))),
			reads(sim, many, `kinds = ["linuxlocal"]`, lists(many, "repositories", "name", "Cold")),
			reads(sim, many, "names = [\"default backup repository\"]\nbackup_server_name = \"vbr02.lab.example\"", lists(many, "repositories", "id", guid(6, 2))),
			reads(sim, many, `names = ["none"]`, lists(many, "repositories", "id")),
			reads(sim, one, "name = \"Default Backup Repository\"\nbackup_server_name = \"vbr01.lab.example\"", top(one, full)...),
			reads(sim, one, `id = "`+guid(6, 2)+`"`, top(one, none)...),
			refuses(sim, one, `name = "default backup repository"`, "Unable to Read Repository", "2 were found", "vbr01.lab.example", "vbr02.lab.example", "Add backup_server_name"),
			refuses(sim, one, `name = "Warm"`, "Unable to Read Repository", `Nothing was found with name = "Warm"`),
		}
	})
}

// TestObjectStorageHasNoSizes: a size of -1 is one that Enterprise Manager does not know.
func TestObjectStorageHasNoSizes(t *testing.T) {
	t.Parallel()
	for _, build := range []int{12, 13} {
		sim := start(t, veeamsim.Config{Build: build, Inventory: veeamsim.Inventory{
			BackupServers: []veeamsim.BackupServer{{ID: guid(1, 1), Name: "vbr01.lab.example"}},
			Repositories:  []veeamsim.Repository{{ID: guid(6, 1), Name: "Bucket", Kind: "AmazonS3", ServerID: guid(1, 1), Capacity: -1, FreeSpace: -1}},
		}})
		run(t, reads(sim, "veeam_repository", `name = "Bucket"`, top("veeam_repository", map[string]any{
			"kind": "AmazonS3", "capacity": nil, "free_space": nil, "free_percent": nil,
		})...))
	}
}
