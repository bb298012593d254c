// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/eventdata.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/reports/reportpdf.h"
#include "processgraph/reports/reportwords.h"
#include "resources/resources.h"
#include "tests/reports/batchstory.h"
#include "tests/support/recipebuilder.h"

#include <QtCore/QDirIterator>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// How a batch report reads: words and figures in both languages, the verdict, the painted pages.
class TestReportPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

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

    void figures_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("under a limit of 70") << 69.96 << u"69.96"_s;
        QTest::newRow("noise of floats") << 37.00000001 << u"37"_s;
        QTest::newRow("no powers of ten") << 2205756.0 << u"2205756"_s;
        QTest::newRow("small") << 0.00012345 << u"0.00012345"_s;
        QTest::newRow("negative") << -185.64999 << u"-185.65"_s;
        QTest::newRow("very large") << 1.5e12 << u"1.5 × 10¹²"_s;
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

QTEST_MAIN(TestReportPages)
#include "tst_reportpages.moc"
