// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/modbustcpserver.h"

#include "devices/simulation/modbusresponder.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtCore/QtEndian>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr int HeaderSize = 7; // transaction, protocol, length, unit
constexpr int LongestPdu = 253;
constexpr int AnyUnit[] = {0, 255};
} // namespace

ModbusTcpServer::ModbusTcpServer(
    RegisterBank &bank, int unit, std::function<void()> beforeRequest, QObject *parent)
    : QObject(parent)
    , m_bank(bank)
    , m_unit(unit)
    , m_beforeRequest(std::move(beforeRequest))
    , m_server(new QTcpServer(this))
{
    connect(m_server, &QTcpServer::newConnection, this, &ModbusTcpServer::acceptClients);
}

Result<void> ModbusTcpServer::listen(quint16 port, const QString &device)
{
    if (m_server->listen(QHostAddress::LocalHost, port)) {
        m_port = m_server->serverPort();
        return {};
    }
    return Error(u"simulation.portInUse"_s,
        {{u"device"_s, device}, {u"port"_s, QString::number(port)},
            {u"reason"_s, m_server->errorString()}});
}

bool ModbusTcpServer::setLink(bool on)
{
    if (on)
        return m_server->isListening() || m_server->listen(QHostAddress::LocalHost, m_port);
    m_server->close();
    const QList<QTcpSocket *> clients = m_clients.keys();
    for (QTcpSocket *client : clients)
        client->abort();
    return true;
}

void ModbusTcpServer::acceptClients()
{
    while (QTcpSocket *client = m_server->nextPendingConnection()) {
        client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        // Pending sockets are the listener's children; a client outlives a link that is cut.
        client->setParent(this);
        auto *sender = new ReplySender(
            [client](const QByteArray &bytes) {
                client->write(bytes);
                client->flush();
            },
            client);
        m_clients.insert(client, {{}, sender});
        connect(client, &QTcpSocket::readyRead, this, [this, client] { readFrom(client); });
        connect(client, &QTcpSocket::disconnected, this, [this, client] { forget(client); });
        Q_EMIT clientsChanged(int(m_clients.size()));
    }
}

void ModbusTcpServer::forget(QTcpSocket *client)
{
    m_clients.remove(client);
    client->deleteLater();
    Q_EMIT clientsChanged(int(m_clients.size()));
}

void ModbusTcpServer::readFrom(QTcpSocket *client)
{
    const auto found = m_clients.find(client);
    if (found == m_clients.end())
        return;
    QByteArray &buffer = found->received;
    buffer += client->readAll();
    while (buffer.size() >= HeaderSize) {
        const auto *header = reinterpret_cast<const uchar *>(buffer.constData());
        const int length = qFromBigEndian<quint16>(header + 4); // of unit and PDU
        if (qFromBigEndian<quint16>(header + 2) != 0 || length < 2 || length > LongestPdu + 1) {
            client->abort(); // no Modbus: there is no way back to the frames
            return;
        }
        if (buffer.size() < HeaderSize - 1 + length)
            return;
        const QByteArray pdu = buffer.mid(HeaderSize, length - 1);
        QByteArray frame = buffer.left(HeaderSize);
        buffer.remove(0, HeaderSize - 1 + length);
        const QByteArray reply = answer(quint8(frame[6]), pdu);
        qToBigEndian(quint16(reply.size() + 1), frame.data() + 4);
        frame += reply;
        send(client, frame);
        if (!m_clients.contains(client)) // the link was cut, and the buffer is gone
            return;
    }
}

QByteArray ModbusTcpServer::answer(int unit, const QByteArray &pdu)
{
    if (unit != m_unit && unit != AnyUnit[0] && unit != AnyUnit[1])
        return modbusExceptionPdu(quint8(pdu[0]), ModbusException::GatewayTargetFailed);
    m_beforeRequest();
    return modbusAnswer(m_bank, pdu);
}

void ModbusTcpServer::send(QTcpSocket *client, const QByteArray &frame)
{
    const FilteredReply reply = m_filter ? m_filter(frame) : FilteredReply {frame};
    // The plant may have cut the link before or with this very answer.
    const auto found = m_clients.constFind(client);
    if (found != m_clients.cend())
        found->sender->send(reply);
}

} // namespace cytoloom
