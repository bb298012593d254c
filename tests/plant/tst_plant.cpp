// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/plant/plant.h"

#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"

#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestPlant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void smallPlantReadsBack();
    void shippedPlantReadsBack();
    void lookUps();
    void errorPlaces_data();
    void errorPlaces();

private:
    static QString data(const QString &name)
    {
        return QStringLiteral(CYTOLOOM_TEST_DATA) + u'/' + name;
    }
};

void TestPlant::smallPlantReadsBack()
{
    const QString fileName = data(u"valid/plants/small.cyplant.json"_s);
    const Result<Plant> plant = readPlantFile(fileName);
    QVERIFY2(plant.ok(), plant ? "" : qPrintable(plant.error().code()));
    QFile file(fileName);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(writePlant(*plant), file.readAll());
    QVERIFY(plant->rooms.first().background == Grade::C); // as the room itself
    QVERIFY(!plant->simulated);
}

void TestPlant::shippedPlantReadsBack()
{
    const Result<Plant> plant = readPlantFile(u":/cytoloom/demo/demo.cyplant.json"_s);
    QVERIFY2(plant.ok(),
        plant ? "" : qPrintable(MessageCatalog::shipped().text(plant.error(), Language::En)));
    QVERIFY(plant->simulated);
    QVERIFY(plant->units.size() >= 12);
    const Result<Plant> again = readPlant(writePlant(*plant), u"again"_s);
    QVERIFY(again.ok());
    QVERIFY(*again == *plant);
}

void TestPlant::lookUps()
{
    const Plant plant = readPlantFile(data(u"valid/plants/small.cyplant.json"_s)).value();
    const TagDefinition *tag = plant.tag(TagId(u"BR-1.temperature.sp"_s));
    QVERIFY(tag);
    QCOMPARE(tag->deviceTag, u"setpoint"_s);
    QCOMPARE(plant.tag(UnitId(u"BR-1"_s), u"temperature.sp"_s), tag);
    QCOMPARE(plant.tag(UnitId(u"BR-1"_s), u"temperature.pv"_s)->deviceTag, u"temperature.pv"_s);
    QVERIFY(!plant.tag(TagId(u"BR-2.temperature.sp"_s)));
    QVERIFY(!plant.tag(TagId(u"BR-1"_s)));
    QVERIFY(!plant.tag(TagId()));
    QVERIFY(!plant.room(RoomId(u"R-2"_s)));
    QVERIFY(plant.device(DeviceId(u"D-1"_s)));
    QCOMPARE(plant.allTags().size(), 2);
}

void TestPlant::errorPlaces_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("path");
    QTest::newRow("unknown-room") << u"plant.unknownRoom"_s << 26 << u"$.units[0].room"_s;
    QTest::newRow("unknown-device")
        << u"plant.unknownDevice"_s << 58 << u"$.units[0].tags[1].device"_s;
    QTest::newRow("duplicate-tag")
        << u"plant.duplicateId"_s << 51 << u"$.units[0].tags[1].signal"_s;
    QTest::newRow("dot-in-unit") << u"plant.dotInId"_s << 20 << u"$.units[0].id"_s;
    QTest::newRow("volume-order") << u"plant.volumeOrder"_s << 38 << u"$.units[0].maxVolume"_s;
    QTest::newRow("time") << u"plant.time"_s << 39 << u"$.units[0].calibrationDue"_s;
    QTest::newRow("unknown-unit") << u"unit.unknown"_s << 47 << u"$.units[0].tags[0].unit"_s;
    QTest::newRow("unknown-field") << u"json.unknownField"_s << 15 << u"$.rooms[0].colour"_s;
    QTest::newRow("one-language") << u"json.missing"_s << 11 << u"$.rooms[0].name.en"_s;
    QTest::newRow("schema-newer") << u"schema.newer"_s << 2 << u"$.schema"_s;
    QTest::newRow("schema-older") << u"schema.wrong"_s << 2 << u"$.schema"_s;
}

void TestPlant::errorPlaces()
{
    QFETCH(QString, code);
    QFETCH(int, line);
    QFETCH(QString, path);
    const Result<Plant> plant = readPlantFile(
        data(u"invalid/plants/%1.json"_s.arg(QLatin1String(QTest::currentDataTag()))));
    QVERIFY(!plant.ok());
    QCOMPARE(plant.error().code(), code);
    QCOMPARE(plant.error().place.line, line);
    QCOMPARE(plant.error().place.path, path);
    const QString text = MessageCatalog::shipped().text(plant.error().message, Language::Zh);
    QVERIFY2(!text.contains(u'{'), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestPlant)
#include "tst_plant.moc"
