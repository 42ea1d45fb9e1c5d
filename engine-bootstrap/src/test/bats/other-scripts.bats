#!/usr/bin/env bats
load stubs

setup() {
  make_host
}

@test "cloud-init is waited for, and its own error is told" {
  stub cloud-init 'case "$*" in *--wait) sleep 1 ;; *) echo "status: error" ;; esac'
  JM_SECONDS=10 run script wait-cloud-init
  [ "$status" = 0 ] || { echo "$output"; false; }
  has_result cloud_init=error
}

@test "cloud-init that never ends is given up" {
  stub cloud-init 'case "$*" in *--wait) exec sleep 30 ;; *) echo "status: running" ;; esac'
  JM_SECONDS=1 run script wait-cloud-init
  [ "$status" = 1 ]
  has_result error=cloud_init_timeout
}

@test "Docker's key is fetched only after its repository answered" {
  stub curl 'for a; do last=$a; done; case $last in *Release) exit 22 ;; esac; exit 0'
  export JM_PROBE_URL=https://x/Release JM_KEY_URL=https://x/gpg
  run script probe-docker-repository
  [ "$status" = 1 ]
  has_result error=no_answer
  not_called 'curl .*gpg'
}

# FaultCase F38: that the download failed; nothing of it is run
@test "curl fails on an error page, and goes nowhere but https" {
  stub curl 'while [ $# -gt 1 ]; do [ "$1" != -o ] || file=$2; shift; done; echo content >"$file"'
  export JM_PROBE_URL=https://x/Release JM_KEY_URL=https://x/gpg
  run script probe-docker-repository
  has_result "key=$(echo content | base64)"
  called 'curl -fsSL --proto =https '
}

@test "without curl and wget apt's own helper fetches" {
  [ "$SHELL_UNDER_TEST" = dash ] || skip "busybox brings a wget of its own"
  mkdir -p "$JM_ROOT/usr/lib/apt"
  stub apt-helper 'for a; do file=$a; done; echo content >"$file"'
  mv "$BIN/apt-helper" "$JM_ROOT/usr/lib/apt/apt-helper"
  export JM_PROBE_URL=https://x/Release JM_KEY_URL=https://x/gpg
  run script probe-docker-repository
  [ "$status" = 0 ] || { echo "$output"; false; }
}

@test "the next authority is written without touching the engine" {
  mkdir -p "$JM_ROOT/etc/docker/jmachine"
  stub systemctl
  JM_CA=new run script replace-ca
  [ "$status" = 0 ] || { echo "$output"; false; }
  [ "$(cat "$JM_ROOT/etc/docker/jmachine/ca.pem")" = new ]
  not_called systemctl
}

@test "a host without openssl says so" {
  JM_NAME=x run script make-server-key
  [ "$status" = 1 ]
  has_result error=no_openssl
}

@test "the next host key is told before it is placed, and told again" {
  mkdir -p "$JM_ROOT/etc/ssh" "$JM_ROOT/var/lib/jmachine" "$JM_ROOT/run/systemd/system"
  echo old >"$JM_ROOT/etc/ssh/ssh_host_ed25519_key"
  : >"$JM_ROOT/var/lib/jmachine/one-use-host-key"
  stub ssh-keygen 'for a; do file=$a; done; echo secret >"$file"; echo "ssh-ed25519 AAAA$$ comment" >"$file.pub"'
  stub systemctl
  JM_PHASE=make run script replace-host-key
  [ "$status" = 0 ] || { echo "$output"; false; }
  told=$(echo "$output" | grep '^host_key=ssh-ed25519 AAAA')
  [ "$(cat "$JM_ROOT/etc/ssh/ssh_host_ed25519_key")" = old ]
  JM_PHASE=make run script replace-host-key
  [ "$(echo "$output" | grep '^host_key=')" = "$told" ]
  JM_PHASE=place run script replace-host-key
  [ "$status" = 0 ] || { echo "$output"; false; }
  [ "$(cat "$JM_ROOT/etc/ssh/ssh_host_ed25519_key")" = secret ]
  [ ! -e "$JM_ROOT/var/lib/jmachine/one-use-host-key" ]
  called 'systemctl restart ssh.service'
  JM_PHASE=place run script replace-host-key
  [ "$status" = 0 ] || { echo "$output"; false; }
}
