// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/runtimebadges.h"

#include "processgraph/foundation/messagecatalog.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

QHash<ElementId, RuntimeBadge> runtimeBadges(
    const LiveBatch &batch, const QVector<Alarm> &alarms, UtcTime now, Language language)
{
    QHash<ElementId, RuntimeBadge> badges;
    const Procedure &procedure = batch.state.control.recipe.procedure;
    for (auto it = batch.state.elements.cbegin(); it != batch.state.elements.cend(); ++it) {
        const Element *element = procedure.element(it.key());
        if (!element)
            continue;
        RuntimeBadge badge;
        badge.state = it->state;
        badge.word = MessageCatalog::shipped().text(
            Message {u"state."_s + toText(it->state), {}}, language);
        const UtcTime end = it->ended == UtcTime {} || it->ended < it->started ? now : it->ended;
        badge.elapsed = it->started == UtcTime {} ? Duration(0) : Duration(end - it->started);
        badge.expected = element->duration.nominal;
        badges.insert(it.key(), badge);
    }
    for (const OperatorView::Step &step : batch.operatorView.current) {
        RuntimeBadge &badge = badges[step.element];
        for (const OperatorView::Live &live : step.live) {
            const double value = live.value.value;
            badge.values.append({live.name.in(language),
                u"%1 %2"_s.arg(value, 0, 'g', 4).arg(live.unit), live.value.quality,
                live.value.quality == Quality::Good && !live.alert.contains(value)});
        }
        badge.attention = !step.signatures.isEmpty();
    }
    for (const Prompt &prompt : batch.state.prompts)
        badges[prompt.element].attention = true;
    for (const Alarm &alarm : alarms) {
        if (alarm.batch != batch.state.control.header.id || alarm.element.isEmpty()
            || alarm.state == AlarmState::Acknowledged)
            continue;
        int &priority = badges[alarm.element].alarmPriority;
        priority = priority == 0 ? alarm.priority : std::min(priority, alarm.priority);
    }
    return badges;
}

} // namespace cytoloom
