// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What alarms cost: 64 batches of 300 elements on a plant of 3 200 tags. A sample must touch the
// watches of its tag only, a state those of its batch only.
#include "processgraph/alarms/alarmmonitor.h"
#include "tests/execution/rig.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTextStream>

#include <algorithm>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Batches = 64;
constexpr int Elements = 300;
constexpr int TagsOfUnit = 50;
constexpr int WatchedTags = 8;

Plant bigPlant()
{
    Plant plant;
    for (int u = 0; u < Batches; ++u) {
        PlantUnit unit;
        unit.id = UnitId(u"U%1"_s.arg(u));
        unit.equipmentClass = u"bioreactor"_s;
        for (int t = 0; t < TagsOfUnit; ++t) {
            TagDefinition tag;
            tag.signal = u"s%1.pv"_s.arg(t);
            tag.id = TagId(unit.id.value() + u'.' + tag.signal);
            tag.device = DeviceId(u"D%1"_s.arg(u));
            unit.tags << tag;
        }
        plant.units << unit;
    }
    return plant;
}

MasterRecipe bigRecipe()
{
    RecipeBuilder builder;
    builder.open(ElementKind::UnitProcedure, u"up"_s, u"ROLE1"_s);
    QStringList chain {u"up.b"_s};
    for (int i = 0; i < Elements; ++i) {
        const QString id = u"p%1"_s.arg(i);
        Element &phase = builder.add(ElementKind::Phase, id, u"wait"_s);
        for (int p = 0; p < WatchedTags; ++p) {
            Parameter parameter;
            parameter.id = ParameterId(u"x%1"_s.arg(p));
            parameter.signal = u"s%1.pv"_s.arg(p);
            parameter.alert = Range {36.0, 38.0};
            parameter.action = Range {35.0, 39.0};
            phase.parameters << parameter;
        }
        chain << id;
    }
    builder.chain(chain.join(u" > "_s) + u" > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    return builder.build();
}

template <class Work> double microseconds(int rounds, int each, const Work &work)
{
    double best = 1e12;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        work(round);
        best = std::min(best, double(timer.nsecsElapsed()) / 1000.0 / each);
    }
    return best;
}

} // namespace

int main()
{
    const Plant plant = bigPlant();
    SteppedClock clock(utcFromMs(1'750'000'000'000));
    MemoryJournal journal;
    FakeGateway gateway;
    AlarmMonitor monitor(plant, clock, journal, gateway);
    const MasterRecipe recipe = bigRecipe();
    QVector<BatchState> states;
    for (int i = 0; i < Batches; ++i) {
        BatchState state;
        state.control.recipe = recipe;
        state.control.header.id = BatchId(u"B-%1"_s.arg(i));
        state.control.units = {{RoleId(u"ROLE1"_s), UnitId(u"U%1"_s.arg(i))}};
        state.state = state.own.state = ProceduralState::Running;
        for (int e = 0; e < Elements; ++e) {
            ElementStatus status;
            status.run = 1;
            status.state = e < Elements / 2 ? ProceduralState::Complete : ProceduralState::Idle;
            if (e == Elements / 2)
                status.state = ProceduralState::Running;
            state.elements.insert(ElementId(u"p%1"_s.arg(e)), status);
        }
        states << state;
    }
    const auto tellAll = [&](int) {
        for (const BatchState &state : std::as_const(states))
            monitor.setState(state);
    };
    const double begun = microseconds(1, Batches, tellAll);
    const double same = microseconds(20, Batches, tellAll);
    QVector<TagSample> samples;
    for (const TagDefinition &tag : plant.allTags())
        samples << TagSample {tag.id, TagValue {37, Quality::Good, clock.now()}};
    const double sample = microseconds(50, int(samples.size()), [&](int) {
        clock.advance(std::chrono::milliseconds(100));
        Q_EMIT gateway.samples(samples);
    });
    const double tick = microseconds(50, 1, [&](int) { monitor.tick(); });
    // Everything that can alarm does.
    for (TagSample &each : samples)
        each.value.value = 45;
    for (int i = 0; i < 3; ++i) {
        clock.advance(std::chrono::minutes(2));
        for (TagSample &each : samples)
            each.value.time = clock.now();
        Q_EMIT gateway.samples(samples);
    }
    const qsizetype alarms = monitor.alarms().size();
    const double tickFull = microseconds(50, 1, [&](int) { monitor.tick(); });
    QTextStream(stdout) << QStringLiteral(
        "{\"batches\": %1, \"elements\": %2, \"tags\": %3, \"alarms\": %4,\n"
        " \"stateWithNewPhaseUs\": %5, \"stateUnchangedUs\": %6, \"sampleUs\": %7,\n"
        " \"tickUs\": %8, \"tickWithAllAlarmsUs\": %9, \"coreShareAt10HzPercent\": ")
                               .arg(Batches)
                               .arg(Elements)
                               .arg(samples.size())
                               .arg(alarms)
                               .arg(begun, 0, 'f', 1)
                               .arg(same, 0, 'f', 1)
                               .arg(sample, 0, 'f', 3)
                               .arg(tick, 0, 'f', 1)
                               .arg(tickFull, 0, 'f', 1)
                        << QString::number(sample * double(samples.size()) * 10 / 1e6 * 100, 'f', 2)
                        << "}\n";
    return 0;
}
