// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/pdfseal.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QtEndian>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype DigestSize = 32;
constexpr qsizetype ShortDigest = 8;
const QByteArray Mark("CYTOLOOM-SEAL-2\n");

QByteArray sha256(const QByteArray &data)
{
    return QCryptographicHash::hash(data, QCryptographicHash::Sha256);
}

QByteArray number(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

/// Length of the DER element at the start of \p data, -1 when there is none.
qsizetype derLength(const QByteArray &data)
{
    if (data.size() < 2 || data[0] != 0x30)
        return -1;
    const auto first = quint8(data[1]);
    if (first < 0x80)
        return 2 + first;
    const int count = first & 0x7f;
    if (count < 1 || count > 4 || data.size() < 2 + count)
        return -1;
    qsizetype length = 0;
    for (int i = 0; i < count; ++i)
        length = (length << 8) | quint8(data[2 + i]);
    return 2 + count + length;
}

/// Where the digest of the CMS stands in it, and the count of blocks; nullopt when there is no
/// note.
struct NotePlace
{
    qsizetype blocks = 0;
    qsizetype count = 0;
    qsizetype digest = 0;
};

std::optional<NotePlace> findNote(const QByteArray &cms)
{
    const qsizetype at = cms.indexOf(Mark);
    if (at < 0 || cms.indexOf(Mark, at + 1) >= 0 || cms.size() < at + Mark.size() + 4 + DigestSize)
        return std::nullopt;
    const qsizetype blocks = at + Mark.size() + 4;
    const auto count = qsizetype(qFromBigEndian<quint32>(cms.constData() + blocks - 4));
    if (count > (cms.size() - blocks - DigestSize) / ShortDigest)
        return std::nullopt;
    return NotePlace {blocks, count, blocks + count * ShortDigest};
}

QByteArray digestWithoutItself(QByteArray cms, const NotePlace &note)
{
    cms.replace(note.digest, DigestSize, QByteArray(DigestSize, '\0'));
    return sha256(cms);
}

} // namespace

PdfSeal PdfSeal::over(const QByteArray &data)
{
    PdfSeal seal;
    for (qsizetype at = 0; at < data.size(); at += BlockSize)
        seal.blocks << sha256(data.mid(at, BlockSize)).first(ShortDigest);
    return seal;
}

QByteArray PdfSeal::note() const
{
    QByteArray bytes = Mark + number(quint32(blocks.size()));
    for (const QByteArray &digest : blocks)
        bytes += digest;
    return bytes + QByteArray(DigestSize, '\0');
}

void PdfSeal::close(QByteArray &cms)
{
    const std::optional<NotePlace> note = findNote(cms);
    Q_ASSERT(note);
    cms.replace(note->digest, DigestSize, digestWithoutItself(cms, *note));
}

Result<PdfSeal> PdfSeal::read(const QByteArray &contents, QByteArray *cms)
{
    const Error damaged(u"report.sealDamaged"_s);
    const qsizetype length = derLength(contents);
    if (length < 0 || length > contents.size()
        || contents.sliced(length) != QByteArray(contents.size() - length, '\0'))
        return damaged;
    *cms = contents.first(length);
    const std::optional<NotePlace> note = findNote(*cms);
    if (!note || cms->mid(note->digest, DigestSize) != digestWithoutItself(*cms, *note))
        return damaged;
    PdfSeal seal;
    for (qsizetype i = 0; i < note->count; ++i)
        seal.blocks << cms->mid(note->blocks + i * ShortDigest, ShortDigest);
    return seal;
}

} // namespace cytoloom
