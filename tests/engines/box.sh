#!/bin/bash
# box.sh HOME [--system SYSTEM] COMMAND...
# The first process of a box: throwaway.sh starts it in mount and PID namespaces of its own (and mostly in a network
# namespace). It makes the surroundings private, then runs COMMAND. When this process dies the kernel kills whatever
# was started in the box, containers included, and drops its mounts and links; nothing needs to be found and killed.
#   HOME/init.pid   this process, as the starter numbers it
#   HOME/network    waited for: made when the box's network is ready
#   HOME/hostname   when it is there the box has a host name of its own: this one
#   HOME/again      when it is there as COMMAND ends, COMMAND is started again
# COMMAND runs in this machine's system, or in another Debian system in the folder SYSTEM, of which nothing is changed.
set -eu
home=$1 system=
shift
if [ "$1" = --system ]; then
    system=$2
    shift 2
fi

# Must come before the new /proc, which only knows the box's own numbers.
read -r pid _ </proc/self/stat
printf '%s\n' "$pid" >"$home/init.pid.new"
mv "$home/init.pid.new" "$home/init.pid"
for ((i = 0; i < 500; i++)); do
    [ -e "$home/network" ] && break
    sleep 0.02
done
[ -e "$home/network" ]

# The box has a UTS namespace then, too.
[ ! -e "$home/hostname" ] || cat "$home/hostname" >/proc/sys/kernel/hostname

# shellcheck source=system.sh
. "$(dirname "${BASH_SOURCE[0]}")/system.sh"

# hide_state: what overlay networks keep is always in /var/lib/docker, wherever dockerd's other data are. A folder to put
# an empty one in its place may not be there, and none is made.
hide_state() {
    if [ -d /var/lib/docker ]; then
        mount -t tmpfs tmpfs /var/lib/docker
    else
        mount -t tmpfs -o mode=755 tmpfs /var/lib
        mkdir /var/lib/docker
    fi
}

use_this_system() {
    mount -t proc proc /proc
    if [ "$(cat "$home/network")" = own ]; then
        # A sysfs shows the links of the network namespace it was mounted in; the control groups hang below it.
        mkdir "$home/cgroup"
        mount --rbind /sys/fs/cgroup "$home/cgroup"
        mount -t sysfs sysfs /sys
        mount --rbind "$home/cgroup" /sys/fs/cgroup
        umount -l "$home/cgroup"
    fi

    # /etc becomes a copy: dockerd writes its key there, and the copy has its own resolver, accounts and trusted registries.
    mkdir "$home/etc"
    mount -t tmpfs -o mode=755 tmpfs "$home/etc"
    cp -a /etc/. "$home/etc/"
    rm -rf "$home/etc/docker" "$home/etc/resolv.conf"
    write_resolver "$home/etc/resolv.conf"
    sed -i "s#^root:.*#root:x:0:0:root:$home:/bin/sh#" "$home/etc/passwd"
    sed -i 's#^root:[^:]*:#root:*:#' "$home/etc/shadow"
    if [ -d "$home/certs.d" ]; then
        mkdir "$home/etc/docker"
        cp -a "$home/certs.d" "$home/etc/docker/"
    fi
    mount --bind "$home/etc" /etc

    mount -t tmpfs -o mode=755 tmpfs /run
    mkdir -p /run/sshd /run/lock

    hide_state

    # Everything else outside the temporary folders can be read only.
    mount --bind /tmp /tmp
    mount --rbind "$(dirname "$home")" "$(dirname "$home")"
    mount -o remount,bind,ro /
}

use_other_system() {
    mkdir "$home/root"
    enter_system "$system" "$home/root" "$(dirname "$home")"
    mkdir -p /etc/docker
    mount -t tmpfs -o mode=755 tmpfs /etc/docker
    if [ -d "$home/certs.d" ]; then
        cp -a "$home/certs.d" /etc/docker/
    fi
    hide_state
    mount -o remount,bind,ro /
}

if [ -z "$system" ]; then use_this_system; else use_other_system; fi

while :; do
    rm -f "$home/again"
    "$@" &
    wait $! || true
    [ -e "$home/again" ] || break
done
