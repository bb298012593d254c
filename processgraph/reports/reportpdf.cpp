// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/reportpdf.h"

#include "processgraph/reports/pagepainter.h"
#include "processgraph/reports/recordjson.h"
#include "processgraph/reports/reportsections.h"

#include <QtCore/QCryptographicHash>

namespace cytoloom {

using namespace Qt::StringLiterals;

Result<ReportPdf> paintReport(
    const BatchReport &report, Language language, const std::optional<ReportSigner> &signer)
{
    const ControlRecipe &control = report.state.control;
    const ReportWords words(language);
    const QByteArray record = recordJson(report).toJson();
    const QString recordHash
        = QString::fromLatin1(QCryptographicHash::hash(record, QCryptographicHash::Sha256).toHex());
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
    QRectF signatureBox;
    const Result<PaintedPdf> painted
        = paintPages(words.word("title") + u' ' + control.header.id.value(),
            u"Cytoloom "_s + report.softwareVersion, frame,
            {u"record.json"_s, record, u"application/json"_s}, [&](ReportPages &pages) {
                ReportSections sections(report, language, recordHash, pages);
                sections.write(signer);
                signatureBox = sections.signatureBox();
            });
    if (!painted)
        return painted.error();

    ReportPdf pdf;
    pdf.bytes = painted->bytes;
    pdf.pages = painted->pages;
    if (signer) {
        pdf.signature.page = painted->pages - 1;
        pdf.signature.box = signatureBox;
        pdf.signature.name = signer->name;
        pdf.signature.reason = signer->meaning;
        pdf.signature.time = signer->time;
    }
    return pdf;
}

} // namespace cytoloom
