// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "devices/runtime/devicecommands.h"
#include "processgraph/foundation/messagecatalog.h"

#include <QtCore/QDateTime>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString lineOf(const DeviceReading &reading, Language language)
{
    QString text = reading.tag.leftJustified(24);
    if (reading.trouble.code.isEmpty())
        text += u"%1 %2"_s.arg(reading.value, 14, 'g', 8).arg(reading.unit.symbol());
    else
        text += MessageCatalog::shipped().text(reading.trouble, language);
    if (reading.raw)
        text += u"   raw %1"_s.arg(*reading.raw, 0, 'g', 10);
    if (reading.trouble.code.isEmpty() && !reading.plausible)
        text += u"   not plausible"_s;
    return text;
}

JsonValue toJson(const QVector<DeviceReading> &readings)
{
    JsonValue list = JsonValue::array();
    for (const DeviceReading &reading : readings) {
        JsonValue item = JsonValue::object();
        item.insert(u"tag"_s, JsonValue(reading.tag));
        if (reading.trouble.code.isEmpty())
            item.insert(u"value"_s, JsonValue(reading.value));
        else
            item.insert(u"trouble"_s, JsonValue(reading.trouble.code));
        item.insert(u"unit"_s, JsonValue(reading.unit.symbol()));
        if (reading.raw)
            item.insert(u"raw"_s, JsonValue(*reading.raw));
        item.insert(u"plausible"_s, JsonValue(reading.plausible));
        list.append(item);
    }
    return list;
}

int show(const Console &console, const QVector<DeviceReading> &readings)
{
    bool good = true;
    for (const DeviceReading &reading : readings) {
        console.line(lineOf(reading, console.language()));
        good = good && reading.trouble.code.isEmpty() && reading.plausible;
    }
    JsonValue object = JsonValue::object();
    object.insert(u"readings"_s, toJson(readings));
    console.object(object);
    return good ? Console::Done : Console::Found;
}

int watch(const Console &console, const DeviceProfile &profile, const DeviceUrl &url,
    const QStringList &tags)
{
    const auto forMs = qint64(console.number(u"watch"_s) * 1000);
    QElapsedTimer real;
    real.start();
    int code = Console::Done;
    const Result<void> watched = watchDevice(profile, url, tags, std::chrono::milliseconds(1000),
        [&](const QVector<DeviceReading> &readings) {
            console.line(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
            code = show(console, readings);
            return real.elapsed() < forMs;
        });
    return watched ? code : console.fail(watched.error(), Console::NotComplete);
}

} // namespace

int deviceCommand(const QStringList &arguments)
{
    Console console(u"device read|write|check PROFILE --connect URL"_s,
        u"Reads, writes or checks one device, without a plant.\n"
        "URL: modbus-tcp://host:port?unit=1, "
        "modbus-rtu:///dev/ttyUSB0?baud=9600&parity=even&unit=1,\n"
        "serial:///dev/ttyUSB0?baud=9600"_s,
        u"cytoloom-cli device read bioreactor.cydevice.json --connect "
        u"\"modbus-tcp://127.0.0.1:15021?unit=1\" "
        "--tag temperature.pv"_s);
    QCommandLineParser &parser = console.parser();
    parser.addOption({u"connect"_s, u"Where the device is."_s, u"URL"_s});
    parser.addOption({u"tag"_s, u"A tag; may be repeated. read: without it all."_s, u"tag"_s});
    parser.addOption({u"value"_s, u"write: the value, in the tag's unit."_s, u"number"_s});
    parser.addOption(
        {u"watch"_s, u"read: again every second for so many seconds."_s, u"seconds"_s});
    QStringList rest = arguments;
    const QString action = rest.value(1);
    const bool known = action == "read"_L1 || action == "write"_L1 || action == "check"_L1;
    if (known)
        rest.removeAt(1);
    else if (!rest.contains(u"--help"_s) && !rest.contains(u"-h"_s))
        return console.fail(Error(
            u"app.subcommand"_s, {{u"found"_s, action}, {u"known"_s, u"read, write, check"_s}}));
    console.parse(rest, 1);
    if (!console.isSet(u"connect"_s))
        return console.fail(Error(u"app.optionMissing"_s, {{u"option"_s, u"connect"_s}}));

    QString fileName = console.argument(0);
    if (!QFile::exists(fileName) && QFile::exists(u":/cytoloom/devices/"_s + fileName))
        fileName = u":/cytoloom/devices/"_s + fileName;
    const Result<DeviceProfile> profile = readDeviceProfileFile(fileName);
    if (!profile)
        return console.fail(profile.error());
    const Result<DeviceUrl> url = DeviceUrl::parse(console.value(u"connect"_s));
    if (!url)
        return console.fail(url.error());
    const QStringList tags = parser.values(u"tag"_s);

    if (action == "write"_L1) {
        bool ok = false;
        const double value = QLocale::c().toDouble(console.value(u"value"_s), &ok);
        if (tags.size() != 1 || !ok)
            return console.fail(Error(
                u"app.optionMissing"_s, {{u"option"_s, tags.size() == 1 ? u"value"_s : u"tag"_s}}));
        const Result<void> written = writeDevice(*profile, *url, tags.first(), value);
        if (!written)
            return console.fail(written.error(), Console::NotComplete);
        console.line(u"%1 = %2, read back"_s.arg(tags.first()).arg(value));
        JsonValue object = JsonValue::object();
        object.insert(u"tag"_s, JsonValue(tags.first()));
        object.insert(u"value"_s, JsonValue(value));
        console.object(object);
        return Console::Done;
    }
    if (action == "read"_L1 && console.isSet(u"watch"_s))
        return watch(console, *profile, *url, tags);
    const Result<QVector<DeviceReading>> readings
        = action == "check"_L1 ? checkDevice(*profile, *url) : readDevice(*profile, *url, tags);
    if (!readings)
        return console.fail(readings.error(), Console::NotComplete);
    return show(console, *readings);
}

} // namespace cytoloom
