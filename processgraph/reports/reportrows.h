// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"
#include "processgraph/historian/historian.h"

namespace cytoloom {

// The rows of a batch report, table by table: values, in the units that stand beside them.

/// One run of one step, for the step table.
struct ReportStep
{
    ElementId element;
    int level = 0; ///< 0 unit procedure, 1 operation or loop, 2 phase, gate or manual step
    int depth = 0; ///< containers around it
    LocalizedText name;
    UnitId unit;
    int run = 1;
    ProceduralState state = ProceduralState::Idle; ///< at the end of the report
    UtcTime started {};
    UtcTime ended {}; ///< epoch while it goes on
    Duration held {0}; ///< time in Held of this run
    QStringList performedBy; ///< who answered and signed as performer; empty: automatic
    QStringList verifiedBy;
};

/// One parameter over one run of its step, against its ranges.
struct ReportParameter
{
    ElementId element;
    LocalizedText step;
    int run = 1;
    Parameter parameter;
    std::optional<double> setPoint;
    TagId tag;
    UtcTime from {};
    UtcTime to {};
    /// Where the step itself wrote a value outside the ranges, to end: what comes after that was
    /// meant. Else the same as to.
    UtcTime judgedTo {};
    TagStatistics statistics;
    QVector<TrendPoint> trend; ///< for the picture
    /// Up to judgedTo. Nothing while there are no samples.
    std::optional<bool> withinAction;
    std::optional<bool> withinValidated;
};

struct ReportMaterial
{
    ElementId element;
    QString medium;
    LocalizedText name;
    double volume = 0;
    QString unit;
    UtcTime time {};
    QString bomLine;
};

struct ReportGate
{
    ElementId element;
    LocalizedText name;
    bool release = false;
    QString outcome; ///< "pass", "fail", "pending"
    UtcTime time {};
    QVector<Criterion> criteria;
    QMap<QString, QString> results; ///< attribute -> what was found, as text
};

/// An answered prompt: what a person did, read or decided.
struct ReportEntry
{
    ElementId element;
    LocalizedText question;
    LocalizedText answer;
    QString unit;
    PersonId person;
    UtcTime time {};
    bool verification = false; ///< the second person's check of what another one did
};

/// A value that a step reported back: measured, counted, weighed or entered.
struct ReportResult
{
    ElementId element;
    QString name; ///< as expressions use it: "viability"
    std::optional<double> number;
    QString text; ///< where it is no number
    QString unit;
    UtcTime time {};
};

/// A line of the bill of materials against what the journal says was moved.
struct ReportBalance
{
    BomLine line;
    std::optional<double> used; ///< in the unit of line.quantity; nothing where none was counted
    std::optional<bool> within; ///< the tolerance
};

struct ReportAlarm
{
    QString id;
    TagId tag;
    ElementId element;
    int priority = 0;
    double value = 0;
    double limit = 0;
    bool high = true;
    UtcTime raised {};
    UtcTime cleared {}; ///< epoch: not yet
    UtcTime acknowledged {};
    PersonId person;
};

struct ReportDeviation
{
    QString id;
    QString grade; ///< "minor", "major", "critical"
    ElementId element;
    Message cause;
    UtcTime time {};
};

struct ReportTimer
{
    LocalizedText name; ///< of the step or the intermediate
    ElementId element;
    Duration passed {0};
    Duration limit {0};
};

struct ReportSignature
{
    ElementId element;
    PersonId person;
    QString role;
    QString meaning; ///< word of SignatureMeaning
    UtcTime time {};
};

struct TagCompleteness
{
    TagId tag;
    Completeness minutes;
};

} // namespace cytoloom
