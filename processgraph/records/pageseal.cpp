// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/records/pageseal.h"

#include "processgraph/historian/contenthash.h"
#include "processgraph/records/writeaheadlog.h"

#include <QtCore/QtEndian>

namespace cytoloom {

namespace {

constexpr qint64 HeadLength = 64;
constexpr qint64 EndLength = 32;
const QByteArray Magic = QByteArrayLiteral("cytoloom.seal.1\n");

QByteArray number(qint64 value)
{
    QByteArray bytes(8, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

QByteArray hashOf(const char *purpose, const QByteArray &bytes, int size)
{
    return ContentHash(purpose, size).add(bytes).result();
}

QByteArray headFor(int pageSize, qint64 pages)
{
    const qint64 length = HeadLength + pages * ContentHash::PageSize + EndLength;
    const QByteArray head = Magic + number(pageSize) + number(pages) + number(length) + number(0);
    return head + hashOf("cytoloom.seal.head", head, ContentHash::PageSize);
}

struct Layout
{
    qint64 pageSize = 0;
    qint64 pages = 0; ///< 0: no seal
};

/// The header of the file may itself be what was changed: the layout follows from the size of the
/// file, first with \p pageSize, then with every other that SQLite knows.
Layout findSeal(const StoreFile &file, qint64 pageSize)
{
    const qint64 size = file.size();
    for (const qint64 tried : {pageSize, qint64(512), qint64(1024), qint64(2048), qint64(4096),
             qint64(8192), qint64(16384), qint64(32768), qint64(65536)}) {
        const qint64 pages = (size - HeadLength - EndLength) / (tried + ContentHash::PageSize);
        const qint64 length = HeadLength + pages * ContentHash::PageSize + EndLength;
        if (pages > 0 && pages * tried + length == size
            && file.read(pages * tried, HeadLength) == headFor(int(tried), pages))
            return {tried, pages};
    }
    return {};
}

} // namespace

QByteArray PageSeal::pageHash(const QByteArray &page)
{
    return hashOf("cytoloom.page.1", page, ContentHash::PageSize);
}

PageSeal::Found PageSeal::check(const StoreFile &file, const WriteAheadLog &log)
{
    Found found;
    const StoreFile::Header header = file.header();
    const qint64 size = file.size();
    if (!header.valid)
        return found;
    const Layout layout = findSeal(file, header.pageSize);
    const qint64 pages = layout.pages;
    if (pages == 0) {
        const qint64 end = header.pages * header.pageSize;
        if (size == end || (size < end && log.present)) // or killed during a checkpoint
            return found;
        // Killed while sealing: the beginning of what would have become a seal.
        const QByteArray begun = file.read(end, HeadLength);
        const bool torn
            = log.present && size > end && headFor(header.pageSize, header.pages).startsWith(begun);
        found.state = torn ? State::Torn : State::Broken;
        return found;
    }
    const QByteArray seal = file.read(pages * layout.pageSize, size - pages * layout.pageSize);
    if (!seal.endsWith(hashOf("cytoloom.seal.end", seal.chopped(EndLength), EndLength))) {
        found.state = State::Broken;
        return found;
    }
    found.state = State::Whole;
    for (qint64 i = 0; i < pages; ++i) {
        const QByteArray stored
            = seal.mid(HeadLength + i * ContentHash::PageSize, ContentHash::PageSize);
        found.hashes << stored;
        const QByteArray actual = pageHash(file.read(i * layout.pageSize, layout.pageSize));
        if (actual != stored && !log.hashes.value(i + 1).contains(actual))
            found.changedPages << i + 1;
    }
    return found;
}

bool PageSeal::endsWithSeal(const StoreFile &file)
{
    return findSeal(file, 4096).pages > 0;
}

PageSeal::PageSeal(StoreFile &file)
    : m_file(file)
{ }

bool PageSeal::remove()
{
    const StoreFile::Header header = m_file.header();
    const qint64 end = header.pages * header.pageSize;
    return !header.valid || m_file.size() <= end || m_file.truncate(end);
}

bool PageSeal::renew(const QSet<qint64> &changed)
{
    const StoreFile::Header header = m_file.header();
    const qint64 end = header.pages * header.pageSize;
    if (!header.valid || m_file.size() < end)
        return false;
    const qsizetype known = std::min<qsizetype>(m_hashes.size(), header.pages);
    m_hashes.resize(header.pages);
    for (qint64 i = 0; i < header.pages; ++i)
        if (i >= known || changed.contains(i + 1))
            m_hashes[i] = pageHash(m_file.read(i * header.pageSize, header.pageSize));
    QByteArray seal = headFor(header.pageSize, header.pages);
    seal.reserve(HeadLength + header.pages * ContentHash::PageSize + EndLength);
    for (const QByteArray &hash : std::as_const(m_hashes))
        seal += hash;
    seal += hashOf("cytoloom.seal.end", seal, EndLength);
    if (m_file.write(end, seal) && m_file.truncate(end + seal.size()) && m_file.sync())
        return true;
    // A full disk: better none than half of one.
    return remove() && false;
}

} // namespace cytoloom
