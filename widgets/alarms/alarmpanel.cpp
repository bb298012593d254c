// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alarms/alarmpanel.h"

#include "processgraph/alarms/alarmtable.h"
#include "widgets/alarms/acknowledgedialog.h"
#include "widgets/alarms/alarmcardview.h"
#include "widgets/alarms/alarmorderdialog.h"
#include "widgets/alarms/alarmsound.h"
#include "widgets/common/shapes.h"
#include "widgets/common/tables.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int FlashMs = 500;
constexpr int CardWidth = 400;
constexpr int WidePriority = 90;
constexpr int WideList = 1000;

int touchHeight()
{
    return std::max(Theme::millimetres(15), 48);
}

} // namespace

class AlarmPanel::Delegate final : public QStyledItemDelegate
{
public:
    explicit Delegate(AlarmPanel *panel)
        : QStyledItemDelegate(panel)
        , m_panel(panel)
    { }
    bool lit = true;

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.data(AlarmModel::FlashingRole).toBool())
            option->font.setBold(true);
        if (index.column() == AlarmModel::Priority) {
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->decorationSize = QSize(26, 26);
            QPixmap picture(26, 26);
            picture.fill(Qt::transparent);
            QPainter painter(&picture);
            const bool filled = lit || !index.data(AlarmModel::FlashingRole).toBool();
            shapes::paintAlarm(painter, m_panel->theme(),
                index.data(AlarmModel::PriorityRole).toInt(), QRectF(1, 1, 24, 24), filled);
            option->icon = QIcon(picture);
            option->icon.addPixmap(picture, QIcon::Selected); // its colour means something
            if (m_panel->m_view->columnWidth(AlarmModel::Priority) < WidePriority)
                option->text.clear(); // shape and number say it; the word stands on the card
        }
    }

private:
    AlarmPanel *m_panel;
};

AlarmPanel::AlarmPanel(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_model(new AlarmModel(this))
    , m_quietModel(new AlarmModel(this))
    , m_view(new QTableView(this))
    , m_quietView(new QTableView(this))
    , m_delegate(new Delegate(this))
    , m_card(new AlarmCardView(theme, this))
    , m_sound(new AlarmSound(this))
    , m_summary(new QLabel(this))
    , m_flood(new QLabel(this))
    , m_search(new QLineEdit(this))
    , m_mute(new QPushButton(this))
    , m_quietToggle(new QPushButton(this))
    , m_update([this] { refresh(); }, this)
{
    setProperty("panel", u"surface"_s);
    build();
    m_flash.setInterval(FlashMs);
    connect(&m_flash, &QTimer::timeout, this, [this] {
        m_delegate->lit = !m_delegate->lit;
        m_view->viewport()->update();
    });
    for (QTableView *view : {m_view, m_quietView}) {
        connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this, view](const QModelIndex &index) {
                if (!index.isValid())
                    return;
                const auto *model = view == m_view ? m_model : m_quietModel;
                m_selected = model->alarm(index.row()).key();
                (view == m_view ? m_quietView : m_view)->clearSelection();
                showSelection();
            });
        // Also where the row was the current one already: the other table may have been touched.
        connect(view, &QTableView::clicked, this, [this, view](const QModelIndex &index) {
            const auto *model = view == m_view ? m_model : m_quietModel;
            m_selected = model->alarm(index.row()).key();
            showSelection();
        });
    }
    connect(m_search, &QLineEdit::textChanged, this, &AlarmPanel::applyFilter);
    connect(m_mute, &QPushButton::clicked, m_sound, &AlarmSound::mute);
    connect(m_sound, &AlarmSound::mutedChanged, this, [this] { retranslate(); });
    connect(m_quietToggle, &QPushButton::toggled, this, &AlarmPanel::showQuiet);
    connect(m_card, &AlarmCardView::verbRequested, this, &AlarmPanel::give);
    connect(m_card, &AlarmCardView::responseRequested, this, &AlarmPanel::respond);
    showQuiet(false);
    restyle();
    retranslate();
}

AlarmPanel::~AlarmPanel() = default;

void AlarmPanel::build()
{
    m_summary->setFont(Theme::font(Theme::section, true));
    m_flood->setFont(Theme::font(Theme::section, true));
    m_flood->setObjectName(u"flood"_s);
    m_flood->hide();
    m_search->setObjectName(u"alarm-search"_s);
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(160);
    m_search->setMaximumWidth(280);
    m_search->setMinimumHeight(touchHeight());
    m_mute->setObjectName(u"mute"_s);
    m_mute->setMinimumHeight(touchHeight());
    m_quietToggle->setObjectName(u"quiet-toggle"_s);
    m_quietToggle->setCheckable(true);
    m_quietToggle->setMinimumHeight(touchHeight());
    auto *head = new QHBoxLayout;
    head->setSpacing(std::max(Theme::millimetres(3), 8));
    head->addWidget(m_summary);
    head->addWidget(m_flood);
    head->addStretch(1);
    for (int priority = 1; priority <= 4; ++priority) {
        auto *button = new QPushButton(QString::number(priority), this);
        button->setObjectName(u"priority-%1"_s.arg(priority));
        button->setCheckable(true);
        button->setMinimumSize(touchHeight(), touchHeight());
        connect(button, &QPushButton::toggled, this, &AlarmPanel::applyFilter);
        m_priorities << button;
        head->addWidget(button);
    }
    head->addWidget(m_search);
    head->addWidget(m_mute);

    for (QTableView *view : {m_view, m_quietView}) {
        view->setModel(view == m_view ? m_model : m_quietModel);
        view->setItemDelegate(m_delegate);
        tables::prepare(view, touchHeight());
        view->horizontalHeader()->setMinimumSectionSize(44);
        view->horizontalHeader()->setSectionResizeMode(AlarmModel::Name, QHeaderView::Stretch);
    }
    m_view->setObjectName(u"alarm-list"_s);
    m_quietView->setObjectName(u"quiet-list"_s);
    auto *left = new QVBoxLayout;
    left->setSpacing(Theme::space2);
    left->addWidget(m_view, 3);
    left->addWidget(m_quietToggle);
    left->addWidget(m_quietView, 2);
    auto *scroller = new QScrollArea(this);
    scroller->setWidgetResizable(true);
    scroller->setFrameShape(QFrame::NoFrame);
    scroller->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroller->setFixedWidth(CardWidth);
    scroller->setWidget(m_card);
    auto *body = new QHBoxLayout;
    body->setSpacing(Theme::space2);
    body->addLayout(left, 1);
    body->addWidget(scroller);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space2, Theme::space2, Theme::space2, Theme::space2);
    layout->setSpacing(Theme::space2);
    layout->addLayout(head);
    layout->addLayout(body, 1);
}

/// Columns that fit: what the card says anyway gives way first.
void AlarmPanel::layColumns()
{
    const bool wide = m_view->width() > WideList;
    const int widths[] = {wide ? 120 : 74, wide ? 240 : 200, 200, wide ? 110 : 92, 140,
        wide ? 110 : 76, wide ? 120 : 88, 100};
    for (QTableView *view : {m_view, m_quietView}) {
        for (int column = 0; column < AlarmModel::ColumnCount; ++column) {
            if (column != AlarmModel::Name)
                view->setColumnWidth(column, widths[column]);
        }
        view->setColumnHidden(AlarmModel::Limit, !wide);
    }
}

void AlarmPanel::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    layout()->activate();
    layColumns();
}

void AlarmPanel::setPhaseLookup(const std::function<QString(const Alarm &)> &phaseOf)
{
    m_phaseOf = phaseOf;
}

void AlarmPanel::setAlarms(const QVector<Alarm> &alarms)
{
    if (alarms == m_pending)
        return; // told with every view
    m_pending = alarms;
    m_sound->setAlarms(alarms);
    m_update.request();
}

void AlarmPanel::setQuietAlarms(const QVector<Alarm> &alarms)
{
    if (alarms == m_pendingQuiet)
        return;
    m_pendingQuiet = alarms;
    m_update.request();
}

void AlarmPanel::setFloods(const QVector<AlarmFlood> &floods)
{
    if (floods == m_floods)
        return;
    m_floods = floods;
    m_update.request();
}

void AlarmPanel::setTime(UtcTime now)
{
    m_now = now;
    m_card->setTime(now);
}

void AlarmPanel::refresh()
{
    m_model->setAlarms(m_pending);
    m_quietModel->setAlarms(m_pendingQuiet);
    if (m_model->isFlashing() != m_flash.isActive())
        m_model->isFlashing() ? m_flash.start() : m_flash.stop();
    m_delegate->lit = m_delegate->lit || !m_flash.isActive();
    // The card opens with the alarm that matters most; what a person has chosen stays.
    if (m_model->rowOf(m_selected) < 0 && m_quietModel->rowOf(m_selected) < 0)
        m_selected = m_model->rowCount() > 0 ? m_model->alarm(0).key() : QString();
    select(m_selected);
    retranslate();
}

bool AlarmPanel::select(const QString &key)
{
    const int row = m_model->rowOf(key);
    const int quietRow = m_quietModel->rowOf(key);
    if (row < 0 && quietRow < 0) {
        showSelection();
        return false;
    }
    m_selected = key;
    if (row >= 0) {
        m_view->setCurrentIndex(m_model->index(row, 0));
    } else {
        m_quietToggle->setChecked(true);
        m_quietView->setCurrentIndex(m_quietModel->index(quietRow, 0));
    }
    showSelection();
    return true;
}

const Alarm *AlarmPanel::current() const
{
    if (const int row = m_model->rowOf(m_selected); row >= 0)
        return &m_model->alarm(row);
    const int row = m_quietModel->rowOf(m_selected);
    return row >= 0 ? &m_quietModel->alarm(row) : nullptr;
}

void AlarmPanel::showSelection()
{
    if (const Alarm *alarm = current())
        m_card->setAlarm(*alarm, m_phaseOf ? m_phaseOf(*alarm) : QString());
    else
        m_card->clear();
}

void AlarmPanel::applyFilter()
{
    QSet<int> priorities;
    for (int i = 0; i < m_priorities.size(); ++i) {
        if (m_priorities.at(i)->isChecked())
            priorities.insert(i + 1);
    }
    for (AlarmModel *model : {m_model, m_quietModel})
        model->setFilter(m_search->text(), priorities);
    refresh();
}

void AlarmPanel::showQuiet(bool shown)
{
    m_quietView->setVisible(shown);
}

void AlarmPanel::give(AlarmOrder::Verb verb)
{
    const Alarm *alarm = current();
    if (!alarm)
        return;
    if (verb == AlarmOrder::Verb::Acknowledge) {
        auto *dialog = new AcknowledgeDialog(theme(), *alarm, language(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &AcknowledgeDialog::confirmed, this,
            [this, key = alarm->key()](
                const QString &comment) { Q_EMIT acknowledge(key, comment); });
        dialog->open();
        return;
    }
    auto *dialog = new AlarmOrderDialog(theme(), *alarm, verb, language(), m_now, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AlarmOrderDialog::confirmed, this, &AlarmPanel::ordered);
    dialog->open();
}

void AlarmPanel::respond(const QString &code)
{
    const Alarm *alarm = current();
    if (!alarm)
        return;
    if (code == "trend"_L1)
        Q_EMIT trendRequested(alarm->tag);
    else if (code == "comment"_L1)
        give(AlarmOrder::Verb::Comment);
    else
        Q_EMIT responseRequested(code, *alarm);
}

void AlarmPanel::retranslate()
{
    m_model->setLanguage(language());
    m_quietModel->setLanguage(language());
    m_card->setLanguage(language());
    const int shown = m_model->rowCount();
    const int all = m_model->count();
    m_summary->setText(all == 0 ? tr("No active alarm.")
            : shown < all       ? tr("Alarms: %1 of %2 shown").arg(shown).arg(all)
                                : tr("Alarms: %1").arg(all));
    m_flood->setVisible(!m_floods.isEmpty());
    if (!m_floods.isEmpty())
        m_flood->setText(tr("Alarm flood: highest priority first"));
    const int muted = m_sound->mutedSeconds();
    m_mute->setText(muted > 0 ? tr("Muted, %1 s").arg(muted) : tr("Mute for 60 s"));
    m_search->setPlaceholderText(tr("Filter"));
    m_search->setAccessibleName(tr("Filter alarms"));
    for (int i = 0; i < m_priorities.size(); ++i)
        m_priorities.at(i)->setAccessibleName(tr("Only priority %1").arg(i + 1));
    int shelved = 0;
    int suppressed = 0;
    int outOfService = 0;
    for (const Alarm &alarm : std::as_const(m_pendingQuiet)) {
        shelved += alarm.state == AlarmState::Shelved;
        suppressed += alarm.state == AlarmState::SuppressedByDesign;
        outOfService += alarm.state == AlarmState::OutOfService;
    }
    m_quietToggle->setText(tr("Shelved: %1 · suppressed by design: %2 · out of service: %3")
                               .arg(shelved)
                               .arg(suppressed)
                               .arg(outOfService));
}

void AlarmPanel::restyle()
{
    m_card->setTheme(theme());
    for (int i = 0; i < m_priorities.size(); ++i) {
        QPixmap picture(24, 24);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        shapes::paintAlarm(painter, theme(), i + 1, QRectF(1, 1, 22, 22));
        painter.end();
        m_priorities.at(i)->setIcon(QIcon(picture));
        m_priorities.at(i)->setIconSize(QSize(24, 24));
        m_priorities.at(i)->setText({});
    }
    m_mute->setIcon(Theme::icon(u"alarm"_s, theme().muted));
    QPalette palette = m_flood->palette();
    palette.setColor(QPalette::WindowText, theme().rejected);
    m_flood->setPalette(palette);
    m_view->viewport()->update();
}

} // namespace cytoloom
