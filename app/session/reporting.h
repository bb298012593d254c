// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/identity/signingkey.h"
#include "processgraph/reports/batchreport.h"

namespace cytoloom {

/// Which report, and where to. Empty file names: not wanted.
struct ReportOrder
{
    QString storeFile;
    QString plantFile;
    BatchId batch;
    Language language = Language::Zh;
    QString pdfFile;
    QString dataFile;
};

struct ReportDone
{
    int pages = 0;
    qint64 bytes = 0; ///< of the PDF
    Completeness completeness;
    QByteArray pdf;
};

/// Reads the store, paints, signs when there is a \p key, and writes. A second or two: not on the
/// GUI thread. Files are replaced in one step or not at all.
Result<ReportDone> writeReport(const ReportOrder &order, const SigningKey *key);

} // namespace cytoloom
