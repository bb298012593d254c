// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/registerbank.h"
#include "devices/simulation/replyfilter.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <functional>

class QTcpServer;
class QTcpSocket;

namespace cytoloom {

/// A Modbus TCP server on the loopback interface over a register bank. Any number of clients, any
/// number of pipelined requests; each is answered in the order in which it came. Source of the
/// frame: MODBUS Messaging on TCP/IP Implementation Guide V1.0b (MBAP header). Lives on one thread.
class ModbusTcpServer final : public QObject
{
    Q_OBJECT

public:
    /// \p unit: unit identifier that is answered, beside 0 and 255; others get "gateway target
    /// failed". \p beforeRequest brings the plant up to date. \p bank must outlive the server.
    ModbusTcpServer(RegisterBank &bank, int unit, std::function<void()> beforeRequest,
        QObject *parent = nullptr);

    /// \p port 0: any free one. Fails with "simulation.portInUse" (args: device, port, reason).
    Result<void> listen(quint16 port, const QString &device);
    [[nodiscard]] quint16 port() const { return m_port; }
    /// Off: no listener and no connections, as after a pulled plug; what was under way is lost. On:
    /// listens on its port again. False where that port was taken meanwhile.
    bool setLink(bool on);
    void setReplyFilter(ReplyFilter filter) { m_filter = std::move(filter); }

Q_SIGNALS:
    void clientsChanged(int connected);

private:
    void acceptClients();
    void readFrom(QTcpSocket *client);
    [[nodiscard]] QByteArray answer(int unit, const QByteArray &pdu);
    void send(QTcpSocket *client, const QByteArray &frame);
    void forget(QTcpSocket *client);

    RegisterBank &m_bank;
    int m_unit;
    std::function<void()> m_beforeRequest;
    ReplyFilter m_filter;
    QTcpServer *m_server;
    quint16 m_port = 0;
    struct Client
    {
        QByteArray received;
        ReplySender *sender = nullptr; ///< owned by the socket
    };
    QHash<QTcpSocket *, Client> m_clients;
};

} // namespace cytoloom
