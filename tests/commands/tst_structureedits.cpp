// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/annotationedits.h"
#include "processgraph/commands/lineedits.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "tests/commands/smalldrawing.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// Edits of the line and of groups: what they make of a small drawing, and that undoing them gives
/// the same file, byte by byte.
class TestStructureEdits : public QObject, private SmallDrawing
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { start(); }
    void insertsAStepIntoALine();
    void insertsOnlyWhereItBelongs_data();
    void insertsOnlyWhereItBelongs();
    void leadsMatterThroughFittingPorts();
    void closesTheLineBehindAStep();
    void closesTheLineBehindAGate();
    void groupsLoseWhatIsGone();
};

void TestStructureEdits::insertsAStepIntoALine()
{
    const QByteArray before = writeRecipe(m_document->recipe());
    RecipeEdit edit(m_document->recipe());
    QVERIFY(LineEdits::insert(edit, ElementId(u"x"_s), {LinkId(u"L2"_s)}).ok());
    perform(edit);
    QCOMPARE(lines(), u"a>x b>c begin>a c>end x>b"_s);
    QCOMPARE(m_document->procedure().link(LinkId(u"L2"_s))->to.element.value(), u"x"_s);
    undoes(before);
    // A step out of the line leaves no hole where it stood.
    init();
    RecipeEdit moved(m_document->recipe());
    QVERIFY(LineEdits::insert(moved, ElementId(u"a"_s), {LinkId(u"L4"_s)}).ok());
    perform(moved);
    QCOMPARE(lines(), u"a>end b>c begin>b c>a"_s);
    undoes(before);
}

void TestStructureEdits::insertsOnlyWhereItBelongs_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("code");
    QTest::newRow("fits") << u"x"_s << u"L2"_s << QString();
    QTest::newRow("its own line") << u"a"_s << u"L2"_s << u"edit.insert.own"_s;
    QTest::newRow("begin") << u"begin"_s << u"L3"_s << u"edit.insert.ends"_s;
    QTest::newRow("unknown step") << u"nobody"_s << u"L3"_s << u"edit.connect.unknown"_s;
    QTest::newRow("unknown line") << u"x"_s << u"L99"_s << u"edit.insert.noPort"_s;
}

void TestStructureEdits::insertsOnlyWhereItBelongs()
{
    QFETCH(QString, step);
    QFETCH(QString, link);
    QFETCH(QString, code);
    const auto may = LineEdits::mayInsert(m_document->procedure(), ElementId(step), {LinkId(link)});
    QCOMPARE(may.ok() ? QString() : may.error().code(), code);
}

void TestStructureEdits::leadsMatterThroughFittingPorts()
{
    const auto port = [](const char *id, PortDirection direction, const char *medium) {
        Port made;
        made.id = PortId(QLatin1String(id));
        made.direction = direction;
        made.medium = QLatin1String(medium);
        return made;
    };
    const auto give = [this](const char *id, const QVector<Port> &ports) {
        Element element = *m_recipe.procedure.element(ElementId(QLatin1String(id)));
        element.ports = ports;
        QVERIFY(m_recipe.procedure.replaceElement(element).ok());
    };
    give("a", {port("out", PortDirection::Out, "cells")});
    give("b", {port("in", PortDirection::In, "cells")});
    Link matter;
    matter.id = LinkId(u"M1"_s);
    matter.kind = LinkKind::Material;
    matter.medium = u"cells"_s;
    matter.from = {ElementId(u"a"_s), PortId(u"out"_s)};
    matter.to = {ElementId(u"b"_s), PortId(u"in"_s)};
    QVERIFY(m_recipe.procedure.addLink(matter).ok());
    // Without ports only control is led through; matter alone is refused.
    QCOMPARE(
        LineEdits::mayInsert(m_recipe.procedure, ElementId(u"x"_s), {matter.id}).error().code(),
        u"edit.insert.noPort"_s);
    QVERIFY(
        LineEdits::mayInsert(m_recipe.procedure, ElementId(u"x"_s), {LinkId(u"L2"_s), matter.id})
            .ok());
    give("x", {port("in", PortDirection::In, "cells"), port("out", PortDirection::Out, "cells")});
    m_document->setRecipe(m_recipe);
    const QByteArray before = writeRecipe(m_document->recipe());
    RecipeEdit edit(m_document->recipe());
    QVERIFY(LineEdits::insert(edit, ElementId(u"x"_s), {LinkId(u"L2"_s), matter.id}).ok());
    perform(edit);
    QCOMPARE(lines(), u"a>x a>x b>c begin>a c>end x>b x>b"_s);
    const Link *first = m_document->procedure().link(matter.id);
    QCOMPARE(first->to, (Endpoint {ElementId(u"x"_s), PortId(u"in"_s)}));
    undoes(before);
    // And out of it again.
    RecipeEdit back(m_document->recipe());
    QVERIFY(LineEdits::removeAndClose(back, {ElementId(u"x"_s)}, {}).ok());
    const Link *joined = back.recipe().procedure.link(matter.id);
    QVERIFY(joined);
    QCOMPARE(joined->to, (Endpoint {ElementId(u"b"_s), PortId(u"in"_s)}));
}

void TestStructureEdits::closesTheLineBehindAStep()
{
    const QByteArray before = writeRecipe(m_document->recipe());
    QVERIFY(LineEdits::canBypass(m_document->procedure(), ElementId(u"b"_s)));
    QVERIFY(!LineEdits::canBypass(m_document->procedure(), ElementId(u"x"_s)));
    QVERIFY(!LineEdits::canBypass(m_document->procedure(), ElementId(u"begin"_s)));
    RecipeEdit edit(m_document->recipe());
    QVERIFY(LineEdits::removeAndClose(edit, {ElementId(u"b"_s), ElementId(u"c"_s)}, {}).ok());
    perform(edit);
    QCOMPARE(lines(), u"a>end begin>a"_s);
    undoes(before);
}

void TestStructureEdits::closesTheLineBehindAGate()
{
    add(ElementKind::Gate, "gate", {}, 600, 0);
    QVERIFY(m_recipe.procedure.removeLink(LinkId(u"L3"_s)).ok());
    join("b", "gate");
    join("gate", "c", GateOutcome::Pass);
    join("gate", "x", GateOutcome::Fail);
    m_document->setRecipe(m_recipe);
    const QByteArray before = writeRecipe(m_document->recipe());
    RecipeEdit edit(m_document->recipe());
    QVERIFY(LineEdits::removeAndClose(edit, {ElementId(u"gate"_s)}, {}).ok());
    perform(edit);
    QCOMPARE(lines(), u"a>b b>c begin>a c>end"_s); // the way that passes
    undoes(before);
}

void TestStructureEdits::groupsLoseWhatIsGone()
{
    RecipeEdit edit(m_document->recipe());
    Annotation group;
    group.kind = Annotation::Kind::Group;
    group.text = {u"Wash"_s, u"洗涤"_s};
    group.members = {ElementId(u"a"_s), ElementId(u"b"_s)};
    const QString id = AnnotationEdits::add(edit, group);
    Annotation comment;
    comment.text = {u"Why"_s, u"为何"_s};
    QVERIFY(AnnotationEdits::add(edit, comment) != id);
    perform(edit);
    const QByteArray before = writeRecipe(m_document->recipe());
    const auto read = readRecipe(before, u"test"_s);
    QVERIFY(read.ok());
    QCOMPARE(read->annotations, m_document->recipe().annotations);
    QVERIFY(m_document->remove({ElementId(u"a"_s)}, {}).ok());
    QCOMPARE(
        m_document->recipe().annotations.first().members, QVector<ElementId> {ElementId(u"b"_s)});
    QVERIFY(m_document->remove({ElementId(u"b"_s)}, {}).ok());
    QCOMPARE(m_document->recipe().annotations.size(), 1); // the comment
    m_document->undoStack()->undo();
    m_document->undoStack()->undo();
    QCOMPARE(writeRecipe(m_document->recipe()), before);
}

QTEST_GUILESS_MAIN(TestStructureEdits)
#include "tst_structureedits.moc"
