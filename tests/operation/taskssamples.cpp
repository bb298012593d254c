// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Questions, faults, checklists, clearance, restart and handover of the sample suite.
#include "operationsamples.h"

namespace cytoloom::samples {

using namespace Qt::StringLiterals;
using std::chrono::hours;
using std::chrono::minutes;

BatchState heldBatch()
{
    BatchState state = batch(AnswerKind::Scan);
    state.state = ProceduralState::Held;
    state.own.state = ProceduralState::Held;
    for (ElementStatus &status : state.elements) {
        if (status.state == ProceduralState::Running)
            status.state = ProceduralState::Held;
    }
    return state;
}

QVector<QueuedPrompt> questions()
{
    QVector<QueuedPrompt> all;
    const auto add = [&](int batch, quint64 id, AnswerKind answer, const LocalizedText &text,
                         const QString &icon) -> QueuedPrompt & {
        QueuedPrompt question;
        question.prompt = samples::batch(answer).prompts.begin().value();
        question.prompt.id = id;
        question.prompt.batch = BatchId(u"B26-%1"_s.arg(1100 + batch));
        question.prompt.definition.text = text;
        for (const BatchOverview &each : overviews()) {
            if (each.batch != question.prompt.batch)
                continue;
            question.identity = each.identity;
            question.shape = each.shape;
            question.colour = each.colour;
            question.product = each.product;
            question.step = each.step;
            question.unit = each.unit;
            question.simulated = each.simulated;
        }
        question.icon = icon;
        all << question;
        return all.last();
    };
    QueuedPrompt &sample = add(7, 17, AnswerKind::Scan,
        {u"Scan the bag label of autosampler AS-01"_s, u"扫描自动取样器 AS-01 的袋标签"_s},
        u"op-sample"_s);
    sample.due = now() + minutes(34);
    sample.why = {u"Day 5 to 6 gate: goes on with CAR+ of at least 10 %."_s,
        u"第 5–6 天质控门: CAR+ ≥ 10 % 才继续。"_s};
    sample.ifNobody
        = {u"the sampling window closes and the step is held"_s, u"取样窗口关闭, 该步转入保持"_s};
    QueuedPrompt &late = add(5, 4, AnswerKind::Number,
        {u"Enter the sampled volume"_s, u"输入取样体积"_s}, u"op-sample"_s);
    late.due = now() - minutes(14);
    late.prompt.opened = now() - minutes(74);
    late.ifNobody = {u"the step is held"_s, u"该步转入保持"_s};
    QueuedPrompt &consent = add(11, 9, AnswerKind::Confirm,
        {u"Transduce: may the batch go on?"_s, u"慢病毒转导: 是否继续?"_s}, u"op-transduce"_s);
    consent.prompt.purpose = PromptPurpose::Consent;
    consent.prompt.opened = now() - minutes(1);
    QueuedPrompt &look = add(2, 3, AnswerKind::Choice,
        {u"How does the suspension look?"_s, u"细胞悬液外观如何?"_s}, u"op-inspect"_s);
    look.prompt.opened = now() - minutes(4);
    return all;
}

FaultChoice fault()
{
    FaultChoice choice;
    choice.element = ElementId(u"expansion.main.perfuse"_s);
    choice.name = {u"Wash and concentrate"_s, u"洗涤浓缩"_s};
    choice.step = {u"Start the centrifuge"_s, u"启动离心机"_s};
    choice.index = 2;
    choice.unit = UnitId(u"CF-01"_s);
    choice.fault = {u"device.connectionLost"_s,
        {{u"device"_s, u"DEV-CF-01"_s}, {u"port"_s, u"modbus-tcp://cf-01:502?unit=7"_s},
            {u"reason"_s, u"no answer within 2 s"_s}}};
    choice.cause = {u"The device does not answer: cable, power or switch."_s,
        u"设备无应答: 线缆、电源或交换机故障。"_s};
    choice.effect
        = {u"Cells stand in the chamber without flow; they settle and use up their oxygen."_s,
            u"细胞停留在离心腔内无流动, 会沉降并耗尽氧气。"_s};
    choice.aid = {u"Look at the display of CF-01 and at its network lamp."_s,
        u"查看 CF-01 的显示屏与网络指示灯。"_s};
    choice.level.level = 3;
    choice.level.name = {u"Hold, minor deviation"_s, u"保持, 次要偏差"_s};
    choice.respond = minutes(4);
    ToleranceClock clock;
    clock.element = choice.element;
    clock.kind = ToleranceClock::Kind::HeldTime;
    clock.passed = minutes(12);
    clock.limit = minutes(30);
    choice.clock = clock;
    const auto option = [&](FaultOption kind, const QString &code) -> FaultChoice::Option & {
        FaultChoice::Option made;
        made.option = kind;
        made.consequence = {code,
            {{u"n.en"_s, choice.name.en}, {u"n.zh"_s, choice.name.zh},
                {u"step.en"_s, choice.step.en}, {u"step.zh"_s, choice.step.zh},
                {u"result"_s, u"V-conc"_s},
                {u"safe.en"_s, u"the rotor stands, the chamber is kept at 20 °C."_s},
                {u"safe.zh"_s, u"转子停转, 离心腔维持 20 °C。"_s}}};
        choice.options << made;
        return choice.options.last();
    };
    option(FaultOption::Retry, u"fault.retry"_s);
    FaultChoice::Option &hand = option(FaultOption::ByHand, u"fault.byHand.value"_s);
    hand.secondPerson = true;
    hand.statement = FaultChoice::Statement::Number;
    hand.result = u"V-conc"_s;
    FaultChoice::Option &skip = option(FaultOption::Skip, u"fault.skip"_s);
    skip.allowed = false;
    skip.why
        = {u"fault.not.critical"_s, {{u"n.en"_s, choice.name.en}, {u"n.zh"_s, choice.name.zh}}};
    option(FaultOption::Hold, u"fault.hold"_s);
    option(FaultOption::Abort, u"fault.abort"_s);
    return choice;
}

BlastRadius blast()
{
    BlastRadius radius;
    const QVector<BatchOverview> all = overviews();
    for (const int at : {2, 4}) {
        BlastRadius::Batch batch;
        batch.batch = all[at].batch;
        batch.identity = all[at].identity;
        batch.shape = all[at].shape;
        batch.colour = all[at].colour;
        batch.product = all[at].product;
        batch.steps = at == 2 ? 4 : 0;
        batch.goingOn = at == 2 ? 1 : 0;
        batch.sharesUnit = at == 4;
        if (at == 2)
            batch.tolerance = minutes(18);
        radius.batches << batch;
    }
    BlastRadius::Unit unit;
    unit.unit = UnitId(u"BR-02"_s);
    unit.batch = all[2].batch;
    radius.units << unit;
    BlastRadius::Clock clock;
    clock.batch = all[2].batch;
    clock.name = all[2].step;
    clock.clock.kind = ToleranceClock::Kind::HeldTime;
    clock.clock.limit = minutes(18);
    clock.clock.running = false;
    radius.clocks << clock;
    return radius;
}

QVector<ChecklistItem> checklist()
{
    using Group = ChecklistItem::Group;
    QVector<ChecklistItem> items;
    const auto add = [&](Group group, const QString &subject, CheckState state,
                         const QString &proof) -> ChecklistItem & {
        ChecklistItem item;
        item.id = u"%1.%2"_s.arg(int(group)).arg(subject);
        item.group = group;
        item.subject = subject;
        item.state = state;
        item.proof = proof;
        items << item;
        return items.last();
    };
    const QString until = u"2026-12-14"_s;
    add(Group::Recipe, u"CART-LV-01 v3"_s, CheckState::Passed, u"SIG-2026-0117"_s).detail
        = {u"checklist.recipe.effective"_s, {{u"version"_s, u"3"_s}, {u"date"_s, u"2026-10-02"_s}}};
    for (const QString &unit : {u"BR-02"_s, u"CF-01"_s}) {
        add(Group::Equipment, unit, CheckState::Passed, {}).detail = {u"checklist.unit.free"_s, {}};
        add(Group::Cleaning, unit, CheckState::Passed, u"CLN-2026-31"_s + unit.back()).detail
            = {u"checklist.clean"_s, {{u"until"_s, until}}};
    }
    ChecklistItem &calibration
        = add(Group::Calibration, u"BR-02"_s, CheckState::Failed, u"CAL-2026-118"_s);
    calibration.detail = {u"checklist.calibrationExpired"_s,
        {{u"tag"_s, u"BR-02.ph.pv"_s}, {u"since"_s, u"2026-11-20"_s}}};
    calibration.exceptionAllowed = true;
    calibration.exceptionRole = u"qa"_s;
    add(Group::Calibration, u"CF-01"_s, CheckState::Passed, u"CAL-2026-094"_s).detail
        = {u"checklist.calibrated"_s, {{u"until"_s, until}}};
    add(Group::Clearance, u"FS-01"_s, CheckState::Open, {}).detail
        = {u"checklist.notCleared"_s, {{u"batch"_s, u"B26-1101"_s}}};
    add(Group::Kit, u"LOT-LV-0442"_s, CheckState::Failed, u"COA-0442"_s).detail
        = {u"checklist.lot.quarantine"_s, {{u"line"_s, u"vector"_s}}};
    add(Group::Kit, u"LOT-MED-1187"_s, CheckState::Passed, u"COA-1187"_s).detail
        = {u"checklist.lot.released"_s, {{u"until"_s, until}}};
    add(Group::Operator, u"operator-03"_s, CheckState::Passed, u"QUAL-0031"_s).detail
        = {u"checklist.qualified"_s, {{u"until"_s, until}}};
    return items;
}

ClearanceForm clearance()
{
    ClearanceForm form;
    form.unit = UnitId(u"FS-01"_s);
    form.unitName = {u"Fill station"_s, u"灌装工作站"_s};
    form.room = RoomId(u"R-104"_s);
    form.previous = BatchId(u"B26-1101"_s);
    form.previousProduct = {u"Wharton's jelly MSC"_s, u"脐带华通胶间充质干细胞"_s};
    form.checklist = u"SOP-CLR-012 v4"_s;
    form.items = ClearanceForm::usualItems();
    return form;
}

QVector<RestartReport> restartReports()
{
    QVector<RestartReport> all;
    const QVector<BatchOverview> batches = overviews();
    for (const int at : {2, 0, 6}) {
        RestartReport report;
        report.batch = batches[at].batch;
        report.identity = batches[at].identity;
        report.shape = batches[at].shape;
        report.colour = batches[at].colour;
        report.product = batches[at].product;
        report.from = now() - minutes(23);
        report.to = now() - minutes(4);
        const auto row = [&](const QString &tag, const LocalizedText &name, const QString &symbol,
                             double before, std::optional<double> found, bool matches) {
            RestartReport::Row made;
            made.unit = UnitId(tag.section(u'.', 0, 0));
            made.tag = TagId(tag);
            made.name = name;
            made.symbol = symbol;
            made.before = before;
            made.now = found;
            made.since = report.to;
            made.matches = matches;
            report.rows << made;
        };
        row(u"BR-02.temperature.sp"_s, {u"Temperature, set point"_s, u"温度设定值"_s}, u"°C"_s, 37,
            37, true);
        if (at == 2) {
            row(u"BR-02.perfusion.sp"_s, {u"Perfusion, set point"_s, u"灌流设定值"_s}, u"1/d"_s, 1,
                0, false);
            row(u"BR-02.stirrer.sp"_s, {u"Stirrer, set point"_s, u"搅拌设定值"_s}, u"1/min"_s, 50,
                20, false);
            row(u"BR-02.do.pv"_s, {u"Dissolved oxygen"_s, u"溶氧"_s}, u"%"_s, 61, std::nullopt,
                false);
        }
        report.proposal
            = at == 2 ? RestartReport::Proposal::StayHeld : RestartReport::Proposal::Restart;
        all << report;
    }
    return all;
}

HandoverInput handoverInput()
{
    HandoverInput input;
    input.now = now();
    input.batches = overviews();
    input.alarms = alarms();
    input.questions = questions();
    input.units = claims();
    input.samples << HandoverInput::Sample {BatchId(u"B26-1107"_s),
        {u"Day-6 sample: count and CAR+"_s, u"第 6 天取样: 计数与 CAR+"_s}, now() + minutes(34)};
    input.deviations << HandoverInput::Deviation {u"DEV-2026-041"_s, BatchId(u"B26-1103"_s), {}};
    return input;
}

QVector<HandoverRecord> pastHandovers()
{
    QVector<HandoverRecord> all;
    for (int i = 1; i <= 3; ++i) {
        HandoverInput input = handoverInput();
        input.now = now() - hours(8 * i);
        input.batches.resize(4);
        HandoverRecord record {input.now, PersonId(i % 2 ? u"operator-04"_s : u"operator-03"_s),
            PersonId(i % 2 ? u"operator-03"_s : u"operator-04"_s), {}};
        record.body = handover::toJson(
            input, u"BR-02: pump head replaced."_s, record.outgoing, record.incoming);
        all << record;
    }
    return all;
}

} // namespace cytoloom::samples
