package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

var mainServer = map[string]any{
	"id": guid(1, 1), "uid": "urn:veeam:BackupServer:" + guid(1, 1), "name": "vbr01.lab.example", "description": "Main site", "port": 9392, "version": "13.0.1.1071",
	"wcf_port": 9410, "vbr_certificate_thumbprint": "A1B2C3",
}

func TestBackupServers(t *testing.T) {
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		return []resource.TestStep{
			reads(sim, "veeam_backup_servers", "", has("veeam_backup_servers", "backup_servers", knownvalue.ListExact([]knownvalue.Check{
				exactly(mainServer), exactly(map[string]any{"id": guid(1, 2), "uid": "urn:veeam:BackupServer:" + guid(1, 2), "name": "vbr02.lab.example", "description": nil, "port": 9392,
					"wcf_port": 9405, "vbr_certificate_thumbprint": "D4E5F6",
					"version": "12.3.2.3617"}),
			}))),
			reads(sim, "veeam_backup_servers", `descriptions = ["MAIN site"]`, lists("veeam_backup_servers", "backup_servers", "name", "vbr01.lab.example")),
			reads(sim, "veeam_backup_servers", `versions = ["12.3.2.3617"]`, lists("veeam_backup_servers", "backup_servers", "name", "vbr02.lab.example")),
			reads(sim, "veeam_backup_servers", `names = ["VBR02.lab.example"]`, lists("veeam_backup_servers", "backup_servers", "name", "vbr02.lab.example")),
			reads(sim, "veeam_backup_server", `name = "VBR01.LAB.EXAMPLE"`, top("veeam_backup_server", mainServer)...),
			refuses(sim, "veeam_backup_server", `name = "vbr01"`, "Unable to Read Backup Server", `Nothing was found with name = "vbr01"`),
			refuses(sim, "veeam_backup_server", ``, "name"),
		}
	})
}
