// Architecture draws which package of the provider imports which, as "go list" says, into assets/architecture.svg. "make generate" runs
// it.
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"log"
	"os"
	"os/exec"
	"slices"
	"strings"
)

const (
	module = "github.com/terraform-veeam/terraform-provider-veeam"
	root   = ".." // of the repository; this is run in the folder of its own module
	target = root + "/assets/architecture.svg"

	pageWidth, boxWidth, boxHeight, rowHeight, margin = 1080, 240, 64, 128, 20

	style = `text{font:14px system-ui,sans-serif;fill:#1f2328}.what{font-size:11px;fill:#59636e}` +
		`rect{fill:#f6f8fa;stroke:#8c959f}path{fill:none;stroke:#8c959f}marker path{fill:#8c959f}` +
		`@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.what{fill:#9198a1}rect{fill:#151b23;stroke:#656c76}path{stroke:#656c76}` +
		`marker path{fill:#656c76}}`
)

// box is a package, in a row below all packages that import it.
type box struct {
	name, what string
	imports    []*box
	row, x     int
}

func main() {
	boxes, err := list()
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(target, draw(boxes), 0o600); err != nil {
		log.Fatal(err)
	}
}

// list asks go for the packages, without their tests.
func list() ([]*box, error) {
	command := exec.Command("go", "list", "-f", "{{.ImportPath}}\t{{.Doc}}\t{{join .Imports \" \"}}", "./...")
	command.Dir = root
	command.Stderr = os.Stderr
	text, err := command.Output()
	if err != nil {
		return nil, err
	}
	var boxes []*box
	byPath := map[string]*box{}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		b := &box{name: cmp.Or(strings.TrimPrefix(strings.TrimPrefix(row[0], module), "/"), "main"), what: row[1]}
		boxes, byPath[row[0]], rows = append(boxes, b), b, append(rows, row)
	}
	for i, row := range rows {
		for _, path := range strings.Fields(row[2]) {
			if imported := byPath[path]; imported != nil {
				boxes[i].imports = append(boxes[i].imports, imported)
			}
		}
	}
	return boxes, nil
}

// draw places the boxes row by row, each row in the middle, and draws an arrow for each import.
func draw(boxes []*box) []byte {
	for range boxes { // the longest way has fewer steps than there are boxes
		for _, b := range boxes {
			for _, imported := range b.imports {
				imported.row = max(imported.row, b.row+1)
			}
		}
	}
	var rows [][]*box
	for _, b := range boxes {
		for len(rows) <= b.row {
			rows = append(rows, nil)
		}
		rows[b.row] = append(rows[b.row], b)
	}
	var page bytes.Buffer
	fmt.Fprintf(&page, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="title">`+"\n",
		pageWidth, len(rows)*rowHeight-rowHeight+boxHeight+2*margin)
	fmt.Fprintf(&page, "<title id=\"title\">Which package imports which</title>\n<style>%s</style>\n", style)
	page.WriteString(`<marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">` +
		`<path d="M0 0L8 4L0 8Z"/></marker>` + "\n")
	for _, row := range rows {
		step := pageWidth / len(row)
		for i, b := range row {
			b.x = step*i + step/2
		}
	}
	for _, b := range boxes {
		for _, imported := range b.imports {
			from, to := margin+b.row*rowHeight+boxHeight, margin+imported.row*rowHeight
			middle := (from + to) / 2
			fmt.Fprintf(&page, `<path d="M%d %dC%d %d %d %d %d %d" marker-end="url(#arrow)"/>`+"\n",
				b.x, from, b.x, middle, imported.x, middle, imported.x, to)
		}
	}
	for _, b := range boxes {
		y := margin + b.row*rowHeight
		fmt.Fprintf(&page, `<rect x="%d" y="%d" width="%d" height="%d" rx="6"/>`, b.x-boxWidth/2, y, boxWidth, boxHeight)
		fmt.Fprintf(&page, `<text x="%d" y="%d" text-anchor="middle">%s</text>`+"\n", b.x, y+22, html.EscapeString(b.name))
		for i, line := range lines(b.what) {
			fmt.Fprintf(&page, `<text class="what" x="%d" y="%d" text-anchor="middle">%s</text>`+"\n", b.x, y+40+14*i, html.EscapeString(line))
		}
	}
	page.WriteString("</svg>\n")
	return page.Bytes()
}

// lines are the first words of a package's comment, in two lines that fit into a box.
func lines(what string) []string {
	const columns = 40
	words := strings.Fields(what)
	if i := slices.Index(words, "Package"); i == 0 && len(words) > 2 {
		words = words[2:]
	}
	made := []string{""}
	for _, word := range words {
		last := len(made) - 1
		switch {
		case len(made[last])+len(word) < columns:
			made[last] = strings.TrimSpace(made[last] + " " + word)
		case len(made) < 2:
			made = append(made, word)
		default:
			made[last] = strings.TrimSuffix(made[last], ",") + " …"
			return made
		}
	}
	return made
}
