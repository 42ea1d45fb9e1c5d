# shellcheck shell=sh
# The server's private key is made here and stays here; the signing request is what leaves.
# JM_NEXT=yes makes a second key beside the one in use, for configure-engine.sh to switch to.
# A key that is there already is used again, so a second run changes nothing.

main() {
  has openssl || fail no_openssl "openssl is not installed on this host"
  mkdir -p "$ETC" "$TLS"
  key=$TLS/server-key.pem
  [ "${JM_NEXT:-no}" = no ] || key=$TLS/server-key-next.pem
  work=$(mktemp -d)
  if [ ! -s "$key" ]; then
    (umask 277 && openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$key.jmachine-new") || {
      rm -f "$key.jmachine-new"
      fail_if_disk_full
      fail make_key "openssl could not make a P-256 key"
    }
    mv -f "$key.jmachine-new" "$key"
  fi
  # A configuration of our own: the host's may be missing, or ask for more than we sign.
  printf '[req]\ndistinguished_name=dn\n[dn]\n' >"$work/req.cnf"
  openssl req -new -sha256 -key "$key" -config "$work/req.cnf" -subj "/CN=$JM_NAME" -out "$work/req.pem" ||
    fail make_key "openssl could not make a signing request with $key"
  blob_file csr "$work/req.pem"
}
main </dev/null
