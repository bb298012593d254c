// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/plant.h"
#include "widgets/inspector/pastbatches.h"

#include <atomic>
#include <memory>

namespace cytoloom {

/// The batches of the open store, for trying conditions on their records. Reads the list and asks
/// conditions in the pool, each reader with a connection of its own; one question at a time, the
/// one before is given up. GUI thread.
class PastDesk final : public PastBatches
{
    Q_OBJECT

public:
    explicit PastDesk(QObject *parent = nullptr);
    ~PastDesk() override;

    /// Null: no store is open.
    void setStore(std::shared_ptr<Store> store, const Plant &plant);
    void refresh(); ///< reads the list anew

    [[nodiscard]] QVector<BatchSummary> batches() const override { return m_batches; }
    quint64 replay(const BatchId &batch, const ConditionQuestion &question) override;
    void cancel(quint64 request) override;

private:
    std::shared_ptr<Store> m_store;
    Plant m_plant;
    QVector<BatchSummary> m_batches;
    std::shared_ptr<std::atomic_bool> m_cancelled; ///< of the question under way
    quint64 m_request = 0;
};

} // namespace cytoloom
