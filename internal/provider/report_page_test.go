package provider_test

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// page is a parsed report.
type page struct{ *html.Node }

func parsePage(t *testing.T, text string) page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return page{root}
}

// all returns the elements of a name, and of a class unless it is empty.
func (p page) all(name, class string) (found []page) {
	for n := range p.Descendants() {
		if n.Type == html.ElementNode && n.Data == name && (class == "" || slices.Contains(strings.Fields(page{n}.attribute("class")), class)) {
			found = append(found, page{n})
		}
	}
	return found
}

func (p page) attribute(key string) string {
	for _, a := range p.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// section is the section that a heading of this id names.
func (p page) section(id string) page {
	for _, section := range p.all("section", "") {
		if section.attribute("aria-labelledby") == id {
			return section
		}
	}
	return page{&html.Node{}}
}

// text is the text content, as it is.
func (p page) text() (text string) {
	for n := range p.Descendants() {
		if n.Type == html.TextNode {
			text += n.Data
		}
	}
	return text
}

func textsOf(pages []page) (texts []string) {
	for _, p := range pages {
		texts = append(texts, strings.Join(strings.Fields(p.text()), " "))
	}
	return texts
}

// rows are the texts of a table's cells, heading first.
func (p page) rows(class string) (rows [][]string) {
	for _, table := range p.all("table", class) {
		for _, row := range table.all("tr", "") {
			var cells []string
			for n := range row.ChildNodes() {
				if n.Type == html.ElementNode {
					cells = append(cells, textsOf([]page{{n}})...)
				}
			}
			rows = append(rows, cells)
		}
	}
	return rows
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// wellMade checks what holds for every report: what assistive technology needs, and that nothing is fetched or run but its own.
func wellMade(t *testing.T, p page) {
	t.Helper()
	same(t, "language", p.all("html", "")[0].attribute("lang"), "en")
	level := 0
	for n := range p.Descendants() {
		element := page{n}
		if n.Type != html.ElementNode {
			continue
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			if next := int(n.Data[1] - '0'); next > level+1 {
				t.Errorf("%s follows h%d", n.Data, level)
			} else {
				level = next
			}
		}
		if n.Data == "th" && element.attribute("scope") == "" || n.Data == "table" && len(element.all("caption", "")) != 1 ||
			n.Data == "svg" && element.attribute("aria-hidden") != "true" && (element.attribute("role") != "img" || len(element.all("title", "")) != 1) {
			t.Errorf("%s %v lacks what describes it", n.Data, n.Attr)
		}
		for _, a := range n.Attr {
			if slices.Contains([]string{"src", "href", "action", "style", "srcset", "data"}, a.Key) || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s has %s=%q", n.Data, a.Key, a.Val)
			}
		}
	}
	hash := func(element string) string {
		sum := sha256.Sum256([]byte(p.all(element, "")[0].text()))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	same(t, "policy", p.all("meta", "")[1].attribute("content"),
		fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'", hash("style"), hash("script")))
}

var (
	colour  = regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6})`)
	palette = regexp.MustCompile(`(?s):root \{(.*?)\}`)
)

// TestReportContrast: WCAG 2 AA in both colour schemes, 4.5 for text and 3 for the bar.
func TestReportContrast(t *testing.T) {
	t.Parallel()
	schemes := palette.FindAllStringSubmatch(read(t, reportFolder+"/page/report.css"), 2)
	same(t, "schemes", len(schemes), 2)
	for i, scheme := range schemes {
		light := map[string]float64{}
		for _, match := range colour.FindAllStringSubmatch(scheme[1], -1) {
			light[match[1]] = luminance(t, match[2])
		}
		for pair, least := range map[string]float64{
			"link page": 4.5, "link paper": 4.5, "edge page": 3, "edge paper": 3,
			"ink page": 4.5, "ink paper": 4.5, "soft page": 4.5, "soft paper": 4.5, "ink good-paper": 4.5, "ink bad-paper": 4.5,
			"good paper": 4.5, "good good-paper": 4.5, "bad paper": 4.5, "bad bad-paper": 4.5,
			"bar-success page": 3, "bar-warning page": 3, "bar-failed page": 3, "bar-none page": 3,
		} {
			front, back, _ := strings.Cut(pair, " ")
			a, known := light[front]
			b, alsoKnown := light[back]
			if got := (max(a, b) + .05) / (min(a, b) + .05); !known || !alsoKnown || got < least {
				t.Errorf("scheme %d: %s has a contrast of %.2f", i, pair, got)
			}
		}
	}
}

// luminance is the relative luminance of a colour, as WCAG defines it.
func luminance(t *testing.T, hex string) (sum float64) {
	t.Helper()
	for i, weight := range []float64{.2126, .7152, .0722} {
		part, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		if c := float64(part) / 255; c <= .04045 {
			sum += weight * c / 12.92
		} else {
			sum += weight * math.Pow((c+.055)/1.055, 2.4)
		}
	}
	return sum
}
