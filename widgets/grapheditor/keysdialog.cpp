// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/keysdialog.h"

#include "widgets/grapheditor/canvasactions.h"

#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTreeWidget>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString keysOf(const QList<QKeySequence> &keys)
{
    QStringList names;
    for (const QKeySequence &key : keys)
        names << key.toString(QKeySequence::NativeText);
    return names.join(u"  "_s);
}

} // namespace

KeysDialog::KeysDialog(const Theme &theme, const CanvasActions &actions, QWidget *parent)
    : QDialog(parent)
    , m_list(new QTreeWidget)
{
    setObjectName(u"keys-dialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keys and gestures"));
    setPalette(theme.palette());
    resize(560, 640);
    m_list->setObjectName(u"keys-list"_s);
    m_list->setHeaderLabels({tr("Key"), tr("What it does")});
    m_list->setRootIsDecorated(false);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space4, Theme::space4, Theme::space4, Theme::space4);
    layout->addWidget(m_list);

    const auto key = [](QKeySequence::StandardKey standard) {
        return QKeySequence(standard).toString(QKeySequence::NativeText);
    };
    add(tr("Recipes"),
        {{key(QKeySequence::New), tr("New recipe")}, {key(QKeySequence::Open), tr("Open")},
            {key(QKeySequence::Save), tr("Save")}, {u"Ctrl+Shift+S"_s, tr("Save as")},
            {key(QKeySequence::Close), tr("Close the recipe")},
            {u"Ctrl+Tab"_s, tr("Next open recipe")}});
    QVector<std::pair<QString, QString>> drawing;
    const QList<QAction *> all = actions.all();
    for (const QAction *action : all) {
        if (!action->shortcuts().isEmpty())
            drawing.append({keysOf(action->shortcuts()), action->text()});
    }
    add(tr("Drawing"), drawing);
    add(tr("Steps"),
        {{tr("Tab"), tr("Next step")}, {tr("Arrows"), tr("Move what is selected (Shift: finely)")},
            {tr("Ctrl+arrows"), tr("Go to the neighbour (Shift: select it, too)")},
            {tr("Alt+arrows"), tr("Go along the line")}});
    add(tr("Mouse"),
        {{tr("Double click"), tr("Open a step; in the empty: add one")},
            {tr("Ctrl or Shift and click"), tr("Select one more")},
            {tr("Drag from the circle of a step"), tr("Draw a line to the next step")},
            {tr("Shift and drag onto a line"), tr("Put the step into the line")},
            {tr("Space and drag"), tr("Move the drawing")}});
    m_list->expandAll();
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
}

void KeysDialog::add(const QString &heading, const QVector<std::pair<QString, QString>> &rows)
{
    auto *group = new QTreeWidgetItem(m_list, {heading});
    group->setFirstColumnSpanned(true);
    group->setFont(0, Theme::font(Theme::body, true));
    for (const auto &[keys, what] : rows)
        new QTreeWidgetItem(group, {keys, what});
}

} // namespace cytoloom
