package veeamsim

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// parameter is one name that the query service filters and sorts by.
type parameter[T any] struct {
	name string
	// against reads a value of a filter and returns how a row compares with it.
	against func(c *Config, value string) (func(row *T) comparison, error)
	// order compares two rows for sorting. Rows without a value come first.
	order func(c *Config, a, b *T) int
}

// comparison is how a row's value stands to another one.
type comparison struct {
	order int
	known bool // false: the row has no value, and no operator holds
}

func textOf[T any](name string, get func(*T) string) parameter[T] {
	return parameter[T]{
		name: name,
		against: func(c *Config, value string) (func(*T) comparison, error) {
			return func(row *T) comparison { return comparison{compareText(c, get(row), value), true} }, nil
		},
		order: func(c *Config, a, b *T) int { return compareText(c, get(a), get(b)) },
	}
}

func compareText(c *Config, a, b string) int {
	if c.CaseSensitive {
		return cmp.Compare(a, b)
	}
	for a != "" && b != "" {
		x, sizeX := utf8.DecodeRuneInString(a)
		y, sizeY := utf8.DecodeRuneInString(b)
		if x != y {
			if order := cmp.Compare(unicode.ToLower(x), unicode.ToLower(y)); order != 0 {
				return order
			}
		}
		a, b = a[sizeX:], b[sizeY:]
	}
	return cmp.Compare(len(a), len(b))
}

// uidOf compares a whole URN as such, and a bare GUID with the end of the row's URN: the UID of a
// job comes with different words in the middle.
func uidOf[T any](name string, get func(*T) string) parameter[T] {
	return parameter[T]{
		name: name,
		against: func(_ *Config, value string) (func(*T) comparison, error) {
			bare := !strings.Contains(value, ":")
			if bare && !isGUID(value) || !bare && !isURN(value) {
				return nil, fmt.Errorf("%q is neither a GUID nor urn:veeam:<type>:<GUID>", value)
			}
			return func(row *T) comparison {
				uid := get(row)
				if uid == "" {
					return comparison{}
				}
				if bare {
					uid = uid[strings.LastIndexByte(uid, ':')+1:]
				}
				return comparison{compareFold(uid, value), true}
			}, nil
		},
		order: func(_ *Config, a, b *T) int { return compareFold(get(a), get(b)) },
	}
}

func compareFold(a, b string) int { return compareText(&Config{}, a, b) }

func isURN(text string) bool {
	words := strings.Split(text, ":")
	return len(words) == 4 && strings.EqualFold(words[0]+words[1], "urnveeam") && words[2] != "" && words[3] != ""
}

func isGUID(text string) bool {
	if len(text) != 36 {
		return false
	}
	for i, c := range []byte(text) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (c == '-') || !dash && !strings.ContainsRune("0123456789abcdefABCDEF", rune(c)) {
			return false
		}
	}
	return true
}

func momentOf[T any](name string, get func(*T) time.Time) parameter[T] {
	return parameter[T]{
		name: name,
		against: func(_ *Config, value string) (func(*T) comparison, error) {
			limit, err := parseMoment(value)
			if err != nil {
				return nil, err
			}
			return func(row *T) comparison {
				t := get(row)
				return comparison{t.Compare(limit), !t.IsZero()}
			}, nil
		},
		order: func(_ *Config, a, b *T) int { return get(a).Compare(get(b)) },
	}
}

func parseMoment(value string) (time.Time, error) {
	for _, layout := range []string{"2006-01-02T15:04:05Z", "2006-01-02"} {
		if t, err := time.Parse(layout, value); err == nil {
			return t, nil // fractions are accepted although the layout names none
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a UTC time such as 2026-06-15T23:20:45Z nor a date", value)
}

func numberOf[T any](name string, get func(*T) int64) parameter[T] {
	return parameter[T]{
		name: name,
		against: func(_ *Config, value string) (func(*T) comparison, error) {
			limit, err := strconv.ParseInt(value, 10, 64)
			if err != nil {
				return nil, fmt.Errorf("%q is not a whole number", value)
			}
			return func(row *T) comparison { return comparison{cmp.Compare(get(row), limit), true} }, nil
		},
		order: func(_ *Config, a, b *T) int { return cmp.Compare(get(a), get(b)) },
	}
}

func flagOf[T any](name string, get func(*T) bool) parameter[T] {
	rank := func(flag bool) int {
		if flag {
			return 1
		}
		return 0
	}
	return parameter[T]{
		name: name,
		against: func(_ *Config, value string) (func(*T) comparison, error) {
			wanted := strings.EqualFold(value, "True")
			if !wanted && !strings.EqualFold(value, "False") {
				return nil, fmt.Errorf("%q is neither True nor False", value)
			}
			return func(row *T) comparison { return comparison{rank(get(row)) - rank(wanted), true} }, nil
		},
		order: func(_ *Config, a, b *T) int { return rank(get(a)) - rank(get(b)) },
	}
}

// choiceOf compares by place in the documented list of values. Result has the further value None,
// whose place is not documented.
func choiceOf[T any](name string, values []string, get func(*T) string) parameter[T] {
	place := func(c *Config, value string) int {
		if i := slices.IndexFunc(values, func(v string) bool { return strings.EqualFold(v, value) }); i >= 0 {
			return i
		}
		if c.NoneFirst && name == "Result" && strings.EqualFold(value, "None") {
			return -1
		}
		return len(values)
	}
	return parameter[T]{
		name: name,
		against: func(c *Config, value string) (func(*T) comparison, error) {
			limit := place(c, value)
			if limit == len(values) && (name != "Result" || !strings.EqualFold(value, "None")) {
				return nil, fmt.Errorf("%q is not one of %s", value, strings.Join(values, ", "))
			}
			return func(row *T) comparison {
				text := get(row)
				return comparison{place(c, text) - limit, text != ""}
			}, nil
		},
		order: func(c *Config, a, b *T) int { return place(c, get(a)) - place(c, get(b)) },
	}
}
