package veeamclient_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/bench"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// TestDecodeAsEncodingJSON: odd rows are read, or refused, as encoding/json reads and refuses them.
func TestDecodeAsEncodingJSON(t *testing.T) {
	const believed = `"UID":"` + taskUID + `","State":"Completed","CreationTimeUTC":"2026-06-15T23:20:45Z"`
	for name, members := range map[string]string{
		"nothing more":          `"Name":"a"`,
		"nulls":                 `"Name":null,"Links":null,"TotalSize":null,"EndTimeUTC":null,"VmUid":null`,
		"any case":              `"nAME":"a","VMDISPLAYNAME":"b","vmuid":"c"`,
		"a name twice the same": `"Name":"a","Name":"a"`,
		"unknown":               `"x":[1,{"y":[null,true,1e400]}],"Z":{}`,
		"escapes":               `"Name":"\u00e4\n\"\\\/\ud83d\ude00","Re\u0061son":"r"`,
		"half a surrogate":      `"Name":"\ud83d."`,
		"no UTF-8":              "\"Name\":\"a\xffb\xc3\"",
		"no UTF-8 in a name":    "\"N\xff\":1",
		"control character":     "\"Name\":\"a\x01b\"",
		"large number":          `"TotalSize":9223372036854775807`,
		"too large":             `"TotalSize":9223372036854775808`,
		"fraction":              `"TotalSize":1.5`,
		"text for number":       `"TotalSize":"1"`,
		"number for text":       `"Name":1`,
		"object for list":       `"Links":{}`,
		"text for object":       `"Links":["x"]`,
		"null among the links":  `"Links":[null,{"Rel":"Up","Type":"BackupServerReference","Name":"vbr"}]`,
		"no time":               `"EndTimeUTC":"soon"`,
		"number for time":       `"EndTimeUTC":5`,
		"comma at the end":      `"Name":"a",`,
		"colon missing":         `"Name" "a"`,
		"comment":               `/* */"Name":"a"`,
		"leading zero":          `"TotalSize":01`,
		"white space":           "\n\t\"Name\" :\r\n \"a\" ",
		"white space of others": "\u00a0\"Name\":\"a\"",
	} {
		t.Run(name, func(t *testing.T) {
			body := `{"BackupTaskSessions":[{` + believed + `,` + members + `}]}`
			var want bench.Plain
			wantError := json.Unmarshal([]byte(body), &want)
			got, err := veeamclient.DecodeTaskSessions(strings.NewReader(body))
			if (err != nil) != (wantError != nil) {
				t.Fatalf("%v, where encoding/json says %v", err, wantError)
			}
			if err != nil {
				return
			}
			plain := want.BackupTaskSessions[0]
			for _, link := range plain.Links {
				plain.BackupServerName += link.Name // there is one at most
			}
			if diff := cmp.Diff([]veeamclient.BackupTaskSession{plain.BackupTaskSession}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
