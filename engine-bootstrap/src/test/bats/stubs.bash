# A host of our own making: JM_ROOT is its file system, its commands are stubs that record their
# calls in $CALLS, and nothing of this computer's is found but what `real` names.

make_host() {
  JM_ROOT=$BATS_TEST_TMPDIR/root
  BIN=$BATS_TEST_TMPDIR/bin
  CALLS=$BATS_TEST_TMPDIR/calls
  JM_PATH=$BIN
  export JM_ROOT JM_PATH CALLS
  mkdir -p "$BIN" "$JM_ROOT/etc" "$JM_ROOT/proc" "$JM_ROOT/var/lib" "$JM_ROOT/tmp"
  : >"$CALLS"
  : >"$JM_ROOT/proc/locks"
  real awk base64 cat chmod cmp cp cut date dirname env false grep head hostname id ls mkdir mktemp mv printf \
    rm sed seq setsid sh sleep sort stat tail timeout touch tr true uname wc
  stub df 'echo "Filesystem 1024-blocks Used Available Capacity Mounted"; echo "/dev/vda 1000000 1 900000 1% /"'
}

real() {
  local name path
  for name; do
    path=$(command -v "$name") || continue
    case $path in /*) ln -sf "$path" "$BIN/$name" ;; esac
  done
}

stub() { # NAME [BODY]: records the call, then does BODY
  rm -f "$BIN/$1" # it may be a link to the real one
  printf '#!/bin/sh\nprintf "%%s\\n" "%s $*" >>"$CALLS"\n%s\n' "$1" "${2:-:}" >"$BIN/$1"
  chmod +x "$BIN/$1"
}

os_release() { # lines
  printf '%s\n' "$@" >"$JM_ROOT/etc/os-release"
}

script() { # NAME: as the bootstrap sends it, on standard input
  # Debian's busybox takes its own applets before any command on the PATH, but not before a function
  local name shadowed=
  for name in chmod df dpkg hostname rpm; do
    [ -L "$BIN/$name" ] || [ ! -e "$BIN/$name" ] || shadowed="$shadowed $name() { $BIN/$name \"\$@\"; };"
  done
  { echo "$shadowed" && cat "$SCRIPTS/lib.sh" "$SCRIPTS/$1.sh"; } | $SHELL_UNDER_TEST -s
}

called() { # a line of the record that begins so
  grep -q -- "^$1" "$CALLS" || {
    echo "no call: $1; there were:" >&2
    cat "$CALLS" >&2
    return 1
  }
}

not_called() {
  ! grep -q -- "^$1" "$CALLS"
}

has_result() { # LINE, after `run`
  printf '%s\n' "$output" | grep -qxF -- "$1" || {
    echo "no result $1 in:" >&2
    printf '%s\n' "$output" >&2
    return 1
  }
}
