// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipelibrary.h"
#include "resources/resources.h"
#include "tests/support/recipebuilder.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

RecipeBlock wash()
{
    RecipeBlock block;
    block.id = u"wash"_s;
    block.name = {u"Wash"_s, u"洗涤"_s};
    block.note = {u"Two cycles"_s, u"两次"_s};
    block.author = u"li-wei"_s;
    block.created = utcFromMs(1'800'000'000'250);
    block.content = RecipeBuilder().phase("warm", "work").phase("spin", "work").recipe();
    block.content.id = RecipeId(u"CART-01"_s);
    block.content.name = {u"CAR-T"_s, u"CAR-T"_s};
    return block;
}

} // namespace

class TestRecipeLibrary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void blockSurvivesItsFile();
    void badFilesAreRefusedWhole_data();
    void badFilesAreRefusedWhole();
    void everySavingIsAVersion();
    void folderTellsWhatItCannotRead();
};

void TestRecipeLibrary::blockSurvivesItsFile()
{
    const QByteArray text = writeBlock(wash());
    const auto again = readBlock(text, u"wash"_s);
    QVERIFY2(again.ok(), again.ok() ? "" : qPrintable(again.error().code()));
    QCOMPARE(*again, wash());
    QCOMPARE(writeBlock(*again), text);
}

void TestRecipeLibrary::badFilesAreRefusedWhole_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("code");
    QTest::newRow("cut off") << QByteArray("\"spin\"") << QByteArray("\"sp") << u"json.syntax"_s;
    QTest::newRow("newer") << QByteArray("block/1") << QByteArray("block/2") << u"schema.newer"_s;
    QTest::newRow("other kind") << QByteArray("block/1") << QByteArray("plant/1")
                                << u"schema.wrong"_s;
    QTest::newRow("unknown field")
        << QByteArray("\"author\"") << QByteArray("\"auther\"") << u"json.unknownField"_s;
    QTest::newRow("unknown field of a step")
        << QByteArray("\"type\": \"work\"") << QByteArray("\"tipe\": \"work\"")
        << u"json.unknownField"_s;
    QTest::newRow("no version") << QByteArray("\"version\": 1,\n  \"name\"")
                                << QByteArray("\"version\": 0,\n  \"name\"") << u"json.range"_s;
    QTest::newRow("no time") << QByteArray("2027-01-15T08") << QByteArray("yesterday ")
                             << u"catalog.attributeTime"_s;
    QTest::newRow("link to nowhere")
        << QByteArray("\"to\": \"spin\"") << QByteArray("\"to\": \"spun\"")
        << u"recipe.unknownElement"_s;
}

void TestRecipeLibrary::badFilesAreRefusedWhole()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QByteArray text = writeBlock(wash());
    QVERIFY2(text.contains(from), text.constData());
    const auto block = readBlock(text.replace(from, to), u"wash"_s);
    QVERIFY(!block.ok());
    QTEST(block.error().code(), "code");
    QCOMPARE(block.error().place.file, u"wash"_s);
}

void TestRecipeLibrary::everySavingIsAVersion()
{
    QTemporaryDir folder;
    const QString library = folder.filePath(u"blocks"_s);
    QCOMPARE(blocklibrary::add(library, wash())->version, 1);
    RecipeBlock changed = wash();
    changed.note.en = u"Three cycles"_s;
    QCOMPARE(blocklibrary::add(library, changed)->version, 2);
    RecipeBlock other = wash();
    other.id = u"a/b c"_s;
    other.name.en = u"Another"_s;
    QVERIFY(blocklibrary::add(library, other));
    const auto contents = blocklibrary::read(library);
    QCOMPARE(contents.blocks.size(), 2);
    QCOMPARE(contents.blocks[0].name.en, u"Another"_s);
    QCOMPARE(contents.blocks[1].version, 2);
    QCOMPARE(contents.blocks[1].note.en, u"Three cycles"_s);
    QCOMPARE(QDir(library).entryList(QDir::Files).size(), 3); // the old version is kept
    QVERIFY(QDir(library).exists(u"a_b_c-v1.cyblock.json"_s));
    QVERIFY(blocklibrary::remove(library, u"wash"_s));
    QCOMPARE(blocklibrary::read(library).blocks.size(), 1);
    RecipeBlock empty = wash();
    empty.content.procedure = Procedure();
    const auto refused = blocklibrary::add(library, empty);
    QCOMPARE(refused.error().code(), u"block.empty"_s);
}

void TestRecipeLibrary::folderTellsWhatItCannotRead()
{
    QTemporaryDir folder;
    QVERIFY(blocklibrary::add(folder.path(), wash()));
    QFile broken(folder.filePath(u"wash-v2.cyblock.json"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("{");
    broken.close();
    const auto contents = blocklibrary::read(folder.path());
    QCOMPARE(contents.blocks.size(), 1);
    QCOMPARE(contents.refused.size(), 1);
    QCOMPARE(contents.refused.first().place.file, u"wash-v2.cyblock.json"_s);
    // The next version goes round it.
    QCOMPARE(blocklibrary::add(folder.path(), wash())->version, 3);
    QVERIFY(broken.exists());
    QVERIFY(blocklibrary::read(folder.filePath(u"nowhere"_s)).blocks.isEmpty());
}

QTEST_GUILESS_MAIN(TestRecipeLibrary)
#include "tst_recipelibrary.moc"
