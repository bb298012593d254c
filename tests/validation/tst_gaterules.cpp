// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/rig.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

using B = RecipeBuilder;

void signedByQa(Element &element)
{
    element.signatures = {{SignatureMeaning::Approved, u"qa"_s}};
}

void measured(Element &element)
{
    Criterion viability;
    viability.attribute = u"viability"_s;
    viability.comparison = u">="_s;
    viability.limit = 70;
    element.gate->criteria = {viability};
}

void release(Element &element)
{
    element.gate->release = true;
}

// A gate whose fail and pending ways end after a decision of quality.
B &gated(B &builder, const char *id, const char *fail, const char *pending, const char *join,
    const B::ElementEdit &edit = {})
{
    const auto complete = [&edit](Element &element) {
        measured(element);
        if (edit)
            edit(element);
    };
    return builder.gate(id, complete)
        .branch(GateOutcome::Fail)
        .manual(fail, signedByQa)
        .branch(GateOutcome::Pending)
        .manual(pending)
        .branch(GateOutcome::Pass)
        .manual((QByteArray("after ") + id).constData())
        .joinOne(join);
}

MasterRecipe healthy()
{
    B builder;
    gated(builder, "Day5", "Decide", "Wait", "J1");
    gated(builder, "Release", "Reject", "Later", "J2", release);
    return builder.recipe();
}

QVector<RuleCase> cases()
{
    return {
        {"good", designed(healthy)},
        {"IPC-06 no fail", designed([] {
             return B()
                 .gate("G", measured)
                 .branch(GateOutcome::Pass)
                 .manual("Go")
                 .branch(GateOutcome::Pending)
                 .manual("Wait")
                 .joinOne("J")
                 .recipe();
         }),
            "GMP-IPC-06.noFail", "G"},
        {"IPC-06 no criteria", designed([] {
             B builder;
             gated(builder, "G", "Decide", "Wait", "J",
                 [](Element &element) { element.gate->criteria.clear(); });
             return builder.recipe();
         }),
            "GMP-IPC-06.noCriteria", "G"},
        {"IPC-06 no specification", designed([] {
             B builder;
             gated(builder, "G", "Decide", "Wait", "J",
                 [](Element &element) { element.gate.reset(); });
             return builder.recipe();
         }),
            "GMP-IPC-06.noCriteria", "G"},
        {"IPC-06 no pending", designed([] {
             return B()
                 .gate("G", measured)
                 .branch(GateOutcome::Pass)
                 .manual("Go")
                 .branch(GateOutcome::Fail)
                 .manual("Decide", signedByQa)
                 .joinOne("J")
                 .recipe();
         }),
            "GMP-IPC-06.noPending", "G"},
        {"IPC-06 no pass", designed([] {
             return B()
                 .gate("G", measured)
                 .branch(GateOutcome::Fail)
                 .manual("Decide", signedByQa)
                 .branch(GateOutcome::Pending)
                 .manual("Wait")
                 .joinOne("J")
                 .recipe();
         }),
            "GMP-IPC-06.noPass", "G"},
        {"IPC-06 link without outcome", designed([] {
             return B()
                 .gate("G", measured)
                 .branch(GateOutcome::Pass)
                 .manual("Go")
                 .branch(GateOutcome::Fail)
                 .manual("Decide", signedByQa)
                 .branch(GateOutcome::Pending)
                 .manual("Wait")
                 .branch()
                 .manual("What")
                 .joinOne("J")
                 .recipe();
         }),
            "GMP-IPC-06.noOutcome", "G/G>What"},
        {"IPC-06 fail goes on", designed([] {
             return B()
                 .gate("G", measured)
                 .branch(GateOutcome::Pass)
                 .manual("Go")
                 .branch(GateOutcome::Fail)
                 .manual("Shrug")
                 .branch(GateOutcome::Pending)
                 .manual("Wait")
                 .joinOne("J")
                 .manual("Next")
                 .recipe();
         }),
            "GMP-IPC-06.failReturns", "G Shrug Next", "Shrug → Next"},
        {"IPC-06 fail ends undecided", designed([] {
             return B()
                 .gate("G", measured)
                 .branch(GateOutcome::Pass)
                 .manual("Go")
                 .branch(GateOutcome::Fail)
                 .manual("Shrug")
                 .branch(GateOutcome::Pending)
                 .manual("Wait")
                 .joinOne("J")
                 .recipe();
         }),
            "GMP-IPC-06.failEnds", "G Shrug", "Shrug"},
        {"IPC-07 bypass", designed([] {
             B builder;
             builder.select("S")
                 .branch(GateOutcome::None, 1)
                 .transition("Skip", "elapsed > 5")
                 .branch(GateOutcome::None, 2)
                 .transition("Usual", "");
             gated(builder, "Day5", "Decide", "Wait", "J1").joinOne("J");
             gated(builder, "Release", "Reject", "Later", "J2", release);
             return builder.recipe();
         }),
            "GMP-IPC-07.bypass", "Day5 Skip Release", "Skip → Release"},
        {"IPC-07 not mandatory", designed([] {
             B builder;
             builder.select("S")
                 .branch(GateOutcome::None, 1)
                 .transition("Skip", "elapsed > 5")
                 .branch(GateOutcome::None, 2)
                 .transition("Usual", "");
             gated(builder, "Day5", "Decide", "Wait", "J1", [](Element &e) {
                 e.gate->mandatory = false;
             }).joinOne("J");
             gated(builder, "Release", "Reject", "Later", "J2", release);
             return builder.recipe();
         })},
        {"IPC-07 in a parallel branch", designed([] {
             B builder;
             builder.parallel("S").branch().manual("Other").branch();
             gated(builder, "Day5", "Decide", "Wait", "J1").joinAll("J");
             gated(builder, "Release", "Reject", "Later", "J2", release);
             return builder.recipe();
         })},
        {"IPC-07 in a container", designed([] {
             B builder;
             builder.role("A", "vessel", "V-1").unit("U", "A").phase("P", "work");
             gated(builder, "Day5", "Decide", "Wait", "J1").close();
             gated(builder, "Release", "Reject", "Later", "J2", release);
             return builder.recipe();
         })},
    };
}

} // namespace

class TestGateRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data() { addRows(cases()); }
    void finds() { check(cases()); }
};

QTEST_GUILESS_MAIN(TestGateRules)
#include "tst_gaterules.moc"
