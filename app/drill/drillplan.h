// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/drill/drillcell.h"
#include "devices/profiles/deviceprofile.h"
#include "processgraph/execution/batchstate.h"

#include <QtCore/QMutex>

#include <memory>

namespace cytoloom {

class ExecutionContext;

/// Which cells the matrix has and which of them are still to be tried. Shared by the batches that
/// run at the same time; any thread.
class DrillPlan
{
public:
    /// \p faults, \p steps (element ids): empty means all. Rows are the phases that are not done by
    /// people, once for each device that they order or look at; columns the faults that such a
    /// device can have.
    DrillPlan(const ControlRecipe &control, const Plant &plant,
        const QMap<QString, DeviceProfile> &profiles, const QVector<PhaseClass> &phaseClasses,
        const QVector<FaultKind> &faults, const QStringList &steps);
    ~DrillPlan();

    [[nodiscard]] QVector<DrillStep> steps() const { return m_steps; }
    [[nodiscard]] const Plant &plant() const { return m_plant; }
    [[nodiscard]] const QMap<QString, DeviceProfile> &profiles() const { return m_profiles; }
    /// The cells that the matrix has at all: others have no such fault.
    [[nodiscard]] QVector<FaultKind> faultsOf(const DrillStep &step) const;

    struct Task
    {
        DrillStep step;
        Fault fault;
    };
    /// A cell that \p element begins with now, taken by the caller; nullopt when none is left.
    std::optional<Task> take(const ElementId &element);
    /// It could not be tried: somebody else may.
    void putBack(const Task &task);
    [[nodiscard]] int open() const;
    /// Phases with cells that nobody has taken yet.
    [[nodiscard]] QSet<ElementId> openElements() const;

    /// Which tags \p expression of \p element reads.
    [[nodiscard]] QVector<TagId> tagsIn(const ElementId &element, const QString &expression) const;
    [[nodiscard]] const PhaseClass *phaseClass(const ElementId &element) const;
    /// Limits of the recipe on what the phase's parameters show: the action limits, else the alert
    /// limits.
    [[nodiscard]] QVector<DrillLimit> limitsOf(const ElementId &element) const;
    /// What counts as the same value: a twentieth of the range that the plant file gives the tag.
    [[nodiscard]] double tolerance(const TagId &tag) const;

private:
    void addSteps(const ElementId &element, const PhaseClass &phaseClass);
    [[nodiscard]] std::optional<Fault> faultFor(FaultKind kind, const DrillStep &step) const;
    [[nodiscard]] double span(const TagDefinition &tag) const;

    Plant m_plant;
    QMap<QString, DeviceProfile> m_profiles;
    BatchState m_state; ///< nothing but the recipe
    std::unique_ptr<ExecutionContext> m_context;
    QVector<DrillStep> m_steps;
    mutable QMutex m_mutex;
    QVector<QPair<DrillStep, QVector<FaultKind>>> m_open;
};

/// How long a drilled fault lasts, process time. Values that lie need longer to show.
[[nodiscard]] Duration drillLength(FaultKind kind);

} // namespace cytoloom
