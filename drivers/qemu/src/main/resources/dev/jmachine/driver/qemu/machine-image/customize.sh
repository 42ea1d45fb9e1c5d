#!/bin/sh
# customize.sh ROOT: turns a fresh Debian tree into a machine image. Runs as a customize hook of mmdebstrap, outside the
# chroot but inside its user namespace: everything it reads and writes is below ROOT or a scratch folder of its own.
# In:  ROOT/jm-in   this folder
#      DISK_GIB     virtual size of the root file system in GiB
#      SCRATCH      a folder on disk for what is on its way (a file system image; /tmp may be small)
# Out: ROOT/jm-out  disk.qcow2 (bare ext4), vmlinux (uncompressed, for PVH direct boot), initrd
set -eu
umask 022
root=${1:?the root of the new system}
in=$root/jm-in
out=$root/jm-out
units=$root/etc/systemd/system
release=$(ls "$root/usr/lib/modules")
modules=$root/usr/lib/modules/$release/kernel
scratch=$(mktemp -d -p "${SCRATCH:-/var/tmp}")
trap 'umount "$scratch/tree" 2>/dev/null || true; rm -rf "$scratch"' EXIT
trap 'exit 143' TERM INT HUP
mkdir -p "$out"

install_files() {
  cp -R "$in/rootfs/." "$root/"
  chmod 755 "$root/usr/lib/jmachine/agent" "$root/usr/lib/jmachine/engine-front" "$root/usr/lib/jmachine/sealed-runc"
  printf '127.0.0.1 localhost\n' >"$root/etc/hosts"
  rm -f "$root/etc/resolv.conf"
  printf 'nameserver 10.0.2.3\n' >"$root/etc/resolv.conf"
  : >"$root/etc/fstab"
}

# Nothing here may be common to two machines: the seed brings these before the first boot.
remove_identity() {
  rm -f "$root"/etc/ssh/ssh_host_* "$root/etc/hostname" "$root/var/lib/systemd/random-seed" "$root/var/lib/dbus/machine-id"
  : >"$root/etc/machine-id"
}

select_units() {
  while read -r unit; do
    ln -sf /dev/null "$units/$unit"
  done <"$in/masked-units"
  for generator in "$root"/usr/lib/systemd/system-generators/*; do
    mkdir -p "$root/etc/systemd/system-generators"
    ln -sf /dev/null "$root/etc/systemd/system-generators/${generator##*/}"
  done
  while read -r unit target; do
    mkdir -p "$units/$target.wants"
    ln -sf "$(unit_path "$unit")" "$units/$target.wants/$unit"
  done <"$in/enabled-units"
  ln -sf /usr/lib/systemd/system/multi-user.target "$units/default.target"
}

unit_path() {
  if [ -e "$units/$1" ]; then echo "../$1"; else echo "/usr/lib/systemd/system/$1"; fi
}

# Modules that the initrd and dockerd load on every boot: decompressing them costs more than reading them.
unpack_modules() {
  find "$modules/net" "$modules/fs/overlayfs" "$modules/drivers/net" "$modules/drivers/block" -name '*.ko.xz' |
    sed "s#^$root##" | chroot "$root" xargs xz -d
  chroot "$root" depmod "$release"
}

# The packed kernel holds the ELF one somewhere in a zstd frame: try each place that looks like the start of one.
unpack_kernel() {
  packed=boot/vmlinuz-$release
  LC_ALL=C grep -aboP '\x28\xb5\x2f\xfd' "$root/$packed" | cut -d: -f1 >"$scratch/offsets"
  while read -r offset; do
    tail -c "+$((offset + 1))" "$root/$packed" | chroot "$root" zstd -dcq 2>/dev/null >"$out/vmlinux" || true
    if [ "$(head -c 4 "$out/vmlinux" | tail -c 3)" = ELF ]; then return; fi
  done <"$scratch/offsets"
  echo "customize.sh: no kernel found inside $packed" >&2
  exit 1
}

pack_initrd() {
  initrd=$scratch/initrd
  mkdir -p "$initrd/bin" "$initrd/dev" "$initrd/root"
  cp "$root/usr/bin/busybox" "$initrd/bin/"
  ln -s busybox "$initrd/bin/ash"
  cp "$modules/drivers/block/virtio_blk.ko" "$modules/net/core/failover.ko" \
    "$modules/drivers/net/net_failover.ko" "$modules/drivers/net/virtio_net.ko" "$initrd/"
  cp "$in/initrd/init" "$initrd/init"
  chmod 755 "$initrd/init"
  (cd "$initrd" && find . | "$root/usr/bin/busybox" cpio -o -H newc 2>/dev/null) >"$out/initrd"
}

remove_leftovers() {
  rm -rf "${root:?}"/boot/* "$root/initrd.img" "$root/initrd.img.old" "$root/vmlinuz" "$root/vmlinuz.old" \
    "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/* "$root"/var/log/*.log "$root"/var/log/apt "$in"
  mkdir -p "$root/var/lib/apt/lists/partial" "$root/var/cache/apt/archives/partial"
}

# mke2fs copies what it finds. Bound alone, the tree shows neither the /proc, /sys and /dev that mmdebstrap mounted in it
# nor what is written beside it.
pack_disk() {
  mv "$out" "$scratch/out"
  mkdir "$scratch/tree"
  mount --bind "$root" "$scratch/tree"
  mke2fs -q -t ext4 -F -L jmachine -E lazy_itable_init=1,lazy_journal_init=1,root_owner=0:0 -m 1 \
    -d "$scratch/tree" "$scratch/disk.raw" "${DISK_GIB}G"
  qemu-img convert -O qcow2 "$scratch/disk.raw" "$scratch/out/disk.qcow2"
  umount "$scratch/tree"
  mv "$scratch/out" "$out"
}

echo 'phase=configure' >&2
install_files
remove_identity
select_units
echo 'phase=kernel' >&2
unpack_modules
unpack_kernel
pack_initrd
remove_leftovers
echo 'phase=disk' >&2
pack_disk
