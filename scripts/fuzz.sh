#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# libFuzzer with AddressSanitizer and UBSan on the parsers, one after the other.
#   scripts/fuzz.sh [SECONDS [TARGET…]]    120 seconds each of all targets, if nothing is said
#   scripts/fuzz.sh --minimise [TARGET…]   takes what was found new into tests/fuzz/corpus, smallest first
# Readers of files: json recipe plant binding block batchml expression quantity; others: profile rtu pdu sics chunk journal pdf
# cms. What a run finds new goes to build/fuzz/found/TARGET and is where the next run goes on. An input that
# breaks a promise is copied to tests/fuzz/corpus/TARGET as "crash-…", where ./check runs it from then on.
. "$(dirname "$0")/common.sh"
readers=(json recipe plant binding block batchml expression quantity)
others=(profile rtu pdu sics chunk journal pdf cms)
most_bytes=60000 # of one target's kept corpus

case ${1:-} in
    -h | --help) sed -n '4,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
esac
minimise=0
seconds=120
if [ "${1:-}" = --minimise ]; then
    minimise=1
    shift
elif [ $# -gt 0 ]; then
    [[ $1 =~ ^[0-9]+$ ]] || fail "no number of seconds: $1" "See scripts/fuzz.sh --help"
    seconds=$1
    shift
fi
targets=("$@")
[ $# -gt 0 ] || targets=("${readers[@]}" "${others[@]}")

program_of() {
    case " ${readers[*]} " in
        *" $1 "*) echo fuzz_readers; return ;;
    esac
    case " ${others[*]} " in
        *" $1 "*) echo fuzz_parsers; return ;;
    esac
    fail "there is no parser called $1" "Choose of: ${readers[*]} ${others[*]}"
}

# Files that the parser is meant for, besides its corpus.
seeds_of() {
    echo "tests/fuzz/corpus/$1"
    case $1 in
        recipe) echo tests/data/valid/recipes tests/data/invalid/recipes resources/demo ;;
        plant) echo tests/data/valid/plants tests/data/invalid/plants resources/demo ;;
        binding) echo tests/data/valid/bindings tests/data/invalid/bindings resources/demo ;;
        batchml) echo tests/data/valid/batchml tests/data/invalid/batchml ;;
        json) echo tests/data/invalid/recipes ;;
        profile) echo resources/devices ;;
    esac
}

programs=()
for target in "${targets[@]}"; do
    program=$(program_of "$target")
    case " ${programs[*]} " in *" $program "*) ;; *) programs+=("$program") ;; esac
done
command -v clang++ >/dev/null || install_packages "${build_packages[@]}" clang libclang-rt-dev
if [ -z "${FUZZ_BUILT:-}" ]; then
    step "Configuring (build/fuzz)" "Read the message above; a missing library names its Debian package." configure fuzz
    step "Building ${programs[*]} with clang" "Read the first error above." \
        cmake --build --preset fuzz -j "$jobs" --target "${programs[@]}"
fi
export QT_QPA_PLATFORM=offscreen ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1

failed=0
for target in "${targets[@]}"; do
    program=build/fuzz/tests/fuzz/$(program_of "$target")
    found=build/fuzz/found/$target
    kept=tests/fuzz/corpus/$target
    log=build/fuzz/$target.log
    mkdir -p "$found" "$kept"
    export CYTOLOOM_TARGET=$target
    read -r -a seeds <<<"$(seeds_of "$target" | tr '\n' ' ')"
    if [ $minimise = 1 ]; then
        # The smallest set that covers the same, then only as much of it as a repository should carry; what was
        # put there by hand (a name that is no hash) stays.
        small=$(mktemp -d)
        nice -n 15 "$program" -merge=1 "$small" "${seeds[@]}" "$found" 2>"$log" \
            || fail "merging the corpus of $target failed" "See $log"
        find "$kept" -maxdepth 1 -regextype posix-extended -regex '.*/[0-9a-f]{40}' -delete
        bytes=0
        while read -r size name; do
            bytes=$((bytes + size))
            [ $bytes -le $most_bytes ] || break
            cp "$small/$name" "$kept/$name"
        done < <(find "$small" -type f -printf '%s %f\n' | sort -n)
        printf '%-11s %d files, %d bytes\n' "$target" "$(find "$kept" -type f | wc -l)" "$(du -sb "$kept" | cut -f1)"
        rm -rf "$small"
        continue
    fi
    # A dictionary of the words that the shipped files use gets a fuzzer past the first field.
    words=()
    [ -f "tests/fuzz/$target.dict" ] && words=(-dict="tests/fuzz/$target.dict")
    nice -n 15 "$program" "$found" "${seeds[@]}" "${words[@]}" -max_total_time="$seconds" -timeout=20 -report_slow_units=60 \
        -rss_limit_mb=2500 -max_len=65536 -artifact_prefix="build/fuzz/found-$target-" \
        -print_final_stats=1 2>"$log" || { failed=1; tail -n 25 "$log"; }
    crashes=0
    for crash in build/fuzz/found-"$target"-*; do
        [ -e "$crash" ] || continue
        crashes=$((crashes + 1))
        mv "$crash" "$kept/${crash#build/fuzz/found-"$target"-}"
    done
    awk -v target="$target" -v crashes=$crashes '
        match($0, /cov: [0-9]+/) { cov = substr($0, RSTART + 5, RLENGTH - 5) }
        match($0, /ft: [0-9]+/) { ft = substr($0, RSTART + 4, RLENGTH - 4) }
        /stat::number_of_executed_units/ { runs = $2 }
        /stat::average_exec_per_sec/ { rate = $2 }
        /stat::new_units_added/ { added = $2 }
        END { printf "%-11s %9d executions, %6d/s, %6d edges, %6d features, %5d new inputs, %d finding(s)\n",
            target, runs, rate, cov, ft, added, crashes }' "$log"
done
exit $failed
