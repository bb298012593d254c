// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/masterrecipe.h"
#include "processgraph/model/recipejson.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

Element make(const QString &id, ElementKind kind)
{
    Element element;
    element.id = ElementId(id);
    element.kind = kind;
    return element;
}

Link join(const QString &id, const ElementId &from, const ElementId &to,
    LinkKind kind = LinkKind::Control)
{
    Link link;
    link.id = LinkId(id);
    link.kind = kind;
    link.from.element = from;
    link.to.element = to;
    return link;
}

QString codeOf(const Result<void> &result)
{
    return result ? QString() : result.error().code();
}

// What must hold whatever has been done, said without looking inside.
QString brokenInvariant(const Procedure &procedure)
{
    const QVector<ElementId> elements = procedure.elements();
    if (elements.size() != procedure.elementCount())
        return u"elements() and elementCount() differ"_s;
    QSet<ElementId> seen;
    for (const ElementId &id : elements) {
        if (!procedure.element(id) || procedure.element(id)->id != id)
            return u"element lost: "_s + id.value();
        const ElementId container = procedure.container(id);
        if (!container.isEmpty() && !seen.contains(container))
            return u"content before its container: "_s + id.value();
        if (procedure.children(container).count(id) != 1)
            return u"not exactly once among its siblings: "_s + id.value();
        seen.insert(id);
    }
    if (seen.size() != elements.size())
        return u"element twice"_s;
    const QVector<LinkId> links = procedure.links();
    for (const LinkId &id : links) {
        const Link *link = procedure.link(id);
        if (!link || !seen.contains(link->from.element) || !seen.contains(link->to.element))
            return u"dangling link: "_s + id.value();
        if (procedure.outgoing(link->from.element).count(id) != 1
            || procedure.incoming(link->to.element).count(id) != 1)
            return u"link not at its ends: "_s + id.value();
        const ElementId home = procedure.home(id);
        if (procedure.linksOf(home).count(id) != 1)
            return u"link not at home: "_s + id.value();
        for (const ElementId &end : {link->from.element, link->to.element})
            if (!home.isEmpty() && !procedure.ancestors(end).contains(home))
                return u"home does not hold an end: "_s + id.value();
    }
    qsizetype ends = 0;
    for (const ElementId &id : elements)
        ends += procedure.outgoing(id).size() + procedure.incoming(id).size();
    return ends == 2 * links.size() ? QString() : u"an element keeps a link that is gone"_s;
}

} // namespace

class TestProcedure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusals();
    void orderIsAsAdded();
    void priorityRulesControlOut();
    void portsInUseStay();
    void indexBringsARemovedLinkBack();
    void copyIsASnapshot();
    void randomEditsKeepTheInvariants_data();
    void randomEditsKeepTheInvariants();
    void setPointComesFromTheFormula();
    void largeProcedureIsQuickToBuild();
};

void TestProcedure::refusals()
{
    Procedure procedure;
    QVERIFY(procedure.addElement(make(u"up"_s, ElementKind::UnitProcedure), {}).ok());
    const ElementId up(u"up"_s);
    QVERIFY(procedure.addElement(make(u"a"_s, ElementKind::Phase), up).ok());
    QVERIFY(procedure.addElement(make(u"b"_s, ElementKind::Phase), up).ok());
    const ElementId a(u"a"_s);
    const ElementId b(u"b"_s);
    QCOMPARE(
        codeOf(procedure.addElement(make({}, ElementKind::Phase), {})), u"model.duplicateId"_s);
    QCOMPARE(
        codeOf(procedure.addElement(make(u"a"_s, ElementKind::Phase), {})), u"model.duplicateId"_s);
    QCOMPARE(codeOf(procedure.addElement(make(u"c"_s, ElementKind::Phase), ElementId(u"x"_s))),
        u"model.unknownElement"_s);
    QCOMPARE(
        codeOf(procedure.addElement(make(u"c"_s, ElementKind::Phase), a)), u"model.notContainer"_s);
    QCOMPARE(codeOf(procedure.replaceElement(make(u"c"_s, ElementKind::Phase))),
        u"model.unknownElement"_s);
    QCOMPARE(
        codeOf(procedure.replaceElement(make(u"up"_s, ElementKind::Phase))), u"model.hasContent"_s);
    QCOMPARE(codeOf(procedure.removeElement(up)), u"model.hasContent"_s);
    QVERIFY(procedure.addLink(join(u"l"_s, a, b)).ok());
    QCOMPARE(codeOf(procedure.removeElement(a)), u"model.hasLinks"_s);
    QCOMPARE(codeOf(procedure.addLink(join(u"l"_s, b, a))), u"model.duplicateId"_s);
    QCOMPARE(
        codeOf(procedure.addLink(join(u"m"_s, a, ElementId(u"x"_s)))), u"model.unknownElement"_s);
    QCOMPARE(codeOf(procedure.addLink(join(u"m"_s, a, up))), u"model.controlCrosses"_s);
    QCOMPARE(codeOf(procedure.replaceLink(join(u"m"_s, a, b))), u"model.unknownLink"_s);
    QCOMPARE(codeOf(procedure.removeLink(LinkId(u"m"_s))), u"model.unknownLink"_s);
    Link ported = join(u"m"_s, a, b, LinkKind::Material);
    ported.to.port = PortId(u"in"_s);
    QCOMPARE(codeOf(procedure.addLink(ported)), u"model.unknownPort"_s);
    Element twice = make(u"d"_s, ElementKind::Phase);
    twice.ports.resize(2);
    QCOMPARE(codeOf(procedure.addElement(twice, up)), u"model.duplicatePart"_s);
    // As many as a hostile file may bring: each with each would take hours.
    twice.ports = QVector<Port>(300'000);
    for (int i = 0; i < twice.ports.size(); ++i)
        twice.ports[i].id = PortId(QString::number(i));
    twice.ports.last().id = PortId(u"7"_s);
    QCOMPARE(codeOf(procedure.addElement(twice, up)), u"model.duplicatePart"_s);
    QCOMPARE(brokenInvariant(procedure), QString());
}

void TestProcedure::orderIsAsAdded()
{
    Procedure procedure;
    for (const QString &id : {u"c"_s, u"a"_s, u"b"_s})
        QVERIFY(procedure.addElement(make(id, ElementKind::Operation), {}).ok());
    QVERIFY(procedure.addElement(make(u"first"_s, ElementKind::Operation), {}, 0).ok());
    QVERIFY(procedure.addElement(make(u"inner"_s, ElementKind::Phase), ElementId(u"c"_s)).ok());
    QStringList order;
    for (const ElementId &id : procedure.elements())
        order << id.value();
    QCOMPARE(order.join(u' '), u"first c inner a b"_s);
    QCOMPARE(procedure.ancestors(ElementId(u"inner"_s)), QVector {ElementId(u"c"_s)});
}

void TestProcedure::priorityRulesControlOut()
{
    Procedure procedure;
    for (const QString &id : {u"s"_s, u"x"_s, u"y"_s, u"z"_s})
        QVERIFY(procedure.addElement(make(id, ElementKind::Transition), {}).ok());
    const ElementId s(u"s"_s);
    int priority = 3;
    for (const QString &id : {u"x"_s, u"y"_s, u"z"_s}) {
        Link link = join(u"l"_s + id, s, ElementId(id));
        link.priority = priority--;
        QVERIFY(procedure.addLink(link).ok());
    }
    QVERIFY(procedure.addLink(join(u"m"_s, s, ElementId(u"x"_s), LinkKind::Sync)).ok());
    const QVector<LinkId> expected {LinkId(u"lz"_s), LinkId(u"ly"_s), LinkId(u"lx"_s)};
    QCOMPARE(procedure.controlOut(s), expected);
    QCOMPARE(procedure.outgoing(s).size(), 4);
    QCOMPARE(procedure.controlIn(ElementId(u"x"_s)), QVector {LinkId(u"lx"_s)});
}

void TestProcedure::portsInUseStay()
{
    Procedure procedure;
    Element a = make(u"a"_s, ElementKind::Phase);
    Port port;
    port.id = PortId(u"out"_s);
    a.ports = {port};
    QVERIFY(procedure.addElement(a, {}).ok());
    QVERIFY(procedure.addElement(make(u"b"_s, ElementKind::Phase), {}).ok());
    Link link = join(u"l"_s, a.id, ElementId(u"b"_s), LinkKind::Material);
    link.from.port = port.id;
    QVERIFY(procedure.addLink(link).ok());
    QCOMPARE(
        codeOf(procedure.replaceElement(make(u"a"_s, ElementKind::Phase))), u"model.hasLinks"_s);
    a.name.en = u"renamed"_s;
    QVERIFY(procedure.replaceElement(a).ok());
    QVERIFY(procedure.removeLink(link.id).ok());
    QVERIFY(procedure.replaceElement(make(u"a"_s, ElementKind::Phase)).ok());
}

// What undo relies on: remove, then add at the same place, is as if nothing had happened.
void TestProcedure::indexBringsARemovedLinkBack()
{
    const Result<MasterRecipe> recipe = readRecipeFile(
        QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/msc-wharton.cyrecipe.json"_s);
    QVERIFY(recipe.ok());
    Procedure procedure = recipe->procedure;
    const QVector<LinkId> links = procedure.links();
    QVERIFY(links.size() > 100);
    for (int i = 0; i < links.size(); ++i) {
        const Link link = *procedure.link(links[i]);
        QVERIFY(procedure.removeLink(link.id).ok());
        QVERIFY(procedure.addLink(link, i).ok());
    }
    QVERIFY(procedure == recipe->procedure);
    for (const ElementId &id : procedure.elements())
        QCOMPARE(procedure.outgoing(id), recipe->procedure.outgoing(id));
}

void TestProcedure::copyIsASnapshot()
{
    Procedure procedure;
    QVERIFY(procedure.addElement(make(u"a"_s, ElementKind::Phase), {}).ok());
    const Procedure snapshot = procedure;
    QCOMPARE(snapshot.element(ElementId(u"a"_s)), procedure.element(ElementId(u"a"_s))); // shared
    Element changed = make(u"a"_s, ElementKind::ManualStep);
    QVERIFY(procedure.replaceElement(changed).ok());
    QVERIFY(procedure.addElement(make(u"b"_s, ElementKind::Phase), {}).ok());
    QCOMPARE(snapshot.elementCount(), 1);
    QVERIFY(snapshot.element(ElementId(u"a"_s))->kind == ElementKind::Phase);
    QVERIFY(!(snapshot == procedure));
}

void TestProcedure::randomEditsKeepTheInvariants_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestProcedure::randomEditsKeepTheInvariants()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    MasterRecipe recipe;
    recipe.id = RecipeId(u"random"_s);
    Procedure &procedure = recipe.procedure;
    int next = 0;
    int accepted = 0;
    const auto pick = [&](const auto &items) {
        return items.isEmpty() ? typename std::decay_t<decltype(items)>::value_type()
                               : items[random.bounded(int(items.size()))];
    };
    for (int step = 0; step < 400; ++step) {
        const QVector<ElementId> elements = procedure.elements();
        const QVector<LinkId> links = procedure.links();
        const QString id = QString::number(next++);
        const int place = random.bounded(8) - 1;
        Result<void> done;
        switch (random.bounded(8)) {
        case 0:
        case 1:
        case 2: {
            const ElementId container = random.bounded(3) ? pick(elements) : ElementId();
            done = procedure.addElement(
                make(id, ElementKind(random.bounded(int(ElementKind::ManualStep) + 1))), container,
                place);
            break;
        }
        case 3:
            done = procedure.addLink(
                join(id, pick(elements), pick(elements), LinkKind(random.bounded(5))), place);
            break;
        case 4:
            done = procedure.removeElement(pick(elements));
            break;
        case 5:
            done = procedure.removeLink(pick(links));
            break;
        case 6:
            done = procedure.replaceLink(join(
                pick(links).value(), pick(elements), pick(elements), LinkKind(random.bounded(5))));
            break;
        default:
            done = procedure.replaceElement(make(pick(elements).value(),
                ElementKind(random.bounded(int(ElementKind::ManualStep) + 1))));
            break;
        }
        accepted += done ? 1 : 0;
        QCOMPARE(brokenInvariant(procedure), QString());
    }
    QVERIFY2(accepted > 50, "the edits must not all have been refused");
    const Result<MasterRecipe> again = readRecipe(writeRecipe(recipe), u"random"_s);
    QVERIFY2(again.ok(), again ? "" : qPrintable(again.error().code()));
    QVERIFY(*again == recipe);
}

void TestProcedure::setPointComesFromTheFormula()
{
    MasterRecipe recipe;
    recipe.formula.append(
        {u"t"_s, {}, FormulaKind::ProcessParameter, Quantity::parse(u"310.15 K"_s).value()});
    Parameter parameter;
    parameter.id = ParameterId(u"p"_s);
    parameter.unit = Unit::parse(u"°C"_s).value();
    QCOMPARE(recipe.setPoint(parameter).error().code(), u"model.noSetPoint"_s);
    parameter.formula = u"t"_s;
    QVERIFY(qAbs(recipe.setPoint(parameter).value() - 37) < 1e-6);
    parameter.formula = u"gone"_s;
    QCOMPARE(recipe.setPoint(parameter).error().code(), u"model.unknownFormula"_s);
    parameter.formula.clear();
    parameter.value = 36.5;
    QCOMPARE(recipe.setPoint(parameter).value(), 36.5);
}

// 5 000 elements in one container: quadratic bookkeeping would show in the test's time limit.
void TestProcedure::largeProcedureIsQuickToBuild()
{
    Procedure procedure;
    for (int i = 0; i < 5000; ++i) {
        QVERIFY(procedure.addElement(make(QString::number(i), ElementKind::Phase), {}).ok());
        if (i > 0)
            QVERIFY(procedure
                        .addLink(join(u"l%1"_s.arg(i), ElementId(QString::number(i - 1)),
                            ElementId(QString::number(i))))
                        .ok());
    }
    QCOMPARE(procedure.elementCount(), 5000);
    QCOMPARE(procedure.links().size(), 4999);
}

QTEST_GUILESS_MAIN(TestProcedure)
#include "tst_procedure.moc"
