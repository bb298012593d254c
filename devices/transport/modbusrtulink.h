// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/transport/portlink.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QHash>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

class QModbusRtuSerialClient;
class QModbusReply;

namespace cytoloom {

/// Modbus RTU by Qt SerialBus, which keeps the silent intervals and looks at CRC, unit and
/// function. Requests go out raw and answers are checked by our own codec, because Qt hands a short
/// answer on as if it were whole. A new client is made for every connection: bytes left over from a
/// broken one cannot reach the next.
class ModbusRtuLink final : public PortLink
{
    Q_OBJECT

public:
    explicit ModbusRtuLink(const DeviceUrl &url);
    ~ModbusRtuLink() override;

    void open() override;
    void close() override;
    void send(quint64 id, const LinkRequest &request) override;
    [[nodiscard]] bool canPipeline() const override { return false; }
    [[nodiscard]] bool resetsOnSilence() const override { return false; }

private:
    struct Pending
    {
        LinkRequest request;
        QPointer<QModbusReply> reply;
        qint64 sentAt = 0; ///< ms of m_time
        qint64 sentAtNs = 0; ///< the same in ns
    };
    void setUp();
    void fail(const Message &reason);
    void finish(quint64 id, QModbusReply *reply);
    LinkReply replyTo(const Pending &pending, const QModbusReply &reply) const;
    LinkReply silence(const Pending &pending) const;
    /// Qt starts the timer of a request when its last byte has gone out: never on a port that is
    /// held up. This looks after those.
    void checkOverdue();

    DeviceUrl m_url;
    QModbusRtuSerialClient *m_client = nullptr;
    QHash<quint64, Pending> m_pending;
    QElapsedTimer m_time;
    qint64 m_lastBytesAt = -1; ///< ns of m_time when bytes came last
    bool m_hasJustAnswered = false; ///< by the bytes that are announced next
    bool m_isOpen = false;
    QTimer m_watch;
};

} // namespace cytoloom
