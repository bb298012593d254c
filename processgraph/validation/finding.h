// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/message.h"

#include <QtCore/QMetaType>
#include <QtCore/QVector>

namespace cytoloom {

enum class Severity { Error, Warning, Information };

/// Where a finding points: all fields that apply.
struct FindingPlace
{
    ElementId element;
    LinkId link;
    ParameterId parameter;
    PortId port;
    UnitId unit;
    RoomId room;
    friend bool operator==(const FindingPlace &, const FindingPlace &) = default;
};

/// What a rule found. A value: the rule's id is the message code ("GMP-STR-01"), texts zh/en and
/// clauses stand in resources/rules. approvalKey is stable under edits elsewhere.
struct Finding
{
    QString rule;
    Severity severity = Severity::Error;
    Message message;
    QVector<FindingPlace> places; ///< the first one is where to jump
    QString approvalKey;
    friend bool operator==(const Finding &, const Finding &) = default;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::Finding)
