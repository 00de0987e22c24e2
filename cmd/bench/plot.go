package main

import (
	"bytes"
	"fmt"
	"html"
	"math"
	"slices"
	"strconv"
	"strings"
)

// plot is lines over the same values of x. Both axes are logarithmic: what grows in proportion runs parallel to the dashed line.
type plot struct {
	title  string
	series []series
}

type series struct {
	name   string
	values []float64
}

// The parts of the picture, in its own units.
const (
	plotWidth, plotHeight = 360.0, 260.0
	plotMargin, plotTop   = 60.0, 64.0
)

const plotStyle = `text{font:13px system-ui,sans-serif;fill:#1f2328}.what{font-size:11px;fill:#59636e}path{fill:none;stroke-width:2}` +
	`.grid{stroke:#d1d9e0;stroke-width:1}.linear{stroke:#8c959f;stroke-width:1;stroke-dasharray:4 4}` +
	`.s0{stroke:#0969da}.s1{stroke:#bc4c00}.d0{fill:#0969da}.d1{fill:#bc4c00}` +
	`@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.what{fill:#9198a1}.grid{stroke:#3d444d}.linear{stroke:#9198a1}` +
	`.s0{stroke:#4493f8}.s1{stroke:#f0883e}.d0{fill:#4493f8}.d1{fill:#f0883e}}`

// drawPlots draws plots side by side as an SVG, on no ground of its own, with colours for a light and for a dark one.
func drawPlots(title, xTitle string, x []float64, plots []plot) []byte {
	var out bytes.Buffer
	width := float64(len(plots))*(plotWidth+plotMargin) + plotMargin
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" role="img" aria-labelledby="title">`+"\n",
		width, plotTop+plotHeight+plotMargin)
	fmt.Fprintf(&out, "<title id=\"title\">%s</title>\n<style>%s</style>\n", html.EscapeString(title), plotStyle)
	for i, p := range plots {
		p.draw(&out, plotMargin+float64(i)*(plotWidth+plotMargin), xTitle, x)
	}
	out.WriteString("</svg>\n")
	return out.Bytes()
}

func (p plot) draw(out *bytes.Buffer, left float64, xTitle string, x []float64) {
	var all []float64
	for _, s := range p.series {
		all = append(all, s.values...)
	}
	across, up := newAxis(x), newAxis(all)
	toX := func(value float64) float64 { return left + plotWidth*across.place(value) }
	toY := func(value float64) float64 { return plotTop + plotHeight*(1-up.place(value)) }
	text := func(class string, x, y float64, anchor, what string) {
		fmt.Fprintf(out, "<text class=%q x=\"%.1f\" y=\"%.1f\" text-anchor=%q>%s</text>\n", class, x, y, anchor, html.EscapeString(what))
	}
	text("", left, plotTop-40, "start", p.title)
	for _, value := range across.marks() {
		fmt.Fprintf(out, "<path class=\"grid\" d=\"M%.1f %.1fV%.1f\"/>\n", toX(value), plotTop, plotTop+plotHeight)
		text("what", toX(value), plotTop+plotHeight+16, "middle", inWords(value))
	}
	for _, value := range up.marks() {
		fmt.Fprintf(out, "<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/>\n", left, toY(value), left+plotWidth)
		text("what", left-6, toY(value)+4, "end", inWords(value))
	}
	text("what", left+plotWidth/2, plotTop+plotHeight+36, "middle", xTitle)
	p.drawLinear(out, x, up, toX, toY)
	for i, s := range p.series {
		var line strings.Builder
		for j, value := range s.values {
			fmt.Fprintf(&line, "%c%.1f %.1f", "ML"[min(j, 1)], toX(x[j]), toY(value))
			fmt.Fprintf(out, "<circle class=\"d%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>\n", i, toX(x[j]), toY(value))
		}
		fmt.Fprintf(out, "<path class=\"s%d\" d=\"%s\"/>\n", i, line.String())
		at := left + float64(i)*96
		fmt.Fprintf(out, "<path class=\"s%d\" d=\"M%.1f %.1fh16\"/>\n", i, at, plotTop-20)
		text("what", at+22, plotTop-16, "start", s.name)
	}
}

// drawLinear draws what would grow in proportion to x, down from the last value of the first line, as far as it is on the plot.
func (p plot) drawLinear(out *bytes.Buffer, x []float64, up axis, toX, toY func(float64) float64) {
	last, values := len(x)-1, p.series[0].values
	from := max(x[0], x[last]*up.from/values[last])
	fmt.Fprintf(out, "<path class=\"linear\" d=\"M%.1f %.1fL%.1f %.1f\"/>\n",
		toX(from), toY(values[last]*from/x[last]), toX(x[last]), toY(values[last]))
	fmt.Fprintf(out, "<text class=\"what\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">dashed: linear</text>\n", toX(x[last]), plotTop-16)
}

// axis is a logarithmic one.
type axis struct{ from, to float64 }

// newAxis reaches from the mark at or below the least value to the one at or above the greatest.
func newAxis(values []float64) axis {
	a := axis{from: markBelow(slices.Min(values)), to: markBelow(slices.Max(values))}
	if a.to < slices.Max(values) || a.to == a.from {
		a.to = nextMark(a.to)
	}
	return a
}

func (a axis) place(value float64) float64 { return math.Log(value/a.from) / math.Log(a.to/a.from) }

// marks are 1, 3, 10, 30 and so on.
func (a axis) marks() []float64 {
	var marks []float64
	for mark := a.from; mark <= a.to*1.001; mark = nextMark(mark) {
		marks = append(marks, mark)
	}
	return marks
}

func markBelow(value float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(value)))
	if value >= 3*power {
		return 3 * power
	}
	return power
}

func nextMark(mark float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(mark*1.001)))
	if mark > 2*power {
		return 10 * power
	}
	return 3 * power
}

// inWords writes a mark with a comma between thousands.
func inWords(value float64) string {
	text := strconv.FormatFloat(value, 'g', 4, 64)
	if value < 1000 {
		return text
	}
	text = strconv.FormatFloat(value, 'f', 0, 64)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
