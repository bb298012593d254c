// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/annotationedits.h"
#include "processgraph/commands/arrangement.h"
#include "processgraph/commands/enclosure.h"
#include "processgraph/commands/lineedits.h"
#include "processgraph/commands/recipedocument.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// Edits of the line, of containers, groups and places: what they make of a small drawing, and that
/// undoing them gives the same file, byte by byte.
class TestStructureEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void insertsAStepIntoALine();
    void insertsOnlyWhereItBelongs_data();
    void insertsOnlyWhereItBelongs();
    void leadsMatterThroughFittingPorts();
    void closesTheLineBehindAStep();
    void closesTheLineBehindAGate();
    void enclosesAPieceOfLine();
    void refusesWhatIsNoPieceOfLine_data();
    void refusesWhatIsNoPieceOfLine();
    void dissolvesWhatItEnclosed();
    void splitsAnOperationAndJoinsItAgain();
    void demoRecipeSurvivesEveryEnclosure();
    void groupsLoseWhatIsGone();
    void aligns_data();
    void aligns();
    void distributes();
    void snapsToNeighbours();
    void pinnedStepsStay();

private:
    ElementId add(
        ElementKind kind, const char *id, const ElementId &container, double x, double y = 0);
    LinkId join(const char *from, const char *to, GateOutcome outcome = GateOutcome::None);
    [[nodiscard]] QString lines(const ElementId &container = {}) const;
    void perform(RecipeEdit &edit);
    void undoes(const QByteArray &before);

    MasterRecipe m_recipe;
    std::unique_ptr<RecipeDocument> m_document;
};

void TestStructureEdits::initTestCase()
{
    initResources();
}

ElementId TestStructureEdits::add(
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

LinkId TestStructureEdits::join(const char *from, const char *to, GateOutcome outcome)
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

// begin → a → b → c → end, with a loose step x beside it.
void TestStructureEdits::init()
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

/// The control links of one level: "a>b b>c", in alphabetical order.
QString TestStructureEdits::lines(const ElementId &container) const
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

void TestStructureEdits::perform(RecipeEdit &edit)
{
    QVERIFY(m_document->perform(edit, u"Edit"_s).ok());
}

void TestStructureEdits::undoes(const QByteArray &before)
{
    const QByteArray after = writeRecipe(m_document->recipe());
    QVERIFY(after != before);
    QCOMPARE(m_document->undoStack()->count(), 1);
    m_document->undoStack()->undo();
    QCOMPARE(writeRecipe(m_document->recipe()), before);
    m_document->undoStack()->redo();
    QCOMPARE(writeRecipe(m_document->recipe()), after);
}

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

void TestStructureEdits::enclosesAPieceOfLine()
{
    const QByteArray before = writeRecipe(m_document->recipe());
    const QVector<ElementId> steps {ElementId(u"a"_s), ElementId(u"b"_s)};
    QCOMPARE(Enclosure::possibleKinds(m_document->procedure(), steps),
        (QVector {ElementKind::UnitProcedure, ElementKind::Loop}));
    RecipeEdit edit(m_document->recipe());
    const auto box
        = Enclosure::enclose(edit, steps, ElementKind::UnitProcedure, {u"Unit"_s, u"单元"_s});
    QVERIFY(box.ok());
    perform(edit);
    QCOMPARE(lines(), u"begin>unit-procedure-1 c>end unit-procedure-1>c"_s);
    QCOMPARE(lines(*box), u"a>b b>end-1 begin-1>a"_s);
    QCOMPARE(m_document->procedure().container(ElementId(u"b"_s)), *box);
    undoes(before);
}

void TestStructureEdits::refusesWhatIsNoPieceOfLine_data()
{
    QTest::addColumn<QStringList>("steps");
    QTest::addColumn<ElementKind>("kind");
    QTest::addColumn<QString>("code");
    QTest::newRow("nothing") << QStringList() << ElementKind::Loop << u"edit.enclose.nothing"_s;
    QTest::newRow("two pieces") << QStringList {u"a"_s, u"c"_s} << ElementKind::Loop
                                << u"edit.enclose.entries"_s;
    QTest::newRow("with the end") << QStringList {u"c"_s, u"end"_s} << ElementKind::Loop
                                  << u"edit.enclose.ends"_s;
    QTest::newRow("wrong level") << QStringList {u"a"_s, u"b"_s} << ElementKind::Operation
                                 << u"edit.nesting"_s;
    QTest::newRow("unknown") << QStringList {u"nobody"_s} << ElementKind::Loop
                             << u"edit.connect.unknown"_s;
}

void TestStructureEdits::refusesWhatIsNoPieceOfLine()
{
    QFETCH(QStringList, steps);
    QFETCH(ElementKind, kind);
    QFETCH(QString, code);
    QVector<ElementId> ids;
    for (const QString &step : steps)
        ids.append(ElementId(step));
    RecipeEdit edit(m_document->recipe());
    const auto box = Enclosure::enclose(edit, ids, kind, {u"Box"_s, u"框"_s});
    QVERIFY(!box.ok());
    QCOMPARE(box.error().code(), code);
}

void TestStructureEdits::dissolvesWhatItEnclosed()
{
    const QString lineBefore = lines();
    RecipeEdit make(m_document->recipe());
    const auto box = Enclosure::enclose(
        make, {ElementId(u"b"_s), ElementId(u"c"_s)}, ElementKind::Loop, {u"Loop"_s, u"循环"_s});
    QVERIFY(box.ok());
    m_document->setRecipe(make.recipe());
    const QByteArray before = writeRecipe(m_document->recipe());
    RecipeEdit edit(m_document->recipe());
    const auto content = Enclosure::dissolve(edit, *box);
    QVERIFY(content.ok());
    QCOMPARE(*content, (QVector<ElementId> {ElementId(u"b"_s), ElementId(u"c"_s)}));
    perform(edit);
    QCOMPARE(lines(), lineBefore);
    QVERIFY(!m_document->procedure().element(*box));
    undoes(before);
}

void TestStructureEdits::splitsAnOperationAndJoinsItAgain()
{
    const auto recipe = readRecipeFile(
        QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/cart-lentiviral.cyrecipe.json"_s);
    QVERIFY(recipe.ok());
    MasterRecipe draft = *recipe;
    draft.status = RecipeStatus::Draft;
    m_document->setRecipe(draft);
    // An operation with at least four phases in a row.
    const Procedure &procedure = m_document->procedure();
    ElementId operation;
    QVector<ElementId> row;
    for (const ElementId &id : procedure.elements()) {
        if (procedure.element(id)->kind != ElementKind::Operation || !operation.isEmpty())
            continue;
        row.clear();
        for (const ElementId &child : procedure.children(id)) {
            if (procedure.element(child)->kind == ElementKind::Begin)
                row = {child};
        }
        while (!row.isEmpty() && procedure.controlOut(row.last()).size() == 1)
            row.append(procedure.link(procedure.controlOut(row.last()).first())->to.element);
        if (row.size() >= 6 && procedure.children(id).size() == row.size())
            operation = id;
    }
    QVERIFY(!operation.isEmpty());
    const QByteArray before = writeRecipe(m_document->recipe());
    const QVector<ElementId> middle {row.at(2), row.at(3)};
    RecipeEdit edit(m_document->recipe());
    const auto own = Enclosure::splitOut(edit, middle, {u"Own"_s, u"自"_s});
    QVERIFY2(own.ok(), own.ok() ? "" : qPrintable(own.error().code()));
    perform(edit);
    QVERIFY(*own != operation);
    QCOMPARE(m_document->procedure().container(row.at(2)), *own);
    QCOMPARE(m_document->procedure().container(row.at(1)), operation);
    const ElementId rest = m_document->procedure().container(row.at(4));
    QVERIFY(rest != operation && rest != *own);
    QCOMPARE(m_document->procedure()
                 .link(m_document->procedure().controlOut(operation).first())
                 ->to.element,
        *own);
    QCOMPARE(
        m_document->procedure().link(m_document->procedure().controlOut(*own).first())->to.element,
        rest);
    undoes(before);
    // Phases may not lie in a unit procedure, so the container goes into the one before it.
    RecipeEdit back(m_document->recipe());
    QVERIFY(Enclosure::dissolve(back, rest).ok());
    QVERIFY(Enclosure::dissolve(back, *own).ok());
    QCOMPARE(back.recipe().procedure.children(operation).size(), row.size());
    ElementId at = row.first();
    for (qsizetype i = 1; i < row.size(); ++i) {
        const QVector<LinkId> out = back.recipe().procedure.controlOut(at);
        QCOMPARE(out.size(), 1);
        at = back.recipe().procedure.link(out.first())->to.element;
        QCOMPARE(at, row.at(i));
    }
}

// Whatever piece of the shipped recipe is enclosed: every step is still there, and undoing it gives
// the same file.
void TestStructureEdits::demoRecipeSurvivesEveryEnclosure()
{
    const auto recipe = readRecipeFile(
        QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/cart-lentiviral.cyrecipe.json"_s);
    QVERIFY(recipe.ok());
    MasterRecipe draft = *recipe;
    draft.status = RecipeStatus::Draft;
    m_document->setRecipe(draft);
    const QByteArray before = writeRecipe(draft);
    int made = 0;
    const QVector<ElementId> all = draft.procedure.elements();
    for (const ElementId &id : all) {
        for (const ElementKind kind : Enclosure::possibleKinds(draft.procedure, {id})) {
            RecipeEdit edit(m_document->recipe());
            const auto box = Enclosure::enclose(edit, {id}, kind, {u"Box"_s, u"框"_s});
            QVERIFY(box.ok());
            QVERIFY(m_document->perform(edit, u"Box"_s).ok());
            QCOMPARE(m_document->procedure().elementCount(), draft.procedure.elementCount() + 3);
            for (const LinkId &link : draft.procedure.links()) {
                const Link *now = m_document->procedure().link(link);
                QVERIFY2(now, qPrintable(id.value() + u" lost "_s + link.value()));
            }
            m_document->undoStack()->undo();
            if (made++ % 20 == 0)
                QCOMPARE(writeRecipe(m_document->recipe()), before);
        }
    }
    QCOMPARE(writeRecipe(m_document->recipe()), before);
    QVERIFY(made > 50);
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

void TestStructureEdits::aligns_data()
{
    QTest::addColumn<Arrangement::Edge>("edge");
    QTest::addColumn<QPointF>("second"); // where the smaller box goes
    QTest::newRow("left") << Arrangement::Edge::Left << QPointF(50, 300);
    QTest::newRow("centre") << Arrangement::Edge::Centre << QPointF(150, 300);
    QTest::newRow("right") << Arrangement::Edge::Right << QPointF(250, 300);
    QTest::newRow("top") << Arrangement::Edge::Top << QPointF(200, 20);
    QTest::newRow("middle") << Arrangement::Edge::Middle << QPointF(200, 160);
    QTest::newRow("bottom") << Arrangement::Edge::Bottom << QPointF(200, 300);
}

void TestStructureEdits::aligns()
{
    QFETCH(Arrangement::Edge, edge);
    QFETCH(QPointF, second);
    const QVector<Arrangement::Box> boxes {
        {ElementId(u"wide"_s), QRectF(0, 0, 300, 100), {150, 50}},
        {ElementId(u"narrow"_s), QRectF(150, 280, 100, 40), {200, 300}}};
    const auto moved = Arrangement::aligned(boxes, edge);
    const Position now = moved.value(ElementId(u"narrow"_s), {200, 300});
    QCOMPARE(QPointF(now.x, now.y), second);
    QVERIFY(Arrangement::aligned({boxes.first()}, edge).isEmpty());
}

void TestStructureEdits::distributes()
{
    QVector<Arrangement::Box> boxes;
    const double lefts[] {0, 130, 700, 1000};
    for (int i = 0; i < 4; ++i)
        boxes.append(
            {ElementId(u"s%1"_s.arg(i)), QRectF(lefts[i], 0, 100, 100), {lefts[i] + 50, 50}});
    const auto moved = Arrangement::distributed(boxes, Qt::Horizontal);
    QVERIFY(!moved.contains(ElementId(u"s0"_s)) && !moved.contains(ElementId(u"s3"_s)));
    QCOMPARE(moved.value(ElementId(u"s1"_s)).x, 383.0);
    QCOMPARE(moved.value(ElementId(u"s2"_s)).x, 717.0);
    QVERIFY(Arrangement::distributed(boxes.mid(0, 2), Qt::Vertical).isEmpty());
}

void TestStructureEdits::snapsToNeighbours()
{
    const QVector<QRectF> others {{0, 0, 100, 100}, {200, 0, 100, 100}};
    // Nearly on the upper edge, and nearly as far from the second as that is from the first.
    const auto snap = Arrangement::snapped({403, 4, 100, 100}, others, 6);
    QCOMPARE(snap.shift, QPointF(-3, -4));
    QVERIFY(!snap.guides.isEmpty());
    QVERIFY(Arrangement::snapped({450, 250, 100, 100}, others, 6).guides.isEmpty());
}

void TestStructureEdits::pinnedStepsStay()
{
    const QVector<Arrangement::Box> boxes {{ElementId(u"p"_s), QRectF(-50, -50, 100, 100), {0, 0}},
        {ElementId(u"q"_s), QRectF(450, -50, 100, 100), {500, 0}}};
    const QHash<ElementId, Position> wanted {
        {ElementId(u"p"_s), {300, 200}}, {ElementId(u"q"_s), {300, 200}}};
    const auto moved = Arrangement::aroundPinned(boxes, wanted, {ElementId(u"p"_s)});
    QVERIFY(!moved.contains(ElementId(u"p"_s)));
    const Position q = moved.value(ElementId(u"q"_s));
    QCOMPARE(q.x, 0.0); // the arrangement came to where the pinned one stands …
    QVERIFY(q.y >= 110); // … and gave way to it
    QCOMPARE(Arrangement::aroundPinned(boxes, wanted, {}), wanted);
}

QTEST_GUILESS_MAIN(TestStructureEdits)
#include "tst_structureedits.moc"
