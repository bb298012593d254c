// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/profiles/deviceprofile.h"

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
