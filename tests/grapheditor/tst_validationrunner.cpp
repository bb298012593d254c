// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/recipedocument.h"
#include "resources/resources.h"
#include "widgets/grapheditor/validationrunner.h"

#include <QtCore/QThreadPool>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestValidationRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void busyUntilTheFindingsAreHere();
    void findingsAreOfTheRecipeAsItIs();
    void nothingComesOfARecipeThatIsGone();

private:
    static ElementId add(RecipeDocument &document)
    {
        const auto id = document.addFromPalette({ElementKind::ManualStep, {}}, {}, {0, 0});
        return id.ok() ? *id : ElementId();
    }
};

// The worker is done, but its findings wait in the event loop: whoever asks now must be told to
// wait, or takes the findings of the run before for those of this recipe.
void TestValidationRunner::busyUntilTheFindingsAreHere()
{
    RecipeDocument document(Catalog::shipped());
    document.setRecipe(MasterRecipe());
    ValidationRunner runner(Catalog::shipped());
    QSignalSpy finished(&runner, &ValidationRunner::finished);
    runner.setDocument(&document);
    QVERIFY(runner.isBusy());
    QVERIFY(QThreadPool::globalInstance()->waitForDone(60'000));
    QCOMPARE(finished.count(), 0);
    QVERIFY(runner.isBusy());
    QTRY_VERIFY_WITH_TIMEOUT(!runner.isBusy(), 60'000);
    QCOMPARE(finished.count(), 1);
}

void TestValidationRunner::findingsAreOfTheRecipeAsItIs()
{
    RecipeDocument document(Catalog::shipped());
    document.setRecipe(MasterRecipe());
    ValidationRunner runner(Catalog::shipped());
    QSignalSpy finished(&runner, &ValidationRunner::finished);
    runner.setDocument(&document);
    for (int i = 0; i < 5; ++i) {
        QVERIFY(!add(document).isEmpty()); // while a run is under way or due
        if (i == 2)
            runner.runNow();
        QVERIFY(runner.isBusy());
    }
    QTRY_VERIFY_WITH_TIMEOUT(!runner.isBusy(), 60'000);
    QVERIFY(finished.count() >= 1);
    QVERIFY(finished.last().at(1).value<MasterRecipe>() == document.recipe());
}

void TestValidationRunner::nothingComesOfARecipeThatIsGone()
{
    ValidationRunner runner(Catalog::shipped());
    QSignalSpy finished(&runner, &ValidationRunner::finished);
    {
        RecipeDocument document(Catalog::shipped());
        document.setRecipe(MasterRecipe());
        runner.setDocument(&document);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!runner.isBusy(), 60'000);
    QCOMPARE(finished.count(), 0);
    RecipeDocument other(Catalog::shipped());
    MasterRecipe recipe;
    recipe.id = RecipeId(u"other"_s);
    other.setRecipe(recipe);
    runner.setDocument(&other);
    runner.setDocument(nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(!runner.isBusy(), 60'000);
    QCOMPARE(finished.count(), 0);
    runner.setDocument(&other);
    QTRY_VERIFY_WITH_TIMEOUT(!runner.isBusy(), 60'000);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(finished.last().at(1).value<MasterRecipe>().id, recipe.id);
}

QTEST_MAIN(TestValidationRunner)
#include "tst_validationrunner.moc"
