# shellcheck shell=sh
# Installs or upgrades the engine's packages; run through job.sh.
#   JM_FAMILY  debian | fedora | suse | arch | alpine
#   JM_SOURCE  docker (Docker's own repository) | distro | tools (openssl alone)
#   JM_ACTION  install | upgrade
#   JM_VERSION the version wanted, or empty; JM_LOCK_SECONDS how long to wait for other package managers
#   JM_REPOSITORY, JM_SUITE, JM_KEY  base URL, suite and verified signing key of Docker's repository

docker_packages='docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin'

failed() { # WHAT
  fail_if_disk_full
  fail packages "$1"
}

# 20.10.24+dfsg1-1+b3 and 5:27.3.1-1~debian.12~bookworm are matches for 20.10 and for 27.3.1.
pick_version() { # reads the versions on offer, newest first
  awk -v want="$JM_VERSION" '
    { bare = $1; sub(/^[0-9]+:/, "", bare); next_char = substr(bare, length(want) + 1, 1) }
    index(bare, want) == 1 && next_char !~ /[0-9]/ { print $1; exit }'
}

version_or_fail() { # PACKAGE, versions on standard input
  offered=$(cat)
  picked=$(printf '%s\n' "$offered" | pick_version) || exit 1
  [ -n "$picked" ] ||
    fail version_not_found "$1 $JM_VERSION is not on offer here; there are: $(printf '%s\n' "$offered" | head -n 12 | tr '\n' ' ')"
  printf '%s' "$picked"
}

# A function that fails inside $( ) does not end the script by itself in every shell: busybox goes on.

# ---- apt

lock_holder() { # prints "NAME (pid N)" of who holds one of dpkg's and apt's locks
  for lock in lib/dpkg/lock-frontend lib/dpkg/lock lib/apt/lists/lock cache/apt/archives/lock; do
    [ -e "$R/var/$lock" ] || continue
    inode=$(stat -c %i "$R/var/$lock")
    pid=$(awk -v inode="$inode" '{ n = split($6, part, ":") } part[n] == inode && $5 > 0 { print $5; exit }' "$R/proc/locks")
    [ -n "$pid" ] || continue
    name=unknown
    read -r name 2>/dev/null <"$R/proc/$pid/comm" || :
    printf '%s (pid %s)' "$name" "$pid"
    return 0
  done
}

wait_for_apt() {
  passed=0
  while holder=$(lock_holder) && [ -n "$holder" ]; do
    [ "$passed" -lt "$JM_LOCK_SECONDS" ] ||
      fail package_lock "$holder still held the package manager's lock after $JM_LOCK_SECONDS s"
    [ $((passed % 10)) -ne 0 ] || say "waiting for $holder to release the package manager's lock, $passed s of $JM_LOCK_SECONDS s"
    sleep 1
    passed=$((passed + 1))
  done
}

apt() {
  DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get -q -o DPkg::Lock::Timeout="$JM_LOCK_SECONDS" \
    -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}

apt_update() {
  wait_for_apt
  apt update || {
    wait_for_apt # the lists' own lock has no time-out in apt
    apt update || failed "apt-get update failed"
  }
}

apt_offers() { # PACKAGE
  [ -n "$(apt-cache madison "$1" 2>/dev/null)" ]
}

apt_pin() { # PACKAGE -> PACKAGE or PACKAGE=VERSION
  [ -n "$JM_VERSION" ] || {
    printf '%s' "$1"
    return 0
  }
  version=$(apt-cache madison "$1" | awk -F'|' '{ gsub(/ /, "", $2); print $2 }' | version_or_fail "$1") || exit 1
  printf '%s=%s' "$1" "$version"
}

apt_add_docker() {
  put 0644 "$R/etc/apt/keyrings/jmachine-docker.asc" "$JM_KEY"
  put 0644 "$R/etc/apt/sources.list.d/jmachine-docker.sources" "Types: deb
URIs: $JM_REPOSITORY
Suites: $JM_SUITE
Components: stable
Architectures: $(dpkg --print-architecture)
Signed-By: /etc/apt/keyrings/jmachine-docker.asc
"
}

apt_install() { # PACKAGE...: once more with fresh lists, since a mirror drops old files
  wait_for_apt
  apt install -y --no-install-recommends "$@" || {
    fail_if_disk_full
    apt_update
    apt install -y --no-install-recommends "$@" || failed "apt-get install $* failed"
  }
}

apt_engine() {
  if [ "$JM_SOURCE" = docker ]; then
    apt_add_docker
    apt_update
    engine=$(apt_pin docker-ce) || exit 1
    client=$(apt_pin docker-ce-cli) || exit 1
    apt_install "$engine" "$client" containerd.io docker-buildx-plugin docker-compose-plugin openssl
  else
    apt_offers docker.io || apt_update
    apt_offers docker.io || fail packages "this host's apt sources offer no docker.io"
    engine=$(apt_pin docker.io) || exit 1
    client=
    # Debian 13 and later split the client off
    ! apt_offers docker-cli || client=docker-cli
    # shellcheck disable=SC2086 # no word at all when there is no such package
    apt_install "$engine" $client openssl ca-certificates
  fi
}

apt_upgrade() {
  apt_update
  installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' docker-ce docker-ce-cli containerd.io docker.io docker-cli containerd runc 2>/dev/null |
    awk '$1 == "ii" { print $2 }')
  [ -n "$installed" ] || fail not_packaged "the engine on this host did not come from a package"
  wait_for_apt
  # shellcheck disable=SC2086 # a list of package names
  apt install -y --no-install-recommends --only-upgrade $installed || failed "apt-get could not upgrade $installed"
}

debian() {
  wait_for_apt
  if [ -n "$(dpkg --audit)" ]; then
    say "ending a package installation that was cut off"
    DEBIAN_FRONTEND=noninteractive dpkg --configure -a || failed "dpkg --configure -a failed"
  fi
  case $JM_ACTION/$JM_SOURCE in
    upgrade/*) apt_upgrade ;;
    */tools) apt_install openssl ;;
    *) apt_engine ;;
  esac
}

# ---- dnf (yum on Amazon Linux 2)

rpm_repository() { # FILE: ours, with the verified key; none that anyone else wrote is touched
  put 0644 "$R/etc/pki/rpm-gpg/RPM-GPG-KEY-jmachine-docker" "$JM_KEY"
  # shellcheck disable=SC2016 # $basearch is for the package manager
  put 0644 "$1" "[jmachine-docker-ce]
name=Docker CE (added by jmachine)
baseurl=$JM_REPOSITORY"'/$releasever/$basearch/stable'"
enabled=1
gpgcheck=1
gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-jmachine-docker
"
}

dnf_pin() { # PACKAGE
  [ -n "$JM_VERSION" ] || {
    printf '%s' "$1"
    return 0
  }
  version=$($dnf -q list --showduplicates "$1" | awk -v p="$1." 'index($1, p) == 1 { print $2 }' | sort -rV | version_or_fail "$1") || exit 1
  printf '%s-%s' "$1" "$version"
}

dnf_distro_package() {
  for package in moby-engine docker; do
    if $dnf -q list "$package" >/dev/null 2>&1; then
      printf '%s' "$package"
      return 0
    fi
  done
  fail packages "this distribution has no Docker Engine package of its own: use --engine-install docker"
}

fedora() {
  dnf=dnf
  has dnf || dnf=yum
  case $JM_ACTION/$JM_SOURCE in
    upgrade/*)
      # shellcheck disable=SC2046 # a list of package names
      $dnf -y upgrade $(rpm -qa --qf '%{NAME}\n' docker-ce docker-ce-cli containerd.io moby-engine docker containerd) ||
        failed "$dnf upgrade failed"
      ;;
    */tools) $dnf -y install openssl || failed "$dnf install openssl failed" ;;
    */docker)
      rpm_repository "$R/etc/yum.repos.d/jmachine-docker.repo"
      engine=$(dnf_pin docker-ce) || exit 1
      client=$(dnf_pin docker-ce-cli) || exit 1
      $dnf -y install "$engine" "$client" containerd.io docker-buildx-plugin docker-compose-plugin openssl ||
        failed "$dnf install $engine failed"
      ;;
    *)
      engine=$(dnf_distro_package) || exit 1
      engine=$(dnf_pin "$engine") || exit 1
      $dnf -y install "$engine" openssl || failed "$dnf install $engine failed"
      ;;
  esac
}

# ---- zypper

suse() {
  case $JM_ACTION/$JM_SOURCE in
    upgrade/*) zypper -n update docker containerd runc || failed "zypper update failed" ;;
    */tools) zypper -n install openssl || failed "zypper install openssl failed" ;;
    */docker)
      rpm_repository "$R/etc/zypp/repos.d/jmachine-docker.repo"
      # shellcheck disable=SC2086 # a list of package names
      zypper -n install $docker_packages openssl || failed "zypper install docker-ce failed"
      ;;
    *)
      package=docker
      if [ -n "$JM_VERSION" ]; then
        version=$(zypper -n search -s --match-exact docker | awk -F'|' '$3 ~ /package/ { gsub(/ /, "", $4); print $4 }' | version_or_fail docker) || exit 1
        package=docker=$version
      fi
      zypper -n install "$package" openssl || failed "zypper install $package failed"
      ;;
  esac
}

# ---- pacman and apk carry one version

only_version() { # PACKAGE VERSION-ON-OFFER
  [ -z "$JM_VERSION" ] || printf '%s\n' "$2" | version_or_fail "$1" >/dev/null
}

arch() {
  case $JM_ACTION/$JM_SOURCE in
    upgrade/*) pacman -Sy --noconfirm docker containerd runc || failed "pacman failed" ;;
    */tools) pacman -Sy --noconfirm --needed openssl || failed "pacman failed" ;;
    *)
      pacman -Sy --noconfirm || failed "pacman -Sy failed"
      only_version docker "$(pacman -Si docker | sed -n 's/^Version *: *//p' | head -n 1)"
      pacman -S --noconfirm --needed docker openssl || failed "pacman -S docker failed"
      ;;
  esac
}

alpine() {
  apk update || failed "apk update failed"
  case $JM_ACTION/$JM_SOURCE in
    upgrade/*) apk upgrade docker docker-engine docker-cli containerd runc || failed "apk upgrade failed" ;;
    */tools) apk add openssl || failed "apk add openssl failed" ;;
    *)
      apk search -x docker | grep -q . ||
        fail packages "apk offers no docker: enable the community repository in /etc/apk/repositories"
      only_version docker "$(apk search -x docker | sed 's/^docker-//')"
      apk add docker openssl || failed "apk add docker failed"
      ! has rc-update || rc-update add docker default || :
      ;;
  esac
}

main() {
  case $JM_FAMILY in
    debian | fedora | suse | arch | alpine) "$JM_FAMILY" ;;
    *) fail packages "no way to install packages on $JM_FAMILY" ;;
  esac
  result installed yes
}
main </dev/null
