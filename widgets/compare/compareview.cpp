// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compareview.h"

#include "widgets/compare/differenceoverlay.h"
#include "widgets/grapheditor/graphview.h"

#include <QtCore/QScopedValueRollback>
#include <QtCore/QTimer>
#include <QtGui/QClipboard>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStyledItemDelegate>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr DifferenceWeight weights[] = {DifferenceWeight::Widened, DifferenceWeight::Changed,
    DifferenceWeight::Wording, DifferenceWeight::Layout};

QWidget *pane(QLabel *title, QWidget *view)
{
    auto *widget = new QWidget;
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    title->setContentsMargins(Theme::space3, Theme::space2, Theme::space3, Theme::space2);
    title->setFont(Theme::font(Theme::body, true));
    layout->addWidget(title);
    layout->addWidget(view, 1);
    return widget;
}

/// Lines of several rows are as high as their words need beside mark and scroll bar.
class WrapDelegate final : public QStyledItemDelegate
{
public:
    explicit WrapDelegate(QListView *list)
        : QStyledItemDelegate(list)
        , m_list(list)
    { }
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        constexpr int beside = 58; // mark and padding
        const QString words = index.data(Qt::DisplayRole).toString();
        const int width = std::max(80, m_list->viewport()->width() - beside);
        const int height
            = option.fontMetrics.boundingRect(QRect(0, 0, width, 10000), Qt::TextWordWrap, words)
                  .height();
        const QSize usual = QStyledItemDelegate::sizeHint(option, index);
        return {usual.width(), std::max(usual.height(), height + 14)};
    }

private:
    QListView *m_list;
};

} // namespace

CompareView::CompareView(const Catalog &catalog, const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_before(new GraphView(catalog, theme))
    , m_after(new GraphView(catalog, theme))
    , m_beforeMarks(new DifferenceOverlay(*m_before, theme, this))
    , m_afterMarks(new DifferenceOverlay(*m_after, theme, this))
    , m_model(new DifferenceModel(theme, this))
    , m_list(new QListView)
    , m_beforeTitle(new QLabel)
    , m_afterTitle(new QLabel)
    , m_summary(new QLabel)
    , m_beforePane(pane(m_beforeTitle, m_before))
    , m_sideBySide(new QPushButton)
    , m_overlay(new QPushButton)
    , m_copy(new QPushButton)
{
    setObjectName(u"compareView"_s);
    setProperty("panel", u"surface"_s);
    m_before->setObjectName(u"compareBefore"_s);
    m_after->setObjectName(u"compareAfter"_s);
    m_before->setMinimapVisible(false);
    m_list->setObjectName(u"compareList"_s);
    m_list->setModel(m_model);
    m_list->setWordWrap(true);
    m_list->setItemDelegate(new WrapDelegate(m_list));
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(false);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSpacing(1);
    m_sideBySide->setObjectName(u"compareSideBySide"_s);
    m_overlay->setObjectName(u"compareOverlay"_s);
    m_copy->setObjectName(u"compareCopy"_s);
    for (QPushButton *mode : {m_sideBySide, m_overlay}) {
        mode->setCheckable(true);
        mode->setAutoExclusive(true);
    }
    m_sideBySide->setChecked(true);
    m_summary->setObjectName(u"compareSummary"_s);
    m_summary->setWordWrap(true);
    m_summary->setFont(Theme::font(Theme::section, true));

    auto *side = new QWidget;
    auto *sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(Theme::space3, Theme::space3, Theme::space3, Theme::space3);
    sideLayout->setSpacing(Theme::space2);
    auto *modes = new QHBoxLayout;
    modes->setSpacing(0);
    modes->addWidget(m_sideBySide, 1);
    modes->addWidget(m_overlay, 1);
    sideLayout->addLayout(modes);
    sideLayout->addWidget(m_summary);
    for (const DifferenceWeight weight : weights) {
        auto *box = new QCheckBox;
        box->setObjectName(u"compareWeight%1"_s.arg(int(weight)));
        box->setChecked(true);
        connect(box, &QCheckBox::toggled, this,
            [this, weight](bool shown) { m_model->setShown(weight, shown); });
        m_weights << box;
        sideLayout->addWidget(box);
    }
    sideLayout->addWidget(m_list, 1);
    sideLayout->addWidget(m_copy);

    auto *canvases = new QSplitter(Qt::Horizontal);
    canvases->addWidget(m_beforePane);
    canvases->addWidget(pane(m_afterTitle, m_after));
    canvases->setChildrenCollapsible(false);
    auto *columns = new QSplitter(Qt::Horizontal);
    columns->addWidget(canvases);
    columns->addWidget(side);
    columns->setStretchFactor(0, 1);
    columns->setSizes({900, 400});
    columns->setChildrenCollapsible(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(columns);

    connect(m_sideBySide, &QPushButton::clicked, this, [this] { setOverlaid(false); });
    connect(m_overlay, &QPushButton::clicked, this, [this] { setOverlaid(true); });
    connect(m_copy, &QPushButton::clicked, this,
        [this] { QApplication::clipboard()->setText(m_model->toText()); });
    const auto jump = [this](const QModelIndex &index) {
        if (index.isValid())
            showDifference(m_model->difference(index.row()));
    };
    connect(m_list, &QListView::clicked, this, jump);
    connect(m_list, &QListView::activated, this, jump);
    connectViews();
    CompareView::retranslate();
}

void CompareView::connectViews()
{
    for (GraphView *view : {m_before, m_after}) {
        GraphView *other = view == m_before ? m_after : m_before;
        for (QScrollBar *bar : {view->horizontalScrollBar(), view->verticalScrollBar()})
            connect(bar, &QScrollBar::valueChanged, this,
                [this, view, other] { followScroll(view, other); });
        connect(view, &GraphView::zoomChanged, this,
            [this, view, other] { followScroll(view, other); });
        connect(view, &GraphView::containerChanged, this,
            [this, view](const ElementId &container) { openPartner(view == m_before, container); });
    }
}

void CompareView::followScroll(const GraphView *from, GraphView *to)
{
    if (m_following || m_overlaid)
        return;
    const QScopedValueRollback following(m_following, true);
    if (from->zoom() != to->zoom())
        to->setZoom(from->zoom());
    to->centerOn(from->mapToScene(from->viewport()->rect().center()));
}

void CompareView::openPartner(bool fromBefore, const ElementId &container)
{
    if (m_following)
        return;
    const QScopedValueRollback following(m_following, true);
    const ElementId partner
        = fromBefore ? m_comparison.partner.value(container) : m_former.value(container);
    // A container without a partner: the other drawing shows where it would lie.
    (fromBefore ? m_after : m_before)->openContainer(partner);
}

void CompareView::setVersions(const MasterRecipe &before, const MasterRecipe &after)
{
    setVersions(before, after, compareRecipes(before, after));
}

void CompareView::setVersions(
    const MasterRecipe &before, const MasterRecipe &after, const RecipeComparison &comparison)
{
    m_old = before;
    m_new = after;
    m_comparison = comparison;
    m_former.clear();
    for (auto it = comparison.partner.cbegin(); it != comparison.partner.cend(); ++it)
        m_former.insert(it.value(), it.key());
    {
        const QScopedValueRollback following(m_following, true);
        m_before->setRecipe(before);
        m_after->setRecipe(after);
    }
    m_model->setDifferences(comparison.differences);
    mark();
    retranslate();
}

void CompareView::mark()
{
    m_beforeMarks->setComparison(m_comparison, m_old, DifferenceOverlay::Side::Before);
    m_afterMarks->setComparison(m_comparison, m_old,
        m_overlaid ? DifferenceOverlay::Side::Both : DifferenceOverlay::Side::After);
}

void CompareView::setOverlaid(bool overlaid)
{
    m_overlaid = overlaid;
    m_beforePane->setVisible(!overlaid);
    (overlaid ? m_overlay : m_sideBySide)->setChecked(true);
    mark();
    retranslate();
    if (!overlaid)
        QTimer::singleShot(0, this, [this] { followScroll(m_after, m_before); });
}

void CompareView::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    QTimer::singleShot(0, this, [this] { // once the layout has its size
        m_after->showStart();
        followScroll(m_after, m_before);
    });
}

void CompareView::showDifference(const Difference &difference)
{
    const auto toLinkOf = [](GraphView *view, const LinkId &id) {
        if (!id.isEmpty())
            view->showLink(id);
    };
    const QScopedValueRollback following(m_following, true);
    ElementId old = difference.beforeElement, now = difference.afterElement;
    if (!difference.beforeLink.isEmpty() || !difference.afterLink.isEmpty()) {
        toLinkOf(m_before, difference.beforeLink);
        toLinkOf(m_after, difference.afterLink);
        // Where one version has no such line, its place is that of the other's.
        if (difference.afterLink.isEmpty())
            m_after->openContainer(m_comparison.partner.value(m_before->container()));
        if (difference.beforeLink.isEmpty())
            m_before->openContainer(m_former.value(m_after->container()));
    } else if (!old.isEmpty() || !now.isEmpty()) {
        if (!old.isEmpty())
            m_before->showElement(old);
        if (!now.isEmpty())
            m_after->showElement(now);
        if (now.isEmpty())
            m_after->openContainer(m_comparison.partner.value(m_before->container()));
        if (old.isEmpty())
            m_before->openContainer(m_former.value(m_after->container()));
    } else {
        return; // of the recipe as a whole
    }
    // The same part of both, around what is there.
    const bool fromAfter = !now.isEmpty() || !difference.afterLink.isEmpty();
    GraphView *from = fromAfter ? m_after : m_before;
    GraphView *to = fromAfter ? m_before : m_after;
    to->setZoom(from->zoom());
    to->centerOn(from->mapToScene(from->viewport()->rect().center()));
}

QString CompareView::titleOf(const MasterRecipe &recipe, Language language)
{
    return recipe.name.in(language) + u" · v"_s + QString::number(recipe.version);
}

void CompareView::retranslate()
{
    m_model->setLanguage(language());
    m_before->setLanguage(language());
    m_after->setLanguage(language());
    m_sideBySide->setText(tr("Side by side"));
    m_overlay->setText(tr("Overlay"));
    m_copy->setText(tr("Copy the list"));
    m_list->setAccessibleName(tr("Differences"));
    m_beforeTitle->setText(tr("Before: %1").arg(titleOf(m_old, language())));
    m_afterTitle->setText(m_overlaid
            ? tr("After, with what was removed: %1").arg(titleOf(m_new, language()))
            : tr("After: %1").arg(titleOf(m_new, language())));
    const int widened = m_comparison.count(DifferenceWeight::Widened);
    m_summary->setText(m_comparison.isEmpty() ? tr("The two versions are the same.")
            : widened > 0                     ? tr("%n guard(s) became weaker", nullptr, widened)
                                              : tr("No guard became weaker"));
    for (int i = 0; i < m_weights.size(); ++i) {
        const DifferenceLook look = weights[i] == DifferenceWeight::Layout
            ? DifferenceLook::of(DifferenceKind::Moved, weights[i], theme())
            : DifferenceLook::of(DifferenceKind::Changed, weights[i], theme());
        m_weights[i]->setText(
            u"%1  %2 (%3)"_s.arg(look.sign, DifferenceModel::weightName(weights[i]))
                .arg(m_comparison.count(weights[i])));
    }
    QPalette red = palette();
    if (widened > 0)
        red.setColor(QPalette::WindowText, theme().alarm[0]);
    m_summary->setPalette(red);
}

void CompareView::restyle()
{
    m_model->setTheme(theme());
    m_before->setTheme(theme());
    m_after->setTheme(theme());
    m_beforeMarks->setTheme(theme());
    m_afterMarks->setTheme(theme());
    retranslate();
}

} // namespace cytoloom
