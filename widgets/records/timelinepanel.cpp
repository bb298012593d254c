// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/records/timelinepanel.h"

#include "widgets/common/shapes.h"
#include "widgets/common/tables.h"
#include "widgets/records/timelinemodel.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>

namespace cytoloom {

using namespace Qt::StringLiterals;

/// Lets through what is of the wanted kind and contains the wanted words.
class TimelinePanel::Filter final : public QSortFilterProxyModel
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
class TimelinePanel::MarkDelegate final : public QStyledItemDelegate
{
public:
    explicit MarkDelegate(TimelinePanel *panel)
        : QStyledItemDelegate(panel)
        , m_panel(panel)
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
        shapes::paintAlarm(painter, m_panel->theme(), priority, QRectF(0, 0, 18, 18));
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = picture.size();
        option->icon = QIcon(picture);
    }

private:
    TimelinePanel *m_panel;
};

TimelinePanel::TimelinePanel(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_timeline(new TimelineModel(this))
    , m_filter(new Filter(this))
    , m_search(new QLineEdit)
    , m_kind(new QComboBox)
    , m_count(new QLabel)
    , m_view(new QTableView)
{
    m_filter->setSourceModel(m_timeline);
    m_search->setClearButtonEnabled(true);
    m_search->setObjectName(u"event-search"_s);
    m_kind->setMinimumWidth(170);
    m_count->setProperty("role", u"muted"_s);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(Theme::space2);
    tools->addWidget(m_search, 1);
    tools->addWidget(m_kind);
    tools->addWidget(m_count);
    m_view->setObjectName(u"timeline"_s);
    m_view->setModel(m_filter);
    m_view->setItemDelegate(new MarkDelegate(this));
    tables::prepare(m_view, 30);
    m_view->setColumnWidth(TimelineModel::Number, 64);
    m_view->setColumnWidth(TimelineModel::Time, 130);
    m_view->setColumnWidth(TimelineModel::Who, 120);
    m_view->horizontalHeader()->setSectionResizeMode(TimelineModel::What, QHeaderView::Stretch);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Theme::space2, 0, 0);
    layout->setSpacing(Theme::space2);
    layout->addLayout(tools);
    layout->addWidget(m_view, 1);

    connect(m_search, &QLineEdit::textChanged, this,
        [this](const QString &text) { m_filter->setWords(text); });
    connect(m_kind, &QComboBox::currentIndexChanged, this,
        [this](int index) { m_filter->setKind(index - 1); });
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, &TimelinePanel::showCount);
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, &TimelinePanel::showCount);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &TimelinePanel::showCount);
    connect(m_view, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        const ElementId element = m_timeline->event(m_filter->mapToSource(index).row()).element;
        if (!element.isEmpty())
            Q_EMIT elementActivated(element);
    });
    retranslate();
}

void TimelinePanel::showCount()
{
    m_count->setText(tr("Events: %1").arg(m_filter->rowCount()));
}

void TimelinePanel::retranslate()
{
    m_timeline->setLanguage(language());
    m_search->setPlaceholderText(tr("Search events"));
    const int kind = m_kind->currentIndex();
    m_kind->clear();
    m_kind->addItems({tr("Everything"), tr("Steps"), tr("People"), tr("Equipment"),
        tr("Alarms and deviations"), tr("Other")});
    m_kind->setCurrentIndex(std::max(kind, 0));
    showCount();
}

void TimelinePanel::restyle()
{
    m_view->viewport()->update();
}

} // namespace cytoloom
