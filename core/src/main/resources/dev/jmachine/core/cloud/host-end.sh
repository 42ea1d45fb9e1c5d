#!/bin/sh
# Ends this host when its time is over, though nobody comes back to do so. The machine's user data has it as a boothook,
# which cloud-init runs before all else, at every boot. It needs from its settings:
#
#   JM_UID     of the machine: another one's state, in an image made of such a host, is not ours
#   JM_MOMENT  when it shall end, in seconds since 1970
#   JM_LEFT    how many seconds that was from the launch
#   JM_TAGS    where the moment can be read that was given later: ec2, azure or none
#   JM_KEY     the tag that holds it
#
# Two counts, and the first that is over counts: the seconds that the host has run, which no wrong clock changes, and
# the time of day, where a time server has set it. Only then is the tag looked at: it says later, or never, or the host
# powers off. Where it can't be read the moment that was given stays.
set -eu
LC_ALL=C
export LC_ALL
root=${JM_ROOT:-}
program=$root/usr/local/lib/jmachine/host-end
state=$root/var/lib/jmachine/host-end
units=$root/etc/systemd/system

install() {
  if [ ! -d "$root/run/systemd/system" ]; then
    echo "jmachine: without systemd this host does not end by itself" >&2
    return 0
  fi
  mkdir -p "${program%/*}" "${state%/*}" "$units"
  if [ "$(cat "$0")" != "$(cat "$program" 2>/dev/null)" ]; then
    put "$program" <"$0"
    service | put "$units/jmachine-host-end.service"
    timer | put "$units/jmachine-host-end.timer"
    systemctl daemon-reload
    systemctl enable --quiet jmachine-host-end.timer
  fi
  known || anew
  save
  # this is run before the boot is over: to wait for it would be to wait for ourselves
  systemctl start --no-block jmachine-host-end.timer
}

put() { # FILE, whole or not at all
  cat >"$1.new"
  mv "$1.new" "$1"
}

# Before the boot has come far: what hangs there must not keep the host.
service() {
  cat <<UNIT
[Unit]
Description=Ends this host when its time is over (jmachine)
DefaultDependencies=no
Conflicts=shutdown.target
Before=shutdown.target
After=local-fs.target cloud-init-local.service
[Service]
Type=oneshot
ExecStart=/bin/sh $program tick
UNIT
}

timer() {
  cat <<UNIT
[Unit]
Description=Looks twice a minute whether the time of this host is over (jmachine)
DefaultDependencies=no
Conflicts=shutdown.target
Before=shutdown.target
After=local-fs.target
[Timer]
OnBootSec=30s
OnUnitActiveSec=30s
AccuracySec=1s
[Install]
WantedBy=timers.target
UNIT
}

# What is known of this machine: its moment, and what was left when it had been up for so long in that boot.
known() {
  [ -r "$state" ] && read -r uid moment left boot up instance <"$state" && [ "$uid" = "$JM_UID" ]
}

anew() {
  moment=$JM_MOMENT left=$JM_LEFT boot=- up=0 instance=$(instance)
}

save() {
  printf '%s\n' "$JM_UID $moment $left $boot $up $instance" | put "$state"
}

instance() {
  id=$(cat "$root/var/lib/cloud/data/instance-id" 2>/dev/null || :)
  echo "${id:--}"
}

tick() {
  known || anew
  # a host that was made of this one's image is not ours to end
  [ "$instance" = - ] || [ "$(instance)" = "$instance" ] || stop
  count
  if over; then
    later=$(moment_in_tag) || later=$moment
    if [ "$later" = never ]; then # which may change again
      save
      return 0
    fi
    left=$((left + later - moment)) moment=$later
  fi
  save
  if over; then end; fi
}

stop() {
  systemctl disable --quiet jmachine-host-end.timer
  systemctl stop --no-block jmachine-host-end.timer
  exit 0
}

count() {
  read -r now _ <"$root/proc/uptime"
  now=${now%%.*}
  read -r this <"$root/proc/sys/kernel/random/boot_id"
  [ "$this" = "$boot" ] || up=0
  left=$((left - now + up)) boot=$this up=$now
}

over() {
  [ "$left" -le 0 ] || { [ "$(date +%s)" -ge "$moment" ] && synchronized; }
}

synchronized() {
  [ "$(timedatectl show --property=NTPSynchronized --value 2>/dev/null)" = yes ]
}

end() {
  echo "jmachine: the time of this host is over"
  systemctl poweroff --ignore-inhibitors || :
  # what does not end by then does not hold the host
  sleep 300
  systemctl poweroff --force --force
}

moment_in_tag() { # seconds since 1970, or never; fails where nothing can be read
  for pause in 1 3 6 0; do
    if text=$(tag); then
      seconds "$text"
      return
    fi
    sleep "$pause"
  done
  return 1
}

tag() { # its text; empty where it is gone; fails where nothing can be read
  case $JM_TAGS in
    ec2) ec2_tag ;;
    azure) azure_tag ;;
    *) return 1 ;;
  esac
}

seconds() { # of a moment such as 2026-01-31T12:00:00Z
  case $1 in
    '') echo never ;;
    [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z)
      text=${1%Z}
      date -u -d "${text%T*} ${text#*T}" +%s
      ;;
    *) return 1 ;;
  esac
}

metadata=${JM_METADATA:-http://169.254.169.254}

# EC2 user guide, "View tags for your EC2 instances using instance metadata"
ec2_tag() {
  token=$(http "$metadata/latest/api/token" PUT 'X-aws-ec2-metadata-token-ttl-seconds: 60') || return 1
  tags=$metadata/latest/meta-data/tags/instance
  keys=$(http "$tags" GET "X-aws-ec2-metadata-token: $token") || return 1
  if printf '%s\n' "$keys" | grep -qxF "$JM_KEY"; then
    http "$tags/$JM_KEY" GET "X-aws-ec2-metadata-token: $token"
  fi
}

# Azure Instance Metadata Service, "tags": key:value;key:value
azure_tag() {
  tags=$(http "$metadata/metadata/instance/compute/tags?api-version=2021-02-01&format=text" GET 'Metadata: true') || return 1
  printf '%s\n' "$tags" | tr ';' '\n' | sed -n "s/^$JM_KEY://p"
}

http() { # URL METHOD HEADER
  if command -v curl >/dev/null; then
    curl --silent --fail --max-time 5 --noproxy '*' --request "$2" --header "$3" "$1"
  else
    wget --quiet --tries=1 --timeout=5 --no-proxy --method="$2" --header="$3" --output-document=- "$1"
  fi
}

case ${1:-install} in
  install) install ;;
  tick) tick ;;
esac
