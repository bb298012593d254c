// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/faults/faultclient.h"

#include "devices/simulation/faults/faultscript.h"
#include "processgraph/foundation/jsonreader.h"

#include <QtNetwork/QTcpSocket>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

constexpr int PatienceMs = 5000;

/// The plant's own words, where its answer is a refusal.
std::optional<Error> refusalOf(const QByteArray &answer)
{
    if (!answer.startsWith("error "))
        return std::nullopt;
    const auto json = parseJson(answer.mid(6), u"fault port"_s);
    if (!json)
        return json.error();
    Error error;
    if (const JsonValue *code = json->find(u"code"))
        error.message.code = code->toString();
    if (const JsonValue *args = json->find(u"args")) {
        for (const JsonMember &member : args->members())
            error.message.args.insert(member.key, member.value.toString());
    }
    return error;
}

} // namespace

FaultClient::FaultClient() = default;
FaultClient::~FaultClient() = default;

Result<void> FaultClient::open(quint16 port)
{
    m_port = port;
    m_socket = std::make_unique<QTcpSocket>();
    m_socket->connectToHost(u"127.0.0.1"_s, port);
    if (m_socket->waitForConnected(PatienceMs)) {
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        return {};
    }
    return Error(u"faults.portSilent"_s,
        {{u"port"_s, QString::number(port)}, {u"reason"_s, m_socket->errorString()}});
}

Result<QByteArray> FaultClient::ask(const QByteArray &line)
{
    if (m_socket) {
        m_socket->write(line + '\n');
        while (!m_socket->canReadLine()) {
            if (!m_socket->waitForReadyRead(PatienceMs))
                break;
        }
        if (m_socket->canReadLine())
            return m_socket->readLine().trimmed();
    }
    return Error(u"faults.portSilent"_s,
        {{u"port"_s, QString::number(m_port)},
            {u"reason"_s, m_socket ? m_socket->errorString() : u"-"_s}});
}

Result<void> FaultClient::inject(const Fault &fault)
{
    const auto answer = ask("inject " + faultValue(fault).toCompactJson());
    if (!answer)
        return answer.error();
    if (const auto refused = refusalOf(*answer))
        return *refused;
    return {};
}

Result<void> FaultClient::clear(const QString &id)
{
    const auto answer = ask("clear " + id.toUtf8());
    if (!answer)
        return answer.error();
    return {};
}

Result<QMap<QString, Truth>> FaultClient::truth(const QStringList &tags)
{
    const auto answer = ask("truth " + tags.join(u' ').toUtf8());
    if (!answer)
        return answer.error();
    if (const auto refused = refusalOf(*answer))
        return *refused;
    const auto json = parseJson(*answer, u"fault port"_s);
    if (!json)
        return json.error();
    QMap<QString, Truth> values;
    JsonReader reader(*json, u"fault port"_s);
    reader.eachMember("values", [&values](const QString &tag, JsonReader each) {
        values.insert(tag, {each.number("truth"), each.number("shown")});
    });
    if (const auto read = reader.result(); !read)
        return read.error();
    return values;
}

} // namespace cytoloom
