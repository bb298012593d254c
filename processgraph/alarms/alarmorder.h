// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"

namespace cytoloom {

/// What a person wants done with an alarm. A value that crosses threads.
struct AlarmOrder
{
    enum class Verb : quint8 {
        Acknowledge, ///< text: comment, may be empty
        Reset, ///< a latched alarm whose condition has returned; text: comment, may be empty
        Shelve, ///< text: reason; role; lasts; oneShot
        Unshelve, ///< text: reason, may be empty
        TakeOutOfService, ///< text: reason; role
        ReturnToService, ///< text: reason; role
        Comment ///< text
    };
    Verb verb = Verb::Acknowledge;
    QString alarm; ///< Alarm::key(), or the id where it is the only one of it
    QString text;
    QString role; ///< in which the person acts
    Duration lasts {0};
    bool oneShot = false; ///< back as soon as the condition returns, at the latest after `lasts`
    PersonId person;
    friend bool operator==(const AlarmOrder &, const AlarmOrder &) = default;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::AlarmOrder)
