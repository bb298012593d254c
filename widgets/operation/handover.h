// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"
#include "processgraph/execution/batchoverview.h"
#include "processgraph/execution/unitclaim.h"
#include "widgets/operation/questionrow.h"

#include <QtCore/QJsonObject>

namespace cytoloom {

/// What one shift tells the next, as the plant knows it. Values.
struct HandoverInput
{
    struct Sample
    {
        BatchId batch;
        LocalizedText name;
        UtcTime due {};
        friend bool operator==(const Sample &, const Sample &) = default;
    };
    struct Deviation
    {
        QString id;
        BatchId batch;
        Message text;
        friend bool operator==(const Deviation &, const Deviation &) = default;
    };
    UtcTime now {};
    QVector<BatchOverview> batches;
    QVector<Alarm> alarms;
    QVector<QueuedPrompt> questions;
    QVector<UnitClaim> units;
    QVector<Sample> samples;
    QVector<Deviation> deviations;
    friend bool operator==(const HandoverInput &, const HandoverInput &) = default;
};

/// A handover that was signed, as it is stored.
struct HandoverRecord
{
    UtcTime at {};
    PersonId outgoing;
    PersonId incoming;
    QJsonObject body; ///< handover::toJson()
    friend bool operator==(const HandoverRecord &, const HandoverRecord &) = default;
};

/// One line of the draft as people read it.
struct HandoverLine
{
    enum class Section { Alarms, Holds, Timers, Questions, Samples, Deviations, Units, Batches };
    Section section = Section::Batches;
    BatchId batch; ///< empty: of the plant
    QString identity; ///< with its token
    QString shape;
    QString colour;
    QString text;
    bool urgent = false;
    friend bool operator==(const HandoverLine &, const HandoverLine &) = default;
};

/// Pure functions from what is known to the draft, its record and back. lines() needs the GUI
/// thread (translator); the JSON holds codes and numbers, so that one record reads in each language
/// (schema cytoloom.handover/1).
namespace handover {

[[nodiscard]] QString sectionName(HandoverLine::Section section);
[[nodiscard]] QVector<HandoverLine> lines(const HandoverInput &input, Language language);
[[nodiscard]] QJsonObject toJson(const HandoverInput &input, const QString &remarks,
    const PersonId &outgoing, const PersonId &incoming);
/// The input as far as it is in the record; nullopt where the schema is another one.
[[nodiscard]] std::optional<HandoverInput> fromJson(const QJsonObject &body);

} // namespace handover
} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::HandoverRecord)
