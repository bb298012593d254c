// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/rig.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

using B = RecipeBuilder;

Parameter complete()
{
    Parameter parameter = B::parameter("temperature", "37 °C");
    parameter.alert = {36.5, 37.5};
    parameter.action = {36, 38};
    parameter.validated = {35, 39};
    parameter.critical = true;
    parameter.source = u"PV-001"_s;
    parameter.signal = u"temperature.pv"_s;
    parameter.samplingInterval = std::chrono::minutes(1);
    return parameter;
}

MasterRecipe with(const std::function<void(Parameter &)> &edit, const char *formula = nullptr)
{
    B builder = B().role("A", "vessel", "V-1")
                    .unit("U", "A")
                    .phase("Warm", "work",
                        [&](Element &warm) {
                            Parameter parameter = complete();
                            edit(parameter);
                            warm.parameters = {parameter};
                        })
                    .close();
    if (formula)
        builder.formula("warm", formula);
    return builder.recipe();
}

B::ElementEdit flows(const char *in, const char *out, const char *residual = nullptr)
{
    return [=](Element &element) {
        if (in)
            element.ports.append(B::port("in", PortDirection::In, in));
        if (out)
            element.ports.append(B::port("out", PortDirection::Out, out));
        if (residual)
            element.residual = Quantity::parse(QString::fromUtf8(residual)).value();
    };
}

B vessel()
{
    return B().role("A", "vessel", "V-1").unit("U", "A");
}

// Set to 37 °C, then moved to \p target at \p rate; \p longest for the ramp.
MasterRecipe ramped(const char *target, const char *rate, Duration longest, bool choice = false)
{
    B builder = B().role("A", "vessel", "V-1").unit("U", "A").phase("Warm", "work");
    const auto ramp = [&](Element &element) {
        element.parameters = {B::parameter("target", target), B::parameter("rate", rate)};
        element.duration.longest = longest;
        element.maxHeldTime = std::chrono::hours(1);
    };
    if (choice)
        builder.select("S")
            .branch(GateOutcome::None, 1)
            .transition("Good", "r.viability > 80")
            .phase("Ramp", "ramp", ramp)
            .branch(GateOutcome::None, 2)
            .transition("Else", "")
            .joinOne("J");
    else
        builder.phase("Ramp", "ramp", ramp);
    return builder.close().recipe();
}

QVector<RuleCase> ramps()
{
    using namespace std::chrono;
    return {
        {"PAR-04 ramp arrives just in time",
            bound([] { return ramped("32 °C", "1 K/min", minutes(5)); })},
        {"PAR-04 ramp too slow", bound([] { return ramped("31 °C", "1 K/min", minutes(5)); }),
            "GMP-PAR-04.ramp", "Ramp", "31"},
        {"PAR-04 ramp downwards at a negative rate",
            bound([] { return ramped("32 °C", "-1 K/min", minutes(5)); })},
        {"PAR-04 ramp without a limit", bound([] { return ramped("10 °C", "1 K/min", {}); })},
        {"PAR-04 ramp that starts nobody knows where",
            bound([] { return ramped("10 °C", "1 K/min", minutes(5), true); })},
        {"PAR-04 ramp without a rate", bound([] { return ramped("32 °C", "0 K/min", minutes(5)); }),
            "GMP-PAR-04.rampRate", "Ramp", "temperature.sp"},
    };
}

QVector<RuleCase> parameters()
{
    return {
        {"complete", bound([] { return with([](Parameter &) {}); })},
        {"PAR-01 set point", bound([] { return with([](Parameter &p) { p.value = 37.6; }); }),
            "GMP-PAR-01.setPointOutsideAlert", "Warm/temperature", "37.6"},
        {"PAR-01 no alert", bound([] {
             return with([](Parameter &p) {
                 p.alert = {};
                 p.value = 39;
             });
         }),
            "GMP-PAR-01.setPointOutsideAction", "Warm/temperature"},
        {"PAR-01 alert", bound([] { return with([](Parameter &p) { p.alert.high = 38.5; }); }),
            "GMP-PAR-01.alertOutsideAction", "Warm/temperature", "36.5 – 38.5"},
        {"PAR-01 open alert",
            bound([] { return with([](Parameter &p) { p.alert.high.reset(); }); }),
            "GMP-PAR-01.alertOutsideAction", "Warm/temperature"},
        {"PAR-01 action", bound([] { return with([](Parameter &p) { p.action.low = 34; }); }),
            "GMP-PAR-01.actionOutsideValidated", "Warm/temperature"},
        {"PAR-01 class", designed([] { return with([](Parameter &p) { p.validated.high = 46; }); }),
            "GMP-PAR-01.outsideClass", "Warm/temperature"},
        {"PAR-01 calibration",
            bound([] { return with([](Parameter &p) { p.validated.high = 43; }); }),
            "GMP-PAR-01.outsideCalibration", "Warm/temperature V-1", "10 – 42"},
        {"PAR-01 calibration of another role's unit", bound([] {
             return with([](Parameter &p) {
                 p.signal = u"A:temperature.pv"_s;
                 p.validated.high = 43;
             });
         }),
            "GMP-PAR-01.outsideCalibration", "Warm/temperature V-1", "10 – 42"},
        {"PAR-01 converted", bound([] {
             return with([](Parameter &p) {
                 p = B::parameter("temperature", "310.15 K");
                 p.validated = {309, 312};
             });
         })},
        {"PAR-01 converted and too much", designed([] {
             return with([](Parameter &p) { p = B::parameter("temperature", "320 K"); });
         }),
            "GMP-PAR-01.outsideClass", "Warm/temperature", "320"},
        {"PAR-02 range", bound([] { return with([](Parameter &p) { p.validated = {}; }); }),
            "GMP-PAR-02.range", "Warm/temperature"},
        {"PAR-02 source", bound([] { return with([](Parameter &p) { p.source = u" "_s; }); }),
            "GMP-PAR-02.source", "Warm/temperature"},
        {"PAR-02 signal", bound([] { return with([](Parameter &p) { p.signal.clear(); }); }),
            "GMP-PAR-02.signal", "Warm/temperature"},
        {"PAR-02 sampling",
            bound([] { return with([](Parameter &p) { p.samplingInterval = Duration(0); }); }),
            "GMP-PAR-02.sampling", "Warm/temperature"},
        {"PAR-02 set point", bound([] { return with([](Parameter &p) { p.value.reset(); }); }),
            "GMP-PAR-02.setPoint", "Warm/temperature"},
        {"PAR-02 unknown signal",
            bound([] { return with([](Parameter &p) { p.signal = u"colour.pv"_s; }); }),
            "GMP-PAR-02.unknownSignal", "Warm/temperature", "colour.pv"},
        {"PAR-02 signal of another role", bound([] {
             MasterRecipe recipe = with([](Parameter &p) { p.signal = u"A:temperature.pv"_s; });
             return recipe;
         })},
        {"PAR-02 signal of a role that is not there",
            designed([] { return with([](Parameter &p) { p.signal = u"X:temperature.pv"_s; }); }),
            "GMP-PAR-02.unknownSignal", "Warm/temperature", "X:temperature.pv"},
        {"PAR-02 not critical", bound([] {
             return with([](Parameter &p) {
                 p.critical = false;
                 p.source.clear();
             });
         })},
        {"PAR-04 formula", bound([] {
             return with(
                 [](Parameter &p) {
                     p.value.reset();
                     p.formula = u"warm"_s;
                 },
                 "5 mL");
         }),
            "GMP-PAR-04.formula", "Warm/temperature", "mL"},
        {"PAR-04 formula converted", bound([] {
             return with(
                 [](Parameter &p) {
                     p.value.reset();
                     p.formula = u"warm"_s;
                 },
                 "310.15 K");
         })},
        {"PAR-04 class", designed([] {
             return with([](Parameter &p) { p = B::parameter("temperature", "37 mL"); });
         }),
            "GMP-PAR-04.class", "Warm/temperature", "mL"},
        {"PAR-04 signal", bound([] {
             return with([](Parameter &p) {
                 p = B::parameter("other", "37 mL");
                 p.signal = u"temperature.pv"_s;
             });
         }),
            "GMP-PAR-04.signal", "Warm/other", "V-1.temperature.pv"},
        {"PAR-04 port", designed([] {
             return vessel().phase("P", "work", flows("5 s", nullptr)).close().recipe();
         }),
            "GMP-PAR-04.portVolume", "P/in"},
    };
}

QVector<RuleCase> volumes()
{
    return {
        {"BAL-01 balanced", bound([] {
             return vessel()
                 .phase("Fill", "work", flows("0.5 L", nullptr))
                 .phase("Keep", "work")
                 .phase("Empty", "work", flows(nullptr, "480 mL", "20 mL"))
                 .close()
                 .recipe();
         })},
        {"BAL-01 negative", bound([] {
             return vessel()
                 .phase("Fill", "work", flows("500 mL", nullptr))
                 .phase("Empty", "work", flows(nullptr, "600 mL"))
                 .close()
                 .recipe();
         }),
            "GMP-BAL-01.negative", "Empty U", "-100"},
        {"BAL-01 within the tolerance", bound([] {
             return vessel()
                 .phase("Fill", "work", flows("500 mL", nullptr))
                 .phase("Empty", "work", flows(nullptr, "520 mL"))
                 .close()
                 .recipe();
         })},
        {"BAL-01 left over", bound([] {
             return vessel().phase("Fill", "work", flows("500 mL", nullptr)).close().recipe();
         }),
            "GMP-BAL-01.leftOver", "U", "500"},
        {"BAL-01 left over after an earlier residual", bound([] {
             return vessel()
                 .phase("Fill", "work", flows("500 mL", nullptr))
                 .phase("Drain", "work", flows(nullptr, "400 mL", "100 mL"))
                 .phase("Feed", "work", flows("300 mL", nullptr))
                 .close()
                 .recipe();
         }),
            "GMP-BAL-01.leftOver", "U", "400"},
        {"BAL-01 residual", bound([] {
             return vessel()
                 .phase("Fill", "work", flows("500 mL", nullptr))
                 .phase("Empty", "work", flows(nullptr, "300 mL", "100 mL"))
                 .close()
                 .recipe();
         }),
            "GMP-BAL-01.residual", "Empty U", "200"},
        {"BAL-01 the branch that takes too much", bound([] {
             return vessel()
                 .phase("Fill", "work", flows("500 mL", nullptr))
                 .select("S")
                 .branch(GateOutcome::None, 1)
                 .transition("T1", "elapsed > 5")
                 .phase("Much", "work", flows(nullptr, "400 mL"))
                 .branch(GateOutcome::None, 2)
                 .transition("T2", "")
                 .phase("Little", "work", flows(nullptr, "100 mL"))
                 .joinOne("J")
                 .phase("Empty", "work", flows(nullptr, "400 mL", "0 mL"))
                 .close()
                 .recipe();
         }),
            "GMP-BAL-01.negative", "Empty U", "Fill → Much → Empty"},
        {"BAL-01 link", bound([] {
             return B()
                 .role("A", "vessel", "V-1")
                 .role("B", "vessel", "V-2")
                 .unit("U", "A")
                 .phase("P", "work", flows("100 mL", "100 mL"))
                 .close()
                 .unit("V", "B")
                 .phase("Q", "work", flows("200 mL", "200 mL"))
                 .close()
                 .matter("m", "P", "out", "Q", "in")
                 .recipe();
         }),
            "GMP-BAL-01.link", "m P/out Q/in", "200"},
        {"EQP-04 over", bound([] {
             return vessel()
                 .phase("Fill", "work", flows("800 mL", nullptr))
                 .phase("Feed", "work", flows("400 mL", nullptr))
                 .phase("Empty", "work", flows(nullptr, "1200 mL"))
                 .close()
                 .recipe();
         }),
            "GMP-EQP-04.over", "Feed U V-1", "Fill → Feed"},
        {"EQP-04 emptied in between", bound([] {
             return vessel()
                 .phase("Fill", "work", flows("800 mL", nullptr))
                 .phase("Drain", "work", flows(nullptr, "700 mL"))
                 .phase("Feed", "work", flows("400 mL", nullptr))
                 .phase("Empty", "work", flows(nullptr, "500 mL"))
                 .close()
                 .recipe();
         })},
        {"EQP-04 side by side", bound([] {
             return vessel()
                 .parallel("S")
                 .branch()
                 .phase("One", "work", flows("600 mL", nullptr))
                 .branch()
                 .phase("Two", "work", flows("600 mL", nullptr))
                 .joinAll("J")
                 .phase("Empty", "work", flows(nullptr, "1200 mL"))
                 .close()
                 .recipe();
         }),
            "GMP-EQP-04.over", "S U V-1", "1200"},
        {"EQP-04 loop", bound([] {
             return vessel()
                 .loop("L", "count >= 4", 4)
                 .phase("Feed", "work", flows("300 mL", nullptr))
                 .close()
                 .phase("Empty", "work", flows(nullptr, ""))
                 .close()
                 .recipe();
         }),
            "GMP-EQP-04.over", "Feed U V-1", "1200"},
        {"EQP-04 loop that empties", bound([] {
             return vessel()
                 .loop("L", "count >= 4", 4)
                 .phase("Feed", "work", flows("300 mL", nullptr))
                 .phase("Empty", "work", flows(nullptr, "300 mL"))
                 .close()
                 .close()
                 .recipe();
         })},
        {"EQP-04 perfusion does not fill", bound([] {
             return vessel()
                 .phase("Fill", "work", flows("500 mL", nullptr))
                 .phase("Perfuse", "work", flows("5 L", "5 L"))
                 .phase("Empty", "work", flows(nullptr, ""))
                 .close()
                 .recipe();
         })},
        {"EQP-04 under", bound([] {
             return vessel()
                 .phase("Fill", "work", flows("10 mL", nullptr))
                 .phase("Keep", "work")
                 .phase("Empty", "work", flows(nullptr, "10 mL"))
                 .close()
                 .recipe();
         }),
            "GMP-EQP-04.under", "Keep U V-1", "10"},
    };
}

MasterRecipe joined(Connection connection, Grade grade)
{
    return B()
        .role("A", "vessel", "V-1")
        .unit("U", "A", [grade](Element &e) { e.grade = grade; })
        .phase("P", "work", flows("100 mL", "100 mL"))
        .phase("Q", "work", flows("100 mL", "100 mL"))
        .close()
        .matter(
            "m", "P", "out", "Q", "in", [connection](Link &link) { link.connection = connection; })
        .recipe();
}

// From one vessel into another, with nothing said about the joint.
MasterRecipe carried(Connection connection, const char *secondUnit, Grade grade = Grade::C)
{
    const auto graded = [grade](Element &e) { e.grade = grade; };
    return B()
        .role("A", "vessel", "V-1")
        .role("B", "vessel", secondUnit)
        .unit("U", "A", graded)
        .phase("P", "work", flows("100 mL", "100 mL"))
        .close()
        .unit("V", "B", graded)
        .phase("Q", "work", flows("100 mL", "100 mL"))
        .close()
        .matter(
            "m", "P", "out", "Q", "in", [connection](Link &link) { link.connection = connection; })
        .recipe();
}

// The container says one half of "open and aseptic", the step in it the other.
MasterRecipe openInside(bool containerOpen)
{
    return B()
        .role("A", "vessel", "V-1")
        .unit("U", "A",
            [containerOpen](Element &e) {
                e.openness = containerOpen ? Openness::Open : Openness::Closed;
                e.aseptic = !containerOpen;
            })
        .phase("P", "work",
            [containerOpen](Element &e) {
                e.aseptic = containerOpen;
                e.openness = containerOpen ? Openness::NotApplicable : Openness::Open;
            })
        .phase("Q", "work")
        .close()
        .recipe();
}

MasterRecipe open(const char *unit, std::optional<Grade> grade)
{
    return B()
        .role("A", "vessel", unit)
        .unit("U", "A")
        .phase("P", "work",
            [grade](Element &element) {
                element.openness = Openness::Open;
                element.aseptic = true;
                element.grade = grade;
            })
        .close()
        .recipe();
}

QVector<RuleCase> rooms()
{
    return {
        {"CON-01 weld", designed([] { return joined(Connection::Weld, Grade::C); })},
        {"CON-01 Luer in C", designed([] { return joined(Connection::Luer, Grade::C); }),
            "GMP-CON-01.luer", "m P"},
        {"CON-01 Luer in A", designed([] { return joined(Connection::Luer, Grade::A); })},
        {"CON-01 spike in the room", bound([] { return joined(Connection::Spike, Grade::C); }),
            "GMP-CON-01.spike", "m P/R-C"},
        {"CON-01 open in D", designed([] { return joined(Connection::Open, Grade::D); }),
            "GMP-CON-01.open", "m P"},
        {"CON-01 not stated, other vessel",
            designed([] { return carried(Connection::None, "V-2"); }), "GMP-CON-01.notStated",
            "m P"},
        {"CON-01 not stated, same vessel", bound([] { return carried(Connection::None, "V-1"); })},
        {"CON-01 not stated, same step",
            designed([] { return joined(Connection::None, Grade::C); })},
        {"CON-01 not stated in A",
            designed([] { return carried(Connection::None, "V-2", Grade::A); })},
        {"CON-01 stated, other vessel", designed([] { return carried(Connection::Iscd, "V-2"); })},
        {"ENV-01 aseptic by its container", bound([] { return openInside(false); }),
            "GMP-ENV-01.wrongRoom", "P/V-1/R-C", "R-C"},
        {"ENV-01 open by its container", bound([] { return openInside(true); }),
            "GMP-ENV-01.wrongRoom", "P/V-1/R-C", "R-C"},
        {"ENV-01 isolator in C",
            [] {
                ValidationInput input = bound([] { return open("V-A", Grade::A); })();
                input.plant->rooms.first().background = Grade::C;
                input.plant->rooms.first().isolator = true;
                return input;
            }},
        {"ENV-01 no isolator in C",
            [] {
                ValidationInput input = bound([] { return open("V-A", Grade::A); })();
                input.plant->rooms.first().background = Grade::C;
                return input;
            },
            "GMP-ENV-01.wrongRoom", "P/V-A/R-A", "R-A"},
        {"ENV-01 isolator in D",
            [] {
                ValidationInput input = bound([] { return open("V-A", Grade::A); })();
                input.plant->rooms.first().background = Grade::D;
                input.plant->rooms.first().isolator = true;
                return input;
            },
            "GMP-ENV-01.wrongRoom", "P/V-A/R-A", "D"},
        {"ENV-01 grade A", designed([] { return open("V-1", Grade::A); })},
        {"ENV-01 no grade", designed([] { return open("V-1", std::nullopt); }),
            "GMP-ENV-01.noGrade", "P"},
        {"ENV-01 grade C", designed([] { return open("V-1", Grade::C); }), "GMP-ENV-01.wrongGrade",
            "P", "C"},
        {"ENV-01 room C", bound([] { return open("V-1", Grade::A); }), "GMP-ENV-01.wrongRoom",
            "P/V-1/R-C", "R-C"},
        {"ENV-01 room A in B", bound([] { return open("V-A", Grade::A); })},
    };
}

QVector<RuleCase> cases()
{
    return parameters() + ramps() + volumes() + rooms();
}

} // namespace

class TestValueRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data() { addRows(cases()); }
    void finds() { check(cases()); }
};

QTEST_GUILESS_MAIN(TestValueRules)
#include "tst_valuerules.moc"
