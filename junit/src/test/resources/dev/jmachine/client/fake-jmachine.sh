#!/bin/sh
# A jmachine whose machines are folders in $FAKE_STORE and whose hosts are this computer. Each call is noted in $FAKE_STORE.calls.
set -eu
store=$(cat "$0.store")
mkdir -p "$store"
echo "$*" >>"$store.calls"

verb=$1
shift
case $verb in
  create)
    for name; do :; done # the last word
    case " $* " in
      *" --help "*)
        if [ -f "$0.help" ]; then cat "$0.help"; else echo "  --qemu-memory MB  --qemu-cpus N  --ttl TIME"; fi
        exit 0
        ;;
      *" --spare "* | *" --template "*)
        # an older one
        if [ ! -f "$0.help" ]; then
          echo "error: unknown option" >&2
          exit 2
        fi
        ;;
      *" --slow "*)
        trap 'echo "taken back" >>"$store.calls"; exit 130' INT TERM
        touch "$store/$name.begun"
        sleep 60 &
        wait $!
        ;;
      *" --ttl 1h "*)
        echo "error: cannot create machine \"$name\" with --ttl" >&2
        exit 2
        ;;
      *" --broken "*)
        echo "error: cannot launch instance" >&2
        exit 1
        ;;
    esac
    mkdir "$store/$name"
    ;;
  inspect) [ -d "$store/$1" ] ;;
  env)
    echo "DOCKER_TLS_VERIFY='1'"
    echo "DOCKER_HOST='tcp://127.0.0.1:2376'"
    echo "DOCKER_CERT_PATH='$store/$1'"
    echo "DOCKER_CONTEXT=''"
    ;;
  rm)
    [ "$1" = -y ]
    [ ! -f "$store/$2/stuck" ] || {
      echo "error: cannot remove $2" >&2
      exit 1
    }
    rmdir "$store/$2"
    ;;
  forward)
    [ ! -f "$0.broken" ] || exit 1
    [ -f "$0.forwards" ] || exit 2
    case " $* " in
      *":$(cat "$0.forwards") "*)
        echo "error: the port cannot be opened" >&2
        exit 1
        ;;
    esac
    ;;
  ssh)
    case " $* " in
      *" -O "*) ;;
      *" -M "*) [ -d "$store/$1" ] ;;
      *" -- "*)
        while [ "$1" != -- ]; do shift; done
        shift
        exec sh -c "$*"
        ;;
    esac
    ;;
esac
