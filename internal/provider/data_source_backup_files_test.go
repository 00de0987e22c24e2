package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

func TestBackupFiles(t *testing.T) {
	const kind, list, one, two = "veeam_backup_files", "backup_files", "vbr01.lab.example", "vbr02.lab.example"
	file := func(n int, stamp, fileType, created, server string, backup int, size, data any, dedup, compress float64) knownvalue.Check {
		name := "Nightly VMs" + stamp + "." + fileType
		return exactly(map[string]any{
			"id": guid(25, n), "uid": "urn:veeam:BackupFile:" + guid(25, n), "name": name, "file_path": `D:\Backup\Nightly VMs\` + name, "file_type": fileType,
			"creation_time": created, "backup_server_name": server, "backup_id": guid(23, backup), "backup_name": "Nightly VMs", "backup_size": size, "data_size": data,
			"deduplication_ratio": knownvalue.Float64Exact(dedup), "compress_ratio": knownvalue.Float64Exact(compress),
		})
	}
	files := knownvalue.ListExact([]knownvalue.Check{
		file(1, "D2026-06-14T080000", "vbk", "2026-06-14T08:00:00Z", one, 1, 8682549248, 75161991659, 5.71, 2),
		file(2, "D2026-06-15T080000", "vib", "2026-06-15T08:00:00Z", one, 1, 1000, nil, 0, 0),
		file(3, "D2026-06-15T200000", "vbk", "2026-06-15T20:00:00Z", two, 2, nil, nil, 0, 0),
	})
	size := func(backup int, server string, count, full int, size, data any, oldest, newest string) knownvalue.Check {
		return exactly(map[string]any{
			"backup_id": guid(23, backup), "backup_name": "Nightly VMs", "backup_server_name": server, "count": count, "full_count": full,
			"backup_size": size, "data_size": data, "oldest_time": oldest, "newest_time": newest,
		})
	}
	sizes := knownvalue.ListExact([]knownvalue.Check{
		size(1, one, 2, 1, 8682550248, 75161991659, "2026-06-14T08:00:00Z", "2026-06-15T08:00:00Z"),
		size(2, two, 1, 1, nil, nil, "2026-06-15T20:00:00Z", "2026-06-15T20:00:00Z"),
	})
	onBothBuilds(t, func(sim *veeamsim.Server) []resource.TestStep {
		return []resource.TestStep{
			reads(sim, kind, "", has(kind, list, files), has(kind, "backups", sizes)),
			reads(sim, kind, `list_files = false`, has(kind, list, knownvalue.Null()), has(kind, "backups", sizes)),
			reads(sim, kind, `backup_id = "urn:veeam:Backup:`+guid(23, 2)+`"`, lists(kind, list, "id", guid(25, 3))),
			reads(sim, kind, `backup_names = ["NIGHTLY vms"]`, has(kind, list, files)),
			reads(sim, kind, `backup_names = ["none"]`, lists(kind, list, "id")),
			reads(sim, kind, "file_types = [\"vbk\"]\nbackup_server_name = \""+one+`"`, lists(kind, list, "id", guid(25, 1))),
			reads(sim, kind, "created_after = \"2026-06-15T08:00:00Z\"\ncreated_before = \"2026-06-15T20:00:00Z\"", lists(kind, list, "id", guid(25, 2))),
			refuses(sim, kind, `file_types = ["vbm"]`, "file_types"),
			refuses(sim, kind, "created_after = \"2026-06-15T08:00:00Z\"\ncreated_before = \"2026-06-14T08:00:00Z\"", "created_before"),
		}
	})
}
