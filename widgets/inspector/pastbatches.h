// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/records/conditionreplay.h"
#include "processgraph/records/store.h"

#include <QtCore/QObject>

namespace cytoloom {

/// Batches whose record a condition can be tried on. The inspector asks, the application reads:
/// nothing here waits for a disk. GUI thread.
class PastBatches : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The newest first; empty while no store is open or it is still being read.
    [[nodiscard]] virtual QVector<BatchSummary> batches() const = 0;
    /// Begins to ask \p question of \p batch; replayed() with the number returned here follows,
    /// unless the request is cancelled. A request that is still under way is given up.
    virtual quint64 replay(const BatchId &batch, const ConditionQuestion &question) = 0;
    virtual void cancel(quint64 request) = 0;

    /// The batch that a person chose last, so that it need not be chosen for each step anew.
    [[nodiscard]] const BatchId &chosen() const { return m_chosen; }
    void choose(const BatchId &batch) { m_chosen = batch; }

Q_SIGNALS:
    void batchesChanged();
    void replayed(quint64 request, const cytoloom::Result<cytoloom::ConditionReplay> &outcome);

private:
    BatchId m_chosen;
};

} // namespace cytoloom
