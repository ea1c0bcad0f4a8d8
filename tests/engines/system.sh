# shellcheck shell=bash
# system.sh: for scripts that run an engine in mount and network namespaces of its own; to be sourced

# A resolver that refuses at once; one that cannot be reached would cost ten seconds for every unknown image.
write_resolver() { echo 'nameserver 127.0.0.1' >"$1"; }

# enter_system SYSTEM ROOT FOLDER: from here on the Debian system in the folder SYSTEM is this process's, with FOLDER in it at the same path.
# ROOT is a folder to mount it on, which may be SYSTEM itself. A bare chroot would not do: runc needs a root that is a mount point.
enter_system() {
    local system=$1 root=$2 folder=$3
    mount --bind "$system" "$root"
    mount -t proc proc "$root/proc"
    mount -t sysfs sysfs "$root/sys"
    mount --rbind /sys/fs/cgroup "$root/sys/fs/cgroup"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs -o mode=755 tmpfs "$root/run"
    mount -t tmpfs tmpfs "$root/tmp"
    mkdir "$root/run/lock"
    write_resolver "$root/run/resolv.conf"
    mount --bind "$root/run/resolv.conf" "$root/etc/resolv.conf"
    # Where it is not below /tmp, an empty folder stays behind in the system.
    mkdir -p "$root$folder"
    mount --rbind "$folder" "$root$folder"
    cd "$root"
    pivot_root . .
    umount -l .
    cd /
    export PATH=/usr/sbin:/usr/bin:/sbin:/bin
}
