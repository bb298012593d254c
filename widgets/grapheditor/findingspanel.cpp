// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/findingspanel.h"

#include "processgraph/commands/recipefix.h"
#include "processgraph/foundation/messagecatalog.h"
#include "widgets/grapheditor/badgepainter.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QListView>
#include <QtWidgets/QStackedLayout>

namespace cytoloom {

using namespace Qt::StringLiterals;

QSize FindingDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, 52};
}

QRect FindingDelegate::fixRect(const QStyleOptionViewItem &option, int row) const
{
    // Beside its detail, which offers the same, a narrow list keeps its room for the words.
    constexpr int Narrow = 440;
    const QString label = m_fixes.value(row);
    if (label.isEmpty() || option.rect.width() < Narrow)
        return {};
    const int width = QFontMetrics(Theme::font(Theme::caption, true)).horizontalAdvance(label) + 32;
    return {option.rect.right() - width - 16, option.rect.center().y() - 14, width, 28};
}

void FindingDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(option.rect).adjusted(0.5, 2.5, -0.5, -2.5);
    const bool hot = option.state & (QStyle::State_MouseOver | QStyle::State_Selected);
    painter->setPen(QPen(hot ? m_theme.accent : m_theme.line, 1));
    painter->setBrush(m_theme.raised);
    painter->drawRoundedRect(card, Theme::radius, Theme::radius);
    const auto severity = Severity(index.data(FindingModel::SeverityRole).toInt());
    const QString letter = severity == Severity::Error ? u"E"_s
        : severity == Severity::Warning                ? u"W"_s
                                                       : u"i"_s;
    const bool waived = index.data(FindingModel::WaivedRole).toBool();
    const QPointF mark(card.left() + 24, card.center().y());
    if (waived) { // nothing that calls for anybody: a quiet tick instead of the coloured shape
        painter->setPen(m_theme.muted);
        painter->setFont(Theme::font(Theme::section, true));
        painter->drawText(QRectF(mark - QPointF(12, 12), QSizeF(24, 24)), Qt::AlignCenter, u"✓"_s);
    } else {
        BadgePainter::severity(*painter, severity, letter, m_theme, mark, 18);
    }
    const double ruleWidth = 104;
    QRectF upper(card.left() + 48, card.top() + 4, ruleWidth, 20);
    painter->setFont(Theme::digits(Theme::caption, true));
    painter->setPen(m_theme.muted);
    painter->drawText(
        upper, Qt::AlignVCenter | Qt::AlignLeft, index.data(FindingModel::RuleRole).toString());
    const QRect fix = fixRect(option, index.row());
    const double right = fix.isNull() ? card.right() - 12 : fix.left() - 12;
    QRectF text(upper.right() + 8, upper.top(), right - upper.right() - 8, 20);
    const auto draw
        = [&](QRectF where, const QFont &font, const QColor &colour, const QString &words) {
              painter->setFont(font);
              painter->setPen(colour);
              painter->drawText(where, Qt::AlignVCenter | Qt::AlignLeft,
                  QFontMetrics(font).elidedText(words, Qt::ElideRight, int(where.width())));
          };
    draw(text, Theme::font(Theme::body), waived ? m_theme.muted : m_theme.text,
        index.data(Qt::DisplayRole).toString());
    text.translate(0, 20);
    QString below = index.data(FindingModel::PlaceRole).toString();
    const QString remedy = index.data(FindingModel::RemedyRole).toString();
    if (waived)
        below.prepend(tr("Accepted") + u" · "_s);
    else if (!remedy.isEmpty())
        below += (below.isEmpty() ? QString() : u"   —   "_s) + remedy;
    draw(text, Theme::font(Theme::caption), m_theme.muted, below);
    if (!fix.isNull()) {
        painter->setPen(QPen(m_theme.accent, 1.4));
        painter->setBrush(m_theme.raised);
        painter->drawRoundedRect(QRectF(fix), Theme::radius, Theme::radius);
        painter->setFont(Theme::font(Theme::caption, true));
        painter->setPen(m_theme.accent);
        painter->drawText(fix, Qt::AlignCenter, m_fixes.value(index.row()));
    }
    painter->restore();
}

bool FindingDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
    const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (fixRect(option, index.row()).contains(mouse->position().toPoint())) {
            Q_EMIT fixClicked(index.row());
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

FindingsPanel::FindingsPanel(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_model(new FindingModel(this))
    , m_delegate(new FindingDelegate(this))
    , m_list(new QListView)
    , m_clean(new QLabel)
    , m_detail(new FindingDetail(theme))
    , m_stack(new QStackedLayout(this))
{
    m_list->setObjectName(u"findingsList"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setStyleSheet(u"QListView { background: transparent; border: none; }"_s);
    m_clean->setAlignment(Qt::AlignCenter);
    m_clean->setProperty("role", u"muted"_s);
    setContentsMargins(10, 4, 10, 4);
    auto *both = new QWidget;
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_list, 3);
    row->addWidget(m_detail, 2);
    m_stack->addWidget(both);
    m_stack->addWidget(m_clean);
    m_stack->setCurrentWidget(m_clean);
    const auto go = [this](const QModelIndex &index) {
        choose(index.row());
        Q_EMIT activated(m_model->findings().at(index.row()));
    };
    connect(m_list, &QListView::clicked, this, go);
    connect(m_list, &QListView::activated, this, go);
    connect(m_delegate, &FindingDelegate::fixClicked, this,
        [this](int at) { Q_EMIT fixRequested(m_model->findings().at(at)); });
    connect(m_detail, &FindingDetail::fixRequested, this, &FindingsPanel::fixRequested);
    connect(m_detail, &FindingDetail::waiverRequested, this, &FindingsPanel::waiverRequested);
    connect(m_detail, &FindingDetail::showRequested, this, &FindingsPanel::showRequested);
    FindingsPanel::restyle();
    FindingsPanel::retranslate();
}

void FindingsPanel::setFindings(const QVector<Finding> &findings, const MasterRecipe &recipe)
{
    m_recipe = recipe;
    m_model->setFindings(findings, recipe);
    relabel();
    m_stack->setCurrentWidget(
        findings.isEmpty() ? static_cast<QWidget *>(m_clean) : m_list->parentWidget());
    int row = -1;
    for (int i = 0; i < findings.size(); ++i)
        if (findings.at(i).approvalKey == m_chosen)
            row = i;
    choose(row);
}

QString FindingsPanel::fixLabel(const Finding &finding) const
{
    return RecipeFix::canApply(finding, m_recipe)
        ? MessageCatalog::shipped().text(RecipeFix::label(finding), language())
        : QString();
}

void FindingsPanel::choose(int row)
{
    const bool any = row >= 0 && row < m_model->rowCount();
    m_chosen = any ? m_model->findings().at(row).approvalKey : QString();
    if (any && m_list->currentIndex().row() != row)
        m_list->setCurrentIndex(m_model->index(row));
    m_detail->setVisible(any); // until something is chosen the list has the room
    m_detail->setFinding(any ? std::optional(m_model->findings().at(row)) : std::nullopt, m_recipe);
}

void FindingsPanel::relabel()
{
    QStringList labels;
    for (const Finding &finding : m_model->findings())
        labels << (m_recipe.status == RecipeStatus::Draft ? fixLabel(finding) : QString());
    m_delegate->setFixLabels(labels);
    m_list->viewport()->update();
}

void FindingsPanel::retranslate()
{
    m_clean->setText(tr("No findings: every rule of the profile holds."));
    m_list->setAccessibleName(tr("Findings"));
    m_model->setLanguage(language());
    m_detail->setLanguage(language());
    relabel();
}

void FindingsPanel::restyle()
{
    m_delegate->setTheme(theme());
    m_detail->setTheme(theme());
    m_list->viewport()->update();
}

} // namespace cytoloom
