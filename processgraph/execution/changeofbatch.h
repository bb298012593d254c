// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"
#include "processgraph/model/difference.h"

#include <QtCore/QMetaType>

namespace cytoloom {

/// The request to go on with another version of the recipe, with everything that those who approve
/// it have to see. A value; nothing is changed by it.
struct BatchChange
{
    /// One thing that stands in the way.
    struct Objection
    {
        Message why;
        ElementId element; ///< of the old or the new version; may be empty
        LinkId link;
        friend bool operator==(const Objection &, const Objection &) = default;
    };
    /// Where the batch stands, and that the new version has the same place.
    struct ResumePoint
    {
        ElementId element; ///< at work; of a token: the step that it waits for
        LinkId link; ///< a token's
        ProceduralState state = ProceduralState::Held;
        Message proof; ///< empty code: there is none, an objection says why
        friend bool operator==(const ResumePoint &, const ResumePoint &) = default;
    };
    /// A signature under the new version (GMP-SIG-01).
    struct NeededApproval
    {
        QString role; ///< approvalroles::Production, ::Quality
        PersonId person; ///< who has given it; empty: missing
        friend bool operator==(const NeededApproval &, const NeededApproval &) = default;
    };

    BatchId batch;
    RecipeId recipe;
    int fromVersion = 0;
    int toVersion = 0;
    QString toHash; ///< contentHash() of the new version: what is asked for and nothing else
    QVector<Difference> differences; ///< all of them, as an approver reads them
    QVector<Objection> objections;
    QVector<ResumePoint> resume;
    QVector<NeededApproval> approvals;
    friend bool operator==(const BatchChange &, const BatchChange &) = default;

    /// Nothing that ran or runs is touched; approvals may still be missing.
    [[nodiscard]] bool isPossible() const { return objections.isEmpty(); }
    [[nodiscard]] bool isApproved() const
    {
        for (const NeededApproval &approval : approvals) {
            if (approval.person.isEmpty())
                return false;
        }
        return !approvals.isEmpty();
    }
};

/// Compares the frozen recipe of a Held batch with \p changed (same id, a later version). Possible
/// only where nothing is touched that has run or is at work:
/// - its elements are as they were (but for the drawing), in the same containers, entered the same
///   way; what a finished step gave (links, a decided branch) stays; a finished container gets no
///   new content; formula values, roles, materials that these elements use stay;
/// - every token lies on the same link; from every place where the batch stands the end of its
///   container can be reached, and no join on the way waits for a branch that cannot come;
/// - every result that is still to be read is there already or will still be reported.
/// What comes out of a step at work may lead elsewhere. "change.…" (resources/messages). Linear.
/// Pure; any thread.
[[nodiscard]] BatchChange requestChange(const BatchState &state, const MasterRecipe &changed);

/// The control recipe that the batch goes on with: \p changed, the batch's header, its units and
/// frozen logic kept, those of new roles and phases added from \p plant and \p phaseClasses. Fails
/// with the first objection of requestChange(), "change.notApproved" (args: role), or as
/// ControlRecipe::make(), whose checks of status and signatures it repeats.
[[nodiscard]] Result<ControlRecipe> changedControl(const BatchState &state,
    const MasterRecipe &changed, const Plant &plant, const QVector<PhaseClass> &phaseClasses);

/// What the event "recipe.changed" does to a state: the new control recipe, everything that ran as
/// it was. For the fold; \p control comes from changedControl().
[[nodiscard]] BatchState withControl(const BatchState &state, const ControlRecipe &control);

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::BatchChange)
