#!/usr/bin/env bash
# The README's pictures, made from a batch: scripts/pictures.sh [DIR of a headless run, default out]
set -euo pipefail
cd "$(dirname "$0")/.."
from=${1:-out}
[ -e "$from/pictures/design-zh-1280.png" ] || { echo "Run ./run --headless $from first." >&2; exit 1; }
mkdir -p docs/pictures
for name in design-zh design-en operate-zh running-zh trends-en records-zh devices-en \
    unit-en condition-zh finding-zh compare-en risk-zh compile-en; do
    cp "$from/pictures/$name-1280.png" "docs/pictures/$name.png"
done
pdftoppm -png -r 60 -f 1 -l 1 "$from/report.pdf" docs/pictures/report && mv docs/pictures/report-*.png docs/pictures/report.png
