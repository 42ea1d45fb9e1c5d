# shellcheck shell=sh
# Fetches the signing key of Docker's package repository for this distribution (JM_KEY_URL), once
# JM_PROBE_URL has answered. The key is only data here: the caller compares its fingerprint with
# the pinned one before any package manager sees it.

fetch() { # URL FILE
  if has curl; then
    curl -fsSL --proto '=https' --connect-timeout 8 --max-time 20 -o "$2" "$1"
  elif has wget; then
    wget -q -T 8 -O "$2" "$1"
  elif [ -x "$R/usr/lib/apt/apt-helper" ]; then
    "$R/usr/lib/apt/apt-helper" -o Acquire::https::Timeout=8 -o Acquire::Retries=0 download-file "$1" "$2"
  else
    say "this host has no curl, wget or apt-helper"
    return 1
  fi
}

main() {
  work=$(mktemp -d)
  fetch "$JM_PROBE_URL" "$work/probe" >&2 || fail no_answer "cannot fetch $JM_PROBE_URL"
  fetch "$JM_KEY_URL" "$work/key" >&2 || fail no_answer "cannot fetch $JM_KEY_URL"
  [ "$(wc -c <"$work/key")" -le 65536 ] || fail no_answer "$JM_KEY_URL is too long for a key"
  blob_file key "$work/key"
}
main </dev/null
