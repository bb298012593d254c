// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/profiles/deviceprofile.h"
#include "devices/protocol/modbusframe.h"
#include "devices/protocol/mtsics.h"
#include "devices/simulation/faults/faultscript.h"
#include "devices/simulation/faults/wirefaults.h"
#include "tests/fuzz/fuzztarget.h"

namespace cytoloom::fuzz {

using namespace Qt::StringLiterals;

namespace {

/// A receive buffer as a server and as a client sees it, filled in packets as the line cuts them.
void rtu(const QByteArray &input)
{
    for (const bool server : {true, false}) {
        QByteArray buffer;
        for (qsizetype at = 0; at < input.size(); at += 7) {
            buffer += input.mid(at, 7);
            qsizetype before = buffer.size() + 1;
            for (;;) {
                RtuFrame frame;
                const RtuTake take
                    = server ? takeRtuRequest(buffer, frame) : takeRtuResponse(buffer, frame);
                if (take == RtuTake::Incomplete)
                    break;
                require(buffer.size() < before, "what was taken is gone from the buffer");
                before = buffer.size();
                if (take == RtuTake::Frame) {
                    const auto whole = parseRtuFrame(rtuFrame(frame.unit, frame.pdu));
                    require(whole.ok() && *whole == frame, "a frame comes back");
                }
            }
            require(buffer.size() <= 600, "the buffer is bounded");
        }
    }
    const auto frame = parseRtuFrame(input);
    if (frame)
        require(rtuFrame(frame->unit, frame->pdu) == input, "a frame is written as it was read");
}

/// First byte: which request the rest answers. The PDU is what a TCP frame carries, too.
void pdu(const QByteArray &input)
{
    const auto request = parseModbusRequestPdu(input);
    if (request) {
        // Not byte by byte: a peer may leave anything in the unused bits of the last coil byte.
        const auto again = parseModbusRequestPdu(modbusRequestPdu(*request));
        require(again.ok() && *again == *request, "the same request comes back");
        require(request->count >= 1 && request->count <= 2000, "a count within the protocol's");
    }
    if (input.isEmpty())
        return;
    static constexpr ModbusFunction functions[] = {ModbusFunction::ReadCoils,
        ModbusFunction::ReadDiscreteInputs, ModbusFunction::ReadHoldingRegisters,
        ModbusFunction::ReadInputRegisters, ModbusFunction::WriteSingleCoil,
        ModbusFunction::WriteSingleRegister, ModbusFunction::WriteMultipleCoils,
        ModbusFunction::WriteMultipleRegisters, ModbusFunction::ReadWriteMultipleRegisters};
    ModbusRequest asked;
    asked.function = functions[quint8(input[0]) % 9];
    asked.count = asked.function == ModbusFunction::WriteSingleCoil
            || asked.function == ModbusFunction::WriteSingleRegister
        ? 1
        : quint16(1 + quint8(input[0]) / 8);
    if (asked.isWrite())
        asked.values = QVector<quint16>(asked.count, 1);
    const auto response = parseModbusResponsePdu(asked, input.mid(1));
    if (response && response->exception == ModbusException::None && asked.isRead())
        require(response->values.size() == asked.count, "as many values as were asked for");
}

void sics(const QByteArray &input)
{
    SicsLineBuffer buffer;
    QVector<QByteArray> lines;
    for (qsizetype at = 0; at < input.size(); at += 5)
        lines += buffer.feed(input.mid(at, 5));
    for (const QByteArray &line : std::as_const(lines)) {
        require(line.size() <= SicsLineBuffer::MaxLineLength, "a line is bounded");
        const SicsReply reply = parseSicsLine(line);
        if (reply.value)
            require(std::isfinite(*reply.value), "a weight is a finite number");
    }
    const SicsReply whole = parseSicsLine(input);
    Q_UNUSED(whole)
    const QString answer = sicsAnswerTo(QString::fromLatin1(input.left(20)));
    require(answer.size() <= 20, "an answer is named after its command");
}

void profile(const QByteArray &input)
{
    const auto read = readDeviceProfile(input, u"fuzz.cydevice.json"_s);
    if (!read)
        checkError(read.error());
}

void faults(const QByteArray &input)
{
    const auto read = readFaultScript(input, u"fuzz.cyfaults.json"_s);
    if (!read)
        return checkError(read.error());
    const QByteArray text = writeFaultScript(*read);
    const auto again = readFaultScript(text, u"again.cyfaults.json"_s);
    require(again.ok(), "a script that was read can be written and read");
    require(writeFaultScript(*again) == text, "written twice, the same bytes");
    for (const Fault &fault : read->faults) {
        // Whatever a script says, a frame stays a frame's length and noise the same noise.
        for (const auto protocol : {DeviceProtocol::ModbusTcp, DeviceProtocol::ModbusRtu}) {
            const FilteredReply first = damagedReply(fault, input.left(300), protocol, 7);
            require(first.bytes == damagedReply(fault, input.left(300), protocol, 7).bytes,
                "the same damage each time");
            require(first.bytes.size() <= 320, "an answer is bounded");
        }
    }
}

} // namespace

QVector<Target> wireTargets()
{
    return {{"profile", profile}, {"rtu", rtu}, {"pdu", pdu}, {"sics", sics}, {"faults", faults}};
}

} // namespace cytoloom::fuzz
