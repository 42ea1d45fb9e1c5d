# shellcheck shell=sh
# Gives an engine that runs already its certificate: writes the files that it will use from its next start on, and puts
# the image's front before it until then. JM_CA, JM_CERT, JM_DAEMON_JSON as in configure-engine.sh.

place() { # MODE FILE TEXT: nothing is there yet that a reader could see half
  printf '%s' "$3" >"$2"
  chmod "$1" "$2"
}

listens() { # on port 2376: 0948 in the kernel's table, state 0A
  grep -q ':0948 [0-9A-F:]* 0A ' "$R/proc/net/tcp"
}

main() {
  place 0444 "$TLS/ca.pem" "$JM_CA"
  place 0444 "$TLS/server.pem" "$JM_CERT"
  place 0644 "$ETC/daemon.json" "$JM_DAEMON_JSON"
  "$R/usr/lib/jmachine/engine-front" start || fail engine_front "the front of the engine does not start"
  tries=0
  until listens; do
    tries=$((tries + 1))
    [ "$tries" -lt 500 ] || fail engine_front "the front of the engine does not listen"
    sleep 0.02
  done
}
main </dev/null
