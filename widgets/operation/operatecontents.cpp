// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the Operate page says in its lines and tiles.
#include "widgets/common/elidedlabel.h"
#include "widgets/common/words.h"
#include "widgets/operation/operatepage.h"
#include "widgets/operation/parametertile.h"
#include "widgets/operation/stepcard.h"

#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

void OperatePage::refreshTiles()
{
    QVector<TileContent> wanted
        = hasBatch() ? stepcontent::tiles(m_batch, m_plant) : QVector<TileContent> {};
    for (TileContent &tile : wanted) {
        const auto value = m_values.constFind(tile.tag);
        if (value != m_values.constEnd())
            tile.value = *value;
        for (const Alarm &alarm : std::as_const(m_alarmList)) {
            if (alarm.tag != tile.tag || alarm.state == AlarmState::Normal)
                continue;
            if (tile.alarmPriority == 0 || alarm.priority < tile.alarmPriority) {
                tile.alarmPriority = alarm.priority;
                tile.alarmId = alarm.id;
                tile.unacknowledged = alarm.state != AlarmState::Acknowledged;
            }
        }
    }
    // What is in alarm, then what is critical, keeps its place when there is not room for all.
    std::stable_sort(wanted.begin(), wanted.end(),
        [](const TileContent &a, const TileContent &b) { return a.critical && !b.critical; });
    while (m_tiles.size() > wanted.size())
        delete m_tiles.takeLast();
    while (m_tiles.size() < wanted.size()) {
        auto *tile = new ParameterTile(theme(), m_tileColumn);
        tile->setLanguage(language());
        connect(tile, &ParameterTile::clicked, this, &OperatePage::tileClicked);
        m_tileLayout->insertWidget(m_tileLayout->count() - 2, tile, 100);
        m_tiles << tile;
    }
    for (int i = 0; i < m_tiles.size(); ++i)
        m_tiles[i]->setContent(wanted[i]);
    m_noTiles->setVisible(m_tiles.isEmpty() && hasBatch() && !isFinal(m_batch.state));
    m_noTiles->setText(tr("No measured parameter belongs to the steps under way."));
    fitTiles();
}

void OperatePage::fitTiles()
{
    const int room = m_tileColumn->height();
    const int fit = std::max(1, (room + Theme::space2) / (72 + Theme::space2));
    QVector<ParameterTile *> order = m_tiles;
    std::stable_sort(
        order.begin(), order.end(), [](const ParameterTile *a, const ParameterTile *b) {
            return (a->content().alarmPriority > 0) > (b->content().alarmPriority > 0);
        });
    for (int i = 0; i < order.size(); ++i)
        order[i]->setVisible(i < fit);
}

QString OperatePage::headerText() const
{
    if (!hasBatch())
        return tr("Operate");
    const MasterRecipe &recipe = m_batch.control.recipe;
    QString text = tr("Batch %1 · %2 v%3")
                       .arg(m_batch.control.header.id.value(), recipe.name.in(language()))
                       .arg(recipe.version);
    const ElementId step = stepcontent::pick(m_batch, m_view, m_chosen);
    if (const Element *stage = recipe.procedure.element(recipe.procedure.unitProcedure(step)))
        text += u" · "_s + stage->name.in(language());
    if (m_batch.started != UtcTime {}) {
        const auto day
            = std::chrono::duration_cast<std::chrono::hours>(
                  (m_batch.ended != UtcTime {} ? m_batch.ended : m_now) - m_batch.started)
                  .count()
            / 24;
        text += u" · "_s + tr("day %1").arg(day);
    }
    if (m_recordFailure)
        text += u" · "_s + tr("Held: the record cannot be written");
    else if (m_batch.state != ProceduralState::Running)
        text += u" · "_s + words::state(m_batch.state);
    if (m_batch.deviations > 0)
        text += u" · "_s + tr("deviations: %1").arg(m_batch.deviations);
    return text;
}

QString OperatePage::nextText() const
{
    if (!m_next.isEmpty() || !hasBatch())
        return m_next;
    const Procedure &procedure = m_batch.control.recipe.procedure;
    const ElementId next = stepcontent::nextHumanStep(m_batch, m_catalog);
    const Element *element = procedure.element(next);
    if (!element)
        return tr("Nothing else in this batch waits for a person.");
    const Element *stage = procedure.element(procedure.unitProcedure(next));
    return stage && stage != element
        ? tr("Next human action: %1 (%2)")
              .arg(element->name.in(language()), stage->name.in(language()))
        : tr("Next human action: %1").arg(element->name.in(language()));
}

} // namespace cytoloom
