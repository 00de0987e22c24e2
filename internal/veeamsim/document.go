package veeamsim

import "time"

// document is a body in neither format. XML and JSON say the same things with other means, so that
// one tree serves both: see jsonWriter and xmlWriter.
type document struct {
	element string // the root of the XML form
	fields  []field
	row     bool // the root is itself an entity or a reference
}

// field is one member of an object. Fields stand in the order of the JSON form; XML puts attributes
// and Links first.
//
// A value is nil (absent), string, int, int64, float64, bool, object, rows, []link, []string, objectTexts or timeOfDay.
type field struct {
	name  string
	place place
	value any
}

// place says what a field is in XML.
type place uint8

const (
	inElement     place = iota
	inLastElement       // an element behind the others: XML writes what a type has of its own last, JSON first
	inAttribute
	inText // the text between the tags
)

// object is a nested value with members of its own.
type object []field

// rows is a list of objects. JSON writes an array; XML repeats the element, without a wrapper.
type rows struct {
	element string
	count   int
	at      func(i int) []field
}

// objectTexts is a list of texts. JSON writes an array; XML an element for each, below that of the list where the two differ.
type objectTexts struct {
	element string
	texts   []string
}

// timeOfDay is the hour of a schedule, in UTC. JSON writes it as a date and a time, XML as a time with a zone.
type timeOfDay string

func (t timeOfDay) inJSON() string { return "2026-01-05T" + string(t) }
func (t timeOfDay) inXML() string  { return string(t) + ".0000000Z" }

// link is one member of Links.
type link struct {
	rel, href, kind string
	name            string
	named           bool // a link may carry an empty name
}

func element(name string, value any) field { return field{name, inElement, value} }
func lastElement(name string, value any) field {
	return field{name, inLastElement, value}
}
func attribute(name string, value any) field { return field{name, inAttribute, value} }

func objects(element string, list ...[]field) rows {
	return rows{element, len(list), func(i int) []field { return list[i] }}
}

// optional is the text, or absent where there is none.
func optional(text string) any {
	if text == "" {
		return nil
	}
	return text
}

const instantLayout = "2006-01-02T15:04:05.999999Z"

// instant writes a time as the server does: UTC, up to six decimals, no trailing zeros.
func instant(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(instantLayout)
}

// instantOr is the text verbatim where there is one, and the time otherwise.
func instantOr(text string, t time.Time) any {
	if text != "" {
		return text
	}
	return instant(t)
}
