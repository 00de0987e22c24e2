#!/bin/sh
# Builds provider and simulator, plans examples/demo against a lab of pretend backups, and tells
# whether the plan stopped as it should. Everything it leaves is in .demo.
set -eu

: "${VERSION:?run this by make demo}" "${ADDRESS:?}" "${PLATFORM:?}"
demo=$PWD/.demo
sim=

stop() {
  status=$?
  if [ -n "$sim" ]; then
    kill "$sim" 2>/dev/null || true
    wait "$sim" 2>/dev/null || true
  fi
  exit "$status"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  echo "demo: $*" >&2
  exit 1
}

rm -rf "$demo"
mkdir -p "$demo/config"

terraform=$(command -v terraform || command -v tofu || true)
if [ -z "$terraform" ]; then
  echo "demo: neither terraform nor tofu is on the PATH; installing Terraform into .tools"
  mkdir -p .tools
  [ -x .tools/terraform ] || go tool -modfile=tools/go.mod hc-install install -path "$PWD/.tools" terraform
  terraform=$PWD/.tools/terraform
fi

echo "demo: building the provider and the pretend Enterprise Manager"
plugins=$demo/plugins
go build -ldflags "-X main.version=$VERSION" -o "$plugins/$ADDRESS/$VERSION/$PLATFORM/terraform-provider-veeam_v$VERSION" .
go build -o "$demo/veeamsim" ./cmd/veeamsim

"$demo/veeamsim" -lab -tls -listen 127.0.0.1:0 -ready-file "$demo/environment" -record "$demo/record.json" >"$demo/veeamsim.log" 2>&1 &
sim=$!
until [ -f "$demo/environment" ]; do
  kill -0 "$sim" 2>/dev/null || fail "the pretend Enterprise Manager did not start: $(cat "$demo/veeamsim.log")"
  sleep 0.1
done
. "$demo/environment"

cp examples/demo/*.tf "$demo/config/"
mkdir -p "$demo/report"
cp examples/compliance-report/*.tf examples/compliance-report/report.* "$demo/report/"
cat >"$demo/terraform.rc" <<RC
disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path = "$plugins"
  }
}
RC
export TF_CLI_CONFIG_FILE="$demo/terraform.rc" TF_IN_AUTOMATION=1 TF_INPUT=0
cd "$demo/config"

echo "demo: terraform init"
"$terraform" init -no-color >"$demo/init.log" 2>&1 || fail "init failed: $(cat "$demo/init.log")"

echo "demo: terraform plan"
echo
status=0
[ -t 1 ] && color= || color=-no-color
"$terraform" plan $color >"$demo/plan.txt" 2>&1 || status=$?
cat "$demo/plan.txt"

[ "$status" -eq 1 ] || fail "the plan was to stop with exit code 1; it ended with $status"
for expected in app02 db02 mail01; do
  grep -q "$expected: backup failed" "$demo/plan.txt" || fail "the plan does not say that the backup of $expected failed"
done

cd "$demo/report"
"$terraform" init -no-color >"$demo/report.log" 2>&1 || fail "init of the report failed: $(cat "$demo/report.log")"
"$terraform" apply -auto-approve -no-color -var 'expected_machines=["erp01"]' -var 'exclude_machines={"lnx-*"="built anew every week"}' >"$demo/report.log" 2>&1 || fail "the report failed: $(cat "$demo/report.log")"
"$terraform" output -raw report_html >"$demo/report.html"
grep -q 'Not compliant' "$demo/report.html" || fail "the report does not tell that the lab is not compliant"
echo
echo "demo: as intended: the plan stopped with exit code 1, because the backup of three machines failed."
echo "demo: the same lab as a page to look at is in .demo/report.html; what Enterprise Manager was asked is in .demo/record.json."
