// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/transport/portlink.h"

#include "devices/transport/modbusrtulink.h"
#include "devices/transport/modbustcplink.h"
#include "devices/transport/sicslink.h"

namespace cytoloom {

std::unique_ptr<PortLink> PortLink::make(const DeviceUrl &url)
{
    if (url.protocol == DeviceProtocol::MtSics)
        return std::make_unique<SicsLink>(url);
    if (url.protocol == DeviceProtocol::ModbusRtu)
        return std::make_unique<ModbusRtuLink>(url);
    return std::make_unique<ModbusTcpLink>(url);
}

} // namespace cytoloom
