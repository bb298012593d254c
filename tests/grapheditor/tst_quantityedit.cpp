// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resources.h"
#include "widgets/inspector/conditionedit.h"
#include "widgets/inspector/durationedit.h"
#include "widgets/inspector/quantityedit.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestQuantityEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void prettyTextIsNoEdit();
    void durations_data();
    void durations();
    void conditionIsTakenOnlyWhenGood();
};

void TestQuantityEdit::reads_data()
{
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");
    QTest::newRow("plain") << u"mL"_s << u"500"_s << 500.0;
    QTest::newRow("same unit") << u"mL"_s << u"500 mL"_s << 500.0;
    QTest::newRow("litre") << u"mL"_s << u"0.5 L"_s << 500.0;
    QTest::newRow("kelvin") << u"°C"_s << u"310.15 K"_s << 37.0;
    QTest::newRow("minutes") << u"s"_s << u"2 min"_s << 120.0;
    QTest::newRow("exponent") << u"cells"_s << u"3e9"_s << 3e9;
    QTest::newRow("superscript") << u"cells"_s << u"3×10⁹"_s << 3e9;
    QTest::newRow("power of ten") << u"cells"_s << u"10⁸ cells"_s << 1e8;
    QTest::newRow("small power of ten") << u"mL"_s << u"10⁻³ L"_s << 1.0;
    QTest::newRow("minus sign") << u"°C"_s << u"−80"_s << -80.0;
}

void TestQuantityEdit::reads()
{
    QFETCH(QString, unit);
    QFETCH(QString, text);
    QFETCH(double, value);
    QuantityEdit edit;
    const auto parsed = Unit::parse(unit);
    QVERIFY(parsed.ok());
    edit.setUnit(*parsed);
    const auto read = edit.read(text);
    QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().code()));
    QVERIFY(read->has_value());
    QVERIFY(std::abs(**read - value) <= 1e-6 * std::max(1.0, std::abs(value)));
}

void TestQuantityEdit::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("empty") << u""_s << u"edit.value.number"_s;
    QTest::newRow("word") << u"warm"_s << u"edit.value.number"_s;
    QTest::newRow("not a number") << u"nan"_s << u"edit.value.number"_s;
    QTest::newRow("endless") << u"inf"_s << u"edit.value.number"_s;
    QTest::newRow("dimension") << u"5 kg"_s << u"edit.value.unit"_s;
    QTest::newRow("above") << u"101 mL"_s << u"edit.value.limits"_s;
    QTest::newRow("above in litres") << u"0.2 L"_s << u"edit.value.limits"_s;
    QTest::newRow("below") << u"-1"_s << u"edit.value.limits"_s;
}

void TestQuantityEdit::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    QuantityEdit edit;
    edit.setUnit(*Unit::parse(u"mL"_s));
    edit.setLimits({0.0, 100.0});
    edit.setValue(50);
    QSignalSpy edited(&edit, &QuantityEdit::edited);
    const auto read = edit.read(text);
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code(), code);
    edit.setText(text);
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(edited.count(), 0);
    QCOMPARE(edit.value(), std::optional(50.0));
    QVERIFY(!edit.toolTip().isEmpty());
    QTest::keyClick(&edit, Qt::Key_Escape);
    QCOMPARE(edit.property("invalid").toBool(), false);
}

void TestQuantityEdit::prettyTextIsNoEdit()
{
    QuantityEdit edit;
    edit.setUnit(*Unit::parse(u"mL"_s));
    edit.setValue(64.70588235);
    QSignalSpy edited(&edit, &QuantityEdit::edited);
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(edited.count(), 0);
    QCOMPARE(edit.value(), std::optional(64.70588235));
}

void TestQuantityEdit::durations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds"); // -1: refused
    QTest::newRow("minutes") << u"30 min"_s << qint64(1800);
    QTest::newRow("two parts") << u"2 h 15 min"_s << qint64(8100);
    QTest::newRow("tight") << u"10d"_s << qint64(864000);
    QTest::newRow("chinese") << u"2 小时"_s << qint64(7200);
    QTest::newRow("fraction") << u"0.5 h"_s << qint64(1800);
    QTest::newRow("empty") << u""_s << qint64(0);
    QTest::newRow("no unit") << u"30"_s << qint64(-1);
    QTest::newRow("other unit") << u"30 mL"_s << qint64(-1);
    QTest::newRow("rest") << u"30 min soon"_s << qint64(-1);
}

void TestQuantityEdit::durations()
{
    QFETCH(QString, text);
    QFETCH(qint64, seconds);
    const auto read = DurationEdit::read(text);
    QCOMPARE(read.ok(), seconds >= 0);
    if (!read) {
        QCOMPARE(read.error().code(), u"edit.value.duration"_s);
        return;
    }
    QCOMPARE(read->count(), seconds * 1000);
    QCOMPARE(DurationEdit::read(DurationEdit::write(*read))->count(), read->count());
}

void TestQuantityEdit::conditionIsTakenOnlyWhenGood()
{
    ConditionEdit edit;
    edit.setCondition(u"elapsed >= 10 d"_s);
    edit.show();
    QSignalSpy edited(&edit, &ConditionEdit::edited);
    edit.editor()->setPlainText(u"elapsed >= and"_s);
    QTest::keyClick(edit.editor(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(edited.count(), 0);
    edit.editor()->setPlainText(u"elapsed >= 9 d or r.viability < 70"_s);
    QTest::keyClick(edit.editor(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(edited.count(), 1);
    QCOMPARE(edited.first().first().toString(), u"elapsed >= 9 d or r.viability < 70"_s);
}

QTEST_MAIN(TestQuantityEdit)
#include "tst_quantityedit.moc"
