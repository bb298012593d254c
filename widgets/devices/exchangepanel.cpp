// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/exchangepanel.h"

#include "widgets/common/tables.h"
#include "widgets/devices/exchangemodel.h"

#include <QtCore/QDateTime>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// More rows than anybody reads; the files hold all.
constexpr int MostRows = 2000;

} // namespace

/// What went wrong is bold; its word says what, colour only helps.
class ExchangePanel::OutcomeDelegate final : public QStyledItemDelegate
{
public:
    explicit OutcomeDelegate(ExchangePanel *panel)
        : QStyledItemDelegate(panel)
        , m_panel(panel)
    { }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.column() == ExchangeModel::Time || index.column() == ExchangeModel::RoundTrip)
            option->font = Theme::digits(13);
        if (index.column() != ExchangeModel::Outcome
            || index.data(ExchangeModel::GoodRole).toBool())
            return;
        option->font.setBold(true);
        option->icon = Theme::icon(u"warning"_s, m_panel->theme().alarm[1]);
        option->decorationSize = QSize(16, 16);
        option->features |= QStyleOptionViewItem::HasDecoration;
    }

private:
    ExchangePanel *m_panel;
};

ExchangePanel::ExchangePanel(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_model(new ExchangeModel(this))
    , m_outcome(new QComboBox(this))
    , m_allDevices(new QCheckBox(this))
    , m_refresh(new QPushButton(this))
    , m_table(new QPushButton(this))
    , m_text(new QPushButton(this))
    , m_state(new QLabel(this))
    , m_whole(new QPushButton(this))
    , m_view(new QTableView(this))
    , m_bytes(new QPlainTextEdit(this))
{
    m_view->setObjectName(u"exchanges"_s);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new OutcomeDelegate(this));
    tables::prepare(m_view, 28);
    const int widths[] = {110, 120, 150, 90, 380, 300};
    for (int column = 0; column < ExchangeModel::ColumnCount; ++column)
        m_view->setColumnWidth(column, widths[column]);
    m_view->horizontalHeader()->setSectionResizeMode(ExchangeModel::Answer, QHeaderView::Stretch);
    m_bytes->setReadOnly(true);
    m_bytes->setFont(Theme::digits(12));
    m_bytes->setMaximumHeight(72);
    m_state->setProperty("role", u"muted"_s);
    m_outcome->setObjectName(u"exchange-outcome"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::space2);
    row->addWidget(m_outcome);
    row->addWidget(m_allDevices);
    row->addWidget(m_refresh);
    row->addWidget(m_state, 1);
    row->addWidget(m_whole);
    row->addWidget(m_table);
    row->addWidget(m_text);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Theme::space2, 0, 0);
    layout->setSpacing(Theme::space2);
    layout->addLayout(row);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_bytes);

    connect(m_refresh, &QPushButton::clicked, this, &ExchangePanel::ask);
    connect(m_outcome, &QComboBox::currentIndexChanged, this, &ExchangePanel::refill);
    connect(m_allDevices, &QCheckBox::toggled, this, &ExchangePanel::ask);
    connect(m_whole, &QPushButton::clicked, this, [this] {
        m_tag = {};
        ask();
    });
    connect(m_table, &QPushButton::clicked, this,
        [this] { Q_EMIT exportRequested(u"communication.csv"_s, exchangesAsCsv(m_log)); });
    connect(m_text, &QPushButton::clicked, this, [this] {
        Q_EMIT exportRequested(u"communication.txt"_s, exchangesAsText(m_log, language()).toUtf8());
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &ExchangePanel::showBytes);
    restyle();
    retranslate();
}

void ExchangePanel::setDevice(const DeviceId &device)
{
    if (device == m_device)
        return;
    m_device = device;
    m_tag = {};
    showLog({});
    if (isVisible())
        ask();
}

void ExchangePanel::showAround(const TagId &tag, UtcTime time)
{
    m_tag = tag;
    m_time = time;
    ask();
}

void ExchangePanel::ask()
{
    ExchangeFilter filter;
    if (!m_allDevices->isChecked() && !m_device.isEmpty())
        filter.devices << m_device;
    Q_EMIT logRequested(filter);
}

void ExchangePanel::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (m_log.isEmpty())
        ask();
}

void ExchangePanel::showLog(const QVector<DeviceExchange> &log)
{
    m_log = m_tag.isEmpty() ? log : exchangesAround(log, m_tag, m_time, 5, 3);
    refill();
}

void ExchangePanel::refill()
{
    ExchangeFilter filter;
    if (m_outcome->currentIndex() == 1) {
        filter.outcomes = {ExchangeOutcome::Refused, ExchangeOutcome::Garbage,
            ExchangeOutcome::NoAnswer, ExchangeOutcome::Lost, ExchangeOutcome::Unasked};
    }
    filter.limit = MostRows;
    const auto shown = filtered(m_log, filter);
    m_model->setLog(shown);
    const auto bad = std::count_if(m_log.begin(), m_log.end(), [](const DeviceExchange &one) {
        return one.outcome != ExchangeOutcome::Answered && one.outcome != ExchangeOutcome::Pending;
    });
    m_whole->setVisible(!m_tag.isEmpty());
    for (QPushButton *button : {m_table, m_text})
        button->setEnabled(!m_log.isEmpty());
    if (!m_tag.isEmpty()) {
        m_state->setText(tr("Around %1 at %2")
                             .arg(m_tag.value(),
                                 QDateTime::fromMSecsSinceEpoch(toMs(m_time), Qt::UTC)
                                     .toLocalTime()
                                     .toString(u"HH:mm:ss.zzz"_s)));
    } else {
        m_state->setText(
            tr("%1 exchanges, %2 of them not answered well").arg(m_log.size()).arg(bad));
    }
    if (m_model->rowCount() > 0)
        m_view->selectRow(0);
    showBytes();
}

void ExchangePanel::showBytes()
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid() || index.row() >= m_model->rowCount()) {
        m_bytes->clear();
        return;
    }
    const DeviceExchange &exchange = m_model->at(index.row());
    const auto hex = [](const QByteArray &bytes) { return QString::fromLatin1(bytes.toHex(' ')); };
    m_bytes->setPlainText(u"→ %1\n← %2\n%3"_s.arg(
        hex(exchange.sent), hex(exchange.received), answerText(exchange, language())));
}

void ExchangePanel::retranslate()
{
    m_model->setLanguage(language());
    const int outcome = std::max(m_outcome->currentIndex(), 0);
    {
        const QSignalBlocker blocker(m_outcome);
        m_outcome->clear();
        m_outcome->addItems({tr("All outcomes"), tr("Only what went wrong")});
        m_outcome->setCurrentIndex(outcome);
    }
    m_allDevices->setText(tr("all devices"));
    m_refresh->setText(tr("Refresh"));
    m_whole->setText(tr("Show all"));
    m_table->setText(tr("Save as table…"));
    m_text->setText(tr("Save as text…"));
    refill();
}

void ExchangePanel::restyle()
{
    m_view->viewport()->update();
}

} // namespace cytoloom
