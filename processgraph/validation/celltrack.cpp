// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/celltrack.h"

#include "processgraph/validation/celltrackrun.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// The range of attribute \p id on \p attributes as a number; the default's name is kept.
std::optional<UncertainNumber> statedIn(
    const Attributes &attributes, const QString &id, const QString &owner, UncertainNumber standard)
{
    if (!attributes.has(id))
        return std::nullopt;
    const Range range = attributes.range(id);
    const double low = range.low.value_or(std::min(standard.low, range.high.value_or(0)));
    const double high = range.high.value_or(std::max(standard.high, low));
    return UncertainNumber::fromRange(owner + u'.' + id, standard.name, standard.unit, low, high);
}

/// The nearest of step, containers and recipe that states it, else the default.
UncertainNumber nearest(const ValidationContext &context, int element, const QString &id,
    const UncertainNumber &standard)
{
    for (int at = element; at >= 0; at = context.flow().container(at)) {
        const Element &step = context.flow().element(at);
        if (const auto stated = statedIn(step.attributes, id, step.id.value(), standard))
            return *stated;
    }
    return statedIn(context.recipe().attributes, id, u"recipe"_s, standard).value_or(standard);
}

QString portOwner(const ValidationContext &context, int element, const Port &port)
{
    return context.flow().element(element).id.value() + u'/' + port.id.value();
}

} // namespace

std::optional<UncertainNumber> CellTrack::recovery(
    const ValidationContext &context, int element, const CellType &type)
{
    const Element &step = context.flow().element(element);
    const auto known = type.recovery.constFind(step.type);
    const bool phase = step.kind == ElementKind::Phase && known != type.recovery.cend();
    if (!phase && !step.attributes.has(u"recovery"_s))
        return std::nullopt;
    UncertainNumber standard;
    if (phase) {
        standard = *known;
    } else {
        standard.name = {u"Recovery of viable cells"_s, u"活细胞回收率"_s};
        standard.unit = Unit::parse(u"%"_s).value();
        standard.high = 100;
    }
    if (auto stated = statedIn(step.attributes, u"recovery"_s, step.id.value(), standard))
        return stated;
    return phase ? std::optional(standard) : std::nullopt;
}

UncertainNumber CellTrack::doublingTime(
    const ValidationContext &context, int element, const CellType &type)
{
    return nearest(context, element, u"doublingTime"_s, type.doublingTime);
}

UncertainNumber CellTrack::transduction(
    const ValidationContext &context, int element, const CellType &type)
{
    return nearest(context, element, u"transduction"_s, type.transduction);
}

UncertainNumber CellTrack::density(
    const ValidationContext &context, int element, const Port &port, const CellType &type)
{
    return statedIn(
        port.attributes, u"cellDensity"_s, portOwner(context, element, port), type.density)
        .value_or(type.density);
}

UncertainNumber CellTrack::startViability(
    const ValidationContext &context, int element, const Port &port, const CellType &type)
{
    return statedIn(
        port.attributes, u"cellViability"_s, portOwner(context, element, port), type.startViability)
        .value_or(type.startViability);
}

CellTrack::Dose CellTrack::doseOf(const ValidationContext &context)
{
    static const Unit cells = Unit::parse(u"cells"_s).value();
    Dose dose;
    bool release = false;
    for (int i = 0; i < context.flow().count(); ++i) {
        const auto &gate = context.flow().gate(i);
        if (!gate || (release && !gate->release))
            continue;
        for (const Criterion &criterion : gate->criteria) {
            if ((criterion.attribute != "carCells"_L1 && criterion.attribute != "totalCells"_L1)
                || !criterion.comparison.startsWith(u'>'))
                continue;
            // Counts are recorded in 1e6, and that is what a limit without a unit means.
            double least = criterion.limit;
            if (criterion.unit.symbol() == cells.symbol())
                least /= 1e6;
            dose = {i, criterion.attribute, least};
            release = gate->release;
        }
    }
    return dose;
}

CellTrack::CellTrack(const ValidationContext &context, const TimeNetwork &times)
    : m_context(context)
    , m_times(times)
    , m_dose(doseOf(context))
{
    if (!times.isOrdered())
        return;
    CellTrackRun run(context, times);
    run.walk();
    m_known = run.hasSource();
    m_elements = run.elements();
    m_samples = run.samples();
    m_assumptions = run.assumptions();
    m_steps.resize(m_elements.size());
    m_places.fill(-1, context.flow().count());
    for (int place = 0; place < m_elements.size(); ++place)
        m_places[m_elements[place]] = place;
    for (const Case which : {Worst, Nominal, Best}) {
        m_product[which] = run.product(which);
        for (int place = 0; place < m_elements.size(); ++place) {
            m_steps[place].before[which] = run.before(m_elements[place], which);
            m_steps[place].after[which] = run.after(m_elements[place], which);
        }
    }
}

const CellTrack::Step *CellTrack::step(int element) const
{
    const int place = m_places.isEmpty() ? -1 : m_places[element];
    return place < 0 ? nullptr : &m_steps[place];
}

double CellTrack::doseFigure(Case which) const
{
    const Level &level = m_product[which];
    return m_dose.attribute == "carCells"_L1 ? level.carCells() : level.viable;
}

} // namespace cytoloom
