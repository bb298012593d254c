// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"
#include "processgraph/execution/batchstate.h"
#include "processgraph/historian/historian.h"

namespace cytoloom {

/// One step of the report's step table.
struct ReportStep
{
    ElementId element;
    int level = 0; ///< 0 unit procedure, 1 operation, 2 phase or manual step
    LocalizedText name;
    UnitId unit;
    int run = 1;
    ProceduralState state = ProceduralState::Idle;
    UtcTime started {};
    UtcTime ended {};
    QStringList performedBy;
    QStringList verifiedBy;
};

/// One parameter over the time its step ran, against its ranges.
struct ReportParameter
{
    ElementId element;
    Parameter parameter;
    double setPoint = 0;
    TagId tag;
    UtcTime from {};
    UtcTime to {};
    TagStatistics statistics;
    QVector<TrendPoint> trend; ///< for the picture; a few hundred points
    bool withinAction = true;
    bool withinValidated = true;
};

struct ReportSignature
{
    ElementId element;
    PersonId person;
    QString role;
    QString meaning;
    UtcTime time {};
};

struct TagCompleteness
{
    TagId tag;
    Completeness minutes;
};

/// Everything a batch report says (rules.md 4.1), as data: codes and numbers, no sentences. The PDF
/// and record.json are two views of it. A value.
struct BatchReport
{
    BatchState state;
    Plant plant;
    QVector<JournalEvent> events;
    QVector<ReportStep> steps;
    QVector<ReportParameter> parameters;
    QVector<Alarm> alarms;
    QVector<JournalEvent> deviations;
    QVector<ReportSignature> signatures;
    QVector<TagCompleteness> completeness;
    QString journalHash; ///< hash of the last row of the batch's journal
    QString softwareVersion;
};

/// Folds a batch's journal and history into its report. Reads \p trends on the calling thread.
Result<BatchReport> makeBatchReport(
    const QVector<JournalEvent> &events, const Plant &plant, TrendSource &trends);

} // namespace cytoloom
