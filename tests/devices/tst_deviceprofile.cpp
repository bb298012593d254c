// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/profiles/deviceprofile.h"

#include "devices/protocol/readplan.h"
#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Good = R"({
  "schema": 1,
  "id": "p",
  "name": {"en": "P", "zh": "配"},
  "protocol": "modbus-tcp",
  "pipeline": 4,
  "staleAfterMs": 900,
  "heartbeat": {"tag": "beat", "intervalMs": 1000},
  "pollGroups": [{"name": "fast", "intervalMs": 500}],
  "tags": [
    {"name": "t.pv", "label": {"en": "T", "zh": "温"}, "unit": "°C", "table": "inputRegisters", "address": 2,
     "type": "i16", "scale": 0.1, "plausible": [0, null], "pollGroup": "fast"},
    {"name": "t.sp", "label": {"en": "T", "zh": "温"}, "unit": "°C", "access": "readWrite",
     "table": "holdingRegisters", "address": 4, "type": "f32", "order": "CDAB", "limits": [4, 40]},
    {"name": "beat", "label": {"en": "B", "zh": "心"}, "unit": "1", "access": "write",
     "table": "holdingRegisters", "address": 9, "type": "u16"}
  ],
  "safeState": [{"tag": "t.sp", "value": 20}]
})";

const QByteArray Line = R"({
  "schema": 1,
  "id": "p",
  "name": {"en": "P", "zh": "配"},
  "protocol": "namur",
  "agreeing": 3,
  "heartbeat": {"tag": "watchdog", "intervalMs": 1000, "value": 60},
  "pollGroups": [{"name": "fast", "intervalMs": 500}],
  "tags": [
    {"name": "speed.pv", "label": {"en": "S", "zh": "速"}, "unit": "rpm", "command": "IN_PV_4", "pollGroup": "fast"},
    {"name": "speed.sp", "label": {"en": "S", "zh": "速"}, "unit": "rpm", "access": "readWrite",
     "command": "IN_SP_4", "write": "OUT_SP_4 {value.0}", "limits": [0, 1500], "agreeWithin": 2},
    {"name": "motor.sp", "label": {"en": "M", "zh": "机"}, "unit": "", "access": "write",
     "orders": [{"send": "STOP_4", "value": 0}, {"send": "START_4", "value": 1}], "limits": [0, 1]},
    {"name": "watchdog", "label": {"en": "W", "zh": "狗"}, "unit": "s", "access": "write",
     "write": "OUT_WD2@{value.0}", "limits": [0, 1500]}
  ],
  "safeState": [{"tag": "motor.sp", "value": 0}]
})";

const QByteArray Blocks = R"({
  "schema": 1,
  "id": "p",
  "name": {"en": "P", "zh": "配"},
  "protocol": "modbus-rtu",
  "maxRegistersPerRead": 10,
  "readBlocks": [{"table": "holdingRegisters", "address": 10, "count": 10}],
  "tags": [
    {"name": "unit", "label": {"en": "U", "zh": "单"}, "unit": "", "table": "holdingRegisters", "address": 10, "type": "u32"},
    {"name": "ph", "label": {"en": "P", "zh": "酸"}, "unit": "", "table": "holdingRegisters", "address": 12, "type": "f32",
     "guards": [{"tag": "unit", "equals": 4096},
                {"tag": "status", "noBits": [{"bit": 0, "meaning": "range"}, {"bit": 4}, {"bit": 31}]}]},
    {"name": "status", "label": {"en": "S", "zh": "状"}, "unit": "", "table": "holdingRegisters", "address": 14, "type": "u32"},
    {"name": "next", "label": {"en": "N", "zh": "下"}, "unit": "", "table": "holdingRegisters", "address": 20, "type": "u16"}
  ]
})";

QByteArray with(const char *from, const char *to)
{
    QByteArray text = Good;
    Q_ASSERT(text.contains(from));
    return text.replace(from, to);
}

} // namespace

class TestDeviceProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    void reads()
    {
        const auto profile = readDeviceProfile(Good, u"p.json"_s);
        QVERIFY2(profile, profile ? "" : qPrintable(profile.error().code()));
        QCOMPARE(profile->pipeline, 4);
        QCOMPARE(profile->staleAfter, Duration(900));
        QCOMPARE(profile->heartbeat, u"beat"_s);
        QCOMPARE(profile->heartbeatInterval, Duration(1000));
        QCOMPARE(profile->tags.size(), 3);
        const DeviceTag *tag = profile->tag(u"t.sp"_s);
        QVERIFY(tag);
        QCOMPARE(tag->order, WordOrder::CDAB);
        QCOMPARE(tag->limits, (Range {4, 40}));
        QCOMPARE(profile->tags[0].scale, 0.1);
        QVERIFY(!profile->tags[0].plausible.high);
        QVERIFY(!profile->tag(u"x"_s));
        QCOMPARE(profile->pollGroup(u"fast"_s)->interval, Duration(500));
        QCOMPARE(profile->safeState, (QVector<SafeWrite> {{u"t.sp"_s, 20}}));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *name, const QByteArray &text, const char *code,
                             const char *path) {
            QTest::newRow(name) << text << QString::fromLatin1(code) << QString::fromLatin1(path);
        };
        row("truncated", Good.left(200), "json.syntax", "");
        row("newer", with("\"schema\": 1", "\"schema\": 2"), "schema.newer", "$.schema");
        row("unknown field", with("\"pipeline\"", "\"pipelin\""), "json.unknownField", "$.pipelin");
        row("unknown protocol", with("modbus-tcp", "profinet"), "json.word", "$.protocol");
        row("unknown type", with("\"i16\"", "\"i17\""), "json.word", "$.tags[0].type");
        row("unknown unit", with("\"°C\", \"table\"", "\"grog\", \"table\""), "unit.unknown",
            "$.tags[0].unit");
        row("address too large", with("\"address\": 2", "\"address\": 70000"), "json.range",
            "$.tags[0].address");
        row("reaches beyond", with("\"address\": 4", "\"address\": 65535"), "profile.addressRange",
            "$.tags[1].address");
        row("bit of a number", with("\"type\": \"i16\"", "\"type\": \"i16\", \"bit\": 3"),
            "profile.bit", "$.tags[0].type");
        row("number in a coil", with("inputRegisters", "coils"), "profile.bit", "$.tags[0].type");
        row("scale 0", with("\"scale\": 0.1", "\"scale\": 0"), "profile.scale", "$.tags[0].scale");
        row("write to input",
            with("\"access\": \"readWrite\",\n     \"table\": \"holdingRegisters\"",
                "\"access\": \"readWrite\",\n     \"table\": \"inputRegisters\""),
            "profile.notWritable", "$.tags[1].table");
        row("overlapping registers", with("\"address\": 9", "\"address\": 5"), "profile.overlap",
            "$.tags[2].address"); // the second half of the float before it
        row("same register", with("\"address\": 9", "\"address\": 4"), "profile.overlap",
            "$.tags[2].address");
        row("same bit",
            with("\"table\": \"holdingRegisters\", \"address\": 9, \"type\": \"u16\"}",
                "\"table\": \"holdingRegisters\", \"address\": 9, \"type\": \"u16\"},"
                "{\"name\": \"a\", \"label\": {\"en\": \"A\", \"zh\": \"甲\"}, \"unit\": \"1\","
                " \"table\": \"inputRegisters\", \"address\": 7, \"type\": \"bool\", \"bit\": 2},"
                "{\"name\": \"b\", \"label\": {\"en\": \"B\", \"zh\": \"乙\"}, \"unit\": \"1\","
                " \"table\": \"inputRegisters\", \"address\": 7, \"type\": \"bool\", \"bit\": 2}"),
            "profile.overlap", "$.tags[4].address");
        row("limit beyond the register",
            with("\"access\": \"write\",", "\"access\": \"write\", \"limits\": [-1, 10],"),
            "profile.limits", "$.tags[2].limits");
        row("safe value beyond the register",
            with("\"tag\": \"t.sp\", \"value\": 20", "\"tag\": \"beat\", \"value\": 70000"),
            "profile.safeValue", "$.safeState[0].value");
        row("safe state of a reading",
            with("\"tag\": \"t.sp\", \"value\": 20", "\"tag\": \"t.pv\", \"value\": 20"),
            "profile.notWritable", "$.safeState[0].tag");
        row("bit of register without number", with("\"i16\", \"scale\": 0.1", "\"bool\""),
            "profile.bit", "$.tags[0].type");
        row("bit 16", with("\"i16\", \"scale\": 0.1", "\"bool\", \"bit\": 16"), "json.range",
            "$.tags[0].bit");
        row("negative address", with("\"address\": 2", "\"address\": -1"), "json.range",
            "$.tags[0].address");
        row("scale in words", with("\"scale\": 0.1", "\"scale\": \"0.1\""), "json.type",
            "$.tags[0].scale");
        row("unknown group", with("\"pollGroup\": \"fast\"", "\"pollGroup\": \"slow\""),
            "profile.unknownPollGroup", "$.tags[0].pollGroup");
        row("duplicate tag", with("\"t.sp\", \"label\"", "\"t.pv\", \"label\""),
            "profile.duplicateTag", "$.tags[1].name");
        row("unknown heartbeat", with("{\"tag\": \"beat\"", "{\"tag\": \"bat\""),
            "profile.unknownTag", "$.heartbeat.tag");
        row("unsafe safe state", with("\"value\": 20", "\"value\": 90"), "profile.safeValue",
            "$.safeState[0].value");
        row("rate below nothing", with("\"scale\": 0.1", "\"scale\": 0.1, \"maxRate\": -1"),
            "profile.maxRate", "$.tags[0].maxRate");
        row("rate of what is not polled",
            with("\"type\": \"f32\"", "\"type\": \"f32\", \"maxRate\": 1"),
            "profile.watchedUnpolled", "$.tags[1].maxRate");
        row("frozen, not polled",
            with("\"type\": \"f32\"", "\"type\": \"f32\", \"frozenAfterMs\": 9000"),
            "profile.watchedUnpolled", "$.tags[1].frozenAfterMs");
        row("frozen too soon", with("\"scale\": 0.1", "\"scale\": 0.1, \"frozenAfterMs\": 1499"),
            "profile.frozenTooSoon", "$.tags[0].frozenAfterMs");
        row("owner unknown",
            with("\"heartbeat\"", "\"ownership\": {\"tag\": \"x\", \"value\": 1}, \"heartbeat\""),
            "profile.unknownTag", "$.ownership.tag");
        row("owner not polled",
            with(
                "\"heartbeat\"", "\"ownership\": {\"tag\": \"t.sp\", \"value\": 1}, \"heartbeat\""),
            "profile.ownership", "$.ownership.tag");
        row("range upside down", with("[4, 40]", "[40, 4]"), "json.rangeOrder", "$.tags[1].limits");
        row("not an object", "[]", "json.type", "$");
        row("empty", "", "json.syntax", "");
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        QFETCH(QString, path);
        const auto profile = readDeviceProfile(text, u"p.json"_s);
        QVERIFY(!profile);
        QCOMPARE(profile.error().code(), code);
        QCOMPARE(profile.error().place.file, u"p.json"_s);
        QVERIFY(profile.error().place.line > 0);
        if (!path.isEmpty())
            QCOMPARE(profile.error().place.path, path);
        const auto &words = MessageCatalog::shipped();
        QVERIFY(words.contains(code));
        QVERIFY(!words.text(profile.error(), Language::Zh).contains(u'{'));
        QVERIFY(!words.text(profile.error(), Language::En).contains(u'{'));
    }

    void bitsOfOneRegisterStandBesideEachOther()
    {
        const auto profile = readDeviceProfile(
            with("\"table\": \"holdingRegisters\", \"address\": 9, \"type\": \"u16\"}",
                "\"table\": \"holdingRegisters\", \"address\": 9, \"type\": \"u16\"},"
                "{\"name\": \"a\", \"label\": {\"en\": \"A\", \"zh\": \"甲\"}, \"unit\": \"1\","
                " \"table\": \"inputRegisters\", \"address\": 7, \"type\": \"bool\", \"bit\": 2},"
                "{\"name\": \"b\", \"label\": {\"en\": \"B\", \"zh\": \"乙\"}, \"unit\": \"1\","
                " \"table\": \"inputRegisters\", \"address\": 7, \"type\": \"bool\", \"bit\": 3}"),
            u"p.json"_s);
        QVERIFY2(profile, profile ? "" : qPrintable(profile.error().code()));
    }

    void watchesAndOwnership()
    {
        const auto profile = readDeviceProfile(
            with("\"scale\": 0.1", "\"scale\": 0.1, \"maxRate\": 0.5, \"frozenAfterMs\": 1500")
                .replace("\"heartbeat\"",
                    "\"ownership\": {\"tag\": \"t.pv\", \"value\": 1}, \"heartbeat\""),
            u"p.json"_s);
        QVERIFY2(profile, profile ? "" : qPrintable(profile.error().code()));
        QCOMPARE(profile->tags[0].maxRate, 0.5);
        QCOMPARE(profile->tags[0].frozenAfter, Duration(1500));
        QCOMPARE(profile->ownership, (Ownership {u"t.pv"_s, 1}));
        QCOMPARE(profile->tags[1].maxRate, 0.0);
    }

    void readsLineProtocol()
    {
        const auto profile = readDeviceProfile(Line, u"p.json"_s);
        QVERIFY2(profile, profile ? "" : qPrintable(profile.error().code()));
        QCOMPARE(profile->protocol, DeviceProtocol::Namur);
        QCOMPARE(profile->agreeing, 3);
        QCOMPARE(profile->heartbeatValue, std::optional<double>(60));
        const DeviceTag *speed = profile->tag(u"speed.sp"_s);
        QCOMPARE(speed->command, u"IN_SP_4"_s);
        QCOMPARE(speed->write, u"OUT_SP_4 {value.0}"_s);
        QCOMPARE(speed->agreeWithin, 2.0);
        QCOMPARE(profile->tag(u"motor.sp"_s)->orders,
            (QVector<LineWord> {{u"STOP_4"_s, 0}, {u"START_4"_s, 1}}));
        QCOMPARE(profile->safeState, (QVector<SafeWrite> {{u"motor.sp"_s, 0}}));
    }

    void refusesLineProtocol_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *name, const char *from, const char *to, const char *code,
                             const char *path) {
            QByteArray text = Line;
            Q_ASSERT(text.contains(from));
            QTest::newRow(name) << text.replace(from, to) << QString::fromLatin1(code)
                                << QString::fromLatin1(path);
        };
        row("unknown protocol", "\"namur\"", "\"hart\"", "json.word", "$.protocol");
        row("no check sum", "\"namur\"", "\"thermo\"", "json.missing", "$.checksum");
        row("a command that nobody answers", "\"IN_PV_4\"", "\"START_4\"", "profile.command",
            "$.tags[0].command");
        row("a command with an end of line", "\"IN_PV_4\"", "\"IN_PV_4\\r\"", "profile.command",
            "$.tags[0].command");
        row("no command", "\"command\": \"IN_PV_4\", ", "", "json.missing", "$.tags[0].command");
        row("a register of a line", "\"command\": \"IN_PV_4\", ",
            "\"command\": \"IN_PV_4\", \"address\": 4, ", "json.unknownField", "$.tags[0].address");
        row("no place for the value", "{value.0}", "300", "profile.writePattern",
            "$.tags[1].write");
        row("two places", "{value.0}", "{value.0}{value}", "profile.writePattern",
            "$.tags[1].write");
        row("misspelt place", "{value.0}", "{speed}", "profile.writePattern", "$.tags[1].write");
        row("a set point that is not written", "\"write\": \"OUT_SP_4 {value.0}\", ", "",
            "profile.orders", "$.tags[1]");
        row("written in two ways", "\"write\": \"OUT_SP_4 {value.0}\", ",
            "\"write\": \"OUT_SP_4 {value.0}\", \"orders\": [{\"send\": \"RESET\", \"value\": "
            "1}], ",
            "profile.orders", "$.tags[1]");
        row("one value, two orders", "\"START_4\", \"value\": 1", "\"START_4\", \"value\": 0",
            "profile.orders", "$.tags[2].orders");
        row("a reading that is written", "\"command\": \"IN_PV_4\", ",
            "\"command\": \"IN_PV_4\", \"write\": \"OUT_SP_4 {value}\", ", "profile.notWritable",
            "$.tags[0]");
        row("negative tolerance", "\"agreeWithin\": 2", "\"agreeWithin\": -2", "profile.lineWords",
            "$.tags[1].agreeWithin");
        row("one word, two numbers", "\"agreeWithin\": 2",
            "\"words\": [{\"text\": \"A\", \"value\": 1}, {\"text\": \"A\", \"value\": 2}]",
            "profile.lineWords", "$.tags[1].words");
        row("heartbeat without its value", ", \"value\": 60", "", "profile.heartbeat",
            "$.heartbeat.tag");
        row("heartbeat beyond the limits", "\"value\": 60", "\"value\": 2000", "profile.heartbeat",
            "$.heartbeat.tag");
        row("safe state that cannot be said", "\"motor.sp\", \"value\": 0",
            "\"motor.sp\", \"value\": 2", "profile.safeValue", "$.safeState[0].value");
    }
    void refusesLineProtocol() { refuses(); }

    void readsBlocksAndGuards()
    {
        const auto profile = readDeviceProfile(Blocks, u"p.json"_s);
        QVERIFY2(profile, profile ? "" : qPrintable(profile.error().code()));
        QCOMPARE(profile->readBlocks,
            (QVector<RegisterBlock> {{RegisterTable::HoldingRegisters, 10, 10}}));
        const DeviceTag *ph = profile->tag(u"ph"_s);
        QCOMPARE(ph->guards.size(), 2);
        QCOMPARE(ph->guards[0].equals, std::optional<double>(4096));
        QCOMPARE(ph->guards[1].noneOf, 0x80000011u);
    }

    void refusesBlocksAndGuards_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *name, const char *from, const char *to, const char *code,
                             const char *path) {
            QByteArray text = Blocks;
            Q_ASSERT(text.contains(from));
            QTest::newRow(name) << text.replace(from, to) << QString::fromLatin1(code)
                                << QString::fromLatin1(path);
        };
        row("block longer than a reading", "\"maxRegistersPerRead\": 10",
            "\"maxRegistersPerRead\": 9", "profile.readBlock", "$.readBlocks[0].address");
        row("block beyond the table", "\"address\": 10, \"count\"", "\"address\": 65530, \"count\"",
            "profile.readBlock", "$.readBlocks[0].address");
        row("tag reaches out of the block", "\"address\": 12", "\"address\": 19",
            "profile.readBlock", "$.tags[1].address");
        row("unknown guard", "{\"tag\": \"unit\"", "{\"tag\": \"unti\"", "profile.unknownTag",
            "$.tags");
        row("guard of itself", "{\"tag\": \"unit\"", "{\"tag\": \"ph\"", "profile.guard", "$.tags");
        row("guard that says nothing", ", \"equals\": 4096", "", "profile.guardEmpty",
            "$.tags[1].guards[0]");
        row("guard that says two things", "\"equals\": 4096",
            "\"equals\": 4096, \"noBits\": [{\"bit\": 1}]", "profile.guardEmpty",
            "$.tags[1].guards[0]");
        row("bit 32", "{\"bit\": 31}", "{\"bit\": 32}", "json.range",
            "$.tags[1].guards[1].noBits[2].bit");
        row("two blocks upon each other", "\"count\": 10}",
            "\"count\": 10}, {\"table\": \"holdingRegisters\", \"address\": 15, \"count\": 2}",
            "profile.readBlock", "$.readBlocks[1].address");
    }
    void refusesBlocksAndGuards() { refuses(); }

    /// A block is read with its own address and count, and with nothing else.
    void wholeBlocksInThePlan()
    {
        const auto profile = readDeviceProfile(Blocks, u"p.json"_s);
        QVERIFY(profile);
        const auto blocks = planReads(*profile, {0, 1, 2, 3});
        QCOMPARE(blocks.size(), 2);
        QCOMPARE(blocks[0], (ReadBlock {RegisterTable::HoldingRegisters, 10, 10, {0, 1, 2}}));
        QCOMPARE(blocks[1], (ReadBlock {RegisterTable::HoldingRegisters, 20, 1, {3}}));
        QCOMPARE(planReads(*profile, {1})[0].count, 10);
    }

    void missingFile()
    {
        const auto profile = readDeviceProfileFile(u"/nowhere/x.cydevice.json"_s);
        QVERIFY(!profile);
        QCOMPARE(profile.error().code(), u"file.cannotRead"_s);
    }

    void shippedProfilesRead_data()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(u":/cytoloom/devices"_s);
        const QStringList names = folder.entryList({u"*.cydevice.json"_s});
        QVERIFY(!names.isEmpty());
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void shippedProfilesRead()
    {
        QFETCH(QString, file);
        const auto profile = readDeviceProfileFile(file);
        const QString why
            = profile ? QString() : MessageCatalog::shipped().text(profile.error(), Language::En);
        QVERIFY2(profile, qPrintable(why));
    }
};

QTEST_GUILESS_MAIN(TestDeviceProfile)
#include "tst_deviceprofile.moc"
