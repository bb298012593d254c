// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Prompts, second persons, signatures, automatic answers.
#include "processgraph/execution/answerer.h"
#include "processgraph/execution/promptcheck.h"
#include "tests/execution/rig.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <limits>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using K = ElementKind;
using M = SignatureMeaning;

namespace {

MasterRecipe oneManualStep()
{
    RecipeBuilder builder;
    Element &step = builder.add(K::ManualStep, u"m"_s);
    step.name = {u"Label the bag"_s, u"贴袋标签"_s};
    step.note = {u"two labels"_s, u"两张标签"_s};
    step.verification = VerificationKind::SecondPerson;
    step.signatures
        = {SignaturePoint {M::Performed, u"operator"_s}, SignaturePoint {M::Verified, u"qa"_s}};
    builder.chain(u"b > m > e"_s);
    return builder.build();
}

MasterRecipe oneQuestion()
{
    RecipeBuilder builder;
    builder.add(K::Phase, u"q"_s, u"ask"_s);
    builder.chain(u"b > q > e"_s);
    return builder.build();
}

QString write(QTemporaryDir &folder, const QByteArray &text)
{
    const QString name = folder.filePath(u"answers.json"_s);
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write");
    return name;
}

} // namespace

class tst_People : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numberAnswers_data();
    void numberAnswers();
    void answerKinds_data();
    void answerKinds();
    void promptAnsweredOnce();
    void manualStepNeedsEverybody();
    void automaticAnswersFinishIt();
    void answersFile();
    void brokenAnswersFile_data();
    void brokenAnswersFile();
};

void tst_People::numberAnswers_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("person");
    QTest::addColumn<QString>("code"); // empty: taken
    QTest::newRow("in range") << 42.0 << u"anna"_s << QString();
    QTest::newRow("at the limit") << 100.0 << u"anna"_s << QString();
    QTest::newRow("too high") << 100.1 << u"anna"_s << u"prompt.range"_s;
    QTest::newRow("too low") << -1.0 << u"anna"_s << u"prompt.range"_s;
    QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN() << u"anna"_s
                               << u"prompt.notNumber"_s;
    QTest::newRow("nobody") << 42.0 << QString() << u"prompt.noPerson"_s;
}

void tst_People::numberAnswers()
{
    QFETCH(double, number);
    QFETCH(QString, person);
    QFETCH(QString, code);
    Rig rig(oneQuestion());
    rig.create();
    rig.start();
    const qsizetype size = rig.journal.events.size();
    rig.answer(number, person);
    if (code.isEmpty()) {
        QVERIFY(rig.refusals.isEmpty());
        QCOMPARE(rig.state({}), ProceduralState::Complete);
        QCOMPARE(std::get<double>(rig.executor->state().results.value(u"count"_s)), number);
        return;
    }
    QCOMPARE(rig.refusals.size(), 1);
    QCOMPARE(rig.refusals.first().code(), code);
    QCOMPARE(rig.journal.events.size(), size); // nothing changed
    QCOMPARE(rig.executor->state().prompts.size(), 1);
}

void tst_People::answerKinds_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("confirm") << int(AnswerKind::Confirm) << 0.0 << QString() << QString();
    QTest::newRow("choice") << int(AnswerKind::Choice) << 1.0 << QString() << QString();
    QTest::newRow("third of two") << int(AnswerKind::Choice) << 2.0 << QString()
                                  << u"prompt.choice"_s;
    QTest::newRow("half a choice")
        << int(AnswerKind::Choice) << 0.5 << QString() << u"prompt.choice"_s;
    QTest::newRow("text") << int(AnswerKind::Text) << 0.0 << u"clear"_s << QString();
    QTest::newRow("blank text") << int(AnswerKind::Text) << 0.0 << u"  "_s << u"prompt.empty"_s;
    QTest::newRow("empty scan") << int(AnswerKind::Scan) << 0.0 << QString() << u"prompt.empty"_s;
}

void tst_People::answerKinds()
{
    QFETCH(int, kind);
    QFETCH(double, number);
    QFETCH(QString, text);
    QFETCH(QString, code);
    BatchState state;
    Prompt prompt;
    prompt.id = 1;
    prompt.definition.answer = AnswerKind(kind);
    prompt.definition.choices = {words(u"a"_s), words(u"b"_s)};
    state.prompts.insert(1, prompt);
    const auto checked = checkAnswer(state, PromptAnswer {1, number, text, PersonId(u"anna"_s)});
    QCOMPARE(checked.ok() ? QString() : checked.error().code(), code);
}

void tst_People::promptAnsweredOnce()
{
    Rig rig(oneQuestion());
    rig.create();
    rig.start();
    rig.executor->answer(PromptAnswer {1, 5, {}, PersonId(u"anna"_s)});
    rig.executor->answer(PromptAnswer {1, 6, {}, PersonId(u"anna"_s)});
    QCOMPARE(rig.refusals.size(), 1);
    QCOMPARE(rig.refusals.first().code(), u"prompt.notOpen"_s);
    QCOMPARE(std::get<double>(rig.executor->state().results.value(u"count"_s)), 5.0);
}

void tst_People::manualStepNeedsEverybody()
{
    Rig rig(oneManualStep());
    rig.create();
    rig.start();
    const ElementId step(u"m"_s);
    const auto sign = [&](M meaning, const QString &role, const QString &person) {
        rig.refusals.clear();
        rig.executor->sign(step, meaning, role, PersonId(person));
        return rig.refusals.isEmpty() ? QString() : rig.refusals.first().code();
    };
    QCOMPARE(rig.executor->state().prompts.value(1).definition.text.zh, u"贴袋标签：两张标签"_s);
    QCOMPARE(sign(M::Performed, u"operator"_s, u"anna"_s), u"sign.tooEarly"_s);
    rig.answer(0, u"anna"_s);
    QCOMPARE(rig.executor->state().prompts.size(), 1); // now the second person's
    rig.answer(0, u"anna"_s);
    QCOMPARE(rig.refusals.last().code(), u"prompt.samePerson"_s);
    rig.answer(0, u"bert"_s);
    QCOMPARE(rig.state(u"m"_s), ProceduralState::Running); // signatures are missing
    QCOMPARE(rig.executor->state().awaitingSignature(), QVector<ElementId> {step});
    QCOMPARE(sign(M::Released, u"qa"_s, u"anna"_s), u"sign.notAsked"_s);
    QCOMPARE(sign(M::Performed, u"operator"_s, QString()), u"sign.noPerson"_s);
    QCOMPARE(sign(M::Performed, u"operator"_s, u"bert"_s), u"sign.samePerson"_s); // he verified
    QCOMPARE(sign(M::Verified, u"qa"_s, u"anna"_s), u"sign.samePerson"_s); // she did it
    QCOMPARE(sign(M::Performed, u"operator"_s, u"anna"_s), QString());
    QCOMPARE(sign(M::Performed, u"operator"_s, u"anna"_s), u"sign.notAsked"_s);
    QCOMPARE(sign(M::Verified, u"qa"_s, u"anna"_s), u"sign.samePerson"_s);
    QCOMPARE(rig.state({}), ProceduralState::Running);
    QCOMPARE(sign(M::Verified, u"qa"_s, u"bert"_s), QString());
    QCOMPARE(rig.state({}), ProceduralState::Complete);
}

void tst_People::automaticAnswersFinishIt()
{
    for (const MasterRecipe &recipe : {oneManualStep(), oneQuestion()}) {
        Rig rig(recipe);
        rig.create();
        rig.start();
        for (int i = 0; i < 5; ++i)
            rig.answerAll();
        QCOMPARE(rig.state({}), ProceduralState::Complete);
        QVERIFY(rig.refusals.isEmpty());
    }
    Rig rig(oneQuestion());
    rig.create();
    rig.start();
    rig.answerAll();
    QCOMPARE(std::get<double>(rig.executor->state().results.value(u"count"_s)), 42.0); // "40 + 2"
}

void tst_People::answersFile()
{
    QTemporaryDir folder;
    Rig rig(oneQuestion());
    rig.create();
    rig.start();
    const Prompt prompt = rig.executor->state().prompts.value(1);
    const auto none = [](const QString &) { return std::optional<double>(); };
    for (const auto &[text, expected] :
        {std::pair {QByteArray(R"({"count": 7})"), 7.0}, std::pair {QByteArray(R"({"q": 8})"), 8.0},
            std::pair {QByteArray(R"({"q": 8, "count": 7})"), 7.0},
            std::pair {QByteArray(R"({"other": 1})"), 42.0}}) {
        const auto answerer = Answerer::read(write(folder, text));
        QVERIFY(answerer.ok());
        const auto answer = answerer->answer(rig.executor->state(), prompt, none);
        QVERIFY(answer.ok());
        QCOMPARE(answer->number, expected);
        QVERIFY(checkAnswer(rig.executor->state(), *answer));
    }
    const auto answerer = Answerer::read(write(folder, R"({"count": "many"})"));
    QVERIFY(answerer.ok());
    const auto answer = answerer->answer(rig.executor->state(), prompt, none);
    QVERIFY(!answer.ok());
    QCOMPARE(answer.error().code(), u"answer.none"_s);
}

void tst_People::brokenAnswersFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("path");
    QTest::newRow("list") << QByteArray("[]") << u"answer.type"_s << u"$"_s;
    QTest::newRow("nested") << QByteArray("{\"a\":\n {}}") << u"answer.type"_s << u"$.a"_s;
    QTest::newRow("broken") << QByteArray("{") << u"json.syntax"_s << QString();
}

void tst_People::brokenAnswersFile()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    QFETCH(QString, path);
    QTemporaryDir folder;
    const auto answerer = Answerer::read(write(folder, text));
    QVERIFY(!answerer.ok());
    QCOMPARE(answerer.error().code(), code);
    if (!path.isEmpty())
        QCOMPARE(answerer.error().place.path, path);
    QVERIFY(answerer.error().place.line > 0);
}

QTEST_GUILESS_MAIN(tst_People)
#include "tst_people.moc"
