package provider_test

import "testing"

func TestFileServers(t *testing.T) {
	row := func(n int, name, server, serverType string, options map[string]any) map[string]any {
		row := map[string]any{
			"id": guid(22, n), "uid": "urn:veeam:FileServer:" + guid(22, n), "name": name, "backup_server_name": server, "server_type": serverType,
			"hierarchy_obj_ref": "urn:NasBackup:FileServer:" + guid(22, n) + "." + guid(22, n), "smb_server_options": nil, "nfs_server_options": nil,
			"file_server_options": nil, "processing_options": exactly(map[string]any{
				"server_uid": "urn:veeam:FileServer:" + guid(22, n), "cache_repository_uid": "urn:veeam:Repository:" + guid(6, n),
			}),
			"nas_server_advanced_options": exactly(map[string]any{"processing_mode": "Direct", "storage_snapshot_path": nil}),
		}
		for name, value := range options {
			row[name] = value
		}
		return row
	}
	namedCase{
		one: "file_server", many: "file_servers", title: "File Server", uidType: "FileServer", twice: `\\nas\share`, alone: 2,
		rows: []map[string]any{
			row(1, `\\nas\share`, "vbr01.lab.example", "SmbServer", map[string]any{
				"smb_server_options": exactly(map[string]any{"path": `\\nas\share`, "credentials_id": nil}),
			}),
			row(2, `\\nas\share`, "vbr02.lab.example", "FileServer", map[string]any{
				"file_server_options": exactly(map[string]any{"server_uid": "urn:veeam:FileServer:" + guid(22, 2)}),
			}),
			row(3, "nas:/nfs", "vbr02.lab.example", "NfsServer", map[string]any{"nfs_server_options": exactly(map[string]any{"path": "nas:/nfs"})}),
		},
		filters: map[string][]int{`server_types = ["NfsServer", "SmbServer"]`: {0, 2}},
		wrong:   `server_types = ["S3"]`, refusal: "server_types",
	}.run(t)
}
