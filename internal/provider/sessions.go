package provider

import (
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// What the tables of sessions and task sessions share.

// seconds is the whole number of seconds between two times; nil while the end is open.
func seconds(from, to veeamclient.Time) *int64 {
	if from.IsZero() || to.IsZero() {
		return nil
	}
	n := int64(to.Sub(from.Time) / time.Second)
	return &n
}

// among tells whether a value is one of those wanted; none wanted means all.
func among(wanted []string, value string) bool {
	return len(wanted) == 0 || slices.Contains(wanted, value)
}

// warnBeyondKept warns of a search that goes further back than what EM keeps.
func warnBeyondKept(after time.Time) (diags diag.Diagnostics) {
	if !after.IsZero() && time.Since(after) > veeamclient.KeptDays*24*time.Hour {
		diags.AddAttributeWarning(path.Root("created_after"), "Beyond What Enterprise Manager Keeps", fmt.Sprintf(
			"created_after is more than %d days ago. Enterprise Manager keeps no older sessions, so what is missing there did not necessarily not run.", veeamclient.KeptDays))
	}
	return diags
}
