// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/transport/portlink.h"

#include "devices/runtime/communicationlog.h"
#include "devices/transport/linelink.h"
#include "devices/transport/modbusrtulink.h"
#include "devices/transport/modbustcplink.h"

namespace cytoloom {

std::unique_ptr<PortLink> PortLink::make(const DeviceUrl &url)
{
    if (isLineProtocol(url.protocol))
        return std::make_unique<LineLink>(url);
    if (url.protocol == DeviceProtocol::ModbusRtu)
        return std::make_unique<ModbusRtuLink>(url);
    return std::make_unique<ModbusTcpLink>(url);
}

void PortLink::noteSent(quint64 id, int unit, QByteArrayView bytes)
{
    if (m_log)
        m_log->sent(id, unit, bytes);
}

void PortLink::noteReceived(quint64 id, int unit, QByteArrayView bytes)
{
    if (m_log)
        m_log->received(id, unit, bytes);
}

void PortLink::noteFinished(quint64 id, const LinkReply &reply)
{
    if (m_log)
        m_log->finished(id, reply);
}

} // namespace cytoloom
