// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/drill/drilloutput.h"
#include "processgraph/reports/pagepainter.h"

namespace cytoloom {

/// The drill as a printed FMEA: figures, how it was made, the matrix in numbers, and one row per
/// cell with failure mode, effect, detection, action, verdict and evidence; drill.json attached.
///
/// Detection is rated from the data: 1 told within a process minute, 3 within ten, 5 later, 10 not
/// told. Severity and occurrence are left to people: a simulation knows neither how bad a loss is
/// for this patient nor how often a device of this make fails. Needs a QGuiApplication.
Result<PaintedPdf> paintDrillReport(
    const DrillResult &result, Language language, const QString &software);

/// 0 where nothing had to be told.
[[nodiscard]] int detectionRank(const DrillCell &cell);

} // namespace cytoloom
