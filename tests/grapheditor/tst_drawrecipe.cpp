// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipecomparison.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/plant/plant.h"
#include "processgraph/validation/validator.h"
#include "resources/resources.h"
#include "tests/support/canvashand.h"
#include "tests/support/recipedrawer.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphview.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QToolButton>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

/// What a person who draws does not enter, and who does.
struct NotDrawn
{
    QString field; ///< Difference::field
    const char *why;
};
const QVector<NotDrawn> &notDrawn()
{
    static const QVector<NotDrawn> all {
        {u"recipe.version"_s,
            "a new recipe is version 1; the number goes up with each new version"},
        {u"recipe.status"_s, "what is drawn is a draft; approval makes it effective"},
        {u"recipe.approvedBy"_s, "entered by who approves"},
        {u"approvals"_s, "the signatures of review, approval and issue"},
        {u"recipe.changeReason"_s, "asked for when a new version is started"},
    };
    return all;
}

} // namespace

/// The shipped CAR-T recipe is drawn from an empty canvas by mouse and keyboard, on the page that
/// people use: the header with formula, bill of materials and unit roles, every step of every level
/// with all that is said of it, every line of control, material and transfer; a comment and a
/// group beside it. What was drawn is the
/// shipped recipe but for notDrawn() and for counted ids; then it is taken back to the empty canvas
/// and done again, to the same file. One drawing, looked at by several tests in this order; it
/// takes minutes.
class TestDrawRecipe final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void drawsTheHeader();
    void drawsEveryLevel();
    void hasTheSameSteps();
    void drawsWhatFlows();
    void isTheShippedRecipe();
    void isValid();
    void drawsCommentAndGroup();
    void savesUndoesAndRedoes();

private:
    RecipeDocument &document() { return *m_document; }
    template <class Draw> void draw(const char *what, Draw draw);
    void verifyNothingLeftOut() const;
    void save();
    static QByteArray read(const QString &file);

    QTemporaryDir m_home;
    MasterRecipe m_model;
    Plant m_plant;
    QByteArray m_empty;
    Hand m_hand;
    QString m_file;
    std::unique_ptr<RecipeDocument> m_document;
    std::unique_ptr<DesignPage> m_page;
    std::unique_ptr<RecipeDrawer> m_drawer;
};

void TestDrawRecipe::initTestCase()
{
    QVERIFY(m_home.isValid());
    QApplication::setStyle(u"Fusion"_s);
    initResources();
    const QString demo = QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/"_s;
    m_model = *readRecipeFile(demo + u"cart-lentiviral.cyrecipe.json"_s);
    m_plant = *readPlantFile(demo + u"demo.cyplant.json"_s);
    MasterRecipe fresh; // what Ctrl+N puts before people
    fresh.id = RecipeId(u"NEW-01"_s);
    fresh.name = {u"New process"_s, u"新工艺"_s};
    fresh.product = {u"New product"_s, u"新产品"_s};
    m_document = std::make_unique<RecipeDocument>(Catalog::shipped());
    m_document->setRecipe(fresh);
    m_file = m_home.filePath(u"drawn.cyrecipe.json"_s);
    m_page = std::make_unique<DesignPage>(Catalog::shipped(), Theme::light());
    m_page->resize(1920, 1000);
    m_page->setDocument(m_document.get());
    m_page->setPlant(m_plant);
    // Where files lie is the window's, not the page's.
    connect(m_page.get(), &DesignPage::saveRequested, this,
        [this] { QVERIFY(m_document->saveAs(m_file).ok()); });
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QVERIFY(!document().recipe().id.isEmpty());
    QCOMPARE(document().procedure().elementCount(), 0);
    m_empty = writeRecipe(document().recipe());
    m_drawer = std::make_unique<RecipeDrawer>(m_hand, *m_page, document(), m_model);
}

void TestDrawRecipe::cleanupTestCase()
{
    m_drawer.reset();
    m_page.reset();
    m_document.reset();
}

template <class Draw> void TestDrawRecipe::draw(const char *what, Draw draw)
{
    QElapsedTimer clock;
    clock.start();
    const int gestures = m_hand.gestures(), keys = m_hand.keys();
    const int before = document().undoStack()->count();
    try {
        draw();
    } catch (const Stuck &stuck) {
        QFAIL(stuck.what());
    }
    qInfo("%s: %d gestures with %d key presses made %d undo steps in %.0f s", what,
        m_hand.gestures() - gestures, m_hand.keys() - keys,
        document().undoStack()->count() - before, double(clock.elapsed()) / 1000);
}

void TestDrawRecipe::drawsTheHeader()
{
    draw("header", [this] { m_drawer->drawHeader(); });
    save();
}

void TestDrawRecipe::drawsEveryLevel()
{
    draw("steps and control", [this] { m_drawer->drawLevel({}); });
    verifyNothingLeftOut();
    QCOMPARE(document().procedure().elementCount(), m_model.procedure.elementCount());
}

void TestDrawRecipe::hasTheSameSteps()
{
    const Procedure &model = m_model.procedure;
    const Procedure &drawn = document().procedure();
    const QVector<ElementId> all = model.elements();
    for (const ElementId &id : all) {
        const Element *wanted = model.element(id);
        const Element *made = drawn.element(m_drawer->made(id));
        QVERIFY2(made, qPrintable(id.value()));
        QCOMPARE(made->kind, wanted->kind);
        QCOMPARE(made->type, wanted->type);
        QCOMPARE(made->position, wanted->position);
        QCOMPARE(drawn.container(made->id), m_drawer->made(model.container(id)));
        QSet<std::pair<ElementId, int>> next, wantedNext;
        for (const LinkId &link : drawn.controlOut(made->id))
            next.insert({drawn.link(link)->to.element, int(drawn.link(link)->outcome)});
        for (const LinkId &link : model.controlOut(id))
            wantedNext.insert(
                {m_drawer->made(model.link(link)->to.element), int(model.link(link)->outcome)});
        QCOMPARE(next, wantedNext);
    }
}

void TestDrawRecipe::drawsWhatFlows()
{
    draw("material and transfers", [this] { m_drawer->drawFlows(); });
    verifyNothingLeftOut();
    QCOMPARE(document().procedure().linkCount(), m_model.procedure.linkCount());
}

void TestDrawRecipe::isTheShippedRecipe()
{
    MasterRecipe drawn;
    try {
        drawn = m_drawer->drawn();
    } catch (const Stuck &stuck) {
        QFAIL(stuck.what());
    }
    QStringList other;
    const RecipeComparison found = compareRecipes(m_model, drawn);
    for (const Difference &each : found.differences) {
        const bool known = std::any_of(notDrawn().cbegin(), notDrawn().cend(),
            [&each](const NotDrawn &one) { return one.field == each.field; });
        if (!known)
            other << each.field + u": "_s + each.text(Language::En);
    }
    for (const QString &each : std::as_const(other))
        qWarning().noquote() << each;
    QVERIFY2(other.isEmpty(), qPrintable(QString::number(other.size())));
    drawn.version = m_model.version;
    drawn.status = m_model.status;
    drawn.approvedBy = m_model.approvedBy;
    drawn.approvals = m_model.approvals;
    drawn.changeReason = m_model.changeReason;
    QCOMPARE(writeRecipe(drawn), writeRecipe(m_model)); // the order of all lists included
}

void TestDrawRecipe::isValid()
{
    QStringList errors;
    ValidationInput input;
    input.recipe = document().recipe();
    input.plant = m_plant;
    const QVector<Finding> findings = validate(input, Catalog::shipped());
    for (const Finding &each : findings) {
        if (each.severity == Severity::Error)
            errors << each.rule;
    }
    QVERIFY2(errors.isEmpty(), qPrintable(errors.join(u' ')));
}

// The shipped recipe has none; what is undone and redone below has.
void TestDrawRecipe::drawsCommentAndGroup()
{
    const QString words = u"Cells leave the closed system here."_s;
    GraphView *view = m_page->view();
    draw("comment and group", [&] {
        CanvasHand canvas(m_hand, *m_page);
        while (!view->container().isEmpty())
            canvas.up();
        canvas.selectNothing();
        canvas.press(Qt::Key_C);
        auto *text = view->findChild<QPlainTextEdit *>(u"inlineText"_s);
        if (!text)
            throw Stuck(u"there is nothing to write a comment into"_s);
        m_hand.type(text, words);
        Hand::rest();
        canvas.select(m_drawer->made(ElementId(u"process"_s)));
        canvas.press(Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
        canvas.press(Qt::Key_G, Qt::ControlModifier);
    });
    const QVector<Annotation> drawn = document().recipe().annotations;
    QCOMPARE(drawn.size(), 2);
    QCOMPARE(drawn.at(0).kind, Annotation::Kind::Comment);
    QCOMPARE(drawn.at(0).text.en, words);
    QCOMPARE(drawn.at(1).kind, Annotation::Kind::Group);
    QCOMPARE(drawn.at(1).members.size(), 2);
    QVERIFY(drawn.at(1).members.contains(m_drawer->made(ElementId(u"process"_s))));
}

void TestDrawRecipe::verifyNothingLeftOut() const
{
    const QStringList left = m_drawer->leftOut();
    for (const QString &each : left)
        qWarning().noquote() << each;
    QVERIFY2(left.isEmpty(), qPrintable(QString::number(left.size())));
}

QByteArray TestDrawRecipe::read(const QString &file)
{
    QFile saved(file);
    return saved.open(QIODevice::ReadOnly) ? saved.readAll() : QByteArray();
}

void TestDrawRecipe::save()
{
    QVERIFY(document().isModified());
    draw("save", [this] { m_hand.press(m_page->findChild<QToolButton *>(u"tool.save"_s)); });
    QVERIFY(QFile::exists(m_file));
    QVERIFY(!document().isModified());
}

void TestDrawRecipe::savesUndoesAndRedoes()
{
    GraphView *view = m_page->view();
    save();
    const QByteArray saved = read(m_file);
    QCOMPARE(saved, writeRecipe(document().recipe()));
    QVERIFY(!document().isModified());

    QUndoStack *stack = document().undoStack();
    const int steps = stack->count();
    QVERIFY(steps > 3000);
    for (int i = steps; i > 0; --i) {
        QCOMPARE(stack->index(), i);
        view->setFocus();
        m_hand.key(view, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(document().isModified());
        if (i % 50 == 0)
            Hand::rest();
    }
    QVERIFY(!stack->canUndo());
    Hand::rest();
    QCOMPARE(writeRecipe(document().recipe()), m_empty);
    QVERIFY(view->container().isEmpty());

    for (int i = 0; i < steps; ++i) {
        QVERIFY(document().isModified());
        m_hand.key(view, Qt::Key_Y, Qt::ControlModifier);
        if (i % 50 == 0)
            Hand::rest();
    }
    QVERIFY(!stack->canRedo());
    QVERIFY(!document().isModified()); // clean again: this is what the file holds
    QVERIFY(!m_page->findChild<QToolButton *>(u"tool.save"_s)->isEnabled());
    QCOMPARE(writeRecipe(document().recipe()), saved);
    const QString again = m_home.filePath(u"again.cyrecipe.json"_s);
    QVERIFY(m_document->saveAs(again).ok());
    QCOMPARE(read(again), saved);
    qInfo("%d steps undone and redone; %d gestures in all", steps, m_hand.gestures());
}

QTEST_MAIN(TestDrawRecipe)
#include "tst_drawrecipe.moc"
