#!/bin/bash
# newer.sh: engines newer than this machine's own, from Debian's packages, to run the tests of ring 4 and 5 against by hand
#   system FOLDER SUITE [PACKAGE...] make a Debian system by debootstrap, with these packages; by default what all KINDs need
#   add FOLDER PACKAGE...            install packages in a system that was made before
#   start FOLDER KIND SYSTEM         start an engine from that system in the foreground; Ctrl+C ends it and all its containers.
#                                    KIND: dockerd, containerd (dockerd with the containerd image store), podman.
#                                    Prints the endpoint when it answers, with the image bbx:1 loaded
# FOLDER is where the system goes, or the engine's socket, log and data, which stay. The engine is in a network of its
# own, with no way out and no published ports from here. Needs Linux and root.
set -eu
export LC_ALL=C
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
# shellcheck source=system.sh
. "$here/system.sh"

# What all kinds need in their system. dockerd itself calls ps for `docker top`, and xz for archives packed by it.
readonly packages=(docker.io docker-cli podman runc netavark aardvark-dns conmon iptables nftables ca-certificates procps xz-utils)

die() { echo "newer.sh: $*" >&2; exit 1; }
usage() { sed -n '2,10p' "${BASH_SOURCE[0]}"; exit 2; }

# Control groups outlive what was in them: by this name they are found again, and no other engine has it.
group_of() { echo "dockerps-newer${1//\//-}"; }

make_system() {
    local folder=$1 suite=$2 script=/usr/share/debootstrap/scripts/$2 mirror
    shift 2
    [ $# -gt 0 ] || set -- "${packages[@]}"
    command -v debootstrap >/dev/null || die 'needs the program debootstrap'
    # This machine's own mirror. A suite that is newer than debootstrap is made as sid is.
    mirror=$(apt-get indextargets --format '$(REPO_URI)' | head -n 1)
    [ -e "$script" ] || script=/usr/share/debootstrap/scripts/sid
    debootstrap --variant=minbase "$suite" "$folder" "$mirror" "$script"
    # Its packages must not start services here.
    printf '#!/bin/sh\nexit 101\n' >"$folder/usr/sbin/policy-rc.d"
    chmod 755 "$folder/usr/sbin/policy-rc.d"
    install_in "$folder" "$@"
}

install_in() {
    chroot "$1" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${@:2}"
    chroot "$1" apt-get clean
}

add() {
    [ -x "$1/usr/bin/apt-get" ] || die "$1 has no Debian system"
    chroot "$1" apt-get update
    install_in "$@"
}

# enter: the engine's first process, in mount, PID and network namespaces of its own: what it starts ends with it, and
# nothing stays mounted.
enter() {
    local folder=$1 kind=$2 root=$3
    ip link set lo up
    enter_system "$root" "$root" "$folder"
    export HOME=/run
    case $kind in
    podman) run_podman "$folder" ;;
    *) run_dockerd "$kind" "$folder" ;;
    esac
}

run_dockerd() {
    local kind=$1 folder=$2 driver=overlay2 features='{}'
    # Without this driver the store is there, but nothing can be created from it.
    [ "$kind" = dockerd ] || { driver=overlayfs; features='{"features":{"containerd-snapshotter":true}}'; }
    echo "$features" >/run/daemon.json
    exec dockerd --config-file /run/daemon.json --host "unix://$folder/engine.sock" --pidfile /run/dockerd.pid \
        --data-root "$folder/data" --exec-root /run/exec --storage-driver "$driver" \
        --exec-opt native.cgroupdriver=cgroupfs --cgroup-parent "/$(group_of "$folder")" --dns 127.0.0.1
}

run_podman() {
    # Its own defaults ask for more open files and processes than a hard limit may allow, and then no step of a build runs.
    local folder=$1 files processes
    files=$(ulimit -Hn)
    processes=$(ulimit -Hu)
    [ "$processes" != unlimited ] || processes=-1
    printf '[containers]\ndefault_ulimits = ["nofile=%s:%s", "nproc=%s:%s"]\n' "$files" "$files" "$processes" "$processes" >/run/containers.conf
    # crun refuses the mixed control groups of some machines; runc takes them.
    CONTAINERS_CONF=/run/containers.conf PODMAN_IGNORE_CGROUPSV1_WARNING=1 exec podman --root "$folder/data" \
        --runroot /run/podman --network-config-dir "$folder/networks" --cgroup-manager cgroupfs --events-backend file --runtime runc --log-level warn \
        system service --time=0 "unix://$folder/engine.sock"
}

answers() { [ "$(curl -s --noproxy '*' --max-time 3 --unix-socket "$1" http://engine/_ping 2>/dev/null)" = OK ]; }

finish() {
    kill -KILL "$engine" 2>/dev/null || true
    wait "$engine" 2>/dev/null || true
    rm -f "$folder/engine.sock"
    find /sys/fs/cgroup -depth -type d -path "*/$(group_of "$folder")*" -exec rmdir {} + 2>/dev/null || true
}

# Global, since finish runs when start is left.
start() {
    folder=$1 kind=$2 root=$3
    [ "$(uname)" = Linux ] && [ "$(id -u)" = 0 ] || die 'needs Linux and root'
    case $kind in dockerd | containerd | podman) ;; *) usage ;; esac
    [ -x "$root/usr/bin/$([ "$kind" = podman ] && echo podman || echo dockerd)" ] || [ -x "$root/usr/sbin/dockerd" ] || die "$root has no $kind"
    mkdir -p "$folder/data"
    folder=$(realpath "$folder")
    rm -f "$folder/engine.sock"
    setpriv --pdeathsig KILL unshare --mount --propagation private --pid --net --fork --kill-child -- \
        "${BASH_SOURCE[0]}" _enter "$folder" "$kind" "$(realpath "$root")" >"$folder/log" 2>&1 </dev/null &
    engine=$!
    trap finish EXIT
    trap 'exit 0' INT TERM HUP
    for ((i = 0; i < 300; i++)); do
        ! answers "$folder/engine.sock" || break
        [ -d "/proc/$engine" ] || break
        sleep 0.2
    done
    answers "$folder/engine.sock" || die "the engine did not come up: $(tail -n 8 "$folder/log")"
    [ -e "$folder/image.tar" ] || "$here/throwaway.sh" image "$folder/image.tar"
    curl -sS -f --noproxy '*' -o /dev/null --unix-socket "$folder/engine.sock" -H 'Content-Type: application/x-tar' \
        -T "$folder/image.tar" -X POST http://engine/images/load
    echo "unix://$folder/engine.sock"
    wait "$engine"
}

[ $# -ge 3 ] || usage
command=$1
shift
case $command in
system) make_system "$@" ;;
add) add "$@" ;;
start) [ $# = 3 ] || usage; start "$@" ;;
_enter) enter "$@" ;;
*) usage ;;
esac
