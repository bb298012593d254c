// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/instruments/peristalticpump.h"

using namespace Qt::StringLiterals;

namespace cytoloom {

PeristalticPump::PeristalticPump(Setup setup)
    : Instrument(std::move(setup))
{
    SignalTable &table = signalTable();
    table.setPoint(u"speed.sp"_s, m_speed);
    table.setPoint(u"running.sp"_s, m_running);
    table.setPoint(u"direction.sp"_s, m_direction);
    table.measured(u"flow.pv"_s, [this] { return m_turning.value * MlPerTurn; }).noise(0, 0.01);
}

void PeristalticPump::tick(qint64)
{
    m_turning.tick(m_running != 0 ? m_speed : 0);
}

QVector<QByteArray> PeristalticPump::hear(const QByteArray &bytes)
{
    m_buffer += bytes;
    QVector<QByteArray> answers;
    for (;;) {
        PumpCommand command;
        const LineTake taken = takePumpCommand(m_buffer, command);
        if (taken == LineTake::Incomplete)
            return answers;
        if (taken != LineTake::Answer || command.pump != setup().number)
            continue;
        const QByteArray said = answer(command);
        if (!said.isEmpty())
            answers << said;
    }
}

QByteArray PeristalticPump::answer(const PumpCommand &command)
{
    const auto set
        = [this](const QString &signal, double value) { signalTable().find(signal)->write(value); };
    if (command.name == "SP" && command.value && *command.value <= FastestSpeed)
        set(u"speed.sp"_s, *command.value);
    else if (command.value)
        return {};
    else if (command.name == "GO" || command.name == "ST")
        set(u"running.sp"_s, command.name == "GO" ? 1 : 0);
    else if (command.name == "RR" || command.name == "RL")
        set(u"direction.sp"_s, command.name == "RL" ? 1 : 0);
    else if (command.name == "RS")
        return pumpStatusBytes({"323Du", shown(u"speed.sp"_s), shown(u"direction.sp"_s) == 0,
            shown(u"running.sp"_s) != 0});
    return {};
}

} // namespace cytoloom
