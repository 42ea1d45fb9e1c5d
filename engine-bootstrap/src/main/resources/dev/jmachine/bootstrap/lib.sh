# shellcheck shell=sh
# What every script begins with. The caller sends "quoted assignments, this file, the script" on
# the standard input of one `sh -s` that runs as root. JM_ROOT and JM_PATH are set by tests alone.
set -eu
umask 022
LC_ALL=C
PATH=${JM_PATH:-$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/bin}
R=${JM_ROOT:-}
ETC=$R/etc/docker
# shellcheck disable=SC2034 # not every script has a use for these two
TLS=$ETC/jmachine
# shellcheck disable=SC2034
STATE=$R/var/lib/jmachine
export LC_ALL PATH
# Descriptor 3 alone carries results: whatever a command prints is a log line, never a result.
exec 3>&1 1>&2

result() { # KEY VALUE
  printf '%s=%s\n' "$1" "$2" >&3
}

blob() { # KEY TEXT: a value of several lines
  result "$1" "$(printf '%s' "$2" | base64 | tr -d '\n')"
}

blob_file() { # KEY FILE: nothing when there is no such file
  [ ! -f "$2" ] || result "$1" "$(base64 <"$2" | tr -d '\n')"
}

say() {
  printf '%s\n' "$*" >&2
}

failed=
work= # a folder that is removed at the end

at_end() {
  code=$?
  [ -z "$work" ] || rm -rf "$work"
  [ "$code" = 0 ] || [ -n "$failed" ] || fail_if_disk_full
}
trap at_end EXIT

fail() { # CODE DETAIL: ends the script; the caller turns the code into a message with a remedy
  failed=yes
  result error "$1"
  result detail "$2"
  say "$2"
  exit 1
}

has() {
  command -v "$1" >/dev/null 2>&1
}

on_systemd() {
  [ -d "$R/run/systemd/system" ]
}

nap() { # a fraction of a second where sleep knows fractions
  sleep 0.2 2>/dev/null || sleep 1
}

# A full disk shows as any error at all, so every failed step asks this before it names its own cause.
fail_if_disk_full() {
  for place in "$R/" "$R/etc" "$R/usr" "$R/var" "$R/var/lib/docker" "$R/var/cache" "$R/tmp"; do
    [ -d "$place" ] || continue
    # shellcheck disable=SC2046 # two numbers and a path: the split is wanted
    set -- $(df -Pk "$place" | awk 'END { print $2, $4, $6 }')
    [ "${2:-0}" -ge 16384 ] || fail no_space "the file system $3 is full: ${2:-0} kB of ${1:-0} kB are left"
  done
}

same_text() { # FILE TEXT
  [ -f "$1" ] && [ "$(cat "$1" && echo .)" = "$2"'.' ]
}

write_new() { # MODE FILE TEXT: written whole beside FILE, with its mode from the first byte on
  rm -f "$2.jmachine-new"
  (umask 077 && printf '%s' "$3" >"$2.jmachine-new") || {
    rm -f "$2.jmachine-new"
    fail_if_disk_full
    fail write "cannot write $2"
  }
  chmod "$1" "$2.jmachine-new"
}

put() { # MODE FILE TEXT: replaced by rename, untouched when it holds TEXT already
  ! same_text "$2" "$3" || return 0
  mkdir -p "${2%/*}"
  write_new "$1" "$2" "$3"
  mv -f "$2.jmachine-new" "$2"
}
