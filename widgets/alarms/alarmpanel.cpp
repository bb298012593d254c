// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alarms/alarmpanel.h"

#include "widgets/alarms/acknowledgedialog.h"
#include "widgets/common/shapes.h"
#include "widgets/common/tables.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>

namespace cytoloom {

using namespace Qt::StringLiterals;

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
            option->decorationSize = QSize(22, 22);
            QPixmap picture(22, 22);
            picture.fill(Qt::transparent);
            QPainter painter(&picture);
            const bool filled = lit || !index.data(AlarmModel::FlashingRole).toBool();
            shapes::paintAlarm(painter, m_panel->theme(),
                index.data(AlarmModel::PriorityRole).toInt(), QRectF(1, 1, 20, 20), filled);
            option->icon = QIcon(picture);
        }
    }

private:
    AlarmPanel *m_panel;
};

AlarmPanel::AlarmPanel(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_model(new AlarmModel(this))
    , m_view(new QTableView(this))
    , m_delegate(new Delegate(this))
    , m_summary(new QLabel(this))
    , m_acknowledge(new QPushButton(this))
    , m_trend(new QPushButton(this))
    , m_update(
          [this] {
              const QString selected = m_view->currentIndex().isValid()
                  ? m_model->alarm(m_view->currentIndex().row()).id
                  : QString();
              m_model->setAlarms(m_pending);
              for (int row = 0; !selected.isEmpty() && row < m_model->rowCount(); ++row) {
                  if (m_model->alarm(row).id == selected)
                      m_view->setCurrentIndex(m_model->index(row, 0));
              }
              if (m_model->isFlashing() != m_flash.isActive())
                  m_model->isFlashing() ? m_flash.start() : m_flash.stop();
              m_delegate->lit = m_delegate->lit || !m_flash.isActive();
              retranslate();
          },
          this)
{
    setProperty("panel", u"surface"_s);
    m_acknowledge->setObjectName(u"acknowledge"_s);
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    tables::prepare(m_view, 40);
    const int widths[] = {130, 150, 90, 240, 130, 150, 220, 120};
    for (int column = 0; column < AlarmModel::ColumnCount; ++column)
        m_view->setColumnWidth(column, widths[column]);
    m_view->horizontalHeader()->setSectionResizeMode(AlarmModel::Name, QHeaderView::Stretch);
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space2);
    head->addWidget(m_summary, 1);
    head->addWidget(m_trend);
    head->addWidget(m_acknowledge);
    for (QPushButton *button : {m_trend, m_acknowledge})
        button->setMinimumHeight(40);
    m_acknowledge->setProperty("role", u"primary"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space2, Theme::space2, Theme::space2, Theme::space2);
    layout->setSpacing(Theme::space2);
    layout->addLayout(head);
    layout->addWidget(m_view, 1);

    m_flash.setInterval(500);
    connect(&m_flash, &QTimer::timeout, this, [this] {
        m_delegate->lit = !m_delegate->lit;
        m_view->viewport()->update();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this] { showSelection(); });
    connect(m_view, &QTableView::doubleClicked, this, [this] { acknowledgeCurrent(); });
    connect(m_acknowledge, &QPushButton::clicked, this, &AlarmPanel::acknowledgeCurrent);
    connect(m_trend, &QPushButton::clicked, this, [this] {
        if (m_view->currentIndex().isValid())
            Q_EMIT trendRequested(m_model->alarm(m_view->currentIndex().row()).tag);
    });
    restyle();
    retranslate();
}

AlarmPanel::~AlarmPanel() = default;

void AlarmPanel::setAlarms(const QVector<Alarm> &alarms)
{
    if (alarms == m_pending)
        return; // told with every view
    m_pending = alarms;
    m_update.request();
}

void AlarmPanel::showSelection()
{
    const QModelIndex current = m_view->currentIndex();
    const bool waits = current.isValid() && current.data(AlarmModel::FlashingRole).toBool();
    m_acknowledge->setEnabled(waits);
    m_acknowledge->setToolTip(!current.isValid() ? tr("Select an alarm first.")
            : waits                              ? QString()
                                                 : tr("This alarm is acknowledged."));
    m_trend->setEnabled(current.isValid());
    m_trend->setToolTip(current.isValid() ? QString() : tr("Select an alarm first."));
}

void AlarmPanel::acknowledgeCurrent()
{
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid() || !current.data(AlarmModel::FlashingRole).toBool())
        return;
    const Alarm alarm = m_model->alarm(current.row());
    auto *dialog = new AcknowledgeDialog(theme(), alarm, language(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AcknowledgeDialog::confirmed, this,
        [this, id = alarm.id](const QString &comment) { Q_EMIT acknowledge(id, comment); });
    dialog->open();
}

void AlarmPanel::retranslate()
{
    m_model->setLanguage(language());
    const int rows = m_model->rowCount();
    m_summary->setText(rows == 0 ? tr("No active alarm.") : tr("Alarms: %1").arg(rows));
    m_acknowledge->setText(tr("Acknowledge…"));
    m_trend->setText(tr("Show trend"));
    showSelection();
}

void AlarmPanel::restyle()
{
    m_trend->setIcon(Theme::icon(u"trends"_s, theme().muted));
    m_view->viewport()->update();
}

} // namespace cytoloom
