// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointF>
#include <QtGui/QKeySequence>

#include <functional>

class QAction;
class QKeyEvent;
class QMenu;

namespace cytoloom {

class GraphView;

/// Every command of the canvas with its words, its keys and the reason why it cannot be done now:
/// one list for the keyboard, the context menu and the menus of the tool bar. Keys work while the
/// canvas has the focus. GUI thread.
class CanvasActions final : public QObject
{
    Q_OBJECT

public:
    /// The view owns it.
    explicit CanvasActions(GraphView &view);

    /// Null when unknown; see canvasactions.cpp for the names.
    [[nodiscard]] QAction *action(const QString &name) const;
    /// In the order of the menus, for a list of the keys.
    [[nodiscard]] QList<QAction *> all() const;
    /// Enabled or with the reason in the tip, as things are now.
    void refresh();
    void retranslate();
    /// Does what the keys stand for; false: nothing does.
    bool handle(const QKeyEvent &event);

    /// Fresh menus; the caller owns them.
    [[nodiscard]] QMenu *selectionMenu(QWidget *parent);
    [[nodiscard]] QMenu *alignMenu(QWidget *parent);
    [[nodiscard]] QMenu *structureMenu(QWidget *parent);
    [[nodiscard]] QMenu *viewMenu(QWidget *parent);
    /// What can be done at \p scenePosition.
    [[nodiscard]] QMenu *contextMenu(QWidget *parent, QPointF scenePosition);

private:
    struct Entry
    {
        QAction *action;
        const char *text; ///< untranslated
        std::function<QString()> whyNot; ///< empty result: it can be done
    };
    QAction *add(const char *name, const char *text, const QList<QKeySequence> &keys,
        std::function<void()> run, std::function<QString()> whyNot = {});
    void addEditing();
    void addArranging();
    void addLooking();
    [[nodiscard]] QString locked() const;
    [[nodiscard]] QString needs(int steps) const;
    QMenu *menu(QWidget *parent, const QString &title, std::initializer_list<const char *> names);

    GraphView &m_view;
    QList<Entry> m_entries;
    QPointF m_at; ///< where the context menu was asked for
    bool m_hasPlace = false;
};

} // namespace cytoloom
