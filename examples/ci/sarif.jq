# Makes a SARIF report of the violations in a plan, as code scanning takes it. It names the file that the alerts stand on:
#
#   jq --from-file sarif.jq --arg file main.tf plan.json >backups.sarif
def modules: .prior_state.values.root_module // {} | recurse(.child_modules[]?);
def verdicts: [modules | .resources[]? | select(.mode == "data" and .type == "veeam_protection_status") | .values + {address}];
def machine: (if .backup_server_name then .backup_server_name + "\\" else "" end) + .name;
verdicts as $verdicts |
{
  version: "2.1.0",
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  runs: [{
    tool: {driver: {
      name: "veeam_protection_status",
      rules: [$verdicts[].violations[].cause] | unique | map({id: ., shortDescription: {text: "Backup: \(.)"}})
    }},
    invocations: [{executionSuccessful: ($verdicts != [])}],
    results: [$verdicts[] | .address as $address | .violations[] | {
      ruleId: .cause,
      level: "error",
      message: {text: ("\(machine): \(.cause), last good backup \(.last_good_time // "none")." +
        ([.last_reason, .hint] | map(select(.) | " " + .) | add // ""))},
      locations: [{
        physicalLocation: {artifactLocation: {uri: $file}, region: {startLine: 1}},
        logicalLocations: [{fullyQualifiedName: "\($address)/\(machine)"}]
      }],
      partialFingerprints: {machine: "\($address)/\(.enterprise_manager)/\(.vm_uid // machine)/\(.cause)"}
    }]
  }]
}
