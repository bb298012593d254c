// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/catalog/catalog.h"
#include "processgraph/execution/faultchoice.h"
#include "processgraph/foundation/messagecatalog.h"
#include "tests/execution/rig.h"

#include <QtCore/QDirIterator>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using C = ProceduralCommand;
using K = ElementKind;
using O = FaultOption;
using S = ProceduralState;

namespace {

/// Every string literal "<area>.<word>" in the sources of a folder.
QStringList codesIn(const QString &folder, const QString &area)
{
    const QRegularExpression literal(u"\"(%1\\.[A-Za-z]+)\""_s.arg(area));
    QStringList codes;
    QDirIterator files(QStringLiteral(CYTOLOOM_SOURCE_DIR "/") + folder, {u"*.cpp"_s, u"*.h"_s},
        QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(file.fileName()));
        auto found = literal.globalMatch(QString::fromUtf8(file.readAll()));
        while (found.hasNext())
            codes << found.next().captured(1);
    }
    codes.removeDuplicates();
    codes.sort();
    return codes;
}

std::optional<FaultChoice> choiceOf(const Rig &rig, const QString &element)
{
    const QVector<PhaseClass> classes = rig.executor->state().control.phaseClasses;
    return faultChoice(rig.executor->state(), ElementId(element), rig.clock.now(),
        rig.executor->batchTime(), [&](const QString &type) -> const PhaseClass * {
            const auto found = std::find_if(classes.begin(), classes.end(),
                [&](const PhaseClass &phaseClass) { return phaseClass.id == type; });
            return found == classes.end() ? nullptr : &*found;
        });
}

/// "retry skip- byHand2 hold abort": "-" refused, "2" with a second person.
QString shown(const FaultChoice &choice)
{
    QStringList words;
    for (const FaultChoice::Option &option : choice.options)
        words << toText(option.option) + (option.allowed ? u""_s : u"-"_s)
                + (option.allowed && option.secondPerson ? u"2"_s : u""_s);
    return words.join(u' ');
}

QString whyNot(const FaultChoice &choice, O option)
{
    for (const FaultChoice::Option &each : choice.options) {
        if (each.option == option)
            return each.why.code;
    }
    return u"not offered"_s;
}

Parameter temperature(bool critical)
{
    Parameter parameter;
    parameter.id = ParameterId(u"temperature"_s);
    parameter.name = words(u"temperature"_s);
    parameter.value = 37;
    parameter.critical = critical;
    parameter.signal = u"temperature.pv"_s;
    return parameter;
}

/// One phase of \p type; \p edit may make it critical, open …
MasterRecipe onePhase(const QString &type, const std::function<void(Element &)> &edit = {})
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    Element &phase = builder.add(K::Phase, u"p"_s, type);
    phase.parameters = {temperature(false)};
    if (edit)
        edit(phase);
    builder.chain(u"up.b > p > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    return builder.build();
}

} // namespace

class tst_FaultCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasAnEntry();
    void everyEntryHasWords();
    void levels();
    void refusesBadFiles_data();
    void refusesBadFiles();
    void options_data();
    void options();
    void onlyFaultsHaveAChoice();
    void writeFailureNamesTheDevice();
    void resultThatIsReadLater();
    void containerSpeaksForItsContent();
    void clockOfTheCells();
    void recoveryPolicyAdvisesRetry();
    void goingOnMayBeSafer();
    void unknownCode();
    void heldParent();
};

void tst_FaultCatalogue::everyCodeHasAnEntry()
{
    const FaultCatalogue &faults = FaultCatalogue::shipped();
    QStringList codes = codesIn(u"processgraph/execution"_s, u"execution"_s);
    QVERIFY(codes.contains(u"execution.timeout"_s)); // the sources are there
    codes.removeOne(u"execution.byPerson"_s); // no error
    codes << codesIn(u"processgraph/foundation"_s, u"expression"_s);
    codes.removeOne(u"expression.missing"_s); // is waited for, then execution.timeoutUnknown
    codes << u"unit.notOurs"_s;
    for (const PhaseClass &phase : Catalog::shipped().phaseClasses()) {
        for (const LogicStep &step : phase.run + phase.restart) {
            if (step.kind == LogicKind::Check && !step.message.isEmpty())
                codes << step.message;
        }
    }
    for (const QString &code : MessageCatalog::shipped().codes()) {
        if (code.startsWith("phase.check."_L1))
            codes << code;
    }
    for (const QString &code : std::as_const(codes))
        QVERIFY2(faults.entry(code), qPrintable(code + u" has no entry in resources/faults"_s));
    const QStringList device = codesIn(u"devices"_s, u"device"_s);
    QVERIFY(device.contains(u"device.readBackDiffers"_s));
    for (const QString &code : device)
        QVERIFY2(faults.device(code), qPrintable(code + u" has no entry in resources/faults"_s));
}

void tst_FaultCatalogue::everyEntryHasWords()
{
    const FaultCatalogue &faults = FaultCatalogue::shipped();
    const MessageCatalog &messages = MessageCatalog::shipped();
    const QStringList codes = faults.codes();
    QVERIFY(codes.size() > 25);
    for (const QString &code : codes) {
        const FaultEntry *entry = faults.entry(code);
        QVERIFY2(!entry->cause.en.isEmpty() && !entry->cause.zh.isEmpty(), qPrintable(code));
        QVERIFY2(!entry->effect.en.isEmpty() && !entry->effect.zh.isEmpty(), qPrintable(code));
        QVERIFY2(entry->cause.en != entry->cause.zh, qPrintable(code));
    }
    for (const char *code :
        {"fault.retry", "fault.retryElement", "fault.skip", "fault.byHand.order",
            "fault.byHand.value", "fault.byHand.state", "fault.byHand.unit", "fault.hold",
            "fault.holdPlain", "fault.abort", "fault.not.parentHeld", "fault.not.illegal",
            "fault.not.noStep", "fault.not.critical", "fault.not.contact", "fault.not.result",
            "fault.not.sync", "faults.unknownLevel", "faults.duplicateCode", "faults.badOptions"})
        QVERIFY2(messages.contains(QString::fromLatin1(code)), code);
}

void tst_FaultCatalogue::levels()
{
    const FaultCatalogue &faults = FaultCatalogue::shipped();
    const QStringList commands {u"none"_s, u"none"_s, u"Hold"_s, u"Stop"_s, u"Abort"_s};
    const QStringList deviations {u"none"_s, u"none"_s, u"minor"_s, u"major"_s, u"critical"_s};
    for (int level = 1; level <= 5; ++level) {
        QCOMPARE(faults.level(level).level, level);
        QCOMPARE(faults.level(level).command, commands.at(level - 1));
        QCOMPARE(faults.level(level).deviation, deviations.at(level - 1));
        QVERIFY(!faults.level(level).roles.isEmpty());
        QVERIFY(level == 1 || faults.level(level).respond < faults.level(level - 1).respond);
    }
    for (const auto option : {O::Retry, O::Skip, O::ByHand, O::Hold, O::Abort})
        QCOMPARE(faultOptionFromText(toText(option)), std::optional(option));
    QVERIFY(!faultOptionFromText(u"Retry"_s));
}

void tst_FaultCatalogue::refusesBadFiles_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("code");
    QTest::newRow("sound") << QByteArray() << QByteArray() << QString();
    QTest::newRow("newer") << QByteArray("cytoloom.faultcatalogue/1")
                           << QByteArray("cytoloom.faultcatalogue/9") << u"schema.newer"_s;
    QTest::newRow("level twice") << QByteArray("\"level\": 5,\n      \"name\"")
                                 << QByteArray("\"level\": 4,\n      \"name\"")
                                 << u"faults.unknownLevel"_s;
    QTest::newRow("no abort") << QByteArray("\"hold\",\n        \"abort\"")
                              << QByteArray("\"hold\"") << u"faults.badOptions"_s;
    QTest::newRow("option word") << QByteArray("\"retry\",") << QByteArray("\"again\",")
                                 << u"faults.badOptions"_s;
    QTest::newRow("code twice") << QByteArray("\"execution.timeoutUnknown\"")
                                << QByteArray("\"execution.timeout\"") << u"faults.duplicateCode"_s;
    QTest::newRow("unknown field")
        << QByteArray("\"effect\"") << QByteArray("\"efect\"") << u"json.missing"_s;
    QTest::newRow("no respond") << QByteArray("\"respond\": \"2 min\"")
                                << QByteArray("\"respond\": \"soon\"") << u"catalog.duration"_s;
}

void tst_FaultCatalogue::refusesBadFiles()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, code);
    QFile shipped(QStringLiteral(CYTOLOOM_SOURCE_DIR "/resources/faults/run.json"));
    QVERIFY(shipped.open(QIODevice::ReadOnly));
    QByteArray text = shipped.readAll();
    if (!from.isEmpty()) {
        const qsizetype at = text.indexOf(from);
        QVERIFY(at > 0);
        text.replace(at, from.size(), to);
    }
    QTemporaryDir folder;
    QFile file(folder.filePath(u"f.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    const auto read = FaultCatalogue::read(folder.path());
    QCOMPARE(read ? QString() : read.error().code(), code);
    if (!read)
        QVERIFY(read.error().place.file.endsWith("f.json"_L1));
    QTemporaryDir empty;
    QCOMPARE(FaultCatalogue::read(empty.path()).error().code(), u"faults.unknownLevel"_s);
}

void tst_FaultCatalogue::options_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("touch"); ///< "critical", "cpp", "open"
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("options");
    const QString timeout = u"execution.timeoutUnknown"_s; // 37 °C is never seen
    const QString write = u"execution.writeFailed"_s;
    QTest::newRow("wait") << u"heat"_s << QString() << timeout << u"retry byHand skip hold abort"_s;
    QTest::newRow("wait, critical step")
        << u"heat"_s << u"critical"_s << timeout << u"retry byHand2 skip- hold abort"_s;
    QTest::newRow("wait, critical parameter")
        << u"heat"_s << u"cpp"_s << timeout << u"retry byHand2 skip- hold abort"_s;
    QTest::newRow("wait, product is open")
        << u"heat"_s << u"open"_s << timeout << u"retry byHand2 skip hold abort"_s;
    QTest::newRow("write") << u"heat"_s << QString() << write << u"retry byHand hold abort"_s;
    QTest::newRow("write, critical parameter")
        << u"heat"_s << u"cpp"_s << write << u"retry byHand2 hold abort"_s;
    QTest::newRow("check") << u"check"_s << QString() << u"execution.tooHot"_s
                           << u"hold retry abort"_s; // not in the catalogue: nothing bold
    QTest::newRow("outside") << u"heat"_s << u"outside"_s << u"execution.outsideValidated"_s
                             << u"hold abort"_s;
}

void tst_FaultCatalogue::options()
{
    QFETCH(QString, type);
    QFETCH(QString, touch);
    QFETCH(QString, fault);
    QFETCH(QString, options);
    Rig rig(onePhase(type, [&](Element &phase) {
        phase.critical = touch == "critical"_L1;
        phase.parameters.first().critical = touch == "cpp"_L1;
        phase.openness = touch == "open"_L1 ? Openness::Open : Openness::Closed;
        if (touch == "outside"_L1)
            phase.parameters.first().validated = Range {20.0, 30.0};
    }));
    if (fault == "execution.writeFailed"_L1)
        rig.gateway.failures.insert(TagId(u"U1.temperature.sp"_s), 2);
    rig.gateway.set(u"U1.temperature.pv"_s, 50, type == "check"_L1 ? Quality::Good : Quality::Bad);
    rig.create();
    rig.start();
    rig.run(61);
    QCOMPARE(rig.state(u"p"_s), S::Held);
    const auto choice = choiceOf(rig, u"p"_s);
    QVERIFY(choice);
    QCOMPARE(choice->fault.code, fault);
    QCOMPARE(shown(*choice), options);
    QVERIFY(choice->advised() && choice->allows(choice->advised()->option));
    for (const FaultChoice::Option &option : choice->options) {
        QCOMPARE(option.allowed, option.why.code.isEmpty());
        for (const Language language : {Language::En, Language::Zh}) {
            const QString said = MessageCatalog::shipped().text(option.consequence, language);
            QVERIFY2(!said.contains(u'{') && !said.contains("fault."_L1), qPrintable(said));
            if (!option.allowed)
                QVERIFY(!MessageCatalog::shipped().text(option.why, language).contains(u'{'));
        }
    }
    // What is allowed is possible: the executor takes the commands.
    if (choice->allows(O::Retry)) {
        rig.command(u"p"_s, C::Restart);
        QVERIFY(rig.refusals.isEmpty());
    }
}

void tst_FaultCatalogue::onlyFaultsHaveAChoice()
{
    Rig rig(onePhase(u"heat"_s));
    rig.create();
    rig.start();
    rig.run(1);
    QVERIFY(!choiceOf(rig, u"p"_s)); // runs
    rig.command(u"p"_s, C::Hold);
    rig.run();
    QCOMPARE(rig.state(u"p"_s), S::Held);
    QVERIFY(!choiceOf(rig, u"p"_s)); // a person wanted it
    QVERIFY(!choiceOf(rig, u"zz"_s));
}

void tst_FaultCatalogue::writeFailureNamesTheDevice()
{
    Rig rig(onePhase(u"heat"_s));
    rig.gateway.failures.insert(TagId(u"U1.temperature.sp"_s), 2);
    rig.create();
    rig.start();
    rig.run(1);
    auto choice = choiceOf(rig, u"p"_s);
    QVERIFY(choice);
    QCOMPARE(choice->index, 0);
    QCOMPARE(choice->step, words(u"temperature.sp"_s));
    QCOMPARE(choice->unit, UnitId(u"U1"_s));
    QVERIFY(choice->aid.isEmpty()); // "device.timeout" is the fake's own word
    QCOMPARE(choice->level.level, 3);
    BatchState state = rig.executor->state();
    state.elements[ElementId(u"p"_s)].reason.args.insert(u"error"_s, u"device.readBackDiffers"_s);
    const auto told = faultChoice(state, ElementId(u"p"_s), rig.clock.now(),
        rig.executor->batchTime(), [](const QString &) { return nullptr; });
    QCOMPARE(told->cause, FaultCatalogue::shipped().device(u"device.readBackDiffers"_s)->cause);
    QVERIFY(!told->aid.isEmpty());
    QCOMPARE(whyNot(*told, O::ByHand), u"fault.not.noStep"_s); // no logic is known
}

void tst_FaultCatalogue::resultThatIsReadLater()
{
    const auto build = [](bool read) {
        RecipeBuilder builder;
        builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
        builder.add(K::Phase, u"p"_s, u"feed"_s);
        builder.add(K::Transition, u"t"_s).condition = read ? u"r.inletVolume > 1"_s : u"1"_s;
        builder.chain(u"up.b > p > t > up.e"_s);
        builder.close();
        builder.chain(u"b > up > e"_s);
        return builder.build();
    };
    for (const bool read : {true, false}) {
        Rig rig(build(read));
        rig.gateway.set(u"U1.inlet.total.pv"_s, 1, Quality::Bad);
        rig.create();
        rig.start();
        rig.run(20);
        const auto choice = choiceOf(rig, u"p"_s);
        QVERIFY(choice);
        QCOMPARE(choice->fault.code, u"execution.timeoutUnknown"_s);
        QCOMPARE(choice->index, 3);
        QCOMPARE(choice->allows(O::Skip), !read);
        QCOMPARE(whyNot(*choice, O::Skip), read ? u"fault.not.result"_s : QString());
        const auto byHand = std::find_if(choice->options.begin(), choice->options.end(),
            [](const FaultChoice::Option &option) { return option.option == O::ByHand; });
        QVERIFY(byHand->allowed);
        QCOMPARE(byHand->result, u"inletVolume"_s);
        QCOMPARE(byHand->statement, FaultChoice::Statement::Number);
    }
}

void tst_FaultCatalogue::containerSpeaksForItsContent()
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.add(K::ParallelSplit, u"s"_s);
    builder.add(K::ParallelJoin, u"j"_s);
    builder.add(K::Phase, u"p"_s, u"wait"_s);
    builder.add(K::Transition, u"t"_s).condition = u"p.nothing > 1"_s; // no waiting brings it
    builder.chain(u"up.b > s > p > j > up.e"_s);
    builder.chain(u"s > t > j"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    rig.run(1);
    QCOMPARE(rig.state(u"up"_s), S::Held);
    QCOMPARE(rig.state(u"p"_s), S::Held);
    const auto choice = choiceOf(rig, u"p"_s);
    QVERIFY(choice);
    QCOMPARE(choice->element, ElementId(u"up"_s));
    QCOMPARE(choice->fault.code, u"execution.unknownName"_s);
    QCOMPARE(shown(*choice), u"hold abort"_s);
    const auto all = faultChoices(rig.executor->state(), rig.clock.now(), rig.executor->batchTime(),
        [](const QString &) { return nullptr; });
    QCOMPARE(all.size(), 1);
}

void tst_FaultCatalogue::clockOfTheCells()
{
    Rig rig(onePhase(u"heat"_s, [](Element &phase) {
        phase.maxHeldTime = 8min;
        phase.maxOpenTime = 4h;
    }));
    rig.gateway.failures.insert(TagId(u"U1.temperature.sp"_s), 2);
    rig.create();
    rig.start();
    rig.run(1);
    auto choice = choiceOf(rig, u"p"_s);
    QVERIFY(choice && choice->clock);
    QCOMPARE(choice->clock->kind, ToleranceClock::Kind::HeldTime);
    const Duration left = choice->clock->left();
    QVERIFY(left <= 8min && left > 6min);
    QCOMPARE(choice->respond, left); // the cells are stricter than the level's 10 min
    QCOMPARE(choice->level.level, 3);
    rig.run(9);
    choice = choiceOf(rig, u"p"_s);
    QVERIFY(choice->clock->left() < 0min);
    QVERIFY(choice->respond < 0min);
    QCOMPARE(choice->level.level, 4); // a limit of the cells is exceeded
    QCOMPARE(choice->level.deviation, u"major"_s);
}

void tst_FaultCatalogue::recoveryPolicyAdvisesRetry()
{
    Rig rig(onePhase(u"feed"_s)); // has a recovery policy
    rig.gateway.failures.insert(TagId(u"U1.inlet.flow.sp"_s), 2);
    rig.create();
    rig.start();
    rig.run(1);
    const auto choice = choiceOf(rig, u"p"_s);
    QVERIFY(choice);
    QCOMPARE(choice->restarts, 2);
    QCOMPARE(choice->advised()->option, O::Retry);
}

void tst_FaultCatalogue::goingOnMayBeSafer()
{
    Rig rig(onePhase(u"check"_s, [](Element &phase) { phase.critical = true; }));
    rig.gateway.set(u"U1.temperature.pv"_s, 50);
    rig.create();
    rig.start();
    rig.run(1);
    BatchState state = rig.executor->state();
    state.elements[ElementId(u"p"_s)].reason.code = u"phase.check.dmsoTime"_s;
    const QVector<PhaseClass> classes = smallPhaseClasses();
    const auto choice = faultChoice(state, ElementId(u"p"_s), rig.clock.now(),
        rig.executor->batchTime(), [&](const QString &type) -> const PhaseClass * {
            const auto found = std::find_if(classes.begin(), classes.end(),
                [&](const PhaseClass &phaseClass) { return phaseClass.id == type; });
            return found == classes.end() ? nullptr : &*found;
        });
    QVERIFY(choice);
    QCOMPARE(shown(*choice), u"skip2 hold abort"_s);
    QCOMPARE(choice->level.level, 4);
}

void tst_FaultCatalogue::unknownCode()
{
    Rig rig(onePhase(u"check"_s));
    rig.gateway.set(u"U1.temperature.pv"_s, 50);
    rig.create();
    rig.start();
    rig.run(1);
    const auto choice = choiceOf(rig, u"p"_s);
    QVERIFY(choice);
    QVERIFY(choice->cause.en.contains("execution.tooHot"_L1));
    QVERIFY(choice->cause.zh.contains("execution.tooHot"_L1));
    QCOMPARE(choice->advised()->option, O::Hold);
}

void tst_FaultCatalogue::heldParent()
{
    Rig rig(onePhase(u"heat"_s));
    rig.gateway.failures.insert(TagId(u"U1.temperature.sp"_s), 2);
    rig.create();
    rig.start();
    rig.run(1);
    rig.command({}, C::Hold);
    rig.run();
    const auto choice = choiceOf(rig, u"p"_s);
    QVERIFY(choice);
    QCOMPARE(choice->element, ElementId(u"p"_s));
    QCOMPARE(whyNot(*choice, O::Retry), u"fault.not.parentHeld"_s);
    QCOMPARE(whyNot(*choice, O::ByHand), u"fault.not.parentHeld"_s);
    QVERIFY(choice->allows(O::Abort));
}

QTEST_GUILESS_MAIN(tst_FaultCatalogue)
#include "tst_faultcatalogue.moc"
