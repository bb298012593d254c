// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/catalog/catalog.h"

#include "processgraph/catalog/commonjson.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/plant/plant.h"
#include "resources/resources.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

QVector<LogicStep> allSteps(const PhaseClass &phase)
{
    return phase.run + phase.hold + phase.restart + phase.stop + phase.abort;
}

} // namespace

class TestCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evidenceOfHugeTimes();
    void initTestCase() { initResources(); }
    void shippedCatalogIsSound();
    void everyPhaseCanBeInterrupted();
    void pumpsAreOffInTheEnd();
    void logicSpeaksTheLanguageOfTheDemoPlant();
    void checksHaveWords();
    void refusals_data();
    void refusals();
    void emptyFolderIsRefused();
    void durations_data();
    void durations();

private:
    static Result<Catalog> readText(const QByteArray &text)
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(u"c.json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return Error(u"test.cannotWrite"_s);
        file.close();
        return Catalog::read(dir.path());
    }
};

void TestCatalog::shippedCatalogIsSound()
{
    const Result<Catalog> read = Catalog::read(u":/cytoloom/catalog"_s);
    QVERIFY2(read.ok(),
        read ? "" : qPrintable(MessageCatalog::shipped().text(read.error(), Language::En)));
    QVERIFY(read->unitOperations().size() >= 20);
    QVERIFY(read->phaseClasses().size() >= 25);
    QVERIFY(read->materials().size() >= 10);
    const QStringList wanted
        = u"receive thaw wash label select elute inoculate activate transduce "
          "control-culture feed perfuse sample harvest concentrate formulate fill "
          "inspect freeze store weigh weld count prompt clear-line"_s.split(u' ');
    for (const QString &id : wanted)
        QVERIFY2(read->phaseClass(id), qPrintable(id));
    QVERIFY(!read->phaseClass(u"no-such-class"_s));
    for (const UnitOperationType &type : read->unitOperations())
        QVERIFY2(
            !type.phases.isEmpty() && type.duration.nominal > Duration(0), qPrintable(type.id));
}

void TestCatalog::everyPhaseCanBeInterrupted()
{
    for (const PhaseClass &phase : Catalog::shipped().phaseClasses()) {
        for (const QVector<LogicStep> *logic :
            {&phase.run, &phase.hold, &phase.restart, &phase.stop, &phase.abort})
            QVERIFY2(!logic->isEmpty(), qPrintable(phase.id));
        QVERIFY2(
            !phase.safeState.en.isEmpty() && !phase.safeState.zh.isEmpty(), qPrintable(phase.id));
        // A way to the safe state that waited for something could wait for ever.
        for (const QVector<LogicStep> *logic : {&phase.hold, &phase.stop, &phase.abort})
            for (const LogicStep &step : *logic)
                QVERIFY2(step.kind == LogicKind::Write || step.kind == LogicKind::Ask,
                    qPrintable(phase.id));
        int syncs = 0;
        for (const LogicStep &step : allSteps(phase)) {
            syncs += step.kind == LogicKind::Sync ? 1 : 0;
            if (step.kind == LogicKind::WaitUntil || step.kind == LogicKind::Sync
                || step.kind == LogicKind::Write)
                QVERIFY2(step.timeout > Duration(0), qPrintable(phase.id + u": "_s + step.name.en));
        }
        // Partners meet when both are ready and again when the matter has moved.
        QCOMPARE(syncs, phase.transfer ? 2 : 0);
    }
}

// Whoever starts a pump stops it: at the end of run, and in hold, stop and abort.
void TestCatalog::pumpsAreOffInTheEnd()
{
    const auto last = [](const QVector<LogicStep> &logic, const QString &signal) {
        QString expression;
        for (const LogicStep &step : logic)
            if (step.kind == LogicKind::Write && step.signal == signal)
                expression = step.expression;
        return expression;
    };
    for (const PhaseClass &phase : Catalog::shipped().phaseClasses()) {
        for (const QString &pump : {u"inlet.flow.sp"_s, u"outlet.flow.sp"_s}) {
            if (last(phase.run, pump).isEmpty())
                continue;
            for (const QVector<LogicStep> *logic :
                {&phase.run, &phase.hold, &phase.stop, &phase.abort})
                QVERIFY2(last(*logic, pump) == u"0"_s, qPrintable(phase.id + u' ' + pump));
            const QString line = pump.chopped(8) + u".line.sp"_s;
            QVERIFY2(last(phase.run, line) == u"0"_s, qPrintable(phase.id + u' ' + line));
        }
    }
}

// A signal that no unit of the plant has would only show when the phase runs.
void TestCatalog::logicSpeaksTheLanguageOfTheDemoPlant()
{
    const Result<Plant> plant = readPlantFile(u":/cytoloom/demo/demo.cyplant.json"_s);
    QVERIFY2(plant.ok(),
        plant ? "" : qPrintable(MessageCatalog::shipped().text(plant.error(), Language::En)));
    const QHash<QString, QString> units {{u"SAMPLER"_s, u"AS-01"_s}, {u"COUNTER"_s, u"CC-01"_s},
        {u"WELDER"_s, u"TW-01"_s}, {u"MONITOR"_s, u"EM-01"_s}, {u"FREEZER"_s, u"CRF-01"_s}};
    QSet<QString> signalNames;
    QSet<QString> writable;
    for (const TagDefinition &tag : plant->allTags()) {
        signalNames << tag.signal << tag.id.value();
        if (tag.direction != TagDirection::Read)
            writable << tag.signal << tag.id.value();
    }
    const auto spelled = [&](const QString &name) {
        const qsizetype colon = name.indexOf(u':');
        return colon < 0 ? name : units.value(name.left(colon)) + u'.' + name.mid(colon + 1);
    };
    for (const PhaseClass &phase : Catalog::shipped().phaseClasses()) {
        for (const LogicStep &step : allSteps(phase)) {
            const QString where = phase.id + u": "_s + step.name.en;
            if (!step.signal.isEmpty())
                QVERIFY2(writable.contains(spelled(step.signal)), qPrintable(where));
            if (step.expression.isEmpty())
                continue;
            for (const QString &name : Expression::parse(step.expression).value().names()) {
                if (name.startsWith("p."_L1) || name.startsWith("r."_L1) || name.startsWith("f."_L1)
                    || name == "elapsed"_L1 || name == "stepElapsed"_L1)
                    continue;
                QVERIFY2(signalNames.contains(spelled(name)), qPrintable(where + u' ' + name));
            }
        }
        for (const ParameterDefinition &parameter : phase.parameters)
            if (!parameter.signal.isEmpty())
                QVERIFY2(signalNames.contains(spelled(parameter.signal)),
                    qPrintable(phase.id + u' ' + parameter.signal));
    }
}

void TestCatalog::checksHaveWords()
{
    for (const PhaseClass &phase : Catalog::shipped().phaseClasses())
        for (const LogicStep &step : phase.run)
            if (step.kind == LogicKind::Check) {
                QVERIFY2(
                    MessageCatalog::shipped().contains(step.message), qPrintable(step.message));
                QVERIFY(
                    !MessageCatalog::shipped().remedy({step.message, {}}, Language::Zh).isEmpty());
            }
}

void TestCatalog::refusals_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("path");
    const auto phase = [](const QByteArray &run, const QByteArray &more = {}) {
        return QByteArray(
                   "\"phaseClasses\": [{ \"id\": \"x\", \"name\": {\"en\": \"X\", \"zh\": \"某\"}, "
                   "\"category\": \"c\", \"icon\": \"i\", \"run\": [")
            + run + "], \"safeState\": {\"en\": \"s\", \"zh\": \"安\"}" + more + " }]";
    };
    const QByteArray name = "\"name\": {\"en\": \"n\", \"zh\": \"名\"}";
    const QByteArray wait = "{\"do\": \"waitFor\", " + name + ", \"expression\": \"10\"}";
    QTest::newRow("formula") << phase(
        "{\"do\": \"waitFor\", " + name + ", \"expression\": \"1 +\"}")
                             << u"catalog.expression"_s << u"$.phaseClasses[0].run[0].expression"_s;
    QTest::newRow("parameter") << phase(
        "{\"do\": \"waitFor\", " + name + ", \"expression\": \"p.t\"}")
                               << u"catalog.unknownName"_s
                               << u"$.phaseClasses[0].run[0].expression"_s;
    QTest::newRow("result nobody reports")
        << phase("{\"do\": \"waitFor\", " + name + ", \"expression\": \"r.t\"}")
        << u"catalog.unknownReference"_s << u"$.phaseClasses[0].results"_s;
    QTest::newRow("undeclared result")
        << phase("{\"do\": \"record\", " + name + ", \"expression\": \"1\", \"result\": \"w\"}")
        << u"catalog.undeclaredResult"_s << u"$.phaseClasses[0].run[0].result"_s;
    QTest::newRow("no logic") << phase("") << u"catalog.noLogic"_s << u"$.phaseClasses[0]"_s;
    QTest::newRow("word") << phase("{\"do\": \"dance\", " + name + ", \"expression\": \"1\"}")
                          << u"json.word"_s << u"$.phaseClasses[0].run[0].do"_s;
    QTest::newRow("unknown field") << phase(wait, ", \"colour\": 1") << u"json.unknownField"_s
                                   << u"$.phaseClasses[0].colour"_s;
    QTest::newRow("field of another kind")
        << phase("{\"do\": \"waitFor\", " + name + ", \"expression\": \"1\", \"signal\": \"a.sp\"}")
        << u"json.unknownField"_s << u"$.phaseClasses[0].run[0].signal"_s;
    QTest::newRow("standard outside limits")
        << phase(wait,
               ", \"parameters\": [{\"id\": \"t\", " + name
                   + ", \"unit\": \"h\", \"standard\": 9, \"limits\": [0, 5]}]")
        << u"catalog.standard"_s << u"$.phaseClasses[0].parameters[0].standard"_s;
    QTest::newRow("class twice") << phase(wait).chopped(1) + ", " + phase(wait).mid(17)
                                 << u"catalog.duplicateId"_s << u"$.phaseClasses[1].id"_s;
    QTest::newRow("dangling phase")
        << QByteArray("\"unitOperations\": [{\"id\": \"u\", " + name
               + ", \"description\": "
                 "{\"en\": \"d\", \"zh\": \"述\"}, \"category\": \"c\", \"icon\": \"i\", "
                 "\"openness\": \"closed\", \"grade\": \"C\", \"phases\": [\"gone\"]}]")
        << u"catalog.unknownReference"_s << u"$.unitOperations[0].phases"_s;
}

void TestCatalog::refusals()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, code);
    QFETCH(QString, path);
    const Result<Catalog> read
        = readText("{ \"schema\": \"cytoloom.catalog/1\", " + content + " }");
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code(), code);
    if (path != u"$.phaseClasses[0].results"_s) // the place of the class says enough there
        QCOMPARE(read.error().place.path, path);
    QCOMPARE(read.error().place.line, 1);
    const QString text = MessageCatalog::shipped().text(read.error().message, Language::Zh);
    QVERIFY2(!text.contains(u'{'), qPrintable(text));
}

void TestCatalog::emptyFolderIsRefused()
{
    QTemporaryDir dir;
    const Result<Catalog> read = Catalog::read(dir.path());
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code(), u"catalog.empty"_s);
}

void TestCatalog::durations_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << u"0 s"_s;
    QTest::newRow("day") << qint64(86'400'000) << u"1 d"_s;
    QTest::newRow("day and a half") << qint64(129'600'000) << u"36 h"_s;
    QTest::newRow("minutes") << qint64(5'400'000) << u"90 min"_s;
    QTest::newRow("seconds") << qint64(61'000) << u"61 s"_s;
    QTest::newRow("milliseconds") << qint64(1'001) << u"1001 ms"_s;
}

void TestCatalog::durations()
{
    QFETCH(qint64, ms);
    QFETCH(QString, text);
    QCOMPARE(json::durationText(Duration(ms)), text);
    JsonValue value = JsonValue::object();
    value.insert(u"t"_s, JsonValue(text));
    JsonReader reader(value, u"f"_s);
    QCOMPARE(json::readDuration(reader, "t"), std::optional<Duration>(Duration(ms)));
    QVERIFY(reader.result().ok());
    for (const QString &bad :
        {u"5"_s, u"5min"_s, u"-1 s"_s, u"1 year"_s, u""_s, u"nan s"_s, u"1e99 d"_s}) {
        JsonValue wrong = JsonValue::object();
        wrong.insert(u"t"_s, JsonValue(bad));
        JsonReader other(wrong, u"f"_s);
        QVERIFY2(!json::readDuration(other, "t"), qPrintable(bad));
        QCOMPARE(other.result().error().code(), u"catalog.duration"_s);
    }
}

/// A time that no process takes stays a number that others can be added to.
void TestCatalog::evidenceOfHugeTimes()
{
    Attributes evidence;
    evidence.set(u"hold"_s, Quantity {1e300, *Unit::parse(u"d"_s)});
    QCOMPARE(evidence.duration(u"hold"_s), std::optional(fromSeconds(1e12)));
    evidence.set(u"hold"_s, Quantity {-1e300, *Unit::parse(u"d"_s)});
    QCOMPARE(evidence.duration(u"hold"_s), std::optional(fromSeconds(-1e12)));
}

QTEST_GUILESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
