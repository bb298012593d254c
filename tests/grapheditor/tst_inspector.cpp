// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipejson.h"
#include "tests/grapheditor/inspectorfixture.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// All that a step holds is edited here, one undo step per entry.
class TestInspector : public InspectorFixture
{
    Q_OBJECT

private Q_SLOTS:
    void criteriaOfAGate();
    void peopleAndSignatures();
    void portsAndJoints();
    void transferIsSynchronised();
    void timesMarksAndNotes();
    void nothingToAddWhenApproved();
    void untouchedFieldsAreNoEdits();
};

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
    QCOMPARE(element(b->value()).ports.first().volume->in(*Unit::parse(u"mL"_s))->value, 200.0);
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
