#!/bin/sh
# Builds the provider and the simulator and shows, against a lab of pretend backups, a plan that stops and a saved plan that is stopped
# when it is applied. It fails where one of them does not stop. Everything it leaves is in .demo.
set -eu

: "${VERSION:?run this by make demo}" "${ADDRESS:?}" "${PLATFORM:?}"
examples=$PWD/examples
demo=$PWD/.demo
sim=

stop_simulator() {
  if [ -n "$sim" ]; then
    kill "$sim" 2>/dev/null || true
    wait "$sim" 2>/dev/null || true
    sim=
  fi
}

stop() {
  status=$?
  stop_simulator
  exit "$status"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  echo "demo: $*" >&2
  exit 1
}

# start_simulator NAME FLAGS... starts a pretend Enterprise Manager and exports what leads to it.
start_simulator() {
  name=$1
  shift
  "$demo/veeamsim" "$@" -listen 127.0.0.1:0 -ready-file "$demo/$name.env" -record "$demo/$name-record.json" >"$demo/$name.log" 2>&1 &
  sim=$!
  until [ -f "$demo/$name.env" ]; do
    kill -0 "$sim" 2>/dev/null || fail "the pretend Enterprise Manager did not start: $(cat "$demo/$name.log")"
    sleep 0.1
  done
  . "$demo/$name.env"
}

# copy NAME FILES... copies files into a folder of .demo, goes there and runs terraform init.
copy() {
  folder=$demo/$1
  shift
  mkdir "$folder"
  cp -R "$@" "$folder/"
  cd "$folder"
  "$terraform" init -no-color >init.log 2>&1
}

# stops ARGUMENTS... runs Terraform, shows what it says, and fails unless it ends with 1.
stops() {
  log=$1.log
  status=0
  "$terraform" "$@" $color >"$log" 2>&1 || status=$?
  cat "$log"
  [ "$status" -eq 1 ] || fail "terraform $1 was to stop with exit code 1; it ended with $status"
}

# says TEXTS... fails unless what stopped last said each of the texts.
says() {
  for expected in "$@"; do
    grep -q "$expected" "$log" || fail "Terraform does not say: $expected"
  done
}

rm -rf "$demo"
mkdir -p "$demo"

terraform=$(command -v terraform || command -v tofu || true)
if [ -z "$terraform" ]; then
  echo "demo: neither terraform nor tofu is on the PATH; installing Terraform into .tools"
  mkdir -p .tools
  [ -x .tools/terraform ] || go tool -modfile=tools/go.mod hc-install install -path "$PWD/.tools" terraform
  terraform=$PWD/.tools/terraform
fi
[ -t 1 ] && color= || color=-no-color

echo "demo: building the provider and a pretend Enterprise Manager"
plugins=$demo/plugins
go build -ldflags "-X main.version=$VERSION" -o "$plugins/$ADDRESS/$VERSION/$PLATFORM/terraform-provider-veeam_v$VERSION" .
go build -o "$demo/veeamsim" ./cmd/veeamsim
cat >"$demo/terraform.rc" <<RC
disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path = "$plugins"
  }
}
RC
export TF_CLI_CONFIG_FILE="$demo/terraform.rc" TF_IN_AUTOMATION=1 TF_INPUT=0
start_simulator lab -lab

cat <<'TEXT'

== 1. A plan stops

The rule in examples/demo/main.tf: all machines can be restored as of last
night. In the lab of the pretend Enterprise Manager (EM) they can't.

$ terraform plan
TEXT
copy plan "$examples/demo/main.tf" || fail "init failed: $(cat init.log)"
stops plan
says "21 judged, 9 violations, 1 waived, 3 excluded, 1 retired" "data too old" "app02: backup failed" "dev01: not seen by any job" \
  "file01: last good backup too old" "lnx-git01: no newer copy" "lnx-new01: never backed up" "mon01: restore point missing"
cat <<'TEXT'

Nothing was changed, and a pipeline would end here, with exit code 1. What the
rule found, one of each kind:

  app02      its job ran and failed: the line ends with EM's own reason
  dev01      the vCenter Server lists it, and no job ever saw it
  file01     is of a class of machines that asks for a backup every 6 hours
  lnx-git01  is of a class that asks for a copy too, and there is none
  lnx-new01  has no good backup at all
  mon01      its job succeeded, but the restore point is gone
  127.0.0.1  is EM itself: it has not heard from a backup server for a while
  waived     dc02 was created again this morning: it may wait until tonight
TEXT

copy report "$examples"/compliance-report/*.tf "$examples/compliance-report/page" || fail "init of the report failed: $(cat init.log)"
cat >demo.auto.tfvars <<VALUES # the arguments of the rule
rpo              = "28h"
expect_inventory = ["*"]
evidence_from    = "restore_points"
max_data_age     = "30m"
policies = [
  { name = "file servers", machines = ["file*"], rpo = "6h" },
  { name = "source code", machines = ["lnx-git*"], copy_rpo = "28h" },
]
exclude_machines = {
  "vCLS-*"    = "the cluster's own machines, which it makes again"
  "*_replica" = "replicas are made from machines that are backed up"
}
waivers = [{
  machines = ["dc02"]
  causes   = ["not_seen"]
  reason   = "created again this morning, its first backup is due tonight"
  until    = "$(date -u +%Y)-12-31"
}]
VALUES
"$terraform" apply -auto-approve -no-color >apply.log 2>&1 || fail "the report failed: $(cat apply.log)"
"$terraform" output -raw report_html >"$demo/report.html"
grep -q '21 judged, 9 violations, 1 waived' "$demo/report.html" || fail "the report is of another verdict than the plan"

cat <<'TEXT'

== 2. A saved plan is stopped when it is applied

The gate in examples/demo/saved-plan/main.tf guards app01 and web01. Both have
a good backup, so a plan is made and saved.

$ terraform plan -out=release.bin
TEXT
if copy saved-plan "$examples/demo/saved-plan/main.tf"; then
  "$terraform" plan -no-color -out=release.bin >plan.log 2>&1 || fail "the plan failed: $(cat plan.log)"
  grep '^Plan:' plan.log || fail "the plan does not say what it would do: $(cat plan.log)"
  stop_simulator
  # The same lab after another night, in which the newest backup of web01 has failed.
  newest='"5d6a1a8e-0f0d-4c5e-9b57-3c1f0e7a2b11", "VMName": "web01"'
  failed='"Result": "Failed", "Reason": "The host is in maintenance mode."'
  "$demo/veeamsim" -print-lab | sed "/$newest/ s/\"Result\": \"Success\"/$failed/" >"$demo/bad-night.inventory"
  start_simulator bad-night -inventory "$demo/bad-night.inventory"
  cat <<'TEXT'

A night passes, in which the backup of web01 fails. The plan is still there, and
is not applied:

$ terraform apply release.bin
TEXT
  stops apply release.bin
  says "Backups Not Compliant" "2 judged, 1 violation" "web01: backup failed"
else
  grep -q 'Unsupported' init.log || fail "init of the saved plan failed: $(cat init.log)"
  echo "Left out: it needs Terraform 1.10 or newer, or OpenTofu 1.11 or newer."
fi

cat <<'TEXT'

== Next: your own Enterprise Manager

  make install
  export VEEAM_EM_ENDPOINT=https://em.example.com:9398
  export VEEAM_EM_USERNAME='LAB\reader' VEEAM_EM_PASSWORD='...'

then the first example of README.md with the names of your machines, terraform
init and terraform plan. An account with the role Portal User is enough. The
first plan shows the fingerprint of EM's certificate, for you to compare.

  docs/guides/getting-started.md  the same, step by step
  docs/guides/which-gate.md       what each gate stops, and what it does not
  .demo/report.html               the verdict of the first plan as a page to sign
  .demo/lab-record.json           what EM was asked
TEXT
