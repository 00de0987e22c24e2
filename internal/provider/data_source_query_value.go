package provider

import (
	"encoding/json"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// queryTypeValidator lets any word through: the list of types grows with EM, which names an unknown one.
func queryTypeValidator() validator.String {
	return stringvalidator.RegexMatches(regexp.MustCompile(`^[A-Za-z]+$`), "must be a type of the query service, such as BackupJobSession")
}

// tupleOf makes Terraform values of JSON objects. Their shapes differ, so the whole is a tuple.
func tupleOf(entities []map[string]any) attr.Value {
	values := make([]any, len(entities))
	for i, members := range entities {
		values[i] = members
	}
	return tuple(values)
}

func tuple(values []any) attr.Value {
	attributeTypes, made := make([]attr.Type, len(values)), make([]attr.Value, len(values))
	for i, value := range values {
		made[i] = terraformValue(value)
		attributeTypes[i] = made[i].Type(nil) //nolint:staticcheck // base types do not look at the context
	}
	return types.TupleValueMust(attributeTypes, made)
}

// terraformValue is the Terraform value of a JSON value.
func terraformValue(value any) attr.Value {
	switch value := value.(type) {
	case string:
		return types.StringValue(value)
	case bool:
		return types.BoolValue(value)
	case json.Number:
		if number, _, err := big.ParseFloat(value.String(), 10, 512, big.ToNearestEven); err == nil {
			return types.NumberValue(number)
		}
	case []any:
		return tuple(value)
	case map[string]any:
		return object(value)
	}
	return basetypes.NewDynamicNull()
}

func object(members map[string]any) attr.Value {
	attributeTypes, made := make(map[string]attr.Type, len(members)), make(map[string]attr.Value, len(members))
	for name, member := range members {
		name = snakeCase(name)
		if name == "links" {
			made[name] = linkList(member)
		} else {
			made[name] = terraformValue(member)
		}
		attributeTypes[name] = made[name].Type(nil) //nolint:staticcheck // base types do not look at the context
	}
	return types.ObjectValueMust(attributeTypes, made)
}

var linkAttributes = []string{"rel", "href", "name", "type"}

// linkList is a list of links, all with the same members; without links it is empty.
func linkList(value any) attr.Value {
	attributeTypes := make(map[string]attr.Type, len(linkAttributes))
	for _, name := range linkAttributes {
		attributeTypes[name] = types.StringType
	}
	links, _ := value.([]any)
	made := make([]attr.Value, 0, len(links))
	for _, link := range links {
		members, _ := link.(map[string]any)
		made = append(made, types.ObjectValueMust(attributeTypes, linkMembers(members)))
	}
	return types.ListValueMust(types.ObjectType{AttrTypes: attributeTypes}, made)
}

func linkMembers(members map[string]any) map[string]attr.Value {
	made := make(map[string]attr.Value, len(linkAttributes))
	for _, name := range linkAttributes {
		made[name] = types.StringNull()
	}
	for name, member := range members {
		if text, ok := member.(string); ok && slices.Contains(linkAttributes, snakeCase(name)) {
			made[snakeCase(name)] = types.StringValue(text)
		}
	}
	return made
}

// snakeCase is the name of an attribute from EM's, of build 12 (CreationTimeUTC) as of 13 (creationTimeUTC).
func snakeCase(name string) string {
	var snake strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) {
			afterWord := !unicode.IsUpper(runes[i-1])
			beforeWord := i+1 < len(runes) && unicode.IsLower(runes[i+1])
			if afterWord || beforeWord {
				snake.WriteByte('_')
			}
		}
		snake.WriteRune(unicode.ToLower(r))
	}
	return snake.String()
}
