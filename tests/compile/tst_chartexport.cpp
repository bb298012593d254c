// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/chartexport.h"
#include "widgets/compile/rowchart.h"
#include "widgets/compile/stepchart.h"

#include <QtCore/QXmlStreamReader>
#include <QtGui/QContextMenuEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenu>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// Charts outside the window: drawing, picture and numbers.
class TestChartExport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawingHoldsItsWords();
    void drawingIsWholeWhateverIsZoomed();
    void pictureIsLightAndSharp();
    void numbersReadBack();
    void columnsHaveTheirSeries();
    void buttonAndContextMenuOfferTheSame();
    void emptyChartOffersNoMenu();
};

namespace {

RowChartContent holds()
{
    using Tone = RowChartContent::Tone;
    RowChartContent content;
    content.unit = u"%"_s;
    content.high = 110;
    content.legend = {{Tone::Strong, false, false, u"As planned"_s},
        {Tone::Quiet, false, false, u"At worst"_s}, {Tone::Quiet, true, true, u"Limit"_s}};
    RowChartContent::Row row;
    row.label = u"Receive, weigh → \"Load\""_s;
    row.value = u"3 h / 4 h"_s;
    row.bars = {{0, 75, Tone::Quiet, {}, {}}, {0, 18.75, Tone::Strong, {}, {}}};
    row.marks = {{100, true}};
    content.rows = {row};
    row.label = u"收获 → 洗涤"_s;
    content.rows.append(row);
    return content;
}

QStringList textsOf(const QByteArray &svg)
{
    QStringList texts;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == "text"_L1)
            texts << reader.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
    }
    return reader.hasError() ? QStringList() : texts;
}

} // namespace

void TestChartExport::drawingHoldsItsWords()
{
    RowChart chart(Theme::darkSet());
    chart.setContent(holds());
    const QByteArray svg = chartexport::svg(chart, u"Holds <of> intermediates"_s);
    // A change of font cuts a text into pieces, and blanks between them are places.
    const QString texts = textsOf(svg).join(u' ').remove(u' ');
    for (const QString &text : {u"收获→洗涤"_s, u"3h/4h"_s, u"Atworst"_s, u"Limit"_s})
        QVERIFY2(texts.contains(text), qPrintable(text + u" in "_s + texts));
    QVERIFY(svg.contains("Holds &lt;of&gt; intermediates"));
}

void TestChartExport::drawingIsWholeWhateverIsZoomed()
{
    RowChart chart(Theme::light());
    chart.resize(600, 200);
    chart.setContent(holds());
    const QByteArray whole = chartexport::svg(chart, u"Holds"_s);
    QTest::keyClick(&chart, Qt::Key_Plus);
    QVERIFY(chart.low() > 0);
    QCOMPARE(chartexport::svg(chart, u"Holds"_s), whole);
    QVERIFY(chart.low() > 0); // what is on the screen stays as it was
}

void TestChartExport::pictureIsLightAndSharp()
{
    RowChart chart(Theme::darkSet());
    chart.setContent(holds());
    QImage image;
    QVERIFY(image.loadFromData(chartexport::png(chart), "PNG"));
    QVERIFY(image.width() >= 1800);
    QCOMPARE(image.pixelColor(2, 2), Theme::light().raised);
    QSet<QRgb> colours;
    for (int x = 0; x < image.width(); x += 3) {
        for (int y = 0; y < image.height(); y += 3)
            colours.insert(image.pixel(x, y));
    }
    QVERIFY(colours.contains(Theme::light().muted.rgb())); // the planned bar
    QVERIFY(!colours.contains(Theme::darkSet().raised.rgb()));
}

void TestChartExport::numbersReadBack()
{
    RowChart chart(Theme::light());
    chart.setContent(holds());
    const QByteArray bytes = chartexport::csv(chart);
    QVERIFY(bytes.startsWith("\xEF\xBB\xBF"));
    const QStringList lines = QString::fromUtf8(bytes.mid(3)).split(u"\r\n"_s, Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + 2 * 3); // a header, two bars and a limit for each row
    QVERIFY(lines.at(0).contains(u"[%]"_s));
    QCOMPARE(lines.at(2), u"\"Receive, weigh → \"\"Load\"\"\",As planned,0,18.75,3 h / 4 h"_s);
    QCOMPARE(lines.at(6), u"收获 → 洗涤,Limit,100,100,3 h / 4 h"_s);
}

void TestChartExport::columnsHaveTheirSeries()
{
    StepChart chart(Theme::light());
    StepChartContent content;
    content.hours = true;
    content.series = {u"Operator"_s, u"QA"_s};
    content.columns = {{0, 2, {2, 1}, {}}, {2, 3, {1, 0}, {}}};
    chart.setContent(content);
    const QVector<QStringList> table = chart.table();
    QCOMPARE(table.size(), 3);
    QCOMPARE(table.at(0).mid(2), content.series);
    QVERIFY(table.at(0).at(0).contains(u"[h]"_s));
    QCOMPARE(table.at(1), (QStringList {u"0"_s, u"2"_s, u"2"_s, u"1"_s}));
    QVERIFY(!textsOf(chartexport::svg(chart, {})).isEmpty());
}

void TestChartExport::buttonAndContextMenuOfferTheSame()
{
    qRegisterMetaType<ChartFile>();
    RowChart chart(Theme::light());
    chart.resize(500, 120);
    chart.setContent(holds());
    chart.show();
    ChartExportButton button(chart, u"holds"_s);
    QSignalSpy asked(&button, &ChartExportButton::requested);
    for (QAction *action : button.menu()->actions())
        action->trigger();
    QCOMPARE(asked.size(), 3);
    const QStringList suffixes {u"svg"_s, u"png"_s, u"csv"_s};
    const QByteArrayList marks {"<svg", "PNG", "\xEF\xBB\xBF"};
    for (int i = 0; i < 3; ++i) {
        const auto file = asked.at(i).at(0).value<ChartFile>();
        QCOMPARE(file.name, u"holds"_s);
        QCOMPARE(file.suffix, suffixes.at(i));
        QVERIFY(file.bytes.left(4096).contains(marks.at(i)));
    }
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(20, 20), QPoint(20, 20));
    QCoreApplication::sendEvent(&chart, &event);
    QTRY_VERIFY(button.menu()->isVisible());
    button.menu()->close();
}

void TestChartExport::emptyChartOffersNoMenu()
{
    RowChart chart(Theme::light());
    chart.show();
    ChartExportButton button(chart, u"holds"_s);
    QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(5, 5), QPoint(5, 5));
    QCoreApplication::sendEvent(&chart, &event);
    QVERIFY(!button.menu()->isVisible());
}

QTEST_MAIN(TestChartExport)
#include "tst_chartexport.moc"
