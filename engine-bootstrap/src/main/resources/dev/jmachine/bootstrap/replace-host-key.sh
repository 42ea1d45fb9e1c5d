# shellcheck shell=sh
# Replaces a host key that others may have read, in two calls. JM_PHASE=make makes the next key and
# tells its public half, the same one if it is called again; JM_PHASE=place puts it into service.
# Existing connections are not touched: sshd restarts its listener alone.
KEY=$R/etc/ssh/ssh_host_ed25519_key
NEXT=$KEY.jmachine-next

make() {
  [ -f "$NEXT" ] || ssh-keygen -q -t ed25519 -N '' -C '' -f "$NEXT" </dev/null || fail host_key "ssh-keygen made no key"
  read -r kind text _ <"$NEXT.pub"
  result host_key "$kind $text"
}

place() {
  if [ -f "$NEXT" ]; then
    mv -f "$NEXT.pub" "$KEY.pub"
    mv -f "$NEXT" "$KEY"
    restart
  fi
  rm -f "$STATE/one-use-host-key"
}

restart() {
  for service in ssh sshd; do
    if on_systemd; then
      ! systemctl restart "$service.service" 2>/dev/null || return 0
    elif has rc-service; then
      ! rc-service "$service" restart >/dev/null 2>&1 || return 0
    fi
  done
  fail host_key "sshd was not restarted"
}

main() {
  case $JM_PHASE in
    make) make ;;
    place) place ;;
  esac
}
main </dev/null
