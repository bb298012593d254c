// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/transport/sicslink.h"

#include <QtSerialPort/QSerialPort>

namespace cytoloom {

using namespace Qt::StringLiterals;

SicsLink::SicsLink(const DeviceUrl &url)
    : m_url(url)
    , m_limit(this)
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &SicsLink::endOfPatience);
}

SicsLink::~SicsLink()
{
    SicsLink::close();
}

void SicsLink::open()
{
    Q_ASSERT(!m_port);
    m_port = new QSerialPort(m_url.path, this);
    m_port->setBaudRate(m_url.baud);
    m_port->setDataBits(QSerialPort::Data8);
    m_port->setParity(m_url.parity == SerialParity::Even ? QSerialPort::EvenParity
            : m_url.parity == SerialParity::Odd          ? QSerialPort::OddParity
                                                         : QSerialPort::NoParity);
    m_port->setStopBits(m_url.stopBits == 2 ? QSerialPort::TwoStop : QSerialPort::OneStop);
    if (!m_port->open(QIODevice::ReadWrite)) {
        fail(u"device.cannotOpenPort"_s);
        return;
    }
    connect(m_port, &QSerialPort::readyRead, this, [this] {
        const QVector<QByteArray> lines = m_lines.feed(m_port->readAll());
        for (const QByteArray &line : lines)
            takeLine(line);
    });
    connect(m_port, &QSerialPort::errorOccurred, this, [this](QSerialPort::SerialPortError error) {
        if (error != QSerialPort::NoError && error != QSerialPort::TimeoutError)
            fail(u"device.connectionLost"_s);
    });
    // Not from within open(): the owner is still busy with asking for it.
    QMetaObject::invokeMethod(
        m_port, [this] { Q_EMIT opened(); }, Qt::QueuedConnection);
}

void SicsLink::close()
{
    m_limit.stop();
    m_pending.reset();
    m_lines.clear();
    if (!m_port)
        return;
    m_port->disconnect(this);
    m_port->close();
    m_port->deleteLater();
    m_port = nullptr;
}

void SicsLink::fail(const QString &code)
{
    if (!m_port)
        return;
    const QString reason = m_port->errorString();
    close();
    Q_EMIT failed({code, {{u"port"_s, m_url.path}, {u"reason"_s, reason}}});
}

void SicsLink::send(quint64 id, const LinkRequest &request)
{
    Q_ASSERT(m_port && !m_pending);
    m_pending = id;
    m_request = request;
    m_strange.clear();
    m_lines.clear(); // a line that began before the question does not answer it
    m_time.start();
    m_limit.start(int(request.timeout.count()));
    m_port->write(request.command.toLatin1() + "\r\n");
}

void SicsLink::takeLine(const QByteArray &line)
{
    if (!m_pending)
        return;
    LinkReply reply;
    reply.sics = parseSicsLine(line);
    const bool refused = reply.sics.status == SicsStatus::SyntaxError
        || reply.sics.status == SicsStatus::TransmissionError
        || reply.sics.status == SicsStatus::LogicalError;
    const bool ours = reply.sics.command == sicsAnswerTo(m_request.command)
        || reply.sics.command == m_request.command.section(u' ', 0, 0);
    if (!refused && (!ours || reply.sics.status == SicsStatus::Unreadable)) {
        m_strange = line;
        return;
    }
    if (reply.sics.status == SicsStatus::Underway)
        return; // more lines follow
    reply.kind = LinkReply::Kind::Answered;
    reply.roundTripMs = double(m_time.nsecsElapsed()) / 1e6;
    finish(std::move(reply));
}

void SicsLink::endOfPatience()
{
    LinkReply reply;
    if (m_strange.isEmpty()) {
        reply.kind = LinkReply::Kind::NoAnswer;
        reply.reason = {u"device.noAnswer"_s,
            {{u"port"_s, m_url.path}, {u"unit"_s, u"-"_s},
                {u"timeout"_s, QString::number(m_request.timeout.count())}}};
    } else {
        reply.kind = LinkReply::Kind::Garbage;
        reply.reason = {u"device.garbage"_s,
            {{u"port"_s, m_url.path},
                {u"bytes"_s, QString::fromLatin1(m_strange.left(32).toHex(' '))}}};
    }
    m_lines.clear();
    finish(std::move(reply));
}

void SicsLink::finish(LinkReply reply)
{
    if (!m_pending)
        return;
    m_limit.stop();
    const quint64 id = *m_pending;
    m_pending.reset();
    Q_EMIT answered(id, reply);
}

} // namespace cytoloom
