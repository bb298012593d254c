// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/designscenes.h"

#include "app/desktop/mainwindow.h"
#include "app/desktop/workspace.h"
#include "processgraph/commands/connectionrules.h"
#include "processgraph/commands/formulasets.h"
#include "processgraph/commands/recipefix.h"
#include "processgraph/foundation/clock.h"
#include "widgets/compare/compareview.h"
#include "widgets/compile/compilepage.h"
#include "widgets/grapheditor/canvasactions.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/findingspanel.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/lanelayout.h"
#include "widgets/grapheditor/validationrunner.h"
#include "widgets/inspector/inspector.h"

#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QListView>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabWidget>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

// Steps of the CAR-T recipe that the pictures look at.
const ElementId CultureUnit(u"culture2"_s);
const ElementId Control(u"expansion.main.control"_s);
const ElementId Clearance(u"culture2.clear"_s);
const ElementId Loop(u"expansion.daily"_s);
const ElementId Stored(u"store"_s);

QWidget *windowNamed(const QString &name)
{
    const QWidgetList all = QApplication::topLevelWidgets();
    for (QWidget *each : all) {
        if (each->objectName() == name && each->isVisible())
            return each;
    }
    return nullptr;
}

void press(QWidget *receiver, int key, Qt::KeyboardModifiers modifiers, const QString &text = {})
{
    for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, modifiers, text);
        QCoreApplication::sendEvent(receiver, &event);
    }
}

} // namespace

DesignScenes::DesignScenes(MainWindow &window, Workspace &workspace, const QString &batch)
    : m_window(window)
    , m_workspace(workspace)
    , m_batch(batch)
{ }

QVector<PictureScene> DesignScenes::scenes()
{
    GraphView *view = m_window.design()->view();
    const auto act = [](std::function<void()> what) { return Step {std::move(what)}; };
    const auto lanes = [view](LaneMode mode) { view->setLanes(mode); };
    return {
        {u"cart"_s, {onOriginal(), act([view] { view->fit(); })}, true},
        {u"unit"_s, {onOriginal(), openStep(Control), act([view] { view->fit(); })}, true},
        {u"limits"_s, {onDraft(), openStep(Control, u"parameter.temperature.toggle"_s)}, true},
        {u"lanes"_s, {onOriginal(), act([view, lanes] {
                          lanes(LaneMode::Unit);
                          view->showStart();
                      })}},
        {u"condition"_s,
            {act([lanes] { lanes(LaneMode::None); }), onDraft(), openStep(Loop),
                act([this] { tryCondition(); }),
                Step {[] {},
                    [this] { // there may be no batch to try it on
                        auto *strip
                            = m_window.design()->inspector()->findChild<QWidget *>(u"pastStrip"_s);
                        auto *go
                            = m_window.design()->inspector()->findChild<QWidget *>(u"pastGo"_s);
                        return !go || !go->isEnabled() || (strip && strip->isVisible());
                    }}},
            true},
        {u"completion"_s,
            {act([lanes] { lanes(LaneMode::None); }), onDraft(), openStep(Loop),
                act([this] { typeCondition(); })}},
        {u"finding"_s, {onDraft(), act([this] { chooseFinding(); })}, true},
        {u"compare"_s, {onDraft(), compare(), firstDifference(false)}, true},
        {u"overlay"_s, {onDraft(), compare(), firstDifference(true)}},
        {u"risk"_s,
            {onOriginal(), act([this] { m_workspace.proof().showRisk(); }),
                waitForWindow(u"risk-window"_s)},
            true},
        {u"compile"_s, {onOriginal(), compiled(0)}, true},
        {u"holds"_s, {onOriginal(), compiled(0), scrolled(u"figuresScroll"_s)}, true},
        {u"proof"_s, {onOriginal(), compiled(1)}},
        {u"donors"_s, {onOriginal(), compiled(2), donors()}},
        {u"ends"_s, {onOriginal(), compiled(2), donors(), scrolled(u"donorScroll"_s)}, true},
        {u"library"_s, {onDraft(), act([this] { fillLibrary(); })}},
        {u"formula"_s,
            {onDraft(), act([this] { m_workspace.library().showFormulaSets(); }),
                waitForWindow(u"formula-sets"_s)}},
        {u"sign"_s,
            {onDraft(), act([this] { m_workspace.versions().begin(VersionStep::Submit); }),
                waitForWindow(u"sign-dialog"_s)}},
    };
}

DesignScenes::Step DesignScenes::onOriginal()
{
    return {[this] {
        m_window.showPage(PageId::Design);
        m_window.design()->showProof(false);
        m_workspace.recipes().activate(0);
        m_window.design()->view()->openContainer({});
        m_window.design()->view()->selectOnly({});
    }};
}

DesignScenes::Step DesignScenes::onDraft()
{
    return {[this] {
                m_window.showPage(PageId::Design);
                m_window.design()->showProof(false);
                if (!m_draft)
                    makeDraft();
                m_workspace.recipes().activate(1);
                m_window.design()->view()->openContainer({});
                m_window.design()->view()->selectOnly({});
            },
        [this] { // checked, so that findings stand where they belong
            return m_window.design()->findings()->model()->rowCount() > 0;
        }};
}

DesignScenes::Step DesignScenes::openStep(const ElementId &id, const QString &unfold)
{
    return {[this, id] {
                m_window.design()->view()->showElement(id);
                m_window.design()->view()->selectOnly({id});
            },
        [this, unfold] {
            if (unfold.isEmpty())
                return true;
            auto *toggle = m_window.design()->inspector()->findChild<QAbstractButton *>(unfold);
            if (!toggle)
                return false; // not built yet
            if (!toggle->isChecked())
                toggle->click();
            return true;
        }};
}

DesignScenes::Step DesignScenes::waitForWindow(const QString &name)
{
    return {[] {}, [name] { return windowNamed(name) != nullptr; }};
}

DesignScenes::Step DesignScenes::compare()
{
    return {[this] { m_workspace.versions().compareWith(m_original); },
        [] { return windowNamed(u"compare-window"_s) != nullptr; }};
}

// Once the window stands: it begins with the start of both drawings.
DesignScenes::Step DesignScenes::firstDifference(bool overlaid)
{
    return {[overlaid] {
        auto *view = windowNamed(u"compare-window"_s)->findChild<CompareView *>();
        view->setOverlaid(overlaid);
        QTimer::singleShot(100, view, [view] {
            if (view->model()->rowCount() > 0)
                view->showDifference(view->model()->difference(0));
        });
    }};
}

DesignScenes::Step DesignScenes::compiled(int tab)
{
    return {[this] {
                m_window.design()->showProof(true);
                if (auto *page = m_window.design()->findChild<CompilePage *>())
                    page->compute();
            },
        [this, tab] {
            auto *page = m_window.design()->findChild<CompilePage *>();
            auto *tabs = page ? page->findChild<QTabWidget *>(u"compileTabs"_s) : nullptr;
            if (!tabs || page->isBusy())
                return false;
            tabs->setCurrentIndex(tab);
            for (QScrollArea *area : page->findChildren<QScrollArea *>())
                area->verticalScrollBar()->setValue(0); // a picture before may have scrolled
            return page->isUpToDate();
        }};
}

// What stands below the first windowful of a page.
DesignScenes::Step DesignScenes::scrolled(const QString &area)
{
    return {[this, area] {
        QTimer::singleShot(100, &m_window, [this, area] {
            if (const auto *scroll = m_window.design()->findChild<QScrollArea *>(area))
                scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
        });
    }};
}

DesignScenes::Step DesignScenes::donors()
{
    return {[this] {
                if (auto *run = m_window.design()->findChild<QAbstractButton *>(u"donorRun"_s))
                    run->click();
            },
        [this] {
            const auto *page = m_window.design()->findChild<CompilePage *>();
            return page && page->donors() && !page->isBusy();
        }};
}

void DesignScenes::makeDraft()
{
    m_original = m_workspace.document().recipe();
    const versions::Signatory author {PersonId(u"PE-017"_s), SystemClock().now(), u"PV-2026-003"_s};
    const auto next = versions::startNewVersion(m_original, m_original.version, author);
    if (!next) {
        qWarning("no new version: %s", qPrintable(next.error().code()));
        return;
    }
    m_draft = &m_workspace.recipes().add(*next, {}, true);
    editDraft(*m_draft);
}

void DesignScenes::editDraft(RecipeDocument &document)
{
    const auto must = [](const Result<void> &done) {
        if (!done)
            qWarning("edit refused: %s", qPrintable(done.error().code()));
    };
    // A limit that goes beyond what was validated, and one that leaves the one around it.
    Element control = *document.procedure().element(Control);
    Parameter &temperature = control.parameters.first();
    temperature.validated.high = 39;
    temperature.alert.high = 38.2;
    must(document.edit(control));
    // Somebody takes the line clearance out of the flow.
    const auto before = document.procedure().incoming(Clearance);
    const auto after = document.procedure().outgoing(Clearance);
    if (!before.isEmpty() && !after.isEmpty()) {
        const Endpoint from = document.procedure().link(before.first())->from;
        const Endpoint to = document.procedure().link(after.first())->to;
        must(document.remove({Clearance}, {}));
        const auto link = proposedLink(document.procedure(), from, to);
        if (link) {
            const auto joined = document.connectSteps(*link);
            must(joined ? Result<void>() : Result<void>(joined.error()));
        }
    }
    must(document.rename(Stored, {u"Store in vapour phase"_s, u"气相液氮储存"_s}));
    const Position place = document.procedure().element(Stored)->position;
    must(document.move({{Stored, {place.x, place.y + 90}}}));
    // Two doses of one procedure.
    const auto high = formulasets::add(document, {u"High dose"_s, u"高剂量"_s});
    if (high) {
        must(formulasets::setValue(
            document, *high, u"moi"_s, Quantity {8, document.recipe().formula.first().value.unit}));
        must(formulasets::setValue(document, *high, u"bags"_s,
            Quantity {6, document.recipe().formulaParameter(u"bags"_s)->value.unit}));
    }
    const auto paediatric = formulasets::add(document, {u"Paediatric"_s, u"儿科"_s});
    if (paediatric)
        must(formulasets::setValue(document, *paediatric, u"bags"_s,
            Quantity {2, document.recipe().formulaParameter(u"bags"_s)->value.unit}));
}

void DesignScenes::fillLibrary()
{
    GraphView *view = m_window.design()->view();
    view->selectOnly({CultureUnit});
    if (auto *save = m_window.design()->findChild<QAbstractButton *>(u"librarySave"_s))
        save->click();
}

void DesignScenes::typeCondition()
{
    auto *text = m_window.design()->inspector()->findChild<QPlainTextEdit *>(u"condition"_s);
    if (!text) {
        qWarning("there is no condition to type in");
        return;
    }
    text->setFocus();
    text->moveCursor(QTextCursor::End);
    const QString typed = u" or temp"_s;
    for (const QChar letter : typed)
        press(text, letter.toUpper().unicode(), {}, QString(letter));
    press(text, Qt::Key_Space, Qt::ControlModifier);
}

void DesignScenes::tryCondition()
{
    auto *go = m_window.design()->inspector()->findChild<QAbstractButton *>(u"pastGo"_s);
    auto *batches = m_window.design()->inspector()->findChild<QComboBox *>(u"pastBatch"_s);
    if (!go || !batches || !go->isEnabled())
        return;
    batches->setCurrentIndex(std::max(0, batches->findData(m_batch)));
    go->click();
}

void DesignScenes::chooseFinding()
{
    FindingsPanel *panel = m_window.design()->findings();
    int row = 0; // the first that can be mended by a click
    for (int i = 0; i < panel->model()->rowCount(); ++i) {
        if (RecipeFix::canApply(panel->model()->findings().at(i), m_draft->recipe())) {
            row = i;
            break;
        }
    }
    const QModelIndex index = panel->model()->index(row, 0);
    panel->list()->setCurrentIndex(index);
    panel->list()->scrollTo(index);
    Q_EMIT panel->list()->clicked(index);
}

} // namespace cytoloom
