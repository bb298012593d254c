// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/plant/batchbinding.h"
#include "resources/resources.h"

#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestBatchBinding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void readsBackByteForByte_data();
    void readsBackByteForByte();
    void everythingIsRead();
    void errorPlaces_data();
    void errorPlaces();

private:
    static QString data(const QString &name)
    {
        return QStringLiteral(CYTOLOOM_TEST_DATA) + u'/' + name;
    }
};

void TestBatchBinding::readsBackByteForByte_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::newRow("small") << data(u"valid/bindings/small.cybinding.json"_s);
    QTest::newRow("demo") << u":/cytoloom/demo/cart.cybinding.json"_s;
}

void TestBatchBinding::readsBackByteForByte()
{
    QFETCH(QString, fileName);
    const Result<BatchBinding> binding = readBindingFile(fileName);
    QVERIFY2(binding.ok(),
        binding ? "" : qPrintable(MessageCatalog::shipped().text(binding.error(), Language::En)));
    QFile file(fileName);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QCOMPARE(writeBinding(*binding), text);
    const Result<BatchBinding> again = readBinding(text, u"again"_s);
    QVERIFY(again.ok());
    QVERIFY(*again == *binding);
}

void TestBatchBinding::everythingIsRead()
{
    const BatchBinding read
        = readBindingFile(data(u"valid/bindings/small.cybinding.json"_s)).value();
    QCOMPARE(read.batch.value(), u"B-1"_s);
    QCOMPARE(read.recipeVersion, 2);
    QCOMPARE(read.start, utcFromIso(u"2027-03-01T07:00:00Z"_s));
    QCOMPARE(read.attributes.texts(u"donors"_s), QStringList {u"D-1"_s});
    QCOMPARE(read.units.value(RoleId(u"REACTOR"_s)).value(), u"BR-1"_s);
    QCOMPARE(read.rooms.value(ElementId(u"release"_s)).value(), u"R-QC"_s);
    QCOMPARE(read.lots.first().status, LotStatus::ConditionallyReleased);
    QCOMPARE(*read.lots.first().inUseLife, Duration(std::chrono::hours(7 * 24)));
    QVERIFY(!read.lots.last().expiry);
    QCOMPARE(read.sets.first().usedBy.first().value(), u"B-0"_s);
    QCOMPARE(read.crew.first().qualifications.size(), 2);
    QVERIFY(!read.assignments.first().checker && read.assignments.last().checker);
    QCOMPARE(
        read.unitStates.value(UnitId(u"BR-1"_s)).attributes.text(u"cleanStatus"_s), u"clean"_s);
    QCOMPARE(read.roomStates.value(RoomId(u"R-1"_s)).lastBatch.value(), u"B-0"_s);
    QVERIFY(!read.bookings.first().closed);
    QCOMPARE(read.shifts.size(), 1);
}

void TestBatchBinding::errorPlaces_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("path");
    QTest::newRow("duplicate-lot") << u"binding.duplicateId"_s << u"$.lots[1].id"_s;
    QTest::newRow("duplicate-serial") << u"binding.duplicateId"_s << u"$.sets[1].serial"_s;
    QTest::newRow("duplicate-role") << u"binding.duplicateId"_s << u"$.units[1].role"_s;
    QTest::newRow("duplicate-person") << u"binding.duplicateId"_s << u"$.crew[1].id"_s;
    QTest::newRow("unknown-person") << u"binding.unknownPerson"_s << u"$.assignments[1].person"_s;
    QTest::newRow("time") << u"binding.time"_s << u"$.lots[0].expiry"_s;
    QTest::newRow("no-zone") << u"binding.time"_s << u"$.assignments[0].from"_s;
    QTest::newRow("time-order") << u"binding.timeOrder"_s << u"$.bookings[0].to"_s;
    QTest::newRow("unknown-status") << u"json.word"_s << u"$.lots[0].status"_s;
    QTest::newRow("unknown-field") << u"json.unknownField"_s << u"$.units[0].note"_s;
    QTest::newRow("unknown-attribute")
        << u"catalog.unknownAttribute"_s << u"$.unitStates[0].attributes.colour"_s;
    QTest::newRow("wrong-home") << u"catalog.unknownAttribute"_s << u"$.attributes.cleanStatus"_s;
    QTest::newRow("wrong-choice") << u"json.word"_s << u"$.attributes.donorEligibility"_s;
    QTest::newRow("missing-version") << u"json.missing"_s << u"$.recipeVersion"_s;
    QTest::newRow("quantity") << u"quantity.syntax"_s << u"$.lots[0].quantity"_s;
    QTest::newRow("schema-newer") << u"schema.newer"_s << u"$.schema"_s;
    QTest::newRow("schema-older") << u"schema.wrong"_s << u"$.schema"_s;
    QTest::newRow("schema-other") << u"schema.wrong"_s << u"$.schema"_s;
}

void TestBatchBinding::errorPlaces()
{
    QFETCH(QString, code);
    QFETCH(QString, path);
    const Result<BatchBinding> binding = readBindingFile(
        data(u"invalid/bindings/%1.json"_s.arg(QLatin1String(QTest::currentDataTag()))));
    QVERIFY(!binding.ok());
    QCOMPARE(binding.error().code(), code);
    QCOMPARE(binding.error().place.path, path);
    QVERIFY(binding.error().place.line > 0);
    for (const Language language : {Language::En, Language::Zh}) {
        const QString text = MessageCatalog::shipped().text(binding.error().message, language);
        QVERIFY2(!text.isEmpty() && !text.contains(u'{'), qPrintable(text));
    }
}

QTEST_GUILESS_MAIN(TestBatchBinding)
#include "tst_batchbinding.moc"
