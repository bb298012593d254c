// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/deviceurl.h"

#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString schemeOf(DeviceProtocol protocol)
{
    switch (protocol) {
    case DeviceProtocol::ModbusTcp:
        return u"modbus-tcp"_s;
    case DeviceProtocol::ModbusRtu:
        return u"modbus-rtu"_s;
    case DeviceProtocol::MtSics:
    case DeviceProtocol::Thermo:
    case DeviceProtocol::Namur:
    case DeviceProtocol::WatsonMarlow:
        return u"serial"_s;
    }
    return {};
}

QString parityName(SerialParity parity)
{
    switch (parity) {
    case SerialParity::None:
        return u"none"_s;
    case SerialParity::Even:
        return u"even"_s;
    case SerialParity::Odd:
        return u"odd"_s;
    }
    return {};
}

/// One query item into its field; the reason why not, or nothing.
QString takeOption(DeviceUrl &url, const QString &name, const QString &value)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    const bool serial = url.protocol != DeviceProtocol::ModbusTcp;
    if (name == u"unit"_s) {
        const int highest = isLineProtocol(url.protocol) ? 9 // one digit before the command
            : serial                                     ? 247
                                                         : 255; // 0 is a broadcast: nobody answers
        if (!isNumber || number < 1 || number > highest)
            return u"unit=%1"_s.arg(value);
        url.unit = number;
        return {};
    }
    if (name == u"baud"_s && serial) {
        if (!isNumber || number < 50 || number > 4'000'000)
            return u"baud=%1"_s.arg(value);
        url.baud = number;
        return {};
    }
    if (name == u"stop"_s && serial) {
        if (!isNumber || number < 1 || number > 2)
            return u"stop=%1"_s.arg(value);
        url.stopBits = number;
        return {};
    }
    if (name == u"data"_s && isLineProtocol(url.protocol)) {
        if (number != 7 && number != 8)
            return u"data=%1"_s.arg(value);
        url.dataBits = number;
        return {};
    }
    if (name == u"parity"_s && serial) {
        for (const auto parity : {SerialParity::None, SerialParity::Even, SerialParity::Odd}) {
            if (value == parityName(parity)) {
                url.parity = parity;
                return {};
            }
        }
        return u"parity=%1"_s.arg(value);
    }
    return u"%1=%2"_s.arg(name, value);
}

} // namespace

Result<DeviceUrl> DeviceUrl::parse(const QString &text)
{
    const auto refused = [&](const QString &reason) {
        return Error(u"device.url"_s, {{u"url"_s, text}, {u"reason"_s, reason}});
    };
    const QUrl parsed(text, QUrl::StrictMode);
    if (!parsed.isValid() || text.isEmpty())
        return refused(text.isEmpty() ? u"\"\""_s : parsed.errorString());

    DeviceUrl url;
    bool known = false;
    for (const auto protocol :
        {DeviceProtocol::ModbusTcp, DeviceProtocol::ModbusRtu, DeviceProtocol::MtSics}) {
        if (parsed.scheme() == schemeOf(protocol)) {
            url.protocol = protocol;
            known = true;
        }
    }
    if (!known)
        return refused(parsed.scheme() + u':');
    if (parsed.hasFragment() || !parsed.userInfo().isEmpty())
        return refused(parsed.hasFragment() ? u"#"_s : u"@"_s);
    if (url.protocol == DeviceProtocol::ModbusTcp) {
        if (parsed.host().isEmpty() || (!parsed.path().isEmpty() && parsed.path() != u"/"_s))
            return refused(u"modbus-tcp://host:port?unit=1"_s);
        const int port = parsed.port(502);
        if (port < 1 || port > 65535)
            return refused(u"port %1"_s.arg(port));
        url.host = parsed.host();
        url.port = quint16(port);
    } else {
        if (!parsed.host().isEmpty() || parsed.path().size() < 2)
            return refused(schemeOf(url.protocol) + u":///dev/…"_s);
        url.path = parsed.path();
    }
    const auto items = QUrlQuery(parsed).queryItems();
    for (const auto &[name, value] : items) {
        if (const QString reason = takeOption(url, name, value); !reason.isEmpty())
            return refused(reason);
    }
    return url;
}

QString DeviceUrl::toString() const
{
    QUrl url;
    QUrlQuery query;
    url.setScheme(schemeOf(protocol));
    if (protocol == DeviceProtocol::ModbusTcp) {
        url.setHost(host);
        url.setPort(port);
    } else {
        url.setHost(QString());
        url.setPath(path);
        query.addQueryItem(u"baud"_s, QString::number(baud));
        query.addQueryItem(u"parity"_s, parityName(parity));
        query.addQueryItem(u"stop"_s, QString::number(stopBits));
    }
    if (dataBits != 8)
        query.addQueryItem(u"data"_s, QString::number(dataBits));
    if (!isLineProtocol(protocol) || unit != 1)
        query.addQueryItem(u"unit"_s, QString::number(unit));
    url.setQuery(query);
    QString text = url.toString();
    // QUrl drops the empty authority that the contract shows: "serial:/dev/x" -> "serial:///dev/x".
    if (protocol != DeviceProtocol::ModbusTcp && !text.contains(u"://"_s))
        text.replace(text.indexOf(u':'), 1, u"://"_s);
    return text;
}

bool DeviceUrl::adopt(DeviceProtocol spoken)
{
    if (schemeOf(spoken) != schemeOf(protocol)
        || (isLineProtocol(spoken) && spoken != DeviceProtocol::WatsonMarlow && unit != 1))
        return false;
    protocol = spoken;
    return true;
}

QString DeviceUrl::portKey() const
{
    if (protocol == DeviceProtocol::ModbusTcp)
        return u"tcp:%1:%2"_s.arg(host.toLower()).arg(port);
    return u"serial:"_s + path;
}

} // namespace cytoloom
