// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/instruments/thermoincubator.h"

#include <QtCore/QDateTime>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

QByteArray signedNumber(double value)
{
    const QByteArray text = QByteArray::number(value, 'f', 1);
    return text.startsWith('-') ? text : '+' + text;
}

} // namespace

ThermoIncubator::ThermoIncubator(Setup setup)
    : Instrument(std::move(setup))
{
    SignalTable &table = signalTable();
    table.setPoint(u"temperature.sp"_s, m_temperatureSet);
    table.measured(u"temperature.pv"_s, [this] { return m_temperature.value; }).noise(0.04);
    table.setPoint(u"co2.sp"_s, m_co2Set);
    table.measured(u"co2.pv"_s, [this] { return m_co2.value; }).noise(0.03);
    m_ownPhysics = !process(u"temperature.sp"_s) || !process(u"temperature.pv"_s)
        || !process(u"co2.sp"_s) || !process(u"co2.pv"_s);
}

void ThermoIncubator::tick(qint64)
{
    m_temperature.tick(m_temperatureSet);
    m_co2.tick(m_co2Set);
}

Signal &ThermoIncubator::signalOf(const QString &name)
{
    Signal *outside = m_ownPhysics ? nullptr : process(name);
    return outside ? *outside : *signalTable().find(name);
}

QByteArray ThermoIncubator::loop(const QString &name, const ThermoTelegram &asked, Range limits)
{
    Signal &set = signalOf(name + u".sp"_s);
    if (asked.isQuestion) {
        const double actual = signalOf(name + u".pv"_s).read(moment().tick);
        return signedNumber(set.truth()) + ';' + signedNumber(actual) + ';' + signedNumber(actual);
    }
    if (m_memoryBroken)
        return "?2";
    const auto wanted = lineNumber(QString::fromLatin1(asked.payload));
    if (!wanted || !limits.contains(*wanted))
        return "?3";
    set.write(*wanted);
    return {};
}

QByteArray ThermoIncubator::payloadFor(const ThermoTelegram &asked)
{
    if (asked.parameter == "2010")
        return loop(u"temperature"_s, asked, {20, 55});
    if (asked.parameter == "2020")
        return loop(u"co2"_s, asked, {0, 20});
    if (asked.isQuestion && asked.parameter == "0001")
        return "50111927";
    if (asked.isQuestion && asked.parameter == "0010")
        return QDateTime::fromMSecsSinceEpoch(moment().time.time_since_epoch().count(), Qt::UTC)
            .toString(u"hh:mm:ss;dd:MM:yy"_s)
            .toLatin1();
    return "?1";
}

QVector<QByteArray> ThermoIncubator::hear(const QByteArray &bytes)
{
    m_buffer += bytes;
    QVector<QByteArray> answers;
    for (;;) {
        // What it cannot read it refuses where a line ends, not once for each byte of noise.
        const bool lineEnds = m_buffer.contains('\r');
        ThermoTelegram asked;
        const LineTake taken = takeThermoTelegram(m_buffer, setup().checksum, asked);
        if (taken == LineTake::Incomplete)
            return answers;
        if (taken == LineTake::Answer)
            answers << thermoBytes({false, asked.parameter, payloadFor(asked)}, setup().checksum);
        else if (lineEnds && !m_buffer.contains('\r'))
            answers << thermoBytes({false, "0000", "?0"}, setup().checksum);
    }
}

} // namespace cytoloom
