// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/transport/portlink.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QHash>
#include <QtCore/QTimer>

class QSocketNotifier;
class QTcpSocket;

namespace cytoloom {

/// Modbus TCP. Ours and not Qt's client, because that one takes any unit's answer that carries the
/// number of the question: a gateway that mixes up its serial devices would show one device's value
/// as the other's. Source of the frame: MODBUS Messaging on TCP/IP Implementation Guide V1.0b.
/// Bounded: what is no frame of Modbus is not kept, and nothing more is believed until the next
/// connection.
///
/// QTcpSocket only connects (names, refusals in words). Then the link takes the descriptor over and
/// reads and writes by itself: a question leaves with send() at once, questions that follow one
/// read leave together, and no answer passes a second buffer. QTcpSocket writes one turn of the
/// event loop later, which costs a third of the requests per second (./bench modbus).
class ModbusTcpLink final : public PortLink
{
    Q_OBJECT

public:
    explicit ModbusTcpLink(const DeviceUrl &url);
    ~ModbusTcpLink() override;

    void open() override;
    void close() override;
    void send(quint64 id, const LinkRequest &request) override;
    void flush() override;
    [[nodiscard]] bool canPipeline() const override { return true; }
    [[nodiscard]] bool resetsOnSilence() const override { return true; }

private:
    struct Pending
    {
        quint64 id = 0;
        LinkRequest request;
        qint64 sentAt = 0; ///< ns of m_time
    };
    void takeOver();
    void fail(const QString &code, const QString &reason);
    void takeBytes();
    void takeFrames();
    void takeFrame(quint16 transaction, quint8 unit, QByteArrayView frame);
    [[nodiscard]] LinkReply replyTo(const Pending &pending, quint8 unit, QByteArrayView pdu) const;
    void endOfPatience();
    void watch();
    [[nodiscard]] QString portName() const;

    DeviceUrl m_url;
    QTcpSocket *m_connecting = nullptr;
    int m_socket = -1; ///< once connected
    QSocketNotifier *m_readable = nullptr;
    QSocketNotifier *m_writable = nullptr; ///< on while m_unsent could not go
    quint64 m_opening = 0; ///< counts connections: an answer may end in another one
    QByteArray m_unsent;
    bool m_isReading = false; ///< what is asked meanwhile leaves together afterwards
    QHash<quint16, Pending> m_pending; ///< by transaction
    quint16 m_transaction = 0;
    QByteArray m_received;
    bool m_isOutOfStep = false; ///< bytes came that are no frame
    QElapsedTimer m_time;
    qint64 m_strayAt = -1; ///< ns of m_time when bytes came last that answer nothing
    QTimer m_watch;
    QTimer m_connectLimit;
};

} // namespace cytoloom
