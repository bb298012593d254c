// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/lanelayout.h"

#include "widgets/grapheditor/nodepainter.h"
#include "widgets/grapheditor/words.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double Step = NodePainter::CardHeight + 50; ///< from card to card below it
constexpr double Gap = 56; ///< between columns: room for a label
constexpr double LanePadding = 26;

QString unitTitle(const MasterRecipe &recipe, const ElementId &id)
{
    const ElementId owner = recipe.procedure.unitProcedure(id);
    const Element *unit = recipe.procedure.element(owner);
    const UnitRole *role = unit ? recipe.role(unit->role) : nullptr;
    if (role)
        return role->preferredUnit.isEmpty() ? role->id.value() : role->preferredUnit.value();
    return unit ? unit->role.value() : QString();
}

void gatherCrew(const Procedure &procedure, const ElementId &id, QStringList &roles)
{
    for (const CrewNeed &need : procedure.element(id)->crew) {
        if (!roles.contains(need.role))
            roles.append(need.role);
    }
    const QVector<ElementId> children = procedure.children(id);
    for (const ElementId &child : children)
        gatherCrew(procedure, child, roles);
}

/// The name of the lane; empty: the step has none of its own and stands with its neighbours.
QString laneTitle(const MasterRecipe &recipe, const Element &element, LaneMode mode,
    const std::optional<Plant> &plant, Language language)
{
    const bool step = NodePainter::isCard(element.kind);
    if (!step)
        return {};
    switch (mode) {
    case LaneMode::Unit:
    case LaneMode::Room: {
        const QString unit = unitTitle(recipe, element.id);
        if (mode == LaneMode::Unit || unit.isEmpty()) {
            if (!unit.isEmpty())
                return unit;
            return element.kind == ElementKind::Gate ? Words::tr("Laboratory and QA")
                                                     : Words::tr("People, no unit");
        }
        const PlantUnit *found = plant ? plant->unit(UnitId(unit)) : nullptr;
        const Room *room = found ? plant->room(found->room) : nullptr;
        if (!room)
            return Words::tr("Room not known");
        return room->id.value() + u" · "_s + room->name.in(language);
    }
    case LaneMode::Crew: {
        QStringList roles;
        gatherCrew(recipe.procedure, element.id, roles);
        if (roles.isEmpty())
            return Words::tr("Automatic");
        roles.sort();
        for (QString &role : roles)
            role = Words::role(role);
        return roles.join(u" + "_s);
    }
    case LaneMode::None:
        break;
    }
    return {};
}

/// The column of each step: the longest way to it along control links; a link that leads back does
/// not count.
class Columns
{
public:
    Columns(const Procedure &procedure, const QVector<ElementId> &steps)
        : m_procedure(procedure)
    {
        for (const ElementId &id : steps)
            m_state.insert(id, State::New);
        for (const ElementId &id : steps)
            visit(id);
        // m_order is the order of leaving: backwards it is a topological one without back links.
        for (auto id = m_order.crbegin(); id != m_order.crend(); ++id) {
            const int here = m_column.value(*id, 0);
            m_column.insert(*id, here);
            for (const ElementId &next : m_next.value(*id))
                m_column.insert(next, std::max(m_column.value(next, 0), here + 1));
        }
    }
    [[nodiscard]] int of(const ElementId &id) const { return m_column.value(id, 0); }
    [[nodiscard]] QVector<ElementId> order() const { return {m_order.crbegin(), m_order.crend()}; }

private:
    enum class State { New, Open, Done };

    // Not recursive: a line may be ten thousand steps long.
    void visit(const ElementId &first)
    {
        if (m_state.value(first) != State::New)
            return;
        struct Frame
        {
            ElementId id;
            QVector<LinkId> out;
            int next = 0;
        };
        QVector<Frame> stack {{first, m_procedure.controlOut(first)}};
        m_state[first] = State::Open;
        while (!stack.isEmpty()) {
            Frame &top = stack.last();
            if (top.next == top.out.size()) {
                m_state[top.id] = State::Done;
                m_order.append(top.id);
                stack.removeLast();
                continue;
            }
            const ElementId to = m_procedure.link(top.out.at(top.next++))->to.element;
            const auto state = m_state.constFind(to);
            if (state == m_state.constEnd() || *state == State::Open)
                continue;
            m_next[top.id].append(to);
            if (*state == State::New) {
                m_state[to] = State::Open;
                stack.append({to, m_procedure.controlOut(to)});
            }
        }
    }

    const Procedure &m_procedure;
    QHash<ElementId, State> m_state;
    QHash<ElementId, QVector<ElementId>> m_next;
    QVector<ElementId> m_order;
    QHash<ElementId, int> m_column;
};

} // namespace

LaneLayout LaneLayout::of(const MasterRecipe &recipe, const ElementId &container, LaneMode mode,
    const std::optional<Plant> &plant, Language language)
{
    LaneLayout layout;
    const Procedure &procedure = recipe.procedure;
    const QVector<ElementId> children = procedure.children(container);
    const Columns columns(procedure, children);
    // Lanes in the order in which the flow meets them.
    QStringList titles;
    QHash<ElementId, QString> titleOf;
    const QVector<ElementId> order = columns.order();
    for (const ElementId &id : order) {
        const QString title = laneTitle(recipe, *procedure.element(id), mode, plant, language);
        titleOf.insert(id, title);
        if (!title.isEmpty() && !titles.contains(title))
            titles.append(title);
    }
    if (titles.isEmpty())
        titles.append(Words::tr("Flow"));
    // Symbols stand with the step before them, Begin with the one that follows.
    for (const ElementId &id : order) {
        if (!titleOf.value(id).isEmpty())
            continue;
        QString title;
        for (const LinkId &link : procedure.controlIn(id)) {
            if (title.isEmpty())
                title = titleOf.value(procedure.link(link)->from.element);
        }
        for (const LinkId &link : procedure.controlOut(id)) {
            if (title.isEmpty())
                title = titleOf.value(procedure.link(link)->to.element);
        }
        titleOf.insert(id, title.isEmpty() ? titles.first() : title);
    }
    // Columns are as wide as what stands in them; in a lane, steps of one column stand below each
    // other.
    QMap<int, double> width;
    QHash<std::pair<int, int>, int> used; // column, lane → steps so far
    QHash<ElementId, int> rowOf;
    QVector<int> rows(titles.size(), 1);
    for (const ElementId &id : order) {
        const int column = columns.of(id);
        const int lane = int(titles.indexOf(titleOf.value(id)));
        const double needed
            = NodePainter::isCard(procedure.element(id)->kind) ? NodePainter::CardWidth + 16 : 40;
        width[column] = std::max(width.value(column, 0), needed);
        const int row = used[{column, lane}]++;
        rowOf.insert(id, row);
        rows[lane] = std::max(rows.at(lane), row + 1);
        layout.laneOf.insert(id, lane);
    }
    QMap<int, double> middle;
    double x = 0;
    for (auto it = width.cbegin(); it != width.cend(); ++it) {
        middle.insert(it.key(), x + it.value() / 2);
        x += it.value() + Gap;
    }
    layout.width = x;
    double y = 0;
    for (int lane = 0; lane < titles.size(); ++lane) {
        const double height = rows.at(lane) * Step - 50 + 2 * LanePadding;
        layout.lanes.append({titles.at(lane), y, height});
        y += height;
    }
    for (const ElementId &id : order) {
        const LaneLayout::Lane &lane = layout.lanes.at(layout.laneOf.value(id));
        const double top
            = lane.top + LanePadding + NodePainter::CardHeight / 2 + rowOf.value(id) * Step;
        layout.places.insert(id, {std::round(middle.value(columns.of(id))), std::round(top)});
    }
    return layout;
}

} // namespace cytoloom
