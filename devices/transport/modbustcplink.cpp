// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/transport/modbustcplink.h"

#include <QtCore/QtEndian>
#include <QtNetwork/QTcpSocket>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds ConnectLimit {3};
constexpr int HeaderSize = 7; // transaction, protocol, length, unit
constexpr int LongestPdu = 253;
constexpr qint64 NsPerMs = 1'000'000;

QByteArray frameOf(quint16 transaction, int unit, const QByteArray &pdu)
{
    QByteArray frame(HeaderSize, '\0');
    auto *at = reinterpret_cast<uchar *>(frame.data());
    qToBigEndian(transaction, at);
    qToBigEndian(quint16(pdu.size() + 1), at + 4);
    at[6] = uchar(unit);
    return frame + pdu;
}

} // namespace

ModbusTcpLink::ModbusTcpLink(const DeviceUrl &url)
    : m_url(url)
    , m_watch(this)
    , m_connectLimit(this)
{
    m_time.start();
    m_watch.setSingleShot(true);
    m_watch.setTimerType(Qt::PreciseTimer);
    m_connectLimit.setSingleShot(true);
    connect(&m_watch, &QTimer::timeout, this, &ModbusTcpLink::endOfPatience);
    connect(&m_connectLimit, &QTimer::timeout, this, [this] {
        close();
        Q_EMIT failed({u"device.connectTimeout"_s,
            {{u"port"_s, portName()}, {u"seconds"_s, QString::number(ConnectLimit.count())}}});
    });
}

ModbusTcpLink::~ModbusTcpLink()
{
    ModbusTcpLink::close();
}

QString ModbusTcpLink::portName() const
{
    return u"%1:%2"_s.arg(m_url.host).arg(m_url.port);
}

void ModbusTcpLink::open()
{
    Q_ASSERT(!m_socket);
    m_socket = new QTcpSocket(this);
    connect(m_socket, &QTcpSocket::connected, this, [this] {
        m_connectLimit.stop();
        // Small requests that follow each other must not wait for each other's TCP answer.
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
        Q_EMIT opened();
    });
    connect(m_socket, &QTcpSocket::readyRead, this, &ModbusTcpLink::takeBytes);
    // Also that the peer has closed the connection.
    connect(m_socket, &QTcpSocket::errorOccurred, this, [this] {
        fail(m_connectLimit.isActive() ? u"device.cannotConnect"_s : u"device.connectionLost"_s,
            m_socket->errorString());
    });
    m_connectLimit.start(ConnectLimit);
    m_socket->connectToHost(m_url.host, m_url.port);
}

void ModbusTcpLink::close()
{
    m_watch.stop();
    m_connectLimit.stop();
    m_pending.clear();
    m_received.clear();
    m_isOutOfStep = false;
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket->deleteLater(); // not delete: this may be a slot of one of its signals
    m_socket = nullptr;
}

void ModbusTcpLink::fail(const QString &code, const QString &reason)
{
    close();
    Q_EMIT failed({code, {{u"port"_s, portName()}, {u"reason"_s, reason}}});
}

void ModbusTcpLink::send(quint64 id, const LinkRequest &request)
{
    Q_ASSERT(m_socket);
    do
        ++m_transaction;
    while (m_pending.contains(m_transaction));
    m_pending.insert(m_transaction, {id, request, m_time.nsecsElapsed()});
    m_socket->write(frameOf(m_transaction, request.unit, modbusRequestPdu(request.modbus)));
    watch();
}

void ModbusTcpLink::takeBytes()
{
    m_received += m_socket->readAll();
    while (!m_isOutOfStep && m_received.size() >= HeaderSize) {
        const auto *header = reinterpret_cast<const uchar *>(m_received.constData());
        const int length = qFromBigEndian<quint16>(header + 4); // of unit and PDU
        if (qFromBigEndian<quint16>(header + 2) != 0 || length < 2 || length > LongestPdu + 1) {
            m_isOutOfStep = true; // there is no way back to the frames
            break;
        }
        if (m_received.size() < HeaderSize - 1 + length)
            return;
        const auto transaction = qFromBigEndian<quint16>(header);
        const quint8 unit = header[6];
        const QByteArray pdu = m_received.mid(HeaderSize, length - 1);
        m_received.remove(0, HeaderSize - 1 + length);
        takeFrame(transaction, unit, pdu);
        if (!m_socket) // whoever got the answer has closed the link
            return;
    }
    if (m_isOutOfStep) {
        m_received.clear();
        m_strayAt = m_time.nsecsElapsed();
    }
}

void ModbusTcpLink::takeFrame(quint16 transaction, quint8 unit, const QByteArray &pdu)
{
    const auto found = m_pending.constFind(transaction);
    if (found == m_pending.constEnd()) {
        m_strayAt = m_time.nsecsElapsed(); // too late, or never asked for
        return;
    }
    const Pending pending = *found;
    m_pending.erase(found);
    Q_EMIT answered(pending.id, replyTo(pending, unit, pdu));
}

LinkReply ModbusTcpLink::replyTo(const Pending &pending, quint8 unit, const QByteArray &pdu) const
{
    LinkReply reply;
    reply.kind = LinkReply::Kind::Garbage;
    if (unit != pending.request.unit) {
        reply.reason = {u"device.wrongUnit"_s,
            {{u"port"_s, portName()}, {u"unit"_s, QString::number(pending.request.unit)},
                {u"found"_s, QString::number(unit)}}};
        return reply;
    }
    const auto parsed = parseModbusResponsePdu(pending.request.modbus, pdu);
    if (!parsed) {
        reply.reason = {u"device.garbage"_s,
            {{u"port"_s, portName()}, {u"bytes"_s, QString::fromLatin1(pdu.left(32).toHex(' '))}}};
        return reply;
    }
    reply.kind = LinkReply::Kind::Answered;
    reply.modbus = *parsed;
    reply.roundTripMs = double(m_time.nsecsElapsed() - pending.sentAt) / double(NsPerMs);
    return reply;
}

void ModbusTcpLink::watch()
{
    qint64 earliest = -1;
    for (const Pending &pending : std::as_const(m_pending)) {
        const qint64 end = pending.sentAt + pending.request.timeout.count() * NsPerMs;
        earliest = earliest < 0 ? end : std::min(earliest, end);
    }
    if (earliest < 0)
        m_watch.stop();
    else if (const qint64 left = (earliest - m_time.nsecsElapsed()) / NsPerMs + 1;
             !m_watch.isActive() || m_watch.remainingTime() > left)
        m_watch.start(int(std::max<qint64>(left, 0)));
}

void ModbusTcpLink::endOfPatience()
{
    const qint64 now = m_time.nsecsElapsed();
    QVector<quint16> overdue;
    for (auto it = m_pending.cbegin(); it != m_pending.cend(); ++it) {
        if (it->sentAt + it->request.timeout.count() * NsPerMs <= now)
            overdue << it.key();
    }
    for (const quint16 transaction : std::as_const(overdue)) {
        if (!m_pending.contains(transaction)) // an earlier answer may have closed the link
            continue;
        const Pending pending = m_pending.take(transaction);
        LinkReply reply;
        if (m_strayAt > pending.sentAt || !m_received.isEmpty()) {
            reply.kind = LinkReply::Kind::Garbage;
            reply.reason = {u"device.noValidAnswer"_s, {{u"port"_s, portName()}}};
        } else {
            reply.kind = LinkReply::Kind::NoAnswer;
            reply.reason = {u"device.noAnswer"_s,
                {{u"port"_s, portName()}, {u"unit"_s, QString::number(pending.request.unit)},
                    {u"timeout"_s, QString::number(pending.request.timeout.count())}}};
        }
        Q_EMIT answered(pending.id, reply);
    }
    watch();
}

} // namespace cytoloom
