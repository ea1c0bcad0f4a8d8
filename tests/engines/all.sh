#!/bin/bash
# all.sh SYSTEM [KIND...]: runs rings 4 and 5 on each kind of engine that newer.sh starts, one kind after the other
# SYSTEM is a Debian system that has the engines; where there is none yet it is made there (newer.sh system, needs debootstrap).
# KIND: dockerd, containerd, podman; by default all. Two engines of a kind are started, since some tests need two.
# The table at the end has a line for each kind; below it stand the reasons of what was skipped, and what failed. The exit
# code is 1 when something did. The engines and all that was made in them are gone then.
#   DOCKERPS_ENGINES_SUITE     the Debian suite to make SYSTEM of; forky by default
#   DOCKERPS_ENGINES_FILTER    which tests, as dotnet test --filter takes it; by default all of ring 4 and 5
#   DOCKERPS_ENGINES_RESULTS   where the results (.trx) and the output of each run go; by default a new folder in /tmp
set -eu
export LC_ALL=C
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
project=$(dirname "$here")/DockerPS.Tests
readonly project

die() { echo "all.sh: $*" >&2; exit 1; }
usage() { sed -n '2,9p' "${BASH_SOURCE[0]}"; exit 2; }

# Where this script is killed, what it started in the background ends, too.

# start_engine NAME KIND: in the background; its number goes to the list `engines`
start_engine() {
    setpriv --pdeathsig TERM "$here/newer.sh" start "$home/$1" "$2" "$system" >"$home/$1.out" 2>&1 </dev/null &
    engines+=($!)
}

# wait_for NAME PID: until the engine has told its address, which is the last line of its output
wait_for() {
    local i
    for ((i = 0; i < 600; i++)); do
        ! grep -q '^unix://' "$home/$1.out" || return 0
        [ -d "/proc/$2" ] || break
        sleep 0.2
    done
    cat "$home/$1.out" >&2
    return 1
}

stop_engines() {
    local pid
    for pid in ${engines[@]+"${engines[@]}"}; do kill "$pid" 2>/dev/null || true; done
    for pid in ${engines[@]+"${engines[@]}"}; do wait "$pid" 2>/dev/null || true; done
    engines=()
}

finish() {
    [ -z "$tests" ] || kill "$tests" 2>/dev/null || true
    stop_engines
    rm -rf "$home"
}

# count KIND NAME: that number of the counters in the kind's results
count() { sed -n "s/.*<Counters.* $2=\"\([0-9]*\)\".*/\1/p" "$results/$1.trx" 2>/dev/null | head -n 1; }

# outcomes KIND OUTCOME: test and message of each result of that outcome, with a tab between
outcomes() {
    awk -v outcome="outcome=\"$2\"" '
        function plain(s) { gsub(/&quot;/, "\"", s); gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&#x[DA];/, " ", s); gsub(/&amp;/, "\\&", s); return s }
        /<UnitTestResult / { name = ""; if (index($0, outcome)) { match($0, /testName="[^"]*"/); name = substr($0, RSTART + 10, RLENGTH - 11) } }
        name != "" && /<Message>/ { sub(/.*<Message>/, ""); sub(/<\/Message>.*/, ""); print plain(name) "\t" plain($0); name = "" }
    ' "$results/$1.trx"
}

# run KIND: a line of the table, in $results/table
run() {
    local kind=$1 hosts passed='-' failed='-' total=0 skipped='-' code=0
    engines=()
    # Those of an earlier run.
    rm -f "$results/$kind.trx"
    start_engine "$kind-1" "$kind"
    start_engine "$kind-2" "$kind"
    if wait_for "$kind-1" "${engines[0]}" && wait_for "$kind-2" "${engines[1]}"; then
        hosts="unix://$home/$kind-1/engine.sock;unix://$home/$kind-2/engine.sock"
        echo "$kind: running the tests, see $results/$kind.out"
        DOCKERPS_TEST_HOST=$hosts setpriv --pdeathsig TERM dotnet test "$project" --no-build --nologo --filter "$filter" \
            --logger "trx;LogFileName=$kind.trx" --results-directory "$results" >"$results/$kind.out" 2>&1 </dev/null &
        # Waited for, and not run in the foreground: a signal ends it at once.
        tests=$!
        wait "$tests" || code=1
        tests=
        if [ -s "$results/$kind.trx" ]; then
            total=$(count "$kind" total) passed=$(count "$kind" passed)
            failed=$(($(count "$kind" failed) + $(count "$kind" error) + $(count "$kind" timeout) + $(count "$kind" aborted)))
            skipped=$((total - passed - failed))
        fi
    else
        code=1
    fi
    stop_engines
    [ "$code" = 0 ] && [ "$passed" != - ] && [ "$passed" -gt 0 ] || bad=1
    printf '%-12s %8s %8s %8s\n' "$kind" "$passed" "$failed" "$skipped" >>"$results/table"
}

[ $# -ge 1 ] || usage
system=$1
shift
[ $# -gt 0 ] || set -- dockerd containerd podman
for kind in "$@"; do
    case $kind in dockerd | containerd | podman) ;; *) usage ;; esac
done
[ "$(uname)" = Linux ] && [ "$(id -u)" = 0 ] || die 'needs Linux and root'
[ -d "$system" ] || "$here/newer.sh" system "$system" "${DOCKERPS_ENGINES_SUITE:-forky}"
system=$(realpath "$system")
filter=${DOCKERPS_ENGINES_FILTER:-Ring=4|Ring=5}

results=${DOCKERPS_ENGINES_RESULTS:-$(mktemp -d /tmp/dockerps-results-XXXXXX)}
mkdir -p "$results"
results=$(realpath "$results")
rm -f "$results/table"
# Control groups and data have names of this folder's: of no other run's.
home=$(mktemp -d /tmp/dockerps-engines-XXXXXX)
engines=()
tests=
bad=0
trap finish EXIT
trap 'exit 130' INT TERM HUP

# Servers that the build leaves behind for the next one would hold this script's output open.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
unset DOCKERPS_TEST_PRIVATE
dotnet build "$project" --nologo -v:quiet -m:2 </dev/null
for kind in "$@"; do run "$kind"; done

echo
printf '%-12s %8s %8s %8s\n' engine passed failed skipped
cat "$results/table"
for kind in "$@"; do
    [ -s "$results/$kind.trx" ] || continue
    echo
    echo "$kind, skipped:"
    outcomes "$kind" NotExecuted | cut -f 2 | sort | uniq -c | sort -rn
    outcomes "$kind" Failed | sed "s/^/$kind, failed: /; s/\t/: /"
done
exit "$bad"
