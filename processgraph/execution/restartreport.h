// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/language.h"
#include "processgraph/foundation/message.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QMetaType>
#include <QtCore/QVector>

#include <algorithm>
#include <optional>

namespace cytoloom {

/// What a batch came up with after an outage of the program: what the plant was left with, what it
/// was found with, what that means, and what is proposed. A value; made from the journal and what
/// was read back.
struct RestartReport
{
    enum class Proposal { Restart, StayHeld, Stop, Abort };
    struct Row
    {
        UnitId unit;
        TagId tag;
        LocalizedText name;
        QString symbol; ///< of the physical unit
        std::optional<double> before; ///< as it was left; nullopt: not known
        std::optional<double> now; ///< as it was read back; nullopt: the device does not answer
        UtcTime since {}; ///< when it was read
        bool matches = true;
        Message consequence; ///< what a mismatch means for the cells
        PersonId confirmedBy; ///< of a mismatch; empty: nobody yet
        friend bool operator==(const Row &, const Row &) = default;
    };
    BatchId batch;
    QString identity; ///< coded, with its token
    QString shape;
    QString colour;
    LocalizedText product;
    UtcTime from {}; ///< last thing known before,
    UtcTime to {}; ///< first thing known after the outage
    QVector<Row> rows;
    QVector<Message> findings; ///< evidence: limits, timers, runtime rules asked again
    Proposal proposal = Proposal::StayHeld;
    Message reason; ///< of the proposal

    [[nodiscard]] Duration outage() const { return to - from; }
    [[nodiscard]] int unconfirmed() const
    {
        return int(std::count_if(rows.cbegin(), rows.cend(),
            [](const Row &row) { return !row.matches && row.confirmedBy.isEmpty(); }));
    }
    friend bool operator==(const RestartReport &, const RestartReport &) = default;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::RestartReport)
