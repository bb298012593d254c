// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/records/recordspage.h"

#include "widgets/common/elidedlabel.h"
#include "widgets/common/identitytoken.h"
#include "widgets/common/tables.h"
#include "widgets/common/words.h"
#include "widgets/records/batchmodel.h"
#include "widgets/records/reportpreview.h"
#include "widgets/records/timelinemodel.h"
#include "widgets/records/timelinepanel.h"

#include <QtCore/QDateTime>
#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>

namespace cytoloom {

using namespace Qt::StringLiterals;

RecordsPage::RecordsPage(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_batches(new BatchModel(this))
    , m_batchFilter(new QSortFilterProxyModel(this))
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
    , m_progress(new QProgressBar)
    , m_cancel(new QPushButton)
    , m_events(new TimelinePanel(theme))
    , m_preview(new ReportPreview(theme))
{
    m_batchFilter->setSourceModel(m_batches);
    m_batchFilter->setFilterKeyColumn(-1);
    m_batchFilter->setFilterCaseSensitivity(Qt::CaseInsensitive);
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
    connect(m_events, &TimelinePanel::elementActivated, this, &RecordsPage::elementActivated);
    connect(m_cancel, &QPushButton::clicked, this, &RecordsPage::cancelRequested);
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
    const int widths[] = {190, 130, 170, 140, 100, 140, 140};
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
    m_cancel->setObjectName(u"cancel-work"_s);
    m_cancel->setMinimumHeight(36);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(140, 6);
    m_result->setObjectName(u"result"_s);
    m_result->setWordWrap(true);
    m_result->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_heading);
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
    result->addWidget(m_progress);
    result->addWidget(m_cancel);

    m_tabs->addTab(m_events, QString());
    m_tabs->addTab(m_preview, QString());
    m_tabs->setDocumentMode(true);

    auto *layout = new QVBoxLayout(right);
    layout->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space3);
    layout->setSpacing(Theme::space2);
    layout->addLayout(head);
    layout->addWidget(m_facts);
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
    m_events->model()->setEvents({}, [](const ElementId &, Language) { return QString(); });
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
        m_events->model()->setEvents(events, names);
}

void RecordsPage::appendEvents(const QVector<JournalEvent> &events)
{
    QVector<JournalEvent> own;
    for (const JournalEvent &event : events) {
        if (event.batch == m_current)
            own << event;
    }
    m_events->model()->append(own);
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
    m_busy = false;
    m_result->setText(text);
    showCurrent();
}

void RecordsPage::showBusy(const QString &text)
{
    m_resultMark = 0;
    m_busy = !text.isEmpty();
    m_result->setText(text);
    showCurrent();
}

TimelineModel *RecordsPage::timeline() const
{
    return m_events->model();
}

bool RecordsPage::isReportShown() const
{
    return m_tabs->currentIndex() == 1;
}

bool RecordsPage::isReportReady() const
{
    return m_preview->pageCount() > 0;
}

QStringList RecordsPage::batchNumbers() const
{
    QStringList numbers;
    for (int row = 0; row < m_batches->rowCount(); ++row)
        numbers << m_batches->batch(row).id.value();
    return numbers;
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
    m_progress->setVisible(m_busy);
    m_cancel->setVisible(m_busy);
    m_resultIcon->setVisible(m_resultMark != 0 && m_result->isVisibleTo(this));
    const QColor ink = m_resultMark == 1 ? theme().passed : theme().rejected;
    m_resultIcon->setPixmap(Theme::icon(m_resultMark == 1 ? u"check"_s : u"warning"_s, ink)
                                .pixmap(QSize(20, 20), devicePixelRatioF()));
}

void RecordsPage::retranslate()
{
    m_batches->setLanguage(language());
    m_events->setLanguage(language());
    m_preview->setLanguage(language());
    m_identity->setLanguage(language());
    m_title->setText(tr("Records"));
    m_batchSearch->setPlaceholderText(tr("Search batches"));
    m_export->setText(tr("Export PDF…"));
    m_verify->setText(tr("Verify…"));
    m_tabs->setTabText(0, tr("Timeline"));
    m_tabs->setTabText(1, tr("Report"));
    m_cancel->setText(tr("Cancel"));
    showCurrent();
}

void RecordsPage::restyle()
{
    m_batches->setEdgeColour(theme().strongLine);
    m_identity->setTheme(theme());
    m_preview->setTheme(theme());
    m_events->setTheme(theme());
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
