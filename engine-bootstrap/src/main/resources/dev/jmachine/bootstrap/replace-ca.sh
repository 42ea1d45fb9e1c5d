# shellcheck shell=sh
# Replaces what the daemon will trust from its next start on, without a restart: the end of a
# rotation, in which old and new authority were both trusted for a while.

main() {
  put 0444 "$TLS/ca.pem" "$JM_CA"
}
main </dev/null
