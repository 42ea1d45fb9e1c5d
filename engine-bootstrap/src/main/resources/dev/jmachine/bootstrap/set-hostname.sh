# shellcheck shell=sh
# Names the host JM_HOSTNAME, now and at its next start, and lets it resolve its own name.

main() {
  if [ "$(cat "$R/etc/hostname" 2>/dev/null || :)" = "$JM_HOSTNAME" ] && [ "$(hostname)" = "$JM_HOSTNAME" ]; then
    return 0
  fi
  put 0644 "$R/etc/hostname" "$JM_HOSTNAME
"
  hostname "$JM_HOSTNAME" || fail hostname "the host name cannot be set"
  grep -qs "[[:space:]]$JM_HOSTNAME\$" "$R/etc/hosts" || put 0644 "$R/etc/hosts" "$(cat "$R/etc/hosts" 2>/dev/null)
127.0.1.1 $JM_HOSTNAME
"
  # cloud-init would put its own name back at the next start
  [ ! -d "$R/etc/cloud/cloud.cfg.d" ] || put 0644 "$R/etc/cloud/cloud.cfg.d/90-jmachine.cfg" "preserve_hostname: true
"
}
main </dev/null
