package veeamclient

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestPlaceOfAWrongRow: it is counted from the beginning of a list of any length, and no row gets lost on the way.
func TestPlaceOfAWrongRow(t *testing.T) {
	const row = `{"UID":"urn:veeam:Job:10000000-0000-4000-8000-000000000001","Name":"a"}`
	for _, n := range []int{1, 1023, 1024, 1025, 2049} {
		good := strings.TrimSuffix(strings.Repeat(row+",", n), ",")
		rows, err := jobs.decodeRows(newDecoder(strings.NewReader("[" + good + "]")))
		if err != nil || len(rows) != n || rows[0].Name != "a" || rows[n-1].Name != "a" {
			t.Errorf("%d of %d rows, %v", len(rows), n, err)
		}
		_, err = jobs.decodeRows(newDecoder(strings.NewReader("[" + good + "," + `{"Name":"b"}]`)))
		var wrong *formatError
		if want := "row " + fmt.Sprint(n+1) + " of Jobs has no UID"; !errors.As(err, &wrong) || wrong.problem != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// TestNumbersOfAnyShape: 400 digits, and an exponent of 400 either way, are as much as is believed; so is a depth of 100.
func TestNumbersOfAnyShape(t *testing.T) {
	for text, want := range map[string]bool{
		strings.Repeat("9", 400): true, strings.Repeat("9", 401): false, "1e400": true, "1E-400": true, "1e401": false, "1e-401": false, "12": true, "1e99999999999999999999": false,
	} {
		if _, err := checkedNumber(text); (err == nil) != want {
			t.Errorf("%.20s of %d characters: %v", text, len(text), err)
		}
	}
	for depth, want := range map[int]bool{100: true, 101: false} { // a list in 100 lists is at depth 100
		text := strings.Repeat("[", depth+1) + strings.Repeat("]", depth+1)
		var value any
		if err := newDecoder(strings.NewReader(text)).value(&value); (err == nil) != want {
			t.Errorf("depth %d: %v", depth, err)
		}
	}
}
