// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/jsonvalue.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QMetaType>
#include <QtCore/QVector>

namespace cytoloom {

/// One fact in the life of a batch. Codes and parameters, never sentences (see Message); the
/// vocabulary stands in execution/eventcodes.h.
struct JournalEvent
{
    quint64 sequence = 0; ///< given by the journal: 1, 2, 3 … without a hole, per store
    UtcTime time {};
    Duration elapsed {0}; ///< monotonic, for lengths across clock jumps
    BatchId batch; ///< empty for events of the plant or the program
    QString code; ///< "element.state", "prompt.answered", …
    ElementId element;
    PersonId person; ///< empty: the engine or a device did it
    JsonValue data; ///< object; codes and numbers
    friend bool operator==(const JournalEvent &, const JournalEvent &) = default;
};

/// Where the engine writes down what it is about to do. Abstract, so that the engine knows no
/// database.
class Journal
{
public:
    virtual ~Journal() = default;
    /// Returns when all of \p events are durable (they survive power loss), in order, or none of
    /// them is; the sequence number of the last one. Fails with "store.…"; the caller must then not
    /// carry out what it wanted to journal. Called on the engine thread.
    virtual Result<quint64> append(const QVector<JournalEvent> &events) = 0;
    /// Every event of \p batch in order.
    virtual Result<QVector<JournalEvent>> read(const BatchId &batch) = 0;
    /// Every event of all batches with one of \p codes, in order.
    virtual Result<QVector<JournalEvent>> readCodes(const QStringList &codes) = 0;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::JournalEvent)
