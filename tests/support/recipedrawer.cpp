// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/recipedrawer.h"

#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// The grid takes a drop to the next ten; arrow keys move by ten, with Shift by one.
void nudge(CanvasHand &canvas, double way, Qt::Key back, Qt::Key forth)
{
    int rest = int(std::lround(std::abs(way)));
    for (; rest >= 10; rest -= 10)
        canvas.press(way < 0 ? back : forth);
    for (; rest > 0; --rest)
        canvas.press(way < 0 ? back : forth, Qt::ShiftModifier);
}

} // namespace

RecipeDrawer::RecipeDrawer(
    Hand &hand, DesignPage &page, const RecipeDocument &document, const MasterRecipe &model)
    : m_document(document)
    , m_model(model)
    , m_page(page)
    , m_canvas(hand, page)
    , m_inspector(hand, *page.inspector())
    , m_steps(m_inspector, document)
{ }

void RecipeDrawer::drawHeader()
{
    m_canvas.selectNothing();
    HeaderEntry(m_inspector, m_document).enter(m_model);
}

template <class Enter> void RecipeDrawer::tryTo(const QString &what, Enter enter)
{
    try {
        enter();
    } catch (const Stuck &stuck) {
        m_leftOut << what + u": "_s + QString::fromStdString(stuck.what());
    }
}

void RecipeDrawer::place(const ElementId &step)
{
    const Element &wanted = *m_model.procedure.element(step);
    const ElementId made
        = m_canvas.place({wanted.kind, wanted.type}, QPointF(wanted.position.x, wanted.position.y));
    m_made.insert(step, made);
    const Position now = m_document.procedure().element(made)->position;
    if (now != wanted.position) {
        m_page.view()->setFocus();
        nudge(m_canvas, wanted.position.x - now.x, Qt::Key_Left, Qt::Key_Right);
        nudge(m_canvas, wanted.position.y - now.y, Qt::Key_Up, Qt::Key_Down);
    }
    tryTo(step.value(), [&] { m_steps.enter(made, wanted); });
}

void RecipeDrawer::drawInside(const ElementId &step)
{
    const ElementId made = m_made.value(step);
    m_canvas.open(made);
    // What the catalogue put into it goes: the model says what lies there.
    if (!m_document.procedure().children(made).isEmpty())
        m_canvas.deleteAll();
    drawLevel(step);
    m_canvas.up();
}

void RecipeDrawer::drawLevel(const ElementId &model)
{
    m_canvas.press(Qt::Key_1); // 100 %
    const QVector<ElementId> children = m_model.procedure.children(model);
    for (const ElementId &id : children)
        place(id);
    for (const LinkId &id : m_model.procedure.linksOf(model)) {
        const Link &link = *m_model.procedure.link(id);
        if (link.kind == LinkKind::Control)
            drawControl(link);
    }
    for (const ElementId &id : children) {
        if (m_model.procedure.element(id)->isContainer())
            drawInside(id);
    }
}

void RecipeDrawer::drawControl(const Link &link)
{
    m_canvas.connect(m_made.value(link.from.element), m_made.value(link.to.element));
    if (link.priority != m_document.procedure().link(find(link))->priority)
        enterLink(link);
}

LinkId RecipeDrawer::find(const Link &link) const
{
    const Procedure &procedure = m_document.procedure();
    for (const LinkId &id : procedure.outgoing(m_made.value(link.from.element))) {
        const Link &each = *procedure.link(id);
        if (each.kind == link.kind && each.to.element == m_made.value(link.to.element)
            && each.from.port == portOf(link.from) && each.to.port == portOf(link.to)
            && each.outcome == link.outcome)
            return id;
    }
    throw Stuck(link.id.value() + u" was not drawn"_s);
}

void RecipeDrawer::enterLink(const Link &wanted)
{
    const LinkId made = find(wanted);
    m_canvas.selectLine(made);
    // Of links that are drawn as one line those of matter have the same fields.
    const QVector<LinkId> selected = m_page.view()->selectedLinks();
    const auto isMatter = [this](const LinkId &id) {
        const LinkKind kind = m_document.procedure().link(id)->kind;
        return kind != LinkKind::Control && kind != LinkKind::Sync;
    };
    if (std::count_if(selected.cbegin(), selected.cend(), isMatter) > 1)
        throw Stuck(made.value() + u" is one of several in its line"_s);
    m_steps.enter(made, wanted, m_made);
}

// The ports were made in the order of the model.
PortId RecipeDrawer::portOf(const Endpoint &end) const
{
    const QVector<Port> &ports = m_model.procedure.element(end.element)->ports;
    for (int i = 0; i < ports.size(); ++i) {
        if (ports.at(i).id == end.port)
            return m_document.procedure().element(m_made.value(end.element))->ports.at(i).id;
    }
    return {};
}

void RecipeDrawer::openLevelOf(const ElementId &step)
{
    while (!m_page.view()->container().isEmpty())
        m_canvas.up();
    for (const ElementId &id : m_document.procedure().ancestors(step)) {
        m_canvas.showAll();
        m_canvas.open(id);
    }
    m_canvas.showAll();
}

QString RecipeDrawer::placeText(const ElementId &step) const
{
    const Procedure &procedure = m_model.procedure;
    const Element *unit = procedure.element(procedure.unitProcedure(step));
    const QString name = procedure.element(step)->name.en;
    return unit && unit->id != step ? unit->name.en + u" · "_s + name : name;
}

void RecipeDrawer::drawFlow(const Link &link)
{
    const ElementId from = m_made.value(link.from.element);
    if (m_document.procedure().container(from) != m_page.view()->container())
        openLevelOf(from);
    m_canvas.select(from);
    if (link.kind == LinkKind::Sync) {
        m_inspector.pickWord(u"sync"_s, placeText(link.to.element));
        return;
    }
    const Element &source = *m_model.procedure.element(link.from.element);
    const Element &target = *m_model.procedure.element(link.to.element);
    for (int i = 0; i < source.ports.size(); ++i) {
        if (source.ports.at(i).id != link.from.port)
            continue;
        const QString box = u"ports.%1."_s.arg(i);
        m_inspector.unfold(box + u"toggle"_s, box + u"joined"_s);
        m_inspector.pickWord(box + u"joined"_s,
            placeText(link.to.element) + u" · "_s + target.port(link.to.port)->name.en);
    }
}

void RecipeDrawer::drawFlows()
{
    QVector<const Link *> flows;
    for (const Link *link : m_model.procedure.walkLinks()) {
        if (link->kind != LinkKind::Control && m_made.contains(link->from.element)
            && m_made.contains(link->to.element))
            flows.append(link);
    }
    for (const Link *link : std::as_const(flows))
        tryTo(link->id.value(), [&] { drawFlow(*link); });
    for (const Link *link : std::as_const(flows)) {
        if (link->kind == LinkKind::Sync)
            continue;
        tryTo(link->id.value(), [&] {
            const ElementId home = m_document.procedure().home(find(*link));
            if (m_page.view()->container() != home)
                openLevelOf(m_document.procedure().children(home).first());
            enterLink(*link);
        });
    }
}

MasterRecipe RecipeDrawer::drawn() const
{
    QHash<ElementId, ElementId> modelOf;
    for (auto it = m_made.cbegin(); it != m_made.cend(); ++it)
        modelOf.insert(it.value(), it.key());
    const Procedure &procedure = m_document.procedure();
    MasterRecipe recipe = m_document.recipe();
    recipe.procedure = Procedure();
    const auto done = [](const Result<void> &result) {
        if (!result)
            throw Stuck(result.error().code());
    };
    const auto portsOf = [&](const ElementId &id) -> const QVector<Port> & {
        return m_model.procedure.element(modelOf.value(id))->ports;
    };
    for (const ElementId &id : procedure.elements()) {
        if (!modelOf.contains(id))
            throw Stuck(id.value() + u" was not asked for"_s);
        Element element = *procedure.element(id);
        element.id = modelOf.value(id);
        for (int i = 0; i < element.ports.size() && i < portsOf(id).size(); ++i)
            element.ports[i].id = portsOf(id).at(i).id;
        done(recipe.procedure.addElement(element, modelOf.value(procedure.container(id))));
    }
    QHash<LinkId, LinkId> linkOf;
    for (const Link *link : m_model.procedure.walkLinks()) {
        if (m_made.contains(link->from.element) && m_made.contains(link->to.element))
            linkOf.insert(find(*link), link->id);
    }
    for (const Link *each : procedure.walkLinks()) {
        if (!linkOf.contains(each->id))
            throw Stuck(each->id.value() + u" was not asked for"_s);
        Link link = *each;
        const Link &model = *m_model.procedure.link(linkOf.value(link.id));
        link.id = model.id;
        link.from = model.from;
        link.to = model.to;
        if (const QString step = link.attributes.text(u"jointCheckStep"_s); !step.isEmpty())
            link.attributes.set(u"jointCheckStep"_s, modelOf.value(ElementId(step)).value());
        done(recipe.procedure.addLink(link));
    }
    return recipe;
}

} // namespace cytoloom
