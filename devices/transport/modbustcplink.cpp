// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/transport/modbustcplink.h"

#include <QtCore/QSocketNotifier>
#include <QtCore/QtEndian>
#include <QtNetwork/QTcpSocket>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds ConnectLimit {3};
constexpr int HeaderSize = 7; // transaction, protocol, length, unit
constexpr int LongestPdu = 253;
constexpr int ReadSize = 4096;
constexpr qint64 NsPerMs = 1'000'000;

void appendFrame(QByteArray &out, quint16 transaction, int unit, const QByteArray &pdu)
{
    const qsizetype at = out.size();
    out.resize(at + HeaderSize);
    auto *header = reinterpret_cast<uchar *>(out.data() + at);
    qToBigEndian(transaction, header);
    qToBigEndian(quint16(0), header + 2);
    qToBigEndian(quint16(pdu.size() + 1), header + 4);
    header[6] = uchar(unit);
    out += pdu;
}

QString systemError(int number)
{
    return QString::fromLocal8Bit(std::strerror(number));
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
    Q_ASSERT(!m_connecting && m_socket < 0);
    ++m_opening;
    m_connecting = new QTcpSocket(this);
    connect(m_connecting, &QTcpSocket::connected, this, &ModbusTcpLink::takeOver);
    connect(m_connecting, &QTcpSocket::errorOccurred, this,
        [this] { fail(u"device.cannotConnect"_s, m_connecting->errorString()); });
    m_connectLimit.start(ConnectLimit);
    m_connecting->connectToHost(m_url.host, m_url.port);
}

void ModbusTcpLink::takeOver()
{
    m_connectLimit.stop();
    // Small requests that follow each other must not wait for each other's TCP answer.
    m_connecting->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_connecting->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    m_socket = fcntl(int(m_connecting->socketDescriptor()), F_DUPFD_CLOEXEC, 0);
    const int error = errno;
    m_connecting->disconnect(this);
    m_connecting->abort(); // closes its descriptor, not the connection
    m_connecting->deleteLater(); // not delete: this is a slot of one of its signals
    m_connecting = nullptr;
    if (m_socket < 0 || fcntl(m_socket, F_SETFL, fcntl(m_socket, F_GETFL) | O_NONBLOCK) < 0) {
        fail(u"device.cannotConnect"_s, systemError(error));
        return;
    }
    m_readable = new QSocketNotifier(m_socket, QSocketNotifier::Read, this);
    m_writable = new QSocketNotifier(m_socket, QSocketNotifier::Write, this);
    m_writable->setEnabled(false);
    connect(m_readable, &QSocketNotifier::activated, this, &ModbusTcpLink::takeBytes);
    connect(m_writable, &QSocketNotifier::activated, this, &ModbusTcpLink::flush);
    Q_EMIT opened();
}

void ModbusTcpLink::close()
{
    m_watch.stop();
    m_connectLimit.stop();
    m_pending.clear();
    m_received.clear();
    m_unsent.clear();
    m_isOutOfStep = false;
    m_isReading = false;
    if (m_connecting) {
        m_connecting->disconnect(this);
        m_connecting->abort();
        m_connecting->deleteLater();
        m_connecting = nullptr;
    }
    for (QSocketNotifier *notifier : {m_readable, m_writable}) {
        if (notifier) {
            notifier->setEnabled(false); // before the descriptor goes
            notifier->deleteLater();
        }
    }
    m_readable = nullptr;
    m_writable = nullptr;
    if (m_socket >= 0)
        ::close(std::exchange(m_socket, -1));
}

void ModbusTcpLink::fail(const QString &code, const QString &reason)
{
    close();
    Q_EMIT failed({code, {{u"port"_s, portName()}, {u"reason"_s, reason}}});
}

void ModbusTcpLink::send(quint64 id, const LinkRequest &request)
{
    Q_ASSERT(m_socket >= 0);
    do
        ++m_transaction;
    while (m_pending.contains(m_transaction));
    m_pending.insert(m_transaction, {id, request, m_time.nsecsElapsed()});
    const qsizetype at = m_unsent.size();
    appendFrame(m_unsent, m_transaction, request.unit, modbusRequestPdu(request.modbus));
    noteSent(id, request.unit, QByteArrayView(m_unsent).sliced(at));
    watch();
}

void ModbusTcpLink::flush()
{
    if (m_isReading || m_socket < 0 || m_unsent.isEmpty())
        return;
    const ssize_t sent
        = ::send(m_socket, m_unsent.constData(), size_t(m_unsent.size()), MSG_NOSIGNAL);
    if (sent == m_unsent.size()) {
        m_unsent.resize(0); // keeps its memory
    } else if (sent >= 0) {
        m_unsent.remove(0, sent);
    } else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
        const QString reason = systemError(errno);
        // Not within the call of whoever has asked: it may hold what fail() takes away.
        QMetaObject::invokeMethod(
            this,
            [this, reason, opening = m_opening] {
                if (m_socket >= 0 && opening == m_opening)
                    fail(u"device.connectionLost"_s, reason);
            },
            Qt::QueuedConnection);
        m_unsent.clear();
    }
    m_writable->setEnabled(!m_unsent.isEmpty());
}

void ModbusTcpLink::takeBytes()
{
    char bytes[ReadSize];
    const ssize_t size = ::recv(m_socket, bytes, sizeof bytes, 0);
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return;
    if (size <= 0) { // the peer has closed the connection, or it broke
        const QString reason = size == 0 ? u"closed by the device"_s : systemError(errno);
        fail(u"device.connectionLost"_s, reason);
        return;
    }
    const quint64 opening = m_opening;
    m_received.append(bytes, size);
    m_isReading = true;
    takeFrames();
    if (opening != m_opening || m_socket < 0)
        return; // whoever got the answer has closed the link
    m_isReading = false;
    const bool asksMore = !m_unsent.isEmpty();
    flush();
    if (!asksMore && !m_pending.isEmpty()) {
        // Many a device sends its next answer only when TCP has acknowledged the one before
        // (Nagle), and we would do that 40 ms later.
        const int on = 1;
        setsockopt(m_socket, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
    }
}

void ModbusTcpLink::takeFrames()
{
    const quint64 opening = m_opening;
    qsizetype at = 0;
    while (!m_isOutOfStep && m_received.size() - at >= HeaderSize) {
        const auto *header = reinterpret_cast<const uchar *>(m_received.constData() + at);
        const int length = qFromBigEndian<quint16>(header + 4); // of unit and PDU
        if (qFromBigEndian<quint16>(header + 2) != 0 || length < 2 || length > LongestPdu + 1) {
            m_isOutOfStep = true; // there is no way back to the frames
            break;
        }
        const qsizetype size = HeaderSize - 1 + length;
        if (m_received.size() - at < size)
            break;
        takeFrame(qFromBigEndian<quint16>(header), header[6],
            QByteArrayView(m_received).sliced(at, size));
        if (opening != m_opening || m_socket < 0)
            return;
        at += size;
    }
    if (m_isOutOfStep) {
        noteReceived(0, -1, QByteArrayView(m_received).sliced(at));
        m_received.clear();
        m_strayAt = m_time.nsecsElapsed();
    } else if (at == m_received.size()) {
        m_received.resize(0); // keeps its memory
    } else {
        m_received.remove(0, at);
    }
}

void ModbusTcpLink::takeFrame(quint16 transaction, quint8 unit, QByteArrayView frame)
{
    const auto found = m_pending.constFind(transaction);
    if (found == m_pending.constEnd()) {
        noteReceived(0, unit, frame);
        m_strayAt = m_time.nsecsElapsed(); // too late, or never asked for
        return;
    }
    const Pending pending = *found;
    m_pending.erase(found);
    noteReceived(pending.id, unit, frame);
    const LinkReply reply = replyTo(pending, unit, frame.sliced(HeaderSize));
    Q_EMIT answered(pending.id, reply);
}

LinkReply ModbusTcpLink::replyTo(const Pending &pending, quint8 unit, QByteArrayView pdu) const
{
    LinkReply reply;
    reply.kind = LinkReply::Kind::Garbage;
    if (unit != pending.request.unit) {
        reply.reason = {u"device.wrongUnit"_s,
            {{u"port"_s, portName()}, {u"unit"_s, QString::number(pending.request.unit)},
                {u"found"_s, QString::number(unit)}}};
        return reply;
    }
    const auto parsed = parseModbusResponsePdu(
        pending.request.modbus, QByteArray::fromRawData(pdu.data(), pdu.size()));
    if (!parsed) {
        reply.reason = {u"device.garbage"_s,
            {{u"port"_s, portName()},
                {u"bytes"_s,
                    QString::fromLatin1(
                        pdu.first(std::min<qsizetype>(pdu.size(), 32)).toByteArray().toHex(' '))}}};
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
