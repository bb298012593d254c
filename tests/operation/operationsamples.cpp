// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operationsamples.h"

#include "widgets/common/shapes.h"

namespace cytoloom::samples {

using namespace Qt::StringLiterals;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const LocalizedText CarT {u"CD19 CAR-T cells"_s, u"CD19 CAR-T 细胞"_s};
const LocalizedText Msc {u"Wharton's jelly MSC"_s, u"脐带华通胶间充质干细胞"_s};

BatchOverview batchOf(int number, bool msc, const LocalizedText &step, const QString &unit)
{
    BatchOverview batch;
    batch.batch = BatchId(u"B26-%1"_s.arg(1100 + number));
    batch.identity = u"%1-%2K%3-%4"_s.arg(msc ? u"M"_s : u"C"_s)
                         .arg(number % 9 + 1)
                         .arg(40 + number)
                         .arg(9 + number % 80, 2, 10, QChar(u'0'));
    batch.shape = shapes::identityShapes().at(number % 6);
    batch.colour = shapes::identityColours().at(number % 7);
    batch.product = msc ? Msc : CarT;
    batch.recipe = msc ? u"MSC-01 v2"_s : u"CART-LV-01 v3"_s;
    batch.state = ProceduralState::Running;
    batch.element = ElementId(u"step-%1"_s.arg(number));
    batch.step = step;
    batch.unit = UnitId(unit);
    batch.total = 46;
    batch.done = (number * 7) % 44;
    batch.behind = minutes((number * 13) % 50 - 18);
    batch.expectedEnd = now() + hours(20 + number * 7);
    return batch;
}

HumanAction action(HumanAction::Kind kind, const LocalizedText &name, std::optional<Duration> in,
    std::optional<Duration> left = {})
{
    HumanAction next;
    next.kind = kind;
    next.name = name;
    next.in = in;
    next.left = left;
    return next;
}

} // namespace

QVector<BatchOverview> overviews()
{
    using Kind = HumanAction::Kind;
    const LocalizedText expand {u"Expansion by perfusion"_s, u"灌流扩增"_s};
    const LocalizedText sample {u"Day-6 sample: count and CAR+"_s, u"第 6 天取样: 计数与 CAR+"_s};
    const LocalizedText transduce {u"Transduce"_s, u"慢病毒转导"_s};
    const LocalizedText wash {u"Wash and concentrate"_s, u"洗涤浓缩"_s};
    const LocalizedText fill {u"Fill into bags"_s, u"灌装入袋"_s};
    const LocalizedText freeze {u"Freeze by programme"_s, u"程序降温冻存"_s};
    const LocalizedText passage {u"Passage P2 to P3"_s, u"P2 传代至 P3"_s};
    const LocalizedText select {u"Magnetic selection of T cells"_s, u"T 细胞磁珠分选"_s};
    const LocalizedText bag {u"Change the waste bag"_s, u"更换废液袋"_s};
    QVector<BatchOverview> all;

    BatchOverview danger = batchOf(3, false, wash, u"CF-01"_s);
    danger.state = ProceduralState::Held;
    danger.attention = Attention::Danger;
    danger.next = action(Kind::Fault, wash, -minutes(6), minutes(12));
    danger.tolerance = minutes(12);
    danger.alarms = {1, 1, 0, 0};
    all << danger;

    BatchOverview late = batchOf(5, false, sample, u"BR-03"_s);
    late.attention = Attention::Late;
    late.next = action(Kind::Prompt, sample, -minutes(74), -minutes(14));
    late.tolerance = hours(2);
    late.alarms = {0, 0, 1, 0};
    all << late;

    BatchOverview asked = batchOf(7, false, sample, u"BR-02"_s);
    asked.identity = u"C-7K42-09"_s;
    asked.shape = u"triangle"_s;
    asked.colour = u"#0072B2"_s;
    asked.attention = Attention::Asked;
    asked.next = action(Kind::Prompt, sample, -minutes(26), minutes(34));
    asked.alarms = {0, 1, 2, 0};
    all << asked;
    BatchOverview sign = batchOf(2, true, passage, u"BR-05"_s);
    sign.attention = Attention::Asked;
    sign.next = action(Kind::Signature, passage, -minutes(4));
    all << sign;
    BatchOverview consent = batchOf(11, false, transduce, u"BR-04"_s);
    consent.attention = Attention::Asked;
    consent.simulated = true;
    consent.next = action(Kind::Consent, transduce, Duration(0));
    all << consent;
    BatchOverview held = batchOf(13, true, expand, u"BR-06"_s);
    held.state = ProceduralState::Held;
    held.attention = Attention::Asked;
    held.next = action(Kind::Restart, expand, -minutes(11), hours(1) + minutes(40));
    held.tolerance = hours(1) + minutes(40);
    all << held;
    BatchOverview soon = batchOf(9, false, expand, u"BR-01"_s);
    soon.attention = Attention::Soon;
    soon.next = action(Kind::Upcoming, bag, minutes(9));
    all << soon;

    const LocalizedText steps[] = {expand, select, freeze, passage, fill};
    for (int i = 0; i < 8; ++i) {
        BatchOverview quiet
            = batchOf(14 + i, i % 3 == 0, steps[i % 5], i % 2 ? u"INC-01"_s : u"CS-01"_s);
        quiet.next = action(Kind::Upcoming, i % 2 ? bag : sample, minutes(48 + 97 * i));
        if (i == 4)
            quiet.state = ProceduralState::Paused;
        if (i == 6)
            quiet.tolerance = minutes(22);
        all << quiet;
    }
    BatchOverview complete = batchOf(1, true, {}, {});
    complete.state = ProceduralState::Complete;
    complete.done = complete.total;
    complete.next.reset();
    complete.behind = minutes(-35);
    all << complete;
    return all;
}

QVector<UnitClaim> claims()
{
    QVector<UnitClaim> units;
    const auto held = [&](const QString &unit, int number,
                          UnitClaim::State state = UnitClaim::State::Allocated) {
        UnitClaim claim;
        claim.unit = UnitId(unit);
        claim.state = state;
        claim.holder = BatchId(u"B26-%1"_s.arg(1100 + number));
        claim.element = ElementId(u"expansion"_s);
        claim.since = now() - hours(3 + number);
        units << claim;
    };
    held(u"BR-01"_s, 9);
    held(u"BR-02"_s, 7);
    held(u"BR-03"_s, 5);
    held(u"BR-04"_s, 11);
    held(u"BR-05"_s, 2);
    held(u"BR-06"_s, 13, UnitClaim::State::Kept);
    held(u"CF-01"_s, 3);
    const auto waits = [&](int number, int place, const QString &code, Duration since) {
        UnitClaim::Waiting waiting;
        waiting.batch = BatchId(u"B26-%1"_s.arg(1100 + number));
        waiting.element = ElementId(u"harvest"_s);
        waiting.since = now() - since;
        waiting.why = {code,
            {{u"unit"_s, u"CF-01"_s}, {u"batch"_s, u"B26-1103"_s}, {u"holder"_s, u"B26-1103"_s}}};
        waiting.place = place;
        units.last().queue << waiting;
    };
    waits(20, 1, u"unit.held"_s, minutes(18));
    waits(13, 2, u"unit.notFirst"_s, minutes(7));
    held(u"FS-01"_s, 1, UnitClaim::State::AwaitingClearance);
    waits(18, 1, u"unit.awaitsClearance"_s, minutes(41));
    for (const QString &free : {u"CRF-01"_s, u"INC-01"_s, u"CS-01"_s, u"SW-01"_s}) {
        UnitClaim claim;
        claim.unit = UnitId(free);
        units << claim;
    }
    return units;
}

} // namespace cytoloom::samples
