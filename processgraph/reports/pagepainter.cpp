// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/pagepainter.h"

#include <QtCore/QBuffer>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int Resolution = 1200;
constexpr double PointsPerInch = 72;

} // namespace

Result<PaintedPdf> paintPages(const QString &title, const QString &software,
    ReportPages::Frame frame, const PdfAttachment &attachment,
    const std::function<void(ReportPages &)> &write)
{
    PaintedPdf pdf;
    for (const bool kept : {false, true}) {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QPdfWriter writer(&buffer);
        writer.setPdfVersion(
            QPagedPaintDevice::PdfVersion_1_6); // PDF/A-1b would forbid the attachment
        writer.setResolution(Resolution);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setTitle(title);
        writer.setCreator(software);
        if (kept)
            writer.addFileAttachment(attachment.name, attachment.content, attachment.mimeType);
        QPainter painter(&writer);
        painter.scale(Resolution / PointsPerInch, Resolution / PointsPerInch);
        frame.pageCount = pdf.pages;
        ReportPages pages(painter, writer, frame);
        write(pages);
        painter.end();
        pdf.pages = pages.pages();
        pdf.bytes = buffer.data();
    }
    if (pdf.bytes.isEmpty())
        return Error(u"report.cannotPaint"_s);
    return pdf;
}

} // namespace cytoloom
