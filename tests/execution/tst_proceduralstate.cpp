// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/proceduralstate.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class tst_ProceduralState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void quiescence_data();
    void quiescence();
    void words();
};

// Typed from the standard's table, apart from the one in the code. "-": rejected.
void tst_ProceduralState::table_data()
{
    QTest::addColumn<QString>("row");
    QTest::newRow("head") << u"state Start Pause Resume Hold Restart Stop Abort Reset done"_s;
    for (const char *row :
        {
            "Idle       Running -       -       -       -          -        -        -    -",
            "Running    -       Pausing -       Holding -          Stopping Aborting -    Complete",
            "Pausing    -       -       -       Holding -          Stopping Aborting -    Paused",
            "Paused     -       -       Running Holding -          Stopping Aborting -    -",
            "Holding    -       -       -       -       -          Stopping Aborting -    Held",
            "Held       -       -       -       -       Restarting Stopping Aborting -    -",
            "Restarting -       -       -       Holding -          Stopping Aborting -    Running",
            "Stopping   -       -       -       -       -          -        Aborting -    Stopped",
            "Stopped    -       -       -       -       -          -        -        Idle -",
            "Aborting   -       -       -       -       -          -        -        -    Aborted",
            "Aborted    -       -       -       -       -          -        -        Idle -",
            "Complete   -       -       -       -       -          -        -        Idle -",
        })
        QTest::newRow(row) << QString::fromLatin1(row).simplified();
}

void tst_ProceduralState::table()
{
    QFETCH(QString, row);
    const QStringList cells = row.split(u' ');
    QCOMPARE(cells.size(), 10);
    if (cells.first() == u"state"_s)
        return;
    const auto state = stateFromText(cells.first());
    QVERIFY(state);
    QStringList actual {cells.first()};
    const auto shown = [](const std::optional<ProceduralState> &target) {
        return target ? toText(*target) : u"-"_s;
    };
    for (int command = 0; command < 8; ++command)
        actual << shown(stateAfter(*state, ProceduralCommand(command)));
    actual << shown(stateWhenDone(*state));
    QCOMPARE(actual, cells);
}

void tst_ProceduralState::quiescence_data()
{
    QTest::addColumn<bool>("quiescent");
    QTest::addColumn<bool>("isFinalState");
    QTest::newRow("Idle") << true << false;
    QTest::newRow("Running") << false << false;
    QTest::newRow("Pausing") << false << false;
    QTest::newRow("Paused") << true << false;
    QTest::newRow("Holding") << false << false;
    QTest::newRow("Held") << true << false;
    QTest::newRow("Restarting") << false << false;
    QTest::newRow("Stopping") << false << false;
    QTest::newRow("Stopped") << true << true;
    QTest::newRow("Aborting") << false << false;
    QTest::newRow("Aborted") << true << true;
    QTest::newRow("Complete") << true << true;
}

void tst_ProceduralState::quiescence()
{
    QFETCH(bool, quiescent);
    QFETCH(bool, isFinalState);
    const auto state = stateFromText(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(state);
    QCOMPARE(isQuiescent(*state), quiescent);
    QCOMPARE(isFinal(*state), isFinalState);
}

void tst_ProceduralState::words()
{
    for (int i = 0; i < 12; ++i)
        QCOMPARE(stateFromText(toText(ProceduralState(i))), ProceduralState(i));
    for (int i = 0; i < 8; ++i)
        QCOMPARE(commandFromText(toText(ProceduralCommand(i))), ProceduralCommand(i));
    QVERIFY(!stateFromText(u"running"_s));
    QVERIFY(!stateFromText({}));
    QVERIFY(!commandFromText(u"Go"_s));
    QCOMPARE(toText(StateCause::Recovery), u"recovery"_s);
}

QTEST_APPLESS_MAIN(tst_ProceduralState)
#include "tst_proceduralstate.moc"
