// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/reports/recordjson.h"
#include "processgraph/reports/reportpdf.h"
#include "processgraph/reports/reportwords.h"
#include "resources/resources.h"
#include "tests/support/recipebuilder.h"

#include <QtCore/QDirIterator>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

/// A history in which every tag stood still.
class StillTrends : public TrendSource
{
public:
    Result<QVector<TrendPoint>> trend(const TagId &, UtcTime from, UtcTime, int) override
    {
        return QVector<TrendPoint> {{from, 37, 37, 37, 37, 1, false}};
    }
    Result<QVector<TagValue>> samples(const TagId &, UtcTime, UtcTime) override
    {
        return QVector<TagValue>();
    }
    Result<TagStatistics> statistics(const TagId &, UtcTime, UtcTime) override
    {
        return TagStatistics {10, 37, 37, 37, 37, Duration(0)};
    }
    Result<Completeness> completeness(const TagId &, UtcTime, UtcTime) override
    {
        return Completeness {10, 10, 0, 0};
    }
    Result<QVector<TagId>> tags() override { return QVector<TagId>(); }
};

/// One tag with a value a minute from the beginning of the story.
class MinuteTrends : public StillTrends
{
public:
    explicit MinuteTrends(QVector<double> values)
        : m_values(std::move(values))
    { }
    Result<QVector<TrendPoint>> trend(const TagId &, UtcTime from, UtcTime to, int) override
    {
        QVector<TrendPoint> points;
        for (qsizetype i = 0; i < m_values.size(); ++i)
            if (at(i) >= from && at(i) <= to)
                points.append(
                    {at(i), m_values[i], m_values[i], m_values[i], m_values[i], 1, false});
        return points;
    }
    Result<TagStatistics> statistics(const TagId &tag, UtcTime from, UtcTime to) override
    {
        TagStatistics figures;
        const QVector<TrendPoint> points = trend(tag, from, to, 0).value();
        for (const TrendPoint &point : points) {
            figures.minimum = figures.samples ? std::min(figures.minimum, point.last) : point.last;
            figures.maximum = figures.samples ? std::max(figures.maximum, point.last) : point.last;
            figures.last = figures.mean = point.last;
            ++figures.samples;
        }
        return figures;
    }

private:
    static UtcTime at(qsizetype minute) { return utcFromMs(1'790'000'000'000 + minute * 60'000); }
    QVector<double> m_values;
};

/// A journal as the executor would write it.
class Story
{
public:
    Story()
    {
        MasterRecipe recipe = RecipeBuilder()
                                  .role("CULTURE", "vessel", "V-1")
                                  .role("WASH", "vessel", "V-2")
                                  .parallel("split")
                                  .branch()
                                  .unit("Grow", "CULTURE")
                                  .phase("Warm", "work",
                                      [](Element &element) {
                                          Parameter speed
                                              = RecipeBuilder::parameter("speed", "1000 rpm");
                                          speed.signal = u"speed.pv"_s;
                                          speed.validated = {800, 1400};
                                          element.parameters = {speed};
                                      })
                                  .phase("Feed", "work")
                                  .close()
                                  .branch()
                                  .unit("Wash", "WASH")
                                  .phase("Rinse", "work")
                                  .close()
                                  .joinAll("join")
                                  .recipe();
        recipe.status = RecipeStatus::Approved;
        recipe.bom.append({u"medium"_s, u"medium"_s, {u"Medium"_s, u"培养基"_s}, u"M-1"_s,
            u"SPEC-1"_s, *Quantity::parse(u"1 L"_s), 0.1});
        ControlRecipe control;
        control.header = {BatchId(u"B-1"_s), u"C-1"_s, u"circle"_s, u"#0072B2"_s, true};
        control.recipe = recipe;
        control.recipeHash = QString(64, u'a');
        control.units
            = {{RoleId(u"CULTURE"_s), UnitId(u"V-1"_s)}, {RoleId(u"WASH"_s), UnitId(u"V-2"_s)}};
        add(event::BatchCreated, {}, {{"controlRecipe", control.toJson()}});
        run({});
    }

    Story &add(const char *code, const char *element, std::initializer_list<eventdata::Member> data,
        const char *person = "")
    {
        JournalEvent event;
        event.sequence = quint64(m_events.size() + 1);
        event.time = utcFromMs(1'790'000'000'000 + m_events.size() * 60'000);
        event.elapsed = Duration(m_events.size() * 60'000);
        event.batch = BatchId(u"B-1"_s);
        event.code = QLatin1String(code);
        event.element = ElementId(QLatin1String(element));
        event.person = PersonId(QLatin1String(person));
        event.data = eventdata::object(data);
        m_events << event;
        return *this;
    }
    Story &state(const char *element, const char *from, const char *to)
    {
        return add(event::ElementState, element,
            {{"from", QString::fromLatin1(from)}, {"to", QString::fromLatin1(to)}});
    }
    Story &run(const char *element) { return state(element, "Idle", "Running"); }
    Story &complete(const char *element) { return state(element, "Running", "Complete"); }
    Story &prompt(int id, const char *element, const char *purpose,
        const PromptDefinition &definition, const char *person, double answer)
    {
        add(event::PromptOpened, element,
            {{"prompt", id}, {"purpose", QString::fromLatin1(purpose)},
                {"definition", eventdata::toJson(definition)}});
        return add(event::PromptAnswered, element, {{"prompt", id}, {"answer", answer}}, person);
    }

    [[nodiscard]] BatchReport report() const
    {
        StillTrends trends;
        return report(trends);
    }
    [[nodiscard]] BatchReport report(TrendSource &trends) const
    {
        Plant plant;
        PlantUnit unit;
        unit.id = UnitId(u"V-1"_s);
        TagDefinition tag;
        tag.id = TagId(u"V-1.speed.pv"_s);
        tag.signal = u"speed.pv"_s;
        unit.tags << tag;
        plant.units << unit;
        const auto made = makeBatchReport(m_events, plant, trends);
        if (!made)
            qFatal("no report: %s", qPrintable(made.error().code()));
        return *made;
    }

private:
    QVector<JournalEvent> m_events;
};

PromptDefinition confirmation()
{
    PromptDefinition definition;
    definition.answer = AnswerKind::Confirm;
    definition.text = {u"Is it clean?"_s, u"是否洁净？"_s};
    return definition;
}

ReportStep step(const BatchReport &report, const char *element)
{
    for (const ReportStep &step : report.steps)
        if (step.element == ElementId(QLatin1String(element)))
            return step;
    return {};
}

} // namespace

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

    void choicesReadInBothLanguages()
    {
        PromptDefinition choice;
        choice.answer = AnswerKind::Choice;
        choice.text = {u"Colour?"_s, u"颜色？"_s};
        choice.choices = {{u"clear"_s, u"澄清"_s}, {u"cloudy"_s, u"浑浊"_s}};
        const BatchReport report = Story()
                                       .run("Grow")
                                       .run("Warm")
                                       .prompt(1, "Warm", "step", choice, "P-1", 1)
                                       .prompt(2, "Warm", "step", choice, "P-1", 9)
                                       .prompt(3, "Warm", "step", choice, "P-1", -1)
                                       .report();
        QCOMPARE(report.entries[0].answer.zh, u"浑浊"_s);
        QCOMPARE(report.entries[0].answer.en, u"cloudy"_s);
        QCOMPARE(report.entries.size(), 3); // an answer that is no choice is still told
    }

    void verdicts_data()
    {
        QTest::addColumn<QVector<double>>("minutes"); // the step runs from minute 3 to 9
        QTest::addColumn<int>("stopOrdered"); // minute of the order to stop, 0: none
        QTest::addColumn<bool>("inside");
        const QVector<double> spin {0, 0, 0, 0, 900, 1000, 1000, 500, 0, 0};
        QTest::newRow("runs up and is stopped by the step") << spin << 6 << true;
        QTest::newRow("runs up and stops by itself") << spin << 0 << false;
        QTest::newRow("drops before the step stops it")
            << QVector<double> {0, 0, 0, 0, 1000, 500, 1000, 500, 0, 0} << 6 << false;
        QTest::newRow("never comes inside") << QVector<double>(10, 700) << 0 << false;
        QTest::newRow("comes inside after it was stopped")
            << QVector<double> {0, 0, 0, 0, 0, 0, 0, 0, 1000, 0} << 6 << false;
        QTest::newRow("inside all the time") << QVector<double>(10, 1000) << 0 << true;
    }

    void verdicts()
    {
        QFETCH(QVector<double>, minutes);
        QFETCH(int, stopOrdered);
        QFETCH(bool, inside);
        Story story; // minutes 0 and 1
        story.run("Grow").run("Warm"); // 2 and 3
        const auto write = [&story](double value) {
            story.add(event::WriteOrdered, "Warm", {{"tag", u"V-1.speed.sp"_s}, {"value", value}});
        };
        write(1000);
        for (int minute = 5; minute < 9; ++minute) {
            if (minute == stopOrdered)
                write(0);
            else
                story.add(event::Commented, "Warm", {{"text", u"x"_s}});
        }
        story.complete("Warm");
        MinuteTrends trends(minutes);
        const BatchReport report = story.report(trends);
        QCOMPARE(report.parameters.size(), 1);
        QCOMPARE(report.parameters[0].withinValidated, std::optional<bool>(inside));
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

    void figures_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("under a limit of 70") << 69.96 << u"69.96"_s;
        QTest::newRow("noise of floats") << 37.00000001 << u"37"_s;
        QTest::newRow("no powers of ten") << 2205756.0 << u"2205756"_s;
        QTest::newRow("small") << 0.00012345 << u"0.00012345"_s;
        QTest::newRow("negative") << -185.64999 << u"-185.65"_s;
        QTest::newRow("very large") << 1.5e12 << u"1.5e+12"_s;
    }

    void figures()
    {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(ReportWords::figure(value), text);
    }

    void ranges()
    {
        QCOMPARE(ReportWords::range({36, 38}), u"36 … 38"_s);
        QCOMPARE(ReportWords::range({15, std::nullopt}), u"≥ 15"_s);
        QCOMPARE(ReportWords::range({std::nullopt, 5}), u"≤ 5"_s);
        QCOMPARE(ReportWords::range({}), u"–"_s);
    }

    /// Each word that the sources ask for is in the catalogue; a code on a page is a defect.
    void everyWordExists()
    {
        const QRegularExpression call(u"word\\(\"([A-Za-z.]+)\""_s);
        const QRegularExpression quoted(u"\"([A-Za-z]+)\""_s);
        QSet<QString> asked;
        QDirIterator it(
            QStringLiteral(CYTOLOOM_SOURCE_DIR "/processgraph/reports"), {u"*.cpp"_s}, QDir::Files);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            // The compile report has a vocabulary of its own beside that of the batch report.
            const QString own
                = it.fileName().startsWith("compile"_L1) ? u"compile.word."_s : u"report.word."_s;
            for (auto found = call.globalMatch(text); found.hasNext();) {
                const QString word = found.next().captured(1);
                asked << (MessageCatalog::shipped().contains(own + word) ? own : u"report.word."_s)
                        + word;
            }
        }
        QVERIFY(asked.size() > 60);
        for (const QString &word : asked)
            QVERIFY2(MessageCatalog::shipped().contains(word), qPrintable(word));
    }

    /// What the painted pages say, as a reader copies it out of them.
    void pagesHoldNoCodes_data()
    {
        QTest::addColumn<Language>("language");
        QTest::addColumn<QStringList>("wanted");
        QTest::newRow("en") << Language::En
                            << QStringList {u"Page 1 of"_s, u"SIMULATION"_s, u"Second check:"_s,
                                   u"Qualified person"_s, u"Device"_s, u"DISCONNECTED"_s,
                                   u"None."_s};
        QTest::newRow("zh") << Language::Zh
                            << QStringList {u"第 1 "_s, u"模拟"_s, u"复核"_s, u"质量受权人"_s,
                                   u"已断开"_s, u"无。"_s};
    }

    void pagesHoldNoCodes()
    {
        QFETCH(Language, language);
        QFETCH(QStringList, wanted);
        const QString program = QStandardPaths::findExecutable(u"pdftotext"_s);
        if (program.isEmpty())
            QSKIP("pdftotext (poppler-utils) is not installed");
        const BatchReport report
            = Story()
                  .run("Grow")
                  .run("Warm")
                  .prompt(1, "Warm", "verification", confirmation(), "P-2", 1)
                  .add(event::Signed, "Warm",
                      {{"meaning", u"released"_s}, {"role", u"qualified-person"_s}}, "P-3")
                  .add(event::DeviceState, "",
                      {{"device", u"DEV-1"_s}, {"state", u"disconnected"_s}})
                  .report();
        const auto pdf = paintReport(report, language, std::nullopt);
        QVERIFY(pdf.ok());
        QTemporaryDir folder;
        QFile file(folder.filePath(u"report.pdf"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(pdf->bytes);
        file.close();
        QProcess process;
        process.start(program, {u"-layout"_s, file.fileName(), u"-"_s});
        QVERIFY(process.waitForFinished());
        // Some Chinese signs are copied as the radical that looks the same.
        const QString text = QString::fromUtf8(process.readAllStandardOutput())
                                 .normalized(QString::NormalizationForm_KC);
        for (const QString &word : wanted)
            QVERIFY2(text.contains(word), qPrintable(word + u"\n"_s + text));
        for (const QString &code :
            {u"report.word"_s, u"device.state"_s, u"qualified-person"_s, u"state."_s, u"{page}"_s})
            QVERIFY2(!text.contains(code), qPrintable(code));
    }
};

QTEST_MAIN(TestBatchReport)
#include "tst_batchreport.moc"
