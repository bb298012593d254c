// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/message.h"
#include "processgraph/foundation/quantity.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QMap>
#include <QtCore/QMetaType>
#include <QtCore/QStringList>
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

/// The case that shows the violation, so that nobody has to take the rule's word for it.
struct CounterExample
{
    QVector<FindingPlace> path; ///< the way through the drawing, in order
    std::optional<Duration> at; ///< process time from the start of the batch
    std::optional<Quantity> amount; ///< the volume, time or number that breaks the limit
    std::optional<Quantity> limit;
    QStringList batches; ///< the batches that meet
    QMap<QString, double> values; ///< "r.viability" → 70: the case of a condition
    friend bool operator==(const CounterExample &, const CounterExample &) = default;
    [[nodiscard]] bool isEmpty() const { return *this == CounterExample(); }
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
    CounterExample example;
    QString fix; ///< id of a fix that commands/fixes can carry out in one step; empty: none
    QMap<QString, QString> fixArgs; ///< what it needs beside the places
    bool waived = false; ///< a valid waiver of the recipe accepts it
    friend bool operator==(const Finding &, const Finding &) = default;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::Finding)
