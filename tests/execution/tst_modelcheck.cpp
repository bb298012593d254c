// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Model check: random people, faults and crashes against several batches on few units. After every
// step the invariants hold; at the end of every seed each batch comes to a quiescent end. Wild
// seeds do anything; calm ones only what a good shift does and what can happen to it, and must
// therefore end Complete: nobody waits for ever. CYTOLOOM_MODEL_STEPS sets the steps (default 6
// 000).
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/unitneeds.h"
#include "tests/execution/cellrig.h"

#include <QtTest/QtTest>

#include <random>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using C = ProceduralCommand;
using K = ElementKind;
using S = ProceduralState;

namespace {

constexpr int Units = 5;
constexpr int Batches = 4;
constexpr int StepsPerSeed = 200;

class Dice
{
public:
    explicit Dice(quint32 seed)
        : m_engine(seed)
    { }
    int below(int end) { return end <= 0 ? 0 : int(m_engine() % quint32(end)); }
    bool chance(int percent) { return below(100) < percent; }
    template <class List> auto of(const List &list) { return list.at(below(int(list.size()))); }

private:
    std::mt19937 m_engine;
};

/// Unit procedures in a row or side by side, joined by transfers, each with a few phases.
MasterRecipe randomRecipe(Dice &dice)
{
    const QStringList kinds {u"wait"_s, u"quick"_s, u"ask"_s, u"feed"_s, u"culture"_s, u"draw"_s};
    RecipeBuilder builder;
    QStringList spine {u"b"_s};
    int number = 0;
    const auto procedure = [&](const QString &role, const QString &last) {
        const QString name = u"p%1"_s.arg(++number);
        builder.open(K::UnitProcedure, name, role);
        QStringList way {name + u".b"_s};
        const int phases = 1 + dice.below(2);
        for (int i = 0; i < phases; ++i) {
            const QString id = u"%1.%2"_s.arg(name).arg(i);
            if (dice.chance(15))
                builder.add(K::ManualStep, id);
            else
                builder.add(K::Phase, id, dice.of(kinds));
            way << id;
        }
        if (!last.isEmpty()) {
            builder.add(K::Phase, name + u".t"_s, last);
            way << name + u".t"_s;
        }
        way << name + u".e"_s;
        builder.chain(way.join(u" > "_s));
        builder.close();
        return name;
    };
    const int blocks = 1 + dice.below(3);
    for (int block = 0; block < blocks; ++block) {
        if (dice.chance(60)) {
            spine << procedure(u"ROLE%1"_s.arg(1 + dice.below(3)), {});
            continue;
        }
        const QString s = u"s%1"_s.arg(block);
        const QString j = u"j%1"_s.arg(block);
        builder.add(K::ParallelSplit, s);
        builder.add(K::ParallelJoin, j);
        const bool sends = dice.chance(60);
        const int first = 1 + dice.below(3);
        const QString x = procedure(u"ROLE%1"_s.arg(first), sends ? u"send"_s : QString());
        const QString y
            = procedure(u"ROLE%1"_s.arg(1 + first % 3), sends ? u"receive"_s : QString());
        builder.chain(s + u" > "_s + x + u" > "_s + j);
        builder.chain(s + u" > "_s + y + u" > "_s + j);
        if (sends)
            builder.link(linkOf(u"sync"_s + s, x + u".t"_s, y + u".t"_s, LinkKind::Sync));
        spine << s << j;
    }
    spine << u"e"_s;
    // A split and its join are no neighbours on the spine.
    for (qsizetype i = 0; i + 1 < spine.size(); ++i) {
        if (!(spine.at(i).startsWith(u's') && spine.at(i + 1).startsWith(u'j')))
            builder.chain(spine.at(i) + u" > "_s + spine.at(i + 1));
    }
    return builder.build();
}

/// What two states of one batch must have in common: everything that the journal tells.
QString difference(const BatchState &live, const BatchState &folded)
{
    if (live.elements != folded.elements)
        return u"elements"_s;
    if (live.own != folded.own)
        return u"batch"_s;
    if (live.tokens != folded.tokens)
        return u"tokens"_s;
    if (live.prompts != folded.prompts)
        return u"prompts"_s;
    if (live.holders != folded.holders || live.requests != folded.requests)
        return u"units"_s;
    if (live.results != folded.results || live.modes != folded.modes
        || live.consented != folded.consented)
        return u"results"_s;
    return live.lastSequence == folded.lastSequence ? QString() : u"sequence"_s;
}

class World
{
public:
    World(quint32 seed, bool wild)
        : m_dice(seed)
        , m_wild(wild)
        , rig(Units)
    {
        for (int i = 0; i < Batches; ++i)
            addBatch();
    }

    /// One random thing. Its name, for whoever has to find out why.
    QString step()
    {
        if (allEnded())
            addBatch();
        const int what = m_dice.below(100);
        if (what < 52) {
            const int minutes = 1 + m_dice.below(12);
            rig.run(minutes);
            return u"run %1"_s.arg(minutes);
        }
        if (what < 66) {
            rig.answerAll();
            return u"answer"_s;
        }
        if (what < 72)
            return holdOrGoOn();
        if (what < 77)
            return crash();
        if (what < 86)
            return fault();
        return m_wild ? anything() : holdOrGoOn();
    }

    /// What is broken now; empty: nothing.
    QString broken()
    {
        readJournal();
        if (!m_broken.isEmpty())
            return m_broken;
        QHash<UnitId, BatchId> owners;
        for (const BatchId &id : rig.cell->batches()) {
            const BatchState &state = rig.cell->batch(id)->state();
            for (auto it = state.holders.begin(); it != state.holders.end(); ++it) {
                if (owners.contains(it.key()) && !isFinal(state.state))
                    return u"two owners of %1"_s.arg(it.key().value());
                if (!isFinal(state.state))
                    owners.insert(it.key(), id);
            }
            for (const ElementId &phase : state.active()) {
                if (state.status(phase).state != S::Running)
                    continue;
                const Procedure &procedure = state.control.recipe.procedure;
                const Element *container = procedure.element(procedure.unitProcedure(phase));
                QList<UnitId> needed = unitneeds::servingUnits(state, phase).keys();
                if (container)
                    needed << state.control.units.value(container->role);
                for (const UnitId &unit : needed) {
                    if (!state.holders.contains(unit))
                        return u"%1 of %2 runs without %3"_s.arg(
                            phase.value(), id.value(), unit.value());
                }
            }
        }
        if (!m_jumped && !rig.cell->arbiter().isSafe())
            return u"batches wait for each other"_s;
        return {};
    }

    /// The live state is what the journal tells, and nothing acknowledged has gone.
    QString compare()
    {
        for (const BatchId &id : rig.cell->batches()) {
            const auto record = rig.journal.read(id);
            const QString other
                = difference(rig.cell->batch(id)->state(), BatchState::fold(*record));
            if (!other.isEmpty())
                return u"live state and journal differ in %1"_s.arg(other);
        }
        return {};
    }

    /// Every batch comes to its end: Complete where nothing wild was done, otherwise by Abort.
    QString end()
    {
        rig.journal.failing = false;
        rig.gateway->silent = false;
        rig.gateway->failures.clear();
        for (int i = 1; i <= Units; ++i)
            rig.gateway->setDevice(u"D-U%1"_s.arg(i), ConnectionState::Connected);
        if (m_wild) {
            for (const BatchId &id : rig.cell->batches()) {
                if (rig.stateOf(id.value()) == S::Idle)
                    rig.start(id.value());
                rig.command(id.value(), {}, C::Abort);
            }
        }
        for (int round = 0; round < 400 && !allEnded(); ++round) {
            rig.run(5);
            rig.answerAll();
            if (!m_wild)
                goOn();
            if (const QString wrong = broken(); !wrong.isEmpty())
                return wrong;
        }
        for (const BatchId &id : rig.cell->batches()) {
            const S state = rig.stateOf(id.value());
            if (m_wild ? !isFinal(state) : state != S::Complete)
                return u"%1 ends %2\n%3"_s.arg(id.value(), toText(state), standing());
        }
        return compare();
    }

    /// Where every batch stands, for whoever has to find out why.
    [[nodiscard]] QString standing() const
    {
        QStringList lines;
        for (const BatchId &id : rig.cell->batches()) {
            const BatchState &state = rig.cell->batch(id)->state();
            lines << u"  %1 %2"_s.arg(id.value(), toText(state.state));
            for (auto it = state.elements.begin(); it != state.elements.end(); ++it) {
                if (it->state != S::Idle && it->state != S::Complete)
                    lines << u"    %1 %2 %3 %4 step %5"_s
                                 .arg(it.key().value(), toText(it->state), it->reason.code,
                                     it->logic)
                                 .arg(it->step);
            }
            for (auto it = state.tokens.begin(); it != state.tokens.end(); ++it)
                lines << u"    token "_s + it.key().value();
            for (const UnitRequest &request : state.requests)
                lines << u"    %1 asks for %2"_s.arg(request.element.value(), request.unit.value());
            for (const Prompt &prompt : state.prompts)
                lines << u"    prompt %1 of %2"_s.arg(
                    toText(prompt.purpose), prompt.element.value());
        }
        for (const UnitClaim &claim : rig.cell->claims()) {
            QStringList queue;
            for (const UnitClaim::Waiting &waiting : claim.queue)
                queue << waiting.batch.value() + u' ' + waiting.why.code;
            lines << u"    %1 of %2 (%3): %4"_s.arg(claim.unit.value(), claim.holder.value())
                         .arg(int(claim.state))
                         .arg(queue.join(u", "_s));
        }
        qsizetype shown = 0;
        for (auto it = rig.journal.events.crbegin(); it != rig.journal.events.crend(); ++it) {
            if (it->code == QLatin1String(event::CommandRejected) || ++shown > 25)
                continue;
            lines << u"    %1 %2 %3 %4"_s.arg(it->batch.value(), it->code, it->element.value(),
                QString::fromUtf8(it->data.toJson()).simplified().left(150));
        }
        return lines.join(u'\n');
    }
    [[nodiscard]] qsizetype events() const { return rig.journal.events.size(); }

private:
    void addBatch()
    {
        const QString name = u"B%1"_s.arg(++m_batches);
        QStringList units;
        QStringList all;
        for (int i = 1; i <= Units; ++i)
            all << u"U%1"_s.arg(i);
        while (units.size() < 3)
            units << all.takeAt(m_dice.below(int(all.size())));
        const auto made = rig.create(name, randomRecipe(m_dice), units, m_dice.below(3));
        if (!made)
            qFatal("%s", qPrintable(made.error().code()));
        rig.start(name);
    }
    BatchId someBatch() { return m_dice.of(rig.cell->batches()); }
    QString someElement(const BatchId &batch)
    {
        const QVector<ElementId> all
            = rig.cell->batch(batch)->state().control.recipe.procedure.elements();
        return m_dice.chance(30) ? QString() : m_dice.of(all).value();
    }
    /// Everything that stands is restarted.
    void goOn()
    {
        for (const BatchId &id : rig.cell->batches()) {
            const BatchState state = rig.cell->batch(id)->state();
            if (state.state == S::Idle)
                rig.start(id.value());
            for (const C command : {C::Restart, C::Resume}) {
                rig.command(id.value(), {}, command);
                for (auto it = state.elements.begin(); it != state.elements.end(); ++it) {
                    if (it->state == (command == C::Restart ? S::Held : S::Paused))
                        rig.command(id.value(), it.key().value(), command);
                }
            }
        }
        rig.takeRefusals();
    }
    QString holdOrGoOn()
    {
        if (m_dice.chance(60)) {
            goOn();
            return u"go on"_s;
        }
        const BatchId id = someBatch();
        const QString element = someElement(id);
        const C command = m_dice.chance(50) ? C::Hold : C::Pause;
        rig.command(id.value(), element, command);
        return u"%1 %2 %3"_s.arg(toText(command), id.value(), element);
    }
    QString crash()
    {
        rig.crash();
        return u"crash"_s;
    }
    QString fault()
    {
        const QString unit = u"U%1"_s.arg(1 + m_dice.below(Units));
        switch (m_dice.below(6)) {
        case 0:
            rig.journal.failing = !rig.journal.failing;
            return u"journal"_s;
        case 1:
            rig.gateway->silent = !rig.gateway->silent;
            return u"silent"_s;
        case 2:
            rig.gateway->failures[TagId(unit + u".inlet.flow.sp"_s)] = 3;
            return u"write fails"_s;
        case 3:
            rig.gateway->setDevice(u"D-"_s + unit, ConnectionState::Faulted);
            return u"lost "_s + unit;
        default:
            rig.journal.failing = false;
            rig.gateway->silent = false;
            rig.gateway->setDevice(u"D-"_s + unit, ConnectionState::Connected);
            return u"back "_s + unit;
        }
    }
    QString anything()
    {
        const BatchId id = someBatch();
        const QString element = someElement(id);
        const PersonId anna(u"anna"_s);
        const PersonId bert(u"bert"_s);
        switch (m_dice.below(8)) {
        case 0:
            rig.cell->jump(id, JumpOrder {ElementId(element), u"because"_s, anna, bert});
            m_jumped = true;
            return u"jump %1 %2"_s.arg(id.value(), element);
        case 1:
            rig.cell->setMode(id,
                ModeOrder {m_dice.chance(50) ? ElementId() : ElementId(element),
                    ExecutionMode(m_dice.below(3)), u"because"_s, anna});
            return u"mode"_s;
        case 2:
            rig.cell->decideFault(id,
                FaultOrder {ElementId(element), FaultOption(m_dice.below(5)), u"because"_s, 1.0,
                    anna, bert});
            return u"fault decided"_s;
        case 3:
            rig.clear(u"U%1"_s.arg(1 + m_dice.below(Units)));
            return u"clear"_s;
        default: {
            const C command = C(m_dice.below(8));
            rig.command(id.value(), element, command);
            return u"%1 %2 %3"_s.arg(toText(command), id.value(), element);
        }
        }
    }
    [[nodiscard]] bool allEnded() const
    {
        const QVector<BatchId> all = rig.cell->batches();
        return std::all_of(all.begin(), all.end(),
            [&](const BatchId &id) { return isFinal(rig.stateOf(id.value())); });
    }
    /// Follows the events themselves: who is in which vessel, and who writes to it.
    void readJournal()
    {
        const QVector<JournalEvent> &events = rig.journal.events;
        if (events.size() < m_read) {
            m_broken = u"acknowledged events are gone"_s;
            return;
        }
        for (; m_read < events.size(); ++m_read) {
            const JournalEvent &event = events.at(m_read);
            const UnitId unit(eventdata::text(event.data, u"unit"));
            if (event.code == QLatin1String(event::UnitAllocated)) {
                const bool serves = eventdata::flag(event.data, u"serving");
                const BatchId inside = m_inside.value(unit);
                if (!inside.isEmpty() && inside != event.batch)
                    m_broken = u"%1 and %2 meet in %3"_s.arg(
                        inside.value(), event.batch.value(), unit.value());
                m_users.insert(unit, event.batch);
                if (!serves)
                    m_inside.insert(unit, event.batch);
            } else if (event.code == QLatin1String(event::UnitReleased)) {
                if (eventdata::flag(event.data, u"serving"))
                    m_users.remove(unit);
            } else if (event.code == QLatin1String(event::UnitCleared)) {
                if (!eventdata::flag(event.data, u"keeps"))
                    m_inside.remove(unit);
            } else if (event.code == QLatin1String(event::WriteOrdered)) {
                const QString tag = eventdata::text(event.data, u"tag");
                const UnitId written(tag.left(tag.indexOf(u'.')));
                if (m_users.value(written) != event.batch && m_inside.value(written) != event.batch)
                    m_broken
                        = u"%1 writes to %2, which is not its own"_s.arg(event.batch.value(), tag);
            }
        }
    }

    Dice m_dice;
    const bool m_wild;
    bool m_jumped = false;
    int m_batches = 0;
    qsizetype m_read = 0;
    QHash<UnitId, BatchId> m_inside; ///< whose matter may be in it
    QHash<UnitId, BatchId> m_users;
    QString m_broken;

public:
    CellRig rig;
};

} // namespace

class tst_ModelCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void invariants_data();
    void invariants();
};

void tst_ModelCheck::invariants_data()
{
    QTest::addColumn<bool>("wild");
    QTest::newRow("calm: nobody waits for ever") << false;
    QTest::newRow("wild: every batch can be ended") << true;
}

void tst_ModelCheck::invariants()
{
    QFETCH(bool, wild);
    const int asked = qEnvironmentVariableIntValue("CYTOLOOM_MODEL_STEPS");
    const int steps = (asked > 0 ? asked : 6000) / 2;
    int done = 0;
    int crashes = 0;
    qsizetype events = 0;
    quint32 seed = 0;
    for (; done < steps; ++seed) {
        World world(seed * 2 + (wild ? 1 : 0), wild);
        QStringList story;
        for (int i = 0; i < StepsPerSeed; ++i, ++done) {
            story << world.step();
            crashes += story.last() == u"crash"_s;
            QString wrong = world.broken();
            if (wrong.isEmpty() && i % 20 == 0)
                wrong = world.compare();
            if (!wrong.isEmpty())
                QFAIL(qPrintable(u"seed %1, step %2: %3\n  %4"_s.arg(seed).arg(i).arg(
                    wrong, story.last(qMin<qsizetype>(12, story.size())).join(u"\n  "_s))));
        }
        if (const QString wrong = world.end(); !wrong.isEmpty())
            QFAIL(qPrintable(u"seed %1, at the end: %2"_s.arg(seed).arg(wrong)));
        events += world.events();
    }
    qInfo("%d steps, %u seeds, %d crashes, %lld events: no invariant broken", done, seed, crashes,
        static_cast<long long>(events));
}

QTEST_GUILESS_MAIN(tst_ModelCheck)
#include "tst_modelcheck.moc"
