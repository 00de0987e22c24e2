# Tells "not compliant" from "could not ask", by the fixed summaries of the provider's errors. The input is what
# "terraform plan -json" printed:
#
#   jq --raw-output --slurp --from-file outcome.jq plan.log
#
# prints one of: compliant, not compliant, could not ask, failed (for another reason).
map(select(.type == "diagnostic" and .diagnostic.severity == "error") | .diagnostic) |
if length == 0 then "compliant"
elif any(.summary | startswith("Unable to Read ")) then "could not ask"
elif all(.summary == "Backups Not Compliant"
  or (.summary == "Resource postcondition failed" and ((.snippet.context // "") | test("veeam_protection_status")))) then "not compliant"
else "failed"
end
