#!/bin/sh
# Reads the verdict of the night, and keeps it with a signature: keep.sh <folder> <private key>
# The key is made once, by: openssl genpkey -algorithm ed25519 -out key.pem; openssl pkey -in key.pem -pubout -out key.pub
set -eu
folder=$1
key=$2
terraform=${TERRAFORM:-terraform} # or tofu
name=$folder/$(date -u +%Y-%m-%dT%H%M%SZ)

# The gate may stop the plan: its file holds the verdict all the same. Without a file there is nothing to keep, and this script fails.
rm -f plan.bin
"$terraform" plan -input=false -out=plan.bin >"$name.txt" 2>&1 || true
"$terraform" show -json plan.bin >plan.json
cp plan.json "$name.json"
openssl pkeyutl -sign -rawin -inkey "$key" -in "$name.json" -out "$name.sig"
echo "$name.json"

# Whoever reads it later, with the public key:
#   openssl pkeyutl -verify -rawin -pubin -inkey key.pub -in <name>.json -sigfile <name>.sig
