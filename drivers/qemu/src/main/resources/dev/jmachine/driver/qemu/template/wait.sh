# shellcheck shell=sh
# Before a machine of the pool is parked; rehearsal.sh comes first. sshd makes a handshake as well.
set -eu
work=$(mktemp -d -p /run)
trap 'rm -rf "$work"' EXIT
rehearse_container "$work"
ssh-keyscan -T 5 127.0.0.1
