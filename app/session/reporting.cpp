// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/reporting.h"

#include "app/session/outputfile.h"
#include "processgraph/records/store.h"
#include "processgraph/reports/recordjson.h"
#include "processgraph/reports/reportpdf.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Whether a PDF with a signature stands there already. A preview goes to no file.
bool isSigned(const QString &fileName)
{
    if (fileName.isEmpty())
        return false;
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) && file.readAll().contains("/ByteRange");
}

} // namespace

Result<ReportDone> writeReport(const ReportOrder &order, const SigningKey *key)
{
    if (!key && isSigned(order.pdfFile))
        return Error(
            u"app.signedExists"_s, {{u"file"_s, order.pdfFile}}, {order.pdfFile, {}, 0, 0});
    const Result<std::unique_ptr<Store>> store
        = Store::open(order.storeFile, Store::Mode::ReadOnly);
    if (!store)
        return store.error();
    const Result<QVector<JournalEvent>> events = (*store)->read(order.batch);
    if (!events)
        return events.error();
    if (events->isEmpty())
        return Error(u"app.noBatch"_s, {{u"batch"_s, order.batch.value()}});
    const Result<Plant> plant = readPlantFile(order.plantFile);
    if (!plant)
        return plant.error();
    const Result<std::unique_ptr<TrendSource>> trends = (*store)->openTrends();
    if (!trends)
        return trends.error();
    const Result<BatchReport> report = makeBatchReport(*events, *plant, **trends);
    if (!report)
        return report.error();

    std::optional<ReportSigner> signer;
    if (key) {
        const SignerInfo info = key->signer();
        signer = ReportSigner {info.person, info.name, toText(SignatureMeaning::Reviewed),
            utcFromMs(QDateTime::currentMSecsSinceEpoch())};
    }
    const Result<ReportPdf> painted = paintReport(*report, order.language, signer);
    if (!painted)
        return painted.error();
    QByteArray pdf = painted->bytes;
    if (key) {
        const Result<QByteArray> signedPdf = signPdf(pdf, painted->signature, *key);
        if (!signedPdf)
            return signedPdf.error();
        pdf = *signedPdf;
    }
    if (!order.pdfFile.isEmpty()) {
        if (const Result<void> written = writeOutput(order.pdfFile, pdf, "%PDF-"); !written)
            return written.error();
    }
    if (!order.dataFile.isEmpty()) {
        if (const Result<void> written
            = writeOutput(order.dataFile, recordJson(*report).toJson(), "\"cytoloom.record/");
            !written)
            return written.error();
    }
    return ReportDone {painted->pages, pdf.size(), report->totalCompleteness(), pdf};
}

} // namespace cytoloom
