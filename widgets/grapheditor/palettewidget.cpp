// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/palettewidget.h"

#include "widgets/grapheditor/palettedelegate.h"

#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QToolButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

PaletteWidget::PaletteWidget(const Catalog &catalog, const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_model(new PaletteModel(catalog, this))
    , m_delegate(new PaletteDelegate(this))
    , m_search(new QLineEdit)
    , m_searchIcon(m_search->addAction(QIcon(), QLineEdit::LeadingPosition))
    , m_operations(new QToolButton)
    , m_phases(new QToolButton)
    , m_list(new QListView)
{
    setObjectName(u"palette"_s);
    m_search->setObjectName(u"paletteSearch"_s);
    m_search->setClearButtonEnabled(true);
    auto *levels = new QHBoxLayout;
    levels->setSpacing(4);
    auto *group = new QButtonGroup(this);
    for (QToolButton *button : {m_operations, m_phases}) {
        button->setCheckable(true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        group->addButton(button);
        levels->addWidget(button);
    }
    m_operations->setChecked(true);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setDragEnabled(true);
    m_list->setDragDropMode(QAbstractItemView::DragOnly);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 2, 0);
    layout->setSpacing(6);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(0, 0, 8, 0);
    top->addWidget(m_search);
    top->addLayout(levels);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, m_model, &PaletteModel::setFilter);
    m_search->installEventFilter(this);
    connect(m_operations, &QToolButton::clicked, this,
        [this] { m_model->setLevel(PaletteModel::Level::UnitOperations); });
    connect(m_phases, &QToolButton::clicked, this,
        [this] { m_model->setLevel(PaletteModel::Level::Phases); });
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) {
        if (const auto entry = m_model->entry(index))
            Q_EMIT chosen(*entry);
    });
    PaletteWidget::restyle();
    PaletteWidget::retranslate();
}

// What is searched is taken without the mouse: Enter adds the first that is found, an arrow goes
// down into the list.
bool PaletteWidget::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return Page::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if ((!enter || m_search->text().trimmed().isEmpty()) && key != Qt::Key_Down)
        return Page::eventFilter(watched, event);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex found = m_model->index(row);
        const auto entry = m_model->entry(found); // none: the heading of a group
        if (!entry)
            continue;
        m_list->setCurrentIndex(found);
        if (enter)
            Q_EMIT chosen(*entry);
        else
            m_list->setFocus();
        break;
    }
    return true;
}

void PaletteWidget::setLevel(PaletteModel::Level level)
{
    m_model->setLevel(level);
    (level == PaletteModel::Level::Phases ? m_phases : m_operations)->setChecked(true);
}

void PaletteWidget::retranslate()
{
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search steps"));
    m_operations->setText(tr("Operations"));
    m_operations->setToolTip(tr("Unit operations of the catalogue"));
    m_phases->setText(tr("Phases"));
    m_phases->setToolTip(tr("Phase classes of the catalogue"));
    m_list->setAccessibleName(tr("Steps to drag into the drawing"));
    m_model->setLanguage(language());
}

void PaletteWidget::restyle()
{
    m_delegate->setTheme(theme());
    m_searchIcon->setIcon(Theme::icon(u"search"_s, theme().muted));
    m_list->setStyleSheet(u"QListView { background: transparent; border: none; }"_s);
    m_list->viewport()->update();
}

} // namespace cytoloom
