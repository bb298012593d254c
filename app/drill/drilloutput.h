// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/drill/drillrun.h"
#include "processgraph/foundation/jsonvalue.h"
#include "processgraph/foundation/language.h"

namespace cytoloom {

// What a drill has found out, in the forms that it leaves the program in. Pure; any thread.

/// drill.json, schema cytoloom.drill/1: recipe, plant, figures, and every cell with its verdict and
/// its evidence (batch, journal sequence numbers, times, deciding values).
[[nodiscard]] JsonValue drillJson(const DrillResult &result, Language language);
/// One line per cell, RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read Chinese.
[[nodiscard]] QByteArray drillCsv(const DrillResult &result, Language language);
/// The matrix for a console: a row per step, a letter per fault, with a legend.
[[nodiscard]] QString drillMatrix(const DrillResult &result, Language language);

/// The words that all forms share.
[[nodiscard]] QString drillStepName(
    const DrillResult &result, const DrillStep &step, Language language);
[[nodiscard]] QString drillFaultName(FaultKind fault, Language language);
[[nodiscard]] QString drillOutcomeName(DrillOutcome outcome, Language language);
[[nodiscard]] QString drillWord(const QString &word, Language language); ///< "drill.word.<word>"
/// How it was noticed, in one line; "—" when it was not.
[[nodiscard]] QString drillDetectionText(const DrillDetection &detection, Language language);

} // namespace cytoloom
