// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pastdesk.h"

#include "app/desktop/pool.h"

#include <algorithm>

namespace cytoloom {

PastDesk::PastDesk(QObject *parent)
    : PastBatches(parent)
{ }

PastDesk::~PastDesk()
{
    if (m_cancelled)
        *m_cancelled = true;
}

void PastDesk::setStore(std::shared_ptr<Store> store, const Plant &plant)
{
    cancel(m_request);
    m_store = std::move(store);
    m_plant = plant;
    refresh();
}

void PastDesk::refresh()
{
    if (!m_store) {
        m_batches.clear();
        Q_EMIT batchesChanged();
        return;
    }
    inPool(
        this, [store = m_store] { return store->batches(); },
        [this, store = m_store](const Result<QVector<BatchSummary>> &batches) {
            if (store != m_store)
                return;
            // A list that cannot be read is told on the records page; here there is just none.
            m_batches = batches ? *batches : QVector<BatchSummary>();
            std::stable_sort(m_batches.begin(), m_batches.end(),
                [](const BatchSummary &a, const BatchSummary &b) { return a.created > b.created; });
            Q_EMIT batchesChanged();
        });
}

quint64 PastDesk::replay(const BatchId &batch, const ConditionQuestion &question)
{
    cancel(m_request);
    const quint64 request = ++m_request;
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    inPool(
        this,
        [store = m_store, plant = m_plant, batch, question,
            cancelled = m_cancelled]() -> Result<ConditionReplay> {
            if (!store)
                return Error(QStringLiteral("replay.noBatch"));
            const auto events = store->read(batch);
            if (!events)
                return events.error();
            const auto history = store->openTrends();
            if (!history)
                return history.error();
            return replayCondition(question, *events, plant, **history, *cancelled);
        },
        [this, request, cancelled = m_cancelled](const Result<ConditionReplay> &outcome) {
            if (!*cancelled)
                Q_EMIT replayed(request, outcome);
        });
    return request;
}

void PastDesk::cancel(quint64 request)
{
    if (request == m_request && m_cancelled)
        *m_cancelled = true;
}

} // namespace cytoloom
