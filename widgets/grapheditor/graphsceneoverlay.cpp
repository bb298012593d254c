// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What lies over the drawing: findings of the validation and the state of a running batch.
#include "widgets/grapheditor/graphscene.h"

namespace cytoloom {

namespace {

int rankOf(Severity severity)
{
    return severity == Severity::Error ? 2 : severity == Severity::Warning ? 1 : 0;
}

} // namespace

void GraphScene::setFindings(const QVector<Finding> &findings)
{
    m_findings = findings;
    applyFindings();
}

void GraphScene::applyFindings()
{
    QHash<ElementId, FindingBadge> badges;
    for (const Finding &finding : qAsConst(m_findings)) {
        QSet<ElementId> here;
        for (const FindingPlace &place : finding.places) {
            ElementId at = place.element;
            if (at.isEmpty() && !place.link.isEmpty()) {
                const Link *link = recipe().procedure.link(place.link);
                at = link ? link->from.element : ElementId();
            }
            const ElementId visible = recipe().procedure.element(at) ? visibleAt(at) : ElementId();
            if (!visible.isEmpty())
                here.insert(visible);
        }
        for (const ElementId &id : qAsConst(here)) {
            FindingBadge &badge = badges[id];
            badge.count += 1;
            if (rankOf(finding.severity) > rankOf(badge.worst))
                badge.worst = finding.severity;
        }
    }
    for (auto it = m_nodes.cbegin(); it != m_nodes.cend(); ++it)
        it.value()->setFinding(badges.value(it.key()));
}

void GraphScene::setRuntime(const QHash<ElementId, RuntimeBadge> &badges)
{
    const bool was = m_style.runtime;
    m_runtime = badges;
    m_style.runtime = !badges.isEmpty();
    applyRuntime();
    if (was != m_style.runtime) {
        for (NodeItem *node : qAsConst(m_nodes))
            node->restyle();
    }
}

std::optional<RuntimeBadge> GraphScene::badgeOf(const ElementId &id) const
{
    const auto own = m_runtime.constFind(id);
    if (own != m_runtime.constEnd())
        return *own;
    const QVector<ElementId> children = recipe().procedure.children(id);
    RuntimeBadge sum;
    int steps = 0, done = 0;
    for (const ElementId &child : children) {
        const auto badge = badgeOf(child);
        if (!badge)
            continue;
        const bool first = steps++ == 0;
        done += isFinal(badge->state) ? 1 : 0;
        const bool active = badge->state != ProceduralState::Idle && !isFinal(badge->state);
        const bool attention = !first && sum.attention;
        const int priority = first ? 0 : sum.alarmPriority;
        if (first || (active && (sum.state == ProceduralState::Idle || isFinal(sum.state))))
            sum = *badge;
        sum.attention = attention || badge->attention;
        sum.alarmPriority = badge->alarmPriority;
        if (priority > 0 && (badge->alarmPriority == 0 || priority < badge->alarmPriority))
            sum.alarmPriority = priority;
    }
    if (steps == 0)
        return std::nullopt;
    if (isFinal(sum.state) && done < steps)
        sum.state = ProceduralState::Running; // between two of its steps
    return sum;
}

void GraphScene::applyRuntime()
{
    for (auto it = m_nodes.cbegin(); it != m_nodes.cend(); ++it)
        it.value()->setRuntime(m_style.runtime ? badgeOf(it.key()) : std::nullopt);
    for (LinkItem *link : qAsConst(m_links)) {
        const NodeItem *to = m_nodes.value(m_ends.value(link).to);
        link->setFaded(
            m_style.runtime && to && to->look().runtime && isFinal(to->look().runtime->state));
    }
}

} // namespace cytoloom
