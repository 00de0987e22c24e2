package provider_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

const readSession = `data "veeam_backup_task_sessions" "t" { backup_session_id = "` + sessionID + `" }`

// readsFour is the step of a configuration that works: the four task sessions of nightly are read.
func readsFour(config string) resource.TestStep {
	return resource.TestStep{
		Config: config + readSession,
		Check:  resource.TestCheckResourceAttr("data.veeam_backup_task_sessions.t", "summary.total", "4"),
	}
}

// block is a provider block of attributes, in HCL.
func block(attributes map[string]string) string {
	text := "provider \"veeam\" {\n"
	for name, value := range attributes {
		text += fmt.Sprintf("  %s = %s\n", name, value)
	}
	return text + "}\n"
}

// account is what every configuration here needs.
func account(sim *veeamsim.Server, more ...string) map[string]string {
	attributes := map[string]string{
		"endpoint": quote(sim.URL()), "username": quote(veeamsim.DefaultAccount.Username), "password": quote(veeamsim.DefaultAccount.Password),
	}
	for i := 0; i < len(more); i += 2 {
		attributes[more[i]] = more[i+1]
	}
	return attributes
}

// quote writes a text in HCL.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "${", "$${", "%{", "%%{").Replace(text) + `"`
}

func TestConfigureTrust(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: nightly()})
	other := start(t, veeamsim.Config{Inventory: nightly()})
	run(t,
		fails(block(account(sim))+readSession, "Unable to Read Backup Task Sessions", "certificate signed by unknown authority", "fingerprint is", sim.CertificateSHA256(),
			"Compare it on the server itself", "certificate_sha256", "ca_cert_pem", "insecure"),
		readsFour(block(account(sim, "ca_cert_pem", quote(sim.CertificatePEM())))),
		readsFour(block(account(sim, "certificate_sha256", quote(strings.ToLower(strings.ReplaceAll(sim.CertificateSHA256(), ":", "")))))),
		readsFour(block(account(sim, "insecure", "true"))),
		fails(block(account(sim, "certificate_sha256", quote(other.CertificateSHA256())))+readSession,
			"has the SHA-256 fingerprint "+sim.CertificateSHA256()+", not "+other.CertificateSHA256(), "Compare the fingerprint on the server itself"),
		fails(block(account(sim, "ca_cert_pem", quote(other.CertificatePEM())))+readSession, "certificate signed by unknown authority"),
	)
}

func TestConfigureEndpointForms(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: nightly(), PathPrefix: "/backup"})
	var steps []resource.TestStep
	for _, suffix := range []string{"", "/", "/api", "/api/"} {
		steps = append(steps, readsFour(block(account(sim, "endpoint", quote(sim.URL()+suffix), "insecure", "true"))))
	}
	run(t, steps...)
}

func TestConfigureAccount(t *testing.T) {
	t.Parallel()
	strange := veeamsim.Account{Username: "jürgen@lab.example", Password: `p:"\${a}ß %`, Role: veeamsim.PortalUser}
	sim := start(t, veeamsim.Config{Inventory: nightly(), Accounts: []veeamsim.Account{strange}})
	run(t, readsFour(block(account(sim, "insecure", "true", "username", quote(strange.Username), "password", quote(strange.Password)))))
}

func TestConfigureAPIVersion(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: nightly()})
	run(t, readsFour(block(account(sim, "insecure", "true", "api_version", `"v1_6"`))))
	if got := sim.Requests()[0]; got.Query != "v=v1_6" {
		t.Errorf("logon asked for %q", got.Query)
	}
}

func TestConfigureClientCertificate(t *testing.T) {
	t.Parallel()
	certificate, key := clientCertificate(t)
	sim := start(t, veeamsim.Config{Inventory: nightly(), ClientCAPEM: certificate})
	run(t,
		fails(block(account(sim, "insecure", "true"))+readSession, "certificate required"),
		readsFour(block(account(sim, "insecure", "true", "client_cert_pem", quote(certificate), "client_key_pem", quote(key)))),
	)
}

func TestConfigureRequestTimeout(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: nightly(), Rules: []veeamsim.Rule{{Method: http.MethodGet, Fault: veeamsim.Fault{Kind: veeamsim.Hang}}}})
	run(t, fails(block(account(sim, "insecure", "true", "request_timeout", `"100ms"`))+readSession,
		"Unable to Read Backup Task Sessions", "no complete answer within the request timeout", "Raise request_timeout"))
}

func TestConfigureMaxRetries(t *testing.T) {
	t.Parallel()
	for retries, want := range map[string]int{`0`: 1, `2`: 3, `null`: 5} {
		sim := start(t, veeamsim.Config{Inventory: nightly(), Rules: []veeamsim.Rule{{Method: http.MethodGet, Fault: veeamsim.Fault{Status: 503}}}})
		run(t, fails(block(account(sim, "insecure", "true", "max_retries", retries))+`data "veeam_backup_servers" "t" {}`, "answered with status 503", "lower max_concurrent_requests"))
		if n := countReads(sim); n != want {
			t.Errorf("max_retries = %s: %d attempts, want %d", retries, n, want)
		}
	}
}

func TestConfigureMaxConcurrentRequests(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: nightly(), References: true, Latency: 5e6})
	run(t, readsFour(block(account(sim, "insecure", "true", "max_concurrent_requests", "2"))))
	if n := sim.MaxConcurrent(); n != 2 {
		t.Errorf("%d requests at once, want 2", n)
	}
}

// TestConfigurePageSize: 1000 rows a page are asked for unless told otherwise, by the attribute or else by its variable.
func TestConfigurePageSize(t *testing.T) {
	sim := start(t, veeamsim.Config{Inventory: nightly()})
	for _, c := range []struct {
		asked, environment string
		attributes         []string
	}{
		{"pageSize=1000&", "", nil}, {"pageSize=250&", "", []string{"page_size", "250"}},
		{"pageSize=10000&", "10000", nil}, {"pageSize=1&", "10000", []string{"page_size", "1"}},
	} {
		t.Setenv("VEEAM_EM_PAGE_SIZE", c.environment)
		resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: factories(), Steps: []resource.TestStep{
			{Config: block(account(sim, append(c.attributes, "insecure", "true")...)) + `data "veeam_backup_servers" "all" {}`},
		}})
		asked := ""
		for _, request := range sim.Requests() {
			if request.Path == "/query" {
				asked = request.Query
			}
		}
		if !strings.Contains(asked, c.asked) {
			t.Errorf("asked for %q, want %s", asked, c.asked)
		}
	}
}

// TestConfigureEnvironment takes every attribute from its variable; one in the configuration wins.
func TestConfigureEnvironment(t *testing.T) {
	certificate, key := clientCertificate(t)
	sim := start(t, veeamsim.Config{Inventory: nightly(), ClientCAPEM: certificate, References: true, Latency: 5e6,
		Rules: []veeamsim.Rule{{Method: http.MethodGet, Times: 1, Fault: veeamsim.Fault{Status: 503}}}})
	for name, value := range map[string]string{
		"VEEAM_EM_ENDPOINT": sim.URL(), "VEEAM_EM_USERNAME": veeamsim.DefaultAccount.Username, "VEEAM_EM_PASSWORD": veeamsim.DefaultAccount.Password,
		"VEEAM_EM_API_VERSION": "v1_7", "VEEAM_EM_CERTIFICATE_SHA256": sim.CertificateSHA256(), "VEEAM_EM_CA_CERT_PEM": "", "VEEAM_EM_INSECURE": "false",
		"VEEAM_EM_CLIENT_CERT_PEM": certificate, "VEEAM_EM_CLIENT_KEY_PEM": key, "VEEAM_EM_PROXY_URL": "",
		"VEEAM_EM_REQUEST_TIMEOUT": "10s", "VEEAM_EM_MAX_RETRIES": "1", "VEEAM_EM_MAX_CONCURRENT_REQUESTS": "2", "VEEAM_EM_PAGE_SIZE": "500",
	} {
		t.Setenv(name, value)
	}
	resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: factories(), Steps: []resource.TestStep{readsFour(`provider "veeam" {}` + "\n")}})
	if got := sim.Requests()[0]; got.Query != "v=v1_7" {
		t.Errorf("logon asked for %q", got.Query)
	}
	if n := sim.MaxConcurrent(); n != 2 {
		t.Errorf("%d requests at once, want 2", n)
	}

	before := len(sim.Requests())
	resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: factories(), Steps: []resource.TestStep{
		fails(block(map[string]string{"endpoint": `"https://127.0.0.1:1"`})+readSession, "Nothing listens at endpoint"),
		fails(block(map[string]string{"ca_cert_pem": quote(sim.CertificatePEM())})+readSession, "Conflicting Provider Configuration",
			"certificate_sha256 trusts exactly one certificate"),
		fails(block(map[string]string{"insecure": "true"})+readSession, "Conflicting Provider Configuration", "insecure turns the check off"),
	}})
	for name, value := range map[string]string{
		"VEEAM_EM_ENDPOINT": "em.example", "VEEAM_EM_MAX_RETRIES": "many", "VEEAM_EM_INSECURE": "perhaps", "VEEAM_EM_REQUEST_TIMEOUT": "soon",
		"VEEAM_EM_CLIENT_KEY_PEM": "", "VEEAM_EM_PROXY_URL": "http://u:secret@", "VEEAM_EM_PASSWORD": "",
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(name, value)
			resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: factories(), Steps: []resource.TestStep{
				fails(`provider "veeam" {}`+"\n"+readSession, strings.TrimPrefix(name, "VEEAM_EM_")),
			}})
		})
	}
	if after := len(sim.Requests()); after != before {
		t.Errorf("%d requests were sent with a configuration that is not valid", after-before)
	}
}

// TestConfigureRefuses: every bad value is an error on its attribute, before any request.
func TestConfigureRefuses(t *testing.T) {
	t.Parallel()
	certificate, key := clientCertificate(t)
	sim := start(t, veeamsim.Config{})
	for name, c := range map[string]struct {
		attributes []string
		says       []string
	}{
		"endpoint without scheme": {[]string{"endpoint", `"em.example.com:9398"`}, []string{"Invalid Provider Configuration Value",
			"expected an address such as https://em.example.com:9398"}},
		"endpoint with a user": {[]string{"endpoint", `"https://me:secret@em.example.com"`}, []string{"Invalid Provider Configuration Value", "does not belong into the endpoint"}},
		"unencrypted endpoint": {[]string{"endpoint", `"http://em.example.com:9399"`}, []string{"Unencrypted Endpoint", "travel unencrypted"}},
		"unencrypted, said so": {[]string{"endpoint", `"http://em.example.com:9399"`, "insecure", "false"}, []string{"Unencrypted Endpoint"}},
		"unencrypted to a proxy": {[]string{"endpoint", `"http://127.0.0.1:9399"`, "proxy_url", `"http://proxy.example:3128"`}, []string{"Unencrypted Endpoint", "proxy_url",
			"the proxy could read the password"}},
		"to a proxy, said so": {[]string{"endpoint", `"http://localhost:9399"`, "proxy_url", `"socks5://10.0.0.1:1080"`, "insecure", "false"}, []string{"Unencrypted Endpoint",
			"proxy_url"}},
		"no endpoint":              {[]string{"endpoint", "null"}, []string{"Missing Provider Configuration", "VEEAM_EM_ENDPOINT"}},
		"no username":              {[]string{"username", "null"}, []string{"Missing Provider Configuration", "VEEAM_EM_USERNAME"}},
		"empty password":           {[]string{"password", `""`}, []string{"Missing Provider Configuration", "VEEAM_EM_PASSWORD"}},
		"username with a colon":    {[]string{"username", `"LAB:reader"`}, []string{"Invalid Provider Configuration Value", "colon"}},
		"version":                  {[]string{"api_version", `"v1_8"`}, []string{"Invalid Provider Configuration Value", "latest, v1_5, v1_6, v1_7"}},
		"CA":                       {[]string{"ca_cert_pem", `"/etc/ca.pem"`}, []string{"Invalid Provider Configuration Value", "no PEM block found"}},
		"fingerprint":              {[]string{"certificate_sha256", `"AB:CD"`}, []string{"Invalid Provider Configuration Value", "64 hexadecimal digits"}},
		"fingerprint beside CA":    {[]string{"certificate_sha256", quote(sim.CertificateSHA256()), "ca_cert_pem", quote(certificate)}, []string{"Conflicting Provider Configuration"}},
		"fingerprint and insecure": {[]string{"certificate_sha256", quote(sim.CertificateSHA256()), "insecure", "true"}, []string{"Conflicting Provider Configuration"}},
		"certificate without key":  {[]string{"client_cert_pem", quote(certificate)}, []string{"Invalid Client Certificate", "needs client_key_pem"}},
		"key without certificate":  {[]string{"client_key_pem", quote(key)}, []string{"Invalid Client Certificate", "needs client_cert_pem"}},
		"certificate of another key": {[]string{"client_cert_pem", quote(certificate), "client_key_pem", quote("-----BEGIN SECRET-----")}, []string{"Invalid Client Certificate",
			"not a PEM pair"}},
		"proxy":            {[]string{"proxy_url", `"proxy.example.com:3128"`}, []string{"Invalid Provider Configuration Value", "proxy_url"}},
		"timeout":          {[]string{"request_timeout", `"60"`}, []string{"Invalid Provider Configuration Value", "60 has no unit: write 60s"}},
		"negative timeout": {[]string{"request_timeout", `"-1s"`}, []string{"Invalid Provider Configuration Value", "positive"}},
		"retries":          {[]string{"max_retries", `-1`}, []string{"Invalid Provider Configuration Value", "whole number from 0 to 100"}},
		"page size":        {[]string{"page_size", `0`}, []string{"Invalid Provider Configuration Value", "whole number from 1 to 10000"}},
		"large page size":  {[]string{"page_size", `10001`}, []string{"Invalid Provider Configuration Value", "whole number from 1 to 10000"}},
		"concurrency":      {[]string{"max_concurrent_requests", `0`}, []string{"Invalid Provider Configuration Value", "whole number from 1 to 1000"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run(t, fails(block(account(sim, c.attributes...))+readSession, c.says...))
		})
	}
	t.Cleanup(func() {
		if n := len(sim.Requests()); n != 0 {
			t.Errorf("%d requests were sent with a configuration that is not valid", n)
		}
	})
}

// TestConfigureUnknown: a value that is known only after apply is an error on its attribute, no silent fall-back to the environment.
func TestConfigureUnknown(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{})
	for _, attribute := range []string{
		"endpoint", "username", "password", "api_version", "ca_cert_pem", "certificate_sha256", "client_cert_pem", "client_key_pem",
		"insecure", "proxy_url", "request_timeout", "max_retries", "max_concurrent_requests", "page_size",
	} {
		value := map[string]string{
			"insecure": "terraform_data.later.output == \"x\"", "max_retries": "terraform_data.later.output", "max_concurrent_requests": "terraform_data.later.output",
			"page_size": "terraform_data.later.output",
		}[attribute]
		if value == "" {
			value = `"${terraform_data.later.output}"`
		}
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			run(t, fails(`resource "terraform_data" "later" { input = timestamp() }`+"\n"+block(account(sim, attribute, value))+readSession,
				"Unknown Provider Configuration Value", "The value of "+attribute+" is known only after apply", "VEEAM_EM_"+strings.ToUpper(attribute)))
		})
	}
}

// TestConfigureEnvironmentOfTrust takes what TestConfigureEnvironment can't take beside a fingerprint.
func TestConfigureEnvironmentOfTrust(t *testing.T) {
	sim := start(t, veeamsim.Config{Inventory: nightly()})
	t.Setenv("VEEAM_EM_ENDPOINT", sim.URL())
	t.Setenv("VEEAM_EM_USERNAME", veeamsim.DefaultAccount.Username)
	t.Setenv("VEEAM_EM_PASSWORD", veeamsim.DefaultAccount.Password)
	step := func(step resource.TestStep) {
		t.Helper()
		resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: factories(), Steps: []resource.TestStep{step}})
	}
	bare := "provider \"veeam\" {}\n"
	t.Setenv("VEEAM_EM_CA_CERT_PEM", sim.CertificatePEM())
	step(readsFour(bare))
	t.Setenv("VEEAM_EM_CA_CERT_PEM", "")
	t.Setenv("VEEAM_EM_INSECURE", "1")
	step(readsFour(bare))
	step(fails(block(map[string]string{"certificate_sha256": quote(sim.CertificateSHA256())})+readSession, "Conflicting Provider Configuration", "insecure turns the check off"))
	t.Setenv("VEEAM_EM_PROXY_URL", "http://127.0.0.1:1")
	step(fails(bare+readSession, "proxyconnect", "The way to the proxy failed"))
}

func TestUnknownHost(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{})
	run(t, fails(block(account(sim, "endpoint", `"https://no-such-host.invalid:9398"`))+readSession,
		"Unable to Read Backup Task Sessions", "no-such-host.invalid", "The host name of endpoint is not known"))
}
