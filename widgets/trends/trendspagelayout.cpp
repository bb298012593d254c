// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/trends/trendspage.h"

#include "widgets/common/filedialogs.h"
#include "widgets/common/tables.h"
#include "widgets/trends/cursormodel.h"
#include "widgets/trends/trendmath.h"
#include "widgets/trends/trendplot.h"

#include <QtGui/QActionGroup>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QToolButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
constexpr int FigureWidth = 62; ///< the widest header and a figure of five digits
constexpr int NameWidth = 120;
} // namespace

TrendsPage::TrendsPage(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_bar(new QToolBar(this))
    , m_time(new QComboBox(this))
    , m_export(new QToolButton(this))
    , m_plot(new TrendPlot(theme, this))
    , m_cursorTitle(new QLabel(this))
    , m_table(new QTableView(this))
    , m_model(new CursorModel(this))
    , m_signalTitle(new QLabel(this))
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_hover(new QLabel(this))
    , m_problem(new QLabel(this))
    , m_update([this] { refreshLive(); }, this)
{
    buildToolBar();
    auto *side = new QWidget;
    buildSide(side);
    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, Theme::space2, 0, 0);
    column->setSpacing(Theme::space1);
    column->addWidget(m_problem);
    column->addWidget(m_plot, 1);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(left);
    split->addWidget(side);
    split->setStretchFactor(0, 1);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(1);
    side->setMinimumWidth(260);
    split->setSizes({1000, 390});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(split, 1);
    m_problem->hide();
    m_problem->setProperty("role", u"error"_s);
    m_problem->setWordWrap(true);

    connect(m_plot, &TrendPlot::rangeChanged, this,
        [this](UtcTime from, UtcTime to) { showRange(from, to); });
    connect(m_plot, &TrendPlot::cursorsChanged, this, [this] {
        m_cursors->setChecked(m_plot->cursorsVisible());
        showCursors();
    });
    connect(m_plot, &TrendPlot::hovered, m_hover, &QLabel::setText);
    m_requestTimer.setSingleShot(true);
    m_requestTimer.setInterval(120);
    connect(&m_requestTimer, &QTimer::timeout, this, [this] { requestData(); });
    restyle();
    retranslate();
}

void TrendsPage::buildToolBar()
{
    m_bar->setMovable(false);
    m_bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_bar->setIconSize({18, 18});
    auto *state = new QActionGroup(this);
    const auto checkable = [&](QActionGroup *group) {
        QAction *action = m_bar->addAction(QString());
        action->setCheckable(true);
        if (group)
            group->addAction(action);
        return action;
    };
    m_live = checkable(state);
    m_pause = checkable(state);
    m_live->setChecked(true);
    m_bar->addSeparator();
    m_spans = new QActionGroup(this);
    m_spans->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    m_hour = checkable(m_spans);
    m_shift = checkable(m_spans);
    m_day = checkable(m_spans);
    m_batch = checkable(m_spans);
    m_shift->setChecked(true);
    m_bar->addSeparator();
    m_time->setMinimumWidth(120);
    m_bar->addWidget(m_time);
    m_bar->addSeparator();
    m_cursors = checkable(nullptr);
    m_box = checkable(nullptr);
    m_bar->addSeparator();
    m_export->setPopupMode(QToolButton::InstantPopup);
    m_export->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *menu = new QMenu(m_export);
    for (const QString &kind : {u"CSV"_s, u"PNG"_s, u"PDF"_s, u"SVG"_s})
        connect(menu->addAction(kind + u"…"_s), &QAction::triggered, this,
            [this, kind] { exportAs(kind.toLower()); });
    m_export->setMenu(menu);
    m_bar->addWidget(m_export);
    auto *space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_bar->addWidget(space);
    m_hover->setFont(Theme::digits(Theme::caption));
    m_hover->setProperty("role", u"caption"_s);
    m_bar->addWidget(m_hover);

    connect(m_live, &QAction::triggered, this, [this] { setLive(true); });
    connect(m_hour, &QAction::triggered, this, [this] { showSpan(std::chrono::hours(1)); });
    connect(m_shift, &QAction::triggered, this, [this] { showSpan(std::chrono::hours(8)); });
    connect(m_day, &QAction::triggered, this, [this] { showSpan(std::chrono::hours(24)); });
    connect(m_batch, &QAction::triggered, this, &TrendsPage::showWholeBatch);
    connect(
        m_time, &QComboBox::activated, this, [this](int index) { setTimeMode(TimeMode(index)); });
    connect(m_cursors, &QAction::toggled, m_plot, &TrendPlot::setCursorsVisible);
    connect(m_box, &QAction::toggled, m_plot, &TrendPlot::setBoxZoom);
}

void TrendsPage::buildSide(QWidget *side)
{
    side->setProperty("panel", u"surface"_s);
    side->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(Theme::space3, Theme::space3, Theme::space3, Theme::space3);
    layout->setSpacing(Theme::space2);
    m_cursorTitle->setFont(Theme::font(15, true));
    m_signalTitle->setFont(Theme::font(15, true));
    m_table->setModel(m_model);
    tables::prepare(m_table, 40); // long names take two lines: a unit cut off is none
    m_table->setWordWrap(true);
    m_table->setFont(Theme::digits(Theme::caption));
    QHeaderView *header = m_table->horizontalHeader();
    header->setMinimumSectionSize(FigureWidth);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(CursorModel::Name, QHeaderView::Stretch);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setFocusPolicy(Qt::NoFocus);
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(u"signals"_s);
    m_list->setSpacing(0);
    layout->addWidget(m_cursorTitle);
    layout->addWidget(m_table, 2);
    layout->addSpacing(Theme::space2);
    layout->addWidget(m_signalTitle);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 3);
    connect(m_search, &QLineEdit::textChanged, this, [this] { fillList(); });
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        const TagId tag(item->data(Qt::UserRole).toString());
        QVector<TagId> wanted = m_shown;
        if (item->checkState() == Qt::Checked && !wanted.contains(tag))
            wanted << tag;
        else if (item->checkState() == Qt::Unchecked)
            wanted.removeAll(tag);
        if (wanted == m_shown)
            return;
        setShownTags(wanted);
        Q_EMIT shownTagsChanged(m_shown);
    });
}

void TrendsPage::fitTable()
{
    // Name, A, B, difference and slope always; the others where there is room for whole figures.
    const bool roomy = m_table->width() > NameWidth + 7 * FigureWidth;
    for (const int column : {CursorModel::Minimum, CursorModel::Maximum, CursorModel::Mean})
        m_table->setColumnHidden(column, !roomy);
}

void TrendsPage::fillList()
{
    const QSignalBlocker quiet(m_list);
    const int scroll = m_list->currentRow();
    m_list->clear();
    const QString wanted = m_search->text().trimmed();
    const auto add = [&](const TrendTag &tag) {
        const QString text
            = u"%1 · %2"_s.arg(tag.tag.value().section(u'.', 0, 0), tag.name.in(language()))
            + (tag.unit.isEmpty() || tag.unit == "1"_L1 ? QString() : u" ("_s + tag.unit + u')');
        if (!wanted.isEmpty() && !text.contains(wanted, Qt::CaseInsensitive)
            && !tag.tag.value().contains(wanted, Qt::CaseInsensitive))
            return;
        auto *item = new QListWidgetItem(text, m_list);
        item->setData(Qt::UserRole, tag.tag.value());
        item->setToolTip(tag.tag.value());
        item->setSizeHint({10, 32});
        const auto place = m_shown.indexOf(tag.tag);
        item->setCheckState(place >= 0 ? Qt::Checked : Qt::Unchecked);
        if (place >= 0) {
            QPixmap chip(14, 14);
            chip.fill(theme().pens[place % 7]);
            item->setIcon(QIcon(chip));
        }
    };
    for (const TagId &tag : std::as_const(m_shown)) {
        if (const TrendTag *known = find(tag))
            add(*known);
    }
    for (const TrendTag &tag : std::as_const(m_tags)) {
        if (!m_shown.contains(tag.tag))
            add(tag);
    }
    m_list->setCurrentRow(scroll);
}

void TrendsPage::exportAs(const QString &kind)
{
    QFileDialog *dialog = filedialogs::forSaving(this, tr("Export trends"),
        u"%1 (*.%2)"_s.arg(kind.toUpper(), kind), kind, u"trends."_s + kind);
    connect(dialog, &QFileDialog::fileSelected, this, [this, kind](const QString &name) {
        Q_EMIT exportRequested(name, kind == "csv"_L1 ? csv() : m_plot->picture(kind));
    });
    dialog->open();
}

QByteArray TrendsPage::csv() const
{
    QStringList titles;
    QVector<QVector<TrendPoint>> curves;
    for (const TagId &tag : m_shown) {
        titles << u"%1 [%2]"_s.arg(tag.value(), find(tag)->unit);
        curves << m_plot->points(tag);
    }
    return trendmath::csv(titles, curves, m_plot->from(), m_plot->to());
}

void TrendsPage::retranslate()
{
    m_plot->setLanguage(language());
    m_model->setLanguage(language());
    m_live->setText(tr("Live"));
    m_pause->setText(tr("Pause"));
    m_hour->setText(tr("1 h"));
    m_shift->setText(tr("8 h"));
    m_day->setText(tr("1 d"));
    m_batch->setText(tr("Whole batch"));
    m_batch->setEnabled(m_batchStart != UtcTime {});
    m_batch->setToolTip(m_batchStart == UtcTime {} ? tr("No batch is selected.") : QString());
    const int mode = int(m_mode);
    m_time->clear();
    m_time->addItems({tr("Local time"), tr("UTC"), tr("Batch time")});
    m_time->setCurrentIndex(mode);
    m_cursors->setText(tr("Cursors A/B"));
    m_box->setText(tr("Box zoom"));
    m_box->setToolTip(tr("Draw a box over the time to zoom into it. The wheel zooms at any time."));
    m_export->setText(tr("Export"));
    m_signalTitle->setText(tr("Signals"));
    m_search->setPlaceholderText(tr("Search signals"));
    fillList();
    showCursors();
}

void TrendsPage::restyle()
{
    m_plot->setTheme(theme());
    m_live->setIcon(Theme::icon(u"live"_s, theme().muted));
    m_pause->setIcon(Theme::icon(u"pause"_s, theme().muted));
    m_cursors->setIcon(Theme::icon(u"cursor"_s, theme().muted));
    m_box->setIcon(Theme::icon(u"zoom-in"_s, theme().muted));
    m_export->setIcon(Theme::icon(u"export"_s, theme().muted));
    fillList();
}

} // namespace cytoloom
