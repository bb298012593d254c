// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/catalog/attributeset.h"
#include "processgraph/catalog/catalog.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/validation/processwords.h"
#include "resources/resources.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestProcessWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void shippedSpeaksOfTheCatalogue();
    void everyReleaseTestHasAResult();
    void everyStepHasALongestTime();
    void ratingsAreAttributes();
    void refusesBadFiles_data();
    void refusesBadFiles();
};

// A word that no step or material carries would silence a rule without a trace.
void TestProcessWords::shippedSpeaksOfTheCatalogue()
{
    const Catalog &catalog = Catalog::shipped();
    const ProcessWords &words = ProcessWords::shipped();
    QVERIFY(words.is(ProcessWords::Freeze, u"freeze"_s));
    QVERIFY(!words.is(ProcessWords::Freeze, u"store"_s));
    QVERIFY(words.is(ProcessWords::Cryoprotectant, u"cryoprotectant"_s));
    for (const ProcessWords::Stage &stage : words.stages()) {
        QVERIFY2(!stage.phases.isEmpty() && !stage.until.isEmpty(), qPrintable(stage.id));
        for (const QString &phase : stage.phases + stage.until + stage.since)
            QVERIFY2(catalog.phaseClass(phase), qPrintable(stage.id + u' ' + phase));
    }
    for (const ProcessWords::ReleaseTest &test : words.releaseTests()) {
        for (const QString &material : test.materials)
            QVERIFY2(catalog.material(material), qPrintable(material));
        for (const QString &phase : test.phases)
            QVERIFY2(catalog.phaseClass(phase), qPrintable(phase));
    }
}

// A kind of step without a time could take a year unseen.
void TestProcessWords::everyStepHasALongestTime()
{
    const ProcessWords &words = ProcessWords::shipped();
    for (const PhaseClass &phase : Catalog::shipped().phaseClasses())
        QVERIFY2(words.longest(phase.id), qPrintable(phase.id));
    for (const UnitOperationType &operation : Catalog::shipped().unitOperations()) {
        QVERIFY2(words.longest(operation.id), qPrintable(operation.id));
        QVERIFY2(
            *words.longest(operation.id) >= operation.duration.longest, qPrintable(operation.id));
    }
    for (const ProcessWords::Manual kind :
        {ProcessWords::Handling, ProcessWords::Decision, ProcessWords::Other})
        QVERIFY(words.longest(kind));
    QVERIFY(!words.longest(u"nobody knows"_s));
}

void TestProcessWords::ratingsAreAttributes()
{
    const AttributeDefinition *kinds = AttributeSet::shipped().definition(u"singleUse"_s);
    QVERIFY(kinds);
    for (const AttributeChoice &kind : kinds->choices) {
        for (const QString &rating : ProcessWords::shipped().ratings(kind.word))
            QVERIFY2(AttributeSet::shipped().definition(rating), qPrintable(rating));
    }
    QVERIFY(ProcessWords::shipped().ratings(u"bag"_s).contains(u"ratedVolume"_s));
}

// A test that is asked for must be one that a step of the catalogue can report.
void TestProcessWords::everyReleaseTestHasAResult()
{
    QSet<QString> reported;
    for (const PhaseClass &phase : Catalog::shipped().phaseClasses()) {
        for (const QString &result : phase.results)
            reported.insert(result);
    }
    QCOMPARE(ProcessWords::shipped().releaseTests().size(), 13);
    for (const ProcessWords::ReleaseTest &test : ProcessWords::shipped().releaseTests()) {
        const bool known = !test.phases.isEmpty()
            || std::any_of(test.results.begin(), test.results.end(),
                [&reported](const QString &result) { return reported.contains(result); });
        QVERIFY2(known, qPrintable(test.id));
    }
}

void TestProcessWords::refusesBadFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    const QByteArray head = R"({"schema": "cytoloom.processwords/1", "words": {})";
    QTest::newRow("newer") << QByteArray(R"({"schema": "cytoloom.processwords/9", "words": {}})")
                           << u"schema.newer"_s;
    QTest::newRow("no words") << QByteArray(R"({"schema": "cytoloom.processwords/1"})")
                              << u"json.missing"_s;
    QTest::newRow("unknown word") << QByteArray(
        R"({"schema": "cytoloom.processwords/1", "words": {"thwa": []}})")
                                  << u"json.unknownField"_s;
    QTest::newRow("stage without a name")
        << head + R"(, "stages": [{"id": "a", "phases": [], "until": []}]})" << u"json.missing"_s;
    QTest::newRow("syntax") << QByteArray("{") << u"json.syntax"_s;
}

void TestProcessWords::refusesBadFiles()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, code);
    QTemporaryDir folder;
    const QString name = folder.filePath(u"words.json"_s);
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    const auto read = ProcessWords::read(name);
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code(), code);
    QVERIFY(MessageCatalog::shipped().contains(code));
}

QTEST_GUILESS_MAIN(TestProcessWords)
#include "tst_processwords.moc"
