// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/pdfseal.h"
#include "processgraph/reports/pdfsigner.h"

#include <QtCore/QRegularExpression>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// "bytes 8192–12287, object 14": the PDF object that starts last before \p offset.
QString placeOf(const QByteArray &pdf, qsizetype offset, qsizetype length)
{
    QString place = u"bytes %1–%2"_s.arg(offset).arg(offset + length - 1);
    const qsizetype object = pdf.lastIndexOf(" 0 obj", offset + 16);
    if (object > 0) {
        qsizetype start = object;
        while (start > 0 && pdf[start - 1] >= '0' && pdf[start - 1] <= '9')
            --start;
        place += u", object %1"_s.arg(QString::fromLatin1(pdf.mid(start, object - start)));
    }
    return place;
}

} // namespace

Result<PdfVerification> verifyPdf(const QByteArray &pdf)
{
    static const QRegularExpression pattern(
        uR"(/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\])"_s);
    const QString text = QString::fromLatin1(pdf);
    QRegularExpressionMatchIterator matches = pattern.globalMatch(text);
    if (!matches.hasNext())
        return Error(u"report.notSigned"_s);
    const QRegularExpressionMatch match = matches.next();
    const qint64 start = match.captured(1).toLongLong();
    const qint64 first = match.captured(2).toLongLong();
    const qint64 second = match.captured(3).toLongLong();
    const qint64 rest = match.captured(4).toLongLong();
    // The signature must cover everything but its own place: start to gap, gap to end.
    if (matches.hasNext() || start != 0 || second <= first + 2 || second + rest != pdf.size())
        return Error(u"report.changed"_s,
            {{u"place"_s, placeOf(pdf, match.capturedStart(), match.capturedLength())},
                {u"count"_s, u"1"_s}});

    const QByteArray gap = pdf.mid(first, second - first);
    const QByteArray packed = QByteArray::fromHex(gap.mid(1, gap.size() - 2));
    // Hex digits have two spellings and fromHex() skips what it does not know: compare the text.
    const QByteArray again = packed.toHex();
    const QByteArray hex = gap.mid(1, gap.size() - 2);
    if (!gap.startsWith('<') || !gap.endsWith('>') || (hex != again && hex != again.toUpper()))
        return Error(u"report.sealDamaged"_s, {{u"place"_s, placeOf(pdf, first, gap.size())}});
    QByteArray cms;
    const Result<PdfSeal> seal = PdfSeal::read(packed, &cms);
    if (!seal)
        return Error(u"report.sealDamaged"_s, {{u"place"_s, placeOf(pdf, first, gap.size())}});

    const QByteArray covered = pdf.first(first) + pdf.sliced(second);
    const QVector<QByteArray> blocks = PdfSeal::over(covered).blocks;
    QStringList places;
    for (qsizetype i = 0; i < std::max(blocks.size(), seal->blocks.size()); ++i) {
        if (i < blocks.size() && i < seal->blocks.size() && blocks[i] == seal->blocks[i])
            continue;
        qsizetype offset = i * PdfSeal::BlockSize;
        if (offset >= first)
            offset += second - first;
        places << placeOf(pdf, offset, PdfSeal::BlockSize);
    }
    if (!places.isEmpty()) {
        const QString count = QString::number(places.size());
        if (places.size() > 5)
            places = places.first(5) << u"…"_s;
        return Error(
            u"report.changed"_s, {{u"place"_s, places.join(u"; "_s)}, {u"count"_s, count}});
    }
    const Result<SignerInfo> signer = verifySignature(covered, cms);
    if (!signer)
        return signer.error();
    return PdfVerification {*signer, pdf.size()};
}

} // namespace cytoloom
