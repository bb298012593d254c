// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/library/librarypanel.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

LibraryPanel::LibraryPanel(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_model(new BlockModel(this))
    , m_title(new QLabel)
    , m_hint(new QLabel)
    , m_list(new QListView)
    , m_save(new QPushButton)
    , m_remove(new QToolButton)
    , m_folder(new QToolButton)
{
    setObjectName(u"libraryPanel"_s);
    setProperty("panel", u"surface"_s);
    setMinimumHeight(120);
    m_title->setFont(Theme::font(Theme::caption, true));
    m_hint->setObjectName(u"libraryHint"_s);
    m_hint->setProperty("role", u"caption"_s);
    m_hint->setWordWrap(true);
    m_list->setObjectName(u"libraryList"_s);
    m_list->setModel(m_model);
    m_list->setDragEnabled(true);
    m_list->setDragDropMode(QAbstractItemView::DragOnly);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_save->setObjectName(u"librarySave"_s);
    m_remove->setObjectName(u"libraryRemove"_s);
    m_folder->setObjectName(u"libraryFolder"_s);
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space1);
    head->addWidget(m_title, 1);
    head->addWidget(m_remove);
    head->addWidget(m_folder);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space2, Theme::space2, Theme::space2, Theme::space2);
    layout->setSpacing(Theme::space1);
    layout->addLayout(head);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_hint);
    layout->addWidget(m_save);
    connect(m_save, &QPushButton::clicked, this, &LibraryPanel::saveRequested);
    connect(m_folder, &QToolButton::clicked, this, &LibraryPanel::folderRequested);
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) {
        if (index.isValid())
            Q_EMIT insertRequested(m_model->block(index.row()));
    });
    connect(m_remove, &QToolButton::clicked, this, [this] {
        const QModelIndex index = m_list->currentIndex();
        if (index.isValid())
            Q_EMIT removeRequested(m_model->block(index.row()));
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &LibraryPanel::refresh);
    LibraryPanel::restyle();
    LibraryPanel::retranslate();
}

void LibraryPanel::setBlocks(const QVector<RecipeBlock> &blocks, int refused)
{
    m_refused = refused;
    m_model->setBlocks(blocks);
    refresh();
}

void LibraryPanel::setSelectionCount(int steps)
{
    m_selected = steps;
    refresh();
}

void LibraryPanel::refresh()
{
    m_save->setEnabled(m_selected > 0);
    m_save->setToolTip(m_selected > 0 ? QString() : tr("Select steps on the canvas first."));
    m_remove->setEnabled(m_list->currentIndex().isValid());
    QString hint;
    if (m_model->rowCount() == 0)
        hint = tr("No own blocks yet: select steps and save them.");
    if (m_refused > 0)
        hint = tr("%n file(s) of the folder cannot be read", nullptr, m_refused);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void LibraryPanel::retranslate()
{
    m_model->setLanguage(language());
    m_title->setText(tr("Own blocks"));
    m_save->setText(tr("Save selection…"));
    m_remove->setToolTip(tr("Remove the block"));
    m_folder->setToolTip(tr("Folder of the blocks…"));
    m_remove->setAccessibleName(m_remove->toolTip());
    m_folder->setAccessibleName(m_folder->toolTip());
    m_list->setAccessibleName(m_title->text());
    refresh();
}

void LibraryPanel::restyle()
{
    m_remove->setIcon(Theme::icon(u"delete"_s, theme().muted));
    m_folder->setIcon(Theme::icon(u"open"_s, theme().muted));
}

} // namespace cytoloom
