// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipecomparison.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "tests/model/randomrecipe.h"
#include "tests/support/recipebuilder.h"

#include <QtCore/QMetaEnum>

#include <QtTest/QTest>

namespace cytoloom {

using namespace Qt::StringLiterals;

using RecipeEditing = std::function<void(MasterRecipe &)>;
inline MasterRecipe culture()
{
    const auto warm = [](Element &element) {
        Parameter temperature = RecipeBuilder::parameter("temperature", "37 °C");
        temperature.name = {u"temperature"_s, u"温度"_s};
        temperature.critical = true;
        temperature.alert = {36.8, 37.2};
        temperature.action = {36.5, 37.5};
        temperature.validated = {36, 38};
        temperature.signal = u"temperature.pv"_s;
        temperature.samplingInterval = Duration(60'000);
        Parameter speed = RecipeBuilder::parameter("speed", "20 rpm");
        speed.action = {10, 30};
        element.parameters = {temperature, speed};
        element.name = {u"Expand"_s, u"扩增"_s};
        element.critical = true;
        element.verification = VerificationKind::SecondPerson;
        element.signatures = {{SignatureMeaning::Performed, u"operator"_s},
            {SignatureMeaning::Verified, u"operator"_s}};
        element.openness = Openness::Closed;
        element.grade = Grade::C;
        element.maxHeldTime = Duration(3'600'000);
        element.crew = {{u"operator"_s, 2, u"aseptic"_s}};
        element.ports = {RecipeBuilder::port("out", PortDirection::Out, "100 mL")};
    };
    const auto take = [](Element &element) {
        element.ports = {RecipeBuilder::port("in", PortDirection::In, "100 mL")};
    };
    const auto gate = [](Element &element) {
        Criterion viability {u"viability"_s, {u"viability"_s, u"活率"_s}, u">="_s, 70, {},
            Unit::parse(u"%"_s).value(), u"SOP-7"_s, {}};
        Criterion sterile {u"sterility"_s, {u"sterility"_s, u"无菌检查"_s}, u"=="_s, 0,
            u"negative"_s, Unit(), u"USP <71>"_s, {}};
        element.gate = GateSpecification {true, false, {viability, sterile}};
    };
    MasterRecipe recipe = RecipeBuilder()
                              .role("CULTURE", "vessel", "V-1")
                              .role("STORE", "vessel", "V-2")
                              .formula("dose", "1e8 cells")
                              .unit("Grow", "CULTURE")
                              .phase("expand", "work", warm)
                              .phase("feed", "work", {})
                              .gate("check", gate)
                              .branch(GateOutcome::Pass)
                              .phase("go", "work")
                              .branch(GateOutcome::Fail)
                              .phase("stop", "work")
                              .joinOne("joined")
                              .close()
                              .unit("Keep", "STORE")
                              .phase("receive", "work", take)
                              .close()
                              .matter("M1", "expand", "out", "receive", "in",
                                  [](Link &link) {
                                      link.connection = Connection::Weld;
                                      link.holdLimit = Duration(7'200'000);
                                      link.temperatureBand = {2, 8};
                                  })
                              .recipe();
    recipe.bom = {{u"m1"_s, u"medium"_s, {u"medium"_s, u"培养基"_s}, u"C-1"_s, u"S-1"_s,
        Quantity::parse(u"500 mL"_s).value(), 0.05, {}}};
    return recipe;
}

inline RecipeEditing onElement(const char *id, const std::function<void(Element &)> &edit)
{
    return [id = ElementId(QLatin1String(id)), edit](MasterRecipe &recipe) {
        Element element = *recipe.procedure.element(id);
        edit(element);
        QVERIFY(recipe.procedure.replaceElement(element));
    };
}

inline RecipeEditing onTemperature(const std::function<void(Parameter &)> &edit)
{
    return onElement("expand", [edit](Element &element) { edit(element.parameters[0]); });
}

inline RecipeEditing onLink(const char *id, const std::function<void(Link &)> &edit)
{
    return [id = LinkId(QLatin1String(id)), edit](MasterRecipe &recipe) {
        Link link = *recipe.procedure.link(id);
        edit(link);
        QVERIFY(recipe.procedure.replaceLink(link));
    };
}

/// With its links and its content.
inline void removeTree(Procedure &procedure, const ElementId &id)
{
    for (const ElementId &child : procedure.children(id))
        removeTree(procedure, child);
    for (const LinkId &link : procedure.incoming(id) + procedure.outgoing(id))
        QVERIFY(procedure.removeLink(link));
    QVERIFY(procedure.removeElement(id));
}

inline QString weightName(DifferenceWeight weight)
{
    return weight == DifferenceWeight::Layout ? u"layout"_s
        : weight == DifferenceWeight::Wording ? u"wording"_s
        : weight == DifferenceWeight::Changed ? u"changed"_s
                                              : u"WIDENED"_s;
}

inline QStringList summary(const RecipeComparison &comparison)
{
    QStringList lines;
    for (const Difference &difference : comparison.differences)
        lines << weightName(difference.weight) + u' ' + difference.text(Language::En);
    return lines;
}

/// No hole in the sentence and no code instead of a word.
inline void checkWords(const RecipeComparison &comparison)
{
    for (const Difference &difference : comparison.differences) {
        for (const DifferenceText &each : difference.args) {
            if (!each.word.isEmpty())
                QVERIFY2(MessageCatalog::shipped().contains(each.word), qPrintable(each.word));
        }
        QVERIFY2(MessageCatalog::shipped().contains(difference.code), qPrintable(difference.code));
        for (const Language language : {Language::En, Language::Zh}) {
            const QString text = difference.text(language);
            QVERIFY2(!text.contains(u'{') && !text.contains(u"compare."), qPrintable(text));
        }
    }
}

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::RecipeEditing)
