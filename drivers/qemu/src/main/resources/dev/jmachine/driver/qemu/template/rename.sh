# shellcheck shell=sh
# A clone that waited, stopped, goes on under its user's name. JM_NOW seconds since 1970, JM_NAME host name.
set -eu
umask 022
/bin/date -s "@$JM_NOW" >/dev/null
printf '%s\n' "$JM_NAME" >/proc/sys/kernel/hostname
printf '%s\n' "$JM_NAME" >/etc/hostname
printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$JM_NAME" >/etc/hosts
