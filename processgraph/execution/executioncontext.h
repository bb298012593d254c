// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/phaseclass.h"
#include "processgraph/execution/batchstate.h"
#include "processgraph/execution/latestvalues.h"
#include "processgraph/plant/equipmentgateway.h"
#include "processgraph/plant/plant.h"

#include <QtCore/QSet>

namespace cytoloom {

class Arbiter;

/// What a decision reads beside the batch's own state: plant, phase classes, latest tag values,
/// devices that are gone. Expressions are parsed once. One thread.
class ExecutionContext
{
public:
    ExecutionContext(const QVector<PhaseClass> &phaseClasses, const Plant &plant);

    [[nodiscard]] const Plant &plant() const { return m_plant; }
    [[nodiscard]] const PhaseClass *phaseClass(const QString &id) const;
    /// \p signal of the unit that \p scope is bound to, or "<ROLE>:<signal>". Null when there is
    /// none.
    [[nodiscard]] const TagDefinition *tag(
        const BatchState &state, const ElementId &scope, const QString &signal) const;
    /// The unit of the unit procedure at or above \p scope; empty when there is none.
    [[nodiscard]] static UnitId unitOf(const BatchState &state, const ElementId &scope);

    /// The value of a name in an expression of \p scope (see catalog/phaseclass.h; "count" is the
    /// number of finished iterations of a loop; "stepElapsed" begins anew after a restart, because
    /// logic uses it to let a pump come up to speed); nullopt when there is none or it is not Good.
    [[nodiscard]] std::optional<double> value(const BatchState &state, const ElementId &scope,
        Duration moment, const QString &name) const;
    /// Fails as Expression does; "execution.unknownName" (args: name) for a name that no waiting
    /// can bring: a parameter, formula value, role or signal that is not there.
    [[nodiscard]] Result<double> evaluate(const QString &text, const BatchState &state,
        const ElementId &scope, Duration moment) const;
    [[nodiscard]] QStringList names(const QString &text) const;

    /// The last value as it came, whatever its quality.
    [[nodiscard]] TagValue latest(const TagId &tag) const { return m_latest->value(tag); }
    void take(const QVector<TagSample> &samples) { m_latest->take(samples); }
    /// Shared with other batches; somebody else takes the samples then.
    void setLatest(std::shared_ptr<LatestValues> latest) { m_latest = std::move(latest); }
    /// Who has which unit; null: this batch has the plant to itself.
    [[nodiscard]] Arbiter *arbiter() const { return m_arbiter; }
    void setArbiter(Arbiter *arbiter) { m_arbiter = arbiter; }
    void setPhaseClasses(const QVector<PhaseClass> &phaseClasses);
    [[nodiscard]] QVector<PhaseClass> phaseClasses() const { return m_phaseClasses.values(); }

    /// Every role that an expression or signal of \p phaseClass names is a unit that serves it.
    [[nodiscard]] QSet<DeviceId> devicesOf(
        const BatchState &state, const ElementId &phase, const PhaseClass &phaseClass) const;

private:
    [[nodiscard]] const Expression *expression(const QString &text, Error *error) const;
    [[nodiscard]] bool canExist(
        const BatchState &state, const ElementId &scope, const QString &name) const;
    [[nodiscard]] std::optional<double> parameter(
        const BatchState &state, const ElementId &scope, const QString &id) const;

    QHash<QString, PhaseClass> m_phaseClasses;
    Plant m_plant;
    QHash<QString, TagDefinition> m_tags; ///< by "<unit>\n<signal>"
    std::shared_ptr<LatestValues> m_latest = std::make_shared<LatestValues>();
    Arbiter *m_arbiter = nullptr;
    mutable QHash<QString, Result<Expression>> m_expressions;
};

} // namespace cytoloom
