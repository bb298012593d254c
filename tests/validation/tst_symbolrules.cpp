// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/rig.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

using B = RecipeBuilder;

B good()
{
    return B()
        .role("A", "vessel", "V-1")
        .unit("Grow", "A")
        .phase("Warm", "work")
        .close()
        .phase("Ask", "answer");
}

MasterRecipe choice(B builder, const char *first, const char *second, int priority = 2)
{
    return builder.select("Which")
        .branch(GateOutcome::None, 1)
        .transition("T1", first)
        .branch(GateOutcome::None, priority)
        .transition("T2", second)
        .joinOne("J")
        .recipe();
}

MasterRecipe one(const char *condition)
{
    return B()
        .role("A", "vessel", "V-1")
        .unit("Grow", "A")
        .phase("Warm", "work")
        .transition("T", condition)
        .close()
        .phase("Ask", "answer")
        .recipe();
}

MasterRecipe withParameter(const char *formula)
{
    return good()
        .edit("Warm",
            [formula](Element &warm) {
                warm.parameters = {B::parameter("temperature", "37 °C")};
                warm.parameters.first().value.reset();
                warm.parameters.first().formula = QString::fromUtf8(formula);
            })
        .formula("warm", "37 °C")
        .recipe();
}

QVector<RuleCase> cases()
{
    return {
        {"STR-05 complete",
            designed([] { return choice(good(), "r.viability > 70", "r.viability <= 70"); })},
        {"STR-05 gap",
            designed([] { return choice(good(), "r.viability > 70", "r.viability < 70"); }),
            "GMP-STR-05.uncovered", "Which", "r.viability = 70"},
        {"STR-05 gap between",
            designed([] { return choice(good(), "r.viability >= 80", "r.viability < 70"); }),
            "GMP-STR-05.uncovered", "Which", "r.viability = 70"},
        {"STR-05 two names", designed([] {
             return choice(good(), "r.viability > 70 and elapsed < 2 h",
                 "r.viability <= 70 or elapsed > 2 h");
         }),
            "GMP-STR-05.uncovered", "Which", "elapsed = 7200"},
        {"STR-05 else", designed([] { return choice(good(), "r.viability > 70", ""); })},
        {"STR-05 else as a constant",
            designed([] { return choice(good(), "r.viability > 70", "1"); })},
        {"STR-05 else first", designed([] { return choice(good(), "1", "r.viability > 70"); }),
            "GMP-STR-05.elseNotLast", "T1 T2 Which"},
        {"STR-05 overlap",
            designed([] { return choice(good(), "r.viability >= 70", "r.viability <= 70", 1); }),
            "GMP-STR-05.overlap", "Which T1 T2", "r.viability = 70"},
        {"STR-05 overlap, but in order",
            designed([] { return choice(good(), "r.viability >= 70", "r.viability <= 70"); })},
        {"STR-05 answers of a prompt",
            designed([] { return choice(good(), "r.choice == 0", "r.choice == 1"); })},
        {"STR-05 an answer is left out", designed([] {
             return choice(good(), "r.choice == 0", "r.choice > 1 or r.choice == 0", 2);
         }),
            "GMP-STR-05.uncovered", "Which", "r.choice = 1"},
        {"STR-05 formula value", designed([] {
             return choice(good().formula("limit", "70 %"), "r.viability >= f.limit",
                 "r.viability < f.limit");
         })},
        {"STR-05 never",
            designed([] { return choice(good(), "r.viability > 90 and r.viability < 80", ""); }),
            "GMP-STR-05.never", "T1 Which"},
        {"STR-05 no transition", designed([] {
             return good()
                 .select("Which")
                 .branch(GateOutcome::None, 1)
                 .manual("M")
                 .branch(GateOutcome::None, 2)
                 .transition("T2", "")
                 .joinOne("J")
                 .recipe();
         }),
            "GMP-STR-05.noTransition", "Which M"},
        {"STR-05 syntax", designed([] { return one("r.viability >"); }), "GMP-STR-05.syntax", "T",
            "r.viability >"},
        {"STR-05 text", designed([] { return one("r.word > 1"); }), "GMP-STR-05.notANumber", "T",
            "r.word"},
        {"STR-05 signal", bound([] { return one("temperature.pv > 30"); })},
        {"STR-05 unknown signal", bound([] { return one("flow.pv > 30"); }),
            "GMP-STR-05.unknownSignal", "T", "flow.pv"},
        {"STR-05 signal of a role", bound([] { return one("A:temperature.pv > 30"); })},
        {"STR-05 signal of no role", designed([] { return one("X:temperature.pv > 30"); }),
            "GMP-STR-05.unknownSignal", "T", "X:temperature.pv"},
        {"STR-10 formula", designed([] { return one("f.nope > 1"); }), "GMP-STR-10.formula", "T",
            "f.nope"},
        {"STR-10 parameter", designed([] { return one("p.nope > 1"); }), "GMP-STR-10.parameter",
            "T/nope", "p.nope"},
        {"STR-10 result", designed([] { return one("r.nope > 1"); }), "GMP-STR-10.result", "T",
            "r.nope"},
        {"STR-10 no value", designed([] {
             return good()
                 .edit("Warm",
                     [](Element &warm) {
                         warm.type = u"ramp"_s;
                         warm.parameters = {B::parameter("target", "37 °C")};
                         warm.parameters.first().value.reset();
                     })
                 .recipe();
         }),
            "GMP-STR-10.noValue", "Warm/target", "p.target"},
        {"STR-10 standard of the class", designed([] {
             return good()
                 .edit("Warm",
                     [](Element &warm) {
                         warm.parameters = {B::parameter("temperature", "37 °C")};
                         warm.parameters.first().value.reset();
                     })
                 .recipe();
         })},
        {"STR-10 used", designed([] { return withParameter("warm"); })},
        {"STR-10 unused", designed([] { return good().formula("idle", "5 mL").recipe(); }),
            "GMP-STR-10.unused", "idle", "idle"},
    };
}

} // namespace

class TestSymbolRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data() { addRows(cases()); }
    void finds() { check(cases()); }
};

QTEST_GUILESS_MAIN(TestSymbolRules)
#include "tst_symbolrules.moc"
