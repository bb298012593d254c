// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/compiler/enveloperun.h"
#include "processgraph/validation/celltrackrun.h"

#include <algorithm>

namespace cytoloom {

using Program = EnvelopeProgram;

// Cells of a vessel as of now: they are carried on when somebody looks or something changes.
void EnvelopeRun::advance(Vessel &vessel)
{
    double hours = m_now - vessel.since;
    vessel.since = m_now;
    if (hours <= 0 || vessel.cultures <= 0 || vessel.viable <= 0 || vessel.type < 0)
        return;
    const Program::TypeNumbers &type = m_program.types[size_t(vessel.type)];
    vessel.viability = culturedViability(vessel.viability, number(type.cultureViability), hours);
    const double resting = std::min(vessel.rest, hours);
    vessel.rest -= resting;
    hours -= resting;
    vessel.viable = grownCells(
        vessel.viable, number(type.maximumDensity) * vessel.volume, vessel.doubling, hours);
}

void EnvelopeRun::add(Vessel &vessel, const Vessel &other)
{
    vessel.volume += other.volume;
    if (other.viable <= 0)
        return;
    const double sum = vessel.viable + other.viable;
    const double all = (vessel.viability > 0 ? vessel.viable / vessel.viability : 0)
        + (other.viability > 0 ? other.viable / other.viability : 0);
    vessel.viability = all > 0 ? sum / all : 0;
    vessel.car = (vessel.viable * vessel.car + other.viable * other.car) / sum;
    vessel.viable = sum;
    vessel.rest = std::max(vessel.rest, other.rest);
    if (vessel.type < 0)
        vessel.type = other.type;
}

void EnvelopeRun::bring(Vessel &vessel, const Program::Flow &flow)
{
    Vessel in;
    for (int i = flow.firstLink; i < flow.firstLink + flow.links; ++i)
        add(in, m_moved[size_t(m_program.links[size_t(i)])]);
    in.volume = flow.volume;
    if (flow.kind == Program::Flow::Source) {
        in.viable = flow.volume * number(flow.density);
        in.viability = number(flow.viability);
        in.rest = number(flow.lag);
        in.type = flow.type;
    }
    add(vessel, in);
}

// What CellTrackRun::flown() does, for one run.
void EnvelopeRun::flow(int index)
{
    const Program::Node &node = m_program.nodes[size_t(index)];
    m_inlet = m_outlet = 0;
    m_duration = m_now - m_entered[size_t(index)];
    if (node.vessel < 0)
        return;
    Vessel &vessel = m_vessels[size_t(node.vessel)];
    advance(vessel);
    if (node.culture)
        --vessel.cultures;
    for (int i = node.firstFlow; i < node.firstFlow + node.flows; ++i) {
        const Program::Flow &one = m_program.flows[size_t(i)];
        if (one.kind == Program::Flow::In || one.kind == Program::Flow::Source) {
            m_inlet += one.volume;
            bring(vessel, one);
        }
    }
    if (node.transduced >= 0 && vessel.viable > 0)
        vessel.car = number(node.transduced);
    if (node.recovery >= 0)
        vessel.viable *= number(node.recovery) / 100;
    const Vessel full = vessel;
    double taken = 0;
    for (int i = node.firstFlow; i < node.firstFlow + node.flows; ++i) {
        const Program::Flow &one = m_program.flows[size_t(i)];
        if (one.kind == Program::Flow::In || one.kind == Program::Flow::Source)
            continue;
        m_outlet += one.all ? full.volume : one.volume;
        if (one.kind == Program::Flow::Waste)
            continue;
        double share = one.all ? 1 : full.volume > 0 ? std::min(1.0, one.volume / full.volume) : 0;
        share = std::min(share, 1 - taken);
        taken += share;
        for (int k = one.firstLink; k < one.firstLink + one.links; ++k) {
            Vessel &moved = m_moved[size_t(m_program.links[size_t(k)])];
            moved = full;
            moved.viable = full.viable * share / one.links;
        }
    }
    vessel.viable = full.viable * (1 - taken);
    vessel.volume = node.takesAll ? 0 : std::max(0.0, full.volume - m_outlet);
    if (node.residual)
        vessel.volume = *node.residual;
}

std::optional<double> EnvelopeRun::value(int index, int node)
{
    const Program::Formula &formula = m_formulas[size_t(index)];
    for (const Program::Operand &operand : formula.operands) {
        if (operand.kind == Program::Operand::Result && !m_known[size_t(operand.slot)])
            return std::nullopt; // cheaper than the error that the expression would make
    }
    const int at = m_program.nodes[size_t(node)].vessel;
    if (at >= 0)
        advance(m_vessels[size_t(at)]);
    const Vessel *vessel = at >= 0 ? &m_vessels[size_t(at)] : nullptr;
    qsizetype next = 0; // names are asked for in their order; looked for where they are not
    const Result<double> result
        = formula.expression.evaluate([&](const QString &name) -> std::optional<double> {
              if (next >= formula.names.size() || formula.names[next] != name)
                  next = formula.names.indexOf(name);
              if (next < 0)
                  return std::nullopt;
              const Program::Operand &operand = formula.operands[size_t(next++)];
              switch (operand.kind) {
              case Program::Operand::Constant:
                  return operand.value;
              case Program::Operand::Result:
                  return m_results[size_t(operand.slot)];
              case Program::Operand::Concentration:
                  return vessel && vessel->volume > 0 ? vessel->viable / vessel->volume : 0;
              case Program::Operand::Viability:
                  return vessel ? vessel->viability : 0;
              case Program::Operand::Car:
                  return vessel ? vessel->car : 0;
              case Program::Operand::Volume:
                  return vessel ? vessel->volume : 0;
              case Program::Operand::Inlet:
                  return m_inlet;
              case Program::Operand::Outlet:
                  return m_outlet;
              case Program::Operand::Elapsed:
                  return m_duration * 3600;
              case Program::Operand::Count:
                  return m_tokens[size_t(node)];
              case Program::Operand::Unknown:
                  break;
              }
              return std::nullopt;
          });
    return result ? std::optional(*result) : std::nullopt;
}

bool EnvelopeRun::holds(int formula, int node)
{
    if (m_formulas[size_t(formula)].assumed)
        return true;
    const std::optional<double> found = value(formula, node);
    return found && *found != 0; // a result that is not there yet: not now
}

void EnvelopeRun::record(int index)
{
    const Program::Node &node = m_program.nodes[size_t(index)];
    std::uint64_t changed = 0;
    for (int i = node.firstRecord; i < node.firstRecord + node.records; ++i) {
        const Program::Record &one = m_program.records[size_t(i)];
        const std::optional<double> found = value(one.formula, index);
        if (!found)
            continue;
        m_results[size_t(one.slot)] = *found;
        m_known[size_t(one.slot)] = 1;
        changed |= 1ull << (one.slot % 64);
    }
    if (changed != 0 && !m_waiting.empty())
        wake(changed);
}

} // namespace cytoloom
