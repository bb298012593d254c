// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/transport/modbusrtulink.h"

#include <QtSerialBus/QModbusReply>
#include <QtSerialBus/QModbusRtuSerialClient>
#include <QtSerialPort/QSerialPort>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// How long after its own time-out a request may stay unanswered before we end it ourselves.
constexpr qint64 OverdueMs = 250;

QSerialPort::Parity parityOf(SerialParity parity)
{
    switch (parity) {
    case SerialParity::None:
        return QSerialPort::NoParity;
    case SerialParity::Even:
        return QSerialPort::EvenParity;
    case SerialParity::Odd:
        return QSerialPort::OddParity;
    }
    return QSerialPort::NoParity;
}

} // namespace

ModbusRtuLink::ModbusRtuLink(const DeviceUrl &url)
    : m_url(url)
    , m_watch(this)
{
    m_time.start();
    m_watch.setSingleShot(true);
    connect(&m_watch, &QTimer::timeout, this, &ModbusRtuLink::checkOverdue);
}

ModbusRtuLink::~ModbusRtuLink()
{
    ModbusRtuLink::close();
}

void ModbusRtuLink::setUp()
{
    m_client = new QModbusRtuSerialClient(this);
    m_client->setConnectionParameter(QModbusDevice::SerialPortNameParameter, m_url.path);
    m_client->setConnectionParameter(QModbusDevice::SerialParityParameter, parityOf(m_url.parity));
    m_client->setConnectionParameter(QModbusDevice::SerialBaudRateParameter, m_url.baud);
    m_client->setConnectionParameter(QModbusDevice::SerialDataBitsParameter, QSerialPort::Data8);
    m_client->setConnectionParameter(QModbusDevice::SerialStopBitsParameter,
        m_url.stopBits == 2 ? QSerialPort::TwoStop : QSerialPort::OneStop);
    m_client->setNumberOfRetries(0); // PortConnection retries, in the order of its queue
}

void ModbusRtuLink::open()
{
    Q_ASSERT(!m_client);
    setUp();
    connect(m_client, &QModbusDevice::stateChanged, this, [this](QModbusDevice::State state) {
        if (state == QModbusDevice::ConnectedState) {
            m_isOpen = true;
            if (QIODevice *device = m_client->device()) {
                connect(device, &QIODevice::readyRead, this, [this] {
                    // Qt has read them by now: bytes that made up an answer are accounted for.
                    if (!std::exchange(m_hasJustAnswered, false))
                        m_lastBytesAt = m_time.nsecsElapsed();
                });
            }
            Q_EMIT opened();
        } else if (state == QModbusDevice::UnconnectedState && m_isOpen) {
            fail({u"device.connectionLost"_s,
                {{u"port"_s, m_url.path}, {u"reason"_s, m_client->errorString()}}});
        }
    });
    connect(m_client, &QModbusDevice::errorOccurred, this, [this](QModbusDevice::Error error) {
        // Request errors come with their reply. What is left is the port itself.
        const bool ofPort = error == QModbusDevice::ConnectionError
            || error == QModbusDevice::ConfigurationError
            || (!m_isOpen && error != QModbusDevice::NoError);
        if (!ofPort)
            return;
        const QString code = m_isOpen ? u"device.connectionLost"_s : u"device.cannotOpenPort"_s;
        fail({code, {{u"port"_s, m_url.path}, {u"reason"_s, m_client->errorString()}}});
    });
    if (!m_client->connectDevice() && m_client) {
        const QString reason = m_client->errorString();
        fail({u"device.cannotOpenPort"_s, {{u"port"_s, m_url.path}, {u"reason"_s, reason}}});
    }
}

void ModbusRtuLink::close()
{
    m_watch.stop();
    m_isOpen = false;
    m_hasJustAnswered = false;
    for (const Pending &pending : std::as_const(m_pending)) {
        if (pending.reply)
            pending.reply->disconnect(this);
    }
    m_pending.clear();
    if (!m_client)
        return;
    m_client->disconnect(this);
    if (QIODevice *device = m_client->device())
        device->disconnect(this);
    // Not delete: this may be a slot of one of its signals.
    m_client->deleteLater();
    m_client = nullptr;
}

void ModbusRtuLink::fail(const Message &reason)
{
    if (!m_client)
        return;
    close();
    Q_EMIT failed(reason);
}

void ModbusRtuLink::send(quint64 id, const LinkRequest &request)
{
    Q_ASSERT(m_isOpen);
    if (m_client->timeout() != int(request.timeout.count()))
        m_client->setTimeout(int(request.timeout.count()));
    const QByteArray pdu = modbusRequestPdu(request.modbus);
    QModbusReply *reply = m_client->sendRawRequest(
        QModbusRequest(QModbusPdu::FunctionCode(quint8(pdu[0])), pdu.mid(1)), request.unit);
    if (!reply) {
        fail({u"device.connectionLost"_s,
            {{u"port"_s, m_url.path}, {u"reason"_s, m_client->errorString()}}});
        return;
    }
    m_pending.insert(id, {request, reply, m_time.elapsed(), m_time.nsecsElapsed()});
    noteSent(id, request.unit, rtuFrame(quint8(request.unit), pdu));
    connect(reply, &QModbusReply::finished, this, [this, id, reply] { finish(id, reply); });
    if (reply->isFinished())
        finish(id, reply);
    if (!m_watch.isActive() && !m_pending.isEmpty())
        m_watch.start(int(request.timeout.count() + OverdueMs));
}

void ModbusRtuLink::finish(quint64 id, QModbusReply *reply)
{
    const auto found = m_pending.constFind(id);
    if (found == m_pending.constEnd())
        return;
    const Pending pending = *found;
    m_pending.erase(found);
    reply->disconnect(this);
    if (reply->error() != QModbusDevice::TimeoutError)
        m_hasJustAnswered = true;
    reply->deleteLater(); // a reply that is left over fires again when its client dies
    const QModbusResponse raw = reply->rawResult();
    if (reply->error() != QModbusDevice::TimeoutError && raw.isValid()) {
        // As it stood on the wire: Qt has taken unit and CRC off only after it had found them good.
        quint8 function = quint8(raw.functionCode());
        if (raw.isException())
            function |= 0x80;
        noteReceived(id, pending.request.unit,
            rtuFrame(quint8(pending.request.unit), char(function) + raw.data()));
    }
    Q_EMIT answered(id, replyTo(pending, *reply));
}

LinkReply ModbusRtuLink::replyTo(const Pending &pending, const QModbusReply &reply) const
{
    LinkReply result;
    const QModbusDevice::Error error = reply.error();
    if (error == QModbusDevice::TimeoutError)
        return silence(pending);
    const QModbusResponse raw = reply.rawResult();
    QByteArray pdu = raw.data();
    if (error == QModbusDevice::ProtocolError) {
        // An exception, and of our function: others Qt does not let through. Its code is not asked
        // for, because Qt keeps it in an enumeration that has no room for it.
        pdu.prepend(char(quint8(pending.request.modbus.function) | 0x80));
    } else if (error == QModbusDevice::NoError || error == QModbusDevice::InvalidResponseError
        || raw.isValid()) {
        pdu.prepend(char(raw.functionCode()));
    } else {
        result.kind = LinkReply::Kind::Lost;
        result.reason = {u"device.connectionLost"_s,
            {{u"port"_s, m_url.path}, {u"reason"_s, reply.errorString()}}};
        return result;
    }
    const auto parsed = parseModbusResponsePdu(pending.request.modbus, pdu);
    if (!parsed) {
        result.kind = LinkReply::Kind::Garbage;
        result.reason = {u"device.garbage"_s,
            {{u"port"_s, m_url.path}, {u"bytes"_s, QString::fromLatin1(pdu.left(32).toHex(' '))}}};
        return result;
    }
    result.kind = LinkReply::Kind::Answered;
    result.modbus = *parsed;
    result.roundTripMs = double(m_time.nsecsElapsed() - pending.sentAtNs) / 1e6;
    return result;
}

LinkReply ModbusRtuLink::silence(const Pending &pending) const
{
    LinkReply result;
    if (m_lastBytesAt > pending.sentAtNs) {
        result.kind = LinkReply::Kind::Garbage;
        result.reason = {u"device.noValidAnswer"_s, {{u"port"_s, m_url.path}}};
    } else {
        result.kind = LinkReply::Kind::NoAnswer;
        result.reason = {u"device.noAnswer"_s,
            {{u"port"_s, m_url.path}, {u"unit"_s, QString::number(pending.request.unit)},
                {u"timeout"_s, QString::number(pending.request.timeout.count())}}};
    }
    return result;
}

void ModbusRtuLink::checkOverdue()
{
    const qint64 now = m_time.elapsed();
    QVector<quint64> overdue;
    qint64 wait = -1;
    for (auto it = m_pending.cbegin(); it != m_pending.cend(); ++it) {
        const qint64 left = it->sentAt + it->request.timeout.count() + OverdueMs - now;
        if (left <= 0)
            overdue << it.key();
        else
            wait = wait < 0 ? left : std::min(wait, left);
    }
    if (wait >= 0)
        m_watch.start(int(wait));
    for (const quint64 id : overdue) {
        if (!m_pending.contains(id)) // an earlier answer may have closed the link
            continue;
        const Pending pending = m_pending.take(id);
        if (pending.reply)
            pending.reply->disconnect(this);
        Q_EMIT answered(id, silence(pending));
    }
}

} // namespace cytoloom
