// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"

namespace cytoloom {

enum class SerialParity { None, Even, Odd };

/// Where a device is: "modbus-tcp://host:port?unit=1",
/// "modbus-rtu:///dev/…?baud=9600&parity=even&unit=1", "serial:///dev/…?baud=9600". A value.
struct DeviceUrl
{
    DeviceProtocol protocol = DeviceProtocol::ModbusTcp;
    QString host; ///< TCP
    quint16 port = 502; ///< TCP
    QString path; ///< serial device file
    int baud = 9600;
    SerialParity parity = SerialParity::None;
    int stopBits = 1;
    int dataBits = 8; ///< line protocols: 7 or 8 (NAMUR devices are often 7E1)
    int unit = 1; ///< Modbus unit identifier; on a line protocol the number of a pump

    /// Fails with "device.url" (args: url, reason).
    static Result<DeviceUrl> parse(const QString &text);
    [[nodiscard]] QString toString() const;
    /// A serial URL does not say which line protocol is spoken there (it reads as MtSics): the
    /// profile does. False where the device cannot speak \p spoken at such a place, or has no
    /// number there.
    [[nodiscard]] bool adopt(DeviceProtocol spoken);
    /// Two URLs with the same port key share one physical port and so one worker.
    [[nodiscard]] QString portKey() const;
    friend bool operator==(const DeviceUrl &, const DeviceUrl &) = default;
};

} // namespace cytoloom
