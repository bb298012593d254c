// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the cards of the wall stand, its head, and the queue of a unit.
#include "widgets/common/elidedlabel.h"
#include "widgets/operation/batchcard.h"
#include "widgets/operation/touch.h"
#include "widgets/operation/unitqueuedialog.h"
#include "widgets/operation/unitstrip.h"
#include "widgets/operation/wallpage.h"

#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize Large(380, 236); ///< smallest of the large cards
constexpr QSize Most(470, 300); ///< a card beyond this is only emptier

struct Grid
{
    int columns = 1;
    QSize card;
    bool scrolls = false;
};

/// The largest cards with which \p count fit \p room; where none do, the smallest, which scroll.
Grid gridFor(int count, const QSize &room, const QSize &smallest, int gap)
{
    Grid best;
    double bestScale = 0;
    const int most = std::max(1, (room.width() + gap) / (smallest.width() + gap));
    for (int columns = 1; columns <= most; ++columns) {
        const int rows = (count + columns - 1) / columns;
        const QSize card(std::min(Most.width(), (room.width() - (columns - 1) * gap) / columns),
            std::min(Most.height(), (room.height() - (rows - 1) * gap) / std::max(1, rows)));
        if (card.height() < smallest.height())
            continue;
        const double scale = std::min(card.width() / 300.0, card.height() / 150.0);
        if (scale > bestScale) {
            bestScale = scale;
            best = {columns, card, false};
        }
    }
    if (bestScale > 0)
        return best;
    return {most, {(room.width() - (most - 1) * gap) / most, smallest.height()}, true};
}

} // namespace

void WallPage::placeCards()
{
    const int gap = touch::gap();
    const auto count = int(m_order.size());
    const QSize smallest
        = m_large ? Large : QSize(BatchCard::MinimumWidth, BatchCard::MinimumHeight);
    QSize room = m_area->viewport()->size();
    if (m_scrollColumn->isVisible())
        room.rwidth() += m_scrollColumn->width() + gap;
    Grid grid = gridFor(count, room, smallest, gap);
    m_scrollColumn->setVisible(grid.scrolls);
    if (grid.scrolls) {
        room.rwidth() -= m_scrollColumn->sizeHint().width() + gap;
        grid = gridFor(count, room, smallest, gap);
    }
    const int rows = (count + grid.columns - 1) / std::max(1, grid.columns);
    const int high = rows * grid.card.height() + std::max(0, rows - 1) * gap;
    m_field->resize(room.width(), std::max(room.height(), high));
    for (auto card = m_cards.cbegin(); card != m_cards.cend(); ++card) {
        const auto at = int(m_order.indexOf(card.key()));
        card.value()->setVisible(at >= 0);
        if (at < 0)
            continue;
        const int column = at % grid.columns;
        const int row = at / grid.columns;
        card.value()->setGeometry(column * (grid.card.width() + gap),
            row * (grid.card.height() + gap), grid.card.width(), grid.card.height());
    }
    m_empty->setVisible(count == 0);
    m_empty->setGeometry(m_field->rect());
    m_empty->setText(m_batches.isEmpty()
            ? tr("No batch is running.\nStart one, or open a record under Records.")
            : tr("No batch fits this filter."));
    const QScrollBar *bar = m_area->verticalScrollBar();
    m_up->setEnabled(bar->value() > bar->minimum());
    m_down->setEnabled(bar->value() < bar->maximum());
}

void WallPage::scrollBy(int direction)
{
    QScrollBar *bar = m_area->verticalScrollBar();
    bar->setValue(bar->value() + direction * m_area->viewport()->height() * 4 / 5);
    m_up->setEnabled(bar->value() > bar->minimum());
    m_down->setEnabled(bar->value() < bar->maximum());
}

void WallPage::refreshHead()
{
    const bool narrow = width() < 1500;
    const QStringList words {
        tr("All"), tr("Need a person"), tr("Held"), tr("Alarms"), tr("Running"), tr("Ended")};
    for (int i = 0; i < words.size(); ++i) {
        QAbstractButton *chip = m_filters->button(i);
        const auto many = std::count_if(m_batches.cbegin(), m_batches.cend(),
            [&](const BatchOverview &batch) { return matches(batch, Filter(i)); });
        chip->setText(u"%1  %2"_s.arg(words[i]).arg(many));
        // What nobody would look for needs no room on a panel.
        const bool rare = Filter(i) == Filter::Running || Filter(i) == Filter::Ended;
        chip->setVisible(!rare || (!narrow && many > 0) || Filter(i) == m_filter);
    }
    m_unitButton->setVisible(!m_unitFilter.isEmpty());
    m_unitButton->setText(tr("Unit %1  ✕").arg(m_unitFilter.value()));
    const auto recovered
        = std::count_if(m_batches.cbegin(), m_batches.cend(), [](const BatchOverview &batch) {
              return batch.next && batch.next->kind == HumanAction::Kind::Recovery;
          });
    m_recovery->setVisible(recovered > 0);
    // A panel has no room for all: the size of the cards can wait, then the handover.
    const int extra = int(recovered > 0) + int(!m_unitFilter.isEmpty());
    m_size->setVisible(!narrow || extra == 0);
    m_handover->setVisible(!narrow || extra < 2);
    m_recovery->setText(tr("After the outage  %1").arg(recovered));
    m_questionsButton->setText(
        m_questions > 0 ? tr("Questions  %1").arg(m_questions) : tr("Questions"));
    // Who is asked and cannot be seen is said.
    const auto asked = std::count_if(m_batches.cbegin(), m_batches.cend(),
        [](const auto &batch) { return batch.attention >= Attention::Asked; });
    const auto shown = std::count_if(m_batches.cbegin(), m_batches.cend(),
        [this](const auto &batch) { return batch.attention >= Attention::Asked && passes(batch); });
    m_hiddenRow->setVisible(asked > shown);
    m_hidden->setText(
        tr("The filter hides %n batch(es) that need a person.", nullptr, int(asked - shown)));
}

void WallPage::openUnit(const UnitId &unit)
{
    QVector<UnitClaim> shown;
    for (const UnitClaim &each : std::as_const(m_units)) {
        const bool wanted = unit.isEmpty()
            ? each.state != UnitClaim::State::Free || !each.queue.isEmpty()
            : each.unit == unit;
        if (wanted)
            shown << each;
    }
    if (shown.isEmpty())
        return;
    auto *dialog = new UnitQueueDialog(theme(), language(), shown, m_batches, m_now, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &UnitQueueDialog::filterRequested, this, &WallPage::setUnitFilter);
    connect(dialog, &UnitQueueDialog::batchChosen, this, &WallPage::batchChosen);
    connect(dialog, &UnitQueueDialog::clearanceRequested, this, &WallPage::clearanceRequested);
    dialog->open();
}

void WallPage::retranslate()
{
    m_strip->setLanguage(language());
    for (BatchCard *card : std::as_const(m_cards))
        card->setLanguage(language());
    m_size->setText(tr("Large"));
    m_size->setAccessibleName(tr("Large cards"));
    m_handover->setText(tr("Handover"));
    m_start->setText(tr("Start a batch…"));
    m_wipe->setText(tr("Wipe"));
    m_showAll->setText(tr("Show all"));
    m_up->setAccessibleName(tr("Further up"));
    m_down->setAccessibleName(tr("Further down"));
    refreshHead();
    placeCards();
}

void WallPage::restyle()
{
    m_strip->setTheme(theme());
    for (BatchCard *card : std::as_const(m_cards))
        card->setTheme(theme());
    m_up->setIcon(Theme::icon(u"up"_s, theme().text));
    m_down->setIcon(Theme::icon(u"down"_s, theme().text));
    m_wipe->setIcon(Theme::icon(u"lock"_s, theme().muted));
    m_start->setIcon(Theme::icon(u"start"_s, theme().dark ? theme().canvas : theme().raised));
    touch::ink(m_hidden, theme().alarm[1]);
    touch::ink(m_empty, theme().muted);
}

} // namespace cytoloom
