// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/modbusrtuserver.h"

#include "devices/protocol/modbusframe.h"
#include "devices/simulation/modbusresponder.h"

namespace cytoloom {

namespace {
constexpr quint8 Broadcast = 0;
constexpr int GapMs = 100; // real time
} // namespace

ModbusRtuServer::ModbusRtuServer(std::function<void()> beforeRequest, QObject *parent)
    : QObject(parent)
    , m_beforeRequest(std::move(beforeRequest))
    , m_line(this)
    , m_sender([this](const QByteArray &bytes) { m_line.write(bytes); }, this)
{
    connect(&m_line, &PtyMaster::received, this, &ModbusRtuServer::receive);
}

void ModbusRtuServer::addUnit(int unit, RegisterBank &bank, ReplyFilter filter)
{
    m_banks.insert(unit, &bank);
    m_filters.insert(unit, std::move(filter));
}

void ModbusRtuServer::setLink(int unit, bool on)
{
    if (on)
        m_cutOff.remove(unit);
    else
        m_cutOff.insert(unit);
}

void ModbusRtuServer::receive(const QByteArray &bytes)
{
    // A pty keeps no silent intervals of milliseconds, so frames are told apart by their length and
    // CRC. But what was left unfinished long ago is no beginning of what comes now.
    if (!m_buffer.isEmpty() && m_sinceBytes.hasExpired(GapMs))
        m_buffer.clear();
    m_sinceBytes.start();
    m_buffer += bytes;
    RtuFrame frame;
    for (RtuTake took = takeRtuRequest(m_buffer, frame); took != RtuTake::Incomplete;
         took = takeRtuRequest(m_buffer, frame)) {
        if (took == RtuTake::Frame)
            answer(frame.unit, frame.pdu);
    }
}

void ModbusRtuServer::answer(int unit, const QByteArray &pdu)
{
    if (unit == Broadcast) {
        m_beforeRequest();
        for (auto it = m_banks.cbegin(); it != m_banks.cend(); ++it) {
            if (!m_cutOff.contains(it.key()))
                modbusAnswer(**it, pdu);
        }
        return;
    }
    RegisterBank *bank = m_banks.value(unit);
    m_beforeRequest(); // may cut a unit off
    if (!bank || m_cutOff.contains(unit))
        return;
    const QByteArray frame = rtuFrame(quint8(unit), modbusAnswer(*bank, pdu));
    const ReplyFilter filter = m_filters.value(unit);
    m_sender.send(filter ? filter(frame) : FilteredReply {frame});
}

} // namespace cytoloom
