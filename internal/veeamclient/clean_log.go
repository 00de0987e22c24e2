package veeamclient

import (
	"context"
	"log/slog"
)

// cleanLog hands records on without secrets.
type cleanLog struct {
	slog.Handler
	secrets *secrets
}

// Handle writes a record of clean texts.
func (l cleanLog) Handle(ctx context.Context, record slog.Record) error {
	clean := slog.NewRecord(record.Time, record.Level, l.secrets.clean(record.Message), record.PC)
	record.Attrs(func(a slog.Attr) bool {
		clean.AddAttrs(l.cleanAttr(a))
		return true
	})
	return l.Handler.Handle(ctx, clean)
}

// cleanAttr leaves numbers as they are.
func (l cleanLog) cleanAttr(a slog.Attr) slog.Attr {
	switch a.Value.Kind() {
	case slog.KindInt64, slog.KindUint64, slog.KindFloat64, slog.KindBool, slog.KindDuration, slog.KindTime:
		return a
	}
	return slog.String(a.Key, l.secrets.clean(a.Value.String()))
}

// WithAttrs keeps clean attributes for later records.
func (l cleanLog) WithAttrs(attributes []slog.Attr) slog.Handler {
	cleaned := make([]slog.Attr, len(attributes))
	for i, a := range attributes {
		cleaned[i] = l.cleanAttr(a)
	}
	return cleanLog{l.Handler.WithAttrs(cleaned), l.secrets}
}

// WithGroup groups later records.
func (l cleanLog) WithGroup(name string) slog.Handler {
	return cleanLog{l.Handler.WithGroup(name), l.secrets}
}
