# shellcheck shell=sh
# Runs JM_WORKER (the text of a program) so that it outlives this connection, and follows its log.
# Under systemd it is the transient unit jmachine-JM_JOB, elsewhere a process in a session of its
# own. Called again after a broken connection it finds the job by name: it follows one that runs
# and reports one that ended meanwhile (JM_TOKEN says that it was ours). The job's results are this
# script's results, its exit code is result `job_exit`. With JM_PLAIN=yes the program is the user's:
# all that it prints is log.

unit=jmachine-$JM_JOB
dir=$STATE/$JM_JOB

running() {
  if on_systemd; then
    systemctl is-active --quiet "$unit.service"
  else
    [ -s "$dir/pid" ] && kill -0 "$(cat "$dir/pid")" 2>/dev/null && [ ! -e "$dir/status" ]
  fi
}

start() {
  rm -f "$dir/status" "$dir/results" "$dir/pid"
  : >"$dir/log"
  put 0700 "$dir/worker" "$JM_WORKER"
  put 0600 "$dir/token" "$JM_TOKEN"
  rm -f "$dir/plain"
  [ "$JM_PLAIN" = no ] || : >"$dir/plain"
  # shellcheck disable=SC2016 # $0 and $? are the new script's
  put 0700 "$dir/run" '#!/bin/sh
cd "${0%/*}"
[ -e plain ] || { ./worker >results 2>>log </dev/null; echo $? >status.new; }
[ ! -e plain ] || { ./worker >>log 2>&1 </dev/null; echo $? >status.new; }
mv status.new status
'
  if on_systemd; then
    systemctl reset-failed "$unit.service" 2>/dev/null || :
    systemd-run --quiet --unit="$unit" --description="jmachine: $JM_JOB" "$dir/run" ||
      fail job_start "systemd-run could not start $unit.service"
  else
    setsid "$dir/run" >/dev/null 2>&1 </dev/null &
    echo $! >"$dir/pid"
  fi
}

seen=0
show_log() { # the lines that came since the last call
  [ -f "$dir/log" ] || return 0
  lines=$(wc -l <"$dir/log")
  [ "$lines" -le "$seen" ] || sed -n "$((seen + 1)),${lines}p" "$dir/log" >&2
  seen=$lines
}

follow() {
  end=$(($(date +%s) + JM_SECONDS))
  while running && [ ! -e "$dir/status" ]; do
    show_log
    [ "$(date +%s)" -lt "$end" ] ||
      fail job_timeout "$JM_JOB was still running after $JM_SECONDS s; it runs on as $unit, its log is $dir/log"
    nap
  done
  show_log
}

ours() {
  same_text "$dir/token" "$JM_TOKEN"
}

main() {
  mkdir -p "$STATE" "$dir"
  chmod 0700 "$STATE" "$dir"
  if running; then
    say "$JM_JOB is running already: following it"
    follow
  fi
  if ! ours || [ ! -e "$dir/status" ]; then
    start
    follow
  fi
  [ -e "$dir/status" ] || fail job_lost "$JM_JOB ended without a result: it was killed, or the host was restarted"
  [ ! -e "$dir/results" ] || cat "$dir/results" >&3
  result job_exit "$(cat "$dir/status")"
}
main </dev/null
