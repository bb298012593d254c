// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/plant.h"
#include "processgraph/reports/reportexception.h"
#include "processgraph/reports/reportrows.h"

namespace cytoloom {

/// Everything a batch report says (rules.md 4.1), as data: codes and numbers, no sentences. The PDF
/// and record.json are two views of it. A value.
struct BatchReport
{
    BatchState state;
    Plant plant;
    QVector<JournalEvent> events;
    QVector<ReportStep> steps; ///< below their containers, in the order in which they started
    QVector<ReportParameter> parameters;
    QVector<ReportMaterial> materials;
    QVector<ReportBalance> balances;
    QVector<ReportGate> gates;
    QVector<ReportResult> results;
    QVector<ReportEntry> entries;
    QVector<ReportAlarm> alarms;
    QVector<ReportDeviation> deviations;
    QVector<ReportException> exceptions;
    QVector<ReportUnjudged> unjudged; ///< as told last
    bool rulesAsked = false; ///< the engine asked the runtime rules
    QVector<ReportTimer> timers;
    QVector<ReportSignature> signatures;
    QVector<TagCompleteness> completeness;
    QString softwareVersion;

    [[nodiscard]] Completeness totalCompleteness() const;
    [[nodiscard]] LocalizedText nameOf(const ElementId &id) const;
};

/// Folds a batch's journal and history into its report. Reads \p trends on the calling thread; a
/// whole CAR-T batch takes about a second. Fails with what \p trends fails with, or "report.empty"
/// when \p events hold no batch.
Result<BatchReport> makeBatchReport(
    const QVector<JournalEvent> &events, const Plant &plant, TrendSource &trends);

} // namespace cytoloom
