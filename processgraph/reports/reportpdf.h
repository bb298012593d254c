// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/reports/batchreport.h"
#include "processgraph/reports/pdfsigner.h"

namespace cytoloom {

/// Who is about to sign: the last page shows it where the signature field will lie.
struct ReportSigner
{
    PersonId person;
    QString name;
    QString meaning; ///< word of SignatureMeaning
    UtcTime time {};
};

/// A report as PDF 1.6 with record.json attached, not yet signed.
struct ReportPdf
{
    QByteArray bytes;
    PdfSignatureRequest signature; ///< where signPdf() puts the field
    int pages = 0;
};

/// Paints the report in \p language. Needs a QGuiApplication (fonts); any one thread, not the
/// GUI's: a whole CAR-T batch takes a second or two. Fails with "report.cannotPaint".
Result<ReportPdf> paintReport(
    const BatchReport &report, Language language, const std::optional<ReportSigner> &signer);

} // namespace cytoloom
