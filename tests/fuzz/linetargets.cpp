// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/protocol/lineprotocol.h"
#include "devices/protocol/thermotelegram.h"
#include "devices/protocol/watsonmarlow.h"
#include "tests/fuzz/fuzztarget.h"

#include <cmath>

namespace cytoloom::fuzz {

using namespace Qt::StringLiterals;

namespace {

/// First byte: how the rest is cut, which of \p commands it answers and, for Thermo, the check sum.
/// Whatever comes is an answer of the protocol's form or none.
void line(DeviceProtocol protocol, const QStringList &commands, const QByteArray &input)
{
    if (input.isEmpty())
        return;
    const int how = quint8(input[0]);
    LineQuestion question {commands[how % commands.size()], 1,
        how & 0x80 ? ThermoChecksum::Crc8 : ThermoChecksum::InvertedXor};
    const LineCodec &codec = lineCodec(protocol);
    require(codec.encode(question).ok(), "the question itself can be said");
    QByteArray buffer;
    const qsizetype piece = 1 + (how >> 3) % 11;
    for (qsizetype at = 1; at < input.size(); at += piece) {
        buffer += input.mid(at, piece);
        qsizetype before = buffer.size() + 1;
        for (;;) {
            LineAnswer answer;
            const LineTake taken = codec.take(buffer, question, answer);
            if (taken == LineTake::Incomplete)
                break;
            require(buffer.size() < before, "what was taken is gone from the buffer");
            before = buffer.size();
            if (taken != LineTake::Answer)
                continue;
            require(
                answer.line.status != LineReply::Status::Unreadable, "an answer says something");
            require(linesAgree(answer, answer, QVector<double>(8, 0)), "it agrees with itself");
            DeviceTag tag;
            for (tag.field = 0; tag.field < answer.line.fields.size(); ++tag.field) {
                const auto value = fieldNumber(answer.line, tag);
                require(!value || std::isfinite(*value), "a field is a finite number or none");
            }
        }
        require(buffer.size() <= 300, "the buffer is bounded");
    }
    // Any text may stand in a profile: it can be said on one line, or it is refused.
    question.command = QString::fromUtf8(input.mid(1, 300));
    if (const auto bytes = codec.encode(question))
        require(bytes->size() <= 300 && bytes->count('\r') == 1, "an order is one line");
}

void thermo(const QByteArray &input)
{
    line(DeviceProtocol::Thermo, {u"2010"_s, u"2010=+37.0"_s}, input);
    QByteArray buffer = input.mid(1);
    for (;;) {
        ThermoTelegram telegram;
        const LineTake taken = takeThermoTelegram(buffer, ThermoChecksum::InvertedXor, telegram);
        if (taken == LineTake::Incomplete)
            return;
        if (taken != LineTake::Answer)
            continue;
        QByteArray again = thermoBytes(telegram, ThermoChecksum::InvertedXor);
        ThermoTelegram back;
        require(takeThermoTelegram(again, ThermoChecksum::InvertedXor, back) == LineTake::Answer
                && back == telegram,
            "a telegram comes back");
    }
}

void namur(const QByteArray &input)
{
    line(DeviceProtocol::Namur, {u"IN_PV_4"_s, u"IN_NAME"_s, u"OUT_WD2@60"_s}, input);
}

void watsonMarlow(const QByteArray &input)
{
    line(DeviceProtocol::WatsonMarlow, {u"RS"_s}, input);
    QByteArray buffer = input.mid(1);
    PumpCommand command;
    for (LineTake taken = takePumpCommand(buffer, command); taken != LineTake::Incomplete;
         taken = takePumpCommand(buffer, command)) {
        if (taken == LineTake::Answer)
            require(command.pump >= 1 && command.pump <= 9, "a pump has a number");
    }
}

} // namespace

QVector<Target> lineTargets()
{
    return {{"thermo", thermo}, {"namur", namur}, {"watsonmarlow", watsonMarlow}};
}

} // namespace cytoloom::fuzz
