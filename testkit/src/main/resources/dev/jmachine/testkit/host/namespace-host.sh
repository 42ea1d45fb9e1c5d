#!/bin/sh
# A real Debian host in namespaces of its own, for integration tests: systemd, sshd, apt and room for
# an engine, on an address that only this computer reaches. Needs root.
#
#   namespace-host.sh tree SUITE TREE       builds the tree once; the engine's packages are in its cache
#   namespace-host.sh engine TREE LAYER     installs the engine in a layer over the tree, once
#   namespace-host.sh run TREE FOLDER NAME PREFIX BASE
#                                           boots a host on PREFIX(BASE+2) and keeps it until its standard
#                                           input ends; then nothing is left but its key and log;
#                                           TREE may be LAYER:TREE
#   namespace-host.sh exec FOLDER COMMAND...  runs a command inside, as the console would
set -eu
export LC_ALL=C
self=$(readlink -f "$0")

tree() { # SUITE TREE
  [ ! -e "$2/.complete" ] || return 0
  mkdir -p "${2%/*}"
  rm -rf "$2.new"
  sources "$1" >"$2.list"
  # shellcheck disable=SC2016 # $1 is the tree in mmdebstrap's hooks
  mmdebstrap --quiet --variant=minbase --skip=cleanup/apt/lists,cleanup/apt/cache,check/chroot \
    --include=systemd,systemd-sysv,dbus,openssh-server,iproute2,iptables,ca-certificates,netbase,procps,kmod,openssl \
    --customize-hook='upload /etc/resolv.conf /etc/resolv.conf' \
    --customize-hook='chroot "$1" apt-get clean' \
    --customize-hook='chroot "$1" apt-get install -y -qq --no-install-recommends --download-only docker.io $(chroot "$1" apt-cache pkgnames docker-cli | grep -x docker-cli)' \
    "$1" "$2.new" - <"$2.list"
  for unit in apt-daily.timer apt-daily-upgrade.timer getty.target console-getty.service systemd-udevd.service \
    systemd-udev-trigger.service systemd-firstboot.service systemd-remount-fs.service; do
    ln -sf /dev/null "$2.new/etc/systemd/system/$unit"
  done
  rm -f "$2.new"/etc/ssh/ssh_host_* "$2.new/etc/resolv.conf"
  : >"$2.new/etc/machine-id"
  touch "$2.new/.complete"
  rm -rf "$2"
  mv "$2.new" "$2"
}

engine() { # TREE LAYER
  [ ! -e "$2.complete" ] || return 0
  rm -rf "$2" "$2.work" "$2.root"
  mkdir -p "$2" "$2.work" "$2.root"
  # shellcheck disable=SC2016 # variables of the inner shell
  unshare --mount --propagation private sh -euc '
    mount -t overlay overlay -o "lowerdir=$1,upperdir=$2,workdir=$2.work" "$2.root"
    mount -t proc proc "$2.root/proc"
    printf "#!/bin/sh\nexit 101\n" >"$2.root/usr/sbin/policy-rc.d" # starts nothing in the chroot
    chmod 755 "$2.root/usr/sbin/policy-rc.d"
    chroot "$2.root" sh -euc "apt-get install -y -qq --no-install-recommends docker.io \$(apt-cache pkgnames docker-cli | grep -x docker-cli)"
    rm "$2.root/usr/sbin/policy-rc.d"' _ "$1" "$2"
  rm -rf "$2.work" "$2.root"
  touch "$2.complete"
}

sources() { # SUITE: the mirrors of this computer's own apt
  # shellcheck disable=SC2016 # apt's own variables
  apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL)' | sort -u | awk -v suite="$1" '
    $2 == "Debian" && $3 == "Debian" && !main++ { print "deb", $1, suite, "main" }
    $2 == "Debian" && $3 == "Debian-Security" && !security++ { print "deb", $1, suite "-security", "main" }'
}

run() { # TREE FOLDER NAME PREFIX BASE: addresses PREFIX(BASE+1) here and PREFIX(BASE+2) there
  tree=$1 folder=$2 name=$3 ours=$4$(($5 + 1)) theirs=$4$(($5 + 2))
  prepare
  network
  cgroup=$(awk '$3 == "cgroup2" { print $2; exit }' /proc/mounts)/$name
  mkdir -p "$cgroup"
  trap end EXIT
  trap 'exit 1' INT TERM HUP
  sh -c 'echo $$ >"$1/cgroup.procs"; shift; exec "$@"' _ "$cgroup" \
    ip netns exec "$name" unshare --mount --uts --ipc --pid --cgroup --fork --kill-child --propagation private \
    "$self" init "$tree" "$folder" "$name" </dev/null >"$folder/console.log" 2>&1 &
  boot=$!
  child=
  while [ -z "$child" ] && kill -0 "$boot" 2>/dev/null; do
    child=$(awk '{ print $1 }' "/proc/$boot/task/$boot/children" 2>/dev/null || :)
    sleep 0.05
  done
  echo "$child" >"$folder/init.pid"
  echo ready
  cat >/dev/null # until who started us closes its end, or dies
}

end() {
  kill -KILL "$boot" 2>/dev/null || :
  wait "$boot" 2>/dev/null || :
  ip netns del "$name" 2>/dev/null || :
  ip link del "$name" 2>/dev/null || :
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    find "$cgroup" -depth -type d -exec rmdir {} + 2>/dev/null && break
    sleep 0.2
  done
  rm -rf "$folder/up" "$folder/work" "$folder/docker" "$folder/containerd"
}

prepare() {
  mkdir -p "$folder/up/etc/ssh" "$folder/up/root/.ssh" "$folder/work" "$folder/root" "$folder/docker" "$folder/containerd"
  chmod 700 "$folder/up/root" "$folder/up/root/.ssh"
  chmod 711 "$folder/docker"
  ssh-keygen -q -t ed25519 -N '' -C test -f "$folder/identity"
  ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$folder/up/etc/ssh/ssh_host_ed25519_key"
  cp "$folder/identity.pub" "$folder/up/root/.ssh/authorized_keys"
  echo "$name" >"$folder/up/etc/hostname"
  printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$name" >"$folder/up/etc/hosts"
  tr -d - </proc/sys/kernel/random/uuid >"$folder/up/etc/machine-id"
}

network() {
  ip netns add "$name"
  ip link add "$name" type veth peer name eth0 netns "$name"
  ip addr add "$ours/30" dev "$name"
  ip link set "$name" up
  ip -n "$name" link set lo up
  ip -n "$name" addr add "$theirs/30" dev eth0
  ip -n "$name" link set eth0 up
}

init() { # TREE FOLDER NAME: the first process of the new namespaces
  root=$2/root
  mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/up,workdir=$2/work" "$root"
  mkdir -p "$root/var/lib/docker" "$root/var/lib/containerd"
  mount --bind "$2/docker" "$root/var/lib/docker"
  mount --bind "$2/containerd" "$root/var/lib/containerd"
  hostname "$3"
  mount -t proc proc "$root/proc"
  mount -t sysfs -o ro sysfs "$root/sys"
  mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
  mount -t tmpfs -o mode=755 tmpfs "$root/dev"
  for device in null zero full random urandom tty; do
    touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
  done
  mkdir "$root/dev/pts" "$root/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
  mount -t tmpfs tmpfs "$root/dev/shm"
  ln -s pts/ptmx "$root/dev/ptmx"
  ln -s /proc/self/fd "$root/dev/fd"
  mount -t tmpfs -o mode=755 tmpfs "$root/run"
  mkdir "$root/.old"
  cd "$root"
  pivot_root . .old
  exec chroot . /bin/sh -c 'umount -l /.old; rmdir /.old; exec env -i container=jmachine-test /sbin/init'
}

inside() { # FOLDER COMMAND...
  pid=$(cat "$1/init.pid")
  shift
  exec nsenter -t "$pid" -m -u -i -n -p -C -r -w env -i HOME=/root LANG=C.UTF-8 \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

verb=$1
shift
case $verb in
  tree | engine | run | init) "$verb" "$@" ;;
  exec) inside "$@" ;;
esac
