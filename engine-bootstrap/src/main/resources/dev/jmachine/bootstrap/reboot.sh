# shellcheck shell=sh
# JM_ACTION=look tells which boot this is; JM_ACTION=reboot restarts the operating system a moment
# later, so that the answer still arrives.

main() {
  # the second word tells boots apart where several hosts share a kernel
  result boot "$(cat /proc/sys/kernel/random/boot_id)-$(sed 's/.*) //' /proc/1/stat | cut -d ' ' -f 20)"
  [ "$JM_ACTION" = reboot ] || return 0
  if on_systemd; then
    systemd-run --quiet --on-active=1 systemctl reboot
  else
    (
      sleep 1
      reboot
    ) >/dev/null 2>&1 &
  fi
}
main </dev/null
