// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/grapheditor/inspectorfixture.h"

#include "processgraph/model/recipejson.h"
#include "resources/resources.h"

#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

namespace cytoloom {

using namespace Qt::StringLiterals;

void InspectorFixture::initTestCase()
{
    initResources();
    const auto recipe = readRecipeFile(
        QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/cart-lentiviral.cyrecipe.json"_s);
    QVERIFY2(recipe.ok(), recipe.ok() ? "" : qPrintable(recipe.error().code()));
    m_recipe = *recipe;
    m_recipe.status = RecipeStatus::Draft;
}

void InspectorFixture::init()
{
    m_document = std::make_unique<RecipeDocument>(Catalog::shipped());
    m_document->setRecipe(m_recipe);
    m_start = writeRecipe(m_document->recipe());
    m_inspector = std::make_unique<Inspector>(Catalog::shipped(), Theme::light());
    m_inspector->resize(344, 900);
    m_inspector->setDocument(m_document.get());
    m_inspector->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_inspector.get()));
}

void InspectorFixture::cleanup()
{
    m_inspector.reset();
    m_document.reset();
}

// Rebuilding waits for the event loop; deferred deletions go with it.
void InspectorFixture::settle()
{
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void InspectorFixture::select(const QString &id)
{
    m_inspector->setSelection(
        id.isEmpty() ? QVector<ElementId>() : QVector<ElementId> {ElementId(id)}, {});
    settle();
}

void InspectorFixture::press(const QString &name)
{
    auto *button = need<QAbstractButton>(name);
    QVERIFY(button);
    QVERIFY2(button->isVisibleTo(m_inspector.get()) && button->isEnabled(), qPrintable(name));
    if (qobject_cast<QCheckBox *>(button))
        button->click(); // its middle may lie beside its words
    else
        QTest::mouseClick(button, Qt::LeftButton);
    settle();
}

void InspectorFixture::type(const QString &name, const QString &text)
{
    auto *edit = need<QLineEdit>(name);
    QVERIFY(edit);
    QVERIFY2(!edit->isReadOnly(), qPrintable(name));
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
    settle();
}

void InspectorFixture::choose(const QString &name, const QString &wordOrId)
{
    auto *combo = need<QComboBox>(name);
    QVERIFY(combo);
    int index = combo->findData(wordOrId);
    if (index < 0)
        index = combo->findText(wordOrId);
    QVERIFY2(index >= 0, qPrintable(name + u" has no "_s + wordOrId));
    combo->setCurrentIndex(index);
    Q_EMIT combo->activated(index);
    settle();
}

void InspectorFixture::checkUndo()
{
    const MasterRecipe end = m_document->recipe();
    const QByteArray written = writeRecipe(end);
    const auto again = readRecipe(written, u"edited"_s);
    QVERIFY2(again.ok(), again.ok() ? "" : qPrintable(again.error().code()));
    QVERIFY(*again == end);
    while (m_document->undoStack()->canUndo())
        m_document->undoStack()->undo();
    QCOMPARE(writeRecipe(m_document->recipe()), m_start);
    while (m_document->undoStack()->canRedo())
        m_document->undoStack()->redo();
    QCOMPARE(writeRecipe(m_document->recipe()), written);
}

QString InspectorFixture::firstGate() const
{
    const QVector<ElementId> all = m_document->procedure().elements();
    for (const ElementId &id : all) {
        if (m_document->procedure().element(id)->kind == ElementKind::Gate)
            return id.value();
    }
    return {};
}

} // namespace cytoloom
