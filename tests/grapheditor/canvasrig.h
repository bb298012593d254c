// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"

#include <QtGui/QMouseEvent>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

namespace cytoloom {

using namespace Qt::StringLiterals;

/// A small drawing on a canvas, new for each test, and the hand that works on it: begin → a → b → c
/// → end; x stands alone below; unit (with one step inside) beside it.
class CanvasRig
{
protected:
    void readResources() { initResources(); }

    // begin → a → b → c → end; x stands alone below; unit (with one step inside) beside it.
    void open()
    {
        MasterRecipe recipe;
        recipe.id = RecipeId(u"canvas"_s);
        recipe.name = {u"Canvas"_s, u"画布"_s};
        const auto add = [&recipe](ElementKind kind, const char *id, double x, double y,
                             const ElementId &container = {}) {
            Element element;
            element.id = ElementId(QLatin1String(id));
            element.kind = kind;
            element.name = {QString(QLatin1String("Step ") + QLatin1String(id)), u"步骤"_s};
            element.position = {x, y};
            QVERIFY(recipe.procedure.addElement(element, container).ok());
        };
        const auto join = [&recipe](const char *from, const char *to) {
            Link link;
            link.id = LinkId(u"L%1"_s.arg(recipe.procedure.links().size() + 1));
            link.from.element = ElementId(QLatin1String(from));
            link.to.element = ElementId(QLatin1String(to));
            QVERIFY(recipe.procedure.addLink(link).ok());
        };
        add(ElementKind::Begin, "begin", 0, 100);
        add(ElementKind::ManualStep, "a", 180, 100);
        add(ElementKind::ManualStep, "b", 480, 100);
        add(ElementKind::ManualStep, "c", 780, 100);
        add(ElementKind::End, "end", 960, 100);
        add(ElementKind::ManualStep, "x", 330, 330);
        add(ElementKind::UnitProcedure, "unit", 700, 330);
        add(ElementKind::Begin, "inner-begin", 0, 50, m_unit);
        add(ElementKind::ManualStep, "inner", 140, 50, m_unit);
        add(ElementKind::End, "inner-end", 320, 50, m_unit);
        join("begin", "a");
        join("a", "b");
        join("b", "c");
        join("c", "end");
        join("inner-begin", "inner");
        join("inner", "inner-end");
        m_document = std::make_unique<RecipeDocument>(Catalog::shipped());
        m_document->setRecipe(recipe);
        m_view = std::make_unique<GraphView>(Catalog::shipped(), Theme::light());
        m_view->resize(1200, 700);
        m_view->show();
        m_view->setDocument(m_document.get());
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        view().setZoom(1.0);
        view().centerOn(480, 220);
        view().setFocus();
    }

    void close()
    {
        m_view.reset();
        m_document.reset();
    }

    [[nodiscard]] QPoint at(const ElementId &id, QPointF offset = {}) const
    {
        return point(scene().node(id)->scenePos() + offset);
    }

    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}, bool release = true)
    {
        QWidget *widget = view().viewport();
        QTest::mouseMove(widget, from);
        QTest::mousePress(widget, Qt::LeftButton, modifiers, from);
        for (int i = 1; i <= 6; ++i) {
            const QPoint now = from + (to - from) * i / 6;
            QMouseEvent move(QEvent::MouseMove, now, widget->mapToGlobal(now), Qt::NoButton,
                Qt::LeftButton, modifiers);
            QCoreApplication::sendEvent(widget, &move);
        }
        if (release)
            QTest::mouseRelease(widget, Qt::LeftButton, modifiers, to);
    }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&view(), key, modifiers);
    }

    /// Since \p steps, one undo step was made; undone, the file is \p before again; and redone.
    void isOneStep(int steps, const QByteArray &before)
    {
        QCOMPARE(m_document->undoStack()->index(), steps + 1);
        const QByteArray after = file();
        QVERIFY(after != before);
        m_document->undoStack()->undo();
        QCOMPARE(file(), before);
        m_document->undoStack()->redo();
        QCOMPARE(file(), after);
    }

    [[nodiscard]] QPoint point(QPointF scene) const { return view().mapFromScene(scene); }
    [[nodiscard]] GraphView &view() const { return *m_view; }
    [[nodiscard]] GraphScene &scene() const { return *view().graphScene(); }
    [[nodiscard]] QByteArray file() const { return writeRecipe(m_document->recipe()); }
    [[nodiscard]] int steps() const { return m_document->undoStack()->index(); }

    std::unique_ptr<RecipeDocument> m_document;
    std::unique_ptr<GraphView> m_view;
    ElementId m_a {u"a"_s}, m_b {u"b"_s}, m_c {u"c"_s}, m_x {u"x"_s}, m_unit {u"unit"_s};
};

} // namespace cytoloom
