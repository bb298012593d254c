// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/rig.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

using B = RecipeBuilder;

MasterRecipe recipe(const std::function<void(MasterRecipe &)> &edit = {}, const char *type = "work")
{
    MasterRecipe result = B().role("A", "vessel", "V-1")
                              .unit("U", "A",
                                  [](Element &unit) {
                                      unit.duration = {std::chrono::hours(1), std::chrono::hours(2),
                                          std::chrono::hours(3)};
                                  })
                              .phase("P", type,
                                  [](Element &phase) {
                                      phase.duration = {std::chrono::minutes(1),
                                          std::chrono::minutes(5), std::chrono::minutes(9)};
                                  })
                              .close()
                              .recipe();
    if (edit)
        edit(result);
    return result;
}

std::function<ValidationInput()> inPlant(const std::function<void(Plant &)> &edit)
{
    return [edit] {
        ValidationInput input;
        input.recipe = recipe();
        input.plant = plant();
        edit(*input.plant);
        return input;
    };
}

const UtcTime Start = utcFromMs(1'700'000'000'000);

Booking booking(const char *batch, const char *product, int fromMinute, int toMinute)
{
    Booking result;
    result.batch = BatchId(QString::fromUtf8(batch));
    result.product = QString::fromUtf8(product);
    result.unit = UnitId(u"V-1"_s);
    result.room = RoomId(u"R-C"_s);
    result.from = Start + std::chrono::minutes(fromMinute);
    result.to = Start + std::chrono::minutes(toMinute);
    return result;
}

Booking elsewhere(Booking one)
{
    one.unit = UnitId(u"V-2"_s);
    return one;
}

std::function<ValidationInput()> booked(const QVector<Booking> &bookings, bool planned = false,
    Profile profile = Profile::CN, const std::function<void(MasterRecipe &)> &edit = {})
{
    return [=] {
        ValidationInput input;
        input.recipe = recipe(edit);
        input.plant = plant();
        input.bookings = bookings;
        input.profile = profile;
        if (planned) {
            input.plannedStart = Start;
            input.batch = BatchId(u"B-OWN"_s);
        }
        return input;
    };
}

void needsHeat(MasterRecipe &recipe, double low, double high)
{
    recipe.roles.first().capabilities
        = {{u"temperature"_s, {low, high}, Unit::parse(u"K"_s).value()}};
}

// A step with product, whose openness is what the unit procedure says.
void stated(MasterRecipe &recipe, Openness openness)
{
    Element unit = *recipe.procedure.element(ElementId(u"U"_s));
    unit.openness = openness;
    unit.ports = {B::port("in", PortDirection::In), B::port("out", PortDirection::Out)};
    if (!recipe.procedure.replaceElement(unit))
        qFatal("the step is there");
}

QVector<RuleCase> cases()
{
    return {
        {"EQP-01 good", bound([] { return recipe(); })},
        {"EQP-01 unknown unit", bound([] {
             return recipe(
                 [](MasterRecipe &r) { r.roles.first().preferredUnit = UnitId(u"V-9"_s); });
         }),
            "GMP-EQP-01.unknownUnit", "U V-9", "V-9"},
        {"EQP-01 no unit", bound([] {
             return recipe([](MasterRecipe &r) {
                 r.roles.first().preferredUnit = {};
                 r.roles.first().equipmentClass = u"freezer"_s;
             });
         }),
            "GMP-EQP-01.noUnit", "U -", "freezer"},
        {"EQP-01 first of the class", bound([] {
             return recipe([](MasterRecipe &r) { r.roles.first().preferredUnit = {}; });
         })},
        {"EQP-01 wrong class", bound([] {
             return recipe([](MasterRecipe &r) { r.roles.first().equipmentClass = u"freezer"_s; });
         }),
            "GMP-EQP-01.wrongClass", "U V-1", "freezer"},
        {"EQP-01 capability in other units",
            bound([] { return recipe([](MasterRecipe &r) { needsHeat(r, 283.15, 310.15); }); })},
        {"EQP-01 capability range",
            bound([] { return recipe([](MasterRecipe &r) { needsHeat(r, 283.15, 330); }); }),
            "GMP-EQP-01.capabilityRange", "U V-1", "temperature"},
        {"EQP-01 no capability", bound([] {
             return recipe([](MasterRecipe &r) {
                 r.roles.first().capabilities = {{u"stirring"_s, {}, {}}};
             });
         }),
            "GMP-EQP-01.noCapability", "U V-1", "stirring"},
        {"EQP-01 not qualified", inPlant([](Plant &p) { p.units.first().qualified = false; }),
            "GMP-EQP-01.notQualified", "U V-1", "V-1"},
        {"EQP-01 phase capability", inPlant([](Plant &p) { p.units.first().capabilities.clear(); }),
            "GMP-EQP-01.phaseCapability", "P V-1", "temperature"},
        {"EQP-01 phase signal", bound([] { return recipe({}, "spin"); }), "GMP-EQP-01.phaseSignal",
            "P V-1", "gforce.sp"},
        {"EQP-01 grade", bound([] {
             return B()
                 .role("A", "vessel", "V-1")
                 .unit("U", "A", [](Element &u) { u.grade = Grade::B; })
                 .phase("P", "work")
                 .close()
                 .recipe();
         }),
            "GMP-EQP-01.wrongGrade", "U/V-1/R-C", "R-C"},
        {"EQP-05 two roles", bound([] {
             return B()
                 .role("A", "vessel", "V-1")
                 .role("B", "vessel", "V-1")
                 .parallel("S")
                 .branch()
                 .unit("U", "A")
                 .phase("P", "work")
                 .close()
                 .branch()
                 .unit("V", "B")
                 .phase("Q", "work")
                 .close()
                 .joinAll("J")
                 .recipe();
         }),
            "GMP-EQP-05.twoRoles", "V U V-1", "V-1"},
        {"EQP-05 one after the other", bound([] {
             return B()
                 .role("A", "vessel", "V-1")
                 .role("B", "vessel", "V-1")
                 .unit("U", "A")
                 .phase("P", "work")
                 .close()
                 .unit("V", "B")
                 .phase("Q", "work")
                 .close()
                 .recipe();
         })},
        {"EQP-05 batches", booked({booking("B-1", "X", 0, 60), booking("B-2", "X", 30, 90)}),
            "GMP-EQP-05.batches", "V-1/R-C", "B-1"},
        {"EQP-05 next to each other",
            booked({booking("B-1", "X", 0, 60), booking("B-2", "X", 60, 90)})},
        {"EQP-05 own batch", booked({booking("B-1", "TEST", 5, 60)}, true), "GMP-EQP-05.batches",
            "U/V-1/R-C", "B-OWN"},
        {"EQP-05 after the own batch", booked({booking("B-1", "TEST", 9, 60)}, true)},
        {"SEG-01 products",
            booked({booking("B-1", "X", 0, 60), elsewhere(booking("B-2", "Y", 30, 90))}),
            "GMP-SEG-01.products", "V-2/R-C", "B-2"},
        {"SEG-01 same product",
            booked({booking("B-1", "X", 0, 60), elsewhere(booking("B-2", "X", 30, 90))})},
        {"SEG-02 own batch closed",
            booked({elsewhere(booking("B-1", "TEST", 5, 60))}, true, Profile::CN,
                [](MasterRecipe &r) { stated(r, Openness::Closed); })},
        {"SEG-02 own batch not stated",
            booked({elsewhere(booking("B-1", "TEST", 5, 60))}, true, Profile::CN,
                [](MasterRecipe &r) { stated(r, Openness::NotApplicable); }),
            "GMP-SEG-02.open", "U/V-1/R-C", "B-OWN"},
        {"SEG-02 own batch not stated, without product",
            booked({elsewhere(booking("B-1", "TEST", 5, 60))}, true)},
        {"SEG-02 next to each other",
            booked({elsewhere(booking("B-1", "TEST", 9, 60))}, true, Profile::CN,
                [](MasterRecipe &r) { stated(r, Openness::NotApplicable); })},
        {"SEG-02 open",
            booked({[] {
                        Booking one = booking("B-1", "X", 0, 60);
                        one.closed = false;
                        return one;
                    }(),
                elsewhere(booking("B-2", "X", 30, 90))}),
            "GMP-SEG-02.open", "V-2/R-C", "B-1"},
    };
}

} // namespace

class TestPlantRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data() { addRows(cases()); }
    void finds() { check(cases()); }
};

QTEST_GUILESS_MAIN(TestPlantRules)
#include "tst_plantrules.moc"
