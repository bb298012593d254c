// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/reports/recordjson.h"
#include "processgraph/reports/reportpdf.h"
#include "tests/reports/stilltrends.h"
#include "tests/support/recipebuilder.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

/// A journal as the executor would write it.
class Story
{
public:
    Story()
    {
        MasterRecipe recipe = RecipeBuilder()
                                  .role("CULTURE", "vessel", "V-1")
                                  .role("WASH", "vessel", "V-2")
                                  .parallel("split")
                                  .branch()
                                  .unit("Grow", "CULTURE")
                                  .phase("Warm", "work",
                                      [](Element &element) {
                                          Parameter speed
                                              = RecipeBuilder::parameter("speed", "1000 rpm");
                                          speed.signal = u"speed.pv"_s;
                                          speed.validated = {800, 1400};
                                          element.parameters = {speed};
                                      })
                                  .phase("Feed", "work")
                                  .close()
                                  .branch()
                                  .unit("Wash", "WASH")
                                  .phase("Rinse", "work")
                                  .close()
                                  .joinAll("join")
                                  .recipe();
        recipe.status = RecipeStatus::Approved;
        recipe.bom.append({u"medium"_s, u"medium"_s, {u"Medium"_s, u"培养基"_s}, u"M-1"_s,
            u"SPEC-1"_s, *Quantity::parse(u"1 L"_s), 0.1});
        ControlRecipe control;
        control.header = {BatchId(u"B-1"_s), u"C-1"_s, u"circle"_s, u"#0072B2"_s, true};
        control.recipe = recipe;
        control.recipeHash = QString(64, u'a');
        control.units
            = {{RoleId(u"CULTURE"_s), UnitId(u"V-1"_s)}, {RoleId(u"WASH"_s), UnitId(u"V-2"_s)}};
        add(event::BatchCreated, {}, {{"controlRecipe", control.toJson()}});
        run({});
    }

    Story &add(const char *code, const char *element, std::initializer_list<eventdata::Member> data,
        const char *person = "")
    {
        JournalEvent event;
        event.sequence = quint64(m_events.size() + 1);
        event.time = utcFromMs(1'790'000'000'000 + m_events.size() * 60'000);
        event.elapsed = Duration(m_events.size() * 60'000);
        event.batch = BatchId(u"B-1"_s);
        event.code = QLatin1String(code);
        event.element = ElementId(QLatin1String(element));
        event.person = PersonId(QLatin1String(person));
        event.data = eventdata::object(data);
        m_events << event;
        return *this;
    }
    Story &state(const char *element, const char *from, const char *to)
    {
        return add(event::ElementState, element,
            {{"from", QString::fromLatin1(from)}, {"to", QString::fromLatin1(to)}});
    }
    Story &run(const char *element) { return state(element, "Idle", "Running"); }
    Story &complete(const char *element) { return state(element, "Running", "Complete"); }
    Story &prompt(int id, const char *element, const char *purpose,
        const PromptDefinition &definition, const char *person, double answer)
    {
        add(event::PromptOpened, element,
            {{"prompt", id}, {"purpose", QString::fromLatin1(purpose)},
                {"definition", eventdata::toJson(definition)}});
        return add(event::PromptAnswered, element, {{"prompt", id}, {"answer", answer}}, person);
    }

    [[nodiscard]] BatchReport report() const
    {
        StillTrends trends;
        return report(trends);
    }
    [[nodiscard]] BatchReport report(TrendSource &trends) const
    {
        Plant plant;
        PlantUnit unit;
        unit.id = UnitId(u"V-1"_s);
        TagDefinition tag;
        tag.id = TagId(u"V-1.speed.pv"_s);
        tag.signal = u"speed.pv"_s;
        unit.tags << tag;
        plant.units << unit;
        const auto made = makeBatchReport(m_events, plant, trends);
        if (!made)
            qFatal("no report: %s", qPrintable(made.error().code()));
        return *made;
    }

private:
    QVector<JournalEvent> m_events;
};

inline PromptDefinition confirmation()
{
    PromptDefinition definition;
    definition.answer = AnswerKind::Confirm;
    definition.text = {u"Is it clean?"_s, u"是否洁净？"_s};
    return definition;
}

inline ReportStep step(const BatchReport &report, const char *element)
{
    for (const ReportStep &step : report.steps)
        if (step.element == ElementId(QLatin1String(element)))
            return step;
    return {};
}

} // namespace cytoloom
