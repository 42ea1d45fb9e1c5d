# shellcheck shell=sh
# As make-server-key.sh, for a host that was resumed a moment ago: it has no key yet, and each program that is started
# there costs, so one makes key and request together.

main() {
  mkdir -p "$ETC" "$TLS"
  work=$(mktemp -d)
  printf '[req]\ndistinguished_name=dn\n[dn]\n' >"$work/req.cnf"
  (umask 277 && openssl req -new -sha256 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$TLS/server-key.pem" \
    -config "$work/req.cnf" -subj "/CN=$JM_NAME" -out "$work/req.pem") || {
    fail_if_disk_full
    fail make_key "openssl could not make a P-256 key and a signing request"
  }
  blob_file csr "$work/req.pem"
}
main </dev/null
