# shellcheck shell=sh
# Has programs translated that the first container starts, once the create is through: in the background, when a
# processor is idle. They print their versions and change nothing. dockerd is a program of each container, since
# libnetwork's hook is the engine's own program (libnetwork-setkey), and the one that takes longest.
chrt -i 0 sh -c '
  dockerd --version
  containerd-shim-runc-v2 -v
  /run/jmachine-runc/runc --version
  docker-proxy -h
  iptables -t nat -S DOCKER
' </dev/null >/dev/null 2>&1 3>&- &
