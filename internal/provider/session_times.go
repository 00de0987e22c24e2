package provider

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// A time in which nothing can lie gives an empty answer, which is easily taken for a good one.

// warnTimes warns of times that EM most likely has no sessions of, and of sessions in the future.
func warnTimes[T any, R sessionOf[T]](a *sessionArguments, rows []*T) (diags diag.Diagnostics) {
	warnFuture[T, R](rows, &diags)
	const summary = "Beyond What Enterprise Manager Keeps"
	kept := time.Now().AddDate(0, 0, -7*veeamclient.RetentionWeeks)
	if after := a.CreatedAfter; !after.IsZero() && after.Before(kept) {
		diags.AddAttributeWarning(path.Root("created_after"), summary, fmt.Sprintf(
			"created_after is more than %d weeks ago. Enterprise Manager keeps no older sessions unless it is told to, so what is missing "+
				"there may have run. Set created_after to a later time.", veeamclient.RetentionWeeks))
	}
	if before := a.CreatedBefore; !before.IsZero() && before.Before(kept) {
		diags.AddAttributeWarning(path.Root("created_before"), summary, fmt.Sprintf(
			"created_before is more than %d weeks ago. Enterprise Manager keeps no older sessions unless it is told to, so an empty answer "+
				"does not say that nothing ran. Set created_before to a later time.", veeamclient.RetentionWeeks))
	}
	if a.CreatedAfter.After(time.Now().Add(compliance.ClockSkew)) {
		diags.AddAttributeWarning(path.Root("created_after"), "Time in the Future",
			"created_after lies in the future, where no session can have begun. See whether its zone is right, or the clock of this machine.")
	}
	return diags
}

// warnFuture names the backup server of the newest session that begins in the future: a clock is wrong, and ages with it.
func warnFuture[T any, R sessionOf[T]](rows []*T, diags *diag.Diagnostics) {
	var newest *veeamclient.Session
	for _, row := range rows {
		if s := R(row).AsSession(); newest == nil || s.CreationTime.After(newest.CreationTime.Time) {
			newest = s
		}
	}
	if now := time.Now(); newest != nil && newest.CreationTime.After(now.Add(compliance.ClockSkew)) {
		diags.AddWarning("Session in the Future", fmt.Sprintf(
			"%q on backup server %q begins at %s, %s from now. The clock of that backup server is ahead, or that of this machine late.",
			newest.Name, newest.BackupServerName, newest.CreationTime.Format(time.RFC3339), newest.CreationTime.Sub(now).Round(time.Second)))
	}
}

// timesInOrder refuses a time without length.
type timesInOrder struct{}

func (timesInOrder) Description(context.Context) string {
	return "created_before is later than created_after, and created_within is given without created_after"
}

func (r timesInOrder) MarkdownDescription(ctx context.Context) string { return r.Description(ctx) }

// ValidateDataSource compares the two where both are known. It looks at the values only: Terraform validates before
// every read, and to search the configuration by its type took a tenth of that.
func (timesInOrder) ValidateDataSource(
	_ context.Context, request datasource.ValidateConfigRequest, response *datasource.ValidateConfigResponse,
) {
	var values map[string]tftypes.Value
	if err := request.Config.Raw.As(&values); err != nil {
		return // the framework has said so
	}
	if isGiven(values["created_within"]) && isGiven(values["created_after"]) {
		response.Diagnostics.AddAttributeError(path.Root("created_within"), "Invalid Attribute Combination",
			"created_within and created_after both bound the same time: give one of them.")
	}
	after, before := instant(values["created_after"]), instant(values["created_before"])
	if !after.IsZero() && !before.IsZero() && !after.Before(before) {
		response.Diagnostics.AddAttributeError(path.Root("created_before"), "Invalid Time Range", fmt.Sprintf(
			"created_before (%s) is not later than created_after (%s): nothing can lie between "+
				"them.", before.Format(time.RFC3339), after.Format(time.RFC3339)))
	}
}

// isGiven reports whether an argument is known and not left out.
func isGiven(value tftypes.Value) bool { return value.IsKnown() && !value.IsNull() }

// instant is an argument's time; zero where it is not given, not known, or no time, which the argument itself says.
func instant(value tftypes.Value) time.Time {
	var text string
	if !value.IsKnown() || value.IsNull() || value.As(&text) != nil {
		return time.Time{}
	}
	at, _ := time.Parse(time.RFC3339, text)
	return at
}
