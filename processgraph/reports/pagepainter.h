// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"
#include "processgraph/reports/reportpages.h"

#include <QtCore/QByteArray>

namespace cytoloom {

/// A file inside the PDF.
struct PdfAttachment
{
    QString name;
    QByteArray content;
    QString mimeType;
};

struct PaintedPdf
{
    QByteArray bytes; ///< PDF 1.6
    int pages = 0;
};

/// Paints what \p write lays out: twice, as "page x / y" needs y; \p write must do the same both
/// times. Needs a QGuiApplication (fonts); any one thread, not the GUI's. Fails with
/// "report.cannotPaint".
Result<PaintedPdf> paintPages(const QString &title, const QString &software,
    ReportPages::Frame frame, const PdfAttachment &attachment,
    const std::function<void(ReportPages &)> &write);

} // namespace cytoloom
