# shellcheck shell=sh
# What users do first, done once and taken back: programs are then in memory (of a template), and QEMU has translated
# them (for a machine of the pool). $1 is a folder for the files. It speaks the engine's API as their clients do, since the
# docker command here would be translated as well: 50 MB of code that nobody needs then.
engine() { # METHOD PATH [TYPE FILE]: the answer is in the file $answer
  {
    printf '%s %s HTTP/1.0\r\nHost: docker\r\n' "$1" "$2"
    if [ $# = 4 ]; then
      printf 'Content-Type: %s\r\nContent-Length: %s\r\n\r\n' "$3" "$(wc -c <"$4")"
      cat "$4"
    else
      printf '\r\n'
    fi
  } | socat -t 0 -,ignoreeof UNIX-CONNECT:/run/docker.sock >"$answer" # at the end of input it would cancel a build
  read -r _ status _ <"$answer"
  case $status in
    2*) ;;
    *)
      cat "$answer" >&2
      return 1
      ;;
  esac
}

rehearse_container() (
  mkdir -p "$1/tree/bin"
  cp /bin/busybox "$1/tree/bin/"
  printf 'FROM scratch\nCOPY bin /bin\n' >"$1/tree/Dockerfile"
  tar -C "$1/tree" -cf "$1/tree.tar" .
  tar -C "$1/tree" -cf "$1/file.tar" Dockerfile
  answer=$1/answer
  name=jmachine-rehearsal
  json=application/json
  echo '{"Image": "'$name'", "Cmd": ["/bin/busybox", "sleep", "600"], "ExposedPorts": {"80/tcp": {}},
    "HostConfig": {"PortBindings": {"80/tcp": [{}]}}}' >"$1/container"
  echo '{"Cmd": ["/bin/busybox", "true"], "AttachStdout": true}' >"$1/exec"
  echo '{"Detach": false}' >"$1/start"
  engine POST "/build?t=$name" application/x-tar "$1/tree.tar"
  engine POST "/containers/create?name=$name" $json "$1/container"
  engine PUT "/containers/$name/archive?path=/" application/x-tar "$1/file.tar"
  engine POST "/containers/$name/start"
  engine GET "/containers/$name/json"
  engine POST "/containers/$name/exec" $json "$1/exec"
  exec=$(sed -n 's/.*"Id":"\([0-9a-f]*\)".*/\1/p' "$answer")
  engine POST "/exec/$exec/start" $json "$1/start"
  engine GET "/exec/$exec/json"
  engine POST "/containers/$name/kill"
  engine DELETE "/containers/$name?force=true&v=true"
  engine DELETE "/images/$name"
)
