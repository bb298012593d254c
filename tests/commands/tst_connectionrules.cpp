// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/connectionrules.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestConnectionRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void judges_data();
    void judges();
    void kindFollowsFromThePort_data();
    void kindFollowsFromThePort();
    void eachLineOutOfAGateHasItsOutcome();

private:
    void add(const QString &id, ElementKind kind, const QString &container = {});

    Procedure m_procedure;
};

void TestConnectionRules::add(const QString &id, ElementKind kind, const QString &container)
{
    Element element;
    element.id = ElementId(id);
    element.kind = kind;
    const auto port = [&](const char *name, PortDirection direction, PortPurpose purpose,
                          const QString &medium) {
        Port p;
        p.id = PortId(QLatin1String(name));
        p.direction = direction;
        p.purpose = purpose;
        p.medium = medium;
        element.ports.append(p);
    };
    if (kind == ElementKind::Phase) {
        port("in", PortDirection::In, PortPurpose::Product, u"cells"_s);
        port("out", PortDirection::Out, PortPurpose::Product, u"cells"_s);
        port("medium", PortDirection::Out, PortPurpose::Product, u"medium"_s);
        port("sample", PortDirection::Out, PortPurpose::Sample, u"cells"_s);
        port("waste", PortDirection::Out, PortPurpose::Waste, QString());
    }
    QVERIFY(m_procedure.addElement(element, ElementId(container)).ok());
}

void TestConnectionRules::init()
{
    m_procedure = Procedure();
    add(u"begin"_s, ElementKind::Begin);
    add(u"end"_s, ElementKind::End);
    add(u"op"_s, ElementKind::Operation);
    add(u"a"_s, ElementKind::Phase, u"op"_s);
    add(u"b"_s, ElementKind::Phase, u"op"_s);
    add(u"other"_s, ElementKind::Operation);
    add(u"c"_s, ElementKind::Phase, u"other"_s);
    Link link;
    link.id = LinkId(u"L1"_s);
    link.from.element = ElementId(u"begin"_s);
    link.to.element = ElementId(u"op"_s);
    QVERIFY(m_procedure.addLink(link).ok());
}

void TestConnectionRules::judges_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("fromPort");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("toPort");
    QTest::addColumn<QString>("code"); // empty: yes
    const QString none;
    QTest::newRow("control") << u"op"_s << none << u"end"_s << none << none;
    QTest::newRow("self") << u"a"_s << none << u"a"_s << none << u"edit.connect.self"_s;
    QTest::newRow("unknown") << u"a"_s << none << u"zzz"_s << none << u"edit.connect.unknown"_s;
    QTest::newRow("across") << u"a"_s << none << u"c"_s << none << u"edit.connect.otherContainer"_s;
    QTest::newRow("into begin") << u"op"_s << none << u"begin"_s << none
                                << u"edit.connect.intoBegin"_s;
    QTest::newRow("out of end") << u"end"_s << none << u"op"_s << none
                                << u"edit.connect.outOfEnd"_s;
    QTest::newRow("twice") << u"begin"_s << none << u"op"_s << none << u"edit.connect.twice"_s;
    QTest::newRow("matter") << u"a"_s << u"out"_s << u"b"_s << u"in"_s << none;
    QTest::newRow("matter across") << u"a"_s << u"out"_s << u"c"_s << u"in"_s << none;
    QTest::newRow("outlet to outlet")
        << u"a"_s << u"out"_s << u"b"_s << u"out"_s << u"edit.connect.direction"_s;
    QTest::newRow("inlet first") << u"a"_s << u"in"_s << u"b"_s << u"in"_s
                                 << u"edit.connect.direction"_s;
    QTest::newRow("other medium") << u"a"_s << u"medium"_s << u"b"_s << u"in"_s
                                  << u"edit.connect.medium"_s;
    QTest::newRow("waste into product")
        << u"a"_s << u"waste"_s << u"b"_s << u"in"_s << u"edit.connect.purpose"_s;
    QTest::newRow("sample into product")
        << u"a"_s << u"sample"_s << u"b"_s << u"in"_s << u"edit.connect.purpose"_s;
    QTest::newRow("port to nothing")
        << u"a"_s << u"out"_s << u"b"_s << none << u"edit.connect.onePort"_s;
    QTest::newRow("nothing to port")
        << u"a"_s << none << u"b"_s << u"in"_s << u"edit.connect.onePort"_s;
}

void TestConnectionRules::judges()
{
    QFETCH(QString, from);
    QFETCH(QString, fromPort);
    QFETCH(QString, to);
    QFETCH(QString, toPort);
    QFETCH(QString, code);
    const auto link = proposedLink(
        m_procedure, {ElementId(from), PortId(fromPort)}, {ElementId(to), PortId(toPort)});
    QCOMPARE(link.ok(), code.isEmpty());
    if (!link)
        QCOMPARE(link.error().code(), code);
}

void TestConnectionRules::kindFollowsFromThePort_data()
{
    QTest::addColumn<QString>("port");
    QTest::addColumn<int>("kind");
    QTest::newRow("none") << QString() << int(LinkKind::Control);
    QTest::newRow("sample") << u"sample"_s << int(LinkKind::Sample);
    QTest::newRow("waste") << u"waste"_s << int(LinkKind::Waste);
}

void TestConnectionRules::kindFollowsFromThePort()
{
    QFETCH(QString, port);
    QFETCH(int, kind);
    const auto link
        = proposedLink(m_procedure, {ElementId(u"a"_s), PortId(port)}, {ElementId(u"b"_s), {}});
    QVERIFY(link.ok());
    QCOMPARE(int(link->kind), kind);
}

void TestConnectionRules::eachLineOutOfAGateHasItsOutcome()
{
    add(u"gate"_s, ElementKind::Gate);
    const ElementId gate(u"gate"_s);
    const QVector<std::pair<QString, GateOutcome>> drawn {{u"op"_s, GateOutcome::Pass},
        {u"other"_s, GateOutcome::Fail}, {u"other"_s, GateOutcome::Pending}};
    for (const auto &[to, outcome] : drawn) {
        auto link = proposedLink(m_procedure, {gate, {}}, {ElementId(to), {}});
        QVERIFY(link.ok());
        QCOMPARE(link->outcome, outcome);
        link->id = LinkId(u"g%1"_s.arg(int(outcome)));
        QVERIFY(m_procedure.addLink(*link).ok());
    }
    QCOMPARE(proposedLink(m_procedure, {gate, {}}, {ElementId(u"op"_s), {}}).error().code(),
        u"edit.connect.twice"_s);
}

QTEST_GUILESS_MAIN(TestConnectionRules)
#include "tst_connectionrules.moc"
