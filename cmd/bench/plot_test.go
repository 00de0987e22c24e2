package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// TestPlot: a line that grows in proportion lies on the dashed one, every value is drawn, and the picture is XML.
func TestPlot(t *testing.T) {
	x := []float64{1000, 10000, 100000}
	svg := string(drawPlots("Rows & time", "rows", x, []plot{{title: "Seconds", series: []series{{name: "plan", values: []float64{0.1, 1, 10}}}}}))
	for decoder := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if n := strings.Count(svg, "<circle"); n != len(x) {
		t.Errorf("%d dots, want %d", n, len(x))
	}
	for _, want := range []string{
		`<path class="s0" d="M60.0 324.0L240.0 194.0L420.0 64.0"/>`, // corner, middle, corner
		`<path class="linear" d="M60.0 324.0L420.0 64.0"/>`,
		"Rows &amp; time", ">100,000<", ">0.3<", "prefers-color-scheme:dark",
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("the picture lacks %s:\n%s", want, svg)
		}
	}
}

// TestAxis: from the mark below to the mark above.
func TestAxis(t *testing.T) {
	for _, c := range []struct {
		values []float64
		marks  string
	}{
		{[]float64{0.7, 12}, "[0.3 1 3 10 30]"},
		{[]float64{750, 300000}, "[300 1000 3000 10000 30000 100000 300000]"},
		{[]float64{30}, "[30 100]"},
	} {
		var marks []string
		for _, mark := range newAxis(c.values).marks() {
			marks = append(marks, strings.ReplaceAll(inWords(mark), ",", ""))
		}
		if got := fmt.Sprint(marks); got != c.marks {
			t.Errorf("marks of %v are %s, want %s", c.values, got, c.marks)
		}
	}
}
