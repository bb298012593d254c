// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/instruments/ikastirrer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

constexpr double FastestSpeed = 2000; // rpm
constexpr double HottestPlate = 340; // °C
constexpr double ShortestWatchdog = 20; // s
constexpr double LongestWatchdog = 1500; // s
constexpr Duration PacedPatience = std::chrono::minutes(5);

} // namespace

IkaStirrer::IkaStirrer(Setup setup)
    : Instrument(std::move(setup))
{
    SignalTable &table = signalTable();
    table.setPoint(u"temperature.sp"_s, m_temperatureSet);
    table.measured(u"temperature.pv"_s, [this] { return m_temperature.value; }).noise(0.05);
    table.setPoint(u"speed.sp"_s, m_speedSet);
    table.measured(u"speed.pv"_s, [this] { return m_speed.value; }).noise(0, 0.001);
    table.measured(u"torque.pv"_s, [this] { return 0.02 * m_speed.value; }).noise(0, 0.01);
}

void IkaStirrer::tick(qint64)
{
    m_temperature.tick(m_heats ? m_temperatureSet : AmbientTemperature);
    m_speed.tick(m_turns ? m_speedSet : 0);
}

void IkaStirrer::restart()
{
    m_heats = false;
    m_turns = false;
    m_watchdogMode = 0;
    m_tripped = false;
}

void IkaStirrer::arm(int mode, double seconds)
{
    m_watchdogMode = seconds == 0 ? 0 : mode;
    m_tripped = false;
    const auto time = fromSeconds(seconds);
    // A client that paces the plant goes in steps of up to a minute: as all devices of such a
    // plant it is patient then.
    m_watchdog = Watchdog(time, std::max(time, PacedPatience));
    if (m_watchdogMode != 0)
        m_watchdog.beat(moment().time);
}

void IkaStirrer::guard()
{
    const ProfileBank::Moment now = moment();
    if (m_watchdogMode == 0 || !m_watchdog.trips(now.time, now.paced))
        return;
    m_tripped = true;
    if (m_watchdogMode == 1) {
        m_heats = false;
        m_turns = false;
    } else {
        signalTable().find(u"speed.sp"_s)->write(m_safeSpeed);
    }
}

QVector<QByteArray> IkaStirrer::hear(const QByteArray &bytes)
{
    m_buffer += bytes;
    QVector<QByteArray> answers;
    for (;;) {
        QByteArray line;
        const LineTake taken = takeNamurLine(m_buffer, line);
        if (taken == LineTake::Incomplete)
            return answers;
        if (taken != LineTake::Answer)
            continue;
        guard(); // what came too late has been noticed before it is carried out
        const QByteArray said = answer(QString::fromLatin1(line));
        if (!said.isEmpty())
            answers << said;
    }
}

QByteArray IkaStirrer::answer(const QString &line)
{
    if (line.startsWith("IN_"_L1))
        return question(line);
    const qsizetype at = line.indexOf(u'@');
    if (at < 0) {
        order(line);
        return {};
    }
    const auto value = lineNumber(QStringView(line).sliced(at + 1));
    return value ? echo(line.left(at), *value) : QByteArray();
}

QByteArray IkaStirrer::question(const QString &line)
{
    const auto reply = [](double value, int channel) {
        return namurLine(u"%1 %2"_s.arg(value, 0, 'f', 1).arg(channel));
    };
    if (line == "IN_NAME"_L1)
        return namurLine(u"C-MAG HS7"_s);
    if (line == "IN_PV_1"_L1)
        return reply(shown(u"temperature.pv"_s), 1);
    if (line == "IN_PV_2"_L1)
        return reply(m_temperature.value + (m_heats ? 20 : 0), 2);
    if (line == "IN_PV_4"_L1)
        return reply(shown(u"speed.pv"_s), 4);
    if (line == "IN_PV_5"_L1)
        return reply(shown(u"torque.pv"_s), 5);
    if (line == "IN_SP_1"_L1)
        return reply(m_temperatureSet, 1);
    if (line == "IN_SP_4"_L1)
        return reply(m_speedSet, 4);
    return {};
}

QByteArray IkaStirrer::echo(const QString &name, double value)
{
    const auto reply
        = [](double shownValue) { return namurLine(u"%1"_s.arg(shownValue, 0, 'f', 1)); };
    if (name == "OUT_SP_42"_L1) {
        m_safeSpeed = std::clamp(value, 0.0, FastestSpeed);
        return reply(m_safeSpeed);
    }
    const bool first = name == "OUT_WD1"_L1;
    if (!first && name != "OUT_WD2"_L1)
        return {};
    const double seconds
        = value == 0 && !first ? 0 : std::clamp(value, ShortestWatchdog, LongestWatchdog);
    arm(first ? 1 : 2, seconds);
    return reply(seconds);
}

void IkaStirrer::order(const QString &line)
{
    const auto value = [&](const char *name) {
        const QString prefix = QLatin1String(name) + u' ';
        return line.startsWith(prefix) ? lineNumber(QStringView(line).sliced(prefix.size()))
                                       : std::nullopt;
    };
    if (const auto celsius = value("OUT_SP_1");
        celsius && *celsius >= 0 && *celsius <= HottestPlate)
        signalTable().find(u"temperature.sp"_s)->write(*celsius);
    else if (const auto rpm = value("OUT_SP_4"); rpm && *rpm >= 0 && *rpm <= FastestSpeed)
        signalTable().find(u"speed.sp"_s)->write(*rpm);
    else if (line == "START_1"_L1 || line == "STOP_1"_L1)
        m_heats = line == "START_1"_L1;
    else if (line == "START_4"_L1 || line == "STOP_4"_L1)
        m_turns = line == "START_4"_L1;
    else if (line == "RESET"_L1)
        restart();
}

} // namespace cytoloom
