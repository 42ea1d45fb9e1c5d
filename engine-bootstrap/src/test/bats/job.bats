#!/usr/bin/env bats
load stubs

setup() {
  make_host
  JM_JOB=trial JM_TOKEN=mine JM_SECONDS=20 JM_PLAIN=no
  JM_WORKER='#!/bin/sh
echo working >&2
echo colour=blue
'
  export JM_JOB JM_TOKEN JM_SECONDS JM_PLAIN JM_WORKER
  DIR=$JM_ROOT/var/lib/jmachine/trial
}

systemd() { # a systemd-run that only remembers what it should start, run by `finish`
  mkdir -p "$JM_ROOT/run/systemd/system"
  stub systemd-run 'touch "$JM_ROOT/unit"; "$4" & '
  stub systemctl 'case $1 in is-active) [ -e "$JM_ROOT/unit" ] && [ ! -e "$JM_ROOT/var/lib/jmachine/trial/status" ] ;; esac'
}

@test "the job's results and log are the script's, with its exit code" {
  run script job
  [ "$status" = 0 ] || { echo "$output"; false; }
  has_result colour=blue
  has_result working
  has_result job_exit=0
  [ "$(stat -c %a "$DIR" "$DIR/worker" | tr '\n' ' ')" = '700 700 ' ]
}

@test "under systemd it is a transient unit that can be found by name" {
  systemd
  run script job
  [ "$status" = 0 ] || { echo "$output"; false; }
  called 'systemd-run --quiet --unit=jmachine-trial '
  has_result colour=blue
}

@test "a failing job is no failing script" {
  JM_WORKER='#!/bin/sh
exit 7'
  run script job
  [ "$status" = 0 ] || { echo "$output"; false; }
  has_result job_exit=7
}

# FaultCase F35: its result
@test "a job that ended while we were away is reported, not run again" {
  script job
  echo changed >"$DIR/worker"
  run script job
  has_result colour=blue
  has_result job_exit=0
}

@test "somebody else's job that ended long ago is not taken for ours" {
  JM_TOKEN=other JM_WORKER='#!/bin/sh
echo colour=red' script job
  run script job
  has_result colour=blue
  [[ "$output" != *red* ]]
}

@test "a job that runs is followed to its end" {
  JM_WORKER='#!/bin/sh
sleep 2; echo "slowly" >&2; echo colour=green'
  script job >"$BATS_TEST_TMPDIR/first" 2>&1 &
  first=$!
  for _ in $(seq 50); do [ -s "$DIR/pid" ] && break; sleep 0.1; done
  run script job
  wait "$first"
  [[ "$output" == *"trial is running already: following it"* ]]
  has_result colour=green
  has_result slowly
}

@test "a job that takes too long is left running and named" {
  JM_SECONDS=1 JM_WORKER='#!/bin/sh
sleep 3'
  run script job
  [ "$status" = 1 ]
  has_result error=job_timeout
  [[ "$output" == *"it runs on as jmachine-trial"* ]]
}

@test "all that a user's script prints is log" {
  JM_PLAIN=yes
  run script job
  has_result job_exit=0
  grep -qx colour=blue "$DIR/log"
  [ ! -e "$DIR/results" ]
}
