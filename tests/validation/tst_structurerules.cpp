// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/rig.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

using B = RecipeBuilder;

// A healthy recipe that the cases break in one place.
B good()
{
    return B()
        .role("A", "vessel", "V-1")
        .role("B", "vessel", "V-2")
        .unit("Grow", "A")
        .phase("Warm", "work")
        .phase("Keep", "work")
        .close();
}

B choice(const char *first, const char *second)
{
    return good()
        .select("Which")
        .branch(GateOutcome::None, 1)
        .transition("T1", first)
        .branch(GateOutcome::None, 2)
        .transition("T2", second);
}

B parallelUnits()
{
    return good()
        .parallel("Split")
        .branch()
        .unit("Left", "A")
        .phase("L1", "work")
        .close()
        .branch()
        .unit("Right", "B")
        .phase("R1", "work")
        .close();
}

QVector<RuleCase> beginsAndEnds()
{
    return {
        {"good", designed([] { return good().recipe(); })},
        {"good and bound", bound([] { return good().recipe(); })},
        {"parallel branches", bound([] { return parallelUnits().joinAll("Join").recipe(); })},
        {"choice", designed([] { return choice("elapsed > 5", "").joinOne("Join").recipe(); })},
        {"STR-01 no begin", designed([] { return good().drop("Grow.begin").recipe(); }),
            "GMP-STR-01.noBegin", "Grow"},
        {"STR-01 no end", designed([] { return good().drop("Grow.end").recipe(); }),
            "GMP-STR-01.noEnd", "Grow"},
        {"STR-01 two ends", designed([] {
             return good()
                 .select("Which")
                 .branch(GateOutcome::None, 1)
                 .transition("Yes", "elapsed > 5")
                 .add("Stop", ElementKind::End)
                 .branch(GateOutcome::None, 2)
                 .transition("Else", "")
                 .recipe();
         }),
            "GMP-STR-01.manyEnds", "Stop end", "2"},
        {"STR-02 unreachable", designed([] {
             return good()
                 .manual("Lost")
                 .add("J", ElementKind::SelectionJoin)
                 .cut("Grow", "Lost")
                 .control("Grow", "J")
                 .recipe();
         }),
            "GMP-STR-02.unreachable", "Lost", "Lost"},
        {"STR-02 dead end", designed([] {
             return good()
                 .select("Which")
                 .branch(GateOutcome::None, 1)
                 .transition("T1", "elapsed > 5")
                 .manual("Dead")
                 .branch(GateOutcome::None, 2)
                 .transition("T2", "")
                 .recipe();
         }),
            "GMP-STR-02.deadEnd", "Dead T1"},
        {"STR-03 cycle", designed([] {
             return good()
                 .add("Again", ElementKind::SelectionJoin)
                 .manual("Look")
                 .select("Which")
                 .branch(GateOutcome::None, 2)
                 .transition("Back", "")
                 .branch(GateOutcome::None, 1)
                 .transition("Enough", "elapsed > 5")
                 .control("Back", "Again")
                 .recipe();
         }),
            "GMP-STR-03.cycle", "Again Look Which Back", "Again → Look → Which → Back"},
        {"STR-03 no condition", designed([] {
             return good()
                 .unit("U", "B")
                 .loop("L", "", 3)
                 .phase("P", "work")
                 .close()
                 .close()
                 .recipe();
         }),
            "GMP-STR-03.noCondition", "L"},
        {"STR-03 no limit", designed([] {
             return good()
                 .unit("U", "B")
                 .loop("L", "count >= 2", 0)
                 .phase("P", "work")
                 .close()
                 .close()
                 .recipe();
         }),
            "GMP-STR-03.noLimit", "L"},
        {"STR-03 good loop", designed([] {
             return good()
                 .unit("U", "B")
                 .loop("L", "count >= 2", 3)
                 .phase("P", "work")
                 .close()
                 .close()
                 .recipe();
         })},
    };
}

QVector<RuleCase> blocksAndLevels()
{
    return {
        {"STR-04 fork", designed([] {
             return good()
                 .manual("M")
                 .manual("N")
                 .add("J", ElementKind::SelectionJoin)
                 .control("M", "J")
                 .recipe();
         }),
            "GMP-STR-04.fork", "M"},
        {"STR-04 merge", designed([] {
             return choice("elapsed > 5", "").manual("M").control("T1", "M").recipe();
         }),
            "GMP-STR-04.merge", "M"},
        {"STR-04 not joined",
            designed([] { return good().parallel("P").branch().manual("X").recipe(); }),
            "GMP-STR-04.notJoined", "P end"},
        {"STR-04 deadlock",
            designed([] { return choice("elapsed > 5", "").joinAll("J").recipe(); }),
            "GMP-STR-04.deadlock", "J"},
        {"STR-04 leftover", designed([] { return parallelUnits().joinOne("J").recipe(); }),
            "GMP-STR-04.leftover", "Split J"},
        {"STR-04 nested", designed([] {
             return good()
                 .parallel("P")
                 .branch()
                 .parallel("Q")
                 .branch()
                 .manual("X")
                 .branch()
                 .manual("Y")
                 .joinAll("QJ")
                 .branch()
                 .manual("Z")
                 .joinAll("PJ")
                 .recipe();
         })},
        {"STR-06 inverted", designed([] {
             return good()
                 .unit("U", "B")
                 .operation("O1")
                 .operation("O2")
                 .phase("P", "work")
                 .close()
                 .close()
                 .close()
                 .recipe();
         }),
            "GMP-STR-06.inverted", "O2 O1"},
        {"STR-06 no unit procedure", designed([] { return good().phase("P", "work").recipe(); }),
            "GMP-STR-06.noUnitProcedure", "P"},
        {"STR-06 manual phase needs none",
            designed([] { return good().phase("P", "answer").recipe(); })},
        {"STR-06 unknown role",
            designed([] { return good().unit("U", "X").phase("P", "work").close().recipe(); }),
            "GMP-STR-06.unknownRole", "U", "X"},
        {"STR-06 no role",
            designed([] { return good().unit("U", "").phase("P", "work").close().recipe(); }),
            "GMP-STR-06.noRole", "U P"},
        {"STR-06 two operations", designed([] {
             return good()
                 .unit("U", "B")
                 .parallel("S")
                 .branch()
                 .operation("O1")
                 .phase("P1", "work")
                 .close()
                 .branch()
                 .operation("O2")
                 .phase("P2", "work")
                 .close()
                 .joinAll("J")
                 .close()
                 .recipe();
         }),
            "GMP-STR-06.twoOperations", "O2 O1 U"},
        {"STR-06 two phases may", designed([] {
             return good()
                 .unit("U", "B")
                 .parallel("S")
                 .branch()
                 .phase("P1", "work")
                 .branch()
                 .phase("P2", "work")
                 .joinAll("J")
                 .close()
                 .recipe();
         })},
    };
}

QVector<RuleCase> cases()
{
    return beginsAndEnds() + blocksAndLevels();
}

} // namespace

class TestStructureRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data() { addRows(cases()); }
    void finds() { check(cases()); }
};

QTEST_GUILESS_MAIN(TestStructureRules)
#include "tst_structurerules.moc"
