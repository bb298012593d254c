#!/usr/bin/env bash
# clang-tidy over the sources named, or over all product sources. A file is looked at again only
# when it, a header of the project, or the configuration has changed since it was last clean.
set -euo pipefail
cd "$(dirname "$0")/.."
build=build/release
stamps=$build/tidy
mkdir -p "$stamps"
if [ $# -gt 0 ]; then
    files=("$@")
else
    mapfile -t files < <(git ls-files 'processgraph/*.cpp' 'devices/*.cpp' 'widgets/*.cpp' 'app/*.cpp')
fi
key=$( (git ls-files -s '*.h' .clang-tidy; git diff -- '*.h' .clang-tidy) | sha256sum | cut -c1-16)
todo=()
for file in "${files[@]}"; do
    stamp=$stamps/$(printf '%s' "$file" | tr / _).$(sha256sum "$file" | cut -c1-16).$key
    [ -e "$stamp" ] || todo+=("$file:$stamp")
done
echo "   ${#todo[@]} of ${#files[@]} files to look at"
printf '%s\0' "${todo[@]}" | xargs -0 -r -P "$(nproc)" -I{} bash -c '
    entry={}; file=${entry%%:*}; stamp=${entry#*:}
    if clang-tidy -p '"$build"' --quiet --warnings-as-errors="*" "$file" >"$stamp.log" 2>/dev/null; then
        rm -f "$stamp.log"; touch "$stamp"
    else
        cat "$stamp.log"; rm -f "$stamp.log"; exit 255
    fi'
