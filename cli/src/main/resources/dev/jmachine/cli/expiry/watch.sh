#!/bin/sh
# Removes one machine at its time, though nobody runs jmachine then:
#
#   sh -s -- FILE COMMAND...
#
# FILE holds a process number, the moment in seconds since the boot, and the same as the machine's record has it. It is
# replaced when the moment moves, goes with the machine, and names another process when another watch has taken over.
# COMMAND gets the record's moment and removes the machine if it still has that; what fails is tried again for about a
# day.
set -eu
trap '' HUP INT
file=$1
shift

# The computer's sleep counts, and nobody sets this clock. Elsewhere than on Linux: the time of day.
now() {
  if [ -r /proc/uptime ]; then
    read -r up _ </proc/uptime
    echo "${up%%.*}"
  else
    date +%s
  fi
}

tries=0
while [ -f "$file" ] && read -r pid end expires <"$file"; do
  # 0: whoever started us has not noted our number yet
  if [ "$pid" != 0 ] && [ "$pid" != $$ ]; then exit 0; fi
  pause=$((end - $(now)))
  if [ "$pause" -le 0 ]; then
    if "$@" "$expires" </dev/null >/dev/null 2>&1; then exit 0; fi
    tries=$((tries + 1))
    if [ "$tries" -gt 300 ]; then exit 1; fi
    if [ "$tries" -gt 6 ]; then pause=300; else pause=10; fi
  elif [ "$pause" -gt 10 ]; then
    # in steps, since the moment may move, and a sleeping computer stops "sleep"
    pause=10
  fi
  sleep "$pause"
done
