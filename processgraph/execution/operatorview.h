// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/phaseclass.h"
#include "processgraph/execution/batchstate.h"
#include "processgraph/plant/tagvalue.h"

#include <functional>

namespace cytoloom {

/// What the Operate page shows of one batch. Values only; made anew when state or tags change.
struct OperatorView
{
    struct Timer
    {
        enum class Kind { Step, Run, OpenTime, HeldTime };
        Kind kind = Kind::Step;
        Duration passed {0};
        Duration limit {0}; ///< 0: none
        [[nodiscard]] bool exceeded() const { return limit > Duration(0) && passed > limit; }
        friend bool operator==(const Timer &, const Timer &) = default;
    };
    struct Live
    {
        LocalizedText name;
        TagId tag;
        TagValue value; ///< Bad when there is no such tag
        std::optional<double> setPoint; ///< in unit, as the limits
        Range alert;
        Range action;
        QString unit;
        bool critical = false;
        friend bool operator==(const Live &, const Live &) = default;
    };
    struct Step
    {
        ElementId element;
        LocalizedText name;
        LocalizedText note;
        LocalizedText doing; ///< name of the logic step under way; empty when none
        int step = -1; ///< of
        int steps = 0;
        UnitId unit;
        ProceduralState state = ProceduralState::Idle;
        Message reason;
        LocalizedText safeState; ///< what Held means here
        QVector<SignaturePoint> signatures; ///< that it waits for
        QVector<Timer> timers;
        QVector<Live> live; ///< critical first
        friend bool operator==(const Step &, const Step &) = default;
    };
    struct Next
    {
        ElementId element;
        LocalizedText name;
        QString condition; ///< of the transition that stands before it; empty when none
        friend bool operator==(const Next &, const Next &) = default;
    };

    ProceduralState state = ProceduralState::Idle;
    QVector<Step>
        current; ///< active phases, manual steps and waiting gates, as the recipe orders them
    QVector<Next> next; ///< phases and steps that follow the current ones, each once
    QVector<Prompt> prompts; ///< oldest first
    int done = 0; ///< phases, steps and gates that are Complete,
    int total = 0; ///< of so many

    friend bool operator==(const OperatorView &, const OperatorView &) = default;
};

using TagLookup = std::function<TagValue(const TagId &)>;
using PhaseClassLookup = std::function<const PhaseClass *(const QString &type)>;

/// A pure function. \p now is batch time (RecipeExecutor::batchTime()).
[[nodiscard]] OperatorView makeOperatorView(const BatchState &state, const TagLookup &tags,
    const PhaseClassLookup &phaseClasses, Duration now);

} // namespace cytoloom
