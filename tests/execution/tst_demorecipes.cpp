// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The shipped recipes on the shipped plant, driven by a plant that agrees to everything, and every
// word that the engine can say.
#include "processgraph/catalog/catalog.h"
#include "processgraph/execution/answerer.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"
#include "tests/support/fakegateway.h"
#include "tests/support/memoryjournal.h"

#include "processgraph/execution/recipeexecutor.h"

#include <QtCore/QDirIterator>
#include <QtCore/QRegularExpression>
#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using S = ProceduralState;

class tst_DemoRecipes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void starts_data();
    void starts();
    void everyCodeHasWords();
};

void tst_DemoRecipes::starts_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("CAR-T") << u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s;
    QTest::newRow("MSC") << u":/cytoloom/demo/msc-wharton.cyrecipe.json"_s;
}

// A plant that stands still: what can be asked, written and waited for by time happens; then phases
// are Held by their time-outs, each with its reason. Twelve days, minute by minute.
void tst_DemoRecipes::starts()
{
    QFETCH(QString, file);
    auto recipe = readRecipeFile(file);
    QVERIFY2(recipe.ok(), recipe.ok() ? "" : qPrintable(recipe.error().code()));
    const auto plant = readPlantFile(u":/cytoloom/demo/demo.cyplant.json"_s);
    QVERIFY(plant.ok());
    BatchHeader header;
    header.id = BatchId(u"DEMO-1"_s);
    header.simulated = true;
    const auto control = ControlRecipe::make(*recipe, *plant, header);
    QVERIFY2(control.ok(),
        control.ok() ? "" : qPrintable(control.error().message.args.value(u"reason"_s)));
    SteppedClock clock(utcFromMs(1'750'000'000'000));
    MemoryJournal journal;
    FakeGateway gateway;
    RecipeExecutor executor(*plant, clock, journal, gateway);
    const auto created = executor.create(*control);
    QVERIFY2(created.ok(), created.ok() ? "" : qPrintable(created.error().code()));
    for (const TagDefinition &tag : plant->allTags())
        gateway.set(tag.id.value(), 1);
    executor.command({}, ProceduralCommand::Start, {}, PersonId(u"anna"_s));
    const Answerer answerer;
    QElapsedTimer timer;
    timer.start();
    for (int minute = 0; minute < 12 * 24 * 60; ++minute) {
        clock.advance(std::chrono::minutes(1));
        executor.tick();
        gateway.flush();
        const QVector<SignatureAnswer> signatures = answerer.signatures(executor.state());
        for (const SignatureAnswer &signature : signatures)
            executor.sign(signature.element, signature.meaning, signature.role, signature.person);
        const QList<Prompt> open = executor.state().prompts.values();
        for (const Prompt &prompt : open) {
            const auto answer = answerer.answer(executor.state(), prompt,
                [&](const QString &name) { return executor.value(prompt.element, name); });
            if (answer)
                executor.answer(*answer);
        }
    }
    qInfo() << "12 days of ticks:" << timer.elapsed() << "ms," << journal.events.size() << "events";
    QVERIFY(!gateway.log.isEmpty());
    int begun = 0;
    const QVector<ElementId> all = control->recipe.procedure.elements();
    for (const ElementId &id : all) {
        const ElementStatus status = executor.state().status(id);
        begun += status.run > 0 ? 1 : 0;
        if (status.state != S::Held)
            continue;
        QVERIFY(status.reason.code != u"execution.unknownName"_s);
        QVERIFY(status.reason.code != u"execution.unknownSignal"_s);
        QVERIFY(status.reason.code != u"execution.outsideValidated"_s);
        QVERIFY2(
            MessageCatalog::shipped().contains(status.reason.code), qPrintable(status.reason.code));
    }
    QVERIFY(begun > 10);
    QCOMPARE(BatchState::fold(journal.events).elements, executor.state().elements);
}

void tst_DemoRecipes::everyCodeHasWords()
{
    const QRegularExpression code(
        u"u\"((?:batch|command|prompt|sign|answer|execution|alarm)\\.[a-zA-Z]+)\"_s"_s);
    int found = 0;
    for (const QString &folder : {u"execution"_s, u"alarms"_s}) {
        QDirIterator files(QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/processgraph/"_s + folder,
            {u"*.cpp"_s}, QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto matches = code.globalMatch(QString::fromUtf8(file.readAll()));
            while (matches.hasNext()) {
                const QString word = matches.next().captured(1);
                ++found;
                QVERIFY2(MessageCatalog::shipped().contains(word), qPrintable(word));
            }
        }
    }
    QVERIFY(found > 30);
}

QTEST_GUILESS_MAIN(tst_DemoRecipes)
#include "tst_demorecipes.moc"
