// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/compilereport.h"
#include "processgraph/compiler/donorenvelope.h"
#include "processgraph/reports/pagepainter.h"

namespace cytoloom {

/// Paints a compile report in \p language on the pages of the batch report, marked as no batch
/// record, with compile.json attached. \p software: the program's version. Needs a QGuiApplication
/// (fonts). \p donors, where given, adds a section; it must be of the same recipe. Any one thread,
/// not the GUI's. Fails with "report.cannotPaint".
Result<PaintedPdf> paintCompileReport(const CompileReport &report, Language language,
    const QString &software, const DonorEnvelope *donors = nullptr);

} // namespace cytoloom
