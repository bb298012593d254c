// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/mtsicsserver.h"

#include "devices/simulation/balance.h"
#include "devices/simulation/signaltable.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr int RepeatMs = 200;
constexpr int SettleMs = 100;
constexpr int MostTries = 30;
const QList<QByteArray> Commands {
    "@", "I0", "I1", "I2", "I3", "I4", "S", "SI", "SIR", "T", "TA", "TAC", "TI", "Z", "ZI"};
} // namespace

MtSicsServer::MtSicsServer(
    Balance &balance, const Signal &weight, std::function<qint64()> beforeRequest, QObject *parent)
    : QObject(parent)
    , m_balance(balance)
    , m_weight(weight)
    , m_beforeRequest(std::move(beforeRequest))
    , m_line(this)
    , m_sender([this](const QByteArray &bytes) { m_line.write(bytes); }, this)
{
    connect(&m_line, &PtyMaster::received, this, &MtSicsServer::receive);
    connect(&m_repeat, &QTimer::timeout, this, [this] { say(this->weight()); });
    connect(&m_settling, &QTimer::timeout, this, &MtSicsServer::settle);
}

void MtSicsServer::receive(const QByteArray &bytes)
{
    const auto lines = m_lines.feed(bytes);
    m_beforeRequest(); // may cut the line
    if (m_cutOff)
        return;
    for (const QByteArray &line : lines)
        say(answer(line));
}

void MtSicsServer::say(const QByteArray &line)
{
    if (m_cutOff || line.isEmpty())
        return;
    if (m_filter)
        m_sender.send(m_filter(line));
    else
        m_line.write(line);
}

QByteArray MtSicsServer::answer(const QByteArray &line)
{
    m_repeat.stop(); // any command ends SIR
    m_settling.stop();
    const QByteArray trimmed = line.trimmed();
    const qsizetype space = trimmed.indexOf(' ');
    const QByteArray command = space < 0 ? trimmed : trimmed.left(space);
    const QByteArray argument = space < 0 ? QByteArray() : trimmed.mid(space + 1).trimmed();
    const bool printable = std::all_of(
        trimmed.cbegin(), trimmed.cend(), [](char byte) { return byte >= ' ' && byte <= '~'; });
    if (!printable)
        return sicsStatus({}, SicsStatus::TransmissionError);
    if (command == "TA")
        return tareValue(argument);
    if (!argument.isEmpty())
        return sicsStatus(
            {}, Commands.contains(command) ? SicsStatus::LogicalError : SicsStatus::SyntaxError);
    if (command == "S") {
        m_beforeRequest();
        if (m_balance.isStable())
            return weight();
        m_tries = 0;
        m_settling.start(SettleMs);
        return {};
    }
    if (command == "SI")
        return weight();
    if (command == "SIR") {
        m_repeat.start(RepeatMs);
        return weight();
    }
    if (command == "Z" || command == "ZI") {
        m_beforeRequest();
        const bool zeroed = m_balance.zero();
        const auto name = QString::fromLatin1(command);
        if (!zeroed)
            return sicsStatus(
                name, m_balance.gross() < 0 ? SicsStatus::Underload : SicsStatus::Overload);
        return command == "Z" ? sicsStatus(name, SicsStatus::Done) : QByteArray("ZI S\r\n");
    }
    if (command == "T" || command == "TI") {
        m_beforeRequest();
        m_balance.tare();
        return sicsWeight(QString::fromLatin1(command), m_balance.isStable(),
            m_balance.tareWeight(), Balance::Decimals);
    }
    if (command == "TAC") {
        m_balance.setTare(0);
        return sicsStatus(u"TAC"_s, SicsStatus::Done);
    }
    return information(command);
}

QByteArray MtSicsServer::information(const QByteArray &command) const
{
    if (command == "@") {
        m_balance.reset();
        return sicsText(u"I4"_s, u"CYTOLOOM-SIM"_s);
    }
    if (command == "I0") {
        QByteArray list;
        for (const QByteArray &name : Commands)
            list += "I0 " + QByteArray(name == Commands.last() ? "A" : "B") + " 0 \"" + name
                + "\"\r\n";
        return list;
    }
    if (command == "I1")
        return "I1 A \"01\" \"2.30\" \"2.22\" \"\" \"\"\r\n"; // levels 0 and 1
    if (command == "I2")
        return sicsText(u"I2"_s, u"Cytoloom demo balance 6200.00 g"_s);
    if (command == "I3")
        return sicsText(u"I3"_s, u"1.00"_s);
    if (command == "I4")
        return sicsText(u"I4"_s, u"CYTOLOOM-SIM"_s);
    return sicsStatus({}, SicsStatus::SyntaxError);
}

QByteArray MtSicsServer::weight()
{
    const qint64 tick = m_beforeRequest();
    if (m_balance.gross() > Balance::Capacity)
        return sicsStatus(u"S"_s, SicsStatus::Overload);
    if (m_balance.gross() < Balance::Underload)
        return sicsStatus(u"S"_s, SicsStatus::Underload);
    return sicsWeight(u"S"_s, m_balance.isStable(), m_weight.read(tick), Balance::Decimals);
}

QByteArray MtSicsServer::tareValue(const QByteArray &argument)
{
    const auto shown = [this] {
        return "TA A " + QByteArray::number(m_balance.tareWeight(), 'f', Balance::Decimals)
            + " g\r\n";
    };
    if (argument.isEmpty())
        return shown();
    const QList<QByteArray> words = argument.simplified().split(' ');
    bool isNumber = false;
    const double grams = words.first().toDouble(&isNumber);
    if (words.size() != 2 || words.last() != "g" || !isNumber || !std::isfinite(grams) || grams < 0
        || grams > Balance::Capacity)
        return sicsStatus(u"TA"_s, SicsStatus::WrongParameter);
    m_balance.setTare(grams);
    return shown();
}

void MtSicsServer::settle()
{
    m_beforeRequest();
    if (!m_balance.isStable() && ++m_tries < MostTries)
        return;
    m_settling.stop();
    say(m_balance.isStable() ? weight() : sicsStatus(u"S"_s, SicsStatus::NotExecutable));
}

} // namespace cytoloom
