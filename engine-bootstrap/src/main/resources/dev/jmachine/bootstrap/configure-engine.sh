# shellcheck shell=sh
# Puts the engine's files in place and restarts it, if and only if something differs.
#   JM_INIT        systemd | openrc
#   JM_DAEMON_JSON the whole of daemon.json; JM_LIVE_JSON the present one with live-restore alone
#                  added (empty when that is not needed)
#   JM_DROPIN      the unit's drop-in; JM_CONFD the whole of /etc/conf.d/docker; empty = none
#   JM_CA, JM_CERT what the daemon trusts, and its own certificate; JM_NEXT_KEY=yes switches keys
#   JM_FLAGS       the daemon's flags, quoted for the shell; JM_START_SECONDS the patience for a start
# When the engine does not come up with the new files, the old ones are put back and it is started
# with them: a host that had a working engine still has one.

staged=''

stage() { # MODE FILE TEXT
  ! same_text "$2" "$3" || return 0
  mkdir -p "${2%/*}"
  write_new "$1" "$2" "$3"
  staged="$staged $2"
}

# The daemon looks at the certificates too, so it is shown a copy that names the new files.
# shellcheck disable=SC2120 # its arguments are those that it sets itself
validate() { # engines before 23.0 cannot
  [ -n "$staged" ] || return 0
  dockerd --help 2>/dev/null | grep -q -- --validate || return 0
  trial=$ETC/jmachine/trial.json
  put 0600 "$trial" "$(trial_json)"
  eval "set -- $JM_FLAGS"
  if ! said=$(dockerd --validate --config-file "$trial" "$@" 2>&1); then
    rm -f "$trial"
    discard
    fail daemon_json "the engine refuses its configuration: $said"
  fi
  rm -f "$trial"
}

trial_json() {
  edit=''
  for name in ca.pem server.pem; do
    [ ! -e "$TLS/$name.jmachine-new" ] || edit="$edit s|/jmachine/$name\"|/jmachine/$name.jmachine-new\"|;"
  done
  [ "$JM_NEXT_KEY" = no ] || edit="$edit s|/jmachine/server-key.pem\"|/jmachine/server-key-next.pem\"|;"
  printf '%s' "$JM_DAEMON_JSON" | sed "$edit"
}

discard() {
  for file in $staged; do rm -f "$file.jmachine-new"; done
}

switch() {
  mkdir -p "$STATE"
  : >"$STATE/restart-needed"
  for file in $staged; do
    rm -f "$file.jmachine-previous"
    [ ! -e "$file" ] || cp -p "$file" "$file.jmachine-previous"
    mv -f "$file.jmachine-new" "$file"
  done
}

forget_previous() { # daemon.json's is kept: it may be the user's own
  for file in $staged; do
    case $file in */daemon.json) ;; *) rm -f "$file.jmachine-previous" ;; esac
  done
}

put_back() {
  for file in $staged; do
    if [ -e "$file.jmachine-previous" ]; then
      mv -f "$file.jmachine-previous" "$file"
    else
      rm -f "$file"
    fi
  done
}

is_active() {
  if [ "$JM_INIT" = systemd ]; then
    systemctl is-active --quiet docker.service
  else
    rc-service docker status >/dev/null 2>&1
  fi
}

# A restart ends the containers unless the engine that runs has live-restore on already, which it
# takes from daemon.json on SIGHUP. The full file cannot serve: it would contradict the old flags.
protect_containers() {
  [ -n "$JM_LIVE_JSON" ] && is_active || return 0
  say "turning live-restore on first, so that the running containers stay up"
  kept=$ETC/daemon.json.jmachine-kept
  [ ! -e "$ETC/daemon.json" ] || cp -p "$ETC/daemon.json" "$kept"
  printf '%s' "$JM_LIVE_JSON" >"$ETC/daemon.json.jmachine-live"
  mv -f "$ETC/daemon.json.jmachine-live" "$ETC/daemon.json"
  if [ "$JM_INIT" = systemd ]; then
    systemctl kill --kill-who=main --signal=HUP docker.service
  else
    kill -HUP "$(cat "$R/run/docker.pid")"
  fi
  tries=0
  while [ "$tries" -lt 25 ] && [ "$(docker info -f '{{.LiveRestoreEnabled}}' 2>/dev/null)" != true ]; do
    nap
    tries=$((tries + 1))
  done
  if [ -e "$kept" ]; then mv -f "$kept" "$ETC/daemon.json"; else rm -f "$ETC/daemon.json"; fi
}

restart() {
  if [ "$JM_INIT" != systemd ]; then
    rc-service docker restart && wait_for_socket
    return
  fi
  if unit_changed || [ "$(systemctl show docker.service -p NeedDaemonReload)" != NeedDaemonReload=no ]; then
    systemctl daemon-reload
  fi
  # repeated runs within a minute would meet the start limit
  systemctl reset-failed docker.service docker.socket 2>/dev/null || :
  timeout "$JM_START_SECONDS" systemctl restart docker.service
}

unit_changed() {
  case $staged in *90-jmachine.conf*) return 0 ;; *) return 1 ;; esac
}

wait_for_socket() { # OpenRC does not know when the engine is ready
  tries=0
  while [ "$tries" -lt $((JM_START_SECONDS * 5)) ]; do
    is_active || return 1
    [ ! -S "$R/run/docker.sock" ] || return 0
    nap
    tries=$((tries + 1))
  done
  return 1
}

engine_log() {
  if [ "$JM_INIT" = systemd ]; then
    journalctl -q --no-pager -o cat -n 40 -u docker.service 2>&1 || :
  else
    tail -n 40 "$R/var/log/docker.log" 2>/dev/null || :
  fi
}

give_up() {
  blob log "$(engine_log)"
  if [ -n "$staged" ] && [ "$was_active" = yes ]; then
    put_back
    if restart; then result restored yes; else result restored no; fi
    rm -f "$STATE/restart-needed"
  else
    [ "$JM_INIT" != systemd ] || systemctl stop docker.service 2>/dev/null || :
    result restored nothing
  fi
  fail engine_start "the engine did not start with its new configuration"
}

start_at_boot() {
  if [ "$JM_INIT" = systemd ]; then
    # asked first: enabling costs a second on Debian
    systemctl is-enabled --quiet docker.service || systemctl enable --quiet docker.service
  else
    rc-update show default 2>/dev/null | grep -q docker || rc-update add docker default
  fi
}

main() {
  mkdir -p "$ETC" "$TLS"
  stage 0444 "$TLS/ca.pem" "$JM_CA"
  stage 0444 "$TLS/server.pem" "$JM_CERT"
  stage 0644 "$ETC/daemon.json" "$JM_DAEMON_JSON"
  [ -z "$JM_DROPIN" ] || stage 0644 "$R/etc/systemd/system/docker.service.d/90-jmachine.conf" "$JM_DROPIN"
  [ -z "$JM_CONFD" ] || stage 0644 "$R/etc/conf.d/docker" "$JM_CONFD"
  # shellcheck disable=SC2119
  validate
  if is_active; then was_active=yes; else was_active=no; fi
  if [ "$JM_NEXT_KEY" = yes ]; then
    stage_key
  fi
  if [ -z "$staged" ] && [ "$was_active" = yes ] && [ ! -e "$STATE/restart-needed" ]; then
    start_at_boot
    result restarted no
    return 0
  fi
  protect_containers
  switch
  start_at_boot
  restart || give_up
  forget_previous
  rm -f "$STATE/restart-needed"
  result changed "${staged# }"
  result restarted yes
}

stage_key() {
  mv -f "$TLS/server-key-next.pem" "$TLS/server-key.pem.jmachine-new"
  staged="$staged $TLS/server-key.pem"
}

main </dev/null
