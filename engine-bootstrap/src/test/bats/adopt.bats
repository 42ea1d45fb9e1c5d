#!/usr/bin/env bats
# The two scripts that adopt a host resumed from a template. SHELL_UNDER_TEST and SCRIPTS come from HostScriptsTest.

setup() {
  JM_ROOT=$BATS_TEST_TMPDIR
  JM_NAME=dev
  JM_CA='the authority
'
  JM_CERT='the chain
'
  JM_DAEMON_JSON='{"tlsverify": true}
'
  export JM_ROOT JM_NAME JM_CA JM_CERT JM_DAEMON_JSON
  tls=$JM_ROOT/etc/docker/jmachine
  mkdir -p "$JM_ROOT/proc/net" "$JM_ROOT/usr/lib/jmachine" "$tls"
  : >"$JM_ROOT/proc/net/tcp"
}

front() { # how the image's front ends, and what the kernel lists afterwards
  printf '#!/bin/sh\necho "$1" >>%s/calls\necho "%s" >%s/proc/net/tcp\nexit %s\n' "$JM_ROOT" "$2" "$JM_ROOT" "$1" \
    >"$JM_ROOT/usr/lib/jmachine/engine-front"
  chmod +x "$JM_ROOT/usr/lib/jmachine/engine-front"
}

script() { # as the driver's channel sends it: on standard input
  cat "$SCRIPTS/lib.sh" "$SCRIPTS/$1" | $SHELL_UNDER_TEST -s
}

@test "the key is made on the host, for root alone, and only the request leaves" {
  script adopt-key.sh >"$JM_ROOT/out"
  [ "$(stat -c %a "$tls/server-key.pem")" = 400 ]
  grep -q 'PRIVATE KEY' "$tls/server-key.pem"
  run sh -c "sed -n 's/^csr=//p' '$JM_ROOT/out' | base64 -d | openssl req -verify -noout -subject"
  [[ "$output" == *"CN = dev"* ]]
  [ "$(grep -c . "$JM_ROOT/out")" = 1 ]
}

@test "the engine's files are those of any bootstrap, and its front is started" {
  front 0 '   0: 00000000:0948 00000000:0000 0A 00000000:00000000'
  script adopt-engine.sh
  [ "$(cat "$tls/ca.pem" "$tls/server.pem" "$JM_ROOT/etc/docker/daemon.json")" = "$(printf '%s%s%s' "$JM_CA" "$JM_CERT" "$JM_DAEMON_JSON")" ]
  [ "$(stat -c %a "$tls/ca.pem" "$tls/server.pem" "$JM_ROOT/etc/docker/daemon.json" | tr '\n' ' ')" = '444 444 644 ' ]
  [ "$(cat "$JM_ROOT/calls")" = start ]
}

@test "a front that does not start is a failure with its name" {
  front 1 ''
  run script adopt-engine.sh
  [ "$status" != 0 ]
  [[ "$output" == *"error=engine_front"* ]]
}
