// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/documents/restoredialog.h"

#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeWidget>

namespace cytoloom {

using namespace Qt::StringLiterals;

RestoreDialog::RestoreDialog(
    const Theme &theme, Language language, const QVector<Item> &items, QWidget *parent)
    : QDialog(parent)
    , m_list(new QTreeWidget)
    , m_restore(new QPushButton(tr("Restore")))
{
    setObjectName(u"restore-dialog"_s);
    setWindowTitle(tr("Restore unsaved recipes"));
    setPalette(theme.palette());
    resize(820, 380);
    auto *title = new QLabel(tr("The program ended before these recipes were saved"));
    title->setProperty("role", u"section"_s);
    auto *text = new QLabel(tr("Restored recipes open as unsaved changes: look at them, then save. "
                               "What is not chosen is thrown away."));
    text->setProperty("role", u"muted"_s);
    text->setWordWrap(true);
    m_list->setObjectName(u"restore-list"_s);
    m_list->setRootIsDecorated(false);
    m_list->setHeaderLabels({tr("Recipe"), tr("Kept"), tr("Against the file"), tr("File")});
    for (const Item &item : items) {
        auto *row = new QTreeWidgetItem(m_list);
        row->setCheckState(0, Qt::Checked);
        row->setText(0, item.name.in(language));
        row->setText(
            1, QDateTime::fromMSecsSinceEpoch(toMs(item.time)).toString(u"yyyy-MM-dd hh:mm:ss"_s));
        QString summary = item.fileName.isEmpty() ? tr("never saved")
            : item.fileGone                       ? tr("the file is gone or unreadable")
                            : tr("%n difference(s)", nullptr, item.differences);
        if (item.widened > 0)
            summary += u" · "_s + tr("%n weaker guard(s)", nullptr, item.widened);
        row->setText(2, summary);
        row->setText(3, QFileInfo(item.fileName).fileName());
        row->setToolTip(3, item.fileName);
    }
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(true);
    m_restore->setObjectName(u"restore-take"_s);
    m_restore->setProperty("role", u"primary"_s);
    auto *discard = new QPushButton(tr("Throw all away"));
    discard->setObjectName(u"restore-discard"_s);
    discard->setProperty("role", u"danger"_s);
    auto *later = new QPushButton(tr("Decide later"));
    later->setObjectName(u"restore-later"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::space3);
    buttons->addWidget(discard);
    buttons->addStretch(1);
    buttons->addWidget(later);
    buttons->addWidget(m_restore);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space5, Theme::space5, Theme::space5, Theme::space5);
    layout->setSpacing(Theme::space3);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    const auto chosen = [this] {
        QVector<int> rows;
        for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
            if (m_list->topLevelItem(i)->checkState(0) == Qt::Checked)
                rows << i;
        }
        return rows;
    };
    connect(m_list, &QTreeWidget::itemChanged, this,
        [this, chosen] { m_restore->setEnabled(!chosen().isEmpty()); });
    connect(m_restore, &QPushButton::clicked, this, [this, chosen] {
        Q_EMIT restoreRequested(chosen());
        accept();
    });
    connect(discard, &QPushButton::clicked, this, [this] {
        Q_EMIT discardRequested();
        accept();
    });
    connect(later, &QPushButton::clicked, this, &QDialog::reject);
    m_restore->setDefault(true);
}

} // namespace cytoloom
