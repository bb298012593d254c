// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/message.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QStringList>
#include <QtCore/QVector>

namespace cytoloom {

/// Something out of the ordinary that a reviewer by exception must see: what the runtime rules
/// refused or warned of, what a person waived, an answer that was not taken, a restart, an alarm
/// that somebody has shelved or taken out of service.
struct ReportException
{
    QString kind; ///< "refused", "warned", "waived", "answerRefused", "restarted", "recovered",
    ///< "shelved", "outOfService"
    ElementId element;
    PersonId person; ///< empty: the engine
    UtcTime time {};
    QStringList rules;
    QVector<Message> findings; ///< refused, warned: what was found; answerRefused: why
    QString text; ///< waived, restarted: the reason (alarms: with the id before it); recovered: how
                  ///< long it stood
    QString role {}; ///< waived: that answers for it, by its id; several with ", " in between
    friend bool operator==(const ReportException &, const ReportException &) = default;
};

/// Runtime rules that nobody judged in this batch, and why.
struct ReportUnjudged
{
    Message why;
    QStringList rules;
    UtcTime since {};
    friend bool operator==(const ReportUnjudged &, const ReportUnjudged &) = default;
};

} // namespace cytoloom
