#!/usr/bin/env bats
load stubs

setup() {
  make_host
  JM_ACTION=install JM_SOURCE=distro JM_VERSION='' JM_LOCK_SECONDS=2
  JM_REPOSITORY=https://download.docker.com/linux/debian JM_SUITE=trixie JM_KEY=key-text
  export JM_ACTION JM_SOURCE JM_VERSION JM_LOCK_SECONDS JM_REPOSITORY JM_SUITE JM_KEY JM_FAMILY
}

debian() {
  JM_FAMILY=debian
  stub apt-get
  stub dpkg 'case $1 in --print-architecture) echo amd64 ;; esac'
  stub apt-cache 'case $2 in
    docker.io) echo "docker.io | 26.1.5+dfsg1-9 | http://x trixie/main" ;;
    docker-ce|docker-ce-cli) printf "%s\n" "$2 | 5:27.3.1-1~debian.13~trixie | x" "$2 | 5:26.1.4-1~debian.13~trixie | x" ;;
    docker-cli) [ -e "$JM_ROOT/split-client" ] && echo "docker-cli | 26.1.5 | x" ;;
  esac; true'
}

@test "Debian's own engine, with the client where it is a package of its own" {
  debian
  run script install-engine
  [ "$status" = 0 ] || { echo "$output"; false; }
  called 'apt-get .* install -y --no-install-recommends docker.io openssl ca-certificates$'
  not_called 'apt-get .* update'
  touch "$JM_ROOT/split-client"
  run script install-engine
  called 'apt-get .* install -y --no-install-recommends docker.io docker-cli openssl ca-certificates$'
}

@test "lists without an engine are fetched first, and a host without one in its sources is told so" {
  debian
  stub apt-cache
  run script install-engine
  [ "$status" = 1 ]
  called 'apt-get .* update'
  has_result error=packages
  has_result "detail=this host's apt sources offer no docker.io"
}

@test "Docker's repository on Debian: key and source are ours alone, the key is the verified one" {
  debian
  JM_SOURCE=docker run script install-engine
  [ "$status" = 0 ] || { echo "$output"; false; }
  [ "$(cat "$JM_ROOT/etc/apt/keyrings/jmachine-docker.asc")" = key-text ]
  grep -qx 'Signed-By: /etc/apt/keyrings/jmachine-docker.asc' "$JM_ROOT/etc/apt/sources.list.d/jmachine-docker.sources"
  called 'apt-get .* install .* docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin openssl$'
}

@test "a wanted version is found by its beginning, at a boundary" {
  debian
  JM_SOURCE=docker JM_VERSION=26.1 run script install-engine
  called 'apt-get .* docker-ce=5:26.1.4-1~debian.13~trixie docker-ce-cli=5:26.1.4'
  JM_SOURCE=distro JM_VERSION=26.1.5 run script install-engine
  called 'apt-get .* docker.io=26.1.5+dfsg1-9 '
}

@test "a version that is not on offer is refused with those that are" {
  debian
  JM_SOURCE=docker JM_VERSION=2 run script install-engine
  [ "$status" = 1 ]
  has_result error=version_not_found
  [[ "$output" == *"5:27.3.1-1~debian.13~trixie 5:26.1.4"* ]]
  not_called 'apt-get .* install'
}

# FaultCase F37, F5: nothing: it is ended first
@test "an installation that was cut off is ended first" {
  debian
  stub dpkg 'case $1 in --audit) echo "docker.io is half configured" ;; esac'
  run script install-engine
  called 'dpkg --configure -a'
  [ "$(grep -n 'dpkg --configure' "$CALLS" | cut -d: -f1)" -lt "$(grep -n 'apt-get' "$CALLS" | cut -d: -f1)" ]
}

# FaultCase F37: nothing: the lists are fetched anew and it is tried again
@test "a mirror that lost a file is asked again with fresh lists" {
  debian
  stub apt-get 'case "$*" in *install*) [ -e "$JM_ROOT/updated" ] ;; *update*) touch "$JM_ROOT/updated" ;; esac'
  run script install-engine
  [ "$status" = 0 ] || { echo "$output"; false; }
  [ "$(grep -c 'apt-get .* install' "$CALLS")" = 2 ]
}

# FaultCase F36: the holder's name, and that it is waited for
@test "who holds the package manager's lock is named, and waited for" {
  debian
  mkdir -p "$JM_ROOT/var/lib/dpkg" "$JM_ROOT/proc/4711"
  touch "$JM_ROOT/var/lib/dpkg/lock-frontend"
  echo unattended-upgr >"$JM_ROOT/proc/4711/comm"
  echo "1: POSIX ADVISORY WRITE 4711 08:01:$(stat -c %i "$JM_ROOT/var/lib/dpkg/lock-frontend") 0 EOF" >"$JM_ROOT/proc/locks"
  run script install-engine
  [ "$status" = 1 ]
  has_result error=package_lock
  [[ "$output" == *"waiting for unattended-upgr (pid 4711)"* ]]
  not_called apt-get
}

# FaultCase F39: the file system that is full
@test "a full disk is named, whatever the package manager says" {
  debian
  stub apt-get 'case "$*" in *install*) exit 100 ;; esac'
  stub df 'echo H; echo "/dev/vda 1000000 1 12 100% /var"'
  run script install-engine
  has_result error=no_space
  [[ "$output" == *"the file system /var is full: 12 kB of 1000000 kB are left"* ]]
}

@test "only what is installed is upgraded" {
  debian
  stub dpkg-query 'printf "%s\n" "ii  docker.io" "un  docker-ce" "ii  containerd"'
  JM_ACTION=upgrade run script install-engine
  [ "$status" = 0 ] || { echo "$output"; false; }
  called 'apt-get .* install -y --no-install-recommends --only-upgrade docker.io containerd$'
}

fedora() {
  JM_FAMILY=fedora JM_REPOSITORY=https://download.docker.com/linux/fedora
  stub dnf 'case "$*" in
    *--showduplicates*) printf "%s\n" "$4.x86_64 3:27.3.1-1.fc41 docker" "$4.x86_64 3:26.1.4-1.fc41 docker" ;;
    *"list $JM_TEST_PACKAGE") exit 0 ;;
    *" list "*) exit 1 ;;
  esac'
}

@test "Fedora's own engine, and Amazon Linux's" {
  fedora
  JM_TEST_PACKAGE=moby-engine run script install-engine
  [ "$status" = 0 ] || { echo "$output"; false; }
  called 'dnf -y install moby-engine openssl$'
  JM_TEST_PACKAGE=docker run script install-engine
  called 'dnf -y install docker openssl$'
}

@test "a relative of Red Hat without an engine of its own says which source has one" {
  fedora
  JM_TEST_PACKAGE=none run script install-engine
  [ "$status" = 1 ]
  [[ "$output" == *"--engine-install docker"* ]]
}

@test "Docker's repository on Fedora: signature check on, with the verified key" {
  fedora
  JM_SOURCE=docker JM_VERSION=26.1.4 run script install-engine
  [ "$status" = 0 ] || { echo "$output"; false; }
  repo=$JM_ROOT/etc/yum.repos.d/jmachine-docker.repo
  grep -qx gpgcheck=1 "$repo"
  grep -qx gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-jmachine-docker "$repo"
  grep -qx 'baseurl=https://download.docker.com/linux/fedora/$releasever/$basearch/stable' "$repo"
  [ "$(cat "$JM_ROOT/etc/pki/rpm-gpg/RPM-GPG-KEY-jmachine-docker")" = key-text ]
  called 'dnf -y install docker-ce-3:26.1.4-1.fc41 docker-ce-cli-3:26.1.4-1.fc41 containerd.io'
}

@test "where there is only yum, yum it is" {
  JM_FAMILY=fedora
  stub yum
  run script install-engine
  called 'yum -y install moby-engine openssl$'
}

@test "openSUSE" {
  JM_FAMILY=suse
  stub zypper 'case "$*" in *search*) echo "v | docker | package | 26.1.5_ce-150 | x86_64 | oss" ;; esac'
  run script install-engine
  called 'zypper -n install docker openssl$'
  JM_VERSION=26.1 run script install-engine
  called 'zypper -n install docker=26.1.5_ce-150 openssl$'
}

@test "Arch" {
  JM_FAMILY=arch
  stub pacman 'case $1 in -Si) echo "Version         : 1:27.3.1-1" ;; esac'
  JM_VERSION=27.3.1 run script install-engine
  [ "$status" = 0 ] || { echo "$output"; false; }
  called 'pacman -S --noconfirm --needed docker openssl$'
  JM_VERSION=20.10 run script install-engine
  has_result error=version_not_found
}

@test "Alpine, where the service is started at boot by OpenRC" {
  JM_FAMILY=alpine
  stub apk 'case $1 in search) echo docker-26.1.5-r0 ;; esac'
  stub rc-update
  run script install-engine
  [ "$status" = 0 ] || { echo "$output"; false; }
  called 'apk add docker openssl$'
  called 'rc-update add docker default$'
}

@test "Alpine without the community repository says so" {
  JM_FAMILY=alpine
  stub apk
  run script install-engine
  [ "$status" = 1 ]
  [[ "$output" == *"enable the community repository"* ]]
}

@test "openssl alone, for an engine that is there" {
  debian
  JM_SOURCE=tools run script install-engine
  called 'apt-get .* install -y --no-install-recommends openssl$'
  JM_FAMILY=alpine JM_SOURCE=tools
  stub apk
  run script install-engine
  called 'apk add openssl$'
}
