# shellcheck shell=sh
# Brings the guest of a template to where a machine is when its create ends, but for everything that is a machine's own:
# the engine is on its socket alone, the host key is thrown away, nobody may log in. JM_NOW is the time.
# What a clone will start (openssl, socat, a container) runs once, so that its files are in memory; rehearsal.sh comes first.
set -eu
exec 3>&1 1>&2
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH

fail() {
  echo "$*" >&3
  exit 1
}

start_services() {
  ssh-keygen -q -t ed25519 -N '' -C '' -f /etc/ssh/ssh_host_ed25519_key </dev/null
  systemctl reset-failed ssh.service 2>/dev/null || :
  systemctl restart ssh.service || fail "sshd does not start"
  # as long as this is there, which no boot outlives, the engine starts without a certificate
  mkdir -p /run/jmachine /etc/docker
  : >/run/jmachine/template
  printf '{"live-restore": true, "hosts": ["unix:///var/run/docker.sock"]}\n' >/etc/docker/daemon.json
  systemctl start jmachine-runc.service || fail "runc cannot be held in memory"
  systemctl start docker.service || fail "the engine does not start"
}

rehearse_tls() (
  cd "$1"
  printf '[req]\ndistinguished_name=dn\n[dn]\n' >req.cnf
  openssl req -new -sha256 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -config req.cnf \
    -subj /CN=template -out req.pem
  openssl req -x509 -sha256 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -config req.cnf \
    -subj /CN=template -addext subjectAltName=IP:127.0.0.1 -days 1 -out cert.pem
  OPENSSL_CONF=/usr/lib/jmachine/engine-front.cnf socat -t 60 OPENSSL-LISTEN:2376,reuseaddr,fork,cert=cert.pem,key=key.pem,cafile=cert.pem,verify=1 UNIX-CONNECT:/run/docker.sock &
  front=$!
  until grep -q ':0948 [0-9A-F:]* 0A ' /proc/net/tcp; do sleep 0.05; done
  docker -H tcp://127.0.0.1:2376 --tlsverify --tlscacert cert.pem --tlscert cert.pem --tlskey key.pem version ||
    fail "the engine does not answer over TLS"
  kill "$front"
  wait "$front" || :
)

/bin/date -s "@$JM_NOW" >/dev/null
resize2fs /dev/vda
start_services
work=$(mktemp -d -p /run)
rehearse_tls "$work"
rehearse_container "$work"
rm -rf "$work"
# the engine reads its id at its start alone: a clone gets one of its own then
rm -f /var/lib/docker/engine-id /etc/ssh/ssh_host_ed25519_key /etc/ssh/ssh_host_ed25519_key.pub
sync
