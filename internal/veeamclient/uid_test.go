package veeamclient_test

import (
	"strings"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

const guidText = "88322206-a645-4aa3-9228-028ce51e7c0f"

func TestParseID(t *testing.T) {
	for _, text := range []string{
		guidText, strings.ToUpper(guidText), "urn:veeam:Job:" + guidText, "urn:veeam:nasjob:" + guidText,
	} {
		if got, err := veeamclient.ParseID(text, "Job", "NasJob"); err != nil || got != guidText {
			t.Errorf("%s: %q, %v", text, got, err)
		}
	}
	for _, text := range []string{
		"", "Nightly VMs", guidText + "0", guidText[1:], strings.ReplaceAll(guidText, "-", "x"), strings.ReplaceAll(guidText, "a", "g"),
		"urn:veeam:BackupServer:" + guidText, "urn:veeam:Job:", "urn:veeam:Job:" + guidText + "/..", "urn:veeam:" + guidText, "{" + guidText + "}",
	} {
		_, err := veeamclient.ParseID(text, "Job", "NasJob")
		if err == nil || !strings.Contains(err.Error(), "urn:veeam:NasJob:<GUID>") {
			t.Errorf("%q: error is %v; want one that says what is accepted", text, err)
		}
	}
}

func TestIDOf(t *testing.T) {
	for uid, want := range map[string]string{
		"urn:veeam:BackupTaskSession:" + guidText: guidText,
		guidText:                    guidText,
		"urn:veeam:CatalogVm:web01": "",
		"":                          "",
	} {
		if got := veeamclient.IDOf(uid); got != want {
			t.Errorf("%q: %q", uid, got)
		}
	}
}
