// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/runrules.h"
#include "resources/resources.h"

#include <QtTest/QTest>

#include <functional>

using namespace cytoloom;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Change = std::function<void(ValidationInput &, RunSituation &)>;

struct Row
{
    const char *name = "";
    const char *step = "";
    RunSituation::Moment moment = RunSituation::Moment::Start;
    Change change;
    QStringList codes; ///< must be found; empty: nothing may be
};

PlantUnit *unitOf(ValidationInput &input, const QString &id)
{
    for (PlantUnit &unit : input.plant->units) {
        if (unit.id.value() == id)
            return &unit;
    }
    return nullptr;
}

QVector<Row> rows()
{
    using Moment = RunSituation::Moment;
    const auto status = [](const char *unit, const char *word) {
        return [unit, word](ValidationInput &, RunSituation &now) {
            now.binding.unitStates[UnitId(QString::fromLatin1(unit))].attributes.set(
                u"cleanStatus"_s, QString::fromLatin1(word));
        };
    };
    return {
        {"as planned", "process.clear", Moment::Start, {}, {}},
        {"unit not clean", "process.prime", Moment::Start, status("SEP-01", "toBeCleaned"),
            {u"GMP-EQP-03.notClean"_s}},
        {"another unit not clean", "process.prime", Moment::Start, status("FF-01", "toBeCleaned"),
            {}},
        {"line not cleared", "culture1.clear", Moment::Start,
            [](ValidationInput &, RunSituation &now) {
                now.binding.unitStates[UnitId(u"BR-01"_s)].attributes.remove(u"clearanceRecord"_s);
            },
            {u"GMP-CLR-01.notConfirmed"_s}},
        {"calibration ends too early", "culture2.settle", Moment::Restart,
            [](ValidationInput &input, RunSituation &now) {
                unitOf(input, u"BR-02"_s)->calibrationDue = now.now + 1h;
            },
            {u"GMP-EQP-02.due"_s}},
        {"calibration just long enough", "store.position", Moment::Start,
            [](ValidationInput &input, RunSituation &now) {
                unitOf(input, u"LN-01"_s)->calibrationDue = now.now + 24h * 30;
            },
            {}},
        {"wrong donor", "process.load", Moment::Transfer,
            [](ValidationInput &, RunSituation &now) {
                now.binding.attributes.set(u"donors"_s, QStringList {u"D-9"_s});
            },
            {u"GMP-COI-03.mismatch"_s}},
        {"release without the match", "release.sign", Moment::Release,
            [](ValidationInput &, RunSituation &now) {
                now.binding.attributes.remove(u"donorRecipientCheck"_s);
            },
            {u"GMP-COI-03.unconfirmed"_s}},
        {"start without the match", "process.load", Moment::Start,
            [](ValidationInput &, RunSituation &now) {
                now.binding.attributes.remove(u"donorRecipientCheck"_s);
            },
            {}},
        {"nobody signed in", "process.clear", Moment::Start,
            [](ValidationInput &, RunSituation &now) { now.binding.assignments.clear(); },
            {u"GMP-PER-01.nobody"_s}},
        {"checks himself", "process.clear", Moment::Start,
            [](ValidationInput &, RunSituation &now) {
                for (Assignment &one : now.binding.assignments)
                    one.person = PersonId(u"P-021"_s);
            },
            {u"GMP-PER-02.samePerson"_s}},
        {"held too long", "fill.in", Moment::Transfer,
            [](ValidationInput &, RunSituation &now) {
                now.timers
                    = {{u"GMP-TIM-02"_s, ElementId(u"fill.in"_s), LinkId(u"m213"_s), 61min, 60min}};
            },
            {u"GMP-TIM-02.elapsed"_s}},
        {"held to the limit", "fill.in", Moment::Transfer,
            [](ValidationInput &, RunSituation &now) {
                now.timers
                    = {{u"GMP-TIM-02"_s, ElementId(u"fill.in"_s), LinkId(u"m213"_s), 60min, 60min}};
            },
            {}},
        {"no such step", "nowhere", Moment::Start, status("FF-01", "toBeCleaned"), {}},
    };
}

} // namespace

/// The rules as the engine asks them: about one step, with what is really there.
class TestRunRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void asked_data();
    void asked();
};

void TestRunRules::asked_data()
{
    QTest::addColumn<int>("index");
    const QVector<Row> all = rows();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].name) << i;
}

void TestRunRules::asked()
{
    QFETCH(const int, index);
    const Row row = rows()[index];
    ValidationInput input;
    input.recipe = readRecipeFile(u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s).value();
    input.plant = readPlantFile(u":/cytoloom/demo/demo.cyplant.json"_s).value();
    RunSituation situation;
    situation.binding = readBindingFile(u":/cytoloom/demo/cart.cybinding.json"_s).value();
    situation.step = ElementId(QString::fromLatin1(row.step));
    situation.moment = row.moment;
    situation.now = *situation.binding.start;
    if (row.change)
        row.change(input, situation);
    QStringList codes;
    for (const Finding &finding : runFindings(input, situation, Catalog::shipped())) {
        if (finding.severity == Severity::Error)
            codes << finding.message.code;
        for (const Language language : {Language::En, Language::Zh}) {
            const QString text = MessageCatalog::shipped().text(finding.message, language);
            QVERIFY2(!text.contains(u'{'), qPrintable(text));
        }
    }
    codes.removeDuplicates();
    QCOMPARE(codes, row.codes);
}

QTEST_GUILESS_MAIN(TestRunRules)
#include "tst_runrules.moc"
