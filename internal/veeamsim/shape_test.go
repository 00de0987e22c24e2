package veeamsim

import (
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestShapesOfBodies compares bodies with the shapes that the documentation shows: names, order and nesting of the elements and
// their attributes, and the links. The files in testdata/shape hold one such outline each, and the request that answers it.
func TestShapesOfBodies(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/shape/*.txt")
	if err != nil || len(files) < 60 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	c := newClient(t, Config{Inventory: Lab(noon)})
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		request, want, _ := strings.Cut(string(text), "\n")
		path := strings.NewReplacer(" ", "%20", `"`, "%22").Replace(c.resolve(t, strings.TrimPrefix(request, "GET ")))
		r := c.request(http.MethodGet, path)
		r.Header.Set("Accept", "application/xml")
		answer := c.do(r)
		if got := outline(t, answer.body); got != want {
			t.Errorf("%s: %s has another shape; (-) is documented, (+) is answered:\n%s", filepath.Base(file), path, difference(want, got))
		}
	}
}

// resolve writes the ID of a row for {type:name}: the first one of a query whose name begins so.
func (c *client) resolve(t *testing.T, path string) string {
	t.Helper()
	before, rest, found := strings.Cut(path, "{")
	if !found {
		return path
	}
	placeholder, after, _ := strings.Cut(rest, "}")
	typeName, name, _ := strings.Cut(placeholder, ":")
	ids := c.ids(t, typeName, name)
	if len(ids) == 0 {
		t.Fatalf("there is no %s whose name begins with %q", typeName, name)
	}
	return before + ids[0] + c.resolve(t, after)
}

// ids are those of the rows of a query type whose names begin with a text, in the order of their names.
func (c *client) ids(t *testing.T, typeName, name string) []string {
	t.Helper()
	var result struct {
		Refs struct {
			Refs []struct{ UID, Name string }
		}
	}
	decode(t, c.get("/query?type="+typeName+"&sortAsc=Name&pageSize=1000"), &result)
	var ids []string
	for _, ref := range result.Refs.Refs {
		if strings.HasPrefix(ref.Name, name) {
			ids = append(ids, ref.UID[strings.LastIndexByte(ref.UID, ':')+1:])
		}
	}
	return ids
}

// node is an element without its values.
type node struct {
	line     string
	children []*node
}

// outline is the shape of a body, one line an element, indented by depth. Neighbours of the same shape are one, and of the rows of
// a list the first stands for all. The order of attributes and of links has no meaning.
func outline(t *testing.T, body string) string {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(body))
	root := &node{}
	stack := []*node{root}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in %s", err, body)
		}
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{line: lineOf(token)}
			parent := stack[len(stack)-1]
			parent.children = append(parent.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
	var b strings.Builder
	for _, child := range root.children {
		child.write(&b, "")
	}
	return b.String()
}

func lineOf(element xml.StartElement) string {
	name := element.Name.Local
	attributes := map[string]string{}
	var names []string
	for _, a := range element.Attr {
		if a.Name.Local == "xmlns" || a.Name.Space == "xmlns" {
			continue
		}
		attributes[a.Name.Local] = a.Value
		names = append(names, "@"+a.Name.Local)
	}
	if name == "Link" {
		return strings.TrimSpace("Link " + attributes["Rel"] + " " + attributes["Type"])
	}
	slices.Sort(names)
	return strings.Join(append([]string{name}, names...), " ")
}

func (n *node) write(b *strings.Builder, indent string) {
	b.WriteString(indent + n.line + "\n")
	if n.line == "Links" {
		slices.SortFunc(n.children, func(a, b *node) int { return strings.Compare(a.line, b.line) })
	}
	before := ""
	for _, child := range n.children {
		name, _, _ := strings.Cut(child.line, " ")
		if name != "Link" && name == before || name == "Link" && child.line == before {
			continue
		}
		before = name
		if name == "Link" {
			before = child.line
		}
		child.write(b, indent+"  ")
	}
}

// difference shows the lines that only one of two texts has, in place.
func difference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	var out []string
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(a) > 0 && len(b) > 0 && a[0] == b[0]:
			a, b = a[1:], b[1:]
		case len(a) > 0 && !slices.Contains(b, a[0]):
			out, a = append(out, "- "+a[0]), a[1:]
		case len(b) > 0:
			out, b = append(out, "+ "+b[0]), b[1:]
		default:
			out, a = append(out, "- "+a[0]), a[1:]
		}
	}
	return strings.Join(out, "\n")
}
