#!/usr/bin/env bash
# Brings translations/*.ts up to date with the sources: the Chinese words, and the English plurals.
# With --check nothing is written: fails when a text has no finished Chinese, when a place marker
# such as %1 was lost in it, or when the sources have other texts than the file.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

files=(translations/cytoloom_zh_CN.ts translations/cytoloom_en.ts)
lupdate=/usr/lib/qt6/bin/lupdate # on the PATH, Debian has a selector that may lead to Qt 5
[ -x "$lupdate" ] || lupdate=$(command -v lupdate6 || command -v lupdate) \
    || { echo "lupdate is missing. Install the package qt6-l10n-tools." >&2; exit 1; }

update() {
    local plural=()
    [[ $1 != *_en.ts ]] || plural=(-pluralonly)
    "$lupdate" -I . app widgets processgraph devices -no-obsolete -locations none "${plural[@]}" -ts "$1"
}

# One line "context | source | comment" for each message, sorted.
messages() {
    awk 'BEGIN { RS = "</message>|</name>" }
        /<name>/ { sub(/.*<name>/, ""); context = $0; next }
        /<source>/ {
            source = $0; sub(/.*<source>/, "", source); sub(/<\/source>.*/, "", source)
            comment = ""
            if (match($0, /<comment>.*<\/comment>/)) comment = substr($0, RSTART + 9, RLENGTH - 19)
            gsub(/\n/, "\\n", source)
            print context " | " source " | " comment
        }' "$1" | LC_ALL=C sort
}

# Messages whose translation has not the same place markers as the source.
lost_markers() {
    awk 'function markers(text,   found) {
            found = ""
            for (i = 1; i <= 9; ++i) if (index(text, "%" i)) found = found i
            return found
        }
        BEGIN { RS = "</message>|</name>" }
        /<source>/ {
            source = $0; sub(/.*<source>/, "", source); sub(/<\/source>.*/, "", source)
            text = $0; sub(/.*<translation/, "", text)
            if (text !~ /type="unfinished"/ && markers(source) != markers(text)) print source
        }' "$1"
}

if [ "${1:-}" != --check ]; then
    for ts in "${files[@]}"; do update "$ts"; done
    exit
fi

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
bad=0
for ts in "${files[@]}"; do
    cp "$ts" "$fresh/"
    update "$fresh/${ts##*/}" >/dev/null
    if ! difference=$(diff <(messages "$ts") <(messages "$fresh/${ts##*/}")); then
        printf '%s does not fit the sources (< only there, > only in the sources):\n%s\n' "$ts" "$difference"
        bad=1
    fi
    if grep -nE 'type="unfinished"|<translation></translation>|<numerusform></numerusform>' "$ts"; then
        echo "These lines of $ts have no finished translation."
        bad=1
    fi
    lost=$(lost_markers "$ts")
    if [ -n "$lost" ]; then
        printf 'These texts of %s lose or gain a place marker:\n%s\n' "$ts" "$lost"
        bad=1
    fi
done
[ $bad = 0 ] || echo "Run scripts/translations.sh, then translate what is new in ${files[*]}."
exit $bad
