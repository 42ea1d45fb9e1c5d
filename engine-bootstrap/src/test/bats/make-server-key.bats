#!/usr/bin/env bats
# SHELL_UNDER_TEST and SCRIPTS come from HostScriptsTest.

setup() {
  JM_ROOT=$BATS_TEST_TMPDIR
  JM_NAME=dev
  export JM_ROOT JM_NAME
  key=$JM_ROOT/etc/docker/jmachine/server-key.pem
}

script() { # as the bootstrap sends it: on standard input
  cat "$SCRIPTS/lib.sh" "$SCRIPTS/$1" | $SHELL_UNDER_TEST -s
}

@test "the key is made on the host, for root alone, and only the request leaves" {
  script make-server-key.sh >"$JM_ROOT/out"
  [ "$(stat -c %a "$key")" = 400 ]
  grep -q 'PRIVATE KEY' "$key"
  run sh -c "sed -n 's/^csr=//p' '$JM_ROOT/out' | base64 -d"
  [[ "$output" == *"BEGIN CERTIFICATE REQUEST"* ]]
  [[ "$output" != *"PRIVATE KEY"* ]]
  [ "$(grep -c . "$JM_ROOT/out")" = 1 ]
}

@test "a second run uses the key that is there" {
  script make-server-key.sh
  before=$(cksum <"$key")
  script make-server-key.sh
  [ "$(cksum <"$key")" = "$before" ]
}
