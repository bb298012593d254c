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
    if (m_server->listen(QHostAddress::LocalHost, port))
        return {};
    return Error(u"simulation.portInUse"_s,
        {{u"device"_s, device}, {u"port"_s, QString::number(port)},
            {u"reason"_s, m_server->errorString()}});
}

quint16 ModbusTcpServer::port() const
{
    return m_server->serverPort();
}

void ModbusTcpServer::acceptClients()
{
    while (QTcpSocket *client = m_server->nextPendingConnection()) {
        client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_received.insert(client, {});
        connect(client, &QTcpSocket::readyRead, this, [this, client] { readFrom(client); });
        connect(client, &QTcpSocket::disconnected, this, [this, client] {
            m_received.remove(client);
            client->deleteLater();
            Q_EMIT clientsChanged(int(m_received.size()));
        });
        Q_EMIT clientsChanged(int(m_received.size()));
    }
}

void ModbusTcpServer::readFrom(QTcpSocket *client)
{
    const auto found = m_received.find(client);
    if (found == m_received.end())
        return;
    QByteArray &buffer = *found;
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
    if (!m_filter) {
        client->write(frame);
        return;
    }
    const FilteredReply reply = m_filter(frame);
    QTimer::singleShot(
        reply.delayMs, client, [client, bytes = reply.bytes] { client->write(bytes); });
}

} // namespace cytoloom
