// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/faults/faultport.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

constexpr qsizetype LongestLine = 64 * 1024;

QByteArray refusal(const Error &error)
{
    JsonValue args = JsonValue::object();
    for (auto it = error.message.args.begin(); it != error.message.args.end(); ++it)
        args.insert(it.key(), JsonValue(it.value()));
    JsonValue object = JsonValue::object();
    object.insert(u"code"_s, JsonValue(error.code()));
    object.insert(u"args"_s, args);
    return "error " + object.toCompactJson();
}

} // namespace

FaultPort::FaultPort(FaultPlayer &player, Plant plant, QObject *parent)
    : QObject(parent)
    , m_player(player)
    , m_plant(std::move(plant))
    , m_server(new QTcpServer(this))
{
    connect(m_server, &QTcpServer::newConnection, this, &FaultPort::acceptClients);
}

Result<void> FaultPort::listen()
{
    if (m_server->listen(QHostAddress::LocalHost))
        return {};
    return Error(u"simulation.portInUse"_s,
        {{u"device"_s, u"faults"_s}, {u"port"_s, u"0"_s}, {u"reason"_s, m_server->errorString()}});
}

quint16 FaultPort::port() const
{
    return m_server->serverPort();
}

void FaultPort::acceptClients()
{
    while (QTcpSocket *client = m_server->nextPendingConnection()) {
        client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(client, &QTcpSocket::readyRead, this, [this, client] { readFrom(client); });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }
}

void FaultPort::readFrom(QTcpSocket *client)
{
    while (client->canReadLine())
        client->write(answer(client->readLine(LongestLine).trimmed()) + '\n');
    if (client->bytesAvailable() > LongestLine)
        client->abort();
}

QByteArray FaultPort::answer(const QByteArray &line)
{
    const qsizetype space = line.indexOf(' ');
    const QByteArray verb = space < 0 ? line : line.left(space);
    const QByteArray rest = space < 0 ? QByteArray() : line.mid(space + 1).trimmed();
    if (verb == "inject")
        return inject(rest);
    if (verb == "clear" && rest == "*") {
        m_player.clearAll(m_plant.now());
        return "ok";
    }
    if (verb == "clear") {
        const QString id = QString::fromUtf8(rest);
        if (m_player.clear(id, m_plant.now()))
            return "ok";
        return refusal(Error(u"faults.unknownFault"_s, {{u"id"_s, id}}));
    }
    if (verb == "faults") {
        m_plant.now();
        return m_player.states().toCompactJson();
    }
    if (verb == "truth")
        return truth(rest);
    return refusal(
        Error(u"faults.unknownVerb"_s, {{u"found"_s, QString::fromUtf8(verb.left(40))}}));
}

QByteArray FaultPort::inject(const QByteArray &text)
{
    const Result<Fault> fault = readFault(text, u"fault port"_s);
    if (!fault)
        return refusal(fault.error());
    if (const auto added = m_player.add(*fault, m_plant.now()); !added)
        return refusal(added.error());
    m_player.update(m_plant.now());
    return "ok";
}

QByteArray FaultPort::truth(const QByteArray &tags) const
{
    JsonValue values = JsonValue::object();
    const UtcTime now = m_plant.now();
    for (const QByteArray &name : tags.simplified().split(' ')) {
        const QString tag = QString::fromUtf8(name);
        const Signal *signal = m_plant.find(tag);
        if (!signal)
            return refusal(Error(u"faults.unknownTag"_s, {{u"tag"_s, tag}}));
        JsonValue value = JsonValue::object();
        value.insert(u"truth"_s, JsonValue(signal->truth()));
        value.insert(u"shown"_s, JsonValue(signal->read(m_plant.tick())));
        values.insert(tag, value);
    }
    JsonValue object = JsonValue::object();
    object.insert(u"time"_s, JsonValue(double(toMs(now))));
    object.insert(u"values"_s, values);
    return object.toCompactJson();
}

} // namespace cytoloom
