// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/wallpage.h"

#include "widgets/common/elidedlabel.h"
#include "widgets/operation/batchcard.h"
#include "widgets/operation/touch.h"
#include "widgets/operation/unitstrip.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
constexpr int FlashMs = 500;
} // namespace

WallPage::WallPage(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_filters(new QButtonGroup(this))
    , m_unitButton(touch::button(this, u"wall-unit"_s))
    , m_recovery(touch::button(this, u"wall-recovery"_s, u"danger"_s))
    , m_size(touch::button(this, u"wall-size"_s))
    , m_questionsButton(touch::button(this, u"wall-questions"_s))
    , m_handover(touch::button(this, u"wall-handover"_s))
    , m_start(touch::button(this, u"wall-start"_s, u"primary"_s))
    , m_wipe(touch::button(this, u"wall-wipe"_s))
    , m_hidden(new ElidedLabel(this))
    , m_showAll(touch::button(this, u"wall-show-all"_s, u"suggestion"_s))
    , m_hiddenRow(new QWidget(this))
    , m_field(new QWidget)
    , m_empty(touch::label(m_field, Theme::panelBody, false, true))
    , m_scrollColumn(new QWidget(this))
    , m_up(touch::button(m_scrollColumn, u"wall-up"_s))
    , m_down(touch::button(m_scrollColumn, u"wall-down"_s))
    , m_strip(new UnitStrip(theme, this))
    , m_update(
          [this] {
              if (isVisible())
                  refresh();
          },
          this)
{
    setObjectName(u"wall"_s);
    auto *head = new QHBoxLayout;
    head->setSpacing(touch::gap());
    const QStringList names {
        u"all"_s, u"asked"_s, u"held"_s, u"alarms"_s, u"running"_s, u"ended"_s};
    for (int i = 0; i < names.size(); ++i) {
        QPushButton *chip = touch::button(this, u"wall-"_s + names[i]);
        chip->setCheckable(true);
        chip->setChecked(i == 0);
        m_filters->addButton(chip, i);
        head->addWidget(chip);
    }
    m_unitButton->setProperty("role", u"suggestion"_s);
    head->addWidget(m_unitButton);
    head->addWidget(m_recovery);
    head->addStretch(1);
    for (QPushButton *button : {m_size, m_questionsButton, m_handover, m_wipe, m_start})
        head->addWidget(button);
    m_size->setCheckable(true);

    m_hidden->setFont(Theme::font(Theme::panelCaption, true));
    auto *hidden = new QHBoxLayout(m_hiddenRow);
    hidden->setContentsMargins(0, 0, 0, 0);
    hidden->addWidget(m_hidden, 1);
    hidden->addWidget(m_showAll);
    m_hiddenRow->hide();

    m_area = touch::scroller(this, m_field);
    m_area->setWidgetResizable(false);
    m_area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty->setAlignment(Qt::AlignCenter);
    auto *arrows = new QVBoxLayout(m_scrollColumn);
    arrows->setContentsMargins(0, 0, 0, 0);
    arrows->setSpacing(touch::gap());
    for (QPushButton *button : {m_up, m_down}) {
        button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
        button->setIconSize({30, 30});
        arrows->addWidget(button);
    }
    auto *middle = new QHBoxLayout;
    middle->setSpacing(touch::gap());
    middle->addWidget(m_area, 1);
    middle->addWidget(m_scrollColumn);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space3, Theme::space2, Theme::space3, Theme::space2);
    layout->setSpacing(Theme::space2);
    layout->addLayout(head);
    layout->addWidget(m_hiddenRow);
    layout->addLayout(middle, 1);
    layout->addWidget(m_strip);

    m_settle.setSingleShot(true);
    m_flash.setInterval(FlashMs);
    connect(&m_settle, &QTimer::timeout, this, [this] {
        m_lastTouch.invalidate();
        refresh();
    });
    connect(&m_flash, &QTimer::timeout, this, [this] {
        m_lit = !m_lit;
        for (BatchCard *card : std::as_const(m_cards))
            card->setLit(m_lit);
    });
    connect(m_filters, &QButtonGroup::idClicked, this, [this](int id) { setFilter(Filter(id)); });
    connect(m_unitButton, &QPushButton::clicked, this, [this] { setUnitFilter({}); });
    connect(m_showAll, &QPushButton::clicked, this, [this] {
        setUnitFilter({});
        setFilter(Filter::All);
    });
    connect(m_size, &QPushButton::toggled, this, &WallPage::setLargeCards);
    connect(m_questionsButton, &QPushButton::clicked, this, &WallPage::questionsRequested);
    connect(m_recovery, &QPushButton::clicked, this, &WallPage::recoveryRequested);
    connect(m_handover, &QPushButton::clicked, this, &WallPage::handoverRequested);
    connect(m_start, &QPushButton::clicked, this, &WallPage::startBatchRequested);
    connect(m_wipe, &QPushButton::clicked, this, &WallPage::wipeLockRequested);
    connect(m_up, &QPushButton::clicked, this, [this] { scrollBy(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { scrollBy(1); });
    connect(m_strip, &UnitStrip::unitChosen, this, &WallPage::openUnit);
    m_area->viewport()->installEventFilter(this);
    restyle();
    retranslate();
}

void WallPage::setBatches(const QVector<BatchOverview> &batches)
{
    m_batches = batches;
    m_update.request();
}

void WallPage::setUnits(const QVector<UnitClaim> &units)
{
    m_units = units;
    m_update.request();
}

void WallPage::setTime(UtcTime now)
{
    m_now = now;
}

void WallPage::setQuestionCount(int open)
{
    m_questions = open;
    m_update.request();
}

void WallPage::setFilter(Filter filter)
{
    m_filter = filter;
    if (QAbstractButton *chip = m_filters->button(int(filter)))
        chip->setChecked(true);
    m_lastTouch.invalidate(); // the person asks for another order
    refresh();
}

void WallPage::setUnitFilter(const UnitId &unit)
{
    m_unitFilter = unit;
    m_lastTouch.invalidate();
    refresh();
}

void WallPage::setLargeCards(bool large)
{
    m_large = large;
    m_size->setChecked(large);
    placeCards();
}

QVector<BatchId> WallPage::shownBatches() const
{
    return m_order;
}

bool WallPage::matches(const BatchOverview &batch, Filter filter) const
{
    switch (filter) {
    case Filter::All:
        return true;
    case Filter::Asked:
        return batch.attention >= Attention::Asked;
    case Filter::Held:
        return batch.state == ProceduralState::Held || batch.state == ProceduralState::Holding
            || batch.state == ProceduralState::Paused || batch.state == ProceduralState::Pausing;
    case Filter::Alarms:
        return std::any_of(
            batch.alarms.begin(), batch.alarms.end(), [](int count) { return count > 0; });
    case Filter::Running:
        return batch.state == ProceduralState::Running
            || batch.state == ProceduralState::Restarting;
    case Filter::Ended:
        return isFinal(batch.state);
    }
    return true;
}

bool WallPage::passes(const BatchOverview &batch) const
{
    if (!matches(batch, m_filter))
        return false;
    if (m_unitFilter.isEmpty() || batch.unit == m_unitFilter)
        return true;
    return std::any_of(m_units.cbegin(), m_units.cend(), [&](const UnitClaim &unit) {
        return unit.unit == m_unitFilter
            && (unit.holder == batch.batch
                || std::any_of(unit.queue.cbegin(), unit.queue.cend(),
                    [&](const UnitClaim::Waiting &each) { return each.batch == batch.batch; }));
    });
}

bool WallPage::isTouched() const
{
    return m_pressed || (m_lastTouch.isValid() && m_lastTouch.elapsed() < SettleMs);
}

bool WallPage::eventFilter(QObject *object, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
        m_pressed = true;
        break;
    case QEvent::MouseButtonRelease:
    case QEvent::TouchEnd:
    case QEvent::TouchCancel:
        m_pressed = false;
        m_lastTouch.start();
        m_settle.start(SettleMs);
        break;
    case QEvent::Resize:
        if (object == m_area->viewport())
            placeCards();
        break;
    default:
        break;
    }
    return false;
}

BatchCard *WallPage::cardOf(const BatchId &batch)
{
    if (BatchCard *card = m_cards.value(batch))
        return card;
    auto *card = new BatchCard(theme(), m_field);
    card->setLanguage(language());
    card->setLit(m_lit);
    card->installEventFilter(this);
    connect(card, &QAbstractButton::clicked, this, [this, batch] { Q_EMIT batchChosen(batch); });
    m_cards.insert(batch, card);
    return card;
}

void WallPage::refresh()
{
    for (const BatchOverview &batch : std::as_const(m_batches))
        cardOf(batch.batch)->setOverview(batch);
    for (auto card = m_cards.begin(); card != m_cards.end();) {
        const bool known = std::any_of(m_batches.cbegin(), m_batches.cend(),
            [&](const BatchOverview &batch) { return batch.batch == card.key(); });
        if (known) {
            ++card;
            continue;
        }
        card.value()->deleteLater();
        m_order.removeAll(card.key());
        card = m_cards.erase(card);
    }
    if (!isTouched())
        sortNow();
    const bool flashes = std::any_of(
        m_cards.cbegin(), m_cards.cend(), [](const BatchCard *card) { return card->isFlashing(); });
    if (flashes != m_flash.isActive()) {
        if (flashes)
            m_flash.start();
        else
            m_flash.stop();
    }
    m_strip->setBatches(m_batches);
    m_strip->setUnits(m_units);
    m_strip->setChosen(m_unitFilter);
    m_strip->setVisible(!m_units.isEmpty());
    refreshHead();
    placeCards();
}

void WallPage::sortNow()
{
    QVector<BatchOverview> shown;
    std::copy_if(m_batches.cbegin(), m_batches.cend(), std::back_inserter(shown),
        [this](const BatchOverview &batch) { return passes(batch); });
    std::stable_sort(shown.begin(), shown.end(), needsHumanBefore);
    m_order.clear();
    int rank = 0;
    for (const BatchOverview &batch : std::as_const(shown)) {
        m_order << batch.batch;
        cardOf(batch.batch)->setRank(batch.attention >= Attention::Asked ? ++rank : 0);
    }
}

void WallPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    refreshHead();
    placeCards();
}

void WallPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    refresh(); // nothing was, while nobody looked
}

void WallPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().canvas);
}

} // namespace cytoloom
