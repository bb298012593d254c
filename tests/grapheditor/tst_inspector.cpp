// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "widgets/inspector/durationedit.h"
#include "widgets/inspector/inspector.h"
#include "widgets/inspector/quantityedit.h"

#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// Everything that a recipe file can hold is edited here, one undo step per entry.
class TestInspector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void criteriaOfAGate();
    void peopleAndSignatures();
    void portsAndJoints();
    void transferIsSynchronised();
    void detailsOfAParameter();
    void parametersComeAndGo();
    void rangeUpsideDownIsRefused();
    void timesMarksAndNotes();
    void formulaAndMaterials();
    void unitRoles();
    void nothingToAddWhenApproved();
    void untouchedFieldsAreNoEdits();

private:
    template <class T> T *find(const QString &name) const
    {
        return m_inspector->findChild<T *>(name);
    }
    template <class T> T *need(const QString &name) const
    {
        T *found = find<T>(name);
        if (!found)
            qWarning("the inspector has no %s", qPrintable(name));
        return found;
    }
    void select(const QString &id);
    void press(const QString &button);
    void type(const QString &field, const QString &text);
    void choose(const QString &combo, const QString &wordOrId);
    void settle();
    [[nodiscard]] const Element &element(const QString &id) const
    {
        return *m_document->procedure().element(ElementId(id));
    }
    /// The recipe can be saved and read, and undo leads back to the start.
    void checkUndo();
    [[nodiscard]] QString firstGate() const;

    MasterRecipe m_recipe;
    QByteArray m_start;
    std::unique_ptr<RecipeDocument> m_document;
    std::unique_ptr<Inspector> m_inspector;
};

void TestInspector::initTestCase()
{
    initResources();
    const auto recipe = readRecipeFile(
        QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/cart-lentiviral.cyrecipe.json"_s);
    QVERIFY2(recipe.ok(), recipe.ok() ? "" : qPrintable(recipe.error().code()));
    m_recipe = *recipe;
    m_recipe.status = RecipeStatus::Draft;
}

void TestInspector::init()
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

void TestInspector::cleanup()
{
    m_inspector.reset();
    m_document.reset();
}

// Rebuilding waits for the event loop; deferred deletions go with it.
void TestInspector::settle()
{
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void TestInspector::select(const QString &id)
{
    m_inspector->setSelection({ElementId(id)}, {});
    settle();
}

void TestInspector::press(const QString &name)
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

void TestInspector::type(const QString &name, const QString &text)
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

void TestInspector::choose(const QString &name, const QString &wordOrId)
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

void TestInspector::checkUndo()
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

QString TestInspector::firstGate() const
{
    const QVector<ElementId> all = m_document->procedure().elements();
    for (const ElementId &id : all) {
        if (m_document->procedure().element(id)->kind == ElementKind::Gate)
            return id.value();
    }
    return {};
}

void TestInspector::criteriaOfAGate()
{
    const QString gate = firstGate();
    QVERIFY(!gate.isEmpty());
    select(gate);
    const int before = int(element(gate).gate->criteria.size());
    press(u"criteria.add"_s);
    QCOMPARE(element(gate).gate->criteria.size(), before + 1);
    const QString key = u"criteria.%1."_s.arg(before);
    type(key + u"limit"_s, u"0.8"_s);
    QCOMPARE(element(gate).gate->criteria.last().limit, 0.8);
    type(key + u"limit"_s, u"75 %"_s);
    QCOMPARE(element(gate).gate->criteria.last().limit, 75.0);
    QSignalSpy refused(m_inspector.get(), &Inspector::refused);
    type(key + u"limit"_s, u"5 mL"_s);
    QCOMPARE(element(gate).gate->criteria.last().limit, 75.0);
    QVERIFY(!refused.isEmpty());
    type(key + u"nameEn"_s, u"Identity"_s);
    type(key + u"method"_s, u"QC-017"_s);
    choose(key + u"comparison"_s, u"="_s);
    QVERIFY(!find<QLineEdit>(key + u"limit"_s));
    // An empty word could not be saved: it goes back.
    type(key + u"text"_s, u" "_s);
    QVERIFY(!element(gate).gate->criteria.last().text.isEmpty());
    type(key + u"text"_s, u"sterile"_s);
    QCOMPARE(element(gate).gate->criteria.last().text, u"sterile"_s);
    QCOMPARE(element(gate).gate->criteria.last().method, u"QC-017"_s);
    const bool mandatory = element(gate).gate->mandatory;
    press(u"gate.mandatory"_s);
    QCOMPARE(element(gate).gate->mandatory, !mandatory);
    press(u"criteria.0.toggle"_s);
    press(u"criteria.0.remove"_s);
    QCOMPARE(element(gate).gate->criteria.size(), before);
    QCOMPARE(element(gate).gate->criteria.last().text, u"sterile"_s);
    checkUndo();
}

void TestInspector::peopleAndSignatures()
{
    select(u"harvest"_s);
    const int crew = int(element(u"harvest"_s).crew.size());
    const int signatures = int(element(u"harvest"_s).signatures.size());
    press(u"crew.add"_s);
    const QString line = u"crew.%1."_s.arg(crew);
    choose(line + u"role"_s, u"supervisor"_s);
    type(line + u"people"_s, u"2"_s);
    type(line + u"people"_s, u"0"_s); // nobody is no crew
    type(line + u"qualification"_s, u"aseptic"_s);
    const CrewNeed wanted {u"supervisor"_s, 2, u"aseptic"_s};
    QCOMPARE(element(u"harvest"_s).crew.last(), wanted);
    press(u"signatures.add"_s);
    choose(u"signatures.%1.meaning"_s.arg(signatures), u"Approved"_s);
    choose(u"signatures.%1.role"_s.arg(signatures), u"qualified-person"_s);
    const SignaturePoint point {SignatureMeaning::Approved, u"qualified-person"_s};
    QCOMPARE(element(u"harvest"_s).signatures.last(), point);
    choose(u"verification"_s, u"Device"_s);
    QCOMPARE(element(u"harvest"_s).verification, VerificationKind::Device);
    press(u"crew.%1.remove"_s.arg(crew));
    QCOMPARE(element(u"harvest"_s).crew.size(), crew);
    checkUndo();
}

void TestInspector::portsAndJoints()
{
    // Two fresh steps: one gives, the other takes.
    const auto a = m_document->addFromPalette({ElementKind::ManualStep, {}}, {}, {3000, 3000});
    const auto b = m_document->addFromPalette({ElementKind::ManualStep, {}}, {}, {3300, 3000});
    QVERIFY(a.ok() && b.ok());
    select(b->value());
    press(u"ports.add"_s);
    type(u"ports.0.nameEn"_s, u"Inlet"_s);
    choose(u"ports.0.medium"_s, Catalog::shipped().materials().first().id);
    type(u"ports.0.volume"_s, u"0.2 L"_s);
    QCOMPARE(element(b->value()).ports.first().volume->value, 200.0);
    choose(u"ports.0.bomLine"_s, m_recipe.bom.first().id);
    QCOMPARE(element(b->value()).ports.first().bomLine, m_recipe.bom.first().id);
    choose(u"ports.0.bomLine"_s, QString());
    select(a->value());
    press(u"ports.add"_s);
    choose(u"ports.0.direction"_s, u"Out"_s);
    choose(u"ports.0.medium"_s, Catalog::shipped().materials().first().id);
    auto *joined = need<QComboBox>(u"ports.0.joined"_s);
    QVERIFY(joined);
    int inlet = -1;
    for (int i = 0; i < joined->count(); ++i)
        inlet = joined->itemText(i).contains(u"Inlet"_s) ? i : inlet;
    QVERIFY(inlet > 0);
    choose(u"ports.0.joined"_s, joined->itemText(inlet));
    QCOMPARE(m_document->procedure().outgoing(*a).size(), 1);
    const Link link = *m_document->procedure().link(m_document->procedure().outgoing(*a).first());
    QCOMPARE(link.kind, LinkKind::Material);
    QCOMPARE(link.to.element, *b);
    // A joined port keeps its direction, and does not go.
    QSignalSpy refused(m_inspector.get(), &Inspector::refused);
    choose(u"ports.0.direction"_s, u"In"_s);
    QCOMPARE(element(a->value()).ports.first().direction, PortDirection::Out);
    QCOMPARE(refused.count(), 1);
    press(u"ports.0.remove"_s);
    QCOMPARE(element(a->value()).ports.size(), 1);
    QCOMPARE(refused.count(), 2);
    press(u"ports.0.toggle"_s);
    choose(u"ports.0.joined"_s, u"Nothing"_s);
    QVERIFY(m_document->procedure().outgoing(*a).isEmpty());
    checkUndo();
}

void TestInspector::transferIsSynchronised()
{
    // The demo recipe has its transfers in step; take one apart and put it together again.
    Link sync;
    const QVector<LinkId> links = m_document->procedure().links();
    for (const LinkId &id : links) {
        if (sync.id.isEmpty() && m_document->procedure().link(id)->kind == LinkKind::Sync)
            sync = *m_document->procedure().link(id);
    }
    QVERIFY(!sync.id.isEmpty());
    select(sync.from.element.value());
    QSignalSpy shown(m_inspector.get(), &Inspector::showRequested);
    press(u"sync.show"_s);
    QCOMPARE(shown.count(), 1);
    QCOMPARE(shown.first().first().value<ElementId>(), sync.to.element);
    choose(u"sync"_s, QString());
    QVERIFY(!m_document->procedure().link(sync.id));
    QVERIFY(!find<QPushButton>(u"sync.show"_s));
    choose(u"sync"_s, sync.to.element.value());
    int found = 0;
    const QVector<LinkId> after = m_document->procedure().links();
    for (const LinkId &id : after) {
        const Link *link = m_document->procedure().link(id);
        found += link->kind == LinkKind::Sync && link->from == sync.from && link->to == sync.to;
    }
    QCOMPARE(found, 1);
    QCOMPARE(m_document->undoStack()->count(), 2);
    checkUndo();
}

void TestInspector::detailsOfAParameter()
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

void TestInspector::parametersComeAndGo()
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

void TestInspector::rangeUpsideDownIsRefused()
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

void TestInspector::timesMarksAndNotes()
{
    select(u"harvest"_s);
    type(u"maxHeldTime"_s, u"90 min"_s);
    type(u"maxOpenTime"_s, u"1 h"_s);
    type(u"residual"_s, u"15"_s);
    auto *note = need<QPlainTextEdit>(u"noteEn"_s);
    QVERIFY(note);
    note->setFocus();
    note->selectAll();
    QTest::keyClicks(note, u"Because cells wait badly"_s);
    QTest::keyClick(note, Qt::Key_Return, Qt::ControlModifier);
    settle();
    press(u"aseptic"_s);
    const Element &harvest = element(u"harvest"_s);
    QCOMPARE(*harvest.maxHeldTime, Duration(std::chrono::minutes(90)));
    QCOMPARE(*harvest.maxOpenTime, Duration(std::chrono::hours(1)));
    QCOMPARE(harvest.residual->value, 15.0);
    QCOMPARE(harvest.residual->unit.symbol(), u"mL"_s);
    QCOMPARE(harvest.note.en, u"Because cells wait badly"_s);
    QVERIFY(harvest.aseptic);
    type(u"maxOpenTime"_s, u" "_s);
    QVERIFY(!element(u"harvest"_s).maxOpenTime);
    type(u"maxHeldTime"_s, u"999999999999999999 d"_s); // longer than any clock counts
    QCOMPARE(*element(u"harvest"_s).maxHeldTime, Duration(std::chrono::minutes(90)));
    checkUndo();
}

void TestInspector::formulaAndMaterials()
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

void TestInspector::unitRoles()
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

void TestInspector::nothingToAddWhenApproved()
{
    MasterRecipe approved = m_recipe;
    approved.status = RecipeStatus::Approved;
    m_document->setRecipe(approved);
    settle();
    for (const QString &id : {QString(), firstGate(), u"harvest"_s}) {
        m_inspector->setSelection(
            id.isEmpty() ? QVector<ElementId>() : QVector<ElementId> {ElementId(id)}, {});
        settle();
        const QList<QLineEdit *> edits = m_inspector->findChildren<QLineEdit *>();
        for (const QLineEdit *edit : edits)
            QVERIFY2(edit->isReadOnly(), qPrintable(edit->objectName()));
        const QList<QPlainTextEdit *> texts = m_inspector->findChildren<QPlainTextEdit *>();
        for (const QPlainTextEdit *text : texts)
            QVERIFY2(text->isReadOnly(), qPrintable(text->objectName()));
        const QList<QComboBox *> combos = m_inspector->findChildren<QComboBox *>();
        for (const QComboBox *combo : combos)
            QVERIFY2(!combo->isEnabled(), qPrintable(combo->objectName()));
        const QList<QPushButton *> buttons = m_inspector->findChildren<QPushButton *>();
        for (const QPushButton *button : buttons) {
            const bool changes
                = button->objectName().endsWith(u"add"_s) && button->isVisibleTo(m_inspector.get());
            QVERIFY2(!changes, qPrintable(button->objectName()));
        }
    }
    QCOMPARE(m_document->undoStack()->count(), 0);
}

// Walking through all fields with the Tab key changes nothing: texts are rounded, values are not.
void TestInspector::untouchedFieldsAreNoEdits()
{
    const QVector<ElementId> all = m_document->procedure().elements();
    int fields = 0;
    for (qsizetype i = 0; i < all.size(); i += 7) {
        select(all.at(i).value());
        const QList<QToolButton *> toggles = m_inspector->findChildren<QToolButton *>();
        for (QToolButton *toggle : toggles)
            toggle->click(); // the rebuild waits for the event loop
        settle();
        const QList<QLineEdit *> edits = m_inspector->findChildren<QLineEdit *>();
        for (QLineEdit *edit : edits) {
            ++fields;
            Q_EMIT edit->editingFinished();
            QVERIFY2(!edit->property("invalid").toBool(),
                qPrintable(
                    all.at(i).value() + u": "_s + edit->objectName() + u" "_s + edit->text()));
        }
        QVERIFY2(m_document->undoStack()->count() == 0, qPrintable(all.at(i).value()));
    }
    QVERIFY(fields > 100);
    QCOMPARE(writeRecipe(m_document->recipe()), m_start);
}

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
