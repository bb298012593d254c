// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/commands/smalldrawing.h"

#include "processgraph/model/recipejson.h"

#include <QtTest/QTest>

namespace cytoloom {

using namespace Qt::StringLiterals;

ElementId SmallDrawing::add(
    ElementKind kind, const char *id, const ElementId &container, double x, double y)
{
    Element element;
    element.id = ElementId(QLatin1String(id));
    element.kind = kind;
    element.name = {QLatin1String(id), QLatin1String(id)};
    element.position = {x, y};
    if (kind == ElementKind::Gate)
        element.gate = GateSpecification();
    if (!m_recipe.procedure.addElement(element, container))
        qFatal("no element");
    return element.id;
}

LinkId SmallDrawing::join(const char *from, const char *to, GateOutcome outcome)
{
    Link link;
    link.id = RecipeEdit(m_recipe).freeLinkId();
    link.from.element = ElementId(QLatin1String(from));
    link.to.element = ElementId(QLatin1String(to));
    link.outcome = outcome;
    if (!m_recipe.procedure.addLink(link))
        qFatal("no link");
    return link.id;
}

void SmallDrawing::start()
{
    m_recipe = {};
    m_recipe.id = RecipeId(u"small"_s);
    m_recipe.name = {u"Small"_s, u"小"_s};
    add(ElementKind::Begin, "begin", {}, 0);
    add(ElementKind::ManualStep, "a", {}, 200);
    add(ElementKind::ManualStep, "b", {}, 460);
    add(ElementKind::ManualStep, "c", {}, 720);
    add(ElementKind::End, "end", {}, 900);
    add(ElementKind::ManualStep, "x", {}, 460, 300);
    join("begin", "a");
    join("a", "b");
    join("b", "c");
    join("c", "end");
    m_document = std::make_unique<RecipeDocument>(Catalog::shipped());
    m_document->setRecipe(m_recipe);
}

QString SmallDrawing::lines(const ElementId &container) const
{
    QStringList found;
    const Procedure &procedure = m_document->procedure();
    const QVector<LinkId> links = procedure.linksOf(container);
    for (const LinkId &id : links) {
        const Link *link = procedure.link(id);
        QString text = link->from.element.value() + u'>' + link->to.element.value();
        if (link->outcome == GateOutcome::Pass)
            text += u'+';
        if (link->outcome == GateOutcome::Fail)
            text += u'-';
        found << text;
    }
    found.sort();
    return found.join(u' ');
}

void SmallDrawing::perform(RecipeEdit &edit)
{
    QVERIFY(m_document->perform(edit, u"Edit"_s).ok());
}

void SmallDrawing::undoes(const QByteArray &before)
{
    const QByteArray after = writeRecipe(m_document->recipe());
    QVERIFY(after != before);
    QCOMPARE(m_document->undoStack()->count(), 1);
    m_document->undoStack()->undo();
    QCOMPARE(writeRecipe(m_document->recipe()), before);
    m_document->undoStack()->redo();
    QCOMPARE(writeRecipe(m_document->recipe()), after);
}

} // namespace cytoloom
