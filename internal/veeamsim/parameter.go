package veeamsim

import (
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim/filter"
)

// parameter is a name that the query service filters and sorts by.
type parameter[T any] = filter.Parameter[T]

func textOf[T any](name string, get func(*T) string) parameter[T] { return filter.TextOf(name, get) }

func uidOf[T any](name string, get func(*T) string) parameter[T] { return filter.UIDOf(name, get) }

func momentOf[T any](name string, get func(*T) time.Time) parameter[T] {
	return filter.TimeOf(name, get)
}

func numberOf[T any](name string, get func(*T) int64) parameter[T] { return filter.NumberOf(name, get) }

func flagOf[T any](name string, get func(*T) bool) parameter[T] { return filter.FlagOf(name, get) }

func choiceOf[T any](name string, list []string, get func(*T) string) parameter[T] {
	return filter.ChoiceOf(name, list, get)
}

// filterSettings are what the configuration says about filters.
func (c *Config) filterSettings() filter.Settings {
	return filter.Settings{CaseSensitive: c.CaseSensitive, NoneFirst: c.NoneFirst, OrFirst: c.OrFirst}
}

func isGUID(text string) bool { return filter.IsGUID(text) }
