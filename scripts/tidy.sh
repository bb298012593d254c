#!/usr/bin/env bash
# clang-tidy over the sources named, with --all over all product sources, or over those where a bug
# hurts a patient: what reads, steers, watches and records. (All take half an hour on two cores, these
# some minutes; run --all before a release.)
# A file is looked at again only when it, a header of the project, or the configuration has changed
# since it was last clean.
set -euo pipefail
cd "$(dirname "$0")/.."
build=build/release
stamps=$build/tidy
mkdir -p "$stamps"
[ -e $build/compile_commands.json ] || { echo "Configure first: cmake --preset release" >&2; exit 1; }
# clang cannot read the precompiled headers of g++; without them it also sees a missing include.
sed -E 's# -fpch-preprocess##g; s# -Winvalid-pch##g; s# -include [^ ]*/cmake_pch\.hxx##g' \
    $build/compile_commands.json >"$stamps/compile_commands.json"
case ${1:-} in
    --all) mapfile -t files < <(git ls-files 'processgraph/*.cpp' 'devices/*.cpp' 'widgets/*.cpp' 'app/*.cpp') ;;
    '') mapfile -t files < <(git ls-files processgraph/{foundation,execution,alarms,records,historian,identity}/'*.cpp' \
        devices/{protocol,transport,runtime}/'*.cpp') ;;
    *) files=("$@") ;;
esac
key=$( (git ls-files -s '*.h' .clang-tidy; git diff -- '*.h' .clang-tidy) | sha256sum | cut -c1-16)
todo=()
for file in "${files[@]}"; do
    stamp=$stamps/$(printf '%s' "$file" | tr / _).$(sha256sum "$file" | cut -c1-16).$key
    [ -e "$stamp" ] || todo+=("$file:$stamp")
done
echo "   ${#todo[@]} of ${#files[@]} files to look at"
[ ${#todo[@]} -gt 0 ] || exit 0
# All files are looked at before it fails, so that one run names everything.
printf '%s\0' "${todo[@]}" | xargs -0 -r -P "$(nproc)" -I{} bash -c '
    entry={}; file=${entry%%:*}; stamp=${entry#*:}
    if clang-tidy -p '"$stamps"' --quiet --warnings-as-errors="*" "$file" >"$stamp.log" 2>"$stamp.err"; then
        touch "$stamp"; status=0
    else
        cat "$stamp.log"; grep -E "error:" "$stamp.err" || true; status=1
    fi
    rm -f "$stamp.log" "$stamp.err"; exit $status'
