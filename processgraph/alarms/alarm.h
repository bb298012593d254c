// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/language.h"
#include "processgraph/foundation/unit.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QMetaType>

namespace cytoloom {

/// ISA-18.2 states that exist without shelving (rules.md 3.3).
enum class AlarmState : quint8 { Normal, Unacknowledged, Acknowledged, ReturnedUnacknowledged };
enum class LimitSide : quint8 { Low, High };

/// One alarm as people see it. A value.
struct Alarm
{
    QString id; ///< "<tag>|<element>|action.high"
    TagId tag;
    ElementId element; ///< the phase whose limits it watches; empty for device alarms
    BatchId batch;
    int priority = 2; ///< 1 highest … 4 lowest; action limit 2, alert limit 3
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
    friend bool operator==(const Alarm &, const Alarm &) = default;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::Alarm)
