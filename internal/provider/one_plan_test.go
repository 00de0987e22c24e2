package provider_test

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// inOnePlan makes one step of all that do nothing but read a data source "t" and check the state: each keeps its own checks, and the data
// sources are called t0, t1 and so on. The test framework runs Terraform seven times for each step, which takes longer than any read.
// Where a step changes something before it runs, all stay as they are: their order says what each reads.
func inOnePlan(sim *veeamsim.Server, steps []resource.TestStep) []resource.TestStep {
	if slices.ContainsFunc(steps, func(step resource.TestStep) bool { return step.PreConfig != nil }) {
		return steps
	}
	together := resource.TestStep{Config: providerBlock(sim)}
	var others []resource.TestStep
	for n, step := range steps {
		block, plain := strings.CutPrefix(step.Config, providerBlock(sim)+"data ")
		kind, arguments, named := strings.Cut(block, ` "t" {`)
		if !plain || !named || strings.Contains(arguments, "\n}\n\n") || strings.Count(arguments, "\n}\n") != 1 || step.ExpectError != nil ||
			step.Check != nil || len(step.ConfigPlanChecks.PreApply) > 0 {
			others = append(others, step)
			continue
		}
		name := fmt.Sprintf("t%d", n)
		together.Config += fmt.Sprintf("data %s %q {%s", kind, name, arguments)
		for _, check := range step.ConfigStateChecks {
			together.ConfigStateChecks = append(together.ConfigStateChecks, renamedCheck{check, name})
		}
	}
	if len(together.ConfigStateChecks) == 0 {
		return steps
	}
	return append(others, together)
}

// renamedCheck is a check of the data source "t" for one that has another name.
type renamedCheck struct {
	statecheck.StateCheck
	name string
}

// CheckState shows the check the one data source, as "t".
func (c renamedCheck) CheckState(ctx context.Context, request statecheck.CheckStateRequest, response *statecheck.CheckStateResponse) {
	state, values, module := *request.State, *request.State.Values, *request.State.Values.RootModule
	module.Resources = nil
	for _, r := range request.State.Values.RootModule.Resources {
		if r.Mode == tfjson.DataResourceMode && r.Name == c.name {
			named := *r
			named.Name, named.Address = "t", "data."+r.Type+".t"
			module.Resources = append(module.Resources, &named)
		}
	}
	values.RootModule, state.Values = &module, &values
	request.State = &state
	c.StateCheck.CheckState(ctx, request, response)
	if response.Error != nil {
		response.Error = fmt.Errorf("%s: %w", c.name, response.Error)
	}
}
