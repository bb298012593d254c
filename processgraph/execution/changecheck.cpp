// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/changecheck.h"

#include "processgraph/catalog/catalog.h"
#include "processgraph/foundation/expression.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using S = ProceduralState;

namespace {

/// Where it stands in the drawing is no part of the process.
Element undrawn(Element element)
{
    element.position = {};
    element.pinned = false;
    return element;
}

QStringList namesIn(const QString &expression)
{
    const auto parsed = Expression::parse(expression);
    return parsed ? parsed->names() : QStringList();
}

/// What the steps of a phase class report; what it declares may be more.
QSet<QString> reportedBy(const PhaseClass &logic)
{
    QSet<QString> results;
    for (const auto *steps : {&logic.run, &logic.hold, &logic.restart, &logic.stop, &logic.abort}) {
        for (const LogicStep &step : *steps) {
            if (!step.result.isEmpty())
                results.insert(step.result);
        }
    }
    return results;
}

QVector<QString> expressionsOf(const Element &element, const PhaseClass *logic)
{
    QVector<QString> all {element.condition};
    for (const LogicStep &step : logic ? logic->run : QVector<LogicStep>())
        all << step.expression << step.rate;
    return all;
}

} // namespace

ChangeCheck::ChangeCheck(const BatchState &state, const MasterRecipe &changed, BatchChange &change)
    : m_state(state)
    , m_before(state.control.recipe)
    , m_after(changed)
    , m_old(state.control.recipe.procedure)
    , m_new(changed.procedure)
    , m_change(change)
{
    for (auto it = state.elements.constBegin(); it != state.elements.constEnd(); ++it) {
        if (it->run > 0 || it->state != S::Idle)
            m_ran.insert(it.key());
    }
}

bool ChangeCheck::isAtWork(const ElementId &id) const
{
    const S now = m_state.status(id).state;
    return now != S::Idle && !isFinal(now);
}

bool ChangeCheck::isOver(const ElementId &id) const
{
    for (ElementId at = id; !at.isEmpty(); at = m_new.container(at)) {
        if (isFinal(m_state.status(at).state))
            return true;
    }
    return false;
}

void ChangeCheck::object(const char *code, const ElementId &element, const LinkId &link,
    const QMap<QString, QString> &more)
{
    const Element *known = m_old.element(element);
    if (!known)
        known = m_new.element(element);
    QMap<QString, QString> args {
        {u"n.en"_s, known ? known->name.in(Language::En) : element.value()},
        {u"n.zh"_s, known ? known->name.in(Language::Zh) : element.value()}};
    args.insert(more);
    m_change.objections << BatchChange::Objection {
        Message {QLatin1String(code), args}, element, link};
}

void ChangeCheck::header()
{
    if (m_state.state != S::Held)
        object("change.notHeld", {}, {}, {{u"state"_s, toText(m_state.state)}});
    if (m_after.id != m_before.id)
        object("change.otherRecipe", {}, {},
            {{u"recipe"_s, m_before.id.value()}, {u"other"_s, m_after.id.value()}});
    if (m_after.version <= m_before.version)
        object("change.notLater", {}, {},
            {{u"version"_s, QString::number(m_before.version)},
                {u"other"_s, QString::number(m_after.version)}});
    if (m_after.product != m_before.product || m_after.productCode != m_before.productCode
        || m_after.autologous != m_before.autologous)
        object("change.otherProduct", {});
    if (!(m_after.attributes == m_before.attributes))
        object("change.processEvidence", {});
}

void ChangeCheck::elements()
{
    const QVector<ElementId> old = m_old.elements();
    for (const ElementId &id : old) {
        if (!ran(id))
            continue;
        const Element *after = m_new.element(id);
        if (!after)
            object("change.ranGone", id);
        else if (m_new.container(id) != m_old.container(id))
            object("change.ranMoved", id);
        else if (!(undrawn(*after) == undrawn(*m_old.element(id))))
            object(isAtWork(id) ? "change.atWork" : "change.ran", id);
    }
    const QVector<ElementId> all = m_new.elements();
    for (const ElementId &id : all) {
        if (ran(id) || !isOver(m_new.container(id)))
            continue;
        const Element *before = m_old.element(id);
        const bool same = before && m_old.container(id) == m_new.container(id)
            && undrawn(*before) == undrawn(*m_new.element(id));
        if (!same)
            object("change.inFinished", id);
    }
    for (const ElementId &id : old) {
        if (!ran(id) && !m_new.element(id) && isFinal(m_state.status(m_old.container(id)).state))
            object("change.inFinished", id);
    }
}

/// Out of a step at work to what has not begun: no token has gone that way yet.
bool ChangeCheck::mayLeadElsewhere(const Link &link) const
{
    return isAtWork(link.from.element) && !ran(link.to.element) && link.kind != LinkKind::Sync;
}

void ChangeCheck::checkLink(const Link *before, const Link *after)
{
    if (before && after && *before == *after)
        return;
    for (const Link *link : {before, after}) {
        if (!link || mayLeadElsewhere(*link))
            continue;
        const bool from = ran(link->from.element);
        if (!from && !ran(link->to.element))
            continue;
        object("change.ranLink", from ? link->from.element : link->to.element, link->id);
        return;
    }
    if (m_state.tokens.contains((before ? before : after)->id))
        object(
            "change.token", (before ? before : after)->to.element, (before ? before : after)->id);
}

void ChangeCheck::links()
{
    const QVector<LinkId> old = m_old.links();
    for (const LinkId &id : old)
        checkLink(m_old.link(id), m_new.link(id));
    const QVector<LinkId> all = m_new.links();
    for (const LinkId &id : all) {
        if (!m_old.link(id))
            checkLink(nullptr, m_new.link(id));
    }
}

void ChangeCheck::uses()
{
    const auto usedBy = [this](const auto &uses) {
        const QVector<ElementId> all = m_old.elements();
        const auto found = std::find_if(all.begin(), all.end(),
            [&](const ElementId &id) { return ran(id) && uses(*m_old.element(id)); });
        return found == all.end() ? ElementId() : *found;
    };
    for (const FormulaParameter &value : m_before.formula) {
        const FormulaParameter *after = m_after.formulaParameter(value.id);
        if (after && after->value == value.value)
            continue;
        const QString name = u"f."_s + value.id;
        const ElementId user = usedBy([&](const Element &element) {
            const PhaseClass *logic = m_state.control.phaseClass(element.type);
            const QVector<QString> expressions = expressionsOf(element, logic);
            return std::any_of(element.parameters.begin(), element.parameters.end(),
                       [&](const Parameter &parameter) { return parameter.formula == value.id; })
                || std::any_of(expressions.begin(), expressions.end(),
                    [&](const QString &text) { return namesIn(text).contains(name); });
        });
        if (!user.isEmpty())
            object("change.formula", user, {}, {{u"value"_s, value.id}});
    }
    for (const UnitRole &role : m_before.roles) {
        const UnitRole *after = m_after.role(role.id);
        const bool same = after && after->equipmentClass == role.equipmentClass
            && after->capabilities == role.capabilities;
        const ElementId user
            = usedBy([&](const Element &element) { return element.role == role.id; });
        if (!same && (!user.isEmpty() || m_state.allocated.contains(role.id)))
            object("change.role", user, {}, {{u"role"_s, role.id.value()}});
    }
    for (const BomLine &line : m_before.bom) {
        const BomLine *after = m_after.bomLine(line.id);
        if (after && *after == line)
            continue;
        const ElementId user = usedBy([&](const Element &element) {
            return std::any_of(element.ports.begin(), element.ports.end(),
                [&](const Port &port) { return port.bomLine == line.id; });
        });
        if (!user.isEmpty())
            object("change.material", user, {}, {{u"line"_s, line.id}});
    }
}

void ChangeCheck::results()
{
    const auto logicOf = [this](const Element &element) {
        const PhaseClass *frozen = m_state.control.phaseClass(element.type);
        return frozen || element.kind != ElementKind::Phase
            ? frozen
            : Catalog::shipped().phaseClass(element.type);
    };
    QSet<QString> known;
    for (auto it = m_state.results.constBegin(); it != m_state.results.constEnd(); ++it)
        known.insert(it.key());
    const QVector<ElementId> all = m_new.elements();
    for (const ElementId &id : all) {
        const PhaseClass *logic = logicOf(*m_new.element(id));
        if (logic && !isFinal(m_state.status(id).state))
            known.unite(reportedBy(*logic));
    }
    const auto gives = [&](const Procedure &procedure, const QString &result) {
        const QVector<ElementId> steps = procedure.elements();
        return std::any_of(steps.begin(), steps.end(), [&](const ElementId &id) {
            const PhaseClass *logic = logicOf(*procedure.element(id));
            return logic && reportedBy(*logic).contains(result);
        });
    };
    for (const ElementId &id : all) {
        const Element *element = m_new.element(id);
        if (isOver(id))
            continue;
        QStringList wanted;
        for (const QString &text : expressionsOf(*element, logicOf(*element))) {
            for (const QString &name : namesIn(text)) {
                if (name.startsWith("r."_L1))
                    wanted << name.mid(2);
            }
        }
        if (element->gate) {
            for (const Criterion &criterion : element->gate->criteria)
                wanted << criterion.attribute;
        }
        wanted.removeDuplicates();
        for (const QString &result : std::as_const(wanted)) {
            // A result of the laboratory is reported by no step, before and after.
            const bool lost = gives(m_old, result) || !m_old.element(id);
            if (!known.contains(result) && lost)
                object("change.result", id, {}, {{u"result"_s, result}});
        }
    }
}

void ChangeCheck::reachContent(const ElementId &container)
{
    const QVector<ElementId> children = m_new.children(container);
    const bool begun = std::any_of(children.begin(), children.end(),
        [this](const ElementId &child) { return m_state.status(child).state != S::Idle; });
    for (const ElementId &child : children) {
        if (!begun && m_new.element(child)->kind == ElementKind::Begin)
            m_reached.insert(child);
    }
}

/// What can still come, from the tokens and the steps at work on.
void ChangeCheck::reach()
{
    QVector<ElementId> todo;
    const auto add = [&](const ElementId &id) {
        if (!m_new.element(id) || m_reached.contains(id))
            return;
        m_reached.insert(id);
        todo << id;
    };
    const QVector<ElementId> all = m_new.elements();
    for (const ElementId &id : all) {
        const S now = m_state.status(id).state;
        // What was stopped comes back by RESET.
        if (isAtWork(id) || now == S::Stopped || now == S::Aborted)
            add(id);
    }
    reachContent({});
    for (const ElementId &id : QSet<ElementId>(m_reached))
        todo << id;
    for (auto it = m_state.tokens.constBegin(); it != m_state.tokens.constEnd(); ++it) {
        m_fed.insert(it.key());
        if (const Link *link = m_new.link(it.key()))
            add(link->to.element);
    }
    while (!todo.isEmpty()) {
        const ElementId id = todo.takeLast();
        const QVector<LinkId> out = m_new.controlOut(id);
        for (const LinkId &link : out) {
            m_fed.insert(link);
            add(m_new.link(link)->to.element);
        }
        if (m_new.element(id)->isContainer()) {
            const QSet<ElementId> before = m_reached;
            reachContent(id);
            for (const ElementId &begin : m_reached - before)
                todo << begin;
        }
    }
}

void ChangeCheck::resumePoint()
{
    reach();
    const QVector<ElementId> all = m_new.elements();
    for (const ElementId &id : all) {
        const Element *element = m_new.element(id);
        if (element->kind != ElementKind::ParallelJoin || !m_reached.contains(id))
            continue;
        const QVector<LinkId> in = m_new.controlIn(id);
        for (const LinkId &link : in) {
            if (!m_fed.contains(link))
                object("change.joinStarves", id, link);
        }
    }
    QVector<ElementId> containers {ElementId()};
    for (const ElementId &id : all) {
        if (m_new.element(id)->isContainer() && isAtWork(id))
            containers << id;
    }
    for (const ElementId &container : std::as_const(containers)) {
        const QVector<ElementId> children = m_new.children(container);
        const bool ends = children.isEmpty()
            || std::any_of(children.begin(), children.end(), [this](const ElementId &child) {
                   return m_new.element(child)->kind == ElementKind::End
                       && (m_reached.contains(child) || isFinal(m_state.status(child).state));
               });
        if (!ends)
            object("change.noWayOn", container);
    }
    const auto stands = [this](const ElementId &id, const LinkId &link) {
        return std::none_of(m_change.objections.begin(), m_change.objections.end(),
            [&](const BatchChange::Objection &one) {
                return (!id.isEmpty() && one.element == id)
                    || (!link.isEmpty() && one.link == link);
            });
    };
    const QVector<ElementId> old = m_old.elements();
    for (const ElementId &id : old) {
        if (!isAtWork(id))
            continue;
        BatchChange::ResumePoint point {id, {}, m_state.status(id).state, {}};
        const Element *element = m_old.element(id);
        if (stands(id, {}))
            point.proof = Message {u"change.proof.element"_s,
                {{u"n.en"_s, element->name.in(Language::En)},
                    {u"n.zh"_s, element->name.in(Language::Zh)}}};
        m_change.resume << point;
    }
    QList<LinkId> tokens = m_state.tokens.keys();
    std::sort(tokens.begin(), tokens.end());
    for (const LinkId &id : std::as_const(tokens)) {
        const Link *link = m_old.link(id);
        const Element *to = link ? m_old.element(link->to.element) : nullptr;
        BatchChange::ResumePoint point {to ? to->id : ElementId(), id, S::Idle, {}};
        if (to && stands({}, id))
            point.proof = Message {u"change.proof.token"_s,
                {{u"n.en"_s, to->name.in(Language::En)}, {u"n.zh"_s, to->name.in(Language::Zh)}}};
        m_change.resume << point;
    }
}

} // namespace cytoloom
