// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/devicespage.h"

#include "widgets/common/shapes.h"
#include "widgets/common/tables.h"
#include "widgets/devices/devicemodel.h"
#include "widgets/devices/exchangepanel.h"
#include "widgets/devices/registerpanel.h"
#include "widgets/devices/tagmodel.h"
#include "widgets/devices/testwritepanel.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>

namespace cytoloom {

using namespace Qt::StringLiterals;

/// A lamp whose shape says the state, before its word.
class DevicesPage::StateDelegate final : public QStyledItemDelegate
{
public:
    explicit StateDelegate(DevicesPage *page)
        : QStyledItemDelegate(page)
        , m_page(page)
    { }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto state = ConnectionState(index.data(DeviceModel::StateRole).toInt());
        const bool faulted = state == ConnectionState::Faulted;
        if (faulted
            && (index.column() == DeviceModel::State || index.column() == DeviceModel::Reason))
            option->font.setBold(true);
        if (index.column() != DeviceModel::State)
            return;
        const int kind = faulted                   ? 3
            : state == ConnectionState::Connected  ? 2
            : state == ConnectionState::Connecting ? 1
                                                   : 0;
        QPixmap picture(18, 18);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        shapes::paintLamp(painter, QRectF(1, 1, 16, 16), kind,
            faulted ? m_page->theme().alarm[1] : m_page->theme().text);
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = picture.size();
        option->icon = QIcon(picture);
    }

private:
    DevicesPage *m_page;
};

/// Values that are not Good are grey; their word is bold.
class DevicesPage::QualityDelegate final : public QStyledItemDelegate
{
public:
    explicit QualityDelegate(DevicesPage *page)
        : QStyledItemDelegate(page)
        , m_page(page)
    { }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const bool good = Quality(index.data(TagModel::QualityRole).toInt()) == Quality::Good;
        if (index.column() == TagModel::Value)
            option->font = Theme::digits(14, good);
        if (!good && (index.column() == TagModel::Value || index.column() == TagModel::Age))
            option->palette.setColor(QPalette::Text, m_page->theme().strongLine);
        if (!good && index.column() == TagModel::QualityWord)
            option->font.setBold(true);
    }

private:
    DevicesPage *m_page;
};

DevicesPage::DevicesPage(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_devices(new DeviceModel(this))
    , m_deviceFilter(new QSortFilterProxyModel(this))
    , m_tags(new TagModel(this))
    , m_tagFilter(new QSortFilterProxyModel(this))
    , m_title(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_search(new QLineEdit(this))
    , m_deviceView(new QTableView)
    , m_deviceTitle(new QLabel)
    , m_trouble(new QWidget)
    , m_troubleIcon(new QLabel)
    , m_troubleText(new QLabel)
    , m_tabs(new QTabWidget)
    , m_tagSearch(new QLineEdit)
    , m_tagView(new QTableView)
    , m_registers(new RegisterPanel(theme))
    , m_exchanges(new ExchangePanel(theme))
    , m_testWrite(new TestWritePanel(theme))
    , m_update([this] { refresh(); }, this)
{
    for (QSortFilterProxyModel *filter : {m_deviceFilter, m_tagFilter}) {
        filter->setFilterKeyColumn(-1);
        filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
        filter->setDynamicSortFilter(false); // live values shall not make rows jump
    }
    m_deviceFilter->setSourceModel(m_devices);
    m_tagFilter->setSourceModel(m_tags);
    m_title->setFont(Theme::font(Theme::page, true));
    m_summary->setProperty("role", u"muted"_s);
    m_deviceTitle->setFont(Theme::font(Theme::section, true));
    for (QLineEdit *search : {m_search, m_tagSearch}) {
        search->setClearButtonEnabled(true);
        search->setMinimumWidth(240);
    }
    m_search->setObjectName(u"device-search"_s);
    m_deviceView->setObjectName(u"devices"_s);
    m_deviceView->setModel(m_deviceFilter);
    m_deviceView->setItemDelegate(new StateDelegate(this));
    tables::prepare(m_deviceView, 36);
    const int deviceWidths[] = {290, 120, 360, 86, 80, 100, 300};
    for (int column = 0; column < DeviceModel::ColumnCount; ++column)
        m_deviceView->setColumnWidth(column, deviceWidths[column]);
    m_deviceView->horizontalHeader()->setSectionResizeMode(
        DeviceModel::Reason, QHeaderView::Stretch);
    m_tagView->setModel(m_tagFilter);
    m_tagView->setItemDelegate(new QualityDelegate(this));
    tables::prepare(m_tagView, 32);
    const int tagWidths[] = {230, 200, 120, 80, 100, 80, 110, 300};
    for (int column = 0; column < TagModel::ColumnCount; ++column)
        m_tagView->setColumnWidth(column, tagWidths[column]);
    m_tagView->horizontalHeader()->setSectionResizeMode(TagModel::Reason, QHeaderView::Stretch);

    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space3);
    head->addWidget(m_title);
    head->addWidget(m_summary, 1);
    head->addWidget(m_search);
    auto *trouble = new QHBoxLayout(m_trouble);
    trouble->setContentsMargins(0, 0, 0, 0);
    m_troubleText->setWordWrap(true);
    trouble->addWidget(m_troubleIcon, 0, Qt::AlignTop);
    trouble->addWidget(m_troubleText, 1);
    auto *bottom = new QWidget;
    auto *below = new QVBoxLayout(bottom);
    below->setContentsMargins(0, Theme::space2, 0, 0);
    below->setSpacing(Theme::space2);
    auto *tagHead = new QHBoxLayout;
    tagHead->addWidget(m_deviceTitle, 1);
    tagHead->addWidget(m_tagSearch);
    below->addLayout(tagHead);
    below->addWidget(m_trouble);
    m_tabs->setObjectName(u"workbench"_s);
    m_tabs->setDocumentMode(true);
    for (QWidget *tab : {static_cast<QWidget *>(m_tagView), static_cast<QWidget *>(m_registers),
             static_cast<QWidget *>(m_exchanges), static_cast<QWidget *>(m_testWrite)})
        m_tabs->addTab(tab, {});
    below->addWidget(m_tabs, 1);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(9);
    split->addWidget(m_deviceView);
    split->addWidget(bottom);
    split->setSizes({340, 540});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space3);
    layout->setSpacing(Theme::space2);
    layout->addLayout(head);
    layout->addWidget(split, 1);

    connect(m_search, &QLineEdit::textChanged, m_deviceFilter,
        &QSortFilterProxyModel::setFilterFixedString);
    connect(m_tagSearch, &QLineEdit::textChanged, m_tagFilter,
        &QSortFilterProxyModel::setFilterFixedString);
    connect(m_deviceView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &current) {
            if (current.isValid())
                chooseDevice(DeviceId(current.data(DeviceModel::IdRole).toString()));
        });
    connect(m_tabs, &QTabWidget::currentChanged, this,
        [this](int tab) { m_tagSearch->setVisible(tab == 0); });
    connect(m_registers, &RegisterPanel::probeRequested, this, &DevicesPage::probeRequested);
    connect(m_exchanges, &ExchangePanel::logRequested, this, &DevicesPage::communicationRequested);
    connect(m_exchanges, &ExchangePanel::exportRequested, this, &DevicesPage::exportRequested);
    connect(m_testWrite, &TestWritePanel::writeRequested, this, &DevicesPage::writeRequested);
    connect(m_tagView, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        Q_EMIT trendRequested(TagId(index.data(TagModel::IdRole).toString()));
    });
    restyle();
    retranslate();
}

void DevicesPage::setPlant(const Plant &plant)
{
    m_plant = plant;
    m_values.clear();
    m_devices->setPlant(plant);
    m_current = {};
    if (!plant.devices.isEmpty())
        chooseDevice(plant.devices.first().id);
    retranslate();
}

void DevicesPage::deviceChanged(const DeviceStatus &status)
{
    m_pending.insert(status.device, status);
    m_update.request();
}

void DevicesPage::addSamples(const QVector<TagSample> &samples)
{
    for (const TagSample &sample : samples) {
        m_values.insert(sample.tag, sample.value);
        m_now = std::max(m_now, sample.value.time);
    }
    m_update.request();
}

void DevicesPage::setTime(UtcTime now)
{
    m_now = now;
    m_update.request();
}

void DevicesPage::chooseDevice(const DeviceId &device)
{
    const int row = m_devices->rowOf(device);
    if (row < 0 || device == m_current)
        return;
    m_current = device;
    QVector<TagDefinition> tags;
    for (const TagDefinition &tag : m_plant.allTags()) {
        if (tag.device == device)
            tags << tag;
    }
    m_tags->setTags(tags);
    m_tags->refresh(m_values, m_now);
    QHash<TagId, UnitId> units;
    for (const PlantUnit &unit : std::as_const(m_plant.units)) {
        for (const TagDefinition &tag : unit.tags)
            units.insert(tag.id, unit.id);
    }
    m_registers->setDevice(device);
    m_exchanges->setDevice(device);
    m_testWrite->setTags(tags, units);
    m_testWrite->setValues(m_values);
    const QModelIndex index = m_deviceFilter->mapFromSource(m_devices->index(row, 0));
    if (m_deviceView->currentIndex().row() != index.row())
        m_deviceView->setCurrentIndex(index);
    showCurrent();
}

void DevicesPage::refresh()
{
    if (!isVisible())
        return; // showEvent() catches up
    if (!m_pending.isEmpty()) {
        m_devices->setStatus(QVector<DeviceStatus>(m_pending.cbegin(), m_pending.cend()));
        m_pending.clear();
        showSummary();
        showCurrent();
    }
    m_tags->refresh(m_values, m_now);
    m_testWrite->setValues(m_values);
}

void DevicesPage::setTrouble(const TagTrouble &trouble)
{
    m_tags->setTrouble(trouble);
}

void DevicesPage::showRegisters(const RegisterSnapshot &snapshot)
{
    m_registers->showRegisters(snapshot);
}

void DevicesPage::showCommunication(const QVector<DeviceExchange> &log)
{
    m_exchanges->showLog(log);
}

void DevicesPage::showWriteOutcome(const WriteOutcome &outcome)
{
    m_testWrite->showOutcome(outcome);
}

void DevicesPage::setBatchesAtWork(const QHash<UnitId, QString> &batches)
{
    m_testWrite->setBatchesAtWork(batches);
}

void DevicesPage::explainPoint(const TagId &tag, UtcTime time)
{
    for (const TagDefinition &each : m_plant.allTags()) {
        if (each.id == tag)
            chooseDevice(each.device);
    }
    m_tabs->setCurrentWidget(m_exchanges);
    m_exchanges->showAround(tag, time);
}

void DevicesPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    refresh();
}

void DevicesPage::showSummary()
{
    m_summary->setText(
        tr("%1 of %2 connected").arg(m_devices->connected()).arg(m_devices->rowCount()));
}

void DevicesPage::showCurrent()
{
    const int row = m_devices->rowOf(m_current);
    if (row < 0) {
        m_deviceTitle->setText(tr("Choose a device"));
        m_trouble->hide();
        return;
    }
    const auto text = [&](int column) { return m_devices->index(row, column).data().toString(); };
    m_deviceTitle->setText(text(DeviceModel::Device));
    const QString reason = text(DeviceModel::Reason);
    const QString remedy = m_devices->index(row, 0).data(DeviceModel::RemedyRole).toString();
    m_trouble->setVisible(!reason.isEmpty());
    m_troubleText->setText(remedy.isEmpty() ? reason : reason + u' ' + remedy);
}

void DevicesPage::retranslate()
{
    m_devices->setLanguage(language());
    m_tags->setLanguage(language());
    m_title->setText(tr("Devices"));
    showSummary();
    m_search->setPlaceholderText(tr("Search devices"));
    m_tagSearch->setPlaceholderText(tr("Search signals"));
    const QString tabs[] = {tr("Signals"), tr("Registers"), tr("Communication"), tr("Test write")};
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        m_tabs->setTabText(tab, tabs[tab]);
    for (Page *page : {static_cast<Page *>(m_registers), static_cast<Page *>(m_exchanges),
             static_cast<Page *>(m_testWrite)})
        page->setLanguage(language());
    showCurrent();
}

void DevicesPage::restyle()
{
    for (Page *page : {static_cast<Page *>(m_registers), static_cast<Page *>(m_exchanges),
             static_cast<Page *>(m_testWrite)})
        page->setTheme(theme());
    m_troubleIcon->setPixmap(
        Theme::icon(u"warning"_s, theme().alarm[1]).pixmap(QSize(20, 20), devicePixelRatioF()));
    m_deviceView->viewport()->update();
    m_tagView->viewport()->update();
}

void DevicesPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().canvas);
}

} // namespace cytoloom
