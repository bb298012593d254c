// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/compiler/compilefigures.h"

#include "processgraph/compiler/handwork.h"
#include "processgraph/validation/volumetrack.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr auto Hour = std::chrono::hours(1);
/// Longer processes are not cut into hours: nobody reads ten thousand rows.
constexpr qint64 MostHours = 100'000;

bool isStep(const Element &element)
{
    return element.kind == ElementKind::Phase || element.kind == ElementKind::ManualStep;
}

} // namespace

CompileFigures::CompileFigures(
    const ValidationContext &context, const TimeNetwork &times, const CellTrack &cells)
    : m_context(context)
    , m_times(times)
    , m_cells(cells)
{ }

void CompileFigures::fill(CompileReport &report)
{
    vessels(report);
    materials(report);
    counts(report);
    if (!m_times.isOrdered())
        return;
    times(report);
    holds(report);
    dose(report);
    staff(report);
    occupation(report);
}

ElementId CompileFigures::idOf(int element) const
{
    return element < 0 ? ElementId() : m_context.flow().element(element).id;
}

ElementId CompileFigures::idOfVertex(int vertex) const
{
    return vertex < 0 || vertex >= m_context.flow().start()
        ? ElementId()
        : idOf(ProcedureFlow::elementOf(vertex));
}

QVector<PathStep> CompileFigures::path(TimeNetwork::Case which) const
{
    QVector<PathStep> steps;
    for (const int element : m_times.criticalPath(which)) {
        const TimeNetwork::Span span = m_times.span(element, which);
        steps.append({idOf(element), span.enter, span.leave});
    }
    return steps;
}

void CompileFigures::times(CompileReport &report) const
{
    report.total = {m_times.total(TimeNetwork::Shortest), m_times.total(TimeNetwork::Nominal),
        m_times.total(TimeNetwork::Longest)};
    report.openTime = {m_times.openTime(TimeNetwork::Shortest),
        m_times.openTime(TimeNetwork::Nominal), m_times.openTime(TimeNetwork::Longest)};
    report.nominalPath = path(TimeNetwork::Nominal);
    report.worstPath = path(TimeNetwork::Longest);
    for (const TimeNetwork::Constraint &one : m_times.contradiction())
        report.conflict.append({one.reason, idOfVertex(one.from), idOfVertex(one.to), one.least});
    report.conflictBy = m_times.excess();
}

void CompileFigures::vessels(CompileReport &report) const
{
    const ProcedureFlow &flow = m_context.flow();
    for (int i = 0; i < flow.count(); ++i) {
        if (flow.element(i).kind != ElementKind::UnitProcedure)
            continue;
        const VolumeTrack track(m_context, i);
        if (!track.isKnown())
            continue;
        VesselFigure figure;
        figure.unitProcedure = idOf(i);
        figure.role = flow.element(i).role;
        int at = -1;
        for (const int element : track.elements()) {
            // A container says no more than what is inside it.
            if (flow.element(element).isContainer())
                continue;
            const double high = track.step(element).during.high;
            if (high > figure.peak || at < 0) {
                figure.peak = high;
                at = element;
            }
        }
        if (at < 0)
            continue;
        figure.step = idOf(at);
        figure.at = m_times.span(at, TimeNetwork::Nominal).leave;
        if (const PlantUnit *unit = m_context.unitOf(i)) {
            figure.unit = unit->id;
            figure.least = unit->minVolume;
            figure.most = unit->maxVolume;
        }
        report.vessels.append(figure);
    }
}

void CompileFigures::holds(CompileReport &report) const
{
    for (const TimeNetwork::Hold &hold : m_times.holds()) {
        HoldFigure figure {hold.link->id, hold.link->medium, hold.link->from.element,
            hold.link->to.element, hold.nominal, hold.worst, hold.link->holdLimit, {}};
        for (const int element : hold.path)
            figure.path.append(idOf(element));
        report.holds.append(figure);
    }
}

void CompileFigures::dose(CompileReport &report) const
{
    if (!m_cells.isKnown())
        return;
    report.numbers = m_cells.assumptions();
    DoseFigure figure;
    figure.dose = m_cells.dose();
    figure.gate = idOf(figure.dose.gate);
    for (const auto which : {CellTrack::Worst, CellTrack::Nominal, CellTrack::Best})
        figure.figure[which] = m_cells.doseFigure(which);
    for (const CellTrack::Sample &sample : m_cells.samples()) {
        figure.sampleVolume += sample.volume * sample.rounds;
        figure.sampleCells += sample.cells[CellTrack::Nominal];
    }
    report.dose = figure;
}

void CompileFigures::materials(CompileReport &report) const
{
    const ProcedureFlow &flow = m_context.flow();
    QHash<QString, QHash<int, double>> uses; // line → step → amount in one execution
    QHash<QString, QVector<ElementId>> steps;
    for (int i = 0; i < flow.count(); ++i) {
        const auto add = [&steps, step = idOf(i)](const QString &line) {
            if (!steps[line].contains(step))
                steps[line].append(step);
        };
        for (const QString &fitted : flow.attributes(i).texts(u"usesSets"_s))
            add(fitted);
        for (const Port &port : flow.ports(i)) {
            const BomLine *line = m_context.recipe().bomLine(port.bomLine);
            if (!line)
                continue;
            add(line->id);
            if (!port.volume)
                continue;
            if (const Result<double> amount
                = port.volume->unit.convert(port.volume->value, line->quantity.unit))
                uses[line->id][i] += *amount;
        }
    }
    for (const BomLine &line : m_context.recipe().bom) {
        const QHash<int, double> used = uses.value(line.id);
        const auto amount = [&used](int element) { return used.value(element); };
        MaterialFigure figure {line, 0, 0, steps.value(line.id)};
        if (!used.isEmpty()) {
            figure.nominal = m_times.sum(TimeNetwork::Nominal, amount);
            figure.most = m_times.sum(TimeNetwork::Longest, amount);
        } else if (line.attributes.has(u"singleUse"_s) && !figure.steps.isEmpty()) {
            figure.nominal = figure.most = line.quantity.value; // fitted as a whole
        }
        report.materials.append(figure);
    }
}

void CompileFigures::staff(CompileReport &report) const
{
    const ProcedureFlow &flow = m_context.flow();
    struct Change
    {
        Duration at {0};
        QString role;
        int people = 0;
    };
    QVector<Change> changes;
    for (int i = 0; i < flow.count(); ++i) {
        const Element &step = flow.element(i);
        if (step.crew.isEmpty() || !m_times.onPath(i) || !asksPeople(m_context.phaseClass(i)))
            continue;
        const TimeNetwork::Span span = m_times.span(i, TimeNetwork::Nominal);
        for (const CrewNeed &need : step.crew) {
            changes.append({span.enter, need.role, need.people});
            changes.append(
                {std::max(span.leave, span.enter + Duration(1)), need.role, -need.people});
        }
    }
    // Who leaves makes room for who comes in the same moment.
    std::stable_sort(changes.begin(), changes.end(), [](const Change &a, const Change &b) {
        return std::pair(a.at, a.people) < std::pair(b.at, b.people);
    });
    QMap<QString, int> now;
    QMap<qint64, QMap<QString, int>> busiest;
    for (qsizetype i = 0; i < changes.size(); ++i) {
        now[changes[i].role] += changes[i].people;
        if (i + 1 >= changes.size() || changes[i + 1].at == changes[i].at)
            continue;
        // Nothing changes until the next one; it may be many hours away.
        const qint64 from = std::min<qint64>(changes[i].at / Hour, MostHours);
        const qint64 to = std::min<qint64>((changes[i + 1].at - Duration(1)) / Hour, MostHours);
        for (auto it = now.cbegin(); it != now.cend(); ++it) {
            for (qint64 hour = from; *it > 0 && hour <= to; ++hour)
                busiest[hour][it.key()] = std::max(busiest[hour][it.key()], *it);
        }
    }
    for (auto it = busiest.cbegin(); it != busiest.cend(); ++it) {
        const int at = int(it.key());
        if (!report.staff.isEmpty() && report.staff.last().toHour == at
            && report.staff.last().people == *it)
            report.staff.last().toHour = at + 1;
        else
            report.staff.append({at, at + 1, *it});
    }
}

void CompileFigures::occupation(CompileReport &report) const
{
    const ProcedureFlow &flow = m_context.flow();
    for (int i = 0; i < flow.count(); ++i) {
        if (flow.element(i).kind != ElementKind::UnitProcedure || !m_times.onPath(i))
            continue;
        const PlantUnit *unit = m_context.unitOf(i);
        const TimeNetwork::Span span = m_times.span(i, TimeNetwork::Nominal);
        report.occupation.append(
            {idOf(i), flow.element(i).role, unit ? unit->id : UnitId(), span.enter, span.leave,
                m_times.worstBetween(ProcedureFlow::enter(i), ProcedureFlow::leave(i))});
    }
}

void CompileFigures::counts(CompileReport &report) const
{
    const ProcedureFlow &flow = m_context.flow();
    const auto sum = [&](const std::function<double(int)> &of) {
        return int(m_times.sum(TimeNetwork::Nominal, of) + 0.5);
    };
    for (int i = 0; i < flow.count(); ++i) {
        const Element &step = flow.element(i);
        if (!isStep(step) || !m_times.onPath(i))
            continue;
        const PhaseClass *used = m_context.phaseClass(i);
        ++report.counts.steps;
        report.counts.manual
            += step.kind == ElementKind::ManualStep || (used && used->manual) ? 1 : 0;
        report.counts.open += m_context.openness(i) == Openness::Open ? 1 : 0;
    }
    report.counts.signatures
        = sum([&](int i) { return double(flow.element(i).signatures.size()); });
    report.counts.checks = sum([&](int i) {
        return flow.element(i).verification == VerificationKind::SecondPerson ? 1.0 : 0.0;
    });
}

} // namespace cytoloom
