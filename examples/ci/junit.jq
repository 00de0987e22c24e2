# Makes a JUnit report of the verdicts in a plan, one test case a machine, also of a plan that was stopped:
#
#   terraform plan -out=plan.bin; terraform show -json plan.bin >plan.json
#   jq --raw-output --from-file junit.jq plan.json >backups.xml
def modules: .prior_state.values.root_module // {} | recurse(.child_modules[]?);
def verdicts: [modules | .resources[]? | select(.mode == "data" and .type == "veeam_protection_status") | .values + {address}];
def escaped: tostring | gsub("[\u0000-\u0008\u000b\u000c\u000e-\u001f]"; "?") | @html;
def testcase($address):
  "    <testcase classname=\"\($address | escaped)\" name=\"\((if .backup_server_name then .backup_server_name + "\\" else "" end) + .name | escaped)\">" +
  if .status == "violation" then
    "<failure type=\"\(.cause | escaped)\" message=\"\(.cause | escaped), last good backup \(.last_good_time // "none" | escaped)\">" +
    ([.last_reason, .hint] | map(select(.)) | join("\n") | escaped) + "</failure>"
  elif .status == "compliant" then ""
  else "<skipped message=\"\([.status, .exception] | map(select(.)) | join(": ") | escaped)\"/>"
  end + "</testcase>";
verdicts as $verdicts |
"<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
"<testsuites>",
if $verdicts == [] then
  "  <testsuite name=\"backups\" tests=\"1\" errors=\"1\">",
  "    <testcase name=\"Enterprise Manager is asked\"><error message=\"The plan holds no verdict: see its errors.\"/></testcase>",
  "  </testsuite>"
else
  $verdicts[] | .address as $address | (.machines + (.violations - .machines)) as $rows |
  "  <testsuite name=\"\($address | escaped)\" tests=\"\($rows | length)\" failures=\"\(.violations | length)\">",
  ($rows[] | testcase($address)),
  "  </testsuite>"
end,
"</testsuites>"
