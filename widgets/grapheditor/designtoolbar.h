// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"

class QHBoxLayout;
class QMenu;
class QToolButton;

namespace cytoloom {

class ExportMenu;
class GraphView;
class RecipeDocument;

/// The commands of the Design page; a button that cannot act says why in its tool tip.
class DesignToolBar final : public Page
{
    Q_OBJECT

public:
    DesignToolBar(GraphView &view, const Theme &theme, QWidget *parent = nullptr);

    void setDocument(RecipeDocument *document);
    void refresh(); ///< selection or document changed
    /// With icons alone: in a narrow window words make way, tool tips stay.
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void saveRequested();
    void checkRequested();
    void message(const QString &text); ///< why an export failed
    void done(const QString &text); ///< what was exported, and where

protected:
    void retranslate() override;
    void restyle() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitWords();
    QToolButton *add(const QString &name, const QString &icon);
    void separator();
    QToolButton *addMenu(const QString &name, const QString &icon, QMenu *menu);
    void enable(QToolButton *button, bool enabled, const QString &tip, const QString &whyNot);

    GraphView &m_view;
    RecipeDocument *m_document = nullptr;
    QHBoxLayout *m_layout;
    QVector<std::pair<QToolButton *, QString>> m_icons;
    QToolButton *m_save, *m_undo, *m_redo, *m_remove, *m_duplicate, *m_connect, *m_arrange,
        *m_align, *m_structure, *m_lanes, *m_zoomOut, *m_fit, *m_zoomIn, *m_search, *m_check,
        *m_export;
    ExportMenu *m_exportMenu;
    int m_narrowest = 0; ///< px, with icons alone
};

} // namespace cytoloom
