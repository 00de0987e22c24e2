package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/provider"
)

// edgeValues are right values of the settings that are sent to somebody, or compared with what is.
var edgeValues = map[string]string{
	"endpoint": "https://em.example.com:9398", "username": `LAB\auditor`, "password": "known", "certificate_sha256": strings.Repeat("ab", 32),
	"proxy_url": "http://proxy.example.com:3128", "api_version": "latest", "request_timeout": "60s",
}

// configured validates and configures the provider with settings beside what the environment gives.
func configured(t *testing.T, settings map[string]any) []*tfprotov6.Diagnostic {
	t.Helper()
	server := provider.New("test").Server()
	s := &served{t: t, server: server, schemas: schemasOf(t, server)}
	config := s.config(s.schemas.Provider, settings)
	validated, err := server.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: config})
	if err != nil {
		t.Fatal(err)
	}
	if len(validated.Diagnostics) > 0 {
		return validated.Diagnostics
	}
	configured, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: config})
	if err != nil {
		t.Fatal(err)
	}
	return configured.Diagnostics
}

// TestEdgesOfSettings: what nobody typed at the beginning or end of a value is named before anything is sent, in the configuration and
// in the environment, of which only one line end behind a value is dropped.
func TestEdgesOfSettings(t *testing.T) {
	edges := map[string]string{
		"\n": "a line feed (U+000A)", "\r": "a carriage return (U+000D)", "\t": "a tab (U+0009)", "\x1b": "the character U+001B", "\x00": "the character U+0000",
		"\u200e": "a left-to-right mark (U+200E)", "\ufeff": "a byte order mark (U+FEFF)", "\u200b": "a zero width space (U+200B)",
		" ": "a space (U+0020)", "\u00a0": "a no-break space (U+00A0)",
	}
	for name, right := range edgeValues {
		for edge, called := range edges {
			for where, value := range map[string]string{"begins": edge + right, "ends": right + edge} {
				white := edge == " " || edge == "\u00a0"
				for _, place := range []string{"attribute", "environment"} {
					if place == "environment" && edge == "\x00" {
						continue // no environment holds it
					}
					settings := map[string]any{}
					for other, value := range edgeValues {
						settings[other] = value
					}
					variable := "VEEAM_EM_" + strings.ToUpper(name)
					t.Setenv(variable, "")
					if settings[name] = value; place == "environment" {
						settings[name] = nil
						t.Setenv(variable, value)
					}
					diagnostics := configured(t, settings)
					if name == "password" && white || place == "environment" && edge == "\n" && where == "ends" {
						if len(diagnostics) != 0 {
							t.Errorf("%s of the %s, %q: %s", name, place, edge, diagnostics[0].Detail)
						}
						continue
					}
					if len(diagnostics) != 1 || diagnostics[0].Attribute == nil || !strings.Contains(diagnostics[0].Attribute.String(), name) ||
						!strings.Contains(diagnostics[0].Detail, "it "+where+" with "+called) || strings.Contains(diagnostics[0].Detail, edgeValues["password"]) {
						t.Errorf("%s of the %s %s with %q: %v", name, place, where, edge, diagnostics)
					}
				}
				t.Setenv("VEEAM_EM_"+strings.ToUpper(name), "")
			}
		}
	}
}

// TestLineEndsOfTheEnvironment: one is dropped, as a file or a shell leaves it behind; a second one is named.
func TestLineEndsOfTheEnvironment(t *testing.T) {
	for value, says := range map[string]string{"known\n": "", "known\r\n": "", "known\n\n": "a line feed", "known\r": "a carriage return", "known\n\r\n": "a line feed"} {
		t.Setenv("VEEAM_EM_PASSWORD", value)
		diagnostics := configured(t, map[string]any{"endpoint": edgeValues["endpoint"], "username": "auditor"})
		if says == "" && len(diagnostics) != 0 || says != "" && (len(diagnostics) != 1 || !strings.Contains(diagnostics[0].Detail, says)) {
			t.Errorf("%q: %v", value, diagnostics)
		}
	}
}

// TestFingerprintsThatAreNone says what is wrong with each.
func TestFingerprintsThatAreNone(t *testing.T) {
	right := strings.Repeat("ab", 32)
	for value, says := range map[string]string{
		right[:40]: "it has 40 hexadecimal digits and so is a SHA-1 thumbprint", "SHA1 Fingerprint=" + right[:40]: "is a SHA-1 thumbprint",
		right[:62]:                         "it has 62 hexadecimal digits; expected",
		right[:10] + "\u200e" + right[10:]: "it holds a left-to-right mark (U+200E)", right[:10] + "\n" + right[10:]: "it holds a line feed", right[:63] + "g": `it holds 'g' (U+0067)`,
		strings.ReplaceAll(right, "ab", "ab-"): "it holds '-' (U+002D)", "": "it has 0 hexadecimal digits",
	} {
		settings := map[string]any{"endpoint": edgeValues["endpoint"], "username": "auditor", "password": "known", "certificate_sha256": value}
		if got := configured(t, settings); len(got) != 1 || !strings.Contains(got[0].Detail, says) || strings.ContainsAny(got[0].Detail, "\n\u200e") {
			t.Errorf("%q: %v", value, got)
		}
	}
}
