// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every state x command x cause, against a table that was written apart from the code.
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "tests/execution/rig.h"

#include <QtCore/QFile>
#include <QtTest/QtTest>

#include <functional>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using C = ProceduralCommand;
using K = ElementKind;
using S = ProceduralState;

namespace {

const QStringList StateNames {u"Idle"_s, u"Running"_s, u"Pausing"_s, u"Paused"_s, u"Holding"_s,
    u"Held"_s, u"Restarting"_s, u"Stopping"_s, u"Stopped"_s, u"Aborting"_s, u"Aborted"_s,
    u"Complete"_s};
const QStringList CommandNames {u"START"_s, u"PAUSE"_s, u"RESUME"_s, u"HOLD"_s, u"RESTART"_s,
    u"STOP"_s, u"ABORT"_s, u"RESET"_s};

/// tests/execution/isa88-states.txt.
class ReferenceTable
{
public:
    ReferenceTable()
    {
        QFile file(QStringLiteral(CYTOLOOM_SOURCE_DIR "/tests/execution/isa88-states.txt"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("the reference table is missing");
        QStringList head;
        while (!file.atEnd()) {
            const QStringList cells
                = QString::fromUtf8(file.readLine()).simplified().split(u' ', Qt::SkipEmptyParts);
            if (cells.isEmpty() || cells.first().startsWith(u'#'))
                continue;
            const QString first = cells.first();
            if (first == "state"_L1) {
                head = cells;
            } else if (first == "quiescent"_L1) {
                quiescent = cells.mid(1);
            } else if (first == "parent"_L1) {
                parentCode = cells.at(1);
            } else if (first == "fault"_L1) {
                fault = cells.mid(1);
            } else if (first == "recovery"_L1) {
                recovery.insert(cells.at(1), cells.at(2));
            } else if (first == "rule"_L1) {
                m_rules << cells.mid(1);
            } else {
                for (qsizetype i = 1; i < cells.size(); ++i)
                    m_cells.insert(first + u'/' + head.at(i), cells.at(i));
                states << first;
            }
        }
    }
    /// "-": rejected. \p column: a command, or "SC".
    [[nodiscard]] QString cell(const QString &state, const QString &column) const
    {
        return m_cells.value(state + u'/' + column, u"?"_s);
    }
    /// Code of the product's rule against it; empty: none.
    [[nodiscard]] QString rule(
        const QString &who, const QString &state, const QString &command) const
    {
        for (const QStringList &rule : m_rules) {
            if (rule.at(0) == who && rule.at(2) == command
                && (rule.at(1) == "*"_L1 || rule.at(1) == state))
                return rule.at(3);
        }
        return {};
    }
    [[nodiscard]] bool leads(const QString &from, const QString &to) const
    {
        for (const QString &command : CommandNames + QStringList {u"SC"_s}) {
            if (cell(from, command) == to)
                return true;
        }
        return false;
    }

    QStringList states;
    QStringList quiescent;
    QStringList fault;
    QString parentCode; ///< of going on in a container that does not run
    QMap<QString, QString> recovery;

private:
    QHash<QString, QString> m_cells;
    QVector<QStringList> m_rules;
};

const ReferenceTable &table()
{
    static const ReferenceTable reference;
    return reference;
}

/// b > first > up { op { p (heat) beside m (manual) } } > last > e. Orders of p lie in the
/// gateway's queue until flush(), so that every transient state of p, op, up and the batch can be
/// looked at.
MasterRecipe recipe()
{
    RecipeBuilder builder;
    builder.add(K::ManualStep, u"first"_s);
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.open(K::Operation, u"op"_s);
    builder.add(K::ParallelSplit, u"s"_s);
    builder.add(K::ParallelJoin, u"j"_s);
    Parameter temperature;
    temperature.id = ParameterId(u"temperature"_s);
    temperature.name = words(u"temperature"_s);
    temperature.value = 37;
    builder.add(K::Phase, u"p"_s, u"heat"_s).parameters = {temperature};
    builder.add(K::ManualStep, u"m"_s);
    builder.chain(u"op.b > s > p > j > op.e"_s);
    builder.chain(u"s > m > j"_s);
    builder.close();
    builder.chain(u"up.b > op > up.e"_s);
    builder.close();
    builder.add(K::ManualStep, u"last"_s);
    builder.chain(u"b > first > up > last > e"_s);
    return builder.build();
}

struct Row
{
    QString element;
    QString from;
    QString to;
    QString cause;
    QString reason; ///< what the person wrote, else the code
    QString person;
};

QVector<Row> rowsSince(const Rig &rig, qsizetype begin)
{
    QVector<Row> rows;
    for (qsizetype i = begin; i < rig.journal.events.size(); ++i) {
        const JournalEvent &event = rig.journal.events.at(i);
        if (event.code != QLatin1String(event::ElementState))
            continue;
        const Message reason = eventdata::message(event.data, u"reason");
        rows << Row {event.element.value(), eventdata::text(event.data, u"from"),
            eventdata::text(event.data, u"to"), eventdata::text(event.data, u"cause"),
            reason.args.value(u"reason"_s, reason.code), event.person.value()};
    }
    return rows;
}

/// The first row of \p element.
Row rowOf(const QVector<Row> &rows, const QString &element)
{
    const auto found = std::find_if(
        rows.begin(), rows.end(), [&](const Row &row) { return row.element == element; });
    return found == rows.end() ? Row {} : *found;
}

QString shown(const Rig &rig, const QString &element)
{
    return StateNames.at(int(rig.state(element)));
}

void answerStep(Rig &rig, const QString &element)
{
    const QList<Prompt> open = rig.executor->state().prompts.values();
    for (const Prompt &prompt : open) {
        if (prompt.element != ElementId(element))
            continue;
        PromptAnswer answer;
        answer.prompt = prompt.id;
        answer.person = PersonId(u"anna"_s);
        rig.executor->answer(answer);
    }
}

void give(Rig &rig, const QString &element, const QString &command)
{
    rig.command(element, C(CommandNames.indexOf(command)));
}

/// Brings \p subject into \p state by what people and the recipe do, its container running. False:
/// a manual step passes its transient states within one decision, it is never seen in them.
bool bring(Rig &rig, const QString &subject, const QString &state)
{
    static const QHash<QString, QStringList> ways {{u"Pausing"_s, {u"PAUSE"_s}},
        {u"Paused"_s, {u"PAUSE"_s, u"flush"_s}}, {u"Holding"_s, {u"flush"_s, u"HOLD"_s}},
        {u"Held"_s, {u"flush"_s, u"HOLD"_s, u"flush"_s}},
        {u"Restarting"_s, {u"flush"_s, u"HOLD"_s, u"flush"_s, u"RESTART"_s}},
        {u"Stopping"_s, {u"flush"_s, u"STOP"_s}},
        {u"Stopped"_s, {u"flush"_s, u"STOP"_s, u"flush"_s}},
        {u"Aborting"_s, {u"flush"_s, u"ABORT"_s}},
        {u"Aborted"_s, {u"flush"_s, u"ABORT"_s, u"flush"_s}}};
    rig.create();
    if (subject.isEmpty() && state == "Idle"_L1)
        return true;
    rig.start();
    if (state == "Idle"_L1)
        return true;
    answerStep(rig, u"first"_s); // p has ordered its set point; nobody has answered yet
    if (state == "Complete"_L1) {
        rig.gateway.set(u"U1.temperature.pv"_s, 37);
        if (subject != "m"_L1)
            rig.run();
        if (subject != "p"_L1)
            answerStep(rig, u"m"_s);
        if (subject.isEmpty())
            answerStep(rig, u"last"_s);
    } else if (state == "Running"_L1) {
        rig.gateway.flush();
    }
    for (const QString &word : ways.value(state)) {
        if (word == "flush"_L1)
            rig.gateway.flush();
        else
            give(rig, subject, word);
    }
    return shown(rig, subject) == state;
}

QString parentOf(const QString &subject)
{
    return subject == "p"_L1 || subject == "m"_L1 ? u"op"_s
        : subject == "op"_L1                      ? u"up"_s
                                                  : QString();
}

bool isTransient(const QString &state)
{
    return !table().quiescent.contains(state) && state != "Running"_L1;
}

/// Every row of the journal is a step of the table, its cause fits, and a container has come to
/// rest only when nothing in it was under way.
void checkJournal(const Rig &rig)
{
    static const QHash<QString, QStringList> content {{u""_s, {u"first"_s, u"up"_s, u"last"_s}},
        {u"up"_s, {u"op"_s}}, {u"op"_s, {u"p"_s, u"m"_s}}};
    QHash<QString, QString> now;
    const auto state = [&](const QString &element) { return now.value(element, u"Idle"_s); };
    const std::function<void(const QString &)> forget = [&](const QString &container) {
        for (const QString &child : content.value(container)) {
            now.remove(child);
            forget(child);
        }
    };
    const QVector<Row> rows = rowsSince(rig, 0);
    for (const Row &row : rows) {
        const QString what = u"%1 %2>%3 by %4"_s.arg(row.element, row.from, row.to, row.cause);
        QVERIFY2(row.from == state(row.element),
            qPrintable(what + u" but it was "_s + state(row.element)));
        if (row.cause == "recovery"_L1)
            QVERIFY2(table().recovery.value(row.from) == row.to, qPrintable(what));
        else
            QVERIFY2(table().leads(row.from, row.to), qPrintable(what));
        QVERIFY2((row.cause == "user"_L1) == !row.person.isEmpty() || row.cause == "parent"_L1,
            qPrintable(what));
        now.insert(row.element, row.to);
        if (row.from == "Idle"_L1)
            forget(row.element);
        const bool rests = row.to == "Held"_L1 || row.to == "Paused"_L1 || row.to == "Stopped"_L1
            || row.to == "Aborted"_L1;
        if (row.cause != "logic"_L1 || !rests)
            continue;
        for (const QString &child : content.value(row.element))
            QVERIFY2(table().quiescent.contains(state(child)),
                qPrintable(what + u" while "_s + child + u" is "_s + state(child)));
    }
}

} // namespace

class tst_StateTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codeIsTheTable_data();
    void codeIsTheTable();
    void byUser_data();
    void byUser();
    void byParent_data();
    void byParent();
    void byLogicEnds_data();
    void byLogicEnds();
    void byLogicFault_data();
    void byLogicFault();
    void byInterlock_data();
    void byInterlock();
    void byRecovery_data();
    void byRecovery();
    void goesOnOnlyInARunningParent_data();
    void goesOnOnlyInARunningParent();
    void parentWaitsForItsLastChild();
};

void tst_StateTable::codeIsTheTable_data()
{
    QTest::addColumn<QString>("state");
    QCOMPARE(table().states, StateNames);
    for (const QString &state : StateNames)
        QTest::newRow(qPrintable(state)) << state;
}

void tst_StateTable::codeIsTheTable()
{
    QFETCH(QString, state);
    const S now = S(StateNames.indexOf(state));
    QCOMPARE(toText(now), state);
    const auto word = [](const std::optional<S> &to) { return to ? toText(*to) : u"-"_s; };
    for (qsizetype i = 0; i < CommandNames.size(); ++i)
        QCOMPARE(word(stateAfter(now, C(i))), table().cell(state, CommandNames.at(i)));
    QCOMPARE(word(stateWhenDone(now)), table().cell(state, u"SC"_s));
    QCOMPARE(isQuiescent(now), table().quiescent.contains(state));
}

void tst_StateTable::byUser_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("command");
    for (const QString &subject : {u""_s, u"up"_s, u"op"_s, u"p"_s, u"m"_s}) {
        for (const QString &state : StateNames) {
            for (const QString &command : CommandNames)
                QTest::addRow("%s %s %s", subject.isEmpty() ? "batch" : qPrintable(subject),
                    qPrintable(state), qPrintable(command))
                    << subject << state << command;
        }
    }
}

void tst_StateTable::byUser()
{
    QFETCH(QString, subject);
    QFETCH(QString, state);
    QFETCH(QString, command);
    Rig rig(recipe());
    if (!bring(rig, subject, state)) {
        // Only a manual step is never seen in a transient state: it has nothing to wait for.
        QVERIFY(subject == "m"_L1 && isTransient(state));
        QVERIFY(
            table().quiescent.contains(shown(rig, subject)) || shown(rig, subject) == "Running"_L1);
        const QVector<Row> rows = rowsSince(rig, 0);
        QVERIFY(std::any_of(rows.begin(), rows.end(),
            [&](const Row &row) { return row.element == subject && row.to == state; }));
        return checkJournal(rig);
    }
    const QString who = subject.isEmpty() ? u"batch"_s : u"element"_s;
    QString code = table().rule(who, state, command);
    const QString target = table().cell(state, command);
    if (code.isEmpty() && target == "-"_L1)
        code = u"command.illegal"_s;
    const bool goesOn = command == "RESUME"_L1 || command == "RESTART"_L1 || command == "RESET"_L1;
    if (goesOn && !subject.isEmpty() && shown(rig, parentOf(subject)) != "Running"_L1
        && table().rule(who, state, command).isEmpty())
        code = table().parentCode;
    const auto promised
        = rig.executor->preview(ElementId(subject), C(CommandNames.indexOf(command)));
    QCOMPARE(promised.has_value(), code.isEmpty());
    const QVector<ElementId> content
        = rig.executor->state().control.recipe.procedure.children(ElementId(subject));
    QHash<QString, QString> before;
    for (const ElementId &child : content)
        before.insert(child.value(), shown(rig, child.value()));
    const qsizetype begin = rig.journal.events.size();
    const qsizetype refusals = rig.refusals.size();
    give(rig, subject, command);
    const QVector<Row> rows = rowsSince(rig, begin);
    if (!code.isEmpty()) {
        // Rejected, logged with who wanted it, and never queued: later goes as without it.
        QCOMPARE(rows.size(), 0);
        QCOMPARE(shown(rig, subject), state);
        QCOMPARE(rig.refusals.size(), refusals + 1);
        QCOMPARE(rig.refusals.last().code(), code);
        QCOMPARE(rig.journal.events.size(), begin + 1);
        const JournalEvent &event = rig.journal.events.last();
        QCOMPARE(event.code, QLatin1String(event::CommandRejected));
        QCOMPARE(event.element.value(), subject);
        QCOMPARE(event.person.value(), u"anna"_s);
        QCOMPARE(eventdata::text(event.data, u"state"), state);
        QCOMPARE(eventdata::text(event.data, u"command").toUpper(), command);
        QCOMPARE(eventdata::message(event.data, u"message").code, code);
        Rig twin(recipe());
        QVERIFY(bring(twin, subject, state));
        twin.takeLog();
        rig.takeLog();
        twin.run(3);
        rig.run(3);
        QCOMPARE(rig.takeLog(), twin.takeLog());
        return checkJournal(rig);
    }
    QCOMPARE(rig.refusals.size(), refusals);
    const Row own = rowOf(rows, subject);
    QCOMPARE(own.from, state);
    QCOMPARE(own.to, target);
    QCOMPARE(own.cause, u"user"_s);
    QCOMPARE(own.reason, u"because"_s);
    QCOMPARE(own.person, u"anna"_s);
    // Down to every active child that can take it; START and RESET stay where they were given.
    for (const ElementId &child : content) {
        const QString was = before.value(child.value());
        const bool goesDown = command != "START"_L1 && command != "RESET"_L1;
        const bool active
            = !table().quiescent.contains(was) || was == "Held"_L1 || was == "Paused"_L1;
        const QString to = goesDown && active ? table().cell(was, command) : u"-"_s;
        const Row row = rowOf(rows, child.value());
        if (to == "-"_L1) {
            QVERIFY2(row.cause != "parent"_L1, qPrintable(child.value()));
            continue;
        }
        QCOMPARE(row.from, was);
        QCOMPARE(row.to, to);
        QCOMPARE(row.cause, u"parent"_s);
        QCOMPARE(row.reason, u"because"_s);
        QCOMPARE(row.person, u"anna"_s);
    }
    rig.run(3);
    checkJournal(rig);
}

void tst_StateTable::byParent_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("parent");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QStringList>("way"); ///< of the parent, the last word is the command
    const QVector<QPair<QString, QString>> pairs {
        {u"up"_s, u""_s}, {u"op"_s, u"up"_s}, {u"p"_s, u"op"_s}, {u"m"_s, u"op"_s}};
    const QVector<QStringList> ways {{u"PAUSE"_s}, {u"HOLD"_s}, {u"STOP"_s}, {u"ABORT"_s},
        {u"PAUSE"_s, u"RESUME"_s}, {u"HOLD"_s, u"RESTART"_s}};
    for (const auto &[subject, parent] : pairs) {
        for (const QString &state : StateNames) {
            if (subject == "m"_L1 && isTransient(state))
                continue; // see byUser
            for (const QStringList &way : ways)
                QTest::addRow(
                    "%s %s %s", qPrintable(subject), qPrintable(state), qPrintable(way.join(u'-')))
                    << subject << parent << state << way;
        }
    }
}

void tst_StateTable::byParent()
{
    QFETCH(QString, subject);
    QFETCH(QString, parent);
    QFETCH(QString, state);
    QFETCH(QStringList, way);
    Rig rig(recipe());
    QVERIFY(bring(rig, subject, state));
    const QString parentNow = shown(rig, parent);
    if (parentNow != "Running"_L1) {
        // Before its parent has begun (op in up, p and m in op) or after it: nothing comes down.
        QVERIFY(state == "Idle"_L1 || state == "Complete"_L1);
        QVERIFY(parentNow == "Idle"_L1 || parentNow == "Complete"_L1);
        const qsizetype begin = rig.journal.events.size();
        give(rig, parent, way.first());
        QVERIFY(rowsSince(rig, begin).isEmpty());
        return;
    }
    for (qsizetype i = 0; i + 1 < way.size(); ++i) {
        give(rig, parent, way.at(i));
        rig.gateway.flush();
        rig.executor->tick();
    }
    const QString was = shown(rig, subject);
    const bool active
        = was != "Idle"_L1 && was != "Stopped"_L1 && was != "Aborted"_L1 && was != "Complete"_L1;
    const QString target = active ? table().cell(was, way.last()) : u"-"_s;
    const qsizetype begin = rig.journal.events.size();
    give(rig, parent, way.last());
    const QVector<Row> rows = rowsSince(rig, begin);
    QCOMPARE(rowOf(rows, parent).cause, u"user"_s);
    const Row own = rowOf(rows, subject);
    if (target == "-"_L1) {
        QVERIFY2(own.element.isEmpty() || own.cause == "logic"_L1, qPrintable(own.to));
    } else {
        QCOMPARE(own.from, was);
        QCOMPARE(own.to, target);
        QCOMPARE(own.cause, u"parent"_s);
        QCOMPARE(own.reason, u"because"_s);
        QCOMPARE(own.person, u"anna"_s);
    }
    rig.run(3);
    checkJournal(rig);
}

void tst_StateTable::byLogicEnds_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("state");
    for (const QString &subject : {u""_s, u"up"_s, u"op"_s, u"p"_s, u"m"_s}) {
        for (const QString &state : StateNames)
            QTest::addRow(
                "%s %s", subject.isEmpty() ? "batch" : qPrintable(subject), qPrintable(state))
                << subject << state;
    }
}

/// SC: what a state leads to when its own logic ends, with cause "logic" and by nobody.
void tst_StateTable::byLogicEnds()
{
    QFETCH(QString, subject);
    QFETCH(QString, state);
    Rig rig(recipe());
    const bool seen = bring(rig, subject, state);
    const qsizetype begin = seen ? rig.journal.events.size() : 0;
    rig.gateway.set(u"U1.temperature.pv"_s, 37);
    rig.run(3);
    if (state == "Running"_L1) {
        answerStep(rig, u"m"_s);
        answerStep(rig, u"last"_s);
    }
    const QVector<Row> rows = rowsSince(rig, begin);
    const QString target = table().cell(state, u"SC"_s);
    const auto found = std::find_if(rows.begin(), rows.end(),
        [&](const Row &row) { return row.element == subject && row.from == state; });
    if (target == "-"_L1) {
        QCOMPARE(found == rows.end(), true);
        QCOMPARE(shown(rig, subject), state);
    } else {
        QVERIFY(found != rows.end());
        QCOMPARE(found->to, target);
        QCOMPARE(found->cause, u"logic"_s);
        QVERIFY(found->person.isEmpty());
    }
    checkJournal(rig);
}

namespace {

/// One phase of \p type in up; its conditions read temperature.pv.
MasterRecipe onePhase(const QString &type)
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    Parameter temperature;
    temperature.id = ParameterId(u"temperature"_s);
    temperature.name = words(u"temperature"_s);
    temperature.value = 37;
    builder.add(K::Phase, u"p"_s, type).parameters = {temperature};
    builder.chain(u"up.b > p > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    return builder.build();
}

/// \p p of onePhase(heat) in \p state, its container running.
void bringHeat(Rig &rig, const QString &state)
{
    rig.create();
    rig.start();
    const auto flush = [&] { rig.gateway.flush(); };
    if (state != "Pausing"_L1 && state != "Paused"_L1)
        flush();
    if (state == "Pausing"_L1 || state == "Paused"_L1)
        give(rig, u"p"_s, u"PAUSE"_s);
    if (state == "Paused"_L1)
        flush();
    if (state == "Holding"_L1 || state == "Held"_L1 || state == "Restarting"_L1)
        give(rig, u"p"_s, u"HOLD"_s);
    if (state == "Held"_L1 || state == "Restarting"_L1)
        flush();
    if (state == "Restarting"_L1)
        give(rig, u"p"_s, u"RESTART"_s);
    if (state == "Stopping"_L1 || state == "Stopped"_L1)
        give(rig, u"p"_s, u"STOP"_s);
    if (state == "Aborting"_L1 || state == "Aborted"_L1)
        give(rig, u"p"_s, u"ABORT"_s);
    if (state == "Stopped"_L1 || state == "Aborted"_L1)
        flush();
    if (state == "Complete"_L1)
        rig.gateway.set(u"U1.temperature.pv"_s, 37);
    if (state == "Complete"_L1)
        rig.executor->tick();
}

} // namespace

void tst_StateTable::byLogicFault_data()
{
    QTest::addColumn<QString>("state");
    for (const QString &state : StateNames) {
        if (state != "Idle"_L1)
            QTest::newRow(qPrintable(state)) << state;
    }
}

/// A step that fails holds its phase where there is logic that can fail on the way to work; on the
/// way to a safe state a failure is noted, and the way goes on.
void tst_StateTable::byLogicFault()
{
    QFETCH(QString, state);
    Rig rig(onePhase(u"heat"_s));
    rig.gateway.failures.insert(TagId(u"U1.stirrer.sp"_s), state == "Restarting"_L1 ? 0 : 2);
    if (state == "Pausing"_L1)
        rig.gateway.failures.insert(TagId(u"U1.temperature.sp"_s), 2);
    bringHeat(rig, state);
    QCOMPARE(shown(rig, u"p"_s), state);
    if (state == "Restarting"_L1)
        rig.gateway.failures.insert(TagId(u"U1.stirrer.sp"_s), 2);
    if (state == "Stopping"_L1 || state == "Aborting"_L1)
        rig.gateway.failures.insert(TagId(u"U1.temperature.sp"_s), 2);
    const qsizetype begin = rig.journal.events.size();
    rig.run(61); // two tries of a write; an hour of waiting for 37 °C
    const QVector<Row> rows = rowsSince(rig, begin);
    const Row own = rowOf(rows, u"p"_s);
    const bool fails = state == "Running"_L1 || state == "Pausing"_L1 || state == "Restarting"_L1;
    const QStringList deviations = rig.codes(u"deviation.opened"_s);
    if (!fails) {
        const QString sc = table().cell(state, u"SC"_s);
        QCOMPARE(own.to, sc == "-"_L1 ? QString() : sc);
        QVERIFY(!deviations.join(u' ').contains(u"minor"_s));
        return;
    }
    QVERIFY(table().fault.contains(state));
    QCOMPARE(own.from, state);
    QCOMPARE(own.to, table().cell(state, u"HOLD"_s));
    QCOMPARE(own.cause, u"logic"_s);
    QVERIFY(own.reason == "execution.writeFailed"_L1 || own.reason == "execution.timeout"_L1
        || own.reason == "execution.timeoutUnknown"_L1);
    QVERIFY(own.person.isEmpty());
    QVERIFY(deviations.join(u' ').contains(u"minor"_s));
    QCOMPARE(shown(rig, u"p"_s), u"Held"_s);
    QCOMPARE(shown(rig, u"up"_s), u"Running"_s); // never silently upwards
}

void tst_StateTable::byInterlock_data()
{
    byLogicFault_data();
}

/// A device that stays away holds the phases that it serves.
void tst_StateTable::byInterlock()
{
    QFETCH(QString, state);
    Rig rig(onePhase(u"heat"_s));
    bringHeat(rig, state);
    QCOMPARE(shown(rig, u"p"_s), state);
    const qsizetype begin = rig.journal.events.size();
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Faulted);
    for (int minute = 0; minute < 4; ++minute) { // orders stay unanswered
        rig.clock.advance(std::chrono::minutes(1));
        rig.executor->tick();
    }
    const Row own = rowOf(rowsSince(rig, begin), u"p"_s);
    if (!table().fault.contains(state)) {
        QVERIFY2(own.cause != "interlock"_L1, qPrintable(own.to));
        return;
    }
    QCOMPARE(own.from, state);
    QCOMPARE(own.to, table().cell(state, u"HOLD"_s));
    QCOMPARE(own.cause, u"interlock"_s);
    QCOMPARE(own.reason, u"execution.deviceLost"_s);
    QVERIFY(own.person.isEmpty());
}

void tst_StateTable::byRecovery_data()
{
    byLogicEnds_data();
}

void tst_StateTable::byRecovery()
{
    QFETCH(QString, subject);
    QFETCH(QString, state);
    Rig rig(recipe());
    if (!bring(rig, subject, state)) {
        QVERIFY(subject == "m"_L1 && isTransient(state));
        return;
    }
    const qsizetype begin = rig.journal.events.size();
    Rig again(recipe(), rig.journal, rig.clock.now() + std::chrono::minutes(7));
    const auto taken = again.executor->recover(BatchId(u"B-1"_s));
    QVERIFY2(taken.ok(), taken ? "" : qPrintable(taken.error().code()));
    const Row own = rowOf(rowsSince(again, begin), subject);
    const QString target = table().recovery.value(state);
    QCOMPARE(own.to, target);
    if (!target.isEmpty()) {
        QCOMPARE(own.from, state);
        QCOMPARE(own.cause, u"recovery"_s);
        QCOMPARE(own.reason, u"execution.recovered"_s);
        QVERIFY(own.person.isEmpty());
    }
    again.run(3); // a stop or an abort that was under way ends; nothing else moves by itself
    const QString sc = table().cell(state, u"SC"_s);
    QCOMPARE(shown(again, subject), !target.isEmpty() ? target : sc == "-"_L1 ? state : sc);
    checkJournal(again);
}

void tst_StateTable::goesOnOnlyInARunningParent_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("parent");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("parentCommand");
    const QVector<QPair<QString, QString>> pairs {
        {u"up"_s, u""_s}, {u"op"_s, u"up"_s}, {u"p"_s, u"op"_s}, {u"m"_s, u"op"_s}};
    for (const auto &[subject, parent] : pairs) {
        QTest::addRow("%s restart in a held parent", qPrintable(subject))
            << subject << parent << u"Held"_s << u"RESTART"_s << u"HOLD"_s;
        QTest::addRow("%s resume in a paused parent", qPrintable(subject))
            << subject << parent << u"Paused"_s << u"RESUME"_s << u"PAUSE"_s;
        QTest::addRow("%s reset in a held parent", qPrintable(subject))
            << subject << parent << u"Stopped"_s << u"RESET"_s << u"HOLD"_s;
        QTest::addRow("%s reset in a stopped parent", qPrintable(subject))
            << subject << parent << u"Aborted"_s << u"RESET"_s << u"STOP"_s;
    }
}

void tst_StateTable::goesOnOnlyInARunningParent()
{
    QFETCH(QString, subject);
    QFETCH(QString, parent);
    QFETCH(QString, state);
    QFETCH(QString, command);
    QFETCH(QString, parentCommand);
    Rig rig(recipe());
    QVERIFY(bring(rig, subject, state));
    give(rig, parent, parentCommand);
    rig.gateway.flush();
    rig.executor->tick();
    QCOMPARE(shown(rig, subject), state);
    const qsizetype begin = rig.journal.events.size();
    give(rig, subject, command);
    QVERIFY(rowsSince(rig, begin).isEmpty());
    QCOMPARE(rig.refusals.last().code(), table().parentCode);
    QCOMPARE(rig.codes(u"command.rejected"_s).size(), 1);
}

/// m rests at once, p has an order to see through: op, up and the batch are Holding until it has.
void tst_StateTable::parentWaitsForItsLastChild()
{
    Rig rig(recipe());
    QVERIFY(bring(rig, {}, u"Running"_s));
    give(rig, {}, u"HOLD"_s);
    for (int minute = 0; minute < 5; ++minute) {
        rig.clock.advance(std::chrono::minutes(1));
        rig.executor->tick(); // the device does not answer yet
        QCOMPARE(shown(rig, u"m"_s), u"Held"_s);
        QCOMPARE(shown(rig, u"p"_s), u"Holding"_s);
        for (const QString &container : {u"op"_s, u"up"_s, u""_s})
            QCOMPARE(shown(rig, container), u"Holding"_s);
    }
    rig.takeLog();
    rig.gateway.flush();
    QCOMPARE(rig.takeLog(),
        (QStringList {
            u"p Holding>Held"_s, u"op Holding>Held"_s, u"up Holding>Held"_s, u"- Holding>Held"_s}));
}

QTEST_GUILESS_MAIN(tst_StateTable)
#include "tst_statetable.moc"
