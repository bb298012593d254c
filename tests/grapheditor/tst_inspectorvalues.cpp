// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipejson.h"
#include "tests/grapheditor/inspectorfixture.h"
#include "widgets/inspector/quantityedit.h"

#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// Parameters, formula, materials and unit roles are edited here, one undo step per entry.
class TestInspectorValues : public InspectorFixture
{
    Q_OBJECT

private Q_SLOTS:
    void detailsOfAParameter();
    void parametersComeAndGo();
    void rangeUpsideDownIsRefused();
    void formulaAndMaterials();
    void unitRoles();
};

void TestInspectorValues::detailsOfAParameter()
{
    QString host;
    ParameterId id;
    const QVector<ElementId> all = m_document->procedure().elements();
    for (const ElementId &each : all) {
        for (const Parameter &p : m_document->procedure().element(each)->parameters) {
            if (host.isEmpty() && p.unit.symbol() == u"°C"_s && p.value && p.formula.isEmpty()) {
                host = each.value();
                id = p.id;
            }
        }
    }
    QVERIFY(!host.isEmpty());
    const QString key = u"parameter.%1."_s.arg(id.value());
    const auto now = [&]() -> const Parameter & { return *element(host).parameter(id); };
    const double celsius = *now().value;
    select(host);
    press(key + u"toggle"_s);
    type(key + u"source"_s, u"PV-042"_s);
    type(key + u"sampling"_s, u"2 min"_s);
    type(key + u"nameEn"_s, u"Jacket temperature"_s);
    type(key + u"signal.text"_s, u"jacket.pv"_s);
    const bool critical = now().critical;
    press(key + u"critical"_s);
    QCOMPARE(now().source, u"PV-042"_s);
    QCOMPARE(now().samplingInterval, Duration(std::chrono::minutes(2)));
    QCOMPARE(now().name.en, u"Jacket temperature"_s);
    QCOMPARE(now().signal, u"jacket.pv"_s);
    QCOMPARE(now().critical, !critical);
    // Still unfolded: an edit must not fold what is worked on.
    type(key + u"unit"_s, u"K"_s);
    QCOMPARE(QString::number(*now().value, 'g', 17),
        QString::number(QuantityEdit::tidy(celsius + 273.15), 'g', 17));
    type(key + u"unit"_s, u"furlong per"_s);
    QCOMPARE(now().unit.symbol(), u"K"_s);
    type(key + u"unit"_s, u"mL"_s);
    QVERIFY(!now().value); // 310 mL would be a wrong number that looks right
    QVERIFY(now().validated.isEmpty());
    const QString formula = m_recipe.formula.first().id;
    choose(key + u"formula"_s, formula);
    QCOMPARE(now().formula, formula);
    QVERIFY(need<QuantityEdit>(u"value."_s + id.value())->isReadOnly());
    choose(key + u"formula"_s, QString());
    QVERIFY(now().formula.isEmpty());
    type(key + u"id"_s, u"9lives"_s);
    QVERIFY(element(host).parameter(id));
    type(key + u"id"_s, u"jacket"_s);
    QVERIFY(!element(host).parameter(id));
    QVERIFY(find<QLineEdit>(u"parameter.jacket.source"_s));
    press(u"parameter.jacket.remove"_s);
    QVERIFY(!element(host).parameter(ParameterId(u"jacket"_s)));
    checkUndo();
}

void TestInspectorValues::parametersComeAndGo()
{
    QString host;
    const QVector<ElementId> all = m_document->procedure().elements();
    for (const ElementId &each : all) {
        const Element *e = m_document->procedure().element(each);
        const PhaseClass *phase
            = e->kind == ElementKind::Phase ? Catalog::shipped().phaseClass(e->type) : nullptr;
        if (host.isEmpty() && phase && !phase->parameters.isEmpty() && !e->parameters.isEmpty()
            && phase->parameters.first().id == e->parameters.first().id.value())
            host = each.value();
    }
    QVERIFY(!host.isEmpty());
    select(host);
    const QString id = element(host).parameters.first().id.value();
    press(u"parameter.%1.toggle"_s.arg(id));
    press(u"parameter.%1.remove"_s.arg(id));
    QVERIFY(!element(host).parameter(ParameterId(id)));
    // What the class has is offered again, with the class's value and limits.
    auto *action = need<QAction>(u"parameters.add."_s + id);
    QVERIFY(action);
    action->trigger();
    settle();
    QVERIFY(element(host).parameter(ParameterId(id)));
    auto *own = need<QAction>(u"parameters.add.parameter1"_s);
    QVERIFY(own);
    own->trigger();
    settle();
    QVERIFY(element(host).parameter(ParameterId(u"parameter1"_s)));
    type(u"value.parameter1"_s, u"4.5"_s);
    QCOMPARE(*element(host).parameter(ParameterId(u"parameter1"_s))->value, 4.5);
    checkUndo();
}

void TestInspectorValues::rangeUpsideDownIsRefused()
{
    QString host;
    ParameterId id;
    const QVector<ElementId> all = m_document->procedure().elements();
    for (const ElementId &each : all) {
        for (const Parameter &p : m_document->procedure().element(each)->parameters) {
            if (host.isEmpty() && p.validated.low && p.validated.high) {
                host = each.value();
                id = p.id;
            }
        }
    }
    select(host);
    press(u"parameter.%1.toggle"_s.arg(id.value()));
    const Range before = element(host).parameter(id)->validated;
    QSignalSpy refused(m_inspector.get(), &Inspector::refused);
    type(u"limit.0.%1"_s.arg(id.value()), QString::number(*before.high + 1));
    QCOMPARE(element(host).parameter(id)->validated, before);
    QVERIFY(!refused.isEmpty());
    QCOMPARE(m_document->undoStack()->count(), 0);
    type(u"limit.1.%1"_s.arg(id.value()), QString::number(*before.high + 1));
    QCOMPARE(*element(host).parameter(id)->validated.high, *before.high + 1);
    type(u"limit.1.%1"_s.arg(id.value()), u" "_s);
    QVERIFY(!element(host).parameter(id)->validated.high);
    checkUndo();
}

void TestInspectorValues::formulaAndMaterials()
{
    m_inspector->setSelection({}, {});
    settle();
    const int values = int(m_recipe.formula.size());
    press(u"formula.add"_s);
    const QString line = u"formula.%1."_s.arg(values);
    type(line + u"unit"_s, u"mL"_s);
    type(line + u"quantity"_s, u"0.25 L"_s);
    type(line + u"id"_s, m_recipe.formula.first().id); // there is one of that name
    QVERIFY(m_document->recipe().formula.last().id != m_recipe.formula.first().id);
    type(line + u"id"_s, u"washVolume"_s);
    choose(line + u"kind"_s, u"Input"_s);
    const FormulaParameter value = m_document->recipe().formula.last();
    QCOMPARE(value.id, u"washVolume"_s);
    QCOMPARE(value.value.toString(), u"250 mL"_s);
    QCOMPARE(value.kind, FormulaKind::ProcessInput);
    press(u"bom.add"_s);
    const QString material = u"bom.%1."_s.arg(m_recipe.bom.size());
    type(material + u"quantity"_s, u"3"_s);
    type(material + u"tolerance"_s, u"5"_s);
    type(material + u"code"_s, u"M-1001"_s);
    type(material + u"specification"_s, u"SP-7 v2"_s);
    choose(material + u"material"_s, Catalog::shipped().materials().first().id);
    const BomLine bom = m_document->recipe().bom.last();
    QCOMPARE(bom.quantity.value, 3.0);
    QCOMPARE(bom.tolerance, 0.05);
    QCOMPARE(bom.code, u"M-1001"_s);
    QCOMPARE(bom.specification, u"SP-7 v2"_s);
    QCOMPARE(bom.material, Catalog::shipped().materials().first().id);
    press(u"formula.%1.remove"_s.arg(values));
    QCOMPARE(m_document->recipe().formula.size(), values);
    type(u"productEn"_s, u"Cells"_s);
    choose(u"autologous"_s, u"Allogeneic"_s);
    QVERIFY(!m_document->recipe().autologous);
    checkUndo();
}

void TestInspectorValues::unitRoles()
{
    const auto plant = readPlantFile(
        QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/demo.cyplant.json"_s);
    QVERIFY(plant.ok());
    m_inspector->setPlant(*plant);
    m_inspector->setSelection({}, {});
    settle();
    press(u"roles.add"_s);
    const QString line = u"roles.%1."_s.arg(m_recipe.roles.size());
    choose(line + u"class"_s, u"bioreactor"_s);
    choose(line + u"unit"_s, u"BR-02"_s);
    type(line + u"id"_s, u"CULTURE9"_s);
    const PlantUnit *unit = plant->unit(UnitId(u"BR-02"_s));
    QVERIFY(!unit->capabilities.isEmpty());
    choose(line + u"addCapability"_s, unit->capabilities.first().id);
    type(line + u"capability0.low"_s, u"1"_s);
    type(line + u"capability0.high"_s, u"2"_s);
    const UnitRole role = m_document->recipe().roles.last();
    QCOMPARE(role.id, RoleId(u"CULTURE9"_s));
    QCOMPARE(role.equipmentClass, u"bioreactor"_s);
    QCOMPARE(role.preferredUnit, UnitId(u"BR-02"_s));
    QCOMPARE(role.capabilities.size(), 1);
    QCOMPARE(role.capabilities.first().range, (Range {1, 2}));
    QCOMPARE(role.capabilities.first().unit, unit->capabilities.first().unit);
    press(line + u"capability0.remove"_s);
    QVERIFY(m_document->recipe().roles.last().capabilities.isEmpty());
    checkUndo();
}

QTEST_MAIN(TestInspectorValues)
#include "tst_inspectorvalues.moc"
