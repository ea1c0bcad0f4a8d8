#!/bin/bash
# throwaway.sh: private docker engines, registries and an ssh server that leave nothing behind (Linux, root)
#   start FOLDER [options]   start them; prints KEY=VALUE lines when all of them answer; FOLDER must not exist
#       --owner PID          stop when that process has ended, however it ended
#       --engines N          how many engines, 1 to 4 (default 1; with --swarm 0, too), named a, b, c, d
#       --newer SYSTEM       two engines more, from that Debian system (newer.sh system makes one): n, with dockerd's own
#                            image store, and s, with containerd's
#       --swarm              three engines more for a swarm, w1, w2 and w3 with the host names node1, node2 and node3, which reach
#                            each other: SWARM is their endpoints and SWARM_ADDRESSES what they advertise, in that order
#                            and with ; between. They are in no swarm yet
#       --system SYSTEM      a to d and those of --swarm are from that Debian system
#       --subnet 10.X.Y      use this network (default: a free one); ends with 75 if it is taken
#       --certs DIR          with ca.pem, server-cert.pem, server-key.pem made for SUBNET.1 and SUBNET.2; it becomes
#                            FOLDER/certs. Engine a listens with TLS too, and there is a registry with TLS and
#                            password, trusted by engines a, n and s only
#       --auth               a registry with password
#       --ssh                an ssh server on loopback, where `docker` talks to engine a
#   stop FOLDER              stop all of it and delete FOLDER
#   signal FOLDER ENGINE STOP|CONT|TERM|KILL
#   restart FOLDER ENGINE [KILL]   end that dockerd (KILL: as a crash) and start it again; containers' shims live on
#   subnet                   print a network that is free here
#   image FILE [KEY=VALUE]   write the busybox image bbx:1 as a `docker load` archive, with that label
# FOLDER's siblings of the same name up to the last dash, left by a run that was killed together with its supervisor,
# are deleted at start.
set -eu
export LC_ALL=C
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly image=bbx:1
# The registries' user "dps" and password "battery:staple"; a fixed hash needs no htpasswd program.
readonly htpasswd='dps:$2y$05$.c2NRjMt.FiVx4yZB25XD.qccN6wL6IYMbXUas3YDiUYUz/rnablG'

die() { echo "throwaway.sh: $*" >&2; exit 1; }

# started PID: when the process was started, in ticks since boot; fails for one that has ended.
started() {
    local stat
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    # The name may hold blanks and brackets; what follows the last bracket does not.
    stat=${stat##*) }
    # shellcheck disable=SC2086
    set -- $stat
    [ "$1" != Z ] && [ "$1" != X ] && echo "${20}"
}

# mark FILE PID / marked FILE: write down a process; is that very process alive?
mark() { local s; s=$(started "$2") || return 1; echo "$2 $s" >"$1"; }
marked() {
    local pid start
    { read -r pid start <"$1"; } 2>/dev/null || return 1
    is_alive "$pid" "$start"
}
is_alive() { [ "$(started "$1" || echo gone)" = "$2" ]; }
is_dead() { ! is_alive "$@"; }

# within SECONDS COMMAND...: until COMMAND succeeds
within() {
    local i n=$(($1 * 20))
    shift
    for ((i = 0; i < n; i++)); do
        "$@" && return 0
        sleep 0.05
    done
    return 1
}

has_data() { [ -s "$1" ]; }
answers() { curl -s -k -o /dev/null --noproxy '*' --max-time 2 "$@" 2>/dev/null; }

# overlaps 10.X.Y: does an address or a route of this machine (but the default one) cover any of 10.X.Y.0/24?
overlaps() {
    local net address length mask low
    IFS=. read -r _ x y <<<"$1"
    low=$(((10 << 24) | (x << 16) | (y << 8)))
    while read -r net; do
        address=${net%/*}
        length=32
        case $net in */*) length=${net#*/} ;; esac
        [ "$length" -le 24 ] || length=24
        mask=$(((0xffffffff << (32 - length)) & 0xffffffff))
        IFS=. read -r a b c d <<<"$address"
        [ $((((a << 24) | (b << 16) | (${c:-0} << 8) | ${d:-0}) & mask)) -ne $((low & mask)) ] || return 0
    done < <(ip -4 route show table all | awk '{ for (i = 1; i < 3; i++) if ($i ~ /^[0-9]+\./) { print $i; next } }')
    return 1
}

pick_subnet() {
    local i s
    for ((i = 0; i < 200; i++)); do
        s=10.$((200 + RANDOM % 50)).$((RANDOM % 256))
        overlaps "$s" || { echo "$s"; return; }
    done
    die 'no free network of the form 10.200-249.Y.0/24'
}

make_image() {
    local out=$1 t root a digest arch label=
    [ -z "${2:-}" ] || label=$(printf '"Labels":{"%s":"%s"},' "${2%%=*}" "${2#*=}")
    case $(uname -m) in x86_64) arch=amd64 ;; aarch64) arch=arm64 ;; *) arch=$(uname -m) ;; esac
    t=$(mktemp -d "$(dirname "$out")/image.XXXXXX")
    root=$t/root
    mkdir -p "$root"/{bin,etc,root,var/www,proc,sys,dev,usr,tmp} "$t/image/layer"
    chmod 1777 "$root/tmp"
    cp "$(readlink -f "$(command -v busybox)")" "$root/bin/busybox"
    for a in $(busybox --list); do [ "$a" = busybox ] || ln -s busybox "$root/bin/$a"; done
    ln -s ../bin "$root/usr/bin"
    ln -s bin "$root/sbin"
    printf 'root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/tmp:/bin/sh\n' >"$root/etc/passwd"
    printf 'root:x:0:\napp:x:1000:\n' >"$root/etc/group"
    tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$root" -cf "$t/image/layer/layer.tar" .
    digest=$(sha256sum "$t/image/layer/layer.tar")
    printf '{"architecture":"%s","os":"linux","config":{%s"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],"Cmd":["sh"]},"created":"2026-01-01T00:00:00Z","rootfs":{"type":"layers","diff_ids":["sha256:%s"]},"history":[{"created":"2026-01-01T00:00:00Z","created_by":"busybox"}]}' \
        "$arch" "$label" "${digest%% *}" >"$t/image/config.json"
    printf '[{"Config":"config.json","RepoTags":["%s"],"Layers":["layer/layer.tar"]}]' "$image" >"$t/image/manifest.json"
    tar -C "$t/image" -cf "$out.new" manifest.json config.json layer/layer.tar
    mv "$out.new" "$out"
    rm -rf "$t"
}

# ---- what the supervisor starts; each of these is its child and is killed by the kernel when it dies ----

# box NAME NETWORK [--system SYSTEM] COMMAND...: run COMMAND in a box; NETWORK is own or host
box() {
    local name=$1 network=$2 flags=()
    shift 2
    [ "$network" = host ] || flags=(--net)
    [ ! -e "$folder/$name/hostname" ] || flags+=(--uts)
    mkdir -p "$folder/$name"
    setpriv --pdeathsig KILL unshare --mount --propagation private --pid --fork --kill-child "${flags[@]}" -- \
        env -i PATH="$PATH" HOME="$folder/$name" \
        "$here/box.sh" "$folder/$name" "$@" >>"$folder/$name/log" 2>&1 </dev/null &
    mark "$folder/$name/unshare" $!
    within 10 has_data "$folder/$name/init.pid" || die "box $name did not start; $(tail -n 5 "$folder/$name/log")"
    mark "$folder/$name/init" "$(cat "$folder/$name/init.pid")"
}

# link NAME INDEX: connect box NAME; INDEX 0 is .1 here and .2 there, INDEX 1 is .5 and .6, and so on. No default
# route: what an engine asks of the world outside fails at once and goes nowhere.
link() {
    local pid base=$(($2 * 4)) veth
    pid=$(cat "$folder/$1/init.pid")
    veth=$(link_name "$2")
    ip link add "$veth" type veth peer name eth0 netns "$pid" || exit 75
    echo "$veth" >>"$folder/links"
    ip addr add "$subnet.$((base + 1))/30" dev "$veth"
    ip link set "$veth" up
    nsenter --net="/proc/$pid/ns/net" -- sh -ec "
        ip link set lo up
        ip addr add $subnet.$((base + 2))/30 dev eth0
        ip link set eth0 up
        ip route add $subnet.0/24 via $subnet.$((base + 1))"
    addresses[$1]=$subnet.$((base + 2))
}

# hub: where the engines of a swarm meet, as .130 and up in $subnet.128/25, which is .129 here. The bridge is in a box of
# its own: here the engine of this machine may have told the kernel to drop what is forwarded, also between two ports
# of a bridge.
hub() {
    local pid veth
    box hub own sleep infinity
    pid=$(cat "$folder/hub/init.pid")
    veth=$(link_name 32)
    ip link add "$veth" type veth peer name here netns "$pid" || exit 75
    echo "$veth" >>"$folder/links"
    ip addr add "$subnet.129/25" dev "$veth"
    ip link set "$veth" up
    nsenter --net="/proc/$pid/ns/net" -- sh -ec '
        ip link set lo up
        ip link add hub type bridge
        ip link set hub up
        ip link set here master hub
        ip link set here up'
    echo own >"$folder/hub/network"
}

# link_to_hub NAME NUMBER: connect the box NAME of a swarm's engine. There is no default route here either.
link_to_hub() {
    local pid hub
    pid=$(cat "$folder/$1/init.pid")
    hub=$(cat "$folder/hub/init.pid")
    nsenter --net="/proc/$hub/ns/net" -- sh -ec "
        ip link add $1 type veth peer name eth0 netns $pid
        ip link set $1 master hub
        ip link set $1 up"
    nsenter --net="/proc/$pid/ns/net" -- sh -ec "
        ip link set lo up
        ip addr add $subnet.$((130 + $2))/25 dev eth0
        ip link set eth0 up
        ip route add $subnet.0/25 via $subnet.129"
    addresses[$1]=$subnet.$((130 + $2))
}

# The name holds the network, so that of two runs that picked the same one only one gets it.
link_name() { IFS=. read -r _ x y <<<"$subnet"; printf 'dps%d-%d-%d' "$x" "$y" "$1"; }

# engine NAME INDEX [SYSTEM STORE]: a dockerd of this machine's, or one of SYSTEM's with the image store STORE (dockerd,
# containerd); with a NAME of w and a number it is one of a swarm's
engine() {
    local name=$1 index=$2 system=${3:-} store=${4:-dockerd} home=$folder/$1 arguments=() place=() kind
    mkdir -p "$home/data" "$home/exec"
    case $name in w*) echo "node$index" >"$home/hostname" ;; esac
    echo '{}' >"$home/daemon.json"
    [ -z "$system" ] || place=(--system "$system")
    if [ "$store" = containerd ]; then
        # Without this driver the store is there, but nothing can be created from it.
        echo '{"features":{"containerd-snapshotter":true}}' >"$home/daemon.json"
        arguments+=(--storage-driver overlayfs)
    elif [ "$(stat -f -c %T "$home/data")" = overlayfs ]; then
        # overlay2 cannot stand on overlayfs, which is what CI containers often have.
        arguments+=(--storage-driver vfs)
    fi
    for kind in "$plain_port" "$auth_port"; do arguments+=(--insecure-registry "$subnet.1:$kind"); done
    if [ -n "$certs" ] && { [ "$name" = a ] || [ -n "$system" ]; }; then
        mkdir -p "$home/certs.d/$subnet.1:$tls_port"
        cp "$certs/ca.pem" "$home/certs.d/$subnet.1:$tls_port/ca.crt"
    fi
    if [ "$name" = a ] && [ -n "$certs" ]; then
        arguments+=(--host "tcp://$subnet.2:2376" --tlsverify --tlscacert "$certs/ca.pem"
            --tlscert "$certs/server-cert.pem" --tlskey "$certs/server-key.pem")
    fi
    box "$name" own ${place[@]+"${place[@]}"} dockerd --config-file "$home/daemon.json" --data-root "$home/data" --exec-root "$home/exec" \
        --pidfile "$home/dockerd.pid" --host "unix://$folder/$name.sock" --exec-opt native.cgroupdriver=cgroupfs \
        --cgroup-parent "/$run-$name" --label "dockerps.test=$run" --dns 127.0.0.1 "${arguments[@]}"
    case $name in w*) link_to_hub "$name" "$index" ;; *) link "$name" "$index" ;; esac
    echo own >"$home/network"
}

registry() {
    local kind=$1 port=$2 home=$folder/registry-$1
    mkdir -p "$home/data"
    {
        printf 'version: 0.1\nlog: {level: warn, accesslog: {disabled: true}}\nhttp:\n  addr: %s:%s\n  secret: %s\n' "$subnet.1" "$port" "$run"
        [ "$kind" != tls ] || printf '  tls: {certificate: %s/server-cert.pem, key: %s/server-key.pem}\n' "$certs" "$certs"
        printf 'storage:\n  filesystem: {rootdirectory: %s/data}\n  delete: {enabled: true}\n' "$home"
        [ "$kind" = plain ] || printf 'auth:\n  htpasswd: {realm: dockerps, path: %s/htpasswd}\n' "$home"
    } >"$home/config.yml"
    printf '%s\n' "$htpasswd" >"$home/htpasswd"
    (cd "$home" && exec env -i PATH="$PATH" HOME="$home" setpriv --pdeathsig KILL docker-registry serve "$home/config.yml") \
        >>"$home/log" 2>&1 </dev/null &
    mark "$home/process" $!
}

ssh_server() {
    local home=$folder/ssh port=$1 f client
    client=$(command -v ssh)
    mkdir -p "$home/bin"
    for f in host id; do ssh-keygen -q -t ed25519 -N '' -C "$run" -f "$home/$f"; done
    cp "$home/id.pub" "$home/authorized_keys"
    chmod 600 "$home/authorized_keys"
    echo "[127.0.0.1]:$port $(cut -d' ' -f1,2 "$home/host.pub")" >"$home/known_hosts"
    cat >"$home/sshd_config" <<CONFIG
Port $port
ListenAddress 127.0.0.1
HostKey $home/host
PidFile none
AuthorizedKeysFile $home/authorized_keys
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
PrintLastLog no
PrintMotd no
AllowStreamLocalForwarding yes
SetEnv PATH=$PATH DOCKER_HOST=unix://$folder/a.sock
CONFIG
    cat >"$home/ssh_config" <<CONFIG
Host 127.0.0.1
  IdentityFile $home/id
  IdentitiesOnly yes
  IdentityAgent none
  UserKnownHostsFile $home/known_hosts
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking yes
CONFIG
    # docker and DockerPS call `ssh` without options, so a configuration can only come in by a program of that name.
    printf '#!/bin/sh\nexec %s -F %s/ssh_config "$@"\n' "$client" "$home" >"$home/bin/ssh"
    chmod 755 "$home/bin/ssh"
    echo host >"$home/network"
    box ssh host "$(command -v sshd)" -D -e -f "$home/sshd_config"
}

ssh_answers() { "$folder/ssh/bin/ssh" -o ConnectTimeout=3 -o BatchMode=yes -p "$1" root@127.0.0.1 true 2>/dev/null; }

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# ready NAME LOG SECONDS COMMAND...: wait; on failure say which and why
ready() {
    local name=$1 log=$2 seconds=$3
    shift 3
    within "$seconds" "$@" || die "$name did not come up: $(tail -n 8 "$log")"
}

ping_engine() { [ "$(curl -s --noproxy '*' --max-time 3 --unix-socket "$1" http://engine/_ping 2>/dev/null)" = OK ]; }

tear_down() {
    trap '' TERM INT HUP
    local f pid start veth
    for f in "$folder"/*/init "$folder"/*/unshare "$folder"/*/process; do
        marked "$f" || continue
        read -r pid start <"$f"
        kill -KILL "$pid" 2>/dev/null || true
        within 20 is_dead "$pid" "$start" || true
    done
    # The network namespaces go a moment after their last process, and their links with them.
    if [ -e "$folder/links" ]; then
        while read -r veth; do ip link del "$veth" 2>/dev/null || true; done <"$folder/links"
    fi
    clear_up "$folder"
}

# clear_up FOLDER: what is left when all processes are dead: control groups, which outlive them, and files
clear_up() {
    local group
    for group in /sys/fs/cgroup/{,*/}"$(basename "$1")"-{?,w?}; do
        [ -d "$group" ] || continue
        within 5 remove_group "$group" || true
    done
    within 5 remove_folder "$1" || true
}
remove_group() { find "$1" -depth -type d -exec rmdir {} + 2>/dev/null; [ ! -d "$1" ]; }
remove_folder() { rm -rf --one-file-system "$1" 2>/dev/null; [ ! -e "$1" ]; }

supervise() {
    trap tear_down EXIT
    trap 'exit 0' TERM INT HUP
    IFS=. read -r _ x y <<<"$subnet"
    plain_port=$((20000 + (x * 256 + y) % 2500 * 4))
    auth_port=$((plain_port + 1))
    tls_port=$((plain_port + 2))
    declare -gA addresses=()
    local names=(a b c d) nodes=() i name ssh_port=$((plain_port + 3)) has_registry=
    names=("${names[@]:0:engines}")
    for ((i = 0; i < engines; i++)); do engine "${names[i]}" "$i" "$system"; done
    if [ -n "$newer" ]; then
        engine n "$engines" "$newer" dockerd
        engine s "$((engines + 1))" "$newer" containerd
        names+=(n s)
    fi
    if [ -n "$swarm" ]; then
        hub
        for i in 1 2 3; do
            engine "w$i" "$i" "$system"
            nodes+=("w$i")
        done
    fi
    if command -v docker-registry >/dev/null; then
        has_registry=1
        registry plain "$plain_port"
        [ -z "$auth" ] || registry auth "$auth_port"
        [ -z "$certs" ] || registry tls "$tls_port"
    fi
    if [ -n "$ssh" ]; then
        until port_is_free "$ssh_port"; do ssh_port=$((ssh_port + 1)); done
        ssh_server "$ssh_port"
    fi
    make_image "$folder/image.tar" "dockerps.test=$run"
    {
        names+=(${nodes[@]+"${nodes[@]}"})
        echo "DOCKER_HOST=unix://$folder/${names[0]}.sock"
        for name in "${names[@]}"; do
            ready "engine $name" "$folder/$name/log" 60 ping_engine "$folder/$name.sock"
            curl -sS -f --noproxy '*' -o "$folder/$name/load" --unix-socket "$folder/$name.sock" -H 'Content-Type: application/x-tar' \
                -T "$folder/image.tar" -X POST http://engine/images/load || die "engine $name did not load $image"
            echo "ENGINE_${name^^}=unix://$folder/$name.sock"
            echo "ADDRESS_${name^^}=${addresses[$name]}"
        done
        if [ -n "$swarm" ]; then
            echo "SWARM=unix://$folder/w1.sock;unix://$folder/w2.sock;unix://$folder/w3.sock"
            echo "SWARM_ADDRESSES=${addresses[w1]};${addresses[w2]};${addresses[w3]}"
        fi
        echo "IMAGE=$image"
        echo "IMAGE_FILE=$folder/image.tar"
        [ -z "$certs" ] || printf 'ENGINE_TLS=tcp://%s.2:2376\nCERTS=%s\n' "$subnet" "$certs"
        if [ -n "$has_registry" ]; then
            ready registry "$folder/registry-plain/log" 20 answers "http://$subnet.1:$plain_port/v2/"
            echo "REGISTRY=$subnet.1:$plain_port"
            if [ -n "$auth" ]; then
                ready registry "$folder/registry-auth/log" 20 answers "http://$subnet.1:$auth_port/v2/"
                echo "REGISTRY_AUTH=$subnet.1:$auth_port"
            fi
            if [ -n "$certs" ]; then
                ready registry "$folder/registry-tls/log" 20 answers "https://$subnet.1:$tls_port/v2/"
                echo "REGISTRY_TLS=$subnet.1:$tls_port"
            fi
        fi
        if [ -n "$ssh" ]; then
            ready 'the ssh server' "$folder/ssh/log" 20 ssh_answers "$ssh_port"
            echo "SSH=ssh://root@127.0.0.1:$ssh_port"
            echo "SSH_BIN=$folder/ssh/bin"
        fi
    } >"$folder/answer.new"
    mv "$folder/answer.new" "$folder/answer"

    # A wait that needs no process and ends early on a signal.
    exec {never}<> <(:)
    while [ -z "$owner" ] || marked "$folder/owner"; do
        [ -d "$folder" ] || break
        read -r -t 0.5 -u "$never" _ || true
    done
}

# ---- commands ----

system_with_dockerd() {
    [ -x "$1/usr/sbin/dockerd" ] || die "$1 has no dockerd"
    realpath "$1"
}

sweep() {
    local f prefix=${folder%-*}
    for f in "$prefix"-*/; do
        f=${f%/}
        [ -e "$f/supervisor" ] && ! marked "$f/supervisor" || continue
        clear_up "$f"
    done
}

start() {
    [ "$(uname)" = Linux ] && [ "$(id -u)" = 0 ] || die 'needs Linux and root'
    local program
    for program in dockerd curl busybox ip nsenter unshare setpriv iptables tar sha256sum; do
        command -v "$program" >/dev/null || die "needs the program $program"
    done
    case $folder in /*-*) ;; *) die 'FOLDER must be an absolute path whose name holds a dash' ;; esac
    sweep
    owner='' engines=1 newer='' swarm='' system='' subnet='' certs='' auth='' ssh=''
    while [ $# -gt 0 ]; do
        case $1 in
        --owner | --engines | --newer | --system | --subnet | --certs) declare -g "${1#--}=${2:?"$1 needs a value"}"; shift 2 ;;
        --auth | --ssh | --swarm) declare -g "${1#--}=1"; shift ;;
        *) die "unknown option $1" ;;
        esac
    done
    if [ -z "$subnet" ]; then subnet=$(pick_subnet); elif overlaps "$subnet"; then exit 75; fi
    [ -z "$owner" ] || started "$owner" >/dev/null || die "no process $owner"
    [ "$engines" -gt 0 ] || [ -n "$swarm" ] || die '--engines 0 needs --swarm'
    [ -z "$newer" ] || newer=$(system_with_dockerd "$newer")
    [ -z "$system" ] || system=$(system_with_dockerd "$system")
    mkdir "$folder" || die "$folder is there already"
    chmod 755 "$folder"
    run=$(basename "$folder")
    [ -z "$owner" ] || mark "$folder/owner" "$owner" || echo 'gone' >"$folder/owner"
    if [ -n "$certs" ]; then
        mv "$certs" "$folder/certs"
        certs=$folder/certs
    fi
    : >"$folder/log"
    exec 3<"$folder/log"
    export owner engines newer swarm system subnet certs auth ssh folder run
    setsid "${BASH_SOURCE[0]}" _supervise "$folder" </dev/null >>"$folder/log" 2>&1 3<&- &
    local supervisor=$! log
    mark "$folder/supervisor" "$supervisor" || die 'the supervisor did not start'
    for ((i = 0; i < 2400; i++)); do
        [ ! -e "$folder/answer" ] || { cat "$folder/answer"; return; }
        if ! started "$supervisor" >/dev/null; then
            # The supervisor deletes its folder, and with it the log, which stays readable here.
            log=$(cat <&3)
            local code=0
            wait "$supervisor" || code=$?
            echo "$log" >&2
            exit "$((code == 75 ? 75 : 1))"
        fi
        sleep 0.05
    done
    stop
    die "not ready after two minutes: $(cat <&3)"
}

stop() {
    [ -d "$folder" ] || return 0
    [ -e "$folder/supervisor" ] || die "$folder was not made by start"
    local pid start
    if marked "$folder/supervisor"; then
        read -r pid start <"$folder/supervisor"
        kill -TERM "$pid"
        within 60 is_dead "$pid" "$start" || die "the supervisor of $folder does not end"
    fi
    # A supervisor that was killed took the processes along, but not the files.
    [ ! -d "$folder" ] || clear_up "$folder"
}

# in_box ENGINE COMMAND...: run COMMAND among the processes of that engine's box, where its dockerd.pid is valid
in_box() {
    local home=$folder/$1 init
    shift
    marked "$home/init" || die 'that engine is not up'
    read -r init _ <"$home/init"
    nsenter --target "$init" --pid --mount -- "$@"
}

signal() {
    local pid
    pid=$(cat "$folder/$1/dockerd.pid")
    in_box "$1" kill "-$2" "$pid"
    # A thread runs on until the signal has reached it, and could answer.
    [ "$2" != STOP ] || within 20 is_stopped "$1" "$pid" || die "engine $1 does not stop"
}
is_stopped() { [ -z "$(in_box "$1" sh -c "grep -LE '^State:[[:space:]]+[Tt]' /proc/$2/task/*/status")" ]; }

restart() {
    local name=$1 home=$folder/$1 old
    old=$(cat "$home/dockerd.pid")
    touch "$home/again"
    signal "$name" "${2:-TERM}"
    within 60 [ ! -e "$home/again" ] || die "dockerd of engine $name did not end"
    within 60 has_new_pid "$home/dockerd.pid" "$old" || die "engine $name did not write its pid file again"
    ready "engine $name" "$home/log" 60 ping_engine "$folder/$name.sock"
}
has_new_pid() { [ -s "$1" ] && [ "$(cat "$1")" != "$2" ]; }

command=${1:-}
shift || true
case $command in
start | stop | signal | restart)
    folder=${1:?FOLDER is missing}
    shift
    "$command" "$@"
    ;;
_supervise) supervise ;;
subnet) pick_subnet ;;
image) make_image "${1:?FILE is missing}" "${2:-}" ;;
*) sed -n '2,26p' "${BASH_SOURCE[0]}"; exit 2 ;;
esac
