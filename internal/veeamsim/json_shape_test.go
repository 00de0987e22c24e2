package veeamsim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestShapesOfJSONBodies compares the members of bodies, their order and nesting, with what the documentation shows of JSON. Its
// bodies are in PascalCase, as those of build 12. Links are seen with members that are null, which the documentation leaves out.
func TestShapesOfJSONBodies(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/shape/*.json")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	names := newClient(t, Config{Inventory: Lab(noon)})
	c := newClient(t, Config{Build: 12, Inventory: Lab(noon)})
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		request, want, _ := strings.Cut(string(text), "\n")
		path := names.resolve(t, strings.TrimPrefix(request, "GET "))
		answer := c.do(c.request(http.MethodGet, path))
		var b strings.Builder
		outlineJSON(t, &b, json.RawMessage(answer.body), "")
		if got := b.String(); got != want {
			t.Errorf("%s: %s has another shape; (-) is documented, (+) is answered:\n%s", filepath.Base(file), path, difference(want, got))
		}
	}
}

// outlineJSON writes the names of the members of an object, one a line, and below each those of its own. Of a list of objects the
// first stands for all; Links are not followed.
func outlineJSON(t *testing.T, b *strings.Builder, body json.RawMessage, indent string) {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(body))
	begin, err := decoder.Token()
	if err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	switch begin {
	case json.Delim('['):
		var first json.RawMessage
		if decoder.More() && decoder.Decode(&first) == nil {
			outlineJSON(t, b, first, indent)
		}
	case json.Delim('{'):
		for decoder.More() {
			name, _ := decoder.Token()
			var value json.RawMessage
			if err := decoder.Decode(&value); err != nil {
				t.Fatalf("%v in %s", err, body)
			}
			fmt.Fprint(b, indent, name)
			switch {
			case string(value) == "null":
				b.WriteString(" null")
			case bytes.HasPrefix(value, []byte("[")):
				b.WriteString(" []")
			}
			b.WriteString("\n")
			if name != "Links" {
				outlineJSON(t, b, value, indent+"  ")
			}
		}
	}
}
