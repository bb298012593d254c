// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "devices/protocol/registervalue.h"
#include "devices/runtime/devicecommands.h"
#include "devices/runtime/profileprobe.h"
#include "processgraph/foundation/messagecatalog.h"

#include <QtCore/QDateTime>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>

#include <cmath>
#include <type_traits>

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

/// What to do about it stands below it, where there is trouble.
QString remedyOf(const DeviceReading &reading, Language language)
{
    const QString remedy = reading.trouble.code.isEmpty()
        ? QString()
        : MessageCatalog::shipped().remedy(reading.trouble, language);
    return remedy.isEmpty() ? QString() : QString(24, u' ') + u"→ "_s + remedy;
}

JsonValue toJson(const QVector<DeviceReading> &readings, Language language)
{
    JsonValue list = JsonValue::array();
    for (const DeviceReading &reading : readings) {
        JsonValue item = JsonValue::object();
        item.insert(u"tag"_s, JsonValue(reading.tag));
        if (reading.trouble.code.isEmpty()) {
            item.insert(u"value"_s, JsonValue(reading.value));
        } else {
            item.insert(u"trouble"_s, JsonValue(reading.trouble.code));
            const MessageCatalog &words = MessageCatalog::shipped();
            item.insert(u"text"_s, JsonValue(words.text(reading.trouble, language)));
            item.insert(u"remedy"_s, JsonValue(words.remedy(reading.trouble, language)));
        }
        item.insert(u"unit"_s, JsonValue(reading.unit.symbol()));
        if (reading.raw)
            item.insert(u"raw"_s, JsonValue(*reading.raw));
        item.insert(u"plausible"_s, JsonValue(reading.plausible));
        if (reading.roundTripMs > 0)
            item.insert(u"roundTripMs"_s, JsonValue(reading.roundTripMs));
        list.append(item);
    }
    return list;
}

int show(const Console &console, const QVector<DeviceReading> &readings, bool isCheck = false)
{
    bool good = true;
    for (const DeviceReading &reading : readings) {
        QString line = lineOf(reading, console.language());
        if (isCheck && reading.roundTripMs > 0)
            line += u"   %1 ms"_s.arg(reading.roundTripMs, 0, 'f', 2);
        console.line(line);
        if (const QString remedy = remedyOf(reading, console.language());
            isCheck && !remedy.isEmpty())
            console.line(remedy);
        good = good && reading.trouble.code.isEmpty() && reading.plausible;
    }
    JsonValue object = JsonValue::object();
    object.insert(u"readings"_s, toJson(readings, console.language()));
    console.object(object);
    return good ? Console::Done : Console::Found;
}

/// CSV where the name asks for it, sentences otherwise. Done when nothing is wanted.
Result<void> writeLog(const Console &console, const QVector<DeviceExchange> &log)
{
    if (!console.isSet(u"log"_s))
        return {};
    const QString name = console.value(u"log"_s);
    QFile file(name);
    const QByteArray text = name.endsWith(u".csv"_s, Qt::CaseInsensitive)
        ? exchangesAsCsv(log)
        : exchangesAsText(log, console.language()).toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.flush())
        return {};
    return Error(u"file.cannotWrite"_s, {{u"file"_s, name}, {u"reason"_s, file.errorString()}},
        {name, {}, 0, 0});
}

QString probeNumber(double value)
{
    return std::isnan(value) ? u"–"_s : QString::number(value, 'g', 8);
}

/// What stands in any registers, read in every way.
int probe(const Console &console, const DeviceProfile *profile, const DeviceUrl &url,
    const DeviceTalk &talk)
{
    RegisterProbe asked;
    const QString table
        = console.isSet(u"table"_s) ? console.value(u"table"_s) : probeTableName(asked.table);
    bool known = false;
    for (const ProbeTable each : {ProbeTable::Coils, ProbeTable::DiscreteInputs,
             ProbeTable::InputRegisters, ProbeTable::HoldingRegisters}) {
        if (probeTableName(each) == table) {
            asked.table = each;
            known = true;
        }
    }
    if (!known) {
        return console.fail(Error(u"app.subcommand"_s,
            {{u"found"_s, table},
                {u"known"_s, u"coils, discreteInputs, inputRegisters, holdingRegisters"_s}}));
    }
    // Not Console::number(): a register may be 0, and what the device shows negative.
    double expect = 0;
    const auto take = [&](const QString &option, auto &target) {
        bool ok = true;
        if (console.isSet(option)) {
            const double value = QLocale::c().toDouble(console.value(option), &ok);
            if (ok)
                target = std::remove_reference_t<decltype(target)>(value);
        }
        return ok;
    };
    for (const bool ok : {take(u"address"_s, asked.address), take(u"count"_s, asked.count),
             take(u"expect"_s, expect)}) {
        if (!ok)
            return console.fail(
                Error(u"app.optionMissing"_s, {{u"option"_s, u"address, count, expect"_s}}));
    }
    const auto timeout = profile ? profile->timeout : std::chrono::milliseconds(1000);
    const Result<RegisterSnapshot> read = probeDevice(url, asked, timeout, profile, talk);
    if (!read)
        return console.fail(read.error(), Console::NotComplete);
    if (!read->trouble.code.isEmpty())
        return console.fail(Error(read->trouble.code, read->trouble.args), Console::NotComplete);
    Range expected;
    if (console.isSet(u"expect"_s)) {
        const double margin = std::max(std::abs(expect) * 0.02, 1e-6);
        expected = {expect - margin, expect + margin};
    }
    console.line(u"%1 %2  %3 ms"_s.arg(table).arg(asked.address).arg(read->roundTripMs, 0, 'f', 2));
    console.line(u"address    hex    u16    i16   f32 ABCD       CDAB       BADC       DCBA"
                 "   u32 ABCD       CDAB   name"_s);
    JsonValue rows = JsonValue::array();
    for (const RegisterRow &row : read->rows) {
        const auto &orders = row.orders;
        QString line = u"%1   %2 %3 %4"_s.arg(row.address, 7)
                           .arg(row.word, 4, 16, QLatin1Char('0'))
                           .arg(row.word, 6)
                           .arg(qint16(row.word), 6);
        for (const WideReading &order : orders)
            line += u' ' + probeNumber(order.f32).rightJustified(10);
        for (const double value : {orders[0].u32, orders[1].u32})
            line += u' ' + probeNumber(value).rightJustified(10);
        line += u"   "_s + row.tags.join(u", "_s);
        console.line(line);
        JsonValue item = JsonValue::object();
        item.insert(u"address"_s, JsonValue(row.address));
        item.insert(u"word"_s, JsonValue(int(row.word)));
        for (int order = 0; order < WordOrderCount; ++order) {
            const WideReading &wide = orders[size_t(order)];
            JsonValue ways = JsonValue::object();
            const std::pair<QString, double> numbers[] = {{u"u16"_s, wide.u16},
                {u"i16"_s, wide.i16}, {u"u32"_s, wide.u32}, {u"i32"_s, wide.i32},
                {u"f32"_s, wide.f32}, {u"f64"_s, wide.f64}, {u"i64"_s, wide.i64}};
            for (const auto &[name, value] : numbers) {
                if (std::isfinite(value))
                    ways.insert(name, JsonValue(value));
            }
            item.insert(wordOrderName(WordOrder(order)), ways);
        }
        rows.append(item);
    }
    JsonValue object = JsonValue::object();
    object.insert(u"table"_s, JsonValue(table));
    object.insert(u"roundTripMs"_s, JsonValue(read->roundTripMs));
    object.insert(u"registers"_s, rows);
    if (console.isSet(u"expect"_s)) {
        JsonValue fits = JsonValue::array();
        console.line(u"reads as %1 with:"_s.arg(console.value(u"expect"_s)));
        for (const ReadingCandidate &each : candidatesWithin(read->rows, expected)) {
            console.line(u"%1   %2 %3   raw %4   scale %5"_s.arg(each.address, 7)
                             .arg(registerTypeName(each.type), wordOrderName(each.order))
                             .arg(each.raw, 0, 'g', 10)
                             .arg(each.scale));
            JsonValue item = JsonValue::object();
            item.insert(u"address"_s, JsonValue(each.address));
            item.insert(u"type"_s, JsonValue(registerTypeName(each.type)));
            item.insert(u"order"_s, JsonValue(wordOrderName(each.order)));
            item.insert(u"raw"_s, JsonValue(each.raw));
            item.insert(u"scale"_s, JsonValue(each.scale));
            fits.append(item);
        }
        object.insert(u"candidates"_s, fits);
    }
    console.object(object);
    return Console::Done;
}

int watch(const Console &console, const DeviceProfile &profile, const DeviceUrl &url,
    const QStringList &tags, const DeviceTalk &talk)
{
    const auto forMs = qint64(console.number(u"watch"_s) * 1000);
    QElapsedTimer real;
    real.start();
    int code = Console::Done;
    const Result<void> watched = watchDevice(
        profile, url, tags, std::chrono::milliseconds(1000),
        [&](const QVector<DeviceReading> &readings) {
            console.line(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
            code = show(console, readings);
            return real.elapsed() < forMs;
        },
        talk);
    return watched ? code : console.fail(watched.error(), Console::NotComplete);
}

} // namespace

int deviceCommand(const QStringList &arguments)
{
    Console console(u"device read|write|check|probe PROFILE --connect URL"_s,
        u"Reads, writes or checks one device, without a plant.\n"
        "check asks for every tag on its own and says what to do where it fails. probe shows any "
        "registers in all types and word orders;\n"
        "its PROFILE may be “-” for a device that has none yet.\n"
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
    parser.addOption({u"log"_s,
        u"Write everything that went over the port to a file (.csv: a table)."_s, u"FILE"_s});
    parser.addOption({u"table"_s,
        u"probe: coils, discreteInputs, inputRegisters or holdingRegisters (this one if not set)."_s,
        u"table"_s});
    parser.addOption({u"address"_s, u"probe: the first register, 0-based."_s, u"number"_s});
    parser.addOption({u"count"_s, u"probe: how many registers (16)."_s, u"number"_s});
    parser.addOption({u"expect"_s,
        u"probe: a number that the device shows; says every way in which the registers hold it."_s,
        u"number"_s});
    QStringList rest = arguments;
    const QString action = rest.value(1);
    const bool isProbe = action == "probe"_L1;
    const bool known
        = action == "read"_L1 || action == "write"_L1 || action == "check"_L1 || isProbe;
    if (known)
        rest.removeAt(1);
    else if (!rest.contains(u"--help"_s) && !rest.contains(u"-h"_s))
        return console.fail(Error(u"app.subcommand"_s,
            {{u"found"_s, action}, {u"known"_s, u"read, write, check, probe"_s}}));
    console.parse(rest, 1);
    if (!console.isSet(u"connect"_s))
        return console.fail(Error(u"app.optionMissing"_s, {{u"option"_s, u"connect"_s}}));

    QString fileName = console.argument(0);
    if (!QFile::exists(fileName) && QFile::exists(u":/cytoloom/devices/"_s + fileName))
        fileName = u":/cytoloom/devices/"_s + fileName;
    const bool hasProfile = !isProbe || fileName != "-"_L1;
    const Result<DeviceProfile> profile
        = hasProfile ? readDeviceProfileFile(fileName) : Result<DeviceProfile>(DeviceProfile());
    if (!profile)
        return console.fail(profile.error());
    const Result<DeviceUrl> url = DeviceUrl::parse(console.value(u"connect"_s));
    if (!url)
        return console.fail(url.error());
    const QStringList tags = parser.values(u"tag"_s);
    QVector<DeviceExchange> log;
    DeviceTalk talk;
    talk.log = &log;
    const auto ended = [&](int code) {
        const Result<void> written = writeLog(console, log);
        return written ? code : console.fail(written.error(), Console::NotComplete);
    };
    if (isProbe)
        return ended(probe(console, hasProfile ? &*profile : nullptr, *url, talk));

    if (action == "write"_L1) {
        bool ok = false;
        const double value = QLocale::c().toDouble(console.value(u"value"_s), &ok);
        if (tags.size() != 1 || !ok)
            return console.fail(Error(
                u"app.optionMissing"_s, {{u"option"_s, tags.size() == 1 ? u"value"_s : u"tag"_s}}));
        const Result<void> written = writeDevice(*profile, *url, tags.first(), value, talk);
        if (!written)
            return ended(console.fail(written.error(), Console::NotComplete));
        console.line(u"%1 = %2, read back"_s.arg(tags.first()).arg(value));
        JsonValue object = JsonValue::object();
        object.insert(u"tag"_s, JsonValue(tags.first()));
        object.insert(u"value"_s, JsonValue(value));
        console.object(object);
        return ended(Console::Done);
    }
    if (action == "read"_L1 && console.isSet(u"watch"_s))
        return ended(watch(console, *profile, *url, tags, talk));
    const Result<QVector<DeviceReading>> readings = action == "check"_L1
        ? checkDevice(*profile, *url, talk)
        : readDevice(*profile, *url, tags, talk);
    if (!readings)
        return ended(console.fail(readings.error(), Console::NotComplete));
    return ended(show(console, *readings, action == "check"_L1));
}

} // namespace cytoloom
