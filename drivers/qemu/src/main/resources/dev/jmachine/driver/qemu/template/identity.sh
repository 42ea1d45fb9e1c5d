# shellcheck shell=sh
# Makes a clone, a moment after it was resumed, a machine of its own. Variables: JM_NOW seconds since 1970, JM_SEED random
# text, JM_NAME host name, JM_MACHINE_ID, JM_LOGIN_KEY, JM_HOST_KEY and JM_HOST_KEY_PUBLIC. Each program that is started
# costs where every instruction is translated, so most is done by the shell itself.
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
umask 022

# GNU date: busybox's takes no fractions
/bin/date -s "@$JM_NOW" >/dev/null
printf '%s' "$JM_SEED" >/dev/urandom
printf '%s\n' "$JM_NAME" >/proc/sys/kernel/hostname
printf '%s\n' "$JM_NAME" >/etc/hostname
printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$JM_NAME" >/etc/hosts
printf '%s\n' "$JM_MACHINE_ID" >/etc/machine-id
mkdir -p /root/.ssh
(umask 077 && printf '%s\n' "$JM_LOGIN_KEY" >/root/.ssh/authorized_keys && printf '%s' "$JM_HOST_KEY" >/etc/ssh/ssh_host_ed25519_key)
printf '%s\n' "$JM_HOST_KEY_PUBLIC" >/etc/ssh/ssh_host_ed25519_key.pub

# sshd writes its number anew when it has read the new key
read -r sshd </run/sshd.pid
rm -f /run/sshd.pid
kill -HUP "$sshd"

# The seed above counts from the kernel's next turn on. That turn is now, and it is the kernel that says so: it renews
# its state when the hypervisor shows another generation id (vmgenid). Before that no key may be made here.
tries=0
until dmesg | grep -q 'crng reseeded due to virtual machine fork'; do
  tries=$((tries + 1))
  if [ "$tries" -gt 200 ]; then
    echo "the guest's random state was not renewed"
    exit 1
  fi
  sleep 0.02
done
