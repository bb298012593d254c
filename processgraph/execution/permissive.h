// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/runsituation.h"
#include "processgraph/execution/transaction.h"

namespace cytoloom {

/// The runtime rules as a permissive of the engine: before a step starts, takes matter in, is
/// restarted, and before a release gate passes. What stands in the way is one event with rule,
/// place and counter-example, and a prompt that asks a person what to do; nothing starts. What only
/// warns is one event per finding and batch. The rules are those of the batch's profile. Decides on
/// a Transaction; engine thread.
class Permissive
{
public:
    /// \p catalog must outlive it; \p plant is copied.
    Permissive(const Plant &plant, const Catalog &catalog);

    /// \p step may start, or (\p isRelease) its gate may pass. While its last refusal waits for a
    /// person the answer is no without asking again.
    bool permits(Transaction &transaction, const Element &step, bool isRelease = false);
    /// Everything held at or below \p target may be restarted; otherwise what stands in the way, as
    /// "run.refused" (args: element, rules, finding.en, finding.zh).
    std::optional<Error> refusesRestart(
        Transaction &transaction, const ElementId &target, const PersonId &person);
    /// What a person says to a refusal: asks for the reason of a waiver, or journals the waiver.
    /// True when what was refused is to be tried again now.
    static bool answered(Transaction &transaction, const Refusal &refusal, const Prompt &prompt,
        const PromptAnswer &answer);

private:
    const RunRules &rules(const BatchState &state);
    QVector<Finding> judge(
        Transaction &transaction, const ElementId &step, RunSituation::Moment about);
    void sayUnjudged(Transaction &transaction);
    void warn(Transaction &transaction, const ElementId &step, RunSituation::Moment about,
        const QVector<Finding> &findings);
    void refuse(Transaction &transaction, const Refusal &refusal, const QVector<Finding> &findings);

    Plant m_plant;
    const Catalog &m_catalog;
    BatchId m_batch;
    std::unique_ptr<RunRules> m_rules; ///< of m_batch
};

} // namespace cytoloom
