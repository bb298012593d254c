// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/validator.h"

#include <QtCore/QFlags>

#include <memory>
#include <variant>

namespace cytoloom {

/// A time limit of the batch that is running: what has passed and what may.
struct RunTimer
{
    QString rule; ///< GMP-TIM-01 open, -02 hold, -03 age of starting material, -04 cryoprotectant
    ElementId element; ///< the step that the time counts for
    LinkId link; ///< for a hold: the link that states the limit
    Duration passed {0};
    Duration limit {0};
    friend bool operator==(const RunTimer &, const RunTimer &) = default;
};

/// What somebody has told about the batch. Whoever asks without a fact gets no finding of the rules
/// that rest on it: they are among unjudged() instead.
enum class RunFact {
    Lots = 1, ///< BatchBinding::lots
    Sets = 2, ///< BatchBinding::sets
    People = 4, ///< crew with qualifications, who does which step
    Donor = 8, ///< donor, recipient, serology, eligibility, time of collection
    Places = 16, ///< cleaning and clearance of units and rooms, what was in them before
    OtherBatches = 32 ///< bookings of other batches
};
Q_DECLARE_FLAGS(RunFacts, RunFact)
Q_DECLARE_OPERATORS_FOR_FLAGS(RunFacts)
inline constexpr RunFacts AllRunFacts = RunFact::Lots | RunFact::Sets | RunFact::People
    | RunFact::Donor | RunFact::Places | RunFact::OtherBatches;
/// What \p binding tells: lots where it names lots, and so on.
[[nodiscard]] RunFacts factsOf(const BatchBinding &binding);

/// What the record of the batch says about one step.
struct RunStep
{
    enum class Progress { UnderWay, Done };

    Progress progress = Progress::UnderWay;
    Duration sinceStart {0}; ///< of its last run
    Duration sinceEnd {0}; ///< Done only
    std::optional<Duration> sinceHeld; ///< while it is held
    QString outcome; ///< gates: "pass", "fail", "pending"
};

/// The moment at which a running batch asks the rules: what is about to happen where, and what is
/// really there: scanned lots and sets, signed-in people, states of rooms and units.
struct RunSituation
{
    enum class Moment { Start, Transfer, Restart, Release };

    ElementId step; ///< the step that is about to start, to transfer, to be restarted, to release
    Moment moment = Moment::Start;
    UtcTime now {};
    BatchBinding binding; ///< as it is now; its assignments of `step` are the people at the step
    QVector<RunTimer> timers; ///< beside those that `steps` tells
    RunFacts known = AllRunFacts; ///< what `binding` is to be believed about
    QHash<ElementId, RunStep> steps; ///< those that were started in this batch
    QMap<QString, std::variant<double, QString>> results; ///< as reported
};

/// Rules that nobody judges in a run, and why.
struct RunUnjudged
{
    Message why; ///< "run.unjudged.…"
    QStringList rules;
    friend bool operator==(const RunUnjudged &, const RunUnjudged &) = default;
};

/// The runtime rules (RuleMoment::Run) of one batch, asked as often as it likes: what does not
/// change while it runs (recipe, plant, expressions, the plan's lengths) is worked out once. A
/// question costs a few milliseconds: for the start of a step, not for every tick. One thread at a
/// time; keeps a reference to the catalogue.
class RunRules
{
public:
    RunRules(const MasterRecipe &recipe, const std::optional<Plant> &plant, Profile profile,
        const Catalog &catalog);
    ~RunRules();

    /// What the rules have against it: findings about the step, what it is in, its unit and its
    /// room, and about the batch as a whole; most severe first. What lies ahead is counted from
    /// now: a calibration must last until the step and what follows are done. Waivers of the recipe
    /// count. Empty for a step that the recipe does not have.
    [[nodiscard]] QVector<Finding> ask(const RunSituation &situation) const;
    /// The runtime rules of the profile that ask() is silent about while it knows no more than
    /// \p known, by reason.
    [[nodiscard]] QVector<RunUnjudged> unjudged(RunFacts known) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// RunRules::ask() for one question. `input` gives recipe, plant and profile; its binding and start
/// are not looked at. Pure; any thread.
QVector<Finding> runFindings(
    const ValidationInput &input, const RunSituation &situation, const Catalog &catalog);

[[nodiscard]] QString toText(RunSituation::Moment moment); ///< the word that the journal stores

} // namespace cytoloom
