package provider_test

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/provider"
)

// BenchmarkProviderSchema builds and answers the provider's schema as each start does. Beside the time it gives how many attributes of
// data sources there are, nested ones included, and what one of them costs in time and as JSON.
func BenchmarkProviderSchema(b *testing.B) {
	b.ReportAllocs()
	var schemas *tfprotov6.GetProviderSchemaResponse
	for b.Loop() {
		schemas = schemasOf(b, provider.New("test").Server())
	}
	attributes := 0
	for _, source := range schemas.DataSourceSchemas {
		attributes += countAttributes(source.Block.Attributes)
	}
	text, err := json.Marshal(schemas.DataSourceSchemas)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(attributes), "attributes")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*attributes), "ns/attribute")
	b.ReportMetric(float64(len(text))/float64(attributes), "B/attribute")
}

func countAttributes(attributes []*tfprotov6.SchemaAttribute) int {
	n := len(attributes)
	for _, attribute := range attributes {
		if attribute.NestedType != nil {
			n += countAttributes(attribute.NestedType.Attributes)
		}
	}
	return n
}
