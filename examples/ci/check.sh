#!/bin/sh
# Plans, makes the reports, and ends with 0 (compliant), 1 (not compliant), 2 (Enterprise Manager could not be asked) or 3 (another
# error). It needs Terraform and jq, and lies beside the four .jq files; it runs in the folder of the configuration.
set -u
here=$(dirname "$0")
terraform=${TERRAFORM:-terraform} # or tofu

"$terraform" plan -input=false -json -out=plan.bin >plan.log
jq --raw-output 'select(.type == "diagnostic") | .diagnostic | "\(.summary)\n\(.detail)\n"' plan.log >&2

# A plan that is stopped leaves its file too, with the verdict in it.
"$terraform" show -json plan.bin >plan.json 2>/dev/null || echo '{}' >plan.json
jq --raw-output --from-file "$here/junit.jq" plan.json >backups.xml
jq --from-file "$here/sarif.jq" --arg file main.tf plan.json >backups.sarif
jq --raw-output --from-file "$here/comment.jq" plan.json >comment.md

outcome=$(jq --raw-output --slurp --from-file "$here/outcome.jq" plan.log)
echo "$outcome"
case $outcome in
compliant) exit 0 ;;
"not compliant") exit 1 ;;
"could not ask") exit 2 ;;
*) exit 3 ;;
esac
