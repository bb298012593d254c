// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/journal.h"

namespace cytoloom::test {

/// A journal in memory that can be told to fail.
class MemoryJournal : public Journal
{
public:
    Result<quint64> append(const QVector<JournalEvent> &added) override
    {
        if (failing)
            return Error(QStringLiteral("store.cannotWrite"));
        for (JournalEvent event : added) {
            event.sequence = quint64(events.size()) + 1;
            events << event;
        }
        groups << events.size();
        return quint64(events.size());
    }
    Result<QVector<JournalEvent>> read(const BatchId &batch) override
    {
        QVector<JournalEvent> found;
        for (const JournalEvent &event : std::as_const(events)) {
            if (event.batch == batch)
                found << event;
        }
        return found;
    }

    Result<QVector<JournalEvent>> readCodes(const QStringList &codes) override
    {
        QVector<JournalEvent> found;
        for (const JournalEvent &event : std::as_const(events)) {
            if (codes.contains(event.code))
                found << event;
        }
        return found;
    }

    QVector<JournalEvent> events;
    QVector<qsizetype> groups; ///< size of the journal after each append
    bool failing = false;
};

} // namespace cytoloom::test
