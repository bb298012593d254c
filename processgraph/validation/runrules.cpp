// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/runrules.h"

#include "processgraph/validation/bookingtable.h"
#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/rulechecks.h"
#include "processgraph/validation/runchecks.h"
#include "processgraph/validation/waivers.h"

#include <QtCore/QSet>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// What the checks of the schedule rest on, by rule. Those that are not here rest on recipe, plant
/// file and record, which a run always has.
struct Need
{
    QLatin1String rule;
    RunFact fact;
};
constexpr std::array Needs {
    Need {QLatin1String("GMP-MAT-01"), RunFact::Lots},
    Need {QLatin1String("GMP-MAT-02"), RunFact::Lots},
    Need {QLatin1String("GMP-MAT-07"), RunFact::Lots},
    Need {QLatin1String("GMP-SUS-01"), RunFact::Sets},
    Need {QLatin1String("GMP-SUS-02"), RunFact::Sets},
    Need {QLatin1String("GMP-PER-01"), RunFact::People},
    Need {QLatin1String("GMP-SEG-08"), RunFact::People},
    Need {QLatin1String("GMP-COI-03"), RunFact::Donor},
    Need {QLatin1String("GMP-COI-04"), RunFact::Donor},
    Need {QLatin1String("GMP-COI-05"), RunFact::Donor},
    Need {QLatin1String("GMP-SEG-06"), RunFact::Donor},
    Need {QLatin1String("GMP-TIM-03"), RunFact::Donor},
    Need {QLatin1String("GMP-CLR-01"), RunFact::Places},
    Need {QLatin1String("GMP-CLR-04"), RunFact::Places},
    Need {QLatin1String("GMP-EQP-03"), RunFact::Places},
    Need {QLatin1String("GMP-SEG-01"), RunFact::OtherBatches},
    Need {QLatin1String("GMP-SEG-02"), RunFact::OtherBatches},
    Need {QLatin1String("GMP-SEG-07"), RunFact::OtherBatches},
};

/// Rules about what the record does not hold: containers one by one, the temperature of a store,
/// what becomes of a reject, cells and volumes measured against a limit of the stage. What was
/// proved about the drawing holds; nothing real is compared with it.
constexpr std::array AsDrawn {QLatin1String("GMP-ENV-04"), QLatin1String("GMP-COI-01"),
    QLatin1String("GMP-COI-06"), QLatin1String("GMP-TMP-01"), QLatin1String("GMP-TMP-03"),
    QLatin1String("GMP-IPC-09"), QLatin1String("GMP-PAR-04"), QLatin1String("GMP-EQP-04"),
    QLatin1String("GMP-GEN-01"), QLatin1String("GMP-GEN-02"), QLatin1String("GMP-BAL-01"),
    QLatin1String("GMP-BAL-03"), QLatin1String("GMP-BAL-04"), QLatin1String("GMP-WST-02")};

QString reasonCode(RunFact fact)
{
    switch (fact) {
    case RunFact::Lots:
        return u"run.unjudged.lots"_s;
    case RunFact::Sets:
        return u"run.unjudged.sets"_s;
    case RunFact::People:
        return u"run.unjudged.people"_s;
    case RunFact::Donor:
        return u"run.unjudged.donor"_s;
    case RunFact::Places:
        return u"run.unjudged.places"_s;
    case RunFact::OtherBatches:
        return u"run.unjudged.otherBatches"_s;
    }
    Q_UNREACHABLE();
}

QStringList runtimeRules()
{
    QStringList ids;
    for (const RuleDefinition &rule : RuleSet::shipped().rules()) {
        if (rule.moments.contains(RuleMoment::Run))
            ids << rule.id;
    }
    return ids;
}

/// Without those that rest on a fact that nobody knows, and without those whose plan is of no
/// concern any more: who is in the room now is asked instead.
QStringList rulesFor(const QStringList &all, RunFacts known)
{
    QStringList ids = all;
    ids.removeAll(u"GMP-SEG-01"_s);
    ids.removeAll(u"GMP-SEG-02"_s);
    for (const Need &need : Needs) {
        if (!known.testFlag(need.fact))
            ids.removeAll(QString(need.rule));
    }
    return ids;
}

// Where a finding must stand to be of concern: the step and what it lies in, its unit and room.
class Surroundings
{
public:
    Surroundings(const ValidationContext &context, int step)
    {
        for (int at = step; at >= 0; at = context.flow().container(at))
            m_elements.insert(context.flow().element(at).id);
        if (const PlantUnit *unit = context.unitOf(step))
            m_unit = unit->id;
        if (const Room *room = context.roomOf(step))
            m_room = room->id;
        else if (context.binding())
            m_room = context.binding()->rooms.value(context.flow().element(step).id);
    }

    [[nodiscard]] bool hold(const Finding &finding) const
    {
        return std::any_of(
            finding.places.begin(), finding.places.end(), [this](const FindingPlace &place) {
                return place == FindingPlace() || m_elements.contains(place.element)
                    || (!place.unit.isEmpty() && place.unit == m_unit)
                    || (place.element.isEmpty() && place.unit.isEmpty() && !place.room.isEmpty()
                        && place.room == m_room);
            });
    }

private:
    QSet<ElementId> m_elements;
    UnitId m_unit;
    RoomId m_room;
};

} // namespace

RunFacts factsOf(const BatchBinding &binding)
{
    RunFacts facts = RunFact::OtherBatches; // whoever binds a batch knows what stands beside it
    facts.setFlag(RunFact::Lots, !binding.lots.isEmpty());
    facts.setFlag(RunFact::Sets, !binding.sets.isEmpty());
    facts.setFlag(RunFact::People, !binding.crew.isEmpty());
    facts.setFlag(RunFact::Donor, binding.attributes.has(u"donors"_s));
    facts.setFlag(RunFact::Places, !binding.unitStates.isEmpty());
    return facts;
}

QString toText(RunSituation::Moment moment)
{
    switch (moment) {
    case RunSituation::Moment::Start:
        return u"start"_s;
    case RunSituation::Moment::Transfer:
        return u"transfer"_s;
    case RunSituation::Moment::Restart:
        return u"restart"_s;
    case RunSituation::Moment::Release:
        return u"release"_s;
    }
    Q_UNREACHABLE();
}

struct RunRules::Private
{
    explicit Private(const Catalog &known)
        : catalog(known)
    { }

    ValidationInput input;
    const Catalog &catalog;
    QStringList rules = runtimeRules();
    std::shared_ptr<ConditionCache> conditions = std::make_shared<ConditionCache>();
    /// From the start of the batch to that of each step as planned; it depends on the durations of
    /// the recipe alone.
    QHash<ElementId, Duration> offsets;
};

RunRules::RunRules(const MasterRecipe &recipe, const std::optional<Plant> &plant, Profile profile,
    const Catalog &catalog)
    : d(std::make_unique<Private>(catalog))
{
    d->input.recipe = recipe;
    d->input.plant = plant;
    d->input.profile = profile;
    ValidationInput planned = d->input;
    planned.binding = BatchBinding {};
    planned.batch = BatchId(u"-"_s);
    planned.plannedStart = UtcTime {};
    const ValidationContext context(planned, catalog, d->conditions);
    const BookingTable table(context);
    for (int i = 0; i < context.flow().count(); ++i) {
        if (const auto times = table.times(i))
            d->offsets.insert(context.flow().element(i).id, times->first - *planned.plannedStart);
    }
}

RunRules::~RunRules() = default;

QVector<Finding> RunRules::ask(const RunSituation &situation) const
{
    ValidationInput &input = d->input;
    input.binding = situation.binding;
    input.batch = situation.binding.batch;
    // The start of the batch that makes the step begin now, so that all that rests on planned times
    // looks at what is still to come.
    input.plannedStart = situation.now - d->offsets.value(situation.step, Duration(0));
    const ValidationContext context(input, d->catalog, d->conditions);
    const int step = context.flow().number(situation.step);
    if (step < 0)
        return {};
    FindingList own(RuleSet::shipped(), input.profile, d->rules);
    FindingList bound(RuleSet::shipped(), input.profile, rulesFor(d->rules, situation.known));
    for (const RuleCheck &check : allRuleChecks()) {
        if (check.scope == RuleScope::Binding && bound.asks(check.rules))
            check.check(context, -1, bound);
        else if (check.scope == RuleScope::Element && own.asks(check.rules))
            check.check(context, step, own);
    }
    FindingList record(RuleSet::shipped(), input.profile, d->rules);
    runchecks::times(context, situation, step, record);
    runchecks::release(context, situation, step, record);
    runchecks::people(context, situation, step, record);
    runchecks::neighbours(context, situation, step, record);
    runchecks::way(context, situation, step, record);

    const Surroundings here(context, step);
    QVector<Finding> findings;
    for (const Finding &finding : own.findings() + bound.findings()) {
        if (here.hold(finding))
            findings.append(finding);
    }
    findings += record.findings(); // about this step already
    waivers::apply(findings, input);
    std::stable_sort(findings.begin(), findings.end(),
        [](const Finding &a, const Finding &b) { return a.severity < b.severity; });
    return findings;
}

QVector<RunUnjudged> RunRules::unjudged(RunFacts known) const
{
    QVector<RunUnjudged> result;
    const auto add = [&](const QString &code, QLatin1String rule) {
        if (!d->rules.contains(QString(rule))
            || !RuleSet::shipped().severity(QString(rule), d->input.profile))
            return;
        auto found = std::find_if(result.begin(), result.end(),
            [&code](const RunUnjudged &one) { return one.why.code == code; });
        if (found == result.end())
            found = result.insert(result.end(), RunUnjudged {{code, {}}, {}});
        found->rules << QString(rule);
    };
    for (const Need &need : Needs) {
        if (!known.testFlag(need.fact))
            add(reasonCode(need.fact), need.rule);
    }
    for (const QLatin1String rule : AsDrawn)
        add(u"run.unjudged.asDrawn"_s, rule);
    return result;
}

QVector<Finding> runFindings(
    const ValidationInput &input, const RunSituation &situation, const Catalog &catalog)
{
    return RunRules(input.recipe, input.plant, input.profile, catalog).ask(situation);
}

} // namespace cytoloom
