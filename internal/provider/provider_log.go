package provider

import (
	"context"
	"log/slog"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// logSubsystem names the client's records in Terraform's log; TF_LOG_PROVIDER_VEEAM_EM sets their level apart.
const logSubsystem = "em"

// maskedFields never show their values, should a record ever carry one.
var maskedFields = []string{"Authorization", "X-RestSvcSessionId", "Cookie", "Set-Cookie", "password", "token", "session_id"}

// terraformLog hands the client's records to Terraform's log. The client writes no header and no body
// into them, and the id of a logon session as ***; the masks are there for the day that somebody does.
type terraformLog struct{ attributes []slog.Attr }

// Enabled leaves the choice to Terraform: TF_LOG_PROVIDER.
func (terraformLog) Enabled(context.Context, slog.Level) bool { return true }

// Handle writes one record with the context's own logger.
func (l terraformLog) Handle(ctx context.Context, record slog.Record) error {
	ctx = tflog.NewSubsystem(ctx, logSubsystem, tflog.WithLevelFromEnv("TF_LOG_PROVIDER_VEEAM", "EM"), tflog.WithRootFields())
	ctx = tflog.SubsystemMaskFieldValuesWithFieldKeys(ctx, logSubsystem, maskedFields...)
	fields := make(map[string]any, record.NumAttrs()+len(l.attributes))
	add := func(a slog.Attr) bool {
		fields[a.Key] = a.Value.Any()
		return true
	}
	for _, a := range l.attributes {
		add(a)
	}
	record.Attrs(add)
	switch {
	case record.Level >= slog.LevelError:
		tflog.SubsystemError(ctx, logSubsystem, record.Message, fields)
	case record.Level >= slog.LevelWarn:
		tflog.SubsystemWarn(ctx, logSubsystem, record.Message, fields)
	case record.Level >= slog.LevelInfo:
		tflog.SubsystemInfo(ctx, logSubsystem, record.Message, fields)
	default:
		tflog.SubsystemDebug(ctx, logSubsystem, record.Message, fields)
	}
	return nil
}

// WithAttrs keeps attributes for later records.
func (l terraformLog) WithAttrs(attributes []slog.Attr) slog.Handler {
	return terraformLog{append(l.attributes[:len(l.attributes):len(l.attributes)], attributes...)}
}

// WithGroup is not used by the client: its records are flat.
func (l terraformLog) WithGroup(string) slog.Handler { return l }
