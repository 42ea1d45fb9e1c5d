#!/usr/bin/env bats
load stubs

setup() {
  make_host
  os_release 'ID=debian' 'VERSION_ID="13"' 'VERSION_CODENAME=trixie' 'PRETTY_NAME="Debian GNU/Linux 13"'
}

@test "a bare host is told as it is, and nothing is changed on it" {
  before=$(cd "$JM_ROOT" && find . | sort)
  run script inspect
  [ "$status" = 0 ] || { echo "$output"; false; }
  has_result os_id=debian
  has_result os_codename=trixie
  has_result 'os_name=Debian GNU/Linux 13'
  has_result dockerd=
  has_result init=other
  has_result cloud_init=absent
  has_result openssl=no
  has_result server_key=absent
  [ "$(cd "$JM_ROOT" && find . | sort)" = "$before" ]
}

@test "the docker client is never called: it would wake an engine through its socket" {
  stub docker
  stub dockerd 'echo "Docker version 20.10.24+dfsg1, build 297e128"'
  run script inspect
  has_result engine_version=20.10.24+dfsg1
  not_called docker' '
}

@test "an Ubuntu derivative gives Ubuntu's codename" {
  os_release ID=linuxmint 'ID_LIKE="ubuntu debian"' VERSION_CODENAME=wilma UBUNTU_CODENAME=noble
  run script inspect
  has_result os_codename=noble
  has_result 'os_like=ubuntu debian'
}

@test "the unit's command is the last one that is not ours, continued lines joined" {
  mkdir -p "$JM_ROOT/run/systemd/system"
  stub systemctl 'case $1 in
    cat) printf "%s\n" "# /lib/systemd/system/docker.service" "[Service]" "ExecStart=/usr/bin/dockerd -H fd:// \\" "  --containerd=/x" \
      "# /etc/systemd/system/docker.service.d/90-jmachine.conf" "ExecStart=" "ExecStart=/usr/bin/dockerd --ours" ;;
    show) printf "%s\n" LoadState=loaded ActiveState=active UnitFileState=enabled NeedDaemonReload=no ActiveEnterTimestamp=now ;;
  esac'
  run script inspect
  has_result 'exec_start=/usr/bin/dockerd -H fd://    --containerd=/x'
  has_result engine_state=active
  has_result init=systemd
}

@test "cloud-init is told by its files" {
  mkdir -p "$JM_ROOT/run/cloud-init"
  stub cloud-init
  run script inspect
  has_result cloud_init=running
  touch "$JM_ROOT/run/cloud-init/result.json"
  run script inspect
  has_result cloud_init=done
  not_called cloud-init
}

@test "running containers and a swarm are seen" {
  mkdir -p "$JM_ROOT/proc/7" "$JM_ROOT/proc/8" "$JM_ROOT/etc/docker" "$JM_ROOT/data/swarm"
  echo containerd-shim >"$JM_ROOT/proc/7/comm"
  echo bash >"$JM_ROOT/proc/8/comm"
  echo '{ "data-root" : "/data" }' >"$JM_ROOT/etc/docker/daemon.json"
  echo '{}' >"$JM_ROOT/data/swarm/docker-state.json"
  run script inspect
  has_result containers=1
  has_result swarm=active
}

@test "files of several lines travel as base64" {
  mkdir -p "$JM_ROOT/etc/docker"
  printf '{\n  "mtu": 1450\n}\n' >"$JM_ROOT/etc/docker/daemon.json"
  run script inspect
  value=$(printf '%s\n' "$output" | sed -n 's/^daemon_json=//p')
  [ "$(printf %s "$value" | base64 -d)" = "$(cat "$JM_ROOT/etc/docker/daemon.json")" ]
}

@test "an OpenRC host and an engine from a snap are seen" {
  stub rc-service
  mkdir -p "$JM_ROOT/snap/bin" && touch "$JM_ROOT/snap/bin/docker"
  run script inspect
  has_result init=openrc
  has_result engine_state=active
  has_result snap=yes
}
