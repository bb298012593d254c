// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/canvasactions.h"

#include "processgraph/commands/enclosure.h"
#include "processgraph/commands/recipedocument.h"
#include "widgets/grapheditor/canvasedits.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"

#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QMenu>

namespace cytoloom {

using namespace Qt::StringLiterals;

CanvasActions::CanvasActions(GraphView &view)
    : QObject(&view)
    , m_view(view)
{
    addEditing();
    addArranging();
    addLooking();
    retranslate();
}

QAction *CanvasActions::add(const char *name, const char *text, const QList<QKeySequence> &keys,
    std::function<void()> run, std::function<QString()> whyNot)
{
    auto *action = new QAction(this);
    action->setObjectName(QLatin1String(name));
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut); // the canvas asks for it, see handle()
    action->setShortcutVisibleInContextMenu(true);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    m_entries.append({action, text, std::move(whyNot)});
    return action;
}

QString CanvasActions::locked() const
{
    const RecipeDocument *document = m_view.graphScene()->document();
    if (!document)
        return tr("There is no recipe that could be changed.");
    return document->isEditable() ? QString()
                                  : tr("Only a draft can be changed: start a new version.");
}

QString CanvasActions::needs(int steps) const
{
    const QString no = locked();
    if (!no.isEmpty() || m_view.selectedElements().size() >= steps)
        return no;
    return steps == 1 ? tr("Select a step first.") : tr("Select %1 steps or more.").arg(steps);
}

void CanvasActions::addEditing()
{
    GraphView *view = &m_view;
    CanvasEdits *edits = &m_view.edits();
    const auto locks = [this] { return locked(); };
    const auto one = [this] { return needs(1); };
    const auto undo = [view](bool back) {
        if (RecipeDocument *document = view->graphScene()->document())
            back ? document->undoStack()->undo() : document->undoStack()->redo();
    };
    add("undo", QT_TR_NOOP("Undo"), {QKeySequence::Undo}, [undo] { undo(true); });
    add("redo", QT_TR_NOOP("Redo"), {QKeySequence(u"Ctrl+Y"_s), QKeySequence(u"Ctrl+Shift+Z"_s)},
        [undo] { undo(false); });
    add(
        "cut", QT_TR_NOOP("Cut"), {QKeySequence::Cut},
        [view] {
            view->copySelection();
            view->edits().removeSelection(false);
        },
        one);
    add("copy", QT_TR_NOOP("Copy"), {QKeySequence(u"Ctrl+C"_s)}, [view] { view->copySelection(); });
    add(
        "paste", QT_TR_NOOP("Paste"), {QKeySequence(u"Ctrl+V"_s)}, [view] { view->paste(); },
        locks);
    add(
        "duplicate", QT_TR_NOOP("Duplicate"), {QKeySequence(u"Ctrl+D"_s)},
        [view] { view->duplicateSelection(); }, one);
    add(
        "delete", QT_TR_NOOP("Delete"), {QKeySequence(u"Del"_s)},
        [edits] { edits->removeSelection(false); }, locks);
    add(
        "deleteClosing", QT_TR_NOOP("Delete and close the line"), {QKeySequence(u"Ctrl+Del"_s)},
        [edits] { edits->removeSelection(true); }, one);
    add(
        "connect", QT_TR_NOOP("Connect first to second"), {QKeySequence(u"L"_s)},
        [view] { view->connectSelection(); }, [this] { return needs(2); });
    add(
        "rename", QT_TR_NOOP("Rename"), {QKeySequence(u"F2"_s)}, [view] { view->renameSelected(); },
        locks);
    add(
        "addStep", QT_TR_NOOP("Add a step…"), {QKeySequence(u"Ins"_s), QKeySequence(u"A"_s)},
        [this, view] { view->chooseStep(m_hasPlace ? m_at : view->middle()); }, locks);
    add(
        "comment", QT_TR_NOOP("Add a comment"), {QKeySequence(u"C"_s)},
        [this, edits, view] { edits->addComment(m_hasPlace ? m_at : view->middle()); }, locks);
    add(
        "group", QT_TR_NOOP("Group"), {QKeySequence(u"Ctrl+G"_s)}, [edits] { edits->group(); },
        one);
    add(
        "ungroup", QT_TR_NOOP("Ungroup"), {QKeySequence(u"Ctrl+Shift+G"_s)},
        [edits] { edits->ungroup(); }, locks);
    const auto enclosing = [this, view](ElementKind kind) {
        return [this, view, kind] {
            const QString no = needs(1);
            if (!no.isEmpty())
                return no;
            return Enclosure::possibleKinds(view->recipe().procedure, view->selectedElements())
                       .contains(kind)
                ? QString()
                : tr("The selected steps cannot be the content of one: they must be one piece of "
                     "the line, at a level where it may stand.");
        };
    };
    add(
        "toOperation", QT_TR_NOOP("Make an operation of it"), {QKeySequence(u"Ctrl+E"_s)},
        [edits] { edits->enclose(ElementKind::Operation); }, enclosing(ElementKind::Operation));
    add(
        "toUnitProcedure", QT_TR_NOOP("Make a unit procedure of it"), {QKeySequence(u"Ctrl+U"_s)},
        [edits] { edits->enclose(ElementKind::UnitProcedure); },
        enclosing(ElementKind::UnitProcedure));
    add(
        "toLoop", QT_TR_NOOP("Make a loop of it"), {QKeySequence(u"Ctrl+R"_s)},
        [edits] { edits->enclose(ElementKind::Loop); }, enclosing(ElementKind::Loop));
    add(
        "splitOut", QT_TR_NOOP("Split off into a container of its own"),
        {QKeySequence(u"Ctrl+Shift+E"_s)}, [edits] { edits->splitOut(); }, one);
    add(
        "dissolve", QT_TR_NOOP("Dissolve the container"), {QKeySequence(u"Ctrl+Shift+D"_s)},
        [edits] { edits->dissolve(); }, one);
}

void CanvasActions::addArranging()
{
    GraphView *view = &m_view;
    CanvasEdits *edits = &m_view.edits();
    const auto two = [this] { return needs(2); };
    const auto three = [this] { return needs(3); };
    struct Align
    {
        const char *name, *text, *keys;
        Arrangement::Edge edge;
    };
    const Align aligns[] {
        {"alignLeft", QT_TR_NOOP("Align left edges"), "Ctrl+Alt+Left", Arrangement::Edge::Left},
        {"alignCentre", QT_TR_NOOP("Align in a column"), "Ctrl+Alt+C", Arrangement::Edge::Centre},
        {"alignRight", QT_TR_NOOP("Align right edges"), "Ctrl+Alt+Right", Arrangement::Edge::Right},
        {"alignTop", QT_TR_NOOP("Align upper edges"), "Ctrl+Alt+Up", Arrangement::Edge::Top},
        {"alignMiddle", QT_TR_NOOP("Align in a row"), "Ctrl+Alt+M", Arrangement::Edge::Middle},
        {"alignBottom", QT_TR_NOOP("Align lower edges"), "Ctrl+Alt+Down",
            Arrangement::Edge::Bottom},
    };
    for (const Align &align : aligns)
        add(
            align.name, align.text, {QKeySequence(QLatin1String(align.keys))},
            [edits, edge = align.edge] { edits->align(edge); }, two);
    add(
        "distributeX", QT_TR_NOOP("Distribute across"), {QKeySequence(u"Ctrl+Alt+H"_s)},
        [edits] { edits->distribute(Qt::Horizontal); }, three);
    add(
        "distributeY", QT_TR_NOOP("Distribute down"), {QKeySequence(u"Ctrl+Alt+V"_s)},
        [edits] { edits->distribute(Qt::Vertical); }, three);
    add(
        "pin", QT_TR_NOOP("Pin (arranging leaves it there)"), {QKeySequence(u"P"_s)},
        [edits] { edits->togglePinned(); }, [this] { return needs(1); });
    add(
        "arrange", QT_TR_NOOP("Arrange all"), {QKeySequence(u"Ctrl+Shift+R"_s)},
        [view] { view->autoArrange(); }, [this] { return locked(); });
    add(
        "keepLanes", QT_TR_NOOP("Keep the places of the lanes"), {},
        [edits] { edits->keepLanes(); },
        [this, view] {
            return view->graphScene()->laneMode() == LaneMode::None ? tr("Show lanes first.")
                                                                    : locked();
        });
}

void CanvasActions::addLooking()
{
    GraphView *view = &m_view;
    CanvasEdits *edits = &m_view.edits();
    add("selectAll", QT_TR_NOOP("Select all"), {QKeySequence(u"Ctrl+A"_s)},
        [view] { view->selectEverything(); });
    add("selectInverse", QT_TR_NOOP("Invert the selection"), {QKeySequence(u"Ctrl+I"_s)},
        [edits] { edits->selectInverse(); });
    add("selectConnected", QT_TR_NOOP("Select all that is connected"),
        {QKeySequence(u"Ctrl+Shift+L"_s)}, [edits] { edits->selectConnected(); });
    add("selectSameType", QT_TR_NOOP("Select the same type"), {QKeySequence(u"Ctrl+Shift+T"_s)},
        [edits] { edits->selectSameType(); });
    add("open", QT_TR_NOOP("Open"), {QKeySequence(u"Return"_s), QKeySequence(u"Enter"_s)},
        [view] { view->openSelected(); });
    add("openInPlace", QT_TR_NOOP("Open inside the drawing, or close"),
        {QKeySequence(u"Shift+Return"_s), QKeySequence(u"O"_s)},
        [edits] { edits->toggleOpened(); });
    add("up", QT_TR_NOOP("One level up"), {QKeySequence(u"Backspace"_s)},
        [view] { view->openOuter(); });
    add("search", QT_TR_NOOP("Find in the recipe…"),
        {QKeySequence(u"Ctrl+F"_s), QKeySequence(u"Ctrl+K"_s)}, [view] { view->openSearch(); });
    add("fit", QT_TR_NOOP("Everything into the window"), {QKeySequence(u"F"_s)},
        [view] { view->fit(); });
    add("fitSelection", QT_TR_NOOP("The selection into the window"), {QKeySequence(u"Shift+F"_s)},
        [view] { view->fitSelection(); });
    add("actualSize", QT_TR_NOOP("100 %"), {QKeySequence(u"Ctrl+0"_s), QKeySequence(u"1"_s)},
        [view] { view->setZoom(1); });
    add("zoomIn", QT_TR_NOOP("Larger"), {QKeySequence(u"+"_s), QKeySequence(u"="_s)},
        [view] { view->setZoom(view->zoom() * 1.2); });
    add("zoomOut", QT_TR_NOOP("Smaller"), {QKeySequence(u"-"_s)},
        [view] { view->setZoom(view->zoom() / 1.2); });
    struct Lanes
    {
        const char *name, *text, *keys;
        LaneMode mode;
    };
    const Lanes lanes[] {
        {"lanesNone", QT_TR_NOOP("No lanes"), "Alt+0", LaneMode::None},
        {"lanesUnit", QT_TR_NOOP("Lanes by unit"), "Alt+1", LaneMode::Unit},
        {"lanesRoom", QT_TR_NOOP("Lanes by room"), "Alt+2", LaneMode::Room},
        {"lanesCrew", QT_TR_NOOP("Lanes by people"), "Alt+3", LaneMode::Crew},
    };
    for (const Lanes &lane : lanes) {
        QAction *action = add(lane.name, lane.text, {QKeySequence(QLatin1String(lane.keys))},
            [view, mode = lane.mode] { view->setLanes(mode); });
        action->setCheckable(true);
    }
}

QAction *CanvasActions::action(const QString &name) const
{
    for (const Entry &entry : m_entries) {
        if (entry.action->objectName() == name)
            return entry.action;
    }
    return nullptr;
}

QList<QAction *> CanvasActions::all() const
{
    QList<QAction *> actions;
    for (const Entry &entry : m_entries)
        actions << entry.action;
    return actions;
}

void CanvasActions::refresh()
{
    for (const Entry &entry : std::as_const(m_entries)) {
        const QString no = entry.whyNot ? entry.whyNot() : QString();
        entry.action->setEnabled(no.isEmpty());
        entry.action->setToolTip(no.isEmpty() ? tr(entry.text) : no);
    }
    const LaneMode mode = m_view.graphScene()->laneMode();
    const char *names[] {"lanesNone", "lanesUnit", "lanesRoom", "lanesCrew"};
    for (int i = 0; i < 4; ++i)
        action(QLatin1String(names[i]))->setChecked(int(mode) == i);
}

void CanvasActions::retranslate()
{
    for (const Entry &entry : std::as_const(m_entries))
        entry.action->setText(tr(entry.text));
}

bool CanvasActions::handle(const QKeyEvent &event)
{
    Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (event.key() == Qt::Key_Plus)
        modifiers &= ~Qt::ShiftModifier; // however the keyboard makes it
    const QKeySequence pressed(QKeyCombination(modifiers, Qt::Key(event.key())));
    for (const Entry &entry : std::as_const(m_entries)) {
        if (!entry.action->shortcuts().contains(pressed))
            continue;
        const QString no = entry.whyNot ? entry.whyNot() : QString();
        if (no.isEmpty()) {
            m_hasPlace = false;
            entry.action->setEnabled(true); // as it was at the last refresh counts for nothing
            entry.action->trigger();
        } else {
            Q_EMIT m_view.refused(no);
        }
        return true;
    }
    return false;
}

QMenu *CanvasActions::menu(
    QWidget *parent, const QString &title, std::initializer_list<const char *> names)
{
    auto *made = new QMenu(title, parent);
    made->setToolTipsVisible(true);
    for (const char *name : names) {
        if (*name == '-')
            made->addSeparator();
        else
            made->addAction(action(QLatin1String(name)));
    }
    connect(made, &QMenu::aboutToShow, this, &CanvasActions::refresh);
    return made;
}

QMenu *CanvasActions::selectionMenu(QWidget *parent)
{
    return menu(parent, tr("Select"),
        {"selectAll", "selectInverse", "selectConnected", "selectSameType", "-", "search"});
}

QMenu *CanvasActions::alignMenu(QWidget *parent)
{
    return menu(parent, tr("Align"),
        {"alignLeft", "alignCentre", "alignRight", "-", "alignTop", "alignMiddle", "alignBottom",
            "-", "distributeX", "distributeY", "-", "pin", "arrange"});
}

QMenu *CanvasActions::structureMenu(QWidget *parent)
{
    return menu(parent, tr("Structure"),
        {"group", "ungroup", "comment", "-", "toOperation", "toUnitProcedure", "toLoop", "splitOut",
            "dissolve", "-", "openInPlace", "open", "up"});
}

QMenu *CanvasActions::viewMenu(QWidget *parent)
{
    return menu(parent, tr("View"),
        {"fit", "fitSelection", "actualSize", "zoomIn", "zoomOut", "-", "lanesNone", "lanesUnit",
            "lanesRoom", "lanesCrew", "keepLanes"});
}

QMenu *CanvasActions::contextMenu(QWidget *parent, QPointF scenePosition)
{
    m_at = scenePosition;
    m_hasPlace = true;
    refresh();
    if (m_view.selectedElements().isEmpty() && m_view.selectedLinks().isEmpty()) {
        QMenu *made = menu(parent, {},
            {"addStep", "comment", "paste", "-", "selectAll", "search", "-", "fit", "actualSize",
                "arrange", "-", "up"});
        made->addMenu(viewMenu(made));
        return made;
    }
    QMenu *made = menu(parent, {},
        {"open", "openInPlace", "rename", "-", "cut", "copy", "paste", "duplicate", "delete",
            "deleteClosing", "-", "connect", "pin"});
    made->addMenu(alignMenu(made));
    made->addMenu(structureMenu(made));
    made->addMenu(selectionMenu(made));
    made->addSeparator();
    made->addAction(action(u"fitSelection"_s));
    return made;
}

} // namespace cytoloom
