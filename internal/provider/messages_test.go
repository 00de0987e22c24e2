package provider_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// summaryAt is the position of the summary among the arguments of what makes a diagnostic.
var summaryAt = map[string]int{
	"AddError": 0, "AddWarning": 0, "NewErrorDiagnostic": 0, "NewWarningDiagnostic": 0,
	"warnFuturePointOf": 0,
	"AddAttributeError": 1, "AddAttributeWarning": 1, "NewAttributeErrorDiagnostic": 1, "NewAttributeWarningDiagnostic": 1,
}

// summaries are those of every diagnostic that a package makes. One that is put together is known by the constant that it begins with.
type summaries struct {
	t         *testing.T
	constants map[string]string
	found     map[string]bool
}

// text is a summary's text; "" for one that is handed on, such as a parser's own field, whose literal is found by itself.
func (s *summaries) text(expression ast.Expr) string {
	switch e := expression.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		if err != nil {
			s.t.Fatal(err)
		}
		return text
	case *ast.Ident:
		return s.constants[e.Name]
	case *ast.BinaryExpr:
		return s.text(e.X) + "..."
	case *ast.CallExpr:
		if name, ok := e.Fun.(*ast.Ident); ok && name.Name == "errorSummary" {
			return "Unable to Read ..."
		}
	case *ast.SelectorExpr:
		if e.Sel.Name == "summary" {
			return ""
		}
	}
	s.t.Errorf("the summary %T is not understood", expression)
	return ""
}

func (s *summaries) read(folder string) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(paths) == 0 {
		s.t.Fatal(folder, err)
	}
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			s.t.Fatal(err)
		}
		files = append(files, file)
		ast.Inspect(file, func(node ast.Node) bool {
			if spec, ok := node.(*ast.ValueSpec); ok && len(spec.Values) == len(spec.Names) {
				for i, name := range spec.Names {
					if literal, ok := spec.Values[i].(*ast.BasicLit); ok && literal.Kind == token.STRING {
						s.constants[name.Name] = s.text(literal)
					}
				}
			}
			return true
		})
	}
	for _, file := range files {
		ast.Inspect(file, func(node ast.Node) bool {
			switch n := node.(type) {
			case *ast.CallExpr:
				name := ""
				switch fun := n.Fun.(type) {
				case *ast.SelectorExpr:
					name = fun.Sel.Name
				case *ast.Ident:
					name = fun.Name
				}
				if at, makes := summaryAt[name]; makes && len(n.Args) > at {
					s.found[s.text(n.Args[at])] = true
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && key.Name == "summary" {
					s.found[s.text(n.Value)] = true
				}
			}
			return true
		})
	}
	delete(s.found, "")
}

// TestMessagesPage compares the page of messages with the diagnostics that the code makes: each has a row, and each row a diagnostic.
func TestMessagesPage(t *testing.T) {
	t.Parallel()
	s := &summaries{t: t, constants: map[string]string{}, found: map[string]bool{}}
	s.read(".")
	s.read("../table")
	page, err := os.ReadFile("../../templates/guides/troubleshooting.md.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	_, messages, _ := strings.Cut(string(page), "## Messages")
	messages, _, _ = strings.Cut(messages, "\n## ")
	rows := map[string]bool{}
	for line := range strings.Lines(messages) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || strings.Contains(cells[1], "---") || strings.TrimSpace(cells[1]) == "Message" {
			continue
		}
		row := strings.TrimSpace(cells[1])
		if rows[row] = true; strings.TrimSpace(cells[2]) == "" || strings.TrimSpace(cells[3]) == "" {
			t.Errorf("%s: the page does not say what it means and what to do", row)
		}
	}
	for summary := range s.found {
		if !rows[summary] {
			t.Errorf("the page of messages has no %q", summary)
		}
	}
	for row := range rows {
		if !s.found[row] {
			t.Errorf("the page of messages has %q, which the code does not say", row)
		}
	}
	if len(rows) < 15 {
		t.Errorf("%d rows", len(rows))
	}
}
