// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The verdict as a table: what was seen of a cell, and what must be said of it.
#include "app/drill/drillreport.h"
#include "app/drill/drillverdict.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"

#include <QtTest/QtTest>

using namespace Qt::StringLiterals;
using namespace cytoloom;

namespace {

const UtcTime Start = utcFromMs(1'767'225'600'000);
const TagId Tag(u"BR-01.temperature.pv"_s);

UtcTime at(int minutes)
{
    return Start + std::chrono::minutes(minutes);
}

/// Builds one observation, minute by minute.
struct Seen
{
    DrillObservation observation;

    Seen()
    {
        observation.step
            = {ElementId(u"grow"_s), UnitId(u"BR-01"_s), DeviceId(u"DEV-BR-01"_s), {}, {}};
        observation.began = Start;
        observation.faultEnded = at(10);
        observation.ended = at(60);
        observation.recovered = true;
    }
    Seen &event(int minute, const char *code, JsonValue data, const char *element = "")
    {
        JournalEvent made;
        made.sequence = quint64(100 + observation.events.size());
        made.time = at(minute);
        made.code = QLatin1String(code);
        made.element = ElementId(QLatin1String(element));
        made.data = std::move(data);
        observation.events << made;
        return *this;
    }
    Seen &device(int minute, const char *state, const char *device = "DEV-BR-01")
    {
        return event(minute, event::DeviceState,
            eventdata::object(
                {{"device", QString::fromLatin1(device)}, {"state", QString::fromLatin1(state)}}));
    }
    Seen &alarm(int minute, const char *code, const TagId &tag = Tag)
    {
        return event(minute, code, eventdata::object({{"alarm", u"A1"_s}, {"tag", tag.value()}}));
    }
    Seen &state(int minute, const char *to, const char *element = "grow")
    {
        return event(minute, event::ElementState,
            eventdata::object({{"to", QString::fromLatin1(to)}}), element);
    }
    Seen &write(int minute, bool verified)
    {
        return event(
            minute, event::WriteFinished, eventdata::object({{"verified", JsonValue(verified)}}));
    }
    static TruthSample value(
        int minute, double believed, double truth, Quality quality = Quality::Good)
    {
        return {at(minute), Tag, {believed, quality, at(minute)}, truth, 1.0};
    }
    Seen &sample(int minute, double believed, double truth, Quality quality = Quality::Good)
    {
        observation.samples << value(minute, believed, truth, quality);
        return *this;
    }
    Seen &decision(int minute, double believed, double truth, Quality quality = Quality::Good)
    {
        observation.decisions.append({200, at(minute), u"step.finished"_s, ElementId(u"grow"_s),
            value(minute, believed, truth, quality)});
        return *this;
    }
    Seen &limit(double low, double high)
    {
        observation.limits.append({Tag, low, high});
        return *this;
    }
    /// Inside at first, then beyond for so many minutes.
    Seen &beyond(int from, int minutes)
    {
        sample(from - 1, 37, 37);
        for (int i = 0; i <= minutes; ++i)
            sample(from + i, 37, 45);
        return *this;
    }
};

} // namespace

Q_DECLARE_METATYPE(cytoloom::DrillObservation)

class TestDrillVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void verdict_data();
    void verdict();
    void detectionIsRated_data();
    void detectionIsRated();
    void everyWordIsThere();
};

void TestDrillVerdict::verdict_data()
{
    QTest::addColumn<DrillObservation>("seen");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("effect");
    const auto row = [](const char *name, const Seen &seen, const char *outcome, const char *reason,
                         const char *effect) {
        QTest::newRow(name) << seen.observation << QString::fromLatin1(outcome)
                            << QString::fromLatin1(reason) << QString::fromLatin1(effect);
    };
    row("nothing was seen of it", Seen().sample(1, 37, 37), "handled", "drill.unseen", "nothing");
    row("lost and told",
        Seen().device(1, "faulted").sample(2, 37, 37, Quality::Stale).device(11, "connected"),
        "handled", "drill.told", "lost");
    row("a write that failed and went on", Seen().write(1, false).write(2, true), "handled",
        "drill.told", "unordered");

    Seen held = Seen().device(1, "faulted").state(2, "Holding").state(3, "Held");
    held.observation.wasHeld = true;
    held.observation.restarts = 1;
    row("held and restarted", held, "held", "drill.held", "nothing");

    row("a wrong value decides", Seen().sample(3, 37, 30).decision(4, 37, 30), "harmed",
        "drill.wrongDecision", "wrong");
    row("within the tolerance", Seen().decision(4, 37, 36.5), "handled", "drill.unseen", "nothing");
    row("a value that is not Good decides nothing", Seen().decision(4, 37, 30, Quality::Stale),
        "handled", "drill.unseen", "nothing");
    row("an alarm of the value stood", Seen().alarm(2, event::AlarmRaised).decision(4, 37, 30),
        "handled", "drill.told", "nothing");
    row("an alarm of another value",
        Seen().alarm(2, event::AlarmRaised, TagId(u"X.y"_s)).decision(4, 37, 30), "harmed",
        "drill.wrongDecision", "nothing");
    row("the alarm came too late", Seen().alarm(5, event::AlarmRaised).decision(4, 37, 30),
        "harmed", "drill.wrongDecision", "nothing");
    row("the alarm was gone again",
        Seen().alarm(1, event::AlarmRaised).alarm(2, event::AlarmCleared).decision(4, 37, 30),
        "harmed", "drill.wrongDecision", "nothing");
    row("another device was faulted", Seen().device(1, "faulted", "DEV-XX").decision(4, 37, 30),
        "harmed", "drill.wrongDecision", "nothing");
    row("the device was faulted", Seen().device(1, "faulted").decision(4, 37, 30), "handled",
        "drill.told", "nothing");
    row("connected again, still wrong",
        Seen().device(1, "faulted").device(2, "connected").decision(4, 37, 30), "harmed",
        "drill.wrongDecision", "nothing");

    row("beyond the limit, briefly", Seen().limit(36, 38).beyond(2, 9), "handled", "drill.unseen",
        "wrong");
    row("beyond the limit for long", Seen().limit(36, 38).beyond(2, 12), "harmed",
        "drill.limitUntold", "wrong");
    row("beyond the limit, told", Seen().limit(36, 38).alarm(3, event::AlarmRaised).beyond(2, 30),
        "handled", "drill.told", "wrong");
    Seen onItsWay = Seen().limit(36, 38);
    for (int i = 0; i < 30; ++i)
        onItsWay.sample(i, 25, 25);
    row("it was never inside", onItsWay, "handled", "drill.unseen", "nothing");

    Seen moving = held;
    moving.observation.whileHeld = {{TagId(u"BR-01.inlet.flow.sp"_s), 20.0}};
    row("a pump ran while it was held", moving, "harmed", "drill.moves", "nothing");
    Seen standing = held;
    standing.observation.whileHeld = {{TagId(u"BR-01.inlet.flow.sp"_s), 0.0}};
    row("all pumps stood", standing, "held", "drill.held", "nothing");
    Seen stuck = held;
    stuck.observation.heldInTheEnd = true;
    row("nobody can restart it", stuck, "harmed", "drill.noRestart", "nothing");
    Seen restless;
    restless.observation.recovered = false;
    row("it does not come to rest", restless, "harmed", "drill.notRecovered", "nothing");
    Seen lost = held;
    lost.observation.journalWhole = false;
    row("the journal lost something", lost, "harmed", "drill.journalLost", "nothing");
}

void TestDrillVerdict::verdict()
{
    QFETCH(DrillObservation, seen);
    QFETCH(QString, outcome);
    QFETCH(QString, reason);
    QFETCH(QString, effect);
    std::stable_sort(seen.events.begin(), seen.events.end(),
        [](const JournalEvent &a, const JournalEvent &b) { return a.time < b.time; });
    const DrillVerdict verdict = judge(seen);
    QCOMPARE(verdict.reason.code, reason);
    QCOMPARE(toText(verdict.outcome), outcome);
    QCOMPARE(verdict.effect, effect);
}

void TestDrillVerdict::detectionIsRated_data()
{
    QTest::addColumn<DrillObservation>("seen");
    QTest::addColumn<int>("rank");
    QTest::newRow("at once") << Seen().device(1, "faulted").observation << 1;
    QTest::newRow("soon") << Seen().alarm(8, event::AlarmRaised).observation << 3;
    QTest::newRow("late") << Seen().state(40, "Holding").observation << 5;
    QTest::newRow("never") << Seen().sample(3, 37, 30).observation << 10;
    QTest::newRow("nothing to tell") << Seen().sample(3, 37, 37).observation << 0;
    QTest::newRow("a verified write tells nothing")
        << Seen().write(1, true).sample(3, 37, 30).observation << 10;
}

void TestDrillVerdict::detectionIsRated()
{
    QFETCH(DrillObservation, seen);
    QFETCH(int, rank);
    QCOMPARE(detectionRank({seen, judge(seen)}), rank);
}

void TestDrillVerdict::everyWordIsThere()
{
    const MessageCatalog &words = MessageCatalog::shipped();
    QStringList codes;
    for (const FaultKind kind : allFaultKinds())
        codes << u"faults.kind."_s + faultKindText(kind);
    for (const auto outcome :
        {DrillOutcome::Handled, DrillOutcome::Held, DrillOutcome::Harmed, DrillOutcome::NotReached})
        codes << u"drill.word."_s + toText(outcome);
    for (const char *effect : {"lost", "wrong", "unordered", "nothing"})
        codes << u"drill.word.effect."_s + QLatin1String(effect);
    for (const QString &code : std::as_const(codes)) {
        for (const Language language : {Language::En, Language::Zh}) {
            const QString text = words.text(Message {code, {}}, language);
            QVERIFY2(!text.isEmpty() && text != code, qPrintable(code));
        }
    }
}

QTEST_GUILESS_MAIN(TestDrillVerdict)
#include "tst_drillverdict.moc"
