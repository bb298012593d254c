// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/records/writeaheadlog.h"

#include "processgraph/records/pageseal.h"

#include <QtCore/QFile>
#include <QtCore/QtEndian>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 HeaderSize = 32;
constexpr qint64 FrameHeaderSize = 24;
constexpr quint32 Magic = 0x377f0682; // | 1: big-endian checksums

struct Checksum
{
    quint32 first = 0;
    quint32 second = 0;
    bool bigEndian = false;

    quint32 word(const char *at) const
    {
        return bigEndian ? qFromBigEndian<quint32>(at) : qFromLittleEndian<quint32>(at);
    }
    void add(const char *data, qint64 length)
    {
        for (qint64 i = 0; i + 8 <= length; i += 8) {
            first += word(data + i) + second;
            second += word(data + i + 4) + first;
        }
    }
    bool matches(const char *stored) const
    {
        return qFromBigEndian<quint32>(stored) == first
            && qFromBigEndian<quint32>(stored + 4) == second;
    }
};

} // namespace

WriteAheadLog WriteAheadLog::read(const QString &store, qint64 committed, bool withHashes)
{
    WriteAheadLog log;
    QFile file(store + u"-wal"_s);
    if (!file.open(QIODevice::ReadOnly) || file.size() == 0)
        return log;
    const QByteArray header = file.read(HeaderSize);
    Checksum checksum;
    if (header.size() == HeaderSize) {
        checksum.bigEndian = (qFromBigEndian<quint32>(header.constData()) & 1) != 0;
        checksum.add(header.constData(), 24);
    }
    const qint64 pageSize
        = header.size() == HeaderSize ? qFromBigEndian<quint32>(header.constData() + 8) : 0;
    if (header.size() != HeaderSize || !checksum.matches(header.constData() + 24)
        || (qFromBigEndian<quint32>(header.constData()) & ~1U) != Magic || pageSize < 512
        || pageSize > 65536) {
        log.damage << u"write-ahead log, header"_s;
        return log;
    }
    log.present = true;
    const QByteArray salts = header.mid(16, 8);

    bool broken = false;
    qint64 number = 0;
    qint64 brokenAt = 0;
    QVector<std::pair<qint64, QByteArray>> open; // frames of the transaction being read
    for (;;) {
        const QByteArray frame = file.read(FrameHeaderSize + pageSize);
        if (frame.isEmpty())
            break;
        ++number;
        const bool whole = frame.size() == FrameHeaderSize + pageSize;
        const bool ours = frame.mid(8, 8) == salts;
        if (!broken) {
            if (whole) {
                checksum.add(frame.constData(), 8);
                checksum.add(frame.constData() + FrameHeaderSize, pageSize);
            }
            if (!whole || !ours || !checksum.matches(frame.constData() + 16)) {
                broken = true;
                brokenAt = number;
                continue;
            }
            const qint64 page = qFromBigEndian<quint32>(frame.constData());
            open.append(
                {page, withHashes ? PageSeal::pageHash(frame.mid(FrameHeaderSize)) : QByteArray()});
            if (qFromBigEndian<quint32>(frame.constData() + 4) != 0) { // a commit
                log.frames = number;
                for (const auto &[changed, hash] : std::as_const(open)) {
                    log.pages.insert(changed);
                    if (withHashes)
                        log.hashes[changed].append(hash);
                }
                open.clear();
            }
        } else if (ours && log.damage.isEmpty()) {
            // Frames are written in order: a later one of the same run means that this was whole.
            log.damage << u"write-ahead log, frame %1"_s.arg(brokenAt);
        }
    }
    if (log.damage.isEmpty() && committed > log.frames)
        log.damage << u"write-ahead log, frame %1"_s.arg(broken ? brokenAt : log.frames + 1);
    return log;
}

qint64 WriteAheadLog::committedFrames(const QString &store)
{
    QFile file(store + u"-shm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray index = file.read(48);
    // struct WalIndexHdr of SQLite: native byte order, mxFrame at 16, its own checksum at 40.
    if (index.size() < 48)
        return -1;
    Checksum checksum;
    checksum.bigEndian = Q_BYTE_ORDER == Q_BIG_ENDIAN;
    checksum.add(index.constData(), 40);
    quint32 stored[2] = {};
    memcpy(stored, index.constData() + 40, 8);
    if (stored[0] != checksum.first || stored[1] != checksum.second)
        return -1;
    quint32 frames = 0;
    memcpy(&frames, index.constData() + 16, 4);
    return frames;
}

} // namespace cytoloom
