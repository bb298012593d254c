// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/rig.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

using B = RecipeBuilder;

B transfer(const char *out, const char *in)
{
    return B()
        .role("A", "vessel", "V-1")
        .role("B", "vessel", "V-2")
        .parallel("Split")
        .branch()
        .unit("From", "A")
        .phase("Out", out)
        .close()
        .branch()
        .unit("To", "B")
        .phase("In", in)
        .close()
        .joinAll("Join");
}

B crossed(const char *first, const char *second)
{
    return B()
        .role("A", "vessel", "V-1")
        .role("B", "vessel", "V-2")
        .parallel("Split")
        .branch()
        .unit("From", "A")
        .phase("Out1", "move")
        .phase("Out2", "move")
        .close()
        .branch()
        .unit("To", "B")
        .phase("In1", "move")
        .phase("In2", "move")
        .close()
        .joinAll("Join")
        .sync("Out1", first)
        .sync("Out2", second);
}

B phases(const char *type, const B::ElementEdit &edit)
{
    return B().role("A", "vessel", "V-1").unit("U", "A").phase("P", type, edit).close();
}

void heldAnHour(Element &element)
{
    element.critical = true;
    element.maxHeldTime = std::chrono::hours(1);
}

QVector<RuleCase> cases()
{
    return {
        {"STR-07 good", bound([] { return transfer("move", "move").sync("Out", "In").recipe(); })},
        {"STR-07 one sided", designed([] { return transfer("move", "work").recipe(); }),
            "GMP-STR-07.oneSided", "Out"},
        {"STR-07 no transfer",
            designed([] { return transfer("move", "work").sync("Out", "In").recipe(); }),
            "GMP-STR-07.notTransfer", "In Out Out=In"},
        {"STR-07 gives and takes",
            designed([] { return transfer("give", "take").sync("Out", "In").recipe(); })},
        {"STR-07 drawn backwards",
            designed([] { return transfer("give", "take").sync("In", "Out").recipe(); })},
        {"STR-07 both give",
            designed([] { return transfer("give", "give").sync("Out", "In").recipe(); }),
            "GMP-STR-07.sameSide", "Out In Out=In"},
        {"STR-07 both take",
            designed([] { return transfer("take", "take").sync("Out", "In").recipe(); }),
            "GMP-STR-07.sameSide", "Out In Out=In"},
        {"STR-07 pump and hand",
            designed([] { return transfer("give", "move").sync("Out", "In").recipe(); }),
            "GMP-STR-07.halfOpen", "Out In Out=In"},
        {"STR-07 waits once more",
            designed([] { return transfer("twice", "move").sync("Out", "In").recipe(); }),
            "GMP-STR-07.syncSteps", "Out In Out=In"},
        {"STR-07 same unit", designed([] {
             return B()
                 .role("A", "vessel", "V-1")
                 .unit("U", "A")
                 .parallel("S")
                 .branch()
                 .phase("Out", "move")
                 .branch()
                 .phase("In", "move")
                 .joinAll("J")
                 .close()
                 .sync("Out", "In")
                 .recipe();
         }),
            "GMP-STR-07.sameUnit", "Out In Out=In"},
        {"STR-07 one after the other", designed([] {
             return B()
                 .role("A", "vessel", "V-1")
                 .role("B", "vessel", "V-2")
                 .unit("From", "A")
                 .phase("Out", "move")
                 .close()
                 .unit("To", "B")
                 .phase("In", "move")
                 .close()
                 .sync("Out", "In")
                 .recipe();
         }),
            "GMP-STR-07.notConcurrent", "Out In Out=In"},
        {"STR-08 shared role", bound([] {
             return transfer("work", "work")
                 .edit("To", [](Element &to) { to.role = RoleId(u"A"_s); })
                 .recipe();
         }),
            "GMP-STR-08.sharedRole", "To From V-1", "A"},
        {"STR-08 one role twice, in order", bound([] {
             return B()
                 .role("A", "vessel", "V-1")
                 .unit("One", "A")
                 .phase("P1", "work")
                 .close()
                 .unit("Two", "A")
                 .phase("P2", "work")
                 .close()
                 .recipe();
         })},
        {"STR-08 same order", designed([] { return crossed("In1", "In2").recipe(); })},
        {"STR-08 circle", designed([] { return crossed("In2", "In1").recipe(); }),
            "GMP-STR-08.circularWait", "Out1 Out2 In1 In2", "Out1"},
        {"STR-09 unknown class", designed([] { return phases("no-such", {}).recipe(); }),
            "GMP-STR-09.unknownClass", "P", "no-such"},
        {"STR-09 good", designed([] { return phases("work", heldAnHour).recipe(); })},
        {"STR-09 short and not critical", designed([] {
             return phases("bare", [](Element &e) {
                 e.duration.longest = std::chrono::minutes(9);
             }).recipe();
         })},
        {"STR-09 no logic", designed([] { return phases("bare", heldAnHour).recipe(); }),
            "GMP-STR-09.noLogic", "P", "Hold, Restart, Stop, Abort"},
        {"STR-09 long", designed([] {
             return phases("bare", [](Element &e) {
                 e.duration.longest = std::chrono::minutes(10);
                 e.maxHeldTime = std::chrono::hours(1);
             }).recipe();
         }),
            "GMP-STR-09.noLogic", "P"},
        {"STR-09 no held limit",
            designed([] { return phases("work", [](Element &e) { e.critical = true; }).recipe(); }),
            "GMP-STR-09.noHeldLimit", "P"},
    };
}

} // namespace

class TestCoordinationRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data() { addRows(cases()); }
    void finds() { check(cases()); }
};

QTEST_GUILESS_MAIN(TestCoordinationRules)
#include "tst_coordinationrules.moc"
