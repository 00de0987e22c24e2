# Denies a plan that does not prove that backups ran. The input is what "terraform show -json" makes of a
# saved plan, of Terraform 1.8 or newer.
#
#   terraform plan -out=plan.bin &&
#   terraform show -json plan.bin >plan.json &&
#   opa eval --fail-defined --format=pretty --data=backups.rego --input=plan.json 'data.veeam.backups.deny[_]'
#
# prints why, and exits with 1; a plan that is good exits with 0.
package veeam.backups

kind := "veeam_protection_status"

# What was read while planning stands in the prior state, each module in its parent's child_modules.
modules contains module if {
	walk(input.prior_state.values.root_module, [path, module])
	every step in path {
		leads_to_module(step)
	}
}

leads_to_module("child_modules")

leads_to_module(step) if is_number(step)

verdicts contains resource if {
	some module in modules
	some resource in module.resources
	resource.mode == "data"
	resource.type == kind
}

# What waits for a change, or stands in a check block, is read during apply: too late to stop anything.
late contains resource.address if {
	some resource in input.resource_changes
	resource.mode == "data"
	resource.type == kind
	"read" in resource.change.actions
}

deny contains reason if {
	some verdict in verdicts
	not verdict.values.compliant == true
	reason := sprintf("%s: no good backup within the RPO: %s", [verdict.address, names(verdict)])
}

deny contains reason if {
	some address in late
	reason := sprintf("%s is read during apply: the plan holds no verdict of it", [address])
}

# Nothing proves nothing.
deny contains sprintf("the plan holds no %s", [kind]) if {
	count(verdicts) + count(late) == 0
}

# With -target, data sources that are left out stand in the plan with what they said at the last apply.
deny contains "the plan is not complete (-target, or an error while planning): its verdicts may be old" if {
	not input.complete == true
}

# So do all of them in a plan that destroys everything, if it was made with -refresh=false, which a plan does not tell.
# Whatever else deletes something says why.
deny contains "the plan destroys everything: with -refresh=false its verdicts are those of the last apply" if {
	some resource in input.resource_changes
	resource.mode == "managed"
	resource.change.actions == ["delete"]
	not resource.action_reason
	not resource.deposed
}

names(verdict) := concat(", ", verdict.values.violating_names) if {
	count(verdict.values.violating_names) > 0
} else := "no machine is in scope"
