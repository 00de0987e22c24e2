package filter

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	guid1 = "d0000000-0000-4000-8000-00000000000a"
	guid2 = "d0000000-0000-4000-8000-00000000000b"
)

type row struct {
	name, uid, result string
	created           time.Time
	size              int64
	retry             bool
}

var parameters = []Parameter[row]{
	TextOf("Name", func(r *row) string { return r.name }),
	UIDOf("UID", func(r *row) string { return r.uid }),
	ChoiceOf("Result", []string{"Success", "Warning", "Failed"}, func(r *row) string { return r.result }),
	TimeOf("CreationTime", func(r *row) time.Time { return r.created }),
	NumberOf("TotalSize", func(r *row) int64 { return r.size }),
	DecimalOf("Ratio", func(r *row) float64 { return float64(r.size) / 1e10 }),
	FlagOf("IsRetry", func(r *row) bool { return r.retry }),
}

func at(text string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		panic(err)
	}
	return t
}

var rows = []*row{
	{name: "db 01", uid: "urn:veeam:Job:" + guid1, result: "Failed", created: at("2026-06-15T04:00:00Z"), retry: true},
	{name: "web01", uid: "urn:veeam:NasJob:" + guid2, result: "Success", created: at("2026-06-15T04:30:00.5Z"), size: 12 << 30},
	{name: "host.lab:9392", result: "None"},
}

// TestSelect: what is left out at either end, without being looked at, is what does not match.
func TestSelect(t *testing.T) {
	created, _ := Find(parameters, "CreationTime")
	var sorted []*row
	for i := range 60 {
		r := &row{name: fmt.Sprint(i), result: []string{"Success", "Failed"}[i%2]}
		if i >= 5 { // those without a time come first
			r.created = at("2026-06-15T04:00:00Z").Add(time.Duration(i/3) * time.Minute)
		}
		sorted = append(sorted, r)
	}
	for _, text := range []string{
		`CreationTime>="2026-06-15T04:05:00Z"`, `CreationTime>"2026-06-15T04:05:00Z"`, `CreationTime<"2026-06-15T04:05:00Z"`,
		`CreationTime<="2026-06-15T04:05:00Z"`, `CreationTime=="2026-06-15T04:05:00Z"`, `CreationTime!="2026-06-15T04:05:00Z"`,
		`(CreationTime>="2026-06-15T04:05:00Z";CreationTime<"2026-06-15T04:11:00Z");Result==Failed`,
		`CreationTime<"2026-06-15T04:05:00Z",CreationTime>"2026-06-15T04:11:00Z"`, `CreationTime>="2027-06-15"`, `CreationTime<"2025-06-15"`,
		`Name>="3"`,
	} {
		f, err := Compile(text, parameters, Settings{})
		if err != nil {
			t.Fatal(text, err)
		}
		want := slices.DeleteFunc(slices.Clone(sorted), func(r *row) bool { return !f.Matches(r) })
		if got := f.Select(sorted, created); !slices.Equal(got, want) {
			t.Errorf("%s: %d rows, want %d", text, len(got), len(want))
		}
	}
	f, _ := Compile(`CreationTime>="2026-06-15T04:05:00Z";CreationTime<"2026-06-15T04:11:00Z"`, parameters, Settings{})
	if got := f.between(sorted, created); len(got) != 18 {
		t.Errorf("%d rows are looked at, of 18 in these minutes", len(got))
	}
}

func passing(t *testing.T, text string, settings Settings) []string {
	t.Helper()
	f, err := Compile(text, parameters, settings)
	if err != nil {
		t.Errorf("%s: %v", text, err)
		return nil
	}
	names := []string{}
	for _, r := range rows {
		if f.Matches(r) {
			names = append(names, r.name)
		}
	}
	return names
}

func expect(t *testing.T, text string, settings Settings, want ...string) {
	t.Helper()
	if got := passing(t, text, settings); !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", text, got, want)
	}
}

func TestValuesInTheFormsThatClientsSend(t *testing.T) {
	t.Parallel()
	const db, web, host = "db 01", "web01", "host.lab:9392"
	for text, want := range map[string][]string{
		// a name with a space must be quoted: outside quotes a space is dropped
		`Name=="db 01"`: {db},
		`Name==db 01`:   {},
		`Name==we b01`:  {web},
		// bare words with points and colons
		`Name==host.lab:9392`:                {host},
		`name==HOST.lab:9392`:                {host},
		`UID==urn:veeam:Job:` + guid1:        {db},
		`UID=="urn:veeam:Job:` + guid1:       nil, // the quote is not closed
		`UID=="urn:veeam:Job:` + guid2:       nil,
		`UID=="urn:veeam:Job:` + guid2 + `"`: {}, // a whole UID is meant whole
		// a bare GUID, with and without quotes, in brackets, in capitals
		`UID==` + guid2:                            {web},
		`UID=="` + guid2 + `"`:                     {web},
		`(UID==` + strings.ToUpper(guid1) + `)`:    {db},
		`UID!=` + guid2:                            {db}, // a row without UID passes no comparison
		`Result=="failed"`:                         {db},
		`Result>Success`:                           {db, host},
		`IsRetry==TRUE`:                            {db},
		`IsRetry!="true"`:                          {web, host},
		`TotalSize>=12884901888`:                   {web},
		`TotalSize<"1"`:                            {db, host},
		`Ratio>1.2`:                                {web},
		`Ratio<=1.2`:                               {db, host},
		`Name=="db 01",Name==web01;TotalSize==0`:   {db},
		`(Name=="db 01",Name==web01);TotalSize!=0`: {web},
	} {
		if want == nil {
			if _, err := Compile(text, parameters, Settings{}); err == nil || !strings.Contains(err.Error(), "is not closed") {
				t.Errorf("%s: %v", text, err)
			}
			continue
		}
		expect(t, text, Settings{}, want...)
	}
}

func TestQuotesWithinValues(t *testing.T) {
	t.Parallel()
	for text, name := range map[string]string{
		`Name==""Backup""`:         `"Backup"`, // as documented, though it looks like an empty value and a word
		`Name=="""Backup"""`:       `"Backup"`,
		`Name=="the ""old"" one"`:  `the "old" one`,
		`Name==the""old""one`:      `the"old"one`,
		`Name==""`:                 ``,
		`Name=="" ;Name==""`:       ``,
		`(Name=="")`:               ``,
		`Name=="",Name=="nothing"`: ``,
	} {
		f, err := Compile(text, parameters, Settings{})
		if err != nil || !f.Matches(&row{name: name}) || f.Matches(&row{name: name + "x"}) {
			t.Errorf("%s does not mean %s alone, %v", text, name, err)
		}
	}
}

func TestTimesInTheFormsThatClientsSend(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"2026-06-15T04:30:00.5Z":       "2026-06-15T04:30:00.5Z",
		"2026-06-15T04:30:00.5000000Z": "2026-06-15T04:30:00.5Z",
		"2026-06-15T04:30:00.5":        "2026-06-15T04:30:00.5Z",
		"2026-06-15 04:30:00.5":        "2026-06-15T04:30:00.5Z",
		"2026-06-15 04:30:00.5Z":       "2026-06-15T04:30:00.5Z",
		"2026-06-15T04:30:00":          "2026-06-15T04:30:00Z",
		"2026-06-15 04:30":             "2026-06-15T04:30:00Z",
		"2026-06-15T04:30Z":            "2026-06-15T04:30:00Z",
		"2026-06-15":                   "2026-06-15T00:00:00Z",
		"2026-06-15T04:30:00.1234567Z": "2026-06-15T04:30:00.1234567Z",
	} {
		for _, text := range []string{`"` + value + `"`, value} {
			f, err := Compile("CreationTime=="+text, parameters, Settings{})
			if err != nil {
				t.Errorf("%s: %v", text, err)
				continue
			}
			if !f.Matches(&row{created: at(want)}) {
				t.Errorf("%s is not %s", text, want)
			}
		}
	}
	expect(t, `CreationTime<2026-06-15 04:30:00.5`, Settings{}, "db 01")
	expect(t, `CreationTime<=2026-06-15 04:30:00.5;CreationTime>"2026-06-15"`, Settings{}, "db 01", "web01")
	expect(t, `CreationTime!="2000-01-01"`, Settings{}, "db 01", "web01") // a row without a time passes nothing
}

func TestSettings(t *testing.T) {
	t.Parallel()
	mixed := `Name=="db 01",Name==web01;TotalSize==0`
	expect(t, mixed, Settings{OrFirst: true}, "db 01")
	expect(t, `Name=="DB 01",Name==web01`, Settings{CaseSensitive: true}, "web01")
	expect(t, `Result==FAILED`, Settings{CaseSensitive: true}, "db 01")
	expect(t, `Result<Success`, Settings{NoneFirst: true}, "host.lab:9392")
	expect(t, `Result>Failed`, Settings{}, "host.lab:9392")
	expect(t, `Name==web01;TotalSize==0,Name=="db 01"`, Settings{}, "db 01")
	expect(t, `Name==web01;TotalSize==0,Name=="db 01"`, Settings{OrFirst: true})
}

func TestErrorsSayWhatAndWhere(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		``:                       `expected a parameter at position 1, found the end`,
		`Result=Failed`:          `"=" at position 7 is no operator; they are ==, !=, >, <, >= and <=`,
		`Result==`:               `expected a value at position 9, found the end`,
		`Result`:                 `expected an operator at position 7, found the end`,
		`"Result"==Failed`:       `expected a parameter at position 1, found a quoted value`,
		`Result==Failed;`:        `expected a parameter at position 16, found the end`,
		`(Result==Failed`:        `expected ")" at position 16, found the end`,
		`Result==Failed)`:        `expected ";", "," or the end at position 15, found ")"`,
		`Name=="a"b`:             `expected ";", "," or the end at position 10, found a word`,
		`Ratio>much`:             `Ratio: "much" is not a number`,
		`Size>1`:                 `there is no parameter "Size"; there are Name, UID, Result, CreationTime, TotalSize, Ratio, IsRetry`,
		`Result==Bad`:            `Result: "Bad" is not one of Success, Warning, Failed`,
		`TotalSize>big`:          `TotalSize: "big" is not a whole number`,
		`IsRetry==yes`:           `IsRetry: "yes" is neither True nor False`,
		`UID==12`:                `UID: "12" is neither a GUID nor urn:veeam:<type>:<GUID>`,
		`CreationTime>yesterday`: `CreationTime: "yesterday" is not a UTC time such as 2026-06-15T23:20:45Z nor a date`,
		`CreationTime>"2026-06-15T04:30:00+02:00"`: `CreationTime: "2026-06-15T04:30:00+02:00" is not a UTC time`,
		`CreationTime>"2026-06-15Z"`:               `CreationTime: "2026-06-15Z" is not a UTC time`,
	} {
		if _, err := Compile(text, parameters, Settings{}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s:\n got %v\nwant %s", text, err, want)
		}
	}
	if err := Check(`Whatever==1;Other>"x"`, Settings{}); err != nil {
		t.Errorf("names matter to Check: %v", err)
	}
	if err := Check(`Whatever==1;`, Settings{}); err == nil {
		t.Error("Check passes bad grammar")
	}
}

func TestCompareOrdersRows(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		"Name":         {"db 01", "host.lab:9392", "web01"},
		"uid":          {"host.lab:9392", "db 01", "web01"}, // no value comes first
		"Result":       {"web01", "db 01", "host.lab:9392"},
		"CreationTime": {"host.lab:9392", "db 01", "web01"},
		"TotalSize":    {"db 01", "host.lab:9392", "web01"},
		"IsRetry":      {"web01", "host.lab:9392", "db 01"},
	} {
		p, err := Find(parameters, name)
		if err != nil {
			t.Fatal(err)
		}
		ordered := slices.Clone(rows)
		slices.SortStableFunc(ordered, func(a, b *row) int { return p.Compare(a, b, Settings{}) })
		got := []string{}
		for _, r := range ordered {
			got = append(got, r.name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
