// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/modbusrtuserver.h"

#include "devices/protocol/modbusframe.h"
#include "devices/simulation/modbusresponder.h"

#include <QtCore/QTimer>

namespace cytoloom {

namespace {
constexpr quint8 Broadcast = 0;
constexpr int GapMs = 100; // real time
} // namespace

ModbusRtuServer::ModbusRtuServer(std::function<void()> beforeRequest, QObject *parent)
    : QObject(parent)
    , m_beforeRequest(std::move(beforeRequest))
    , m_line(this)
{
    connect(&m_line, &PtyMaster::received, this, &ModbusRtuServer::receive);
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
        for (RegisterBank *bank : std::as_const(m_banks))
            modbusAnswer(*bank, pdu);
        return;
    }
    RegisterBank *bank = m_banks.value(unit);
    if (!bank)
        return;
    m_beforeRequest();
    const QByteArray frame = rtuFrame(quint8(unit), modbusAnswer(*bank, pdu));
    if (!m_filter) {
        m_line.write(frame);
        return;
    }
    const FilteredReply reply = m_filter(frame);
    QTimer::singleShot(reply.delayMs, this, [this, bytes = reply.bytes] { m_line.write(bytes); });
}

} // namespace cytoloom
