#!/usr/bin/env bash
# A whole CAR-T batch without a window: validate, run on the simulated plant, report, verify, and a
# picture of each page. Usage: scripts/headless-batch.sh BIN DIR [SPEED]
set -Eeuo pipefail
cd "$(dirname "$0")/.."
bin=$(realpath "$1")
out=$2
speed=${3:-5000}
mkdir -p "$out"
out=$(realpath "$out")
say() { printf '\033[1m== %s\033[0m\n' "$*"; }
trap 'printf "\nStopped at line %s. What to do: read the message above; the store %s keeps what has happened.\n" "$LINENO" "$out/store.sqlite" >&2' ERR

recipe=resources/demo/cart-lentiviral.cyrecipe.json
plant=resources/demo/demo.cyplant.json
batch=B$(date -u +%y%m%d-%H%M)
rm -f "$out"/store.sqlite* "$out"/report.pdf "$out"/record.json

say "Validating the recipe"
"$bin/cytoloom-cli" validate "$recipe" --plant "$plant"

say "Running batch $batch at up to x$speed (a few minutes)"
"$bin/cytoloom-cli" run "$recipe" --plant "$plant" --store "$out/store.sqlite" --batch "$batch" \
    --simulate --speed "$speed" --answer auto

say "Signing the report"
# The demo's signer has a key of its own like everybody else; its passphrase lies beside it.
data=${XDG_DATA_HOME:-$HOME/.local/share}/cytoloom
passphrase=$data/demo-qp.passphrase
mkdir -p "$data"
if [ ! -s "$passphrase" ]; then
    (umask 077 && head -c 24 /dev/urandom | base64 >"$passphrase")
    rm -f "$data/keys/demo-qp.p12"
fi
[ -e "$data/keys/demo-qp.p12" ] || "$bin/cytoloom-cli" key create demo-qp --name "Demo QP 示范质量受权人" --passphrase-file "$passphrase"
"$bin/cytoloom-cli" report --store "$out/store.sqlite" --batch "$batch" --plant "$plant" --out "$out/report.pdf" \
    --data "$out/record.json" --lang zh --sign demo-qp --passphrase-file "$passphrase"

say "Verifying report and store"
"$bin/cytoloom-cli" verify "$out/report.pdf"
"$bin/cytoloom-cli" verify --store "$out/store.sqlite"
if command -v pdfsig >/dev/null; then pdfsig -nocert "$out/report.pdf"; fi

say "Taking a picture of each page"
# A second batch runs meanwhile on a copy, so that the pages show life; the record stays as it is.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp "$out/store.sqlite" "$scratch/store.sqlite"
pictures=("$bin/cytoloom" --pictures "$out/pictures" --pictures-after 12 --store "$scratch/store.sqlite"
    --run "$batch-L" --speed 4000 --batch "$batch")
if command -v xvfb-run >/dev/null; then
    xvfb-run -a -s "-screen 0 1920x1200x24 -dpi 96" "${pictures[@]}"
else
    QT_QPA_PLATFORM=offscreen "${pictures[@]}"
fi
ls -l "$out" "$out/pictures"
say "Done: $out/report.pdf, record.json, store.sqlite, pictures/"
