// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/designtoolbar.h"

#include "processgraph/commands/recipedocument.h"
#include "widgets/grapheditor/canvasactions.h"
#include "widgets/grapheditor/exportmenu.h"
#include "widgets/grapheditor/graphview.h"

#include <QtGui/QResizeEvent>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

DesignToolBar::DesignToolBar(GraphView &view, const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_view(view)
    , m_layout(new QHBoxLayout(this))
{
    setObjectName(u"designTools"_s);
    setProperty("panel", u"raised"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_layout->setContentsMargins(10, 4, 10, 4);
    m_layout->setSpacing(2);
    m_save = add(u"save"_s, u"save"_s);
    separator();
    m_undo = add(u"undo"_s, u"undo"_s);
    m_redo = add(u"redo"_s, u"redo"_s);
    separator();
    m_remove = add(u"delete"_s, u"delete"_s);
    m_duplicate = add(u"duplicate"_s, u"copy"_s);
    m_connect = add(u"connect"_s, u"link"_s);
    separator();
    m_arrange = add(u"arrange"_s, u"layout"_s);
    m_align = addMenu(u"align"_s, u"pfc-align-row"_s, m_view.actions().alignMenu(this));
    m_structure = addMenu(u"structure"_s, u"graph"_s, m_view.actions().structureMenu(this));
    m_lanes = addMenu(u"lanes"_s, u"table"_s, m_view.actions().viewMenu(this));
    separator();
    m_zoomOut = add(u"zoomOut"_s, u"zoom-out"_s);
    m_fit = add(u"fit"_s, u"fit"_s);
    m_zoomIn = add(u"zoomIn"_s, u"zoom-in"_s);
    separator();
    m_search = add(u"search"_s, u"search"_s);
    m_check = add(u"check"_s, u"verify"_s);
    m_exportMenu = new ExportMenu(m_view, this);
    m_export = addMenu(u"export"_s, u"export"_s, m_exportMenu);
    m_layout->addStretch(1);
    for (QToolButton *button : {m_zoomIn, m_zoomOut, m_remove, m_duplicate, m_search})
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    connect(m_save, &QToolButton::clicked, this, &DesignToolBar::saveRequested);
    connect(m_undo, &QToolButton::clicked, this, [this] { m_document->undoStack()->undo(); });
    connect(m_redo, &QToolButton::clicked, this, [this] { m_document->undoStack()->redo(); });
    connect(m_remove, &QToolButton::clicked, &m_view, &GraphView::deleteSelection);
    connect(m_duplicate, &QToolButton::clicked, &m_view, &GraphView::duplicateSelection);
    connect(m_connect, &QToolButton::clicked, &m_view, &GraphView::connectSelection);
    connect(m_arrange, &QToolButton::clicked, &m_view, &GraphView::autoArrange);
    connect(m_search, &QToolButton::clicked, &m_view, &GraphView::openSearch);
    connect(m_exportMenu, &ExportMenu::done, this, &DesignToolBar::done);
    connect(m_exportMenu, &ExportMenu::failed, this, &DesignToolBar::message);
    connect(
        m_zoomOut, &QToolButton::clicked, this, [this] { m_view.setZoom(m_view.zoom() / 1.2); });
    connect(m_zoomIn, &QToolButton::clicked, this, [this] { m_view.setZoom(m_view.zoom() * 1.2); });
    connect(m_fit, &QToolButton::clicked, &m_view, &GraphView::fit);
    connect(m_check, &QToolButton::clicked, this, &DesignToolBar::checkRequested);
    connect(&m_view, &GraphView::zoomChanged, this, &DesignToolBar::refresh);
    connect(&m_view, &GraphView::selectionChanged, this, &DesignToolBar::refresh);
    DesignToolBar::restyle();
    DesignToolBar::retranslate();
}

QToolButton *DesignToolBar::add(const QString &name, const QString &icon)
{
    auto *button = new QToolButton;
    button->setObjectName(u"tool."_s + name);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({16, 16});
    button->setFocusPolicy(Qt::TabFocus);
    m_icons.append({button, icon});
    m_layout->addWidget(button);
    return button;
}

QToolButton *DesignToolBar::addMenu(const QString &name, const QString &icon, QMenu *menu)
{
    QToolButton *button = add(name, icon);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

void DesignToolBar::separator()
{
    auto *line = new QFrame;
    line->setProperty("panel", u"column"_s);
    line->setFixedHeight(20);
    m_layout->addSpacing(5);
    m_layout->addWidget(line);
    m_layout->addSpacing(5);
}

void DesignToolBar::setDocument(RecipeDocument *document)
{
    if (m_document)
        m_document->undoStack()->disconnect(this);
    m_document = document;
    if (document) {
        connect(document->undoStack(), &QUndoStack::indexChanged, this, &DesignToolBar::refresh);
        connect(document->undoStack(), &QUndoStack::cleanChanged, this, &DesignToolBar::refresh);
    }
    refresh();
}

void DesignToolBar::enable(
    QToolButton *button, bool enabled, const QString &tip, const QString &whyNot)
{
    button->setEnabled(enabled);
    button->setToolTip(enabled ? tip : whyNot);
}

void DesignToolBar::refresh()
{
    const bool may = m_document && m_document->isEditable();
    const int steps = int(m_view.selectedElements().size());
    const bool some = steps > 0 || !m_view.selectedLinks().isEmpty();
    const QString locked = !m_document ? tr("There is no recipe.")
                                       : tr("Only a draft can be changed: start a new version.");
    enable(m_save, m_document && m_document->isModified(), tr("Save (Ctrl+S)"),
        m_document ? tr("Nothing has changed since it was saved.") : locked);
    QUndoStack *undo = m_document ? m_document->undoStack() : nullptr;
    enable(m_undo, undo && undo->canUndo(),
        tr("Undo: %1 (Ctrl+Z)").arg(undo ? undo->undoText() : QString()),
        tr("There is nothing to undo."));
    enable(m_redo, undo && undo->canRedo(),
        tr("Redo: %1 (Ctrl+Y)").arg(undo ? undo->redoText() : QString()),
        tr("There is nothing to redo."));
    enable(m_remove, may && some, tr("Delete the selection (Del)"),
        may ? tr("Select steps or links first.") : locked);
    enable(m_duplicate, may && steps > 0, tr("Duplicate the selected steps (Ctrl+D)"),
        may ? tr("Select steps first.") : locked);
    enable(m_connect, may && steps == 2,
        tr("Control link from the first selected step to the second (L)"),
        may ? tr("Select two steps, or drag from the edge of one to the other.") : locked);
    enable(m_arrange, may, tr("Arrange all steps of this level"), locked);
    enable(m_check, m_document, tr("Check every rule now"), locked);
    m_fit->setText(tr("Fit") + u"  %1 %"_s.arg(int(std::lround(m_view.zoom() * 100))));
}

// As many words as there is room for, the most needed first.
void DesignToolBar::fitWords()
{
    const QVector<QToolButton *> wordy {m_check, m_structure, m_align, m_lanes, m_arrange,
        m_connect, m_export, m_save, m_undo, m_redo};
    const auto narrowest = [this] {
        m_layout->invalidate();
        return m_layout->minimumSize().width();
    };
    for (QToolButton *button : wordy)
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_narrowest = narrowest();
    for (QToolButton *button : wordy) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        if (narrowest() <= width())
            continue;
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        m_layout->invalidate();
        break;
    }
}

QSize DesignToolBar::minimumSizeHint() const
{
    return {m_narrowest, Page::minimumSizeHint().height()};
}

void DesignToolBar::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fitWords();
}

void DesignToolBar::retranslate()
{
    m_save->setText(tr("Save"));
    m_undo->setText(tr("Undo"));
    m_redo->setText(tr("Redo"));
    m_remove->setText(tr("Delete"));
    m_duplicate->setText(tr("Duplicate"));
    m_connect->setText(tr("Connect"));
    m_arrange->setText(tr("Arrange"));
    m_check->setText(tr("Check"));
    m_fit->setToolTip(tr("Everything into the window (F)"));
    m_zoomIn->setToolTip(tr("Larger (+)"));
    m_zoomOut->setToolTip(tr("Smaller (−)"));
    m_zoomIn->setAccessibleName(tr("Larger"));
    m_zoomOut->setAccessibleName(tr("Smaller"));
    m_align->setText(tr("Align"));
    m_structure->setText(tr("Structure"));
    m_lanes->setText(tr("View"));
    m_export->setText(tr("Export"));
    m_exportMenu->retranslate();
    const auto name = [](QToolButton *button, const QString &text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    name(m_align, tr("Align, distribute, pin"));
    name(m_structure, tr("Groups, comments, containers"));
    name(m_lanes, tr("What is shown: size and swim-lanes"));
    name(m_search, tr("Find in the recipe (Ctrl+F)"));
    name(m_export, tr("Export and print the drawing"));
    m_remove->setAccessibleName(tr("Delete"));
    m_duplicate->setAccessibleName(tr("Duplicate"));
    refresh();
    fitWords();
    updateGeometry();
}

void DesignToolBar::restyle()
{
    for (const auto &[button, icon] : qAsConst(m_icons))
        button->setIcon(Theme::icon(icon, theme().text));
}

} // namespace cytoloom
