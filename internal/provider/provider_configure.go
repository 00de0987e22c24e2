package provider

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// ValidateConfig judges the rules across attributes whose both sides the configuration gives.
func (p *Provider) ValidateConfig(ctx context.Context, request provider.ValidateConfigRequest, response *provider.ValidateConfigResponse) {
	given, _, diags := settings.read(ctx, request.Config)
	if diags.HasError() {
		return // the attributes' own validators have said so
	}
	response.Diagnostics.Append(given.checkGiven()...)
}

// Configure makes the client. It sends nothing: Terraform configures the provider several times per
// command and reads only in some; the first read logs on.
func (p *Provider) Configure(ctx context.Context, request provider.ConfigureRequest, response *provider.ConfigureResponse) {
	given, unknown, diags := settings.read(ctx, request.Config)
	response.Diagnostics.Append(diags...)
	for _, s := range unknown {
		response.Diagnostics.AddAttributeError(path.Root(s.name), "Unknown Provider Configuration Value", fmt.Sprintf(
			"The value of %s is known only after apply, but backups are read while planning. "+
				"Give it as a value that is known while planning, or by the environment variable %s with the attribute left out, "+
				"or create what it depends on first (terraform apply -target).", s.name, s.env))
	}
	if response.Diagnostics.HasError() {
		return
	}
	given.fromEnvironment(settings)
	config := veeamclient.Config{MaxRetries: veeamclient.DefaultMaxRetries}
	response.Diagnostics.Append(given.apply(&config)...)
	response.Diagnostics.Append(given.checkGiven()...)
	response.Diagnostics.Append(given.checkMerged(&config)...)
	if response.Diagnostics.HasError() {
		return
	}
	if config.Insecure {
		response.Diagnostics.AddAttributeWarning(path.Root("insecure"), "Server Certificate Not Checked",
			"insecure is true: anybody between Terraform and Enterprise Manager can read the password and forge its answers. "+
				"certificate_sha256 trusts a self-signed certificate without giving up the check.")
	}
	config.UserAgent = fmt.Sprintf("terraform-provider-veeam/%s (terraform %s)", p.version, request.TerraformVersion)
	config.Logger = slog.New(terraformLog{})
	for _, adjust := range p.adjust {
		adjust(&config)
	}
	client := veeamclient.New(config)
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.open = append(p.open, openClient{client, context.WithoutCancel(ctx)})
	response.DataSourceData, response.EphemeralResourceData, response.ActionData = client, client, client
}

// apply puts every value into the client's configuration.
func (v values) apply(config *veeamclient.Config) (diags diag.Diagnostics) {
	for _, s := range settings {
		if text, given := v[s.name]; given {
			if err := s.use(config, text); err != nil {
				diags.Append(s.invalid(err))
			}
		}
	}
	return diags
}

// checkGiven judges the values that are there against each other.
func (v values) checkGiven() (diags diag.Diagnostics) {
	_, pinned := v["certificate_sha256"]
	if _, given := v["ca_cert_pem"]; pinned && given {
		diags.AddAttributeError(path.Root("certificate_sha256"), conflict,
			"certificate_sha256 trusts exactly one certificate, whoever issued it; ca_cert_pem has no use beside it. Remove one of them.")
	}
	if insecure, _ := strconv.ParseBool(v["insecure"]); pinned && insecure {
		diags.AddAttributeError(path.Root("certificate_sha256"), conflict,
			"insecure turns the check off that certificate_sha256 asks for. Remove one of them.")
	}
	if certificate, key := v["client_cert_pem"], v["client_key_pem"]; certificate != "" && key != "" {
		if _, err := veeamclient.ParseClientCertificate(certificate, key); err != nil {
			diags.AddAttributeError(path.Root("client_cert_pem"), "Invalid Client Certificate", "It cannot be used: "+err.Error()+".")
		}
	}
	if endpoint, err := veeamclient.ParseEndpoint(v["endpoint"]); err == nil && v.refusesInsecure() {
		proxy, _ := veeamclient.ParseProxyURL(v["proxy_url"]) // what is none is judged by itself
		diags.Append(checkPlainText(endpoint, proxy)...)
	}
	return diags
}

// refusesInsecure reports whether insecure is given as false, not left out.
func (v values) refusesInsecure() bool {
	insecure, err := strconv.ParseBool(v["insecure"])
	return err == nil && !insecure
}

const conflict = "Conflicting Provider Configuration"

// checkMerged judges what configuration and environment give together, where leaving out means something.
func (v values) checkMerged(config *veeamclient.Config) (diags diag.Diagnostics) {
	for _, s := range settings {
		if required := s.name == "endpoint" || s.name == "username" || s.name == "password"; required && v[s.name] == "" {
			diags.AddAttributeError(path.Root(s.name), "Missing Provider Configuration", fmt.Sprintf(
				"%s is required: set it in the provider block, or set the environment variable %s.", s.name, s.env))
		}
	}
	certificate, key := v["client_cert_pem"], v["client_key_pem"]
	switch {
	case certificate != "" && key == "":
		diags.AddAttributeError(path.Root("client_cert_pem"), "Invalid Client Certificate",
			"client_cert_pem needs client_key_pem (or VEEAM_EM_CLIENT_KEY_PEM) beside it.")
	case certificate == "" && key != "":
		diags.AddAttributeError(path.Root("client_key_pem"), "Invalid Client Certificate",
			"client_key_pem needs client_cert_pem (or VEEAM_EM_CLIENT_CERT_PEM) beside it.")
	case certificate != "":
		config.ClientCertificate, _ = veeamclient.ParseClientCertificate(certificate, key) // judged together already
	}
	if config.Endpoint != nil && !config.Insecure && !v.refusesInsecure() { // else judged together already
		diags.Append(checkPlainText(config.Endpoint, config.Proxy)...)
	}
	return diags
}

// checkPlainText refuses to send the password unencrypted to another machine, which insecure allows.
func checkPlainText(endpoint, proxy *url.URL) (diags diag.Diagnostics) {
	switch {
	case veeamclient.PlainText(endpoint):
		diags.AddAttributeError(path.Root("endpoint"), "Unencrypted Endpoint",
			"With http:// the password would travel unencrypted. Use https:// (Enterprise Manager listens on port 9398); "+
				"only loopback addresses, or insecure = true, allow http://.")
	case veeamclient.PlainTextTo(proxy, endpoint):
		diags.AddAttributeError(path.Root("proxy_url"), "Unencrypted Endpoint",
			"With http:// in endpoint the proxy could read the password, though endpoint is a loopback address. "+
				"Leave proxy_url (and VEEAM_EM_PROXY_URL) out, or use https:// in endpoint; only insecure = true, or a proxy at a loopback "+
				"address, allows both.")
	}
	return diags
}
