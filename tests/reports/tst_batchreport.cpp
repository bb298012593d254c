// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/eventdata.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/reports/recordjson.h"
#include "processgraph/reports/reportpdf.h"
#include "processgraph/reports/reportwords.h"
#include "resources/resources.h"
#include "tests/reports/batchstory.h"
#include "tests/support/recipebuilder.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// What a batch report is made of: who, in which order, exceptions, times, materials, results.
class TestBatchReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    void emptyJournalHasNoReport()
    {
        StillTrends trends;
        QCOMPARE(makeBatchReport({}, Plant(), trends).error().code(), u"report.empty"_s);
    }

    /// Who did it and who checked it are two people, and the record must not mix them up.
    void whoVerifiedIsNotWhoPerformed()
    {
        const BatchReport report
            = Story()
                  .run("Grow")
                  .run("Warm")
                  .prompt(1, "Warm", "step", confirmation(), "P-1", 1)
                  .prompt(2, "Warm", "verification", confirmation(), "P-2", 1)
                  .add(event::Signed, "Warm",
                      {{"meaning", u"performed"_s}, {"role", u"operator"_s}}, "P-1")
                  .add(
                      event::Signed, "Warm", {{"meaning", u"reviewed"_s}, {"role", u"qa"_s}}, "P-3")
                  .complete("Warm")
                  .report();
        QCOMPARE(step(report, "Warm").performedBy, QStringList {u"P-1"_s});
        QCOMPARE(step(report, "Warm").verifiedBy, (QStringList {u"P-2"_s, u"P-3"_s}));
        QCOMPARE(report.entries.size(), 2);
        QVERIFY(!report.entries[0].verification);
        QVERIFY(report.entries[1].verification);
    }

    /// Two units work at once: in the order of time their steps would stand mixed.
    void stepsStandBelowTheirContainer()
    {
        const BatchReport report = Story()
                                       .run("Grow")
                                       .run("Wash")
                                       .run("Warm")
                                       .run("Rinse")
                                       .complete("Warm")
                                       .run("Feed")
                                       .report();
        QStringList order;
        for (const ReportStep &step : report.steps)
            order << QString(step.depth, u'.') + step.element.value();
        QCOMPARE(order, (QStringList {u"Grow"_s, u".Warm"_s, u".Feed"_s, u"Wash"_s, u".Rinse"_s}));
        QCOMPARE(step(report, "Rinse").unit, UnitId(u"V-2"_s));
    }

    /// What the rules refused, what a person waived, who restarted, and what nobody judged.
    void exceptionsAreToldWithTimeAndPerson()
    {
        const auto finding = [](const QString &rule, const QString &code) {
            JsonValue list = JsonValue::array();
            list.append(eventdata::object({{"code", code}, {"rule", rule}, {"key", u"k"_s}}));
            return list;
        };
        JsonValue reasons = JsonValue::array();
        reasons.append(eventdata::object({{"code", u"run.unjudged.lots"_s},
            {"rules", eventdata::toJson(QStringList {u"GMP-MAT-01"_s, u"GMP-MAT-02"_s})}}));
        const Message samePerson {u"prompt.samePerson"_s, {{u"person"_s, u"P-1"_s}}};
        const BatchReport report
            = Story()
                  .run("Grow")
                  .add(event::RuleUnjudged, "", {{"facts", 0}, {"reasons", reasons}})
                  .add(event::RuleRefused, "Warm",
                      {{"moment", u"start"_s}, {"prompt", 7},
                          {"findings", finding(u"GMP-EQP-02"_s, u"GMP-EQP-02.due"_s)}})
                  .prompt(7, "Warm", "refusal", confirmation(), "P-4", 1)
                  .add(event::RuleWarned, "Warm",
                      {{"moment", u"start"_s},
                          {"findings", finding(u"GMP-CON-04"_s, u"GMP-CON-04.notChecked"_s)}})
                  .add(event::RuleWaived, "Warm",
                      {{"findings", finding(u"GMP-ENV-09"_s, {})}, {"role", u"qa"_s},
                          {"reason", u"certificate seen"_s}},
                      "P-9")
                  .run("Warm")
                  .add(event::AnswerRefused, "Warm",
                      {{"prompt", 8}, {"message", eventdata::toJson(samePerson)}}, "P-1")
                  .add(event::BatchCommand, "Warm", {{"command", u"Hold"_s}, {"reason", u"look"_s}},
                      "P-1")
                  .add(event::BatchCommand, "Warm",
                      {{"command", toText(ProceduralCommand::Restart)}, {"reason", u"on"_s}}, "P-2")
                  .report();
        QStringList told;
        for (const ReportException &item : report.exceptions)
            told << item.kind + u' ' + item.rules.join(u',') + u' ' + item.person.value();
        QCOMPARE(told,
            (QStringList {u"refused GMP-EQP-02 "_s, u"warned GMP-CON-04 "_s,
                u"waived GMP-ENV-09 P-9"_s, u"answerRefused  P-1"_s, u"restarted  P-2"_s}));
        QCOMPARE(report.exceptions[0].findings.first().code, u"GMP-EQP-02.due"_s);
        QCOMPARE(report.exceptions[2].text, u"certificate seen"_s);
        QVERIFY(report.exceptions[0].time != UtcTime {});
        QVERIFY(report.rulesAsked);
        QCOMPARE(report.unjudged.size(), 1);
        QCOMPARE(report.unjudged.first().rules.size(), 2);
        // Who decided about the refusal has not done the step.
        QVERIFY(step(report, "Warm").performedBy.isEmpty());
        const JsonValue record = recordJson(report);
        QCOMPARE(record.find(u"exceptions")->items().size(), 5);
        QCOMPARE(record.find(u"rulesNotJudged")->items().size(), 1);
        for (const Language language : {Language::En, Language::Zh})
            QVERIFY(paintReport(report, language, std::nullopt).ok());
    }

    void everyRunOfAStepIsTold()
    {
        const BatchReport report
            = Story()
                  .run("Grow")
                  .run("Warm")
                  .state("Warm", "Running", "Stopped")
                  .add(event::ElementState, "Warm",
                      {{"from", u"Stopped"_s}, {"to", u"Running"_s}, {"run", 2}})
                  .complete("Warm")
                  .report();
        QCOMPARE(report.steps.size(), 3);
        QCOMPARE(report.steps[1].state, ProceduralState::Stopped);
        QCOMPARE(report.steps[2].run, 2);
        QCOMPARE(report.steps[2].state, ProceduralState::Complete);
    }

    void timeHeldCountsUntilTheEndOfTheReport()
    {
        Story journal;
        journal.run("Grow").run("Warm").state("Warm", "Holding", "Held");
        const qint64 before = step(journal.report(), "Warm").held.count();
        journal.run("Wash").run("Rinse");
        QCOMPARE(before, 0);
        QCOMPARE(step(journal.report(), "Warm").held, Duration(120'000));
        journal.state("Warm", "Held", "Restarting");
        QCOMPARE(step(journal.report(), "Warm").held, Duration(180'000));
    }

    void materialIsHeldAgainstTheBill()
    {
        const BatchReport nothing = Story().report();
        QCOMPARE(nothing.balances.size(), 1);
        QVERIFY(!nothing.balances[0].used);
        QVERIFY(!nothing.balances[0].within);
    }

    void resultsAreKeptAsReported()
    {
        const BatchReport report
            = Story()
                  .run("Grow")
                  .run("Warm")
                  .add(event::ResultReported, "Warm",
                      {{"name", u"viability"_s}, {"value", 69.96}, {"unit", u"%"_s}})
                  .add(event::ResultReported, "Warm",
                      {{"name", u"sterility"_s}, {"value", u"sterile"_s}})
                  .report();
        QCOMPARE(report.results.size(), 2);
        QCOMPARE(report.results[0].number, std::optional<double>(69.96));
        QCOMPARE(report.results[1].text, u"sterile"_s);
        const QByteArray json = recordJson(report).toCompactJson();
        QVERIFY(json.contains("\"viability\""));
        QVERIFY(json.contains("69.96"));
    }
};

QTEST_MAIN(TestBatchReport)
#include "tst_batchreport.moc"
