// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/analyses.h"
#include "processgraph/validation/conditioncache.h"
#include "processgraph/validation/procedureflow.h"
#include "processgraph/validation/ruleset.h"
#include "processgraph/validation/validator.h"

#include <QtCore/QSet>

#include <memory>

namespace cytoloom {

/// The names that the steps of a recipe report.
struct ReportedResults
{
    QSet<QString> names;
    QSet<QString> texts; ///< those that are words, not numbers
    QHash<QString, int> choices; ///< how many answers the prompt offers that reports it
    friend bool operator==(const ReportedResults &, const ReportedResults &) = default;
};

/// What all rules look at: the input, and what more than one of them needs to know about it, worked
/// out once. Elements are numbers as in ProcedureFlow. Read-only; keeps references to the input and
/// the catalogue. Any thread may ask at any time, but not during refresh().
class ValidationContext
{
public:
    ValidationContext(const ValidationInput &input, const Catalog &catalog,
        std::shared_ptr<ConditionCache> conditions = std::make_shared<ConditionCache>());

    /// The same, in less time, for what \p before has become by an edit that changed the steps of
    /// the procedure by \p change, and besides these no role, binding or plant. \p before, whose
    /// elements still live, answers no questions any more but hasResultsOf().
    ValidationContext(
        const ValidationInput &input, ValidationContext &before, const ProcedureChange &change);

    [[nodiscard]] const ValidationInput &input() const { return m_input; }
    [[nodiscard]] const MasterRecipe &recipe() const { return m_input.recipe; }
    [[nodiscard]] const Catalog &catalog() const { return m_catalog; }
    [[nodiscard]] const ProcedureFlow &flow() const { return m_flow; }
    [[nodiscard]] const QVector<const Link *> &links() const { return m_flow.links(); }
    /// Null without a plant.
    [[nodiscard]] const Plant *plant() const;
    /// Null without a binding.
    [[nodiscard]] const BatchBinding *binding() const;
    /// What the input says itself, otherwise what its binding says.
    [[nodiscard]] std::optional<UtcTime> plannedStart() const;
    [[nodiscard]] BatchId batch() const;

    /// The unit that plays \p role: the binding's, the preferred one, otherwise the first of the
    /// class with the capabilities (as ControlRecipe::make chooses). Null: none, or no plant.
    [[nodiscard]] const PlantUnit *boundUnit(const RoleId &role) const
    {
        return m_units.value(role);
    }
    /// The unit that the nearest unit procedure binds; null when there is none.
    [[nodiscard]] const PlantUnit *unitOf(int element) const
    {
        const int procedure = m_flow.unitProcedure(element);
        return procedure < 0 ? nullptr : m_places[procedure].unit;
    }
    [[nodiscard]] const Room *roomOf(int element) const
    {
        const int procedure = m_flow.unitProcedure(element);
        return procedure < 0 ? nullptr : m_places[procedure].room;
    }
    /// Null for elements that are no phase and for unknown classes.
    [[nodiscard]] const PhaseClass *phaseClass(int element) const { return m_classes[element]; }
    /// A phase that a machine carries out.
    [[nodiscard]] bool isMachinePhase(int element) const;
    /// A phase that moves material to or from another unit.
    [[nodiscard]] bool isTransfer(int element) const;

    /// Own value, or that of the nearest container that states one.
    [[nodiscard]] Openness openness(int element) const { return m_openness[element]; }
    /// The same; where nobody states one, the grade of the nearest unit-operation type.
    [[nodiscard]] std::optional<Grade> grade(int element) const { return m_grades[element]; }
    /// The step, or a container around it, is aseptic handling.
    [[nodiscard]] bool aseptic(int element) const { return m_aseptic[element]; }

    /// The condition of a transition or loop; nullopt when it is empty or does not parse.
    [[nodiscard]] const std::optional<Expression> &condition(int element) const
    {
        return m_conditions[element]->expression;
    }
    /// A transition that always fires, as the executor reads it: no condition, or a constant ("1").
    [[nodiscard]] bool isElse(int element) const { return m_conditions[element]->isElse; }
    /// The names that the logic of a phase class reads.
    [[nodiscard]] QStringList logicNames(const QString &phaseClass) const
    {
        const PhaseClass *known = m_catalog.phaseClass(phaseClass);
        return known ? m_cache->namesIn(*known) : QStringList();
    }
    /// What phases of the class wait for (ConditionCache::awaitedBy).
    [[nodiscard]] std::shared_ptr<const std::optional<Expression>> awaitedBy(
        const PhaseClass &used) const
    {
        return m_cache->awaitedBy(used);
    }
    /// Names that some step reports ("r.<name>" without the "r.").
    [[nodiscard]] const QSet<QString> &results() const { return m_results.names; }
    /// How many answers the prompt offers that reports \p result; 0 when it is no choice.
    [[nodiscard]] int choices(const QString &result) const
    {
        return m_results.choices.value(result);
    }
    /// \p result is a word, not a number.
    [[nodiscard]] bool isText(const QString &result) const
    {
        return m_results.texts.contains(result);
    }
    /// "p.<id>" has a value for \p element: its own parameter, one of a container's, or the
    /// standard of its phase class. The executor looks in the same places.
    [[nodiscard]] bool hasParameter(int element, const QString &id) const;
    /// What "p.<id>" will be for \p element, as the executor finds it; nullopt: there is none.
    [[nodiscard]] std::optional<double> parameterValue(int element, const QString &id) const;
    /// What \p expression of phase logic is before the batch runs: parameters and formula values
    /// are known, everything else is not. nullopt when it needs more, or does not parse.
    [[nodiscard]] std::optional<double> plannedValue(int element, const QString &expression) const;
    /// The signal is there for \p element: of its unit, or of another role's ("<ROLE>:<signal>").
    /// True where nothing can be said: no plant, or a role that no unit plays (GMP-EQP-01).
    [[nodiscard]] bool hasSignal(int element, const QString &name) const;
    /// The matter links at a port.
    [[nodiscard]] QVector<const Link *> linksAt(const ElementId &element, const PortId &port) const;
    [[nodiscard]] QVector<const Link *> linksAt(int element, const PortId &port) const;

    [[nodiscard]] FindingPlace place(int element) const;
    [[nodiscard]] QVector<FindingPlace> places(const QVector<int> &elements) const;
    [[nodiscard]] static FindingPlace place(const Link &link);

    /// An analysis of this context that more than one check asks for, such as LabelFlow(context) or
    /// LabelFlow(context, option): worked out when it is first asked for, and again after an edit.
    /// One that can be made from the one before a refresh(), T(context, earlier), is; \p earlier
    /// may hold pointers to what is gone.
    template <class T> [[nodiscard]] const T &once() const { return m_analyses->of<T>(*this); }
    template <class T, class Option> [[nodiscard]] const T &once(Option option) const
    {
        return m_analyses->of<T>(*this, option);
    }

    /// Takes over what an edit without effect on the structure has changed: the input already holds
    /// the new recipe. Returns false when steps that read results may see others.
    bool refresh(const QVector<int> &elements, const QVector<int> &links);
    /// results(), choices() and isText() answer as those of \p other.
    [[nodiscard]] bool hasResultsOf(const ValidationContext &other) const
    {
        return m_results == other.m_results;
    }

private:
    /// Where a unit procedure works.
    struct WorkPlace
    {
        const PlantUnit *unit = nullptr;
        const Room *room = nullptr;
    };
    void resize();
    void findPlaces();
    void inherit(int element);
    void readCondition(int element);
    void indexLinks(int element);
    [[nodiscard]] bool isIndexed(int element) const { return m_flow.linksAt(element).size() > 24; }
    [[nodiscard]] ReportedResults collectResults() const;

    const ValidationInput &m_input;
    const Catalog &m_catalog;
    QVector<int> m_origins; ///< while it is built: the numbers before
    ProcedureFlow m_flow;
    std::shared_ptr<ConditionCache> m_cache;
    QHash<RoleId, const PlantUnit *> m_units;
    QVector<WorkPlace> m_places; ///< of unit procedures
    QVector<const PhaseClass *> m_classes;
    QVector<Openness> m_openness;
    QVector<std::optional<Grade>> m_grades;
    QVector<bool> m_aseptic;
    QVector<std::shared_ptr<const ConditionCache::Condition>> m_conditions;
    /// Matter links, for elements with so many that looking them through costs.
    QHash<QPair<int, PortId>, QVector<const Link *>> m_linksAt;
    ReportedResults m_results;
    std::unique_ptr<Analyses> m_analyses = std::make_unique<Analyses>();
};

/// Every capability that \p need asks for is there, and its range is covered. Units converted.
[[nodiscard]] bool covers(const PlantUnit &unit, const CapabilityNeed &need);

} // namespace cytoloom
