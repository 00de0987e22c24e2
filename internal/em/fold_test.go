package em_test

import (
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"DB01", "db01", true},
		{"db01", "db02", false},
		{"caf\u00e9", "cafe\u0301", true},
		{"CAF\u00c9", "cafe\u0301", true},
		{"\u0130ST01", "IST01", false}, // İ and I
		{"\u0130ST01", "i\u0307st01", true},
		{"\u0131st01", "ist01", false}, // ı and i
		{"STRASSE", "stra\u00dfe", true},
		{"\u03a3\u03a3", "\u03c3\u03c2", true}, // final sigma
		{"\u1e69", "\u0053\u0307\u0323", true}, // two marks, in another order
		{"\u1f80", "\u1f00\u0345", true},       // a mark that folds to a letter
		{"\uac00", "\u1100\u1161", true},       // Hangul
		{"\uff36\uff2d", "\uff56\uff4d", true}, // full width
		{"\uff36", "v", false},                 // but width is a difference
		{"", "", true},
		{"a", "", false},
		{"a\xff", "A\xff", true}, // bytes that are no UTF-8
	} {
		if got := em.Same(c.a, c.b); got != c.same {
			t.Errorf("%q and %q: same is %t", c.a, c.b, got)
		}
		if got := em.Same(c.b, c.a); got != c.same {
			t.Errorf("%q and %q: same is %t", c.b, c.a, got)
		}
		if twice := em.Fold(em.Fold(c.a)); twice != em.Fold(c.a) {
			t.Errorf("%q folds to %q and then to %q", c.a, em.Fold(c.a), twice)
		}
	}
}

func TestContains(t *testing.T) {
	t.Parallel()
	if !em.Contains([]string{"a", "DB01"}, "db01") || em.Contains([]string{"db01 "}, "db01") || em.Contains(nil, "") {
		t.Error("only the same name, and nothing in no names")
	}
}

func TestSet(t *testing.T) {
	t.Parallel()
	set := em.NewSet("DB01", "caf\u00e9")
	if !set.Has("db01") || !set.Has("CAFE\u0301") || set.Has("db02") || em.NewSet().Has("") {
		t.Error("only the same names are in a set")
	}
}

func TestIsASCII(t *testing.T) {
	t.Parallel()
	if !em.IsASCII() || !em.IsASCII("db01", "~") || em.IsASCII("db01", "caf\u00e9") {
		t.Error("all of the names must be ASCII")
	}
}
