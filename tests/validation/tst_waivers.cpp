// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/waivers.h"
#include "resources/resources.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

const UtcTime Now = utcFromMs(1'800'000'000'000);

/// The CAR-T recipe in the demo plant, bound; one room lets in fewer people than are planned there,
/// which is a warning that quality may waive.
ValidationInput crowded()
{
    ValidationInput input;
    input.recipe = readRecipeFile(u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s).value();
    input.plant = readPlantFile(u":/cytoloom/demo/demo.cyplant.json"_s).value();
    input.binding = readBindingFile(u":/cytoloom/demo/cart.cybinding.json"_s).value();
    input.rules = {u"GMP-PER-03"_s, u"GMP-STR-09"_s};
    for (Room &room : input.plant->rooms) {
        if (room.id.value() == "R-C01"_L1)
            room.maxPeople = 1;
    }
    return input;
}

QVector<Finding> findingsOf(const ValidationInput &input)
{
    QVector<Finding> findings = validate(input, Catalog::shipped());
    waivers::apply(findings, input);
    return findings;
}

} // namespace

class TestWaivers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void acceptsAsLongAsNothingChanges();
    void isVoidWhenThePlaceChanges();
    void isVoidWhenTheBatchChanges();
    void namesAndPositionsDoNotCount();
    void onlyTheRightRole();
    void errorsOfRulesWithoutRoleStay();
    void verdictsTellWhy();
};

void TestWaivers::acceptsAsLongAsNothingChanges()
{
    ValidationInput input = crowded();
    const QVector<Finding> before = findingsOf(input);
    QCOMPARE(before.size(), 1);
    QVERIFY(!before.first().waived);
    const auto waiver = waivers::make(before.first(), input, u"qa"_s, PersonId(u"P-031"_s),
        u"One person stays in the doorway."_s, Now);
    QVERIFY(waiver.ok());
    input.recipe.waivers.append(*waiver);
    QVERIFY(findingsOf(input).first().waived);
    // Another place may change as it likes.
    Element other = *input.recipe.procedure.element(ElementId(u"store.position"_s));
    other.residual = Quantity {1, Unit::parse(u"mL"_s).value()};
    QVERIFY(input.recipe.procedure.replaceElement(other).ok());
    QVERIFY(findingsOf(input).first().waived);
}

void TestWaivers::isVoidWhenThePlaceChanges()
{
    ValidationInput input = crowded();
    const Finding finding = findingsOf(input).first();
    input.recipe.waivers.append(
        *waivers::make(finding, input, u"qa"_s, PersonId(u"P-031"_s), u"Accepted."_s, Now));
    ValidationInput changed = input;
    Element step = *changed.recipe.procedure.element(finding.places.first().element);
    step.crew.append({u"qa"_s, 1, {}});
    QVERIFY(changed.recipe.procedure.replaceElement(step).ok());
    for (const Finding &one : findingsOf(changed)) {
        if (one.approvalKey == finding.approvalKey)
            QVERIFY(!one.waived);
    }
    QCOMPARE(waivers::judge(changed.recipe.waivers.first(), findingsOf(changed), changed),
        waivers::Verdict::PlaceChanged);
    // The room counts, too: an open isolator is another risk.
    ValidationInput room = input;
    for (Room &one : room.plant->rooms) {
        if (one.id.value() == "R-C01"_L1)
            one.grade = Grade::D;
    }
    QVERIFY(!findingsOf(room).first().waived);
}

// A rule about the planned batch was waived for these people and lots, not for any.
void TestWaivers::isVoidWhenTheBatchChanges()
{
    ValidationInput input = crowded();
    input.rules = {u"GMP-SEG-08"_s};
    for (Room &room : input.plant->rooms) {
        if (room.id.value() == "R-C02"_L1)
            room.attributes.set(u"zone"_s, u"viral"_s);
    }
    const QVector<Finding> found = findingsOf(input);
    QVERIFY(!found.isEmpty());
    const auto waiver = waivers::make(
        found.first(), input, u"qa"_s, PersonId(u"P-031"_s), u"Gowned anew."_s, Now);
    QVERIFY(waiver.ok());
    input.recipe.waivers.append(*waiver);
    QCOMPARE(waivers::judge(*waiver, findingsOf(input), input), waivers::Verdict::Valid);
    ValidationInput person = input;
    for (CrewMember &member : person.binding->crew)
        member.qualifications[u"gowning"_s] = Now;
    QCOMPARE(waivers::judge(*waiver, findingsOf(person), person), waivers::Verdict::PlaceChanged);
    ValidationInput lot = input;
    lot.binding->lots.first().supplier += u" (other)"_s;
    QCOMPARE(waivers::judge(*waiver, findingsOf(lot), lot), waivers::Verdict::PlaceChanged);
}

void TestWaivers::namesAndPositionsDoNotCount()
{
    ValidationInput input = crowded();
    const Finding finding = findingsOf(input).first();
    const QString hash = waivers::placeHash(finding, input);
    Element step = *input.recipe.procedure.element(finding.places.first().element);
    step.position = {step.position.x + 200, 40};
    QVERIFY(input.recipe.procedure.replaceElement(step).ok());
    QCOMPARE(waivers::placeHash(finding, input), hash);
    Finding more = finding;
    more.message.args[u"count"_s] = u"9"_s; // nine people are another thing than two
    QVERIFY(waivers::placeHash(more, input) != hash);
}

void TestWaivers::onlyTheRightRole()
{
    const ValidationInput input = crowded();
    const Finding finding = findingsOf(input).first();
    const auto made = [&](const QString &role, const QString &person, const QString &reason) {
        const auto waiver = waivers::make(finding, input, role, PersonId(person), reason, Now);
        return waiver ? QString() : waiver.error().code();
    };
    QCOMPARE(made(u"operator"_s, u"P-021"_s, u"Because."_s), u"waiver.wrongRole"_s);
    QCOMPARE(made(u"qa"_s, u""_s, u"Because."_s), u"waiver.incomplete"_s);
    QCOMPARE(made(u"qa"_s, u"P-031"_s, u"  "_s), u"waiver.incomplete"_s);
    QCOMPARE(made(u"qa"_s, u"P-031"_s, u"Because."_s), QString());
}

void TestWaivers::errorsOfRulesWithoutRoleStay()
{
    ValidationInput input = crowded();
    Element step = *input.recipe.procedure.element(ElementId(u"process.capture"_s));
    step.maxHeldTime.reset();
    QVERIFY(input.recipe.procedure.replaceElement(step).ok());
    const Finding finding = findingsOf(input).first();
    QCOMPARE(finding.rule, u"GMP-STR-09"_s);
    const auto waiver = waivers::make(
        finding, input, u"qa"_s, PersonId(u"P-031"_s), u"We are in a hurry."_s, Now);
    QVERIFY(!waiver.ok());
    QCOMPARE(waiver.error().code(), u"waiver.notWaivable"_s);
    // One written into the file by hand does not count, either.
    input.recipe.waivers.append({finding.approvalKey, waivers::placeHash(finding, input),
        u"We are in a hurry."_s, u"qa"_s, PersonId(u"P-031"_s), Now});
    QVERIFY(!findingsOf(input).first().waived);
}

void TestWaivers::verdictsTellWhy()
{
    ValidationInput input = crowded();
    const QVector<Finding> findings = findingsOf(input);
    Waiver waiver = *waivers::make(
        findings.first(), input, u"qa"_s, PersonId(u"P-031"_s), u"Accepted."_s, Now);
    QCOMPARE(waivers::judge(waiver, findings, input), waivers::Verdict::Valid);
    QCOMPARE(waivers::judge(waiver, {}, input), waivers::Verdict::NoFinding);
    waiver.role = u"operator"_s;
    QCOMPARE(waivers::judge(waiver, findings, input), waivers::Verdict::WrongRole);
}

QTEST_GUILESS_MAIN(TestWaivers)
#include "tst_waivers.moc"
