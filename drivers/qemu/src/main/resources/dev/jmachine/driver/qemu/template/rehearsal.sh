# shellcheck shell=sh
# What users do first, done once and taken back: programs are then in memory (of a template), and QEMU has translated
# them (for a machine of the pool). $1 is a folder for the files.
rehearse_container() (
  mkdir -p "$1/tree/bin"
  cp /bin/busybox "$1/tree/bin/"
  printf 'FROM scratch\nCOPY bin /bin\n' >"$1/tree/Dockerfile"
  DOCKER_BUILDKIT=0 docker build -t jmachine-rehearsal "$1/tree"
  docker create --name jmachine-rehearsal -p 80 jmachine-rehearsal /bin/busybox sleep 600
  docker cp "$1/tree/Dockerfile" jmachine-rehearsal:/
  docker start jmachine-rehearsal
  docker exec jmachine-rehearsal /bin/busybox true
  docker rm -f jmachine-rehearsal
  docker rmi jmachine-rehearsal
)
