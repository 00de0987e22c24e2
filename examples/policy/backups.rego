# Denies a plan that does not prove that backups ran. The input is what "terraform show -json" makes of a
# saved plan, of Terraform 1.8 or newer.
#
#   terraform plan -out=plan.bin &&
#   terraform show -json plan.bin >plan.json &&
#   opa eval --fail-defined --format=pretty --data=backups.rego --input=plan.json 'data.veeam.backups.deny[_]'
#
# prints why, and exits with 1; a plan that is good exits with 0. What is to be covered, and for how long violations may be
# waived, is given as data, in a file of its own beside the policy (--data=requirements.json):
#
#   {"requirements": {"machines": ["db01", "web01"], "longest_waiver_days": 30}}
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
	reason := sprintf("%s: not compliant: %s", [verdict.address, names(verdict)])
}

# A verdict over what has sessions can't miss a machine that no job ever saw.
deny contains reason if {
	some verdict in verdicts
	not names_machines(verdict)
	reason := sprintf("%s names no machines: those that no job ever saw are not covered", [verdict.address])
}

names_machines(verdict) if verdict.values.population in {"names", "inventory"}

deny contains reason if {
	some verdict in verdicts
	some pattern, why in verdict.values.exclude_machines
	not says_something(why)
	reason := sprintf("%s excludes %s without a reason", [verdict.address, pattern])
}

deny contains reason if {
	some verdict in verdicts
	some waiver in verdict.values.waivers
	not says_something(waiver.reason)
	reason := sprintf("%s waives %s without a reason", [verdict.address, concat(", ", waiver.machines)])
}

# A reason has a letter or a digit at least.
says_something(text) if regex.match(`[\pL\pN]`, text)

deny contains reason if {
	some verdict in verdicts
	some waiver in verdict.values.waivers
	days := data.requirements.longest_waiver_days
	not ends_within(waiver, days)
	reason := sprintf("%s waives %s until %s, more than %v days ahead", [verdict.address, concat(", ", waiver.machines), waiver.until, days])
}

nanoseconds_a_day := ((24 * 60) * 60) * 1000000000

# Counted from when the plan was made. A date means its end.
ends_within(waiver, days) if {
	planned := time.parse_rfc3339_ns(input.timestamp)
	end_of(waiver.until) <= planned + (days * nanoseconds_a_day)
}

end_of(until) := time.parse_rfc3339_ns(until) if {
	contains(until, "T")
} else := time.parse_ns("2006-01-02", until) + nanoseconds_a_day

# Names are compared regardless of case. One that is excluded, left out or replaced is not covered.
deny contains sprintf("no veeam_protection_status judges %s", [name]) if {
	some name in data.requirements.machines
	not lower(name) in judged
}

judged contains lower(name) if {
	some verdict in verdicts
	some machine in verdict.values.machines
	machine.status in {"compliant", "violation", "waived"}
	some name in {machine.name, machine.em_name}
	name != null
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
} else := "nothing is known of it"
