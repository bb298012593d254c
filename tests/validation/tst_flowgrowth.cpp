// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A flow that is grown from the one before an edit is the flow that is built anew.
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/procedureflow.h"
#include "resources/resources.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <memory>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

template <class List> QVector<int> copied(const List &list)
{
    return QVector<int>(list.begin(), list.end());
}

/// Edits of a procedure as they come, each of them valid or refused.
class RandomEdits
{
public:
    RandomEdits(Procedure procedure, quint32 seed)
        : m_procedure(std::move(procedure))
        , m_random(seed)
    { }
    [[nodiscard]] const Procedure &procedure() const { return m_procedure; }

    /// True when something has changed.
    bool one()
    {
        switch (m_random.bounded(8)) {
        case 0:
            return add(
                m_random.bounded(4) == 0 ? ElementKind::UnitProcedure : ElementKind::ManualStep);
        case 1:
            return remove();
        case 2:
            return again();
        case 3:
            return replace();
        case 4:
            return move();
        case 5:
            return connect();
        case 6:
            return disconnect();
        default:
            return reprioritise();
        }
    }

private:
    ElementId any()
    {
        const QVector<ElementId> all = m_procedure.elements();
        return all.isEmpty() ? ElementId() : all[m_random.bounded(int(all.size()))];
    }
    LinkId anyLink()
    {
        const QVector<LinkId> all = m_procedure.links();
        return all.isEmpty() ? LinkId() : all[m_random.bounded(int(all.size()))];
    }
    bool add(ElementKind kind)
    {
        Element element;
        element.id = ElementId(u"new%1"_s.arg(++m_made));
        element.kind = kind;
        const ElementId near = any();
        const ElementId home = near.isEmpty() || !m_procedure.element(near)->isContainer()
            ? m_procedure.container(near)
            : near;
        return m_procedure.addElement(element, home, int(m_random.bounded(3)) - 1).ok();
    }
    // With all that hangs on it.
    bool remove()
    {
        const ElementId id = any();
        if (id.isEmpty())
            return false;
        take(id);
        return true;
    }
    void take(const ElementId &id)
    {
        for (const ElementId &child : m_procedure.children(id))
            take(child);
        for (const LinkId &link : m_procedure.incoming(id) + m_procedure.outgoing(id))
            (void)m_procedure.removeLink(link); // a link to itself stands in both lists
        QVERIFY(m_procedure.removeElement(id));
    }
    // Gone and back under its name, perhaps somewhere else, perhaps as something else.
    bool again()
    {
        const ElementId id = any();
        if (id.isEmpty() || !m_procedure.children(id).isEmpty())
            return false;
        Element element = *m_procedure.element(id);
        const ElementId home = m_procedure.container(m_random.bounded(2) == 0 ? any() : id);
        take(id);
        if (m_random.bounded(3) == 0 && element.ports.isEmpty())
            element.kind = ElementKind::Operation;
        return m_procedure.addElement(element, m_procedure.element(home) ? home : ElementId()).ok();
    }
    bool replace()
    {
        const ElementId id = any();
        if (id.isEmpty())
            return false;
        Element element = *m_procedure.element(id);
        element.critical = !element.critical;
        element.residual.reset();
        return m_procedure.replaceElement(element).ok();
    }
    // A container with all its content, by hand.
    bool move()
    {
        const ElementId id = any();
        const ElementId home = m_procedure.container(any());
        if (id.isEmpty() || home == id || m_procedure.ancestors(home).contains(id))
            return false;
        QVector<Link> links;
        const QVector<ElementId> all = m_procedure.elements();
        const auto lies = [&](const ElementId &one) {
            return one == id || m_procedure.ancestors(one).contains(id);
        };
        QVector<std::pair<Element, ElementId>> content;
        for (const ElementId &one : all) {
            if (lies(one))
                content.append(
                    {*m_procedure.element(one), one == id ? home : m_procedure.container(one)});
        }
        for (const LinkId &link : m_procedure.links()) {
            const Link &known = *m_procedure.link(link);
            if (lies(known.from.element) && lies(known.to.element))
                links.append(known);
        }
        take(id);
        bool done = true;
        for (const auto &[element, container] : content)
            done = m_procedure.addElement(element, container).ok() && done;
        for (const Link &link : links)
            done = m_procedure.addLink(link).ok() && done;
        if (!done)
            qFatal("what lay together before is refused together again");
        return true;
    }
    bool connect()
    {
        const ElementId from = any();
        if (from.isEmpty())
            return false;
        const QVector<ElementId> siblings = m_procedure.children(m_procedure.container(from));
        Link link;
        link.id = LinkId(u"way%1"_s.arg(++m_made));
        link.from.element = from;
        link.to.element = siblings[m_random.bounded(int(siblings.size()))];
        return m_procedure.addLink(link, int(m_random.bounded(4)) - 1).ok();
    }
    bool disconnect()
    {
        const LinkId id = anyLink();
        return !id.isEmpty() && m_procedure.removeLink(id).ok();
    }
    bool reprioritise()
    {
        const LinkId id = anyLink();
        if (id.isEmpty())
            return false;
        Link link = *m_procedure.link(id);
        link.priority = int(m_random.bounded(4));
        if (m_random.bounded(2) == 0)
            std::swap(link.from, link.to);
        return m_procedure.replaceLink(link).ok();
    }

    Procedure m_procedure;
    QRandomGenerator m_random;
    int m_made = 0;
};

void compare(const ProcedureFlow &grown, const ProcedureFlow &fresh, const Procedure &procedure)
{
    QCOMPARE(grown.count(), fresh.count());
    for (int i = 0; i < fresh.count(); ++i) {
        QVERIFY(&grown.element(i) == &fresh.element(i));
        QCOMPARE(grown.number(fresh.element(i).id), i);
        QCOMPARE(grown.container(i), fresh.container(i));
        QCOMPARE(grown.endOf(i), fresh.endOf(i));
        QCOMPARE(grown.kind(i), fresh.element(i).kind);
        QCOMPARE(grown.has(i, StepPart::Ports), !fresh.element(i).ports.isEmpty());
        QCOMPARE(grown.has(i, StepPart::Residual), fresh.element(i).residual.has_value());
        QCOMPARE(grown.has(i, StepPart::Attributes), !fresh.element(i).attributes.isEmpty());
        QCOMPARE(grown.placeAmongSiblings(i), fresh.placeAmongSiblings(i));
        QCOMPARE(grown.unitProcedure(i), fresh.unitProcedure(i));
        QCOMPARE(copied(grown.next(i)), copied(fresh.next(i)));
        QCOMPARE(copied(grown.previous(i)), copied(fresh.previous(i)));
        QCOMPARE(copied(grown.linksAt(i)), copied(fresh.linksAt(i)));
    }
    QCOMPARE(grown.links(), fresh.links());
    const QVector<LinkId> ids = procedure.links();
    QCOMPARE(grown.links().size(), ids.size());
    for (int i = 0; i < ids.size(); ++i) {
        QCOMPARE(grown.links()[i]->id, ids[i]);
        QCOMPARE(grown.fromOf(i), fresh.fromOf(i));
        QCOMPARE(grown.toOf(i), fresh.toOf(i));
        QCOMPARE(grown.linkKind(i), grown.links()[i]->kind);
        QCOMPARE(grown.linkOutcome(i), grown.links()[i]->outcome);
    }
    for (int container = -1; container < fresh.count(); ++container)
        QCOMPARE(copied(grown.order(container)), copied(fresh.order(container)));
    for (int vertex = 0; vertex < fresh.flat().size(); ++vertex)
        QCOMPARE(copied(grown.flat().next(vertex)), copied(fresh.flat().next(vertex)));
}

} // namespace

class TestFlowGrowth : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { initResources(); }
    void edits_data();
    void edits();
};

void TestFlowGrowth::edits_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 4; ++seed) {
        QTest::addRow("CAR-T %d", seed) << u"cart-lentiviral"_s << seed;
        QTest::addRow("MSC %d", seed) << u"msc-wharton"_s << seed;
        QTest::addRow("empty %d", seed) << QString() << seed;
    }
}

void TestFlowGrowth::edits()
{
    QFETCH(QString, file);
    QFETCH(int, seed);
    Procedure procedure;
    if (!file.isEmpty())
        procedure = readRecipeFile(u":/cytoloom/demo/%1.cyrecipe.json"_s.arg(file))->procedure;
    RandomEdits edits(procedure, quint32(seed));
    auto flow = std::make_unique<ProcedureFlow>(procedure);
    QRandomGenerator random(quint32(seed) + 100);
    for (int round = 0; round < 150; ++round) {
        int done = 0;
        for (int edit = int(random.bounded(3)); edit >= 0; --edit) // what changes at once
            done += edits.one() ? 1 : 0;
        if (done == 0)
            continue;
        const ProcedureChange change = edits.procedure().changedSince(procedure);
        QVector<ElementId> before;
        for (int i = 0; i < flow->count(); ++i)
            before.append(flow->element(i).id);
        QVector<int> origins;
        auto grown = std::make_unique<ProcedureFlow>(edits.procedure(), *flow, change, &origins);
        compare(*grown, ProcedureFlow(edits.procedure()), edits.procedure());
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(origins.size(), grown->count());
        for (int i = 0; i < grown->count(); ++i) {
            const ElementId &id = grown->element(i).id;
            if (origins[i] >= 0) {
                QCOMPARE(before[origins[i]], id);
                QVERIFY(procedure.element(id) == &grown->element(i)); // the same value
            } else {
                QVERIFY(procedure.element(id) != &grown->element(i));
            }
        }
        for (const ElementId &id : std::as_const(before)) {
            if (!edits.procedure().element(id))
                QCOMPARE(grown->number(id), -1);
        }
        flow = std::move(grown);
        procedure = edits.procedure();
    }
}

QTEST_GUILESS_MAIN(TestFlowGrowth)
#include "tst_flowgrowth.moc"
