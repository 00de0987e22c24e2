package provider_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/provider"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// modelSchemas are the provider's, asked for once: a thousand nights have the same.
var modelSchemas = sync.OnceValues(func() (*tfprotov6.GetProviderSchemaResponse, error) {
	return provider.New("test").Server().GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
})

// readNight serves a night by a simulator of a build and reads its verdict through the provider's protocol, times of it in one
// provider. The order of the rows that are sent follows from seed.
func readNight(n *modelNight, build int, seed uint64, times int) ([]modelAnswer, error) {
	schemas, err := modelSchemas()
	if err != nil {
		return nil, err
	}
	sim, err := veeamsim.New(veeamsim.Config{
		Build: build, Inventory: n.inventory(), Clock: func() time.Time { return now.Add(-n.emClock) }, LinkHost: "http://em-internal.lab.example:9399",
	})
	if err != nil {
		return nil, err
	}
	defer sim.Close()
	server := httptest.NewServer(&reshaped{sim, n.serverLinks(), n.templates(), seed})
	defer server.Close()
	p := provider.New("test", func(c *veeamclient.Config) {
		c.RetryWaitMin, c.RetryWaitMax = time.Millisecond, time.Millisecond
		c.Now = func() time.Time { return now.Add(-n.ourClock) }
	})
	ctx := context.Background()
	defer p.Close(ctx)
	spoken := p.Server()
	settings, err := modelConfig(schemas.Provider, map[string]any{
		"endpoint": server.URL, "username": veeamsim.DefaultAccount.Username, "password": veeamsim.DefaultAccount.Password,
	})
	if err != nil {
		return nil, err
	}
	configured, err := spoken.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{Config: settings})
	if err = errorOf(err, configured.Diagnostics); err != nil {
		return nil, err
	}
	schema := schemas.DataSourceSchemas[protectionKind]
	arguments, err := modelConfig(schema, n.asked.values())
	if err != nil {
		return nil, err
	}
	answers := make([]modelAnswer, times)
	for i := range answers {
		response, err := spoken.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: protectionKind, Config: arguments})
		if err = errorOf(err, response.Diagnostics); err != nil {
			return nil, err
		}
		state, err := response.State.Unmarshal(schema.ValueType())
		if err != nil {
			return nil, err
		}
		answers[i], _ = plain(state).(map[string]any)
	}
	return answers, nil
}

// errorOf is the error of a call, or the first that its diagnostics have.
func errorOf(err error, diagnostics []*tfprotov6.Diagnostic) error {
	for _, d := range diagnostics {
		if err == nil && d.Severity == tfprotov6.DiagnosticSeverityError {
			err = fmt.Errorf("%s: %s", d.Summary, d.Detail)
		}
	}
	return err
}

// modelConfig makes a configuration; what is not given is null.
func modelConfig(schema *tfprotov6.Schema, given map[string]any) (*tfprotov6.DynamicValue, error) {
	kind, _ := schema.ValueType().(tftypes.Object)
	values := make(map[string]tftypes.Value, len(kind.AttributeTypes))
	for name, attribute := range kind.AttributeTypes {
		value, err := modelValue(attribute, given[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		values[name] = value
	}
	for name := range given {
		if _, known := values[name]; !known {
			return nil, fmt.Errorf("the schema has no %s", name)
		}
	}
	dynamic, err := tfprotov6.NewDynamicValue(kind, tftypes.NewValue(kind, values))
	return &dynamic, err
}

// modelValue is a value of a type. What an object is not given is null.
func modelValue(kind tftypes.Type, given any) (tftypes.Value, error) {
	switch value := given.(type) {
	case []string:
		list := make([]tftypes.Value, len(value))
		for i, text := range value {
			list[i] = tftypes.NewValue(tftypes.String, text)
		}
		given = list
	case map[string]string:
		byName := make(map[string]tftypes.Value, len(value))
		for key, text := range value {
			byName[key] = tftypes.NewValue(tftypes.String, text)
		}
		given = byName
	case []map[string]any:
		of, _ := kind.(tftypes.List)
		list := make([]tftypes.Value, len(value))
		for i, members := range value {
			element, err := modelValue(of.ElementType, members)
			if err != nil {
				return element, err
			}
			list[i] = element
		}
		given = list
	case map[string]any:
		of, _ := kind.(tftypes.Object)
		members := make(map[string]tftypes.Value, len(of.AttributeTypes))
		for name, attribute := range of.AttributeTypes {
			member, err := modelValue(attribute, value[name])
			if err != nil {
				return member, err
			}
			members[name] = member
		}
		given = members
	}
	if err := tftypes.ValidateValue(kind, given); err != nil {
		return tftypes.Value{}, err
	}
	return tftypes.NewValue(kind, given), nil
}

// plain turns a value into maps, slices, texts, truths and numbers as text; nil where it is null.
func plain(value tftypes.Value) any {
	if value.IsNull() {
		return nil
	}
	var members map[string]tftypes.Value
	if value.As(&members) == nil {
		plainMembers := make(map[string]any, len(members))
		for name, member := range members {
			plainMembers[name] = plain(member)
		}
		return plainMembers
	}
	var elements []tftypes.Value
	if value.As(&elements) == nil {
		plainElements := make([]any, len(elements))
		for i, element := range elements {
			plainElements[i] = plain(element)
		}
		return plainElements
	}
	var text string
	if value.As(&text) == nil {
		return text
	}
	var truth bool
	if value.As(&truth) == nil {
		return truth
	}
	number := new(big.Float)
	if value.As(&number) == nil {
		whole, _ := number.Int64()
		return int(whole)
	}
	return value.String()
}

// reshaped is a server whose answers are altered: links to backup servers lose their name or go, machines become templates, and
// the rows come in another order.
type reshaped struct {
	server    http.Handler
	links     map[string]serverLink
	templates map[string]templateForm
	seed      uint64
}

func (h *reshaped) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	recorder := httptest.NewRecorder()
	h.server.ServeHTTP(recorder, r)
	body := recorder.Body.Bytes()
	if r.Method == http.MethodGet && recorder.Code == http.StatusOK {
		var tree any
		decoder := json.NewDecoder(bytes.NewReader(body))
		decoder.UseNumber()
		if decoder.Decode(&tree) == nil {
			h.reshape(tree, rand.New(rand.NewPCG(h.seed, 0)))
			body, _ = json.Marshal(tree)
		}
	}
	for name, values := range recorder.Header() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(recorder.Code)
	_, _ = w.Write(body)
}

func (h *reshaped) reshape(node any, chance *rand.Rand) {
	switch node := node.(type) {
	case []any:
		for _, child := range node {
			h.reshape(child, chance)
		}
		if h.seed != 0 {
			chance.Shuffle(len(node), func(i, j int) { node[i], node[j] = node[j], node[i] })
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(node)) {
			h.reshape(node[name], chance)
		}
		reference, _ := node[memberNamed(node, "objectRef")].(string)
		switch h.templates[reference] {
		case templateByType:
			node[memberNamed(node, "objectType")] = "Template"
		case templateByReference:
			node[memberNamed(node, "objectRef")] = strings.Replace(reference, ":Vm:", ":Template:", 1)
		}
		uid, _ := node[memberNamed(node, "uid")].(string)
		links, _ := node[memberNamed(node, "links")].([]any)
		if form, altered := h.links[uid]; altered && links != nil {
			node[memberNamed(node, "links")] = withoutServer(links, form)
		}
	}
}

// withoutServer takes the link to the backup server away, or its name.
func withoutServer(links []any, form serverLink) []any {
	kept := []any{}
	for _, link := range links {
		members, _ := link.(map[string]any)
		if members[memberNamed(members, "type")] == "BackupServerReference" {
			if form == linkMissing {
				continue
			}
			members[memberNamed(members, "name")] = nil
		}
		kept = append(kept, link)
	}
	return kept
}

// memberNamed is a member's name as this build writes it.
func memberNamed(members map[string]any, name string) string {
	for written := range members {
		if strings.EqualFold(written, name) {
			return written
		}
	}
	return name
}
