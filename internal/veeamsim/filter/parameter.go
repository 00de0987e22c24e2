package filter

import "time"

// Parameter is a name by which rows are filtered and sorted.
type Parameter[T any] struct {
	Name  string
	Value func(row *T) Value

	values valueType
	list   []string // the documented list of a choice
}

// Value is what a row holds under a parameter, or what a filter compares it with.
type Value struct {
	Text    string
	Time    time.Time
	Number  int64 // also a flag: 0 or 1
	Decimal float64
	Missing bool // the row has no such value
}

// valueType says how values are written and compared.
type valueType int

const (
	texts valueType = iota
	uids
	times
	numbers
	decimals
	flags
	choices
)

// TextOf is a parameter whose values are texts in any letter case.
func TextOf[T any](name string, get func(row *T) string) Parameter[T] {
	return Parameter[T]{Name: name, values: texts, Value: func(row *T) Value { return Value{Text: get(row)} }}
}

// UIDOf is a parameter whose values are UIDs, such as urn:veeam:Job:<GUID>. A filter may give the bare
// GUID, which is compared with the end of the row's: the UID of a job is seen with different words in
// the middle.
func UIDOf[T any](name string, get func(row *T) string) Parameter[T] {
	return Parameter[T]{Name: name, values: uids, Value: func(row *T) Value { return textOrMissing(get(row)) }}
}

// ChoiceOf is a parameter whose values are words of a documented list. They are compared by their
// place in it, not by the alphabet. Result has the further value None, whose place is not documented.
func ChoiceOf[T any](name string, list []string, get func(row *T) string) Parameter[T] {
	return Parameter[T]{
		Name: name, values: choices, list: list,
		Value: func(row *T) Value { return textOrMissing(get(row)) },
	}
}

// TimeOf is a parameter whose values are instants in UTC; the zero time means that there is none. A
// filter writes them as a date, or as a date and a time of day with T, a space or nothing between the
// two, with or without seconds, a fraction and a final Z.
func TimeOf[T any](name string, get func(row *T) time.Time) Parameter[T] {
	return Parameter[T]{Name: name, values: times, Value: func(row *T) Value {
		t := get(row)
		return Value{Time: t, Missing: t.IsZero()}
	}}
}

// NumberOf is a parameter whose values are whole numbers.
func NumberOf[T any](name string, get func(row *T) int64) Parameter[T] {
	return Parameter[T]{Name: name, values: numbers, Value: func(row *T) Value { return Value{Number: get(row)} }}
}

// DecimalOf is a parameter whose values are numbers with a decimal point, such as 2.1.
func DecimalOf[T any](name string, get func(row *T) float64) Parameter[T] {
	return Parameter[T]{Name: name, values: decimals, Value: func(row *T) Value { return Value{Decimal: get(row)} }}
}

// FlagOf is a parameter whose values are True and False, in any letter case.
func FlagOf[T any](name string, get func(row *T) bool) Parameter[T] {
	return Parameter[T]{Name: name, values: flags, Value: func(row *T) Value {
		if get(row) {
			return Value{Number: 1}
		}
		return Value{}
	}}
}

func textOrMissing(text string) Value { return Value{Text: text, Missing: text == ""} }
