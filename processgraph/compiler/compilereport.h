// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/celltrack.h"

#include <QtCore/QMetaType>

#include <atomic>
#include <functional>

namespace cytoloom {

/// What became of one rule.
enum class ProofOutcome {
    Passed, ///< its checks found nothing
    Violated,
    Waived, ///< everything that it found is accepted by valid waivers
    NotAsked, ///< cannot be decided from what was given (no plant, no binding, only during a run)
    NotApplicable ///< the profile does not have it
};

struct RuleProof
{
    QString rule;
    int version = 1;
    LocalizedText title;
    ProofOutcome outcome = ProofOutcome::NotAsked;
    QString why; ///< NotAsked: word "plant", "binding", "run" or "noCheck"
    std::optional<Severity> severity; ///< of the profile
    QVector<RuleMoment> asked; ///< moments at which it has been asked now
    int findings = 0;
    int waived = 0;
    QStringList clauses; ///< "EU GMP Annex 1 8.18"; those of the profile
    QStringList unconfirmed; ///< of these, not checked against the document: QA confirms
};

/// At best, as planned, at worst; from the start of the batch.
struct TimeFigure
{
    Duration shortest {0};
    Duration nominal {0};
    Duration longest {0};
};

struct VesselFigure
{
    ElementId unitProcedure;
    RoleId role;
    UnitId unit; ///< empty without a plant
    double peak = 0; ///< mL, at worst
    ElementId step; ///< where the peak is reached
    Duration at {0}; ///< as planned: when that step ends
    std::optional<double> least; ///< mL that the unit needs
    std::optional<double> most; ///< mL that the unit holds
};

struct HoldFigure
{
    LinkId link;
    QString medium;
    ElementId from;
    ElementId to;
    Duration nominal {0};
    Duration worst {0};
    std::optional<Duration> limit;
    QVector<ElementId> path; ///< steps that make up the worst case
};

struct PathStep
{
    ElementId element;
    Duration enter {0};
    Duration leave {0};
};

/// One constraint of a circle that no schedule keeps.
struct ConflictFigure
{
    TimeNetwork::Reason reason = TimeNetwork::Reason::Sequence;
    ElementId from; ///< empty: start or end of the batch
    ElementId to;
    Duration least {0}; ///< negative: at most so much the other way round
};

struct MaterialFigure
{
    BomLine line;
    double nominal = 0; ///< in the line's unit
    double most = 0; ///< loops to their last round, the larger branch
    QVector<ElementId> steps; ///< that take it
};

/// People that steps ask for in whole hours of the process, as planned.
struct StaffFigure
{
    int fromHour = 0;
    int toHour = 0; ///< exclusive
    QMap<QString, int> people; ///< role → people at the busiest moment of these hours
};

struct OccupationFigure
{
    ElementId unitProcedure;
    RoleId role;
    UnitId unit;
    Duration from {0}; ///< as planned
    Duration to {0};
    Duration worst {0}; ///< longest time that it is held
};

struct DoseFigure
{
    CellTrack::Dose dose;
    ElementId gate;
    std::array<double, 3> figure {}; ///< worst, planned, best, 1e6
    double sampleVolume = 0; ///< mL, all samples in all rounds
    double sampleCells = 0; ///< 1e6 viable cells taken with them, as planned
};

struct CompileCounts
{
    int steps = 0; ///< phases and manual steps on the product's way
    int manual = 0; ///< of these, done by people
    int open = 0;
    int signatures = 0; ///< as planned, one batch
    int checks = 0; ///< by a second person
};

/// What a recipe has been proved to be: pure data, no language. Names are looked up in `recipe`.
struct CompileReport
{
    MasterRecipe recipe;
    QString recipeHash;
    Profile profile = Profile::CN;
    QString plant; ///< id, empty: none
    BatchId batch; ///< of the binding, empty: none
    QVector<RuleProof> rules;
    QVector<Finding> findings;
    QVector<Message> assumptions; ///< codes "compile.assume.…"
    QVector<UncertainNumber> numbers; ///< donor and yield figures that the cell track used
    TimeFigure total;
    TimeFigure openTime;
    QVector<PathStep> nominalPath;
    QVector<PathStep> worstPath;
    QVector<ConflictFigure> conflict; ///< empty: the times can be kept
    Duration conflictBy {0};
    QVector<VesselFigure> vessels;
    QVector<HoldFigure> holds;
    std::optional<DoseFigure> dose;
    QVector<MaterialFigure> materials;
    QVector<StaffFigure> staff;
    QVector<OccupationFigure> occupation;
    CompileCounts counts;

    [[nodiscard]] int errors() const; ///< findings of severity Error that no waiver accepts
    [[nodiscard]] int rulesWith(ProofOutcome outcome) const;
    [[nodiscard]] LocalizedText nameOf(const ElementId &id) const; ///< the id where it has none
};

/// Validates \p input and works all figures out. Pure function; any thread; near-linear.
[[nodiscard]] CompileReport makeCompileReport(const ValidationInput &input, const Catalog &catalog);

/// The same for a view that a person waits before. nullopt: \p cancelled became true meanwhile (any
/// thread may set it). \p progress is called on the caller's thread before each of \c all stages
/// and once at the end.
[[nodiscard]] std::optional<CompileReport> makeCompileReport(const ValidationInput &input,
    const Catalog &catalog, const std::atomic_bool &cancelled,
    const std::function<void(int done, int all)> &progress = {});

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::CompileReport)
