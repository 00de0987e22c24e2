package veeam.backups_test

import data.veeam.backups

# verdict is a veeam_protection_status in a plan.
verdict(address, compliant, names) := {
	"address": address,
	"mode": "data",
	"type": "veeam_protection_status",
	"values": {"compliant": compliant, "violating_names": names},
}

# plan is a plan whose root module is this.
plan(root) := {"complete": true, "prior_state": {"values": {"root_module": root}}}

good := verdict("data.veeam_protection_status.a", true, [])

bad := verdict("data.veeam_protection_status.b", false, ["db01", "web01"])

bad_denied := "data.veeam_protection_status.b: no good backup within the RPO: db01, web01"

nothing := {"the plan holds no veeam_protection_status"}

test_compliant if {
	backups.deny == set() with input as plan({"resources": [good]})
}

test_violation if {
	backups.deny == {bad_denied} with input as plan({"resources": [bad]})
}

test_every_one_counts if {
	backups.deny == {bad_denied} with input as plan({"resources": [good, bad]})
}

test_no_machine_in_scope if {
	empty := verdict("data.veeam_protection_status.c", false, [])
	backups.deny == {"data.veeam_protection_status.c: no good backup within the RPO: no machine is in scope"} with input as plan({"resources": [empty]})
}

test_modules_of_modules if {
	nested := {"child_modules": [{"child_modules": [{"resources": [bad]}]}]}
	backups.deny == {bad_denied} with input as plan(nested)
	backups.deny == set() with input as plan({"child_modules": [{"resources": [good]}]})
}

test_nothing if {
	backups.deny == nothing with input as plan({})
	backups.deny == nothing with input as {"complete": true}
}

test_other_resources_are_no_proof if {
	managed := object.union(good, {"mode": "managed"})
	other := object.union(good, {"type": "veeam_job"})
	backups.deny == nothing with input as plan({"resources": [managed, other]})
}

test_what_looks_like_a_verdict_is_none if {
	lookalike := {"mode": "managed", "type": "terraform_data", "values": {"input": {"resources": [good]}}}
	backups.deny == nothing with input as plan({"resources": [lookalike]})
}

# A verdict of an earlier apply does not stand in for one that is still to be read.
test_read_during_apply if {
	change := object.union(good, {"change": {"actions": ["read"]}})
	denied := {"data.veeam_protection_status.a is read during apply: the plan holds no verdict of it"}
	backups.deny == denied with input as {"complete": true, "resource_changes": [change]}
	backups.deny == denied with input as object.union(plan({"resources": [good]}), {"resource_changes": [change]})
}

test_verdict_that_is_missing if {
	count(backups.deny) == 1 with input as plan({"resources": [verdict("data.veeam_protection_status.d", null, null)]})
	count(backups.deny) == 1 with input as plan({"resources": [object.remove(good, ["values"])]})
}

test_not_complete if {
	whole := plan({"resources": [good]})
	denied := {"the plan is not complete (-target, or an error while planning): its verdicts may be old"}
	backups.deny == denied with input as object.union(whole, {"complete": false})
	backups.deny == denied with input as object.remove(whole, ["complete"])
}

test_destroys_everything if {
	gone := {"mode": "managed", "change": {"actions": ["delete"]}}
	whole := plan({"resources": [good]})
	denied := {"the plan destroys everything: with -refresh=false its verdicts are those of the last apply"}
	backups.deny == denied with input as object.union(whole, {"resource_changes": [gone]})
	some_reason := object.union(gone, {"action_reason": "delete_because_no_resource_config"})
	deposed := object.union(gone, {"deposed": "12345678"})
	replaced := {"mode": "managed", "change": {"actions": ["delete", "create"]}}
	backups.deny == set() with input as object.union(whole, {"resource_changes": [some_reason, deposed, replaced]})
}
