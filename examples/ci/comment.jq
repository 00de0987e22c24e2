# Makes a comment on a pull request of the verdicts in a plan:
#
#   jq --raw-output --from-file comment.jq plan.json >comment.md
def modules: .prior_state.values.root_module // {} | recurse(.child_modules[]?);
def verdicts: [modules | .resources[]? | select(.mode == "data" and .type == "veeam_protection_status") | .values + {address}];
def cell: . // "" | tostring | gsub("[\r\n]+"; " ") | gsub("(?<c>[|\\\\`*_<>\\[\\]])"; "\\\(.c)");
verdicts as $verdicts |
"### Backups",
if $verdicts == [] then "", "Enterprise Manager could not be asked: see the errors of the plan." else
  $verdicts[] | "",
  "`\(.address)`: **\(if .compliant then "compliant" else "not compliant" end)**, \(.message | split("\n")[0] | cell)",
  if .violations == [] then empty else
    "",
    "| machine | backup server | cause | last good backup | reason |",
    "|---|---|---|---|---|",
    (.violations[] | "| \(.name | cell) | \(.backup_server_name | cell) | \(.cause | cell) | \(.last_good_time | cell) | \(.last_reason // .hint | cell) |")
  end
end
