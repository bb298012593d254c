// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A batch that is taken up again: what has run out since, and whose logic it runs.
#include "processgraph/catalog/catalog.h"
#include "processgraph/catalog/catalogreader.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/resumecheck.h"
#include "tests/execution/rig.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using K = ElementKind;
using C = ProceduralCommand;
using S = ProceduralState;

namespace {

/// up1/a gives matter to up2/c; between them the batch waits in w.
MasterRecipe withMatter()
{
    RecipeBuilder builder;
    BomLine line;
    line.id = u"medium"_s;
    line.material = u"medium"_s;
    line.name = words(u"medium"_s);
    line.quantity = *Quantity::parse(u"1 L"_s);
    builder.recipe.bom << line;
    Port port;
    port.id = PortId(u"x"_s);
    builder.open(K::UnitProcedure, u"up1"_s, u"ROLE1"_s);
    port.direction = PortDirection::Out;
    builder.add(K::Phase, u"a"_s, u"quick"_s).ports = {port};
    builder.chain(u"up1.b > a > up1.e"_s);
    builder.close();
    Element &wait = builder.add(K::Phase, u"w"_s, u"ask"_s);
    wait.maxOpenTime = std::chrono::hours(3);
    wait.maxHeldTime = std::chrono::hours(1);
    builder.open(K::UnitProcedure, u"up2"_s, u"ROLE2"_s);
    port.direction = PortDirection::In;
    builder.add(K::Phase, u"c"_s, u"quick"_s).ports = {port};
    builder.chain(u"up2.b > c > up2.e"_s);
    builder.close();
    builder.chain(u"b > up1 > w > up2 > e"_s);
    Link matter = linkOf(u"m"_s, u"a"_s, u"c"_s, LinkKind::Material);
    matter.from.port = PortId(u"x"_s);
    matter.to.port = PortId(u"x"_s);
    matter.medium = u"cells"_s;
    matter.holdLimit = std::chrono::hours(2);
    builder.link(matter);
    return builder.build();
}

QStringList codesOf(const QVector<ResumeFinding> &findings)
{
    QStringList codes;
    for (const ResumeFinding &finding : findings) {
        if (finding.isDeviation)
            codes << finding.message.code;
    }
    codes.sort();
    return codes;
}

} // namespace

class tst_ResumeCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findings_data();
    void findings();
    void recoverySaysWhatItFound();
    void laterCatalogueChangesNothing();
    void everyShippedClassCanBeFrozen();
};

void tst_ResumeCheck::findings_data()
{
    QTest::addColumn<int>("outageMinutes");
    QTest::addColumn<bool>("held");
    QTest::addColumn<int>("calibrationDueInMinutes");
    QTest::addColumn<bool>("qualified");
    QTest::addColumn<QStringList>("codes");
    const int never = 1'000'000;
    QTest::newRow("nothing") << 5 << false << never << true << QStringList();
    QTest::newRow("calibration") << 30 << false << 20 << true << QStringList {u"GMP-EQP-02.due"_s};
    QTest::newRow("not yet") << 30 << false << 60 << true << QStringList();
    QTest::newRow("qualification")
        << 5 << false << never << false << QStringList {u"resume.notQualified"_s};
    QTest::newRow("matter waits") << 130 << false << never << true
                                  << QStringList {u"GMP-TIM-02.elapsed"_s};
    QTest::newRow("open too long")
        << 200 << false << never << true
        << QStringList {u"GMP-TIM-01.elapsed"_s, u"GMP-TIM-02.elapsed"_s};
    QTest::newRow("held too long")
        << 70 << true << never << true << QStringList {u"GMP-TIM-02.held"_s};
}

void tst_ResumeCheck::findings()
{
    QFETCH(int, outageMinutes);
    QFETCH(bool, held);
    QFETCH(int, calibrationDueInMinutes);
    QFETCH(bool, qualified);
    QFETCH(QStringList, codes);
    Rig rig(withMatter());
    rig.create();
    rig.start();
    rig.run(1);
    if (held)
        rig.command(u"w"_s, C::Hold);
    rig.run(1);
    Plant plant = smallPlant();
    // The unit that is still to be used; what is done with concerns nobody any more.
    plant.units[1].calibrationDue = rig.clock.now() + std::chrono::minutes(calibrationDueInMinutes);
    plant.units[1].qualified = qualified;
    const Duration outage = std::chrono::minutes(outageMinutes);
    const auto found = resumeCheck(
        rig.executor->state(), plant, rig.clock.now() + outage, rig.executor->batchTime() + outage);
    QCOMPARE(codesOf(found), codes);
    // What nobody has told about this batch is said, not passed.
    QCOMPARE(std::count_if(found.begin(), found.end(),
                 [](const ResumeFinding &one) {
                     return !one.isDeviation && one.message.code.startsWith("run.unjudged."_L1);
                 }),
        6);
    plant.units.removeFirst();
    QVERIFY(codesOf(
        resumeCheck(rig.executor->state(), plant, rig.clock.now(), rig.executor->batchTime()))
                .contains(u"resume.unitMissing"_s));
}

void tst_ResumeCheck::recoverySaysWhatItFound()
{
    Rig before(withMatter());
    before.create();
    before.start();
    before.run(1);
    Rig after(before.master, before.journal, before.clock.now() + std::chrono::minutes(130));
    QVERIFY(after.executor->recover(BatchId(u"B-1"_s)));
    QVector<Message> said;
    for (const JournalEvent &event : std::as_const(after.journal.events)) {
        if (event.code == u"batch.recovered"_s)
            said = eventdata::messages(event.data, u"findings");
    }
    QCOMPARE(said.size(), 7);
    QCOMPARE(said.first().code, u"GMP-TIM-02.elapsed"_s);
    QCOMPARE(said.first().args.value(u"n.en"_s), u"c"_s);
    QVERIFY(said.last().code.startsWith("run.unjudged."_L1));
    const QStringList deviations = after.codes(u"deviation.opened"_s);
    QCOMPARE(deviations.size(), 1); // what only a person can look at is none
    QVERIFY(deviations.first().contains(u"GMP-TIM-02.elapsed"_s));
    QCOMPARE(after.state(u"w"_s), S::Held); // found or not, nothing runs by itself
}

void tst_ResumeCheck::laterCatalogueChangesNothing()
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.add(K::Phase, u"f"_s, u"feed"_s);
    builder.chain(u"up.b > f > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    Rig before(builder.build());
    before.create();
    before.start();
    before.run(1);
    QCOMPARE(before.executor->state().control.phaseClasses.size(), 1); // only what it uses
    // A later program, whose feeding pumps ten times as fast and whose catalogue has lost one.
    QVector<PhaseClass> later;
    for (PhaseClass phase : smallPhaseClasses()) {
        if (phase.id == u"heat"_s)
            continue;
        if (phase.id == u"feed"_s) {
            phase.run[0].expression = u"100"_s;
            phase.restart[0].expression = u"100"_s;
        }
        later << phase;
    }
    MemoryJournal journal = before.journal;
    FakeGateway gateway;
    SteppedClock clock(before.clock.now());
    RecipeExecutor executor(later, smallPlant(), clock, journal, gateway);
    QVERIFY(executor.recover(BatchId(u"B-1"_s)));
    executor.command({}, C::Restart, u"on"_s, PersonId(u"anna"_s));
    gateway.flush();
    QVERIFY2(
        gateway.log.contains(u"write U1.inlet.flow.sp=10"_s), qPrintable(gateway.log.join(u';')));
    QVERIFY(!gateway.log.contains(u"write U1.inlet.flow.sp=100"_s));
}

void tst_ResumeCheck::everyShippedClassCanBeFrozen()
{
    const QVector<PhaseClass> all = Catalog::shipped().phaseClasses() + smallPhaseClasses();
    QVERIFY(all.size() > 40);
    for (const PhaseClass &phase : all) {
        const auto stored = parseJson(phaseClassValue(phase).toCompactJson(), u"x"_s);
        QVERIFY(stored.ok());
        JsonReader reader(*stored, u"x"_s);
        QStringList results;
        const PhaseClass read = readPhaseClass(reader, &results);
        const auto sound = reader.result();
        QVERIFY2(sound.ok(),
            qPrintable(phase.id + u' '
                + (sound.ok() ? QString() : sound.error().code() + sound.error().place.path)));
        QVERIFY2(read == phase, qPrintable(phase.id));
    }
}

QTEST_GUILESS_MAIN(tst_ResumeCheck)
#include "tst_resumecheck.moc"
