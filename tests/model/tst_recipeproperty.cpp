// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipejson.h"
#include "tests/model/randomrecipe.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

class TestRecipeProperty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgain();
    void brokenFilesHaveAPlace();
};

void TestRecipeProperty::whatIsWrittenIsReadAgain()
{
    for (quint32 seed = 1; seed <= 150; ++seed) {
        const MasterRecipe recipe = RandomRecipe(seed).recipe(int(seed % 40));
        const QByteArray text = writeRecipe(recipe);
        const auto again = readRecipe(text, u"random"_s);
        QVERIFY2(again.ok(),
            qPrintable(u"seed %1: %2 at %3:%4"_s.arg(seed)
                           .arg(again.ok() ? QString() : again.error().code(),
                               again.ok() ? QString() : again.error().place.path)
                           .arg(again.ok() ? 0 : again.error().place.line)));
        QCOMPARE(writeRecipe(*again), text);
        QVERIFY2(*again == recipe, qPrintable(u"seed %1"_s.arg(seed)));
        QCOMPARE(recipeHash(*again), recipeHash(recipe));
    }
}

// A file with a broken byte, a lost piece or a piece too many is read as what it says, or refused
// with a line that is there.
void TestRecipeProperty::brokenFilesHaveAPlace()
{
    const QByteArray whole = writeRecipe(RandomRecipe(7).recipe(12));
    RandomRecipe random(99);
    const qsizetype lines = whole.count('\n') + 1;
    int refused = 0;
    for (int i = 0; i < 400; ++i) {
        QByteArray text = whole;
        const int at = random.below(int(text.size()));
        switch (random.below(4)) {
        case 0:
            text.truncate(at);
            break;
        case 1:
            text[at] = char(random.below(256));
            break;
        case 2:
            text.remove(at, 1 + random.below(40));
            break;
        default:
            text.insert(at, whole.mid(random.below(int(whole.size())), random.below(60)));
        }
        const auto read = readRecipe(text, u"broken.cyrecipe.json"_s);
        if (read)
            continue;
        ++refused;
        const ErrorPlace &place = read.error().place;
        QVERIFY(!read.error().code().isEmpty());
        QCOMPARE(place.file, u"broken.cyrecipe.json"_s);
        QVERIFY2(place.line >= 1 && place.line <= lines + 60,
            qPrintable(u"%1: %2 at line %3"_s.arg(i).arg(read.error().code()).arg(place.line)));
    }
    QVERIFY(refused > 200);
}

QTEST_GUILESS_MAIN(TestRecipeProperty)
#include "tst_recipeproperty.moc"
