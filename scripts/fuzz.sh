#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# fuzz.sh [SECONDS [TARGET…]]: libFuzzer on every parser, one after the other. What it finds new goes
# to build/fuzz/found/TARGET; an input that crashes is copied to tests/fuzz/corpus/TARGET as
# "crash-…", where ./check runs it from then on. Needs clang and libclang-rt-dev.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-120}
[ $# -gt 0 ] && shift
command -v clang++ > /dev/null || { echo "fuzz.sh needs clang and libclang-rt-dev" >&2; exit 2; }
cmake --preset fuzz > /dev/null
cmake --build --preset fuzz
targets=${*:-json recipe plant profile expression quantity rtu pdu sics chunk journal pdf cms}
failed=0
for target in $targets; do
    found=build/fuzz/found/$target
    mkdir -p "$found"
    seeds=(tests/fuzz/corpus/"$target")
    case $target in
    recipe) seeds+=(tests/data/valid/recipes tests/data/invalid/recipes) ;;
    plant) seeds+=(tests/data/valid/plants tests/data/invalid/plants) ;;
    profile) seeds+=(resources/devices) ;;
    esac
    echo "== $target"
    CYTOLOOM_TARGET=$target ASAN_OPTIONS=detect_leaks=0 QT_QPA_PLATFORM=offscreen \
        nice build/fuzz/tests/fuzz/fuzz_parsers "$found" "${seeds[@]}" \
        -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2500 -max_len=65536 \
        -artifact_prefix="build/fuzz/crash-$target-" -print_final_stats=1 2> "build/fuzz/$target.log" \
        || { failed=1; tail -n 25 "build/fuzz/$target.log"; }
    grep -E "stat::number_of_executed_units|stat::new_units_added" "build/fuzz/$target.log" || true
    for crash in build/fuzz/crash-"$target"-*; do
        [ -e "$crash" ] && cp "$crash" "tests/fuzz/corpus/$target/$(basename "${crash/-$target/}")"
    done
done
exit $failed
