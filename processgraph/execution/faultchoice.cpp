// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/faultchoice.h"

#include "processgraph/catalog/catalog.h"
#include "processgraph/execution/executioncontext.h"
#include "processgraph/execution/statecontrol.h"
#include "processgraph/foundation/expression.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using C = ProceduralCommand;
using Option = FaultChoice::Option;
using S = ProceduralState;

namespace {

/// From here on the product may be affected (reference rules 3.2: Stop and a major deviation).
constexpr int LevelOfExceededClock = 4;

QStringList namesIn(const QString &expression)
{
    const auto parsed = Expression::parse(expression);
    return parsed ? parsed->names() : QStringList();
}

QString stem(const QString &signal)
{
    return signal.endsWith(".sp"_L1) || signal.endsWith(".pv"_L1) ? signal.chopped(3) : signal;
}

/// The step itself is critical, or sets or awaits a critical parameter.
bool isCritical(const Element &element, const LogicStep *step)
{
    if (element.critical || !step)
        return element.critical;
    const QStringList names = namesIn(step->expression);
    return std::any_of(
        element.parameters.begin(), element.parameters.end(), [&](const Parameter &parameter) {
            const bool shows = !parameter.signal.isEmpty() && !step->signal.isEmpty()
                && stem(parameter.signal) == stem(step->signal);
            return parameter.critical
                && (shows || names.contains(u"p."_s + parameter.id.value())
                    || names.contains(parameter.signal));
        });
}

/// Open, aseptic, or with cells flowing through it.
bool touchesProduct(const Element &element)
{
    const auto hasCells = [](const Port &port) {
        const MaterialClass *medium = Catalog::shipped().material(port.medium);
        return port.purpose == PortPurpose::Product && (!medium || medium->cells);
    };
    return element.aseptic || element.openness == Openness::Open
        || std::any_of(element.ports.begin(), element.ports.end(), hasCells);
}

/// Who reads \p result after \p id; null: nobody.
const Element *readerOf(const BatchState &state, const ElementId &id, const QString &result,
    const PhaseClassLookup &phaseClasses)
{
    const Procedure &procedure = state.control.recipe.procedure;
    const QString name = u"r."_s + result;
    const QVector<ElementId> all = procedure.elements();
    for (const ElementId &other : all) {
        const Element *element = procedure.element(other);
        if (namesIn(element->condition).contains(name))
            return element;
        if (element->gate
            && std::any_of(element->gate->criteria.begin(), element->gate->criteria.end(),
                [&](const Criterion &criterion) { return criterion.attribute == result; }))
            return element;
        const PhaseClass *logic
            = element->kind == ElementKind::Phase ? phaseClasses(element->type) : nullptr;
        if (!logic || (other != id && state.status(other).state == S::Complete))
            continue;
        for (const LogicStep &step : logic->run) {
            if (namesIn(step.expression).contains(name) || namesIn(step.rate).contains(name))
                return element;
        }
    }
    return nullptr;
}

/// The topmost container that stands Held for the same reason: what failed is there.
ElementId failedAt(const BatchState &state, const ElementId &id)
{
    const Message reason = state.status(id).reason;
    ElementId failed = id;
    ElementId at = id;
    while (!at.isEmpty()) {
        at = state.control.recipe.procedure.container(at);
        const ElementStatus status = state.status(at);
        const bool held = status.state == S::Held || status.state == S::Holding;
        if (!held || status.reason != reason)
            break;
        failed = at;
    }
    return failed;
}

class Judge
{
public:
    Judge(const BatchState &state, const FaultEntry &entry, const PhaseClassLookup &phaseClasses,
        FaultChoice &choice)
        : m_state(state)
        , m_entry(entry)
        , m_phaseClasses(phaseClasses)
        , m_choice(choice)
        , m_element(state.control.recipe.procedure.element(choice.element))
        , m_logic(m_element && m_element->kind == ElementKind::Phase ? phaseClasses(m_element->type)
                                                                     : nullptr)
    {
        const ElementStatus status = state.status(choice.element);
        if (m_logic && status.openStep >= 0 && status.openStep < m_logic->run.size()) {
            m_step = &m_logic->run.at(status.openStep);
            choice.index = status.openStep;
            choice.step = m_step->name;
        }
        choice.restarts = m_logic ? m_logic->recovery.restarts : 0;
    }

    void offer()
    {
        QVector<FaultOption> order = m_entry.options;
        if (m_choice.restarts > 0 && order.removeOne(FaultOption::Retry))
            order.prepend(FaultOption::Retry);
        for (const FaultOption option : order)
            m_choice.options << judged(option);
    }

private:
    [[nodiscard]] QMap<QString, QString> args() const
    {
        const LocalizedText safe = m_logic ? m_logic->safeState : LocalizedText();
        return {{u"n.en"_s, m_choice.name.in(Language::En)},
            {u"n.zh"_s, m_choice.name.in(Language::Zh)},
            {u"step.en"_s, m_choice.step.in(Language::En)},
            {u"step.zh"_s, m_choice.step.in(Language::Zh)}, {u"safe.en"_s, safe.in(Language::En)},
            {u"safe.zh"_s, safe.in(Language::Zh)}};
    }

    void refuse(Option &option, const QString &code, const QMap<QString, QString> &more = {}) const
    {
        QMap<QString, QString> all = args();
        all.insert(more);
        option.allowed = false;
        option.why = Message {code, all};
    }

    void needsLegal(Option &option, C command) const
    {
        const auto legal = statecontrol::check(m_state, m_choice.element, command);
        if (legal)
            return;
        const bool parent = legal.error().code() == "command.parentHeld"_L1;
        refuse(option, parent ? u"fault.not.parentHeld"_s : u"fault.not.illegal"_s,
            {{u"command"_s, toText(command)},
                {u"state"_s, toText(m_state.status(m_choice.element).state)}});
    }

    [[nodiscard]] Option judged(FaultOption option) const
    {
        Option judged;
        judged.option = option;
        switch (option) {
        case FaultOption::Retry:
            judged.consequence
                = Message {m_step ? u"fault.retry"_s : u"fault.retryElement"_s, args()};
            needsLegal(judged, C::Restart);
            break;
        case FaultOption::Skip:
            judged.consequence = Message {u"fault.skip"_s, args()};
            judgeSkip(judged);
            break;
        case FaultOption::ByHand:
            judgeByHand(judged);
            break;
        case FaultOption::Hold: {
            const bool words = m_logic && !m_logic->safeState.isEmpty();
            judged.consequence = Message {words ? u"fault.hold"_s : u"fault.holdPlain"_s, args()};
            break;
        }
        case FaultOption::Abort:
            judged.consequence = Message {u"fault.abort"_s, args()};
            needsLegal(judged, C::Abort);
            break;
        }
        return judged;
    }

    void judgeSkip(Option &option) const
    {
        if (!m_step)
            return refuse(option, u"fault.not.noStep"_s);
        if (m_step->kind == LogicKind::Sync)
            return refuse(option, u"fault.not.sync"_s);
        if (!m_step->result.isEmpty()) {
            if (const Element *reader
                = readerOf(m_state, m_choice.element, m_step->result, m_phaseClasses))
                return refuse(option, u"fault.not.result"_s,
                    {{u"result"_s, m_step->result}, {u"reader.en"_s, reader->name.in(Language::En)},
                        {u"reader.zh"_s, reader->name.in(Language::Zh)}});
        }
        const bool critical = isCritical(*m_element, m_step);
        const bool guards = m_step->kind == LogicKind::Check || m_step->kind == LogicKind::Write
            || m_step->kind == LogicKind::Ramp;
        if (m_entry.goOn)
            option.secondPerson = true;
        else if (critical)
            return refuse(option, u"fault.not.critical"_s);
        else if (guards && touchesProduct(*m_element))
            return refuse(option, u"fault.not.contact"_s);
        needsLegal(option, C::Restart);
    }

    void judgeByHand(Option &option) const
    {
        option.secondPerson
            = !m_step || isCritical(*m_element, m_step) || touchesProduct(*m_element);
        if (m_entry.code == "execution.safeStateFailed"_L1) {
            option.consequence = Message {u"fault.byHand.unit"_s, args()};
            return;
        }
        option.consequence = Message {u"fault.byHand.order"_s, args()};
        if (!m_step)
            return refuse(option, u"fault.not.noStep"_s);
        if (m_step->kind == LogicKind::Sync)
            return refuse(option, u"fault.not.sync"_s);
        if (!m_step->result.isEmpty()) {
            QMap<QString, QString> more = args();
            more.insert(u"result"_s, m_step->result);
            option.consequence = Message {u"fault.byHand.value"_s, more};
            option.result = m_step->result;
            const bool text = m_step->kind == LogicKind::Ask
                && (m_step->prompt.answer == AnswerKind::Text
                    || m_step->prompt.answer == AnswerKind::Scan);
            option.statement = text ? FaultChoice::Statement::Text : FaultChoice::Statement::Number;
        } else if (m_step->kind == LogicKind::WaitUntil || m_step->kind == LogicKind::WaitFor
            || m_step->kind == LogicKind::Check) {
            option.consequence = Message {u"fault.byHand.state"_s, args()};
        }
        needsLegal(option, C::Restart);
    }

    const BatchState &m_state;
    const FaultEntry &m_entry;
    const PhaseClassLookup &m_phaseClasses;
    FaultChoice &m_choice;
    const Element *m_element;
    const PhaseClass *m_logic;
    const LogicStep *m_step = nullptr;
};

/// What nobody has written an entry for is not called harmless: stay, or end safely.
FaultEntry unknownEntry(const QString &code)
{
    FaultEntry entry;
    entry.code = code;
    entry.cause = {u"The error %1 is not in the fault catalogue."_s.arg(code),
        u"错误 %1 不在故障目录中。"_s.arg(code)};
    entry.options = {FaultOption::Hold, FaultOption::Retry, FaultOption::Abort};
    return entry;
}

bool isFault(const Message &reason)
{
    return !reason.code.isEmpty() && reason.code != "execution.byPerson"_L1;
}

} // namespace

std::optional<FaultChoice> faultChoice(const BatchState &state, const ElementId &id, UtcTime now,
    Duration moment, const PhaseClassLookup &phaseClasses, const FaultCatalogue &catalogue)
{
    if (state.status(id).state != S::Held || !isFault(state.status(id).reason))
        return std::nullopt;
    FaultChoice choice;
    choice.element = failedAt(state, id);
    const ElementStatus status = state.status(choice.element);
    const Element *element = state.control.recipe.procedure.element(choice.element);
    choice.name = element ? element->name : state.control.recipe.name;
    choice.unit = ExecutionContext::unitOf(state, choice.element);
    choice.fault = status.reason;
    const FaultEntry *known = catalogue.entry(choice.fault.code);
    const FaultEntry entry = known ? *known : unknownEntry(choice.fault.code);
    choice.cause = entry.cause;
    choice.effect = entry.effect;
    if (const DeviceFault *device = catalogue.device(choice.fault.args.value(u"error"_s))) {
        choice.cause = device->cause;
        choice.aid = device->aid;
    }
    Judge(state, entry, phaseClasses, choice).offer();

    const QVector<ToleranceClock> clocks
        = ToleranceClocks(state.control.recipe.procedure).running(state, now, moment);
    const QVector<ElementId> above = state.control.recipe.procedure.ancestors(choice.element);
    for (const ToleranceClock &clock : clocks) { // the tightest first
        const QVector<ElementId> around = state.control.recipe.procedure.ancestors(clock.element);
        const bool here = clock.element == choice.element || around.contains(choice.element)
            || above.contains(clock.element) || clock.kind == ToleranceClock::Kind::MaterialHold;
        if (here) {
            choice.clock = clock;
            break;
        }
    }
    const bool exceeded = choice.clock && choice.clock->left() < Duration(0);
    choice.level
        = catalogue.level(exceeded ? std::max(entry.level, LevelOfExceededClock) : entry.level);
    choice.respond = choice.level.respond - (moment - status.heldElapsed);
    if (choice.clock)
        choice.respond = std::min(choice.respond, choice.clock->left());
    return choice;
}

QVector<FaultChoice> faultChoices(const BatchState &state, UtcTime now, Duration moment,
    const PhaseClassLookup &phaseClasses, const FaultCatalogue &catalogue)
{
    QVector<FaultChoice> choices;
    const QVector<ElementId> all
        = QVector<ElementId> {ElementId()} + state.control.recipe.procedure.elements();
    for (const ElementId &id : all) {
        const auto choice = faultChoice(state, id, now, moment, phaseClasses, catalogue);
        if (choice && choice->element == id)
            choices << *choice;
    }
    return choices;
}

} // namespace cytoloom
