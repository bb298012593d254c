// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/language.h"
#include "processgraph/foundation/unit.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QMetaType>
#include <QtCore/QVector>

namespace cytoloom {

/// ISA-18.2 states A-I (rules.md 3.3), in their order.
enum class AlarmState : quint8 {
    Normal,
    Unacknowledged,
    Acknowledged,
    ReturnedUnacknowledged,
    LatchedUnacknowledged,
    LatchedAcknowledged,
    Shelved,
    SuppressedByDesign,
    OutOfService
};
enum class LimitSide : quint8 { Low, High };
/// What an alarm watches: a limit of a phase, a device, or the identity of what is on the line.
enum class AlarmKind : quint8 { Limit, Device, Identity };

/// One alarm as people see it. A value.
struct Alarm
{
    QString id; ///< "<tag>|<element>|action.high", "<device>|device|fault"
    TagId tag;
    ElementId element; ///< the phase whose limits it watches; empty for device alarms
    BatchId batch; ///< empty: the plant's own (device alarms)
    int priority = 2; ///< 1 highest … 4 lowest; action limit 2, alert limit 3, or the card's
    AlarmState state = AlarmState::Normal;
    LimitSide side = LimitSide::High;
    double limit = 0;
    double value = 0; ///< the worst value since it was raised
    QString unit;
    LocalizedText name; ///< of the parameter
    UtcTime raised {};
    UtcTime cleared {};
    UtcTime acknowledged {};
    PersonId person; ///< who acknowledged

    AlarmKind kind = AlarmKind::Limit;
    DeviceId device; ///< Device only
    QVector<BatchId> touches; ///< batches that a plant alarm touches
    QString card; ///< id of its response card (AlarmCatalog); empty: not rationalised
    bool present = false; ///< the condition holds now, annunciated or not
    bool latching = false; ///< stays after its return until a person resets it
    bool critical = false; ///< of the product: may not be shelved
    bool chattering = false; ///< comes and goes too often
    UtcTime annunciated {}; ///< raised, or called for again
    int occurrences = 0; ///< annunciated so often in this batch
    QString comment; ///< the last one
    // Shelved and out of service
    PersonId quietBy;
    QString quietRole;
    QString quietReason;
    UtcTime quietSince {}; ///< also of suppression by design
    UtcTime quietUntil {}; ///< Shelved: it comes back then at the latest; otherwise epoch
    bool oneShot = false; ///< Shelved: comes back as soon as the condition returns

    /// Names it across batches: the id, and for the alarm of a batch "|<batch>" behind it.
    [[nodiscard]] QString key() const
    {
        return batch.isEmpty() ? id : id + QLatin1Char('|') + batch.value();
    }
    friend bool operator==(const Alarm &, const Alarm &) = default;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::Alarm)
