#!/bin/sh
# Runs a command once this computer's processors were idle for three quarters of the time between two looks, or when that
# has not happened for a minute: for work that nobody waits for. A shell does it, since a JVM would take half a second of a
# processor that is wanted elsewhere. Half idle were too little: on two processors, that is what a test leaves that waits
# for its machine.
#
#   sh -c SCRIPT sh STAT SECONDS COMMAND...
#
# STAT is /proc/stat or like it, SECONDS the time between two looks.
set -eu
stat=$1
pause=$2
shift 2

# proc_stat(5): "cpu user nice system idle iowait irq ..." in ticks since the boot
look() {
  { read -r cpu user nice system idle iowait others <"$stat"; } 2>/dev/null || return 1
  [ "$cpu" = cpu ] || return 1
  case "$user$nice$system$idle$iowait$others" in *[!0-9\ ]*) return 1 ;; esac
  idle=$((idle + iowait))
  all=$((user + nice + system + idle))
  for ticks in $others; do all=$((all + ticks)); done
}

looks=0
while [ "$looks" -lt 60 ] && look; do
  if [ "$looks" -gt 0 ] && [ "$all" -gt "$all_before" ] &&
    [ $((4 * (idle - idle_before))) -ge $((3 * (all - all_before))) ]; then
    break
  fi
  idle_before=$idle
  all_before=$all
  looks=$((looks + 1))
  sleep "$pause" || break
done
exec "$@"
