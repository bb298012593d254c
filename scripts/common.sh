# Shared by ./run, ./check and ./bench: says what it does, installs what is missing, builds.
# shellcheck shell=bash
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\033[1m== %s\033[0m\n' "$*"; }
fail() { printf '\nStopped: %s\n' "$1" >&2; [ -z "${2:-}" ] || printf 'What to do: %s\n' "$2" >&2; exit 1; }

step() { # step "what" "remedy" command…: runs it, says how long, and on failure what to do
    local what=$1 remedy=$2 start=$SECONDS
    shift 2
    say "$what"
    "$@" || fail "$what failed." "$remedy"
    printf '   done in %s s\n' $((SECONDS - start))
}

# Debian packages by name: to build, and more to test.
build_packages=(
    g++ cmake ninja-build ccache pkg-config
    qt6-base-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools linguist-qt6 libqt6sql6-sqlite qt6-translations-l10n
    qt6-serialport-dev qt6-serialbus-dev qt6-svg-dev libgl-dev
    libqcustomplot-dev libboost-graph-dev libgraphviz-dev libmuparser-dev libudunits2-dev libsundials-dev
    libsodium-dev libssl-dev libzstd-dev libsqlite3-dev libpoppler-qt6-dev libpodofo-dev rapidjson-dev
    fonts-noto-core fonts-noto-cjk graphviz libxcb-cursor0
)
run_packages=(xvfb xauth poppler-utils)
test_packages=(
    poppler-utils libxml2-utils socat mbpoll libmodbus-dev python3-pymodbus python3-serial python3-serial-asyncio
    git python3 sqlite3 clang-format clang-tidy xvfb xauth
)

install_packages() {
    local missing=() name
    if ! command -v dpkg-query >/dev/null; then
        printf 'This machine has no apt. Cytoloom needs, in the names of Debian 12:\n  %s\n' "$*"
        return 0
    fi
    for name in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "These packages are missing: ${missing[*]}" "Ask an administrator to run: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    say "Installing from Debian (${#missing[@]}): ${missing[*]}"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null || fail "apt-get update failed." "Check the network and /etc/apt/sources.list."
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null \
        || fail "apt-get install failed." "Run it by hand to see why: apt-get install ${missing[*]}"
}

jobs=$(nproc 2>/dev/null || echo 2)

configure() { # configure PRESET [cache entries…]
    local preset=$1
    shift
    cmake --preset "$preset" "$@" -Wno-dev --log-level=WARNING
}
