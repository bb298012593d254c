// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/records/recordspage.h"

#include "widgets/common/elidedlabel.h"
#include "widgets/common/identitytoken.h"
#include "widgets/common/shapes.h"
#include "widgets/common/tables.h"
#include "widgets/common/words.h"
#include "widgets/records/batchmodel.h"
#include "widgets/records/reportpreview.h"
#include "widgets/records/timelinemodel.h"

#include <QtCore/QDateTime>
#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>

namespace cytoloom {

using namespace Qt::StringLiterals;

/// Lets through what is of the wanted kind and contains the wanted words.
class RecordsPage::Filter final : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setKind(int kind)
    {
        m_kind = kind;
        invalidateFilter();
    }
    void setWords(const QString &text)
    {
        m_words = text.trimmed();
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QModelIndex what = sourceModel()->index(row, TimelineModel::What, parent);
        if (m_kind >= 0 && what.data(TimelineModel::KindRole).toInt() != m_kind)
            return false;
        if (m_words.isEmpty())
            return true;
        const QModelIndex who = sourceModel()->index(row, TimelineModel::Who, parent);
        return what.data().toString().contains(m_words, Qt::CaseInsensitive)
            || who.data().toString().contains(m_words, Qt::CaseInsensitive)
            || what.data(Qt::ToolTipRole).toString().contains(m_words, Qt::CaseInsensitive);
    }

private:
    int m_kind = -1;
    QString m_words;
};

/// The symbol of an alarm before its sentence.
class RecordsPage::MarkDelegate final : public QStyledItemDelegate
{
public:
    explicit MarkDelegate(RecordsPage *page)
        : QStyledItemDelegate(page)
        , m_page(page)
    { }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const int priority = index.data(TimelineModel::PriorityRole).toInt();
        if (priority == 0 || index.column() != TimelineModel::What)
            return;
        QPixmap picture(18, 18);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        shapes::paintAlarm(painter, m_page->theme(), priority, QRectF(0, 0, 18, 18));
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = picture.size();
        option->icon = QIcon(picture);
    }

private:
    RecordsPage *m_page;
};

RecordsPage::RecordsPage(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_batches(new BatchModel(this))
    , m_batchFilter(new QSortFilterProxyModel(this))
    , m_timeline(new TimelineModel(this))
    , m_filter(new Filter(this))
    , m_title(new QLabel)
    , m_batchSearch(new QLineEdit)
    , m_batchView(new QTableView)
    , m_identity(new IdentityToken(theme))
    , m_heading(new ElidedLabel)
    , m_facts(new ElidedLabel)
    , m_export(new QPushButton)
    , m_verify(new QPushButton)
    , m_resultIcon(new QLabel)
    , m_result(new QLabel)
    , m_tabs(new QTabWidget)
    , m_search(new QLineEdit)
    , m_kind(new QComboBox)
    , m_count(new QLabel)
    , m_timelineView(new QTableView)
    , m_preview(new ReportPreview(theme))
{
    m_batchFilter->setSourceModel(m_batches);
    m_batchFilter->setFilterKeyColumn(-1);
    m_batchFilter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setSourceModel(m_timeline);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setHandleWidth(1);
    split->setChildrenCollapsible(false);
    split->addWidget(buildList());
    split->addWidget(buildDetail());
    split->setStretchFactor(1, 1);
    split->setSizes({430, 900});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(split);

    connect(m_batchSearch, &QLineEdit::textChanged, m_batchFilter,
        &QSortFilterProxyModel::setFilterFixedString);
    connect(m_batchView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &current) {
            if (current.isValid())
                chooseBatch(m_batches->batch(m_batchFilter->mapToSource(current).row()).id);
        });
    connect(m_search, &QLineEdit::textChanged, this,
        [this](const QString &text) { m_filter->setWords(text); });
    connect(m_kind, &QComboBox::currentIndexChanged, this,
        [this](int index) { m_filter->setKind(index - 1); });
    const auto count = [this] { m_count->setText(tr("Events: %1").arg(m_filter->rowCount())); };
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, count);
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, count);
    connect(m_filter, &QAbstractItemModel::modelReset, this, count);
    connect(m_timelineView, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        const ElementId element = m_timeline->event(m_filter->mapToSource(index).row()).element;
        if (!element.isEmpty())
            Q_EMIT elementActivated(element);
    });
    connect(m_export, &QPushButton::clicked, this, [this] { Q_EMIT exportRequested(m_current); });
    connect(m_verify, &QPushButton::clicked, this, [this] { Q_EMIT verifyRequested(m_current); });
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) {
        if (tab == 1 && !m_current.isEmpty())
            Q_EMIT previewRequested(m_current);
    });
    restyle();
    retranslate();
}

QWidget *RecordsPage::buildList()
{
    auto *left = new QWidget;
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins(Theme::space3, Theme::space3, Theme::space3, Theme::space3);
    layout->setSpacing(Theme::space2);
    m_title->setFont(Theme::font(Theme::page, true));
    m_batchSearch->setClearButtonEnabled(true);
    m_batchView->setModel(m_batchFilter);
    m_batchView->setObjectName(u"batches"_s);
    tables::prepare(m_batchView, 40);
    const int widths[] = {150, 130, 170, 140, 100, 140, 140};
    for (int column = 0; column < BatchModel::ColumnCount; ++column)
        m_batchView->setColumnWidth(column, widths[column]);
    layout->addWidget(m_title);
    layout->addWidget(m_batchSearch);
    layout->addWidget(m_batchView, 1);
    left->setMinimumWidth(300);
    return left;
}

QWidget *RecordsPage::buildDetail()
{
    auto *right = new QWidget;
    right->setProperty("panel", u"surface"_s);
    right->setAttribute(Qt::WA_StyledBackground);
    m_heading->setFont(Theme::font(17, true));
    m_facts->setProperty("role", u"caption"_s);
    m_facts->setFont(Theme::font(Theme::caption));
    for (ElidedLabel *label : {m_heading, m_facts})
        label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_export->setObjectName(u"export"_s);
    m_export->setProperty("role", u"primary"_s);
    m_verify->setObjectName(u"verify"_s);
    for (QPushButton *button : {m_export, m_verify})
        button->setMinimumHeight(40);
    m_result->setWordWrap(true);
    m_result->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_heading);
    words->addWidget(m_facts);
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space3);
    head->addWidget(m_identity);
    head->addLayout(words, 1);
    head->addWidget(m_verify);
    head->addWidget(m_export);
    auto *result = new QHBoxLayout;
    result->setSpacing(Theme::space2);
    result->addWidget(m_resultIcon);
    result->addWidget(m_result, 1);

    auto *events = new QWidget;
    auto *column = new QVBoxLayout(events);
    column->setContentsMargins(0, Theme::space2, 0, 0);
    column->setSpacing(Theme::space2);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(Theme::space2);
    m_search->setClearButtonEnabled(true);
    m_search->setObjectName(u"event-search"_s);
    m_kind->setMinimumWidth(170);
    m_count->setProperty("role", u"muted"_s);
    tools->addWidget(m_search, 1);
    tools->addWidget(m_kind);
    tools->addWidget(m_count);
    m_timelineView->setModel(m_filter);
    m_timelineView->setItemDelegate(new MarkDelegate(this));
    tables::prepare(m_timelineView, 30);
    m_timelineView->setColumnWidth(TimelineModel::Number, 64);
    m_timelineView->setColumnWidth(TimelineModel::Time, 130);
    m_timelineView->setColumnWidth(TimelineModel::Who, 120);
    m_timelineView->horizontalHeader()->setSectionResizeMode(
        TimelineModel::What, QHeaderView::Stretch);
    column->addLayout(tools);
    column->addWidget(m_timelineView, 1);
    m_tabs->addTab(events, QString());
    m_tabs->addTab(m_preview, QString());
    m_tabs->setDocumentMode(true);

    auto *layout = new QVBoxLayout(right);
    layout->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space3);
    layout->setSpacing(Theme::space2);
    layout->addLayout(head);
    layout->addLayout(result);
    layout->addWidget(m_tabs, 1);
    return right;
}

void RecordsPage::setBatches(const QVector<BatchSummary> &batches)
{
    m_batches->setBatches(batches);
    if (m_batches->rowOf(m_current) < 0)
        m_current = {};
    if (m_current.isEmpty() && m_batches->rowCount() > 0)
        chooseBatch(m_batches->batch(0).id);
    showCurrent();
}

void RecordsPage::chooseBatch(const BatchId &batch)
{
    const int row = m_batches->rowOf(batch);
    if (row < 0 || batch == m_current)
        return;
    m_current = batch;
    m_timeline->setEvents({}, [](const ElementId &, Language) { return QString(); });
    m_preview->setPages({});
    m_resultMark = 0;
    m_result->clear();
    const QModelIndex index = m_batchFilter->mapFromSource(m_batches->index(row, 0));
    if (m_batchView->currentIndex().row() != index.row())
        m_batchView->setCurrentIndex(index);
    showCurrent();
    Q_EMIT batchChosen(batch);
    if (m_tabs->currentIndex() == 1)
        Q_EMIT previewRequested(batch);
}

void RecordsPage::setEvents(
    const BatchId &batch, const QVector<JournalEvent> &events, const eventtext::ElementNames &names)
{
    if (batch == m_current)
        m_timeline->setEvents(events, names);
}

void RecordsPage::appendEvents(const QVector<JournalEvent> &events)
{
    QVector<JournalEvent> own;
    for (const JournalEvent &event : events) {
        if (event.batch == m_current)
            own << event;
    }
    m_timeline->append(own);
}

void RecordsPage::setPreview(const BatchId &batch, const QVector<QImage> &pages)
{
    if (batch == m_current)
        m_preview->setPages(pages);
}

void RecordsPage::setPreviewMessage(const QString &text)
{
    m_preview->setMessage(text);
}

void RecordsPage::setExportBlocked(const QString &reason)
{
    m_blocked = reason;
    showCurrent();
}

void RecordsPage::showResult(bool good, const QString &text)
{
    m_resultMark = good ? 1 : 2;
    m_result->setText(text);
    showCurrent();
}

void RecordsPage::showBusy(const QString &text)
{
    m_resultMark = 0;
    m_result->setText(text);
    showCurrent();
}

void RecordsPage::showReport(bool shown)
{
    m_tabs->setCurrentIndex(shown ? 1 : 0);
}

void RecordsPage::showCurrent()
{
    const int row = m_batches->rowOf(m_current);
    const bool some = row >= 0;
    const BatchSummary batch = some ? m_batches->batch(row) : BatchSummary {};
    m_identity->setIdentity(batch.identity, batch.shape, batch.colour);
    m_heading->setText(some ? u"%1 · %2"_s.arg(batch.id.value(), batch.product.in(language()))
                            : tr("Choose a batch"));
    const auto local = [](UtcTime time) {
        return QDateTime::fromMSecsSinceEpoch(toMs(time)).toString(u"yyyy-MM-dd HH:mm"_s);
    };
    QStringList facts;
    if (some) {
        facts << batch.recipe << words::state(batch.state);
        facts << (batch.ended != UtcTime {} ? local(batch.created) + u" → "_s + local(batch.ended)
                                            : tr("since %1").arg(local(batch.created)));
        if (batch.simulated)
            facts << tr("SIMULATION");
    }
    m_facts->setText(facts.join(u" · "_s));
    m_verify->setEnabled(some);
    m_verify->setToolTip(some ? QString() : tr("Choose a batch first."));
    m_export->setEnabled(some && m_blocked.isEmpty());
    m_export->setToolTip(!some ? tr("Choose a batch first.") : m_blocked);
    m_result->setVisible(!m_result->text().isEmpty());
    m_resultIcon->setVisible(m_resultMark != 0 && m_result->isVisibleTo(this));
    const QColor ink = m_resultMark == 1 ? theme().passed : theme().rejected;
    m_resultIcon->setPixmap(Theme::icon(m_resultMark == 1 ? u"check"_s : u"warning"_s, ink)
                                .pixmap(QSize(20, 20), devicePixelRatioF()));
}

void RecordsPage::retranslate()
{
    m_batches->setLanguage(language());
    m_timeline->setLanguage(language());
    m_preview->setLanguage(language());
    m_identity->setLanguage(language());
    m_title->setText(tr("Records"));
    m_batchSearch->setPlaceholderText(tr("Search batches"));
    m_export->setText(tr("Export PDF…"));
    m_verify->setText(tr("Verify…"));
    m_tabs->setTabText(0, tr("Timeline"));
    m_tabs->setTabText(1, tr("Report"));
    m_search->setPlaceholderText(tr("Search events"));
    const int kind = m_kind->currentIndex();
    m_kind->clear();
    m_kind->addItems({tr("Everything"), tr("Steps"), tr("People"), tr("Equipment"),
        tr("Alarms and deviations"), tr("Other")});
    m_kind->setCurrentIndex(std::max(kind, 0));
    m_count->setText(tr("Events: %1").arg(m_filter->rowCount()));
    showCurrent();
}

void RecordsPage::restyle()
{
    m_batches->setEdgeColour(theme().strongLine);
    m_identity->setTheme(theme());
    m_preview->setTheme(theme());
    m_export->setIcon(
        Theme::icon(u"document-pdf"_s, theme().dark ? theme().canvas : theme().raised));
    m_verify->setIcon(Theme::icon(u"verify"_s, theme().text));
    showCurrent();
}

void RecordsPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().canvas);
}

} // namespace cytoloom
