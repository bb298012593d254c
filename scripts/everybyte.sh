#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# everybyte.sh [BUILD]: flips every byte of a signed report and of a small store with its log, one
# after the other, and insists that verify finds each and names its place. Some minutes.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/release}
cmake --build "$build" --target tst_pdfsigner tst_storeverify
export QT_QPA_PLATFORM=offscreen CYTOLOOM_EVERY_BYTE=1
"$build/tests/reports/tst_pdfsigner" everyFlippedByteIsFound
"$build/tests/records/tst_storeverify" -maxwarnings 0 everyByteOfASmallStore everyByteOfASmallLog
