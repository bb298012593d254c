// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/model/recipejson.h"

#include <QtCore/QFile>
#include <QtGui/QPainter>

#include <bit>
#include <cmath>
#include <random>

namespace cytoloom::samples {

using namespace Qt::StringLiterals;
using std::chrono::hours;
using std::chrono::minutes;

UtcTime now()
{
    return *utcFromIso(u"2026-11-22T06:02:31.000Z"_s);
}

UtcTime batchStart()
{
    return now() - hours(6 * 24 + 1);
}

Plant plant()
{
    const Result<Plant> read = readPlantFile(u":/cytoloom/demo/demo.cyplant.json"_s);
    return read ? *read : Plant {};
}

MasterRecipe recipe()
{
    QFile file(u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const Result<MasterRecipe> read = readRecipe(file.readAll(), file.fileName());
    return read ? *read : MasterRecipe {};
}

BatchState batch(AnswerKind answer)
{
    BatchState state;
    state.control.header
        = {BatchId(u"B26-1107"_s), u"C-7K42-09"_s, u"triangle"_s, u"#0072B2"_s, true};
    state.control.recipe = recipe();
    for (const UnitRole &role : state.control.recipe.roles) {
        state.control.units.insert(role.id, role.preferredUnit);
        state.allocated.insert(role.id, role.preferredUnit);
    }
    state.state = ProceduralState::Running;
    state.created = batchStart() - hours(2);
    state.started = batchStart();
    state.lastEvent = now();
    const Procedure &procedure = state.control.recipe.procedure;
    const ElementId sample(u"expansion.sample"_s);
    for (const ElementId &id : procedure.elements()) {
        if (id == ElementId(u"expansion"_s))
            break;
        state.elements[id].state = ProceduralState::Complete;
    }
    const auto run = [&](const char *id, Duration since, int step) {
        ElementStatus &status = state.elements[ElementId(QLatin1String(id))];
        status.state = ProceduralState::Running;
        status.run = 1;
        status.started = now() - since;
        status.step = step;
    };
    run("expansion", hours(26), -1);
    run("expansion.expand", hours(26), -1);
    run("expansion.daily", hours(24), -1);
    run("expansion.main.control", hours(24), 3);
    run("expansion.main.perfuse", hours(24), 1);
    run("expansion.sample", minutes(26), 0);

    Prompt prompt;
    prompt.id = 17;
    prompt.batch = state.control.header.id;
    prompt.element = sample;
    prompt.opened = now() - minutes(26);
    prompt.definition.answer = answer;
    prompt.definition.role = u"operator"_s;
    prompt.definition.text
        = {u"Scan the bag label of autosampler AS-01"_s, u"扫描自动取样器 AS-01 的袋标签"_s};
    if (answer == AnswerKind::Number) {
        prompt.definition.text = {u"Enter the sampled volume"_s, u"输入取样体积"_s};
        if (const Result<Unit> unit = Unit::parse(u"mL"_s))
            prompt.definition.unit = *unit;
        prompt.definition.range = {4.5, 5.5};
    } else if (answer == AnswerKind::Choice) {
        prompt.definition.text = {u"How does the suspension look?"_s, u"细胞悬液外观如何?"_s};
        prompt.definition.choices = {{u"Clear, no clumps"_s, u"澄清, 无聚团"_s},
            {u"Small clumps"_s, u"少量聚团"_s}, {u"Turbid or discoloured"_s, u"混浊或变色"_s}};
    }
    state.prompts.insert(prompt.id, prompt);
    return state;
}

QVector<Alarm> alarms()
{
    Alarm oxygen;
    oxygen.id = u"BR-02.do.pv|expansion.main.control|action.low"_s;
    oxygen.tag = TagId(u"BR-02.do.pv"_s);
    oxygen.batch = BatchId(u"B26-1107"_s);
    oxygen.priority = 2;
    oxygen.state = AlarmState::Unacknowledged;
    oxygen.side = LimitSide::Low;
    oxygen.limit = 40;
    oxygen.value = 38;
    oxygen.unit = u"%"_s;
    oxygen.name = {u"Dissolved oxygen"_s, u"溶氧"_s};
    oxygen.raised = now() - minutes(2);
    Alarm glucose = oxygen;
    glucose.id = u"BR-02.glucose.pv|expansion.main.control|alert.low"_s;
    glucose.tag = TagId(u"BR-02.glucose.pv"_s);
    glucose.priority = 3;
    glucose.state = AlarmState::Acknowledged;
    glucose.limit = 1.5;
    glucose.value = 1.42;
    glucose.unit = u"g/L"_s;
    glucose.name = {u"Glucose"_s, u"葡萄糖"_s};
    glucose.raised = now() - minutes(47);
    Alarm level = glucose;
    level.id = u"LN-01.level.pv||alert.low"_s;
    level.tag = TagId(u"LN-01.level.pv"_s);
    level.batch = {};
    level.state = AlarmState::ReturnedUnacknowledged;
    level.limit = 60;
    level.value = 58.6;
    level.unit = u"%"_s;
    level.name = {u"LN2 level"_s, u"液氮液位"_s};
    level.raised = now() - hours(3);
    return {glucose, oxygen, level};
}

QVector<TagSample> values()
{
    QVector<TagSample> samples;
    const auto add = [&](const char *tag, double value, Quality quality = Quality::Good,
                         int ageMs = 400) {
        samples << TagSample {TagId(QLatin1String(tag)), {value, quality, now() - Duration(ageMs)}};
    };
    add("BR-02.temperature.pv", 37.02);
    add("BR-02.temperature.sp", 37.0);
    add("BR-02.ph.pv", 7.18);
    add("BR-02.ph.sp", 7.2);
    add("BR-02.do.pv", 38.0);
    add("BR-02.do.sp", 60);
    add("BR-02.stirrer.pv", 50.1);
    add("BR-02.stirrer.sp", 50);
    add("BR-02.perfusion.pv", 1.0);
    add("BR-02.perfusion.sp", 1.0);
    add("BR-02.glucose.pv", 1.42);
    add("BR-02.lactate.pv", 1.98, Quality::Stale, 95'000);
    add("BR-02.biomass.pv", 1.42);
    add("BR-02.volume.pv", 980.4);
    add("BR-02.gas.air.pv", 80.2);
    add("BR-02.gas.o2.pv", 12.7);
    add("BR-02.gas.co2.pv", 4.1, Quality::Bad, 640'000);
    return samples;
}

RegisterSnapshot registers(const DeviceId &device)
{
    RegisterSnapshot snapshot;
    snapshot.probe = {device, ProbeTable::HoldingRegisters, 100, 12};
    snapshot.time = now();
    snapshot.roundTripMs = 1.62;
    const quint16 words[] = {0x147B, 0x4214, 0x0000, 0x4220, 0x0172, 0x0001, 0x0000, 0x40E0, 0xFFFF,
        0x0BB8, 0x0000, 0x0001};
    const int count = int(std::size(words));
    for (int i = 0; i < count; ++i) {
        RegisterRow row;
        row.address = 100 + i;
        row.word = words[i];
        const auto swapped = [](quint16 word) { return quint16(word << 8 | word >> 8); };
        for (int order = 0; order < WordOrderCount && i + 1 < count; ++order) {
            quint16 high = order % 2 == 0 ? words[i] : words[i + 1];
            quint16 low = order % 2 == 0 ? words[i + 1] : words[i];
            if (order >= 2) {
                high = swapped(high);
                low = swapped(low);
            }
            const quint32 bits = quint32(high) << 16 | low;
            row.orders[size_t(order)].u32 = bits;
            row.orders[size_t(order)].i32 = qint32(bits);
            row.orders[size_t(order)].f32 = double(std::bit_cast<float>(bits));
        }
        if (i == 0)
            row.tags << u"temperature.pv"_s;
        if (i == 2)
            row.tags << u"dissolvedOxygen.sp"_s;
        snapshot.rows << row;
    }
    return snapshot;
}

QVector<DeviceExchange> communication(const DeviceId &device)
{
    QVector<DeviceExchange> log;
    for (int i = 0; i < 40; ++i) {
        DeviceExchange exchange;
        exchange.number = quint64(i) + 7'180;
        exchange.time = now() - std::chrono::milliseconds(500 * (40 - i));
        exchange.port = u"127.0.0.1:15021"_s;
        exchange.device = device;
        exchange.unit = 1;
        exchange.outcome = ExchangeOutcome::Answered;
        exchange.roundTripMs = 1.2 + 0.07 * (i % 9);
        exchange.question = {u"log.read"_s,
            {{u"function"_s, u"3"_s}, {u"table"_s, u"holdingRegisters"_s}, {u"address"_s, u"100"_s},
                {u"count"_s, u"12"_s}}};
        exchange.answer = {u"log.values"_s, {{u"values"_s, u"5243 16916 0 16928 370 1 0 16608"_s}}};
        exchange.sent = QByteArray::fromHex("1c0c000000060103 0064000c");
        exchange.received = QByteArray::fromHex("1c0c0000001b010318147b421400004220");
        if (i % 11 == 6) {
            exchange.question = {u"log.write"_s,
                {{u"function"_s, u"16"_s}, {u"table"_s, u"holdingRegisters"_s},
                    {u"address"_s, u"102"_s}, {u"values"_s, u"0 16928"_s}, {u"count"_s, u"2"_s}}};
            exchange.answer = {u"log.written"_s, {}};
        } else if (i == 38) {
            exchange.outcome = ExchangeOutcome::NoAnswer;
            exchange.roundTripMs = 0;
            exchange.received.clear();
            exchange.answer = {u"device.noAnswer"_s,
                {{u"port"_s, exchange.port}, {u"unit"_s, u"1"_s}, {u"timeout"_s, u"500"_s}}};
        } else if (i == 35) {
            exchange.outcome = ExchangeOutcome::Garbage;
            exchange.answer = {u"device.wrongUnit"_s,
                {{u"port"_s, exchange.port}, {u"unit"_s, u"1"_s}, {u"found"_s, u"2"_s}}};
        } else if (i == 29) {
            exchange.outcome = ExchangeOutcome::Refused;
            exchange.answer = {u"device.exception"_s,
                {{u"function"_s, u"3"_s}, {u"address"_s, u"100"_s}, {u"exception"_s, u"2"_s},
                    {u"name"_s, u"ILLEGAL DATA ADDRESS"_s}}};
        }
        log << exchange;
    }
    return log;
}

QVector<DeviceStatus> devices()
{
    QVector<DeviceStatus> result;
    int i = 0;
    for (const DeviceBinding &device : plant().devices) {
        DeviceStatus status;
        status.device = device.id;
        status.state = ConnectionState::Connected;
        status.since = now() - hours(30);
        status.requests = 184'230 + quint64(i) * 7919;
        status.failures = quint64(i % 3);
        status.roundTripMs = 1.4 + 0.3 * i;
        if (device.id == DeviceId(u"DEV-BAL-01"_s)) {
            status.state = ConnectionState::Faulted;
            status.failures = 214;
            status.reason = Message {u"device.connectionLost"_s,
                {{u"device"_s, device.id.value()}, {u"port"_s, device.connect}}};
        } else if (device.id == DeviceId(u"DEV-TW-01"_s)) {
            status.state = ConnectionState::Connecting;
            status.reason = Message {u"device.noAnswer"_s,
                {{u"device"_s, device.id.value()}, {u"port"_s, device.connect}}};
        }
        result << status;
        ++i;
    }
    return result;
}

QVector<BatchSummary> batches()
{
    const LocalizedText car {u"CD19 CAR-T cells"_s, u"CD19 CAR-T 细胞"_s};
    const LocalizedText msc {u"Wharton's jelly MSC"_s, u"脐带华通胶间充质干细胞"_s};
    return {
        {BatchId(u"B26-1107"_s), u"C-7K42-09"_s, u"triangle"_s, u"#0072B2"_s, u"CART-LV-01 v3"_s,
            car, u"Running"_s, batchStart(), {}, true},
        {BatchId(u"B26-1105"_s), u"C-2M19-44"_s, u"hexagon"_s, u"#E69F00"_s, u"CART-LV-01 v3"_s,
            car, u"Complete"_s, batchStart() - hours(340), batchStart() - hours(50), false},
        {BatchId(u"B26-1102"_s), u"D-0091-02"_s, u"square"_s, u"#009E73"_s, u"MSC-WJ-01 v2"_s, msc,
            u"Complete"_s, batchStart() - hours(700), batchStart() - hours(380), false},
        {BatchId(u"B26-1098"_s), u"C-5P77-31"_s, u"star"_s, u"#CC79A7"_s, u"CART-LV-01 v2"_s, car,
            u"Aborted"_s, batchStart() - hours(900), batchStart() - hours(820), false},
    };
}

QVector<JournalEvent> events()
{
    QVector<JournalEvent> list;
    const auto add = [&](const char *code, const char *element, const char *person, Duration before,
                         std::initializer_list<std::pair<const char *, JsonValue>> data) {
        JournalEvent event;
        event.sequence = quint64(list.size()) + 4101;
        event.time = now() - before;
        event.batch = BatchId(u"B26-1107"_s);
        event.code = QLatin1String(code);
        event.element = ElementId(QLatin1String(element));
        event.person = PersonId(QLatin1String(person));
        event.data = JsonValue::object();
        for (const auto &[key, value] : data)
            event.data.insert(QLatin1String(key), value);
        list << event;
    };
    const auto word = [](const char *text) { return JsonValue(QString(QLatin1String(text))); };
    add(event::BatchCommand, "", "P-003", hours(145), {{"command", word("Start")}});
    for (const char *id :
        {"receive.clear", "receive.material", "receive.identity", "process.weld", "process.load",
            "process.label", "process.capture", "process.elute", "culture1.activation",
            "culture1.vector", "culture2.early.perfuse", "expansion.main.control"}) {
        const Duration before = hours(144 - 12 * (list.size() / 4));
        add(event::ElementState, id, "", before,
            {{"from", word("Idle")}, {"to", word("Running")}, {"cause", word("Logic")}});
        add(event::StepStarted, id, "", before - minutes(2),
            {{"index", 0}, {"logic", word("run")}});
        add(event::PromptAnswered, id, "P-021", before - minutes(9),
            {{"prompt", int(list.size())}, {"answer", word("C-7K42-09")}});
        add(event::ElementState, id, "", before - minutes(55),
            {{"from", word("Running")}, {"to", word("Complete")}, {"cause", word("Logic")}});
    }
    add(event::WriteOrdered, "expansion.main.control", "", hours(2),
        {{"command", 812}, {"tag", word("BR-02.do.sp")}, {"value", 60.0}, {"unit", word("%")}});
    add(event::ResultReported, "culture2.count", "", hours(26),
        {{"name", word("viability")}, {"value", 93.4}, {"unit", word("%")}});
    add(event::AlarmRaised, "expansion.main.control", "", minutes(2),
        {{"alarm", word("BR-02.do.pv|expansion.main.control|action.low")},
            {"tag", word("BR-02.do.pv")}, {"priority", 2}, {"value", 38.0}, {"limit", 40.0},
            {"side", word("low")}});
    add(event::DeviationOpened, "expansion.main.control", "", minutes(2),
        {{"deviation", word("DEV-0007")}, {"class", word("minor")}});
    return list;
}

QVector<TrendTag> trendTags()
{
    QVector<TrendTag> tags;
    const auto add = [&](const char *tag, const QString &en, const QString &zh, const QString &unit,
                         Range alert, Range action) {
        tags << TrendTag {TagId(QLatin1String(tag)), {en, zh}, unit, alert, action, {}};
    };
    add("BR-02.temperature.pv", u"Temperature"_s, u"温度"_s, u"°C"_s, {36.7, 37.3}, {36.5, 37.5});
    add("BR-02.do.pv", u"Dissolved oxygen"_s, u"溶氧"_s, u"%"_s, {45, 85}, {40, 90});
    add("BR-02.ph.pv", u"pH"_s, u"pH"_s, u""_s, {7.05, 7.35}, {7.0, 7.4});
    add("BR-02.biomass.pv", u"Viable cells"_s, u"活细胞"_s, u"1e6/mL"_s, {}, {});
    add("BR-02.glucose.pv", u"Glucose"_s, u"葡萄糖"_s, u"g/L"_s, {1.5, {}}, {1.0, {}});
    add("BR-02.lactate.pv", u"Lactate"_s, u"乳酸"_s, u"g/L"_s, {}, {{}, 2.5});
    add("LN-01.level.pv", u"LN2 level"_s, u"液氮液位"_s, u"%"_s, {60, {}}, {50, {}});
    add("EM-01.pressure.pv", u"Differential pressure"_s, u"压差"_s, u"Pa"_s, {12, {}}, {10, {}});
    return tags;
}

QVector<PhaseBand> bands()
{
    const UtcTime start = batchStart();
    return {{{u"Select"_s, u"磁选"_s}, start, start + hours(9)},
        {{u"Activate"_s, u"激活"_s}, start + hours(9), start + hours(33)},
        {{u"Transduce"_s, u"转导"_s}, start + hours(33), start + hours(57)},
        {{u"Expand"_s, u"扩增"_s}, start + hours(57), {}}};
}

QVector<TrendFlag> flags()
{
    const UtcTime start = batchStart();
    const LocalizedText sample {u"Sample"_s, u"取样"_s};
    return {{start + hours(10), {u"Activation"_s, u"激活"_s}, 0},
        {start + hours(34), {u"Vector"_s, u"载体"_s}, 0}, {start + hours(57), sample, 0},
        {start + hours(81), sample, 0}, {start + hours(105), sample, 0},
        {start + hours(129), sample, 0}, {start + hours(138), {u"Feed bag"_s, u"补料"_s}, 0},
        {now() - minutes(40), {u"DO low"_s, u"溶氧低"_s}, 2}};
}

QVector<QImage> reportPages(bool zh)
{
    QVector<QImage> pages;
    for (int page = 1; page <= 2; ++page) {
        QImage image(1240, 1754, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        QFont font(u"Noto Sans CJK SC"_s);
        font.setPixelSize(44);
        font.setBold(true);
        painter.setFont(font);
        painter.drawText(110, 170, zh ? u"批生产记录 B26-1107"_s : u"Batch record B26-1107"_s);
        font.setPixelSize(24);
        font.setBold(false);
        painter.setFont(font);
        for (int line = 0; line < 28; ++line) {
            painter.setPen(QColor(0x1E, 0x2A, 0x35));
            painter.drawText(110, 260 + line * 50,
                (zh ? u"%1   扩增 · 温度 36.5–37.5 °C · 37.02 °C · 合格"_s
                    : u"%1   Expansion · temperature 36.5–37.5 °C · 37.02 °C · passed"_s)
                    .arg(page * 100 + line));
            painter.setPen(QColor(0xC9, 0xD0, 0xD6));
            painter.drawLine(110, 276 + line * 50, 1130, 276 + line * 50);
        }
        pages << image;
    }
    return pages;
}

Result<QVector<TrendPoint>> Curves::trend(const TagId &tag, UtcTime from, UtcTime to, int points)
{
    QVector<TrendPoint> result;
    const Duration step
        = std::max<Duration>((to - from) / std::max(points, 1), std::chrono::seconds(5));
    for (UtcTime time = std::max(from, batchStart()); time <= std::min(to, now()); time += step) {
        const double hour = toSeconds(time - batchStart()) / 3600;
        std::minstd_rand random(quint32(toMs(time) / 5000));
        const double noise = std::normal_distribution<double>()(random);
        TrendPoint point;
        point.time = time;
        point.gap = hour > 96 && hour < 99;
        double spread = 0;
        if (tag.value().contains(u"temperature")) {
            point.mean = 37 + 0.02 * noise + 0.32 * std::exp(-std::pow((hour - 70) / 3, 2));
            spread = 0.03;
        } else if (tag.value().contains(u"do.pv")) {
            point.mean = 92 - hour * 0.33 + 6 * std::sin(hour / 7) * (hour > 48) + 0.7 * noise;
            spread = 1.2;
        } else if (tag.value().contains(u"ph.pv")) {
            point.mean = 7.36 - 0.0011 * hour + 0.02 * std::sin(hour / 15) + 0.004 * noise;
            spread = 0.006;
        } else if (tag.value().contains(u"biomass")) {
            point.mean = 0.06 * std::exp(hour * 0.0218);
        } else {
            point.mean = 5 - hour * 0.024 + 0.02 * noise;
        }
        point.minimum = point.mean - spread;
        point.maximum = point.mean + spread;
        point.last = point.mean;
        point.samples = 12;
        result << point;
    }
    return result;
}

Result<QVector<TagValue>> Curves::samples(const TagId &tag, UtcTime from, UtcTime to)
{
    QVector<TagValue> result;
    for (const TrendPoint &point : trend(tag, from, to, 1000).value())
        result << TagValue {point.mean, point.gap ? Quality::Bad : Quality::Good, point.time};
    return result;
}

Result<TagStatistics> Curves::statistics(const TagId &, UtcTime, UtcTime)
{
    return TagStatistics {};
}

Result<Completeness> Curves::completeness(const TagId &, UtcTime, UtcTime)
{
    return Completeness {};
}

Result<QVector<TagId>> Curves::tags()
{
    QVector<TagId> result;
    for (const TrendTag &tag : trendTags())
        result << tag.tag;
    return result;
}

} // namespace cytoloom::samples
