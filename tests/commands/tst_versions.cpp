// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/versions.h"
#include "processgraph/commands/versionsfolder.h"
#include "processgraph/execution/controlrecipe.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "tests/support/recipebuilder.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace cytoloom;
using namespace cytoloom::versions;
using namespace cytoloom::approvalroles;
using namespace Qt::StringLiterals;

namespace {

MasterRecipe draft()
{
    MasterRecipe recipe = RecipeBuilder()
                              .role("R", "vessel")
                              .unit("Grow", "R")
                              .phase("warm", "work")
                              .close()
                              .recipe();
    recipe.id = RecipeId(u"CART-01"_s);
    recipe.version = 1;
    recipe.status = RecipeStatus::Draft;
    recipe.author = u"li-wei"_s;
    recipe.approvedBy.clear();
    return recipe;
}

Signatory by(const char *person, const char *reason = "")
{
    return {PersonId(QString::fromUtf8(person)), utcFromMs(1'800'000'000'123),
        QString::fromUtf8(reason)};
}

MasterRecipe approved()
{
    const auto review = submit(draft(), {}, by("li-wei"));
    const auto one = approve(*review, Production, by("prod-1"));
    return *approve(*one, Quality, by("qa-1"));
}

template <class T> QString codeOf(const Result<T> &result)
{
    return result ? QString() : result.error().code();
}

} // namespace

class TestVersions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void wholeLife();
    void submissionNeedsCleanFindings();
    void whoMayNotApprove_data();
    void whoMayNotApprove();
    void stepsOutOfTurn_data();
    void stepsOutOfTurn();
    void sentBackTellsWhy();
    void changedFileIsRecognised_data();
    void changedFileIsRecognised();
    void approvalWithoutSignaturesIsRecognised();
    void newVersionBeginsFresh();
    void onePersonIsOneHoweverTyped();
    void survivesTheFile();
    void frozenFileIsNotWrittenOver();
    void workOfOthersIsNotWrittenOver();
    void savesOfManyComeOneAfterTheOther();
    void versionsAreFoundBesideTheFile();
    void fileNamesAreSafe();
};

void TestVersions::wholeLife()
{
    const auto review = submit(draft(), {}, by("li-wei"));
    QVERIFY(review.ok());
    QCOMPARE(review->status, RecipeStatus::InReview);
    QCOMPARE(missingRoles(*review), QStringList({Production, Quality}));
    const auto one = approve(*review, Quality, by("qa-1", "checked"));
    QVERIFY(one.ok());
    QCOMPARE(one->status, RecipeStatus::InReview);
    QCOMPARE(missingRoles(*one), QStringList({Production}));
    const auto two = approve(*one, Production, by("prod-1"));
    QVERIFY(two.ok());
    QCOMPARE(two->status, RecipeStatus::Approved);
    QCOMPARE(two->approvedBy, u"prod-1"_s);
    QVERIFY(checkApprovals(*two));
    const auto effective = makeEffective(*two, by("qa-1"));
    QVERIFY(effective.ok());
    QCOMPARE(effective->status, RecipeStatus::Effective);
    QVERIFY(checkApprovals(*effective));
    const auto retired = retire(*effective, by("qa-1", "superseded"));
    QVERIFY(retired.ok());
    QCOMPARE(retired->status, RecipeStatus::Retired);
    QVERIFY(checkApprovals(*retired));
    QCOMPARE(retired->approvals.size(), 5);
    QCOMPARE(retired->approvals.last().reason, u"superseded"_s);
    QCOMPARE(contentHash(*retired), review->approvals.first().contentHash);
    QCOMPARE(retired->procedure, draft().procedure);
}

void TestVersions::submissionNeedsCleanFindings()
{
    Finding warning;
    warning.rule = u"GMP-X-01"_s;
    warning.severity = Severity::Warning;
    Finding waived = warning;
    waived.severity = Severity::Error;
    waived.waived = true;
    QVERIFY(submit(draft(), {warning, waived}, by("li-wei")));
    Finding error = waived;
    error.rule = u"GMP-STR-01"_s;
    error.waived = false;
    const auto refused = submit(draft(), {warning, error, error}, by("li-wei"));
    QCOMPARE(codeOf(refused), u"version.openErrors"_s);
    QCOMPARE(refused.error().message.args.value(u"count"_s), u"2"_s);
    QCOMPARE(refused.error().message.args.value(u"rule"_s), u"GMP-STR-01"_s);
}

void TestVersions::whoMayNotApprove_data()
{
    QTest::addColumn<QString>("person");
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("code");
    QTest::newRow("author") << u"li-wei"_s << Quality << u"version.authorApproves"_s;
    QTest::newRow("author, typed differently")
        << u" Li-Wei "_s << Quality << u"version.authorApproves"_s;
    QTest::newRow("who handed it in") << u"zhang"_s << Quality << u"version.authorApproves"_s;
    QTest::newRow("who signed for production") << u"PROD-1"_s << Quality << u"version.samePerson"_s;
    QTest::newRow("second time") << u"prod-2"_s << Production << u"version.roleSigned"_s;
    QTest::newRow("other role") << u"qa-1"_s << u"operator"_s << u"version.unknownRole"_s;
    QTest::newRow("nobody") << u"  "_s << Quality << u"version.noPerson"_s;
}

void TestVersions::whoMayNotApprove()
{
    QFETCH(QString, person);
    QFETCH(QString, role);
    const auto review = submit(draft(), {}, by("zhang"));
    const auto one = approve(*review, Production, by("prod-1"));
    QVERIFY(one.ok());
    QTEST(codeOf(approve(*one, role, {PersonId(person), {}, {}})), "code");
}

void TestVersions::stepsOutOfTurn_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("submitted");
    QTest::addColumn<QString>("approvedOnce");
    QTest::addColumn<QString>("effective");
    QTest::addColumn<QString>("retired");
    QTest::addColumn<QString>("anew");
    const QString none;
    const QString notReview = u"version.notInReview"_s, notDraft = u"version.notDraft"_s;
    const QString notApproved = u"version.notApproved"_s, notRetirable = u"version.notRetirable"_s;
    const QString notFrozen = u"version.notFrozen"_s;
    QTest::newRow("draft") << int(RecipeStatus::Draft) << none << notReview << notApproved
                           << notRetirable << notFrozen;
    QTest::newRow("in review") << int(RecipeStatus::InReview) << notDraft << none << notApproved
                               << notRetirable << notFrozen;
    QTest::newRow("approved") << int(RecipeStatus::Approved) << notDraft << notReview << none
                              << none << none;
    QTest::newRow("effective") << int(RecipeStatus::Effective) << notDraft << notReview
                               << notApproved << none << none;
    QTest::newRow("retired") << int(RecipeStatus::Retired) << notDraft << notReview << notApproved
                             << notRetirable << none;
}

void TestVersions::stepsOutOfTurn()
{
    QFETCH(int, status);
    MasterRecipe recipe = draft();
    if (status >= int(RecipeStatus::InReview))
        recipe = *submit(recipe, {}, by("li-wei"));
    if (status >= int(RecipeStatus::Approved))
        recipe = approved();
    if (status >= int(RecipeStatus::Effective))
        recipe = *makeEffective(recipe, by("qa-1"));
    if (status >= int(RecipeStatus::Retired))
        recipe = *retire(recipe, by("qa-1", "old"));
    QCOMPARE(int(recipe.status), status);
    QTEST(codeOf(submit(recipe, {}, by("li-wei"))), "submitted");
    QTEST(codeOf(approve(recipe, Quality, by("qa-2"))), "approvedOnce");
    QTEST(codeOf(makeEffective(recipe, by("qa-1"))), "effective");
    QTEST(codeOf(retire(recipe, by("qa-1", "old"))), "retired");
    QTEST(codeOf(startNewVersion(recipe, 1, by("zhang", "yield"))), "anew");
}

void TestVersions::sentBackTellsWhy()
{
    const auto review = submit(draft(), {}, by("li-wei"));
    const auto one = approve(*review, Production, by("prod-1"));
    QCOMPARE(codeOf(sendBack(*one, Quality, by("qa-1"))), u"version.reasonMissing"_s);
    const auto back = sendBack(*one, Quality, by("qa-1", "No second count."));
    QVERIFY(back.ok());
    QCOMPARE(back->status, RecipeStatus::Draft);
    QCOMPARE(back->approvals.last().reason, u"No second count."_s);
    QCOMPARE(back->approvals.last().meaning, SignatureMeaning::Reviewed);
    MasterRecipe mended = *back;
    mended.name.en = u"Mended"_s;
    QVERIFY(checkApprovals(mended)); // a draft may be edited
    const auto again = submit(mended, {}, by("li-wei"));
    QVERIFY(again.ok());
    QCOMPARE(again->approvals.size(), 1);
    QCOMPARE(missingRoles(*again).size(), 2);
}

void TestVersions::changedFileIsRecognised_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("a step's name") << QByteArray("\"warm\"") << QByteArray("\"warn\"");
    QTest::newRow("version") << QByteArray("\"version\": 1") << QByteArray("\"version\": 2");
    QTest::newRow("author") << QByteArray("\"li-wei\"") << QByteArray("\"lo-wei\"");
}

void TestVersions::changedFileIsRecognised()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QByteArray text = writeRecipe(approved());
    const auto sound = readRecipe(text, u"a"_s);
    QVERIFY(sound.ok());
    QVERIFY(checkApprovals(*sound));
    QVERIFY(text.contains(from));
    text.replace(from, to);
    const auto changed = readRecipe(text, u"a"_s);
    QVERIFY(changed.ok());
    QCOMPARE(codeOf(checkApprovals(*changed)), u"model.approvalBroken"_s);
    QCOMPARE(codeOf(makeEffective(*changed, by("qa-1"))), u"model.approvalBroken"_s);
    // And no batch is made of it.
    QCOMPARE(
        codeOf(ControlRecipe::make(*changed, Plant(), BatchHeader())), u"model.approvalBroken"_s);
}

void TestVersions::approvalWithoutSignaturesIsRecognised()
{
    MasterRecipe recipe = draft();
    recipe.status = RecipeStatus::Effective; // by hand
    recipe.approvedBy = u"qa-1"_s;
    QVERIFY(checkSignedContent(recipe));
    QCOMPARE(codeOf(checkApprovals(recipe)), u"model.approvalMissing"_s);
    QCOMPARE(codeOf(ControlRecipe::make(recipe, Plant(), BatchHeader())),
        u"model.approvalMissing"_s); // a name is no signature
    recipe = *approve(*submit(draft(), {}, by("zhang")), Production, by("prod-1"));
    recipe.status = RecipeStatus::Approved; // quality has not signed
    QVERIFY(checkSignedContent(recipe));
    QCOMPARE(codeOf(ControlRecipe::make(recipe, Plant(), BatchHeader())),
        u"model.approvalMissing"_s); // and no batch is made of it
    recipe = approved();
    for (Approval &approval : recipe.approvals) { // one person for both
        if (approval.role == Quality)
            approval.person = PersonId(u"Prod-1"_s);
    }
    QCOMPARE(codeOf(checkApprovals(recipe)), u"model.approvalMissing"_s);
    recipe = approved();
    recipe.approvals.removeLast();
    QCOMPARE(codeOf(checkApprovals(recipe)), u"model.approvalMissing"_s);
}

void TestVersions::newVersionBeginsFresh()
{
    const auto old = makeEffective(approved(), by("qa-1"));
    QCOMPARE(codeOf(startNewVersion(*old, 1, by("zhang"))), u"version.reasonMissing"_s);
    const auto next = startNewVersion(*old, 3, by("zhang", "Higher yield"));
    QVERIFY(next.ok());
    QCOMPARE(next->version, 4);
    QCOMPARE(next->status, RecipeStatus::Draft);
    QCOMPARE(next->changeReason, u"Higher yield"_s);
    QCOMPARE(next->author, u"zhang"_s);
    QVERIFY(next->approvals.isEmpty() && next->approvedBy.isEmpty());
    QCOMPARE(next->procedure, old->procedure);
    QCOMPARE(startNewVersion(*old, 0, by("zhang", "x"))->version, 2);
}

/// However a name is typed, it is one person, and one person signs once.
void TestVersions::onePersonIsOneHoweverTyped()
{
    const MasterRecipe one = *approve(*submit(draft(), {}, by("zhang")), Production, by("P-003"));
    for (const char *name : {"p-003", " P-003 ", "P\xE2\x80\x8B-003", "\xEF\xBC\xB0-003",
             "P-0\xEF\xBC\x90"
             "3",
             "\xE2\x80\xAEP-003", "P-003\xE3\x80\x80"})
        QCOMPARE(codeOf(approve(one, Quality, by(name))), u"version.samePerson"_s);
    QVERIFY(!samePerson(u"P-003"_s, u"P-004"_s));
    QVERIFY(!samePerson(u"王伟"_s, u"王玮"_s));
    QCOMPARE(codeOf(approve(one, Quality, by("\xE2\x80\x8B"))), u"version.noPerson"_s);
}

void TestVersions::survivesTheFile()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(fileNameFor(RecipeId(u"CART-01"_s), 1));
    QVERIFY(saveVersion(approved(), file));
    const auto again = readRecipeFile(file);
    QVERIFY(again.ok());
    QCOMPARE(*again, approved());
    QVERIFY(checkApprovals(*again));
}

void TestVersions::frozenFileIsNotWrittenOver()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"a.cyrecipe.json"_s);
    QVERIFY(saveVersion(draft(), file));
    MasterRecipe edited = draft();
    edited.name.en = u"Other"_s;
    QVERIFY(saveVersion(edited, file)); // a draft is
    const MasterRecipe frozen = approved();
    QVERIFY(saveVersion(frozen, file));
    QCOMPARE(codeOf(saveVersion(edited, file)), u"version.frozenFile"_s);
    QCOMPARE(codeOf(saveVersion(draft(), file)), u"version.frozenFile"_s); // back to a draft
    MasterRecipe bare = frozen;
    bare.approvals.removeLast();
    QCOMPARE(codeOf(saveVersion(bare, file)), u"version.frozenFile"_s);
    QCOMPARE(*readRecipeFile(file), frozen);
    QVERIFY(saveVersion(*makeEffective(frozen, by("qa-1")), file)); // its life goes on
    QCOMPARE(readRecipeFile(file)->status, RecipeStatus::Effective);
    QCOMPARE(codeOf(saveVersion(draft(), file, true)), u"version.fileExists"_s);
    QVERIFY(saveVersion(draft(), folder.filePath(u"b.cyrecipe.json"_s), true));
}

/// Two stations have the same version in review open, and each signs: the second must not take the
/// first one's signature away.
void TestVersions::workOfOthersIsNotWrittenOver()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"a.cyrecipe.json"_s);
    const MasterRecipe seen = *submit(draft(), {}, by("zhang"));
    QVERIFY(saveVersion(seen, file));
    const MasterRecipe one = *approve(seen, approvalroles::Production, by("prod-1"));
    const MasterRecipe other = *approve(seen, approvalroles::Quality, by("qa-1"));
    QVERIFY(saveVersion(one, file, false, seen));
    const Result<void> second = saveVersion(other, file, false, seen);
    QCOMPARE(codeOf(second), u"version.changedMeanwhile"_s);
    QCOMPARE(second.error().place.file, file);
    QCOMPARE(*readRecipeFile(file), one);
    QVERIFY(saveVersion(*approve(one, approvalroles::Quality, by("qa-1")), file, false, one));
    // What nobody can read any more is not what was here, either.
    QFile broken(file);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("{\"id\":");
    broken.close();
    QCOMPARE(codeOf(saveVersion(one, file, false, one)), u"version.changedMeanwhile"_s);
    QVERIFY(QFile::remove(file)); // it is gone: what is here is all there is
    QVERIFY(saveVersion(one, file, false, one));
}

/// Several programs add to what they have just read: each addition that was said to be saved is
/// there in the end.
void TestVersions::savesOfManyComeOneAfterTheOther()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"a.cyrecipe.json"_s);
    QVERIFY(saveVersion(draft(), file));
    std::atomic<int> saved = 0;
    std::vector<std::thread> people;
    constexpr int People = 4, Saves = 10;
    for (int person = 0; person < People; ++person)
        people.emplace_back([&, person] {
            for (int done = 0; done < Saves;) {
                const MasterRecipe seen = *readRecipeFile(file);
                MasterRecipe mine = seen;
                mine.description.en += u" %1.%2"_s.arg(person).arg(done);
                if (!saveVersion(mine, file, false, seen))
                    continue;
                ++done;
                ++saved;
            }
        });
    for (std::thread &person : people)
        person.join();
    QCOMPARE(saved.load(), People * Saves);
    const QString text = readRecipeFile(file)->description.en;
    for (int person = 0; person < People; ++person) {
        for (int done = 0; done < Saves; ++done)
            QVERIFY2(text.contains(u" %1.%2"_s.arg(person).arg(done)), qPrintable(text));
    }
}

void TestVersions::versionsAreFoundBesideTheFile()
{
    QTemporaryDir folder;
    const MasterRecipe one = *makeEffective(approved(), by("qa-1"));
    const MasterRecipe two = *startNewVersion(one, 1, by("zhang", "yield"));
    const QString first = folder.filePath(u"first.cyrecipe.json"_s); // of another name
    QVERIFY(saveVersion(one, first));
    const QString second = folder.filePath(fileNameFor(two.id, two.version));
    QVERIFY(saveVersion(two, second));
    MasterRecipe stranger = draft();
    stranger.id = RecipeId(u"CART-011"_s);
    stranger.description.en = u"See CART-01"_s;
    QVERIFY(saveVersion(stranger, folder.filePath(u"other.cyrecipe.json"_s)));
    QFile broken(folder.filePath(u"broken.cyrecipe.json"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("{\"id\": \"CART-01\"");
    broken.close();
    const QVector<VersionFile> found = findVersions(second, two.id);
    QCOMPARE(found.size(), 2);
    QCOMPARE(found[0].recipe, one);
    QCOMPARE(found[0].doubt, QString());
    QCOMPARE(QFileInfo(found[1].fileName), QFileInfo(second));
    QCOMPARE(found[1].recipe.changeReason, u"yield"_s);
}

void TestVersions::fileNamesAreSafe()
{
    QCOMPARE(fileNameFor(RecipeId(u"CART-01"_s), 2), u"CART-01-v2.cyrecipe.json"_s);
    QCOMPARE(fileNameFor(RecipeId(u"../a/b"_s), 1), u"_._a_b-v1.cyrecipe.json"_s);
    QCOMPARE(fileNameFor(RecipeId(u"工艺 1"_s), 1), u"工艺_1-v1.cyrecipe.json"_s);
}

QTEST_GUILESS_MAIN(TestVersions)
#include "tst_versions.moc"
