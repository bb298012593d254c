// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/transport/linelink.h"

#include <QtSerialPort/QSerialPort>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

LineLink::LineLink(const DeviceUrl &url)
    : m_url(url)
    , m_codec(lineCodec(url.protocol))
    , m_limit(this)
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &LineLink::endOfPatience);
}

LineLink::~LineLink()
{
    LineLink::close();
}

void LineLink::open()
{
    Q_ASSERT(!m_port);
    m_port = new QSerialPort(m_url.path, this);
    m_port->setBaudRate(m_url.baud);
    m_port->setDataBits(m_url.dataBits == 7 ? QSerialPort::Data7 : QSerialPort::Data8);
    m_port->setParity(m_url.parity == SerialParity::Even ? QSerialPort::EvenParity
            : m_url.parity == SerialParity::Odd          ? QSerialPort::OddParity
                                                         : QSerialPort::NoParity);
    m_port->setStopBits(m_url.stopBits == 2 ? QSerialPort::TwoStop : QSerialPort::OneStop);
    if (!m_port->open(QIODevice::ReadWrite)) {
        fail(u"device.cannotOpenPort"_s);
        return;
    }
    connect(m_port, &QSerialPort::readyRead, this, &LineLink::takeBytes);
    connect(m_port, &QSerialPort::bytesWritten, this, [this] {
        if (!m_pending || m_codec.isAnswered(m_question) || m_port->bytesToWrite() > 0)
            return;
        LinkReply reply;
        reply.kind = LinkReply::Kind::Answered;
        reply.line.status = LineReply::Status::Sent;
        reply.roundTripMs = double(m_time.nsecsElapsed()) / 1e6;
        finish(std::move(reply));
    });
    connect(m_port, &QSerialPort::errorOccurred, this, [this](QSerialPort::SerialPortError error) {
        if (error != QSerialPort::NoError && error != QSerialPort::TimeoutError)
            fail(u"device.connectionLost"_s);
    });
    // Not from within open(): the owner is still busy with asking for it.
    QMetaObject::invokeMethod(
        m_port, [this] { Q_EMIT opened(); }, Qt::QueuedConnection);
}

void LineLink::close()
{
    m_limit.stop();
    m_pending.reset();
    m_received.clear();
    if (!m_port)
        return;
    m_port->disconnect(this);
    m_port->close();
    m_port->deleteLater();
    m_port = nullptr;
}

void LineLink::fail(const QString &code)
{
    if (!m_port)
        return;
    const QString reason = m_port->errorString();
    close();
    Q_EMIT failed({code, {{u"port"_s, m_url.path}, {u"reason"_s, reason}}});
}

void LineLink::send(quint64 id, const LinkRequest &request)
{
    Q_ASSERT(m_port && !m_pending);
    m_pending = id;
    m_request = request;
    m_question = {request.command, request.unit, request.line.checksum};
    m_answers.clear();
    m_time.start();
    put();
}

void LineLink::put()
{
    m_strange.clear();
    m_received.clear(); // what began before the question does not answer it
    const auto bytes = m_codec.encode(m_question);
    if (!bytes) {
        // Not from within send(): the owner does not expect the answer before it returns.
        m_limit.start(0);
        m_strange = m_question.command.toLatin1();
        return;
    }
    m_limit.start(int(m_request.timeout.count()));
    noteSent(*m_pending, m_request.unit, *bytes);
    m_port->write(*bytes);
}

void LineLink::takeBytes()
{
    const QByteArray bytes = m_port->readAll();
    noteReceived(m_pending.value_or(0), m_pending ? m_request.unit : -1, bytes);
    m_received += bytes;
    while (m_pending) {
        LineAnswer answer;
        const QByteArray before = m_received.left(32);
        switch (m_codec.take(m_received, m_question, answer)) {
        case LineTake::Incomplete:
            return;
        case LineTake::Skip:
            break;
        case LineTake::Garbage:
            m_strange = before;
            break;
        case LineTake::Answer:
            takeAnswer(answer);
            break;
        }
    }
    m_received.clear(); // nobody has asked for it
}

void LineLink::takeAnswer(const LineAnswer &answer)
{
    const auto others = std::count_if(m_answers.cbegin(), m_answers.cend(),
        [&](const LineAnswer &each) { return linesAgree(each, answer, m_request.line.tolerance); });
    if (others + 1 >= m_request.line.agreeing) {
        LinkReply reply;
        reply.kind = LinkReply::Kind::Answered;
        reply.line = answer.line;
        reply.sics = answer.sics;
        reply.roundTripMs = double(m_time.nsecsElapsed()) / 1e6 / double(m_answers.size() + 1);
        finish(std::move(reply));
        return;
    }
    m_answers << answer;
    if (m_answers.size() < m_request.line.agreeing + MoreTimes) {
        put();
        return;
    }
    QByteArray seen;
    for (const LineAnswer &each : std::as_const(m_answers))
        seen += (each.line.fields.isEmpty() ? QString::number(each.sics.value.value_or(0))
                                            : each.line.fields.join(u' '))
                    .toLatin1()
            + '|';
    finish(garbage(seen));
}

LinkReply LineLink::garbage(const QByteArray &bytes) const
{
    LinkReply reply;
    reply.kind = LinkReply::Kind::Garbage;
    reply.reason = {u"device.garbage"_s,
        {{u"port"_s, m_url.path}, {u"bytes"_s, QString::fromLatin1(bytes.left(32).toHex(' '))}}};
    return reply;
}

void LineLink::endOfPatience()
{
    LinkReply reply;
    if (m_strange.isEmpty()) {
        const bool numbered = m_url.protocol == DeviceProtocol::WatsonMarlow;
        reply.kind = LinkReply::Kind::NoAnswer;
        reply.reason = {u"device.noAnswer"_s,
            {{u"port"_s, m_url.path},
                {u"unit"_s, numbered ? QString::number(m_request.unit) : u"-"_s},
                {u"timeout"_s, QString::number(m_request.timeout.count())}}};
    } else {
        reply = garbage(m_strange);
    }
    m_received.clear();
    finish(std::move(reply));
}

void LineLink::finish(LinkReply reply)
{
    if (!m_pending)
        return;
    m_limit.stop();
    const quint64 id = *m_pending;
    m_pending.reset();
    Q_EMIT answered(id, reply);
}

} // namespace cytoloom
