package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/provider"
)

var _ provider.ProviderWithFunctions = &Provider{}

// Functions lists the provider's functions. They are pure and need no provider configuration.
func (p *Provider) Functions(context.Context) []func() function.Function {
	return []func() function.Function{
		func() function.Function { return ageFunction{} },
		func() function.Function { return latestPerMachineFunction{} },
		func() function.Function { return messageFunction{} },
		func() function.Function { return missingNamesFunction{} },
		func() function.Function { return parseUIDFunction{} },
		func() function.Function { return unprotectedFunction{} },
		func() function.Function { return violationsFunction{} },
		func() function.Function { return withinRPOFunction{} },
	}
}
