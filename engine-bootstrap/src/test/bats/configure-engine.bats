#!/usr/bin/env bats
load stubs

setup() {
  make_host
  JM_INIT=systemd JM_DAEMON_JSON='{"tlscacert": "/etc/docker/jmachine/ca.pem", "tlscert": "/etc/docker/jmachine/server.pem"}
' JM_LIVE_JSON='' JM_DROPIN='[Service]
' JM_CONFD='' JM_CA='ca
' JM_CERT='cert
' JM_NEXT_KEY=no JM_FLAGS='' JM_START_SECONDS=3
  export JM_INIT JM_DAEMON_JSON JM_LIVE_JSON JM_DROPIN JM_CONFD JM_CA JM_CERT JM_NEXT_KEY JM_FLAGS JM_START_SECONDS
  TLS=$JM_ROOT/etc/docker/jmachine
  UNIT=$JM_ROOT/etc/systemd/system/docker.service.d/90-jmachine.conf
  stub dockerd 'case $1 in --help) echo "  --validate  Validate" ;; --validate) [ ! -e "$JM_ROOT/refuse" ] || { echo "bad value"; exit 1; } ;; esac'
  stub journalctl 'echo "a line of the log"'
  stub docker 'echo true'
  # active from the first start on; a start fails while $JM_ROOT/fails exists, and eats one of its lines
  stub systemctl 'case $1 in
    is-active) [ -e "$JM_ROOT/active" ] ;;
    show) echo NeedDaemonReload=no ;;
    restart) if [ -s "$JM_ROOT/fails" ]; then sed -i 1d "$JM_ROOT/fails"; rm -f "$JM_ROOT/active"; exit 1; fi; touch "$JM_ROOT/active" ;;
  esac'
}

@test "everything is put in place with its mode, then the engine is restarted once" {
  run script configure-engine
  [ "$status" = 0 ] || { echo "$output"; false; }
  has_result restarted=yes
  [ "$(cat "$TLS/ca.pem")$(cat "$TLS/server.pem")" = cacert ]
  [ "$(stat -c %a "$TLS/ca.pem" "$JM_ROOT/etc/docker/daemon.json" "$UNIT" | tr '\n' ' ')" = '444 644 644 ' ]
  called 'systemctl daemon-reload'
  called 'systemctl reset-failed docker.service docker.socket'
  [ "$(grep -c 'systemctl restart' "$CALLS")" = 1 ]
  [ ! -e "$JM_ROOT/var/lib/jmachine/restart-needed" ]
}

@test "a second run changes nothing and restarts nothing" {
  script configure-engine
  : >"$CALLS"
  before=$(find "$JM_ROOT/etc" -type f -printf '%p %i %T@\n' | sort)
  run script configure-engine
  has_result restarted=no
  not_called 'systemctl restart'
  not_called 'systemctl daemon-reload'
  not_called dockerd
  [ "$(find "$JM_ROOT/etc" -type f -printf '%p %i %T@\n' | sort)" = "$before" ]
}

@test "an engine that is stopped is started even if no file changed" {
  script configure-engine
  rm "$JM_ROOT/active"
  run script configure-engine
  has_result restarted=yes
}

@test "files that were written by a run that was cut off before its restart lead to one" {
  script configure-engine
  touch "$JM_ROOT/var/lib/jmachine/restart-needed"
  run script configure-engine
  has_result restarted=yes
  [ ! -e "$JM_ROOT/var/lib/jmachine/restart-needed" ]
}

# FaultCase F40: the daemon's words; nothing is changed
@test "a configuration that the daemon refuses changes nothing" {
  mkdir -p "$JM_ROOT/etc/docker"
  echo '{"old": 1}' >"$JM_ROOT/etc/docker/daemon.json"
  touch "$JM_ROOT/refuse" "$JM_ROOT/active"
  run script configure-engine
  [ "$status" = 1 ]
  has_result error=daemon_json
  [[ "$output" == *"bad value"* ]]
  [ "$(cat "$JM_ROOT/etc/docker/daemon.json")" = '{"old": 1}' ]
  [ ! -e "$UNIT" ] && [ ! -e "$TLS/ca.pem" ]
  [ -z "$(find "$JM_ROOT/etc" -name '*.jmachine-new')" ]
  not_called 'systemctl restart'
}

@test "the daemon judges the new certificates, not those in use" {
  script configure-engine
  JM_CERT='another' run script configure-engine
  [ "$status" = 0 ] || { echo "$output"; false; }
  [ ! -e "$TLS/trial.json" ]
  called 'dockerd --validate --config-file'
}

@test "daemon flags reach the check as words, whatever is in them" {
  JM_FLAGS="'--log-opt=tag=\$(touch $JM_ROOT/trap) it'\\''s'"
  run script configure-engine
  [ "$status" = 0 ] || { echo "$output"; false; }
  called "dockerd --validate .* --log-opt=tag=\$(touch $JM_ROOT/trap) it's\$"
  [ ! -e "$JM_ROOT/trap" ]
}

# FaultCase F40: the end of the daemon's log; its old files are back
@test "an engine that does not start gets its old files back, and its log is shown" {
  mkdir -p "$JM_ROOT/etc/docker"
  echo '{"old": 1}' >"$JM_ROOT/etc/docker/daemon.json"
  touch "$JM_ROOT/active"
  echo one >"$JM_ROOT/fails"
  run script configure-engine
  [ "$status" = 1 ]
  has_result error=engine_start
  has_result restored=yes
  has_result "log=$(printf 'a line of the log' | base64)"
  [ "$(cat "$JM_ROOT/etc/docker/daemon.json")" = '{"old": 1}' ]
  [ ! -e "$UNIT" ]
  [ -e "$JM_ROOT/active" ]
}

@test "an engine that never ran is stopped, so that it does not start over and over" {
  echo one >"$JM_ROOT/fails"
  run script configure-engine
  [ "$status" = 1 ]
  has_result restored=nothing
  called 'systemctl stop docker.service'
}

@test "running containers are protected before the restart, and the user's file is kept" {
  mkdir -p "$JM_ROOT/etc/docker"
  echo '{"old": 1}' >"$JM_ROOT/etc/docker/daemon.json"
  touch "$JM_ROOT/active"
  JM_LIVE_JSON='{"old": 1, "live-restore": true}' run script configure-engine
  [ "$status" = 0 ] || { echo "$output"; false; }
  hup=$(grep -n 'systemctl kill --kill-who=main --signal=HUP docker.service' "$CALLS" | cut -d: -f1)
  [ "$hup" -lt "$(grep -n 'systemctl restart' "$CALLS" | cut -d: -f1)" ]
  [ "$(cat "$JM_ROOT/etc/docker/daemon.json.jmachine-previous")" = '{"old": 1}' ]
}

@test "a second key takes the first one's place, and no copy of the first one stays" {
  mkdir -p "$TLS"
  (umask 277 && echo first >"$TLS/server-key.pem" && echo second >"$TLS/server-key-next.pem")
  touch "$JM_ROOT/active"
  JM_NEXT_KEY=yes run script configure-engine
  [ "$status" = 0 ] || { echo "$output"; false; }
  [ "$(cat "$TLS/server-key.pem")" = second ]
  [ "$(stat -c %a "$TLS/server-key.pem")" = 400 ]
  ! grep -rq first "$TLS"
}

@test "OpenRC: its own file, its own restart, and a wait for the socket" {
  JM_INIT=openrc JM_DROPIN='' JM_CONFD='# begin jmachine
'
  mkdir -p "$JM_ROOT/run"
  stub rc-service 'case $2 in status) [ -e "$JM_ROOT/active" ] ;; restart) touch "$JM_ROOT/active"; (sleep 1; '"$(python3 -c 'import sys; print(sys.executable)')"' -c "import socket,sys; s=socket.socket(socket.AF_UNIX); s.bind(sys.argv[1])" "$JM_ROOT/run/docker.sock") & ;; esac'
  stub rc-update
  run script configure-engine
  [ "$status" = 0 ] || { echo "$output"; false; }
  has_result restarted=yes
  [ "$(cat "$JM_ROOT/etc/conf.d/docker")" = '# begin jmachine' ]
  [ ! -e "$UNIT" ]
  called 'rc-update add docker default'
  not_called systemctl
}

# FaultCase F39: the file system that is full
@test "a full disk is named, whatever failed" {
  stub df 'echo H; echo "/dev/vda 1000 1 0 100% /etc"'
  stub chmod 'exit 1'
  run script configure-engine
  [ "$status" = 1 ]
  has_result error=no_space
  has_result 'detail=the file system /etc is full: 0 kB of 1000 kB are left'
}
