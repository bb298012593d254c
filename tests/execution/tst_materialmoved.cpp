// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What went through a port: measured where an instrument tells, nominal where none does, and named.
#include "processgraph/execution/eventdata.h"
#include "tests/execution/rig.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using K = ElementKind;
using S = ProceduralState;

class tst_MaterialMoved : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void basis_data();
    void basis();
    void eachRunHasItsOwn();
};

void tst_MaterialMoved::basis_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("direction");
    QTest::addColumn<double>("volume");
    QTest::addColumn<QString>("basis");
    QTest::newRow("totaliser of the inlet")
        << u"feed"_s << int(PortDirection::In) << 48.5 << u"measured"_s;
    QTest::newRow("the outlet has none")
        << u"feed"_s << int(PortDirection::Out) << 50.0 << u"nominal"_s;
    QTest::newRow("a phase without one")
        << u"wait"_s << int(PortDirection::In) << 50.0 << u"nominal"_s;
}

void tst_MaterialMoved::basis()
{
    QFETCH(QString, type);
    QFETCH(int, direction);
    QFETCH(double, volume);
    QFETCH(QString, basis);
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    Port port;
    port.id = PortId(u"x"_s);
    port.direction = PortDirection(direction);
    port.volume = *Quantity::parse(u"50 mL"_s);
    builder.add(K::Phase, u"f"_s, type).ports = {port};
    builder.chain(u"up.b > f > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    Rig rig(builder.build());
    rig.gateway.set(u"U1.inlet.total.pv"_s, 48.5);
    rig.create();
    rig.start();
    rig.run(30);
    QCOMPARE(rig.state({}), S::Complete);
    JsonValue moved;
    for (const JournalEvent &event : std::as_const(rig.journal.events)) {
        if (event.code == u"material.moved"_s)
            moved = event.data;
    }
    QCOMPARE(eventdata::text(moved, u"basis"), basis);
    QCOMPARE(eventdata::number(moved, u"volume"), volume);
    QCOMPARE(eventdata::text(moved, u"unit"), u"mL"_s);
    const bool measured = basis == u"measured"_s;
    QCOMPARE(eventdata::number(moved, u"nominal", -1), measured ? 50.0 : -1.0);
    QCOMPARE(eventdata::text(moved, u"instrument"), measured ? u"U1.inlet.total.pv"_s : QString());
}

/// In a loop the second pass does not repeat the first one's figure.
void tst_MaterialMoved::eachRunHasItsOwn()
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.open(K::Loop, u"l"_s);
    Port port;
    port.id = PortId(u"x"_s);
    port.direction = PortDirection::In;
    port.volume = *Quantity::parse(u"50 mL"_s);
    builder.add(K::Phase, u"f"_s, u"feed"_s).ports = {port};
    builder.chain(u"l.b > f > l.e"_s);
    builder.close();
    builder.chain(u"up.b > l > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    MasterRecipe recipe = builder.build();
    Element loop = *recipe.procedure.element(ElementId(u"l"_s));
    loop.condition = u"count >= 2"_s;
    loop.maxCount = 3;
    QVERIFY(recipe.procedure.replaceElement(loop).ok());
    Rig rig(recipe);
    rig.create();
    rig.start();
    rig.gateway.set(u"U1.inlet.total.pv"_s, 41);
    rig.run(15);
    rig.gateway.set(u"U1.inlet.total.pv"_s, 42);
    rig.run(40);
    QCOMPARE(rig.state({}), S::Complete);
    QList<double> volumes;
    for (const JournalEvent &event : std::as_const(rig.journal.events)) {
        if (event.code == u"material.moved"_s)
            volumes << eventdata::number(event.data, u"volume");
    }
    QCOMPARE(volumes, (QList<double> {41, 42}));
}

QTEST_GUILESS_MAIN(tst_MaterialMoved)
#include "tst_materialmoved.moc"
