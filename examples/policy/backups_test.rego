package veeam.backups_test

import data.veeam.backups

# verdict is a veeam_protection_status in a plan.
verdict(address, compliant, names) := {
	"address": address,
	"mode": "data",
	"type": "veeam_protection_status",
	"values": {"compliant": compliant, "violating_names": names, "population": "names"},
}

# plan is a plan whose root module is this.
plan(root) := {"complete": true, "prior_state": {"values": {"root_module": root}}}

good := verdict("data.veeam_protection_status.a", true, [])

bad := verdict("data.veeam_protection_status.b", false, ["db01", "web01"])

bad_denied := "data.veeam_protection_status.b: not compliant: db01, web01"

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

test_no_names if {
	empty := verdict("data.veeam_protection_status.c", false, [])
	backups.deny == {"data.veeam_protection_status.c: not compliant: nothing is known of it"} with input as plan({"resources": [empty]})
}

# changed is the good verdict with other values.
changed(values) := object.union(good, {"values": values})

test_population if {
	denied := {"data.veeam_protection_status.a names no machines: those that no job ever saw are not covered"}
	backups.deny == denied with input as plan({"resources": [changed({"population": "sessions"})]})
	backups.deny == denied with input as plan({"resources": [changed({"population": null})]})
	backups.deny == set() with input as plan({"resources": [changed({"population": "inventory"})]})
}

test_reasons if {
	exclusions := changed({"exclude_machines": {"test-*": "built anew every week", "lab-*": " ", "old-*": "-"}})
	backups.deny == {
		"data.veeam_protection_status.a excludes lab-* without a reason",
		"data.veeam_protection_status.a excludes old-* without a reason",
	} with input as plan({"resources": [exclusions]})
	waivers := changed({"waivers": [{"machines": ["a*", "b*"], "reason": "..."}, {"machines": ["c"], "reason": "移行中"}]})
	backups.deny == {"data.veeam_protection_status.a waives a*, b* without a reason"} with input as plan({"resources": [waivers]})
	backups.deny == set() with input as plan({"resources": [changed({"exclude_machines": null, "waivers": null})]})
}

# waived_until is a plan of this time with a waiver.
waived_until(timestamp, until) := object.union(
	plan({"resources": [changed({"waivers": [{"machines": ["db01"], "reason": "disk on order", "until": until}]})]}),
	{"timestamp": timestamp},
)

too_long(until) := {sprintf("data.veeam_protection_status.a waives db01 until %s, more than 30 days ahead", [until])}

test_waivers if {
	noon := "2026-06-01T12:00:00Z"
	backups.deny == set() with input as waived_until(noon, "2026-07-01T14:00:00+02:00") with data.requirements.longest_waiver_days as 30
	late := "2026-07-01T14:00:01+02:00"
	backups.deny == too_long(late) with input as waived_until(noon, late) with data.requirements.longest_waiver_days as 30

	# A date lasts to its end.
	midnight := "2026-06-01T00:00:00Z"
	backups.deny == set() with input as waived_until(midnight, "2026-06-30") with data.requirements.longest_waiver_days as 30
	backups.deny == too_long("2026-07-01") with input as waived_until(midnight, "2026-07-01") with data.requirements.longest_waiver_days as 30

	# Without a bound there is none. What can't be compared with one is beyond it.
	backups.deny == set() with input as waived_until(noon, late)
	backups.deny == too_long("soon") with input as waived_until(noon, "soon") with data.requirements.longest_waiver_days as 30
	backups.deny == too_long("2026-06-02") with input as waived_until("", "2026-06-02") with data.requirements.longest_waiver_days as 30
}

test_required_machines if {
	machines := [
		{"name": "WEB01", "em_name": "web01", "status": "compliant"},
		{"name": "db01", "em_name": null, "status": "waived"},
		{"name": "mail01", "em_name": "mail01", "status": "excluded"},
	]
	root := {"resources": [changed({"machines": machines})]}
	backups.deny == set() with input as plan(root) with data.requirements.machines as ["web01", "DB01"]
	denied := {"no veeam_protection_status judges mail01", "no veeam_protection_status judges erp01"}
	backups.deny == denied with input as plan(root) with data.requirements.machines as ["web01", "mail01", "erp01"]
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
	count(backups.deny) == 2 with input as plan({"resources": [object.remove(good, ["values"])]})
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
