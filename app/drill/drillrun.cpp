// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drill/drillrun.h"

#include "app/drill/drillverdict.h"

#include <QtCore/QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr int MostBarren = 2;
}

int DrillResult::count(DrillOutcome outcome) const
{
    return int(std::count_if(cells.begin(), cells.end(),
        [outcome](const Cell &each) { return each.cell.verdict.outcome == outcome; }));
}

const DrillResult::Cell *DrillResult::find(const DrillStep &step, FaultKind fault) const
{
    const auto found = std::find_if(cells.begin(), cells.end(), [&](const Cell &each) {
        return each.cell.seen.step == step && each.cell.seen.fault == fault;
    });
    return found == cells.end() ? nullptr : &*found;
}

DrillRun::DrillRun(DrillPlan &plan, Setup setup)
    : m_plan(plan)
    , m_setup(std::move(setup))
{ }

DrillRun::~DrillRun() = default;

void DrillRun::start()
{
    m_real.start();
    QTimer::singleShot(m_setup.longest, this, &DrillRun::stop);
    fill();
}

void DrillRun::stop()
{
    m_stopped = true;
    for (const auto &lane : m_lanes)
        lane->leave();
}

void DrillRun::fill()
{
    while (int(m_lanes.size()) < m_setup.jobs && m_plan.open() > 0 && m_barren < MostBarren
        && m_started < m_setup.mostBatches && !m_stopped) {
        DrillLane::Setup setup = m_setup.lane;
        const QString number = u"DRILL-%1"_s.arg(++m_started, 2, 10, QLatin1Char('0'));
        setup.control.header.id = BatchId(number);
        setup.storeFile = m_setup.folder + u'/' + number + u".sqlite"_s;
        setup.seed = m_setup.lane.seed + quint32(m_started - 1);
        auto lane = DrillLane::start(m_plan, setup);
        if (!lane) {
            if (m_started == 1) {
                Q_EMIT failed(lane.error());
                return;
            }
            m_outcomes.append({BatchId(number), {}, lane.error().message});
            ++m_barren;
            continue;
        }
        DrillLane *raw = lane->get();
        m_lanes.push_back(std::move(*lane));
        connect(
            raw, &DrillLane::finished, this, [this, raw] { laneFinished(raw); },
            Qt::QueuedConnection);
    }
    if (m_lanes.empty()) {
        m_seconds = double(m_real.elapsed()) / 1000;
        Q_EMIT finished();
    }
}

void DrillRun::laneFinished(DrillLane *lane)
{
    const auto found = std::find_if(
        m_lanes.begin(), m_lanes.end(), [lane](const auto &each) { return each.get() == lane; });
    if (found == m_lanes.end())
        return;
    m_outcomes << lane->outcome();
    m_barren = lane->outcome().observations.isEmpty() ? m_barren + 1 : 0;
    m_lanes.erase(found);
    Q_EMIT progressed(m_plan.open(), int(m_outcomes.size()));
    fill();
}

DrillResult DrillRun::result() const
{
    DrillResult result;
    result.control = m_setup.lane.control;
    result.plant = m_plan.plant();
    result.steps = m_plan.steps();
    result.faults = m_setup.faults.isEmpty() ? allFaultKinds() : m_setup.faults;
    result.batches = int(m_outcomes.size());
    result.realSeconds = m_seconds;
    result.seed = m_setup.lane.seed;
    for (const DrillStep &step : std::as_const(result.steps)) {
        const QVector<FaultKind> possible = m_plan.faultsOf(step);
        for (const FaultKind fault : std::as_const(result.faults)) {
            if (!possible.contains(fault))
                continue;
            DrillResult::Cell cell;
            cell.cell.seen.step = step;
            cell.cell.seen.fault = fault;
            for (const DrillLane::Outcome &outcome : m_outcomes) {
                for (const DrillObservation &seen : outcome.observations) {
                    if (seen.step == step && seen.fault == fault)
                        cell = {{seen, judge(seen)}, outcome.batch};
                }
            }
            result.cells << cell;
        }
    }
    for (const DrillLane::Outcome &outcome : m_outcomes) {
        if (!outcome.trouble.code.isEmpty())
            result.troubles.append({outcome.batch, outcome.trouble});
    }
    return result;
}

} // namespace cytoloom
