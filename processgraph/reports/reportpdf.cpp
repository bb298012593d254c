// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/reportpdf.h"

#include "processgraph/reports/recordjson.h"
#include "processgraph/reports/reportsections.h"

#include <QtCore/QBuffer>
#include <QtCore/QCryptographicHash>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int Resolution = 1200;
constexpr double PointsPerInch = 72;

struct Pass
{
    int pages = 0;
    QRectF signatureBox;
};

Pass paint(QBuffer &buffer, const BatchReport &report, Language language,
    const std::optional<ReportSigner> &signer, int pageCount, const QByteArray &record)
{
    const ControlRecipe &control = report.state.control;
    const ReportWords words(language);
    const QString recordHash
        = QString::fromLatin1(QCryptographicHash::hash(record, QCryptographicHash::Sha256).toHex());
    QPdfWriter writer(&buffer);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6); // PDF/A-1b would forbid the attachment
    writer.setResolution(Resolution);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(words.word("title") + u' ' + control.header.id.value());
    writer.setCreator(u"Cytoloom "_s + report.softwareVersion);
    if (pageCount > 0) // the second pass is the one that is kept
        writer.addFileAttachment(u"record.json"_s, record, u"application/json"_s);

    QPainter painter(&writer);
    painter.scale(Resolution / PointsPerInch, Resolution / PointsPerInch);
    ReportPages::Frame frame;
    frame.title = words.word("title") + u" · "_s + control.recipe.product.in(language);
    frame.batch = control.header.id.value() + u" · "_s + control.header.identity;
    frame.line = u"%1 v%2 · %3 SHA-256 %4"_s.arg(control.recipe.id.value())
                     .arg(control.recipe.version)
                     .arg(words.word("recipeShort"), control.recipeHash);
    frame.foot = u"Cytoloom %1 · %2 %3 · record.json SHA-256 %4"_s
                     .arg(report.softwareVersion, words.word("row"))
                     .arg(report.state.lastSequence)
                     .arg(recordHash);
    frame.page = words.word("page");
    frame.watermark = control.header.simulated ? u"SIMULATION 模拟"_s : QString();
    frame.pageCount = pageCount;
    ReportPages pages(painter, writer, frame);
    ReportSections sections(report, language, recordHash, pages);
    sections.write(signer);
    painter.end();
    return {pages.pages(), sections.signatureBox()};
}

} // namespace

Result<ReportPdf> paintReport(
    const BatchReport &report, Language language, const std::optional<ReportSigner> &signer)
{
    // "page x / y" needs y: the first pass counts, the second writes.
    QBuffer counted;
    counted.open(QIODevice::WriteOnly);
    const QByteArray record = recordJson(report).toJson();
    const Pass first = paint(counted, report, language, signer, 0, record);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const Pass second = paint(buffer, report, language, signer, first.pages, record);
    if (buffer.data().isEmpty())
        return Error(u"report.cannotPaint"_s);

    ReportPdf pdf;
    pdf.bytes = buffer.data();
    pdf.pages = second.pages;
    if (signer) {
        pdf.signature.page = second.pages - 1;
        pdf.signature.box = second.signatureBox;
        pdf.signature.name = signer->name;
        pdf.signature.reason = signer->meaning;
        pdf.signature.time = signer->time;
    }
    return pdf;
}

} // namespace cytoloom
