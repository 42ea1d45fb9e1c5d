#!/usr/bin/env bats
# The host's file system is a folder, its clock and its tags are files, and systemctl only tells what it was told.

setup() {
  JM_ROOT=$BATS_TEST_TMPDIR/root BIN=$BATS_TEST_TMPDIR/bin CALLS=$BATS_TEST_TMPDIR/calls
  mkdir -p "$BIN" "$JM_ROOT/proc/sys/kernel/random" "$JM_ROOT/run/systemd/system" "$JM_ROOT/var/lib/cloud/data"
  : >"$CALLS"
  export JM_ROOT BIN CALLS PATH="$BIN:$PATH"
  stub systemctl
  stub timedatectl 'cat "$BIN/synchronized"'
  stub curl 'case "$*" in
*api/token*) [ -e "$BIN/token" ] && echo t0ken ;;
*tags/instance/*) cat "$BIN/tag" ;;
*tags/instance*) cat "$BIN/keys" ;;
*compute/tags*) cat "$BIN/azure" ;;
esac'
  JM_UID=u1 JM_MOMENT=10000 JM_LEFT=3600 JM_TAGS=ec2 JM_KEY=jmachine:expires
  echo no >"$BIN/synchronized"
  echo i-1 >"$JM_ROOT/var/lib/cloud/data/instance-id"
  clock 6400
  up first 20
}

stub() { # NAME [BODY]
  printf '#!/bin/sh\nprintf "%%s\\n" "%s $*" >>"$CALLS"\n%s\n' "$1" "${2:-:}" >"$BIN/$1"
  chmod +x "$BIN/$1"
}

clock() { echo "$1" >"$BIN/clock"; }

up() { # BOOT SECONDS
  echo "$1" >"$JM_ROOT/proc/sys/kernel/random/boot_id"
  echo "$2.17 99.1" >"$JM_ROOT/proc/uptime"
}

tagged() { # TEXT, or nothing for no tag
  touch "$BIN/token"
  printf 'Name\njmachine:uid\n%s' "${1:+jmachine:expires}" >"$BIN/keys"
  printf '%s' "$1" >"$BIN/tag"
}

host_end() { # as cloud-init and systemd run it; busybox takes its own date and sleep before any on the PATH
  {
    echo '#!/bin/sh'
    for name in JM_UID JM_MOMENT JM_LEFT JM_TAGS JM_KEY; do eval "echo \"$name='\$$name'\""; done
    echo 'sleep() { echo "sleep $*" >>"$CALLS"; }'
    echo 'date() { if [ "$*" = +%s ]; then cat "$BIN/clock"; else command date "$@"; fi; }'
    cat "$SCRIPT"
  } >"$BIN/host-end"
  $SHELL_UNDER_TEST "$BIN/host-end" "$@"
}

called() { grep -q -- "^$1" "$CALLS" || { cat "$CALLS" && false; }; }

off() { called 'systemctl poweroff'; }

on() { ! grep -q poweroff "$CALLS" || { cat "$CALLS" && false; }; }

@test "the boothook puts a timer into the host that begins with this boot and every later one" {
  host_end
  called 'systemctl daemon-reload'
  called 'systemctl enable --quiet jmachine-host-end.timer'
  called 'systemctl start --no-block jmachine-host-end.timer'
  grep -q '^ExecStart=/bin/sh .*/usr/local/lib/jmachine/host-end tick$' "$JM_ROOT/etc/systemd/system/jmachine-host-end.service"
  grep -q '^OnUnitActiveSec=30s$' "$JM_ROOT/etc/systemd/system/jmachine-host-end.timer"
  cmp "$BIN/host-end" "$JM_ROOT/usr/local/lib/jmachine/host-end"
}

@test "at a later boot it starts the timer alone and keeps the count" {
  host_end
  up first 1000
  host_end tick
  : >"$CALLS"
  up second 5
  host_end
  ! grep -q 'daemon-reload\|enable' "$CALLS"
  called 'systemctl start --no-block jmachine-host-end.timer'
  [ "$(cut -d' ' -f3 "$JM_ROOT/var/lib/jmachine/host-end")" = 2600 ]
}

@test "a host without systemd says so and boots on" {
  rm -r "$JM_ROOT/run/systemd"
  run host_end
  [ "$status" = 0 ]
  [[ "$output" == *"does not end by itself"* ]]
}

@test "it powers off when it has run for its time, whatever its clock says" {
  host_end
  up first 3599
  host_end tick
  on
  clock 1
  up first 3600
  host_end tick
  off
}

@test "only the time that it ran counts while its clock is not set" {
  host_end
  up first 3000
  host_end tick
  clock 999999
  up second 500
  host_end tick
  on
  up second 600
  host_end tick
  off
}

@test "the time of day counts where a time server has set it: a host that was stopped ends after its start" {
  host_end
  echo yes >"$BIN/synchronized"
  clock 9999
  up second 30
  host_end tick
  on
  clock 10000
  host_end tick
  off
}

@test "a tag that says later moves the end by as much" {
  host_end
  tagged 1970-01-01T03:46:40Z # 13600
  up first 3600
  host_end tick
  on
  up first 7199
  host_end tick
  on
  up first 7200
  host_end tick
  off
}

@test "a tag that is taken away ends nothing until there is one again" {
  host_end
  tagged ''
  up first 3600
  host_end tick
  on
  up first 9000
  host_end tick
  on
  tagged 1970-01-01T03:46:40Z
  host_end tick
  off
}

@test "a tag that cannot be read, or is no moment, leaves the moment that was given" {
  host_end
  up first 3600
  host_end tick
  off
  called 'sleep 6'
  : >"$CALLS"
  tagged 'next year'
  up first 3630
  host_end tick
  off
}

@test "a tag is asked for when the time is over, and never before" {
  host_end
  up first 3000
  host_end tick
  ! grep -q curl "$CALLS"
}

@test "the tag is asked for with a session's token" {
  host_end
  tagged 1970-01-01T03:46:40Z
  up first 3600
  host_end tick
  called 'curl .*--request PUT --header X-aws-ec2-metadata-token-ttl-seconds: 60 http://169.254.169.254/latest/api/token'
  called 'curl .*--header X-aws-ec2-metadata-token: t0ken http://169.254.169.254/latest/meta-data/tags/instance/jmachine:expires'
}

@test "Azure's tags are one text" {
  JM_TAGS=azure JM_KEY=jmachine-expires
  host_end
  echo 'team:web;jmachine-expires:1970-01-01T03:46:40Z;jmachine-uid:u1' >"$BIN/azure"
  up first 3600
  host_end tick
  on
  echo 'team:web' >"$BIN/azure"
  up first 7200
  host_end tick
  on
}

@test "without a place for tags the moment stays" {
  JM_TAGS=none
  host_end
  up first 3600
  host_end tick
  off
  ! grep -q curl "$CALLS"
}

@test "what does not end by itself is powered off by force" {
  host_end
  up first 3600
  host_end tick
  called 'sleep 300'
  called 'systemctl poweroff --force --force'
}

@test "a host made of this one's image is left alone" {
  host_end
  echo i-2 >"$JM_ROOT/var/lib/cloud/data/instance-id"
  up second 4000
  host_end tick
  on
  called 'systemctl disable'
}

@test "a machine made of this one's image has its own time" {
  host_end
  echo i-2 >"$JM_ROOT/var/lib/cloud/data/instance-id"
  JM_UID=u2 JM_MOMENT=90000
  host_end
  up second 3599
  host_end tick
  on
  up second 3600
  host_end tick
  off
}

@test "a state that was lost in a power cut begins anew" {
  host_end
  : >"$JM_ROOT/var/lib/jmachine/host-end"
  up second 3599
  host_end tick
  on
  up second 3600
  host_end tick
  off
}
