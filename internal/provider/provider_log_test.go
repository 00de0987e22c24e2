package provider

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
)

// TestLogMasks: the logging library itself hides what must not be seen, should a record ever carry it.
func TestLogMasks(t *testing.T) {
	t.Setenv("TF_LOG", "TRACE")
	var written bytes.Buffer
	ctx := tflogtest.RootLogger(t.Context(), &written)
	logger := slog.New(terraformLog{}).With("password", "secret1")
	logger.DebugContext(ctx, "EM request", "Authorization", "Basic secret2", "X-RestSvcSessionId", "secret3", "token", "secret4", "path", "/api/jobs")
	logger.InfoContext(ctx, "progress")
	entries, err := tflogtest.MultilineJSONDecode(&written)
	if err != nil || len(entries) != 2 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	first := entries[0]
	for _, field := range []string{"Authorization", "X-RestSvcSessionId", "token", "password"} {
		if first[field] != "***" {
			t.Errorf("%s is %v", field, first[field])
		}
	}
	module, _ := first["@module"].(string)
	if first["path"] != "/api/jobs" || first["@level"] != "debug" || !strings.HasSuffix(module, ".em") || entries[1]["@level"] != "info" {
		t.Errorf("entries %v", entries)
	}
}
