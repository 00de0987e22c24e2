package em_test

import (
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

func TestPrintable(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"web01": "web01", "café ÅÄ 日本 \u00a0x": "café ÅÄ 日本 \u00a0x", "cafe\u0301": "cafe\u0301", `a\n"b"`: `a\n"b"`, "": "",
		"\x1b[2J": `\x1b[2J`, "a\ab": `a\ab`, "a\r\nb\tc": `a\r\nb\tc`, "a\x7fb": `a\x7fb`, "a\u009bb": `a\u009bb`, "\u202edb01": `\u202edb01`,
		"a\u200eb": `a\u200eb`, "a\u2028b": `a\u2028b`, "\ufeffa": `\ufeffa`, "a\xffb": `a\ufffdb`, "\x00": `\x00`,
	} {
		if got := em.Printable(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
