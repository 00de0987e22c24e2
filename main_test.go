package main

import (
	"os"
	"testing"
)

// TestKeepQuiet: the SDK's lines are turned off only where nobody asked for a log, and no choice of the user's is overruled.
func TestKeepQuiet(t *testing.T) {
	for name, test := range map[string]struct{ given, want map[string]string }{
		"nothing asked":             {nil, map[string]string{"TF_LOG_SDK": "off", "TF_LOG_PROVIDER_VEEAM": "off"}},
		"a log asked":               {map[string]string{"TF_LOG": "debug"}, map[string]string{"TF_LOG": "debug"}},
		"a provider's log asked":    {map[string]string{"TF_LOG_PROVIDER": "debug"}, map[string]string{"TF_LOG_PROVIDER": "debug"}},
		"the SDK's lines asked":     {map[string]string{"TF_LOG_SDK": "trace"}, map[string]string{"TF_LOG_SDK": "trace", "TF_LOG_PROVIDER_VEEAM": "off"}},
		"this provider's log asked": {map[string]string{"TF_LOG_PROVIDER_VEEAM": "info"}, map[string]string{"TF_LOG_SDK": "off", "TF_LOG_PROVIDER_VEEAM": "info"}},
	} {
		t.Run(name, func(t *testing.T) {
			variables := []string{"TF_LOG", "TF_LOG_PROVIDER", "TF_LOG_SDK", "TF_LOG_PROVIDER_VEEAM"}
			for _, variable := range variables {
				t.Setenv(variable, test.given[variable]) // also puts back what was there
			}
			keepQuiet()
			for _, variable := range variables {
				if got := os.Getenv(variable); got != test.want[variable] {
					t.Errorf("%s is %q, want %q", variable, got, test.want[variable])
				}
			}
		})
	}
}
