# shellcheck shell=sh
# The last JM_LINES lines of the engine's log, and of the logs of the jobs JM_JOBS, as results.

main() {
  if on_systemd; then
    blob engine "$(journalctl -q --no-pager -o short-iso -n "$JM_LINES" -u docker.service 2>&1 || :)"
  else
    blob engine "$(tail -n "$JM_LINES" "$R/var/log/docker.log" 2>&1 || :)"
  fi
  for job in $JM_JOBS; do
    [ ! -f "$STATE/$job/log" ] || blob "job_$(printf %s "$job" | tr - _)" "$(tail -n "$JM_LINES" "$STATE/$job/log")"
  done
}
main </dev/null
