// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/compiler/riskmatrix.h"

#include "processgraph/compiler/handwork.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

class Builder
{
public:
    Builder(const MasterRecipe &recipe, const Catalog &catalog)
        : m_recipe(recipe)
        , m_catalog(catalog)
    { }

    RiskMatrix build()
    {
        const QVector<ElementId> all = m_recipe.procedure.elements();
        for (const ElementId &id : all)
            addAttributes(step(id));
        for (const ElementId &id : all) {
            addParameters(step(id));
            addMonitoring(step(id));
            addLoad(step(id));
        }
        for (const auto &parameter : std::as_const(m_matrix.parameters))
            for (const int attribute : parameter.affects)
                m_matrix.attributes[attribute].controlled = true;
        return m_matrix;
    }

private:
    [[nodiscard]] const Element &step(const ElementId &id) const
    {
        return *m_recipe.procedure.element(id);
    }

    void addAttributes(const Element &element)
    {
        if (!element.gate || !element.gate->release)
            return;
        for (const Criterion &criterion : element.gate->criteria) {
            if (m_index.contains(criterion.attribute))
                continue;
            m_index.insert(criterion.attribute, int(m_matrix.attributes.size()));
            m_matrix.attributes.append({criterion.attribute, criterion.name, false, false});
        }
    }

    void addParameters(const Element &element)
    {
        for (const Parameter &parameter : element.parameters) {
            if (!parameter.critical)
                continue;
            RiskMatrix::ProcessParameter row;
            row.step = element.id;
            row.parameter = parameter.id;
            row.watched = !parameter.signal.isEmpty()
                && !(parameter.alert.isEmpty() && parameter.action.isEmpty());
            for (const QString &name : parameter.attributes.texts(u"affects"_s)) {
                if (m_index.contains(name))
                    row.affects.append(m_index.value(name));
                else
                    row.unknown.append(name);
            }
            m_matrix.parameters.append(row);
        }
    }

    void monitor(const QString &result)
    {
        if (m_index.contains(result))
            m_matrix.attributes[m_index.value(result)].monitored = true;
    }

    // A gate before the release, a phase that reports it, a sample that is tested for it.
    void addMonitoring(const Element &element)
    {
        if (element.gate && !element.gate->release)
            for (const Criterion &criterion : element.gate->criteria)
                monitor(criterion.attribute);
        if (const PhaseClass *phase
            = element.kind == ElementKind::Phase ? m_catalog.phaseClass(element.type) : nullptr)
            for (const QString &result : phase->results)
                monitor(result);
        for (const QString &result : element.attributes.texts(u"testedFor"_s))
            monitor(result);
        for (const Port &port : element.ports)
            for (const QString &result : port.attributes.texts(u"testedFor"_s))
                monitor(result);
        for (const LinkId &id : m_recipe.procedure.outgoing(element.id))
            for (const QString &result :
                m_recipe.procedure.link(id)->attributes.texts(u"testedFor"_s))
                monitor(result);
    }

    // People do it: a step of theirs, or a phase of no machine that asks them something.
    [[nodiscard]] bool needsHands(const Element &element) const
    {
        if (element.kind != ElementKind::Phase)
            return element.kind == ElementKind::ManualStep;
        const PhaseClass *phase = m_catalog.phaseClass(element.type);
        return phase && phase->manual && asksPeople(phase);
    }

    void addLoad(const Element &element)
    {
        RiskMatrix::StepLoad load;
        load.step = element.id;
        // What lies inside a container is counted there.
        if (!element.isContainer()) {
            if (element.openness == Openness::Open)
                load.open = element.maxOpenTime.value_or(element.duration.longest);
            if (needsHands(element)) {
                int people = 0;
                for (const CrewNeed &need : element.crew)
                    people += need.people;
                load.manual = element.duration.nominal * std::max(1, people);
            }
        }
        for (const LinkId &id : m_recipe.procedure.outgoing(element.id)) {
            const Link *link = m_recipe.procedure.link(id);
            if (link->holdLimit)
                load.waiting = std::max(load.waiting, *link->holdLimit);
        }
        if (load.open.count() > 0 || load.waiting.count() > 0 || load.manual.count() > 0)
            m_matrix.loads.append(load);
    }

    const MasterRecipe &m_recipe;
    const Catalog &m_catalog;
    RiskMatrix m_matrix;
    QHash<QString, int> m_index;
};

} // namespace

int RiskMatrix::orphans() const
{
    return int(std::count_if(parameters.cbegin(), parameters.cend(),
        [](const ProcessParameter &each) { return each.isOrphan(); }));
}

int RiskMatrix::unmonitored() const
{
    return int(std::count_if(attributes.cbegin(), attributes.cend(),
        [](const QualityAttribute &each) { return !each.monitored && !each.controlled; }));
}

RiskMatrix makeRiskMatrix(const MasterRecipe &recipe, const Catalog &catalog)
{
    return Builder(recipe, catalog).build();
}

} // namespace cytoloom
