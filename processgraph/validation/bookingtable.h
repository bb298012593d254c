// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/validationcontext.h"

namespace cytoloom {

/// The bookings of other batches and, where its start is planned, those of this batch: from the
/// earliest start of a unit procedure (every step at its shortest) to its latest end (every step at
/// its longest, loops to their last round). Reads the context; any thread.
class BookingTable
{
public:
    explicit BookingTable(const ValidationContext &context);

    enum Key { ByUnit, ByRoom };
    /// Two bookings of different batches that share a unit or room for a while.
    struct Meeting
    {
        Booking first; ///< was there before
        Booking second; ///< came to it
        UtcTime from {};
        int together = 2; ///< batches that share it at that moment
    };
    /// For each pair of batches and each unit or room the first meeting, in time order.
    [[nodiscard]] QVector<Meeting> meetings(Key key) const;
    /// Those of this batch, in the order of the recipe; empty where its start is not planned.
    [[nodiscard]] const QVector<Booking> &own() const { return m_ownBookings; }
    /// Those of all other batches.
    [[nodiscard]] const QVector<Booking> &others() const { return m_others; }
    /// When \p element may be at work, from its earliest start to its latest end; empty as own().
    [[nodiscard]] std::optional<std::pair<UtcTime, UtcTime>> times(int element) const;
    /// "<batch>|<batch>", sorted: what tells two meetings in one place apart.
    [[nodiscard]] static QString pairText(const Meeting &meeting);
    /// Where a person can do something about it: the own step, the unit, the room.
    [[nodiscard]] FindingPlace place(const Meeting &meeting) const;

private:
    struct Span
    {
        Duration earliestStart {0};
        Duration earliestEnd {0};
        Duration latestEnd {0};
    };
    void planContainer(int container, Duration earliest, Duration latest);
    void bookOwn(UtcTime start);

    const ValidationContext &m_context;
    QVector<Booking> m_others;
    QVector<Booking> m_ownBookings;
    std::optional<UtcTime> m_start;
    QHash<int, Span> m_spans;
    QHash<QString, ElementId> m_own; ///< unit id → unit procedure of this batch
};

} // namespace cytoloom
