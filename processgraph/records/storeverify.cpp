// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/historian/historycheck.h"
#include "processgraph/records/journaltable.h"
#include "processgraph/records/migrations.h"
#include "processgraph/records/pageseal.h"
#include "processgraph/records/store.h"
#include "processgraph/records/storelock.h"
#include "processgraph/records/writeaheadlog.h"

#include <QtCore/QFileInfo>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostPlaces = 50; // of one kind: a list of thousands helps nobody

class Inspector
{
public:
    explicit Inspector(const QString &fileName)
        : m_fileName(fileName)
    { }

    Result<StoreInspection> run()
    {
        if (!QFileInfo::exists(m_fileName))
            return Error(u"store.cannotOpen"_s,
                {{u"file"_s, m_fileName}, {u"reason"_s, u"no such file"_s}},
                {m_fileName, {}, 0, 0});
        m_result.inUse = StoreLock::isHeld(m_fileName);
        if (auto done = checkBytes(); !done)
            return done.error();
        if (auto done = checkContent(); !done) {
            const QString code = done.error().code();
            // Where bytes are known to be wrong, what the database says about it is one more place.
            const bool explains = code == u"store.notOurs" || code == u"store.newer"
                || code == u"store.older" || code == u"store.cannotOpen";
            if (m_result.damage.isEmpty() && explains)
                return done.error();
            found(u"database"_s, u"store.verify.unreadable"_s,
                {{u"reason"_s, done.error().message.args.value(u"reason"_s)}});
        }
        return m_result;
    }

private:
    void found(const QString &place, const QString &code, QMap<QString, QString> args = {})
    {
        if (++m_counts[code] > MostPlaces)
            return;
        args.insert(u"place"_s, place);
        m_result.damage << StoreDamage {place, {code, std::move(args)}};
    }

    Result<void> checkBytes()
    {
        // Before SQLite looks: it would rebuild the index of the log from what it takes for whole.
        const qint64 committed = m_result.inUse ? -1 : WriteAheadLog::committedFrames(m_fileName);
        const WriteAheadLog log
            = m_result.inUse ? WriteAheadLog() : WriteAheadLog::read(m_fileName, committed, true);
        for (const QString &place : log.damage)
            found(place, u"store.verify.logChanged"_s);

        if (StoreFile::hasRollbackJournal(m_fileName))
            found(u"rollback journal"_s, u"store.verify.rollbackJournal"_s);
        auto file = StoreFile::open(m_fileName, false);
        if (!file)
            return file.error();
        const StoreFile::Header header = (*file)->header();
        if (!header.valid) {
            if (!PageSeal::endsWithSeal(**file) && !log.present)
                return Error(u"store.notOurs"_s,
                    {{u"file"_s, m_fileName}, {u"reason"_s, u"no SQLite header"_s}},
                    {m_fileName, {}, 0, 0});
            found(u"page 1 (header)"_s, u"store.verify.pageChanged"_s);
            return {};
        }
        m_result.pages = header.pages;
        if (m_result.inUse) // pages and seal change while we look
            return {};
        const PageSeal::Found seal = PageSeal::check(**file, log);
        m_result.sealed = seal.state == PageSeal::State::Whole;
        m_sealBroken = seal.state == PageSeal::State::Broken;
        if (const qint64 whole = (*file)->size() / header.pageSize;
            whole < header.pages && !log.present)
            found(u"page %1 to %2"_s.arg(whole + 1).arg(header.pages),
                u"store.verify.pagesMissing"_s);
        m_changedPages = seal.changedPages;
        return {};
    }

    void reportPages(const SqlConnection *connection)
    {
        for (const qint64 page : std::exchange(m_changedPages, {})) {
            const QString owner = connection && m_counts[u"store.verify.pageChanged"_s] < 5
                ? connection->ownerOfPage(page)
                : QString();
            found(owner.isEmpty() ? u"page %1"_s.arg(page) : u"page %1 (%2)"_s.arg(page).arg(owner),
                u"store.verify.pageChanged"_s);
        }
        if (std::exchange(m_sealBroken, false))
            found(u"seal"_s, u"store.verify.sealChanged"_s);
    }

    Result<void> checkContent()
    {
        auto opened = SqlConnection::open(m_fileName, SqlConnection::Access::ReadOnly);
        Result<SqlConnection::Version> version
            = opened ? (*opened)->version() : Result<SqlConnection::Version>(opened.error());
        if (!version && QFileInfo(m_fileName + u"-wal"_s).size() == 0) { // read-only medium
            opened = SqlConnection::open(m_fileName, SqlConnection::Access::Immutable);
            version = opened ? (*opened)->version() : version.error();
        }
        if (!version) {
            reportPages(nullptr);
            return version.error();
        }
        SqlConnection &connection = **opened;
        // A stranger's file has no seal to break: say first that it is not ours.
        if (version->application != SqlConnection::ApplicationId && m_changedPages.isEmpty()
            && !m_result.sealed)
            return Migrations::check(connection);
        reportPages(&connection);
        if (auto known = Migrations::check(connection); !known)
            return known;
        if (auto begun = connection.begin(); !begun) // one state for all that follows
            return begun;
        if (auto done = checkStructure(connection); !done)
            return done;
        const auto history = checkHistory(connection);
        if (!history)
            return history.error();
        for (const HistoryDamage &damage : history->damage)
            found(damage.place, damage.finding.code, damage.finding.args);
        m_result.chunks = history->chunks;
        m_result.samples = history->samples;
        const auto journal = JournalTable::check(connection, history->hashes);
        if (!journal)
            return journal.error();
        for (const auto &[row, code] : journal->damage)
            found(u"journal row %1"_s.arg(row), code);
        m_result.journalRows = journal->rows;
        m_result.journalHash = journal->head.hash;
        connection.rollback();
        return {};
    }

    Result<void> checkStructure(const SqlConnection &connection)
    {
        const auto complaints = connection.selfCheck();
        if (!complaints)
            return complaints.error();
        for (const QString &complaint : *complaints)
            found(u"database"_s, u"store.verify.structure"_s, {{u"reason"_s, complaint}});
        // A trigger that was taken away would leave no other trace.
        const auto present = connection.schema();
        if (!present)
            return present.error();
        auto scratch = SqlConnection::openScratch();
        if (!scratch)
            return scratch.error();
        if (auto made = Migrations::apply(**scratch); !made)
            return made;
        const auto wanted = (*scratch)->schema();
        if (!wanted)
            return wanted.error();
        for (const QString &item : *wanted)
            if (!present->contains(item))
                found(u"schema "_s + item.section(u':', 0, 0), u"store.verify.schema"_s);
        for (const QString &item : *present)
            if (!wanted->contains(item))
                found(u"schema "_s + item.section(u':', 0, 0), u"store.verify.schema"_s);
        return {};
    }

    QString m_fileName;
    StoreInspection m_result;
    QHash<QString, int> m_counts;
    QVector<qint64> m_changedPages;
    bool m_sealBroken = false;
};

} // namespace

Result<StoreInspection> inspectStore(const QString &fileName)
{
    return Inspector(QFileInfo(fileName).absoluteFilePath()).run();
}

Result<QVector<StoreDamage>> verifyStore(const QString &fileName)
{
    const auto inspection = inspectStore(fileName);
    if (!inspection)
        return inspection.error();
    return inspection->damage;
}

} // namespace cytoloom
