// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/registerpanel.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/tables.h"
#include "widgets/devices/registermodel.h"

#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int LiveMs = 1000;

} // namespace

/// A reading that agrees with the expected number is framed and bold: colour is not the only cue.
class RegisterPanel::FitDelegate final : public QStyledItemDelegate
{
public:
    explicit FitDelegate(RegisterPanel *panel)
        : QStyledItemDelegate(panel)
        , m_panel(panel)
    { }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const bool fits = index.data(RegisterModel::FitsRole).toBool();
        if (index.column() < RegisterModel::Name)
            option->font = Theme::digits(13, fits);
        if (fits) {
            option->text = u"▸ "_s + option->text;
            option->palette.setColor(QPalette::Text, m_panel->theme().accent);
        }
    }

private:
    RegisterPanel *m_panel;
};

RegisterPanel::RegisterPanel(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_model(new RegisterModel(this))
    , m_table(new QComboBox(this))
    , m_addressLabel(new QLabel(this))
    , m_address(new QSpinBox(this))
    , m_countLabel(new QLabel(this))
    , m_count(new QSpinBox(this))
    , m_read(new QPushButton(this))
    , m_live(new QCheckBox(this))
    , m_wide(new QComboBox(this))
    , m_expectLabel(new QLabel(this))
    , m_expect(new QLineEdit(this))
    , m_state(new QLabel(this))
    , m_view(new QTableView(this))
    , m_timer(this)
{
    m_address->setRange(0, 65535);
    m_count->setRange(1, 125);
    m_count->setValue(16);
    m_wide->addItems({u"f32"_s, u"u32"_s, u"i32"_s, u"f64"_s, u"i64"_s});
    m_expect->setMaximumWidth(110);
    m_expect->setClearButtonEnabled(true);
    m_state->setProperty("role", u"muted"_s);
    m_state->setMinimumWidth(60);
    m_read->setObjectName(u"read-registers"_s);
    m_live->setObjectName(u"registers-live"_s);
    m_expect->setObjectName(u"expected-number"_s);
    m_view->setObjectName(u"registers"_s);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new FitDelegate(this));
    tables::prepare(m_view, 28);
    const int widths[] = {80, 64, 80, 80, 132, 132, 132, 132, 200};
    for (int column = 0; column < RegisterModel::ColumnCount; ++column)
        m_view->setColumnWidth(column, widths[column]);
    m_view->horizontalHeader()->setSectionResizeMode(RegisterModel::Name, QHeaderView::Stretch);

    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::space2);
    for (QWidget *widget : {static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_addressLabel),
             static_cast<QWidget *>(m_address), static_cast<QWidget *>(m_countLabel),
             static_cast<QWidget *>(m_count), static_cast<QWidget *>(m_read),
             static_cast<QWidget *>(m_live)})
        row->addWidget(widget);
    row->addSpacing(Theme::space3);
    row->addWidget(m_wide);
    row->addWidget(m_expectLabel);
    row->addWidget(m_expect);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Theme::space2, 0, 0);
    layout->setSpacing(Theme::space2);
    layout->addLayout(row);
    layout->addWidget(m_state);
    layout->addWidget(m_view, 1);

    m_timer.setInterval(LiveMs);
    connect(&m_timer, &QTimer::timeout, this, &RegisterPanel::ask);
    connect(m_read, &QPushButton::clicked, this, [this] {
        m_isWaiting = false; // asked by hand: never held up by one that got lost
        ask();
    });
    connect(m_live, &QCheckBox::toggled, this, [this](bool on) {
        if (on) {
            ask();
            m_timer.start();
        } else {
            m_timer.stop();
        }
    });
    connect(m_wide, &QComboBox::currentIndexChanged, this, [this](int wide) {
        m_model->setWide(RegisterModel::Wide(wide));
        showState();
    });
    connect(m_expect, &QLineEdit::textChanged, this, [this](const QString &text) {
        bool ok = false;
        const double value = QLocale::c().toDouble(text, &ok);
        m_model->setExpected(ok ? std::optional(value) : std::nullopt);
        showState();
    });
    restyle();
    retranslate();
}

void RegisterPanel::setDevice(const DeviceId &device)
{
    if (device == m_device)
        return;
    m_device = device;
    m_live->setChecked(false);
    m_isWaiting = false;
    m_snapshot = {};
    m_model->setSnapshot({});
    showState();
}

void RegisterPanel::ask()
{
    if (m_device.isEmpty() || std::exchange(m_isWaiting, true))
        return; // one question at a time, however slow the device
    RegisterProbe probe;
    probe.device = m_device;
    probe.table = ProbeTable(m_table->currentIndex());
    probe.address = m_address->value();
    probe.count = m_count->value();
    Q_EMIT probeRequested(probe);
}

void RegisterPanel::showRegisters(const RegisterSnapshot &snapshot)
{
    if (snapshot.probe.device != m_device)
        return;
    m_isWaiting = false;
    m_snapshot = snapshot;
    m_model->setSnapshot(snapshot);
    showState();
}

void RegisterPanel::showState()
{
    const MessageCatalog &catalog = MessageCatalog::shipped();
    QString text;
    if (!m_snapshot.trouble.code.isEmpty()) {
        text = catalog.text(m_snapshot.trouble, language()) + u' '
            + catalog.remedy(m_snapshot.trouble, language());
    } else if (m_snapshot.rows.isEmpty()) {
        text = tr("Read any registers, whether the profile knows them or not. Type the number that "
                  "the device shows: readings that agree are marked.");
    } else {
        text = tr("%1 read in %2 ms.")
                   .arg(m_snapshot.rows.size())
                   .arg(m_snapshot.roundTripMs, 0, 'f', 2);
        if (!m_expect->text().isEmpty())
            text += u' '
                + tr("%1 readings agree with %2.").arg(m_model->fits()).arg(m_expect->text());
    }
    m_state->setWordWrap(true);
    m_state->setText(text);
}

void RegisterPanel::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_live->setChecked(false); // nobody looks: the line belongs to the polls
}

void RegisterPanel::retranslate()
{
    const int table
        = m_table->count() == 0 ? int(ProbeTable::HoldingRegisters) : m_table->currentIndex();
    m_table->clear();
    m_table->addItems(
        {tr("Coils"), tr("Discrete inputs"), tr("Input registers"), tr("Holding registers")});
    m_table->setCurrentIndex(table);
    m_addressLabel->setText(tr("from"));
    m_countLabel->setText(tr("number"));
    m_read->setText(tr("Read"));
    m_live->setText(tr("every second"));
    m_expectLabel->setText(tr("Display shows"));
    m_expect->setPlaceholderText(u"37.0"_s);
    m_model->setWide(RegisterModel::Wide(std::max(m_wide->currentIndex(), 0)));
    showState();
}

void RegisterPanel::restyle()
{
    m_view->viewport()->update();
}

} // namespace cytoloom
