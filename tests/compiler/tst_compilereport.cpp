// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/compiler/compilejson.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/reports/compilepdf.h"
#include "tests/support/recipebuilder.h"

#include <QtGui/QGuiApplication>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

using B = RecipeBuilder;

Duration min(int minutes)
{
    return std::chrono::minutes(minutes);
}

B::ElementEdit lasts(int minutes)
{
    return [=](Element &element) { element.duration = {min(minutes), min(minutes), min(minutes)}; };
}

CompileReport reportOf(const MasterRecipe &recipe)
{
    ValidationInput input;
    input.recipe = recipe;
    return makeCompileReport(input, Catalog::shipped());
}

QString demoFile(const QString &name)
{
    return QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/"_s + name;
}

} // namespace

class tst_CompileReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRuleHasAnOutcome();
    void vessels();
    void materials();
    void staff();
    void counts();
    void conflict();
    void brokenRecipe();
    void waived();
    void demo_data();
    void demo();
    void words();
};

void tst_CompileReport::everyRuleHasAnOutcome()
{
    const CompileReport report = reportOf(B().manual("A").recipe());
    QCOMPARE(report.rules.size(), RuleSet::shipped().rules().size());
    int sum = 0;
    for (const ProofOutcome outcome : {ProofOutcome::Passed, ProofOutcome::Violated,
             ProofOutcome::Waived, ProofOutcome::NotAsked, ProofOutcome::NotApplicable})
        sum += report.rulesWith(outcome);
    QCOMPARE(sum, int(report.rules.size()));
    for (const RuleProof &proof : report.rules) {
        QCOMPARE(proof.outcome == ProofOutcome::NotAsked, !proof.why.isEmpty());
        if (proof.outcome == ProofOutcome::Passed)
            QVERIFY2(!proof.asked.isEmpty(), qPrintable(proof.rule));
        for (const QString &clause : proof.unconfirmed)
            QVERIFY(proof.clauses.contains(clause));
    }
}

void tst_CompileReport::vessels()
{
    const auto flows = [](const char *id, PortDirection direction, const char *volume) {
        return [=](Element &element) {
            lasts(30)(element);
            element.ports = {B::port(id, direction, volume)};
        };
    };
    const CompileReport report
        = reportOf(B().role("X", "vessel", "V-1")
                       .unit("U", "X")
                       .phase("Fill", "wait", flows("in", PortDirection::In, "100 mL"))
                       .phase("Add", "wait", flows("in", PortDirection::In, "50 mL"))
                       .phase("Drain", "wait", flows("out", PortDirection::Out, ""))
                       .close()
                       .recipe());
    QCOMPARE(report.vessels.size(), 1);
    QCOMPARE(report.vessels.first().peak, 150.0);
    QCOMPARE(report.vessels.first().step.value(), u"Add"_s);
    QCOMPARE(report.vessels.first().at, min(60));
    QCOMPARE(report.occupation.size(), 1);
    QCOMPARE(report.occupation.first().to, min(90));
}

void tst_CompileReport::materials()
{
    const auto takes = [](const char *volume) {
        return [=](Element &element) {
            Port port = B::port("feed", PortDirection::In, volume);
            port.purpose = PortPurpose::Material;
            port.bomLine = u"medium"_s;
            element.ports = {port};
        };
    };
    MasterRecipe recipe = B().phase("A", "wait", takes("0.1 L"))
                              .loop("L", "r.viability > 80", 5)
                              .phase("B", "wait", takes("10 mL"))
                              .close()
                              .select("S")
                              .branch(GateOutcome::None, 1)
                              .transition("T1", "r.viability > 80")
                              .phase("C", "wait", takes("7 mL"))
                              .branch(GateOutcome::None, 2)
                              .transition("T2", "")
                              .phase("D", "wait", takes("4 mL"))
                              .joinOne("J")
                              .recipe();
    BomLine line;
    line.id = u"medium"_s;
    line.quantity = Quantity {200, Unit::parse(u"mL"_s).value()};
    BomLine unused;
    unused.id = u"bag"_s;
    BomLine set; // fitted by a step: taken as a whole
    set.id = u"tubing"_s;
    set.quantity = Quantity {2, Unit()};
    set.attributes.set(u"singleUse"_s, u"tubingSet"_s);
    Element fitting = *recipe.procedure.element(ElementId(u"A"_s));
    fitting.attributes.set(u"usesSets"_s, QStringList {u"tubing"_s});
    QVERIFY(recipe.procedure.replaceElement(fitting));
    recipe.bom = {line, set, unused};
    const CompileReport report = reportOf(recipe);
    QCOMPARE(report.materials.size(), 3);
    QCOMPARE(report.materials.at(1).nominal, 2.0);
    QCOMPARE(report.materials.at(1).steps, QVector<ElementId> {fitting.id});
    QCOMPARE(report.materials.first().nominal, 100.0 + 3 * 10 + 7);
    QCOMPARE(report.materials.first().most, 100.0 + 5 * 10 + 7);
    QCOMPARE(report.materials.first().steps.size(), 4);
    QCOMPARE(report.materials.last().most, 0.0);
}

void tst_CompileReport::staff()
{
    const auto crew = [](int minutes, const char *role, int people) {
        return [=](Element &element) {
            lasts(minutes)(element);
            element.crew = {{QString::fromLatin1(role), people, QString()}};
        };
    };
    const CompileReport report = reportOf(B().manual("A", crew(150, "operator", 1))
                                              .parallel("S")
                                              .branch()
                                              .manual("B", crew(30, "operator", 2))
                                              .branch()
                                              .manual("C", crew(30, "qa", 1))
                                              .joinAll("J")
                                              .phase("Pause", "wait", crew(600, "operator", 9))
                                              .manual("D", crew(60, "operator", 1))
                                              .recipe());
    // 0:00 – 2:30 one operator, 2:30 – 3:00 two and quality, 13:00 – 14:00 one; nobody waits.
    QCOMPARE(report.staff.size(), 3);
    QCOMPARE(report.staff[0].fromHour, 0);
    QCOMPARE(report.staff[0].toHour, 2);
    QCOMPARE(report.staff[0].people, (QMap<QString, int> {{u"operator"_s, 1}}));
    QCOMPARE(report.staff[1].fromHour, 2);
    QCOMPARE(report.staff[1].people, (QMap<QString, int> {{u"operator"_s, 2}, {u"qa"_s, 1}}));
    QCOMPARE(report.staff[2].fromHour, 13);
    QCOMPARE(report.staff[2].toHour, 14);
}

void tst_CompileReport::counts()
{
    const auto signedTwice = [](Element &element) {
        element.signatures
            = {{SignatureMeaning::Performed, u"operator"_s}, {SignatureMeaning::Verified, u"qa"_s}};
        element.verification = VerificationKind::SecondPerson;
        element.openness = Openness::Open;
    };
    const CompileReport report = reportOf(B().manual("A", signedTwice)
                                              .loop("L", "r.viability > 80", 5)
                                              .phase("B", "count")
                                              .manual("C", signedTwice)
                                              .close()
                                              .recipe());
    QCOMPARE(report.counts.steps, 3);
    QCOMPARE(report.counts.manual, 2);
    QCOMPARE(report.counts.open, 2);
    QCOMPARE(report.counts.signatures, 2 + 3 * 2); // three rounds as planned
    QCOMPARE(report.counts.checks, 1 + 3);
}

void tst_CompileReport::conflict()
{
    const auto port = [](const char *id, PortDirection direction) {
        return [=](Element &element) {
            lasts(5)(element);
            element.ports = {B::port(id, direction, "10 mL")};
        };
    };
    const CompileReport report = reportOf(
        B().phase("Give", "wait", port("out", PortDirection::Out))
            .phase("Between", "wait", lasts(30))
            .phase("Take", "wait", port("in", PortDirection::In))
            .matter("m", "Give", "out", "Take", "in", [](Link &link) { link.holdLimit = min(20); })
            .recipe());
    QCOMPARE(report.conflictBy, min(10));
    bool limit = false;
    for (const ConflictFigure &one : report.conflict)
        limit = limit || (one.reason == TimeNetwork::Reason::HoldLimit && one.least == -min(20));
    QVERIFY(limit);
    QCOMPARE(report.holds.size(), 1);
    QCOMPARE(report.holds.first().worst, min(30));
    QCOMPARE(report.holds.first().path, QVector<ElementId> {ElementId(u"Between"_s)});
}

// Whatever is drawn, there is a report.
void tst_CompileReport::brokenRecipe()
{
    QVERIFY(reportOf(MasterRecipe()).errors() > 0);
    const CompileReport circle
        = reportOf(B().phase("A", "wait").phase("B", "wait").control("B", "A").recipe());
    QVERIFY(circle.errors() > 0);
    QCOMPARE(circle.total.longest, Duration(0));
    QVERIFY(circle.rulesWith(ProofOutcome::Violated) > 0);
    QVERIFY(paintCompileReport(circle, Language::Zh, u"1"_s).ok());
    QVERIFY(paintCompileReport(reportOf(MasterRecipe()), Language::En, u"1"_s).ok());
}

void tst_CompileReport::waived()
{
    CompileReport report;
    Finding finding;
    finding.severity = Severity::Error;
    report.findings = {finding};
    QCOMPARE(report.errors(), 1);
    report.findings.first().waived = true;
    QCOMPARE(report.errors(), 0);
}

void tst_CompileReport::demo_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("profile");
    for (const char *file : {"cart-lentiviral", "msc-wharton"}) {
        for (const Profile profile : {Profile::CN, Profile::EU, Profile::US})
            QTest::addRow("%s %s", file, qPrintable(toText(profile)))
                << QLatin1String(file) + u".cyrecipe.json"_s << int(profile);
    }
}

void tst_CompileReport::demo()
{
    QFETCH(QString, file);
    QFETCH(int, profile);
    ValidationInput input;
    const auto recipe = readRecipeFile(demoFile(file));
    QVERIFY(recipe.ok());
    const auto plant = readPlantFile(demoFile(u"demo.cyplant.json"_s));
    QVERIFY(plant.ok());
    input.recipe = *recipe;
    input.plant = *plant;
    input.profile = Profile(profile);
    const CompileReport report = makeCompileReport(input, Catalog::shipped());
    QVERIFY(report.rulesWith(ProofOutcome::Passed) > 0);
    QVERIFY(report.conflict.isEmpty());
    QVERIFY(!report.vessels.isEmpty());
    for (const VesselFigure &vessel : report.vessels)
        QVERIFY2(
            !vessel.most || vessel.peak <= *vessel.most, qPrintable(vessel.unitProcedure.value()));
    QVERIFY(report.dose && report.dose->dose.isKnown());
    QVERIFY(!report.nominalPath.isEmpty());
    QVERIFY(!report.staff.isEmpty());
    QVERIFY(report.counts.signatures > 0);
    // A path without a gap: each step begins when the one before it has ended, or earlier.
    for (qsizetype i = 1; i < report.nominalPath.size(); ++i)
        QVERIFY(report.nominalPath[i].enter <= report.nominalPath[i - 1].leave);
    QCOMPARE(report.nominalPath.last().leave, report.total.nominal);
    const auto donors = makeDonorEnvelope(input, Catalog::shipped(), {50, 1, 2});
    QVERIFY(donors.ok());
    for (const Language language : {Language::En, Language::Zh}) {
        const auto pdf = paintCompileReport(report, language, u"1.0"_s, &*donors);
        QVERIFY(pdf.ok());
        QVERIFY(pdf->bytes.startsWith("%PDF-1.6"));
        QVERIFY(pdf->pages >= 5);
    }
    const QByteArray json = toJson(report, Language::Zh).toJson();
    QVERIFY(json.contains("\"cytoloom.compile/1\""));
}

// Nothing is left as a code, in either language.
void tst_CompileReport::words()
{
    const auto &catalog = MessageCatalog::shipped();
    for (const QString &code : catalog.codes()) {
        if (!code.startsWith(u"compile."_s) && !code.startsWith(u"envelope."_s))
            continue;
        const QString en = catalog.text(Message {code, {}}, Language::En);
        const QString zh = catalog.text(Message {code, {}}, Language::Zh);
        QVERIFY2(!en.isEmpty() && !zh.isEmpty(), qPrintable(code));
        QVERIFY2(en != code && zh != code, qPrintable(code));
    }
    const auto recipe = readRecipeFile(demoFile(u"cart-lentiviral.cyrecipe.json"_s));
    QVERIFY(recipe.ok());
    for (const Message &assumption : reportOf(*recipe).assumptions) {
        for (const Language language : {Language::En, Language::Zh}) {
            const QString text = catalog.text(assumption, language);
            QVERIFY2(!text.contains(u'{') && !text.startsWith(u"compile."_s), qPrintable(text));
        }
    }
}

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    tst_CompileReport test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_compilereport.moc"
