# shellcheck shell=sh
# Everything that the bootstrap wants to know of the host, in one round trip. Changes nothing and
# never calls the docker client: on engines up to 20.10 even `docker --version` wakes the engine
# through docker.socket, with its old options.

os() {
  result arch "$(uname -m)"
  for file in "$R/etc/os-release" "$R/usr/lib/os-release"; do
    [ -r "$file" ] || continue
    (
      # shellcheck disable=SC1090 # the host's own file
      . "$file"
      result os_id "${ID:-}"
      result os_like "${ID_LIKE:-}"
      result os_version "${VERSION_ID:-}"
      result os_codename "${UBUNTU_CODENAME:-${VERSION_CODENAME:-}}"
      result os_name "${PRETTY_NAME:-${NAME:-}}"
    )
    return 0
  done
}

addresses() { # of this host, not of its containers' bridges
  if has ip; then
    ip -o addr show scope global |
      awk '$2 !~ /^(docker|br-|veth|cni|flannel|virbr)/ { sub("/.*", "", $4); printf "%s ", $4 }'
  else
    hostname -I 2>/dev/null || hostname -i 2>/dev/null || :
  fi
}

cloud_init() { # by its files: the command itself takes a second of Python
  if [ ! -d "$R/run/cloud-init" ] || [ -e "$R/run/cloud-init/disabled" ]; then
    echo absent
  elif [ -e "$R/run/cloud-init/result.json" ]; then
    echo "done"
  elif has cloud-init; then
    echo running
  else
    echo absent
  fi
}

shims() { # one for each running container
  n=0
  for comm in "$R"/proc/[0-9]*/comm; do
    name=
    read -r name 2>/dev/null <"$comm" || :
    [ "$name" != containerd-shim ] || n=$((n + 1))
  done
  echo "$n"
}

swarm() {
  root=$(sed -n 's/.*"data-root"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p' "$ETC/daemon.json" 2>/dev/null || :)
  if [ -s "$R${root:-/var/lib/docker}/swarm/docker-state.json" ]; then echo active; else echo inactive; fi
}

# The last ExecStart that systemd would use without our drop-in; continued lines are joined.
exec_start() {
  systemctl cat docker.service 2>/dev/null | awk '
    /^# \// { ours = ($0 ~ /\/90-jmachine\.conf$/); next }
    ours { next }
    { line = held $0; held = "" }
    /\\$/ { held = substr(line, 1, length(line) - 1) " "; next }
    line ~ /^ExecStart=./ { found = substr(line, 11) }
    END { print found }'
}

systemd_service() {
  systemctl show docker.service -p LoadState -p ActiveState -p UnitFileState -p NeedDaemonReload -p ActiveEnterTimestamp |
    while IFS='=' read -r key value; do
      case $key in
        LoadState) result unit_load "$value" ;;
        ActiveState) result engine_state "$value" ;;
        UnitFileState) result unit_file "$value" ;;
        NeedDaemonReload) result unit_stale "$value" ;;
        ActiveEnterTimestamp) result engine_since "$value" ;;
      esac
    done
  result exec_start "$(exec_start)"
  blob_file dropin "$R/etc/systemd/system/docker.service.d/90-jmachine.conf"
}

openrc_service() {
  if rc-service docker status >/dev/null 2>&1; then result engine_state active; else result engine_state inactive; fi
  blob_file confd "$R/etc/conf.d/docker"
}

engine() {
  dockerd=$(command -v dockerd || :)
  result dockerd "$dockerd"
  [ -z "$dockerd" ] || result engine_version "$(dockerd --version | sed -n 's/^[^0-9]*\([0-9][^ ,]*\).*/\1/p')"
  [ ! -e "$R/snap/bin/docker" ] || result snap yes
  if on_systemd; then
    result init systemd
    systemd_service
  elif has rc-service; then
    result init openrc
    openrc_service
  else
    result init other
  fi
  result containers "$(shims)"
  result swarm "$(swarm)"
}

files() {
  blob_file daemon_json "$ETC/daemon.json"
  blob_file ca "$TLS/ca.pem"
  blob_file cert "$TLS/server.pem"
  if [ -f "$TLS/server-key.pem" ]; then result server_key present; else result server_key absent; fi
  if [ -e "$STATE/restart-needed" ]; then result restart_needed yes; fi
  if [ -e "$STATE/one-use-host-key" ]; then result host_key one-use; fi
}

main() {
  result clock "$(date +%s)"
  result uid "$(id -u)"
  result hostname "$(hostname 2>/dev/null || cat "$R/proc/sys/kernel/hostname")"
  result addresses "$(addresses)"
  result cloud_init "$(cloud_init)"
  if has openssl; then result openssl yes; else result openssl no; fi
  os
  engine
  files
}
main </dev/null
