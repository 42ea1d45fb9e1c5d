# shellcheck shell=sh
# Waits for cloud-init, at most JM_SECONDS, saying how long it has waited. What cloud-init says of
# itself at the end is a result: an error of its own need not be an error of ours.

main() {
  if ! has cloud-init; then
    result cloud_init absent
    return 0
  fi
  cloud-init status --wait >/dev/null 2>&1 &
  waiter=$!
  passed=0
  while kill -0 "$waiter" 2>/dev/null; do
    if [ "$passed" -ge "$JM_SECONDS" ]; then
      kill "$waiter" 2>/dev/null || :
      fail cloud_init_timeout "cloud-init was still running after $JM_SECONDS s: $(cloud-init status 2>/dev/null | head -n 1)"
    fi
    [ $((passed % 10)) -ne 9 ] || say "cloud-init is still running, $((passed + 1)) s of $JM_SECONDS s"
    sleep 1
    passed=$((passed + 1))
  done
  result cloud_init "$(cloud-init status 2>/dev/null | sed -n 's/^status: *//p' | head -n 1)"
}
main </dev/null
