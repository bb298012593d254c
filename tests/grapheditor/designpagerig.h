// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"

#include <QtGui/QMouseEvent>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

namespace cytoloom {

using namespace Qt::StringLiterals;

/// The design page with the shipped CAR-T recipe as a draft, new for each test, and the hand that
/// works on it.
class DesignPageRig
{
protected:
    void readTheRecipe()
    {
        initResources();
        const auto recipe = readRecipeFile(QStringLiteral(CYTOLOOM_SOURCE_DIR)
            + u"/resources/demo/cart-lentiviral.cyrecipe.json"_s);
        QVERIFY2(recipe.ok(), recipe.ok() ? "" : qPrintable(recipe.error().code()));
        m_recipe = *recipe;
        m_recipe.status = RecipeStatus::Draft;
    }

    void open()
    {
        m_document = std::make_unique<RecipeDocument>(Catalog::shipped());
        m_document->setRecipe(m_recipe);
        m_page = std::make_unique<DesignPage>(Catalog::shipped(), Theme::light());
        m_page->resize(1280, 800);
        m_page->show();
        m_page->setDocument(m_document.get());
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_page->view()->setZoom(1.0);
    }

    void close()
    {
        m_page.reset();
        m_document.reset();
    }

    [[nodiscard]] QPoint at(const ElementId &id, QPointF offset = {}) const
    {
        GraphView *view = m_page->view();
        view->centerOn(view->graphScene()->node(id));
        return view->mapFromScene(view->graphScene()->node(id)->pos() + offset);
    }

    void dragOn(QWidget *widget, QPoint from, QPoint to) const
    {
        QTest::mouseMove(widget, from);
        QTest::mousePress(widget, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 5; ++i) {
            const QPoint point = from + (to - from) * i / 5;
            QMouseEvent move(QEvent::MouseMove, point, widget->mapToGlobal(point), Qt::NoButton,
                Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(widget, &move);
        }
        QTest::mouseRelease(widget, Qt::LeftButton, {}, to);
    }

    MasterRecipe m_recipe;
    std::unique_ptr<RecipeDocument> m_document;
    std::unique_ptr<DesignPage> m_page;
};

} // namespace cytoloom
