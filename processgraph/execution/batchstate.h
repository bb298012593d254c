// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/controlrecipe.h"
#include "processgraph/execution/journal.h"
#include "processgraph/execution/proceduralstate.h"
#include "processgraph/execution/prompt.h"

#include <QtCore/QHash>
#include <QtCore/QMap>

#include <variant>

namespace cytoloom {

using ResultValue = std::variant<double, QString>;

/// How one element of a running batch is doing.
struct ElementStatus
{
    ProceduralState state = ProceduralState::Idle;
    int run = 0; ///< how often it was started
    UtcTime started {}; ///< of the last run
    UtcTime ended {};
    Duration startedElapsed {0};
    int step = -1; ///< index of the logic step that is under way, -1 when none
    UtcTime stepStarted {};
    Message reason; ///< why it is Held, Stopped or Aborted
    friend bool operator==(const ElementStatus &, const ElementStatus &) = default;
};

/// The state of a batch: a fold over its journal and nothing else. The live batch, a restart after a
/// crash and a replay for the report all come from here. A value; copying shares.
struct BatchState
{
    ControlRecipe control;
    ProceduralState state = ProceduralState::Idle; ///< of the batch as a whole
    UtcTime created {};
    UtcTime started {};
    UtcTime ended {};
    UtcTime lastEvent {};
    quint64 lastSequence = 0;
    QHash<ElementId, ElementStatus> elements;
    QHash<LinkId, int> tokens; ///< control links that carry tokens
    QMap<QString, ResultValue> results; ///< "r.<name>" in expressions
    QHash<quint64, Prompt> prompts; ///< open ones
    QMap<RoleId, UnitId> allocated;
    int deviations = 0;

    /// Takes one event in. Events of other batches and codes it does not know are ignored.
    void apply(const JournalEvent &event);
    static BatchState fold(const QVector<JournalEvent> &events);

    [[nodiscard]] ElementStatus status(const ElementId &id) const { return elements.value(id); }
    /// Phases and manual steps that are neither Idle nor final.
    [[nodiscard]] QVector<ElementId> active() const;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::BatchState)
