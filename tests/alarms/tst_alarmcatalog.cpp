// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmcatalog.h"
#include "processgraph/alarms/alarmtable.h"
#include "processgraph/alarms/phaselimits.h"
#include "processgraph/execution/controlrecipe.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

const char Policy[] = R"({"schema": "cytoloom.alarms/1", "policy": {
    "shelvingTimes": [{"time": "15 min"}, {"time": "8 h"}],
    "shelvingRoles": ["operator"], "serviceRoles": ["qa"]}})";

QByteArray cardFile(const QByteArray &more, const QByteArray &id = "a")
{
    return R"({"schema": "cytoloom.alarms/1", "cards": [{"id": ")" + id + R"(",
        "title": {"en": "t", "zh": "t"}, "cause": {"en": "c", "zh": "c"},
        "consequence": {"en": "q", "zh": "q"}, "steps": [{"en": "s", "zh": "s"}],
        "respondWithin": "5 min")"
        + more + "}]}";
}

} // namespace

class tst_AlarmCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errors_data();
    void errors();
    void closestCard_data();
    void closestCard();
    void everyAlarmOfTheDemoHasACard();
    void productIsNotShelvable();
    void responses();
};

void tst_AlarmCatalog::errors_data()
{
    QTest::addColumn<QList<QByteArray>>("files");
    QTest::addColumn<QString>("code");
    const QByteArray policy(Policy);
    const auto with = [&policy](const char *from, const char *to) {
        return QByteArray(policy).replace(from, to);
    };
    QTest::newRow("sound") << QList<QByteArray> {policy, cardFile({})} << QString();
    QTest::newRow("nothing") << QList<QByteArray> {} << u"alarm.policy.missing"_s;
    QTest::newRow("no policy") << QList<QByteArray> {cardFile({})} << u"alarm.policy.missing"_s;
    QTest::newRow("two policies") << QList<QByteArray> {policy, policy} << u"alarm.policy.twice"_s;
    QTest::newRow("a card twice") << QList<QByteArray> {policy, cardFile({}), cardFile({})}
                                  << u"alarm.card.twice"_s;
    QTest::newRow("unknown response")
        << QList<QByteArray> {policy, cardFile(R"(, "responses": [{"code": "dance"}])")}
        << u"alarm.card.response"_s;
    QTest::newRow("priority 5") << QList<QByteArray> {policy, cardFile(R"(, "priority": 5)")}
                                << u"json.range"_s;
    QTest::newRow("unknown field")
        << QList<QByteArray> {policy, cardFile(R"(, "colour": "red")")} << u"json.unknownField"_s;
    QTest::newRow("newer") << QList<QByteArray> {with("alarms/1", "alarms/9")} << u"schema.newer"_s;
    QTest::newRow("beyond a shift") << QList<QByteArray> {with(
        "\"shelvingTimes\"", "\"longestShelving\": \"9 h\", \"shelvingTimes\"")}
                                    << u"alarm.policy.contradiction"_s;
    QTest::newRow("times fall") << QList<QByteArray> {with("15 min", "8 h")}
                                << u"alarm.policy.contradiction"_s;
    QTest::newRow("nobody may") << QList<QByteArray> {with("\"operator\"", "")}
                                << u"alarm.policy.contradiction"_s;
    QTest::newRow("broken") << QList<QByteArray> {"{"} << u"json.syntax"_s;
}

void tst_AlarmCatalog::errors()
{
    QFETCH(QList<QByteArray>, files);
    QFETCH(QString, code);
    QTemporaryDir folder;
    for (qsizetype i = 0; i < files.size(); ++i) {
        QFile file(folder.filePath(u"%1.json"_s.arg(i)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(files.at(i));
    }
    const auto read = AlarmCatalog::read(folder.path());
    QCOMPARE(read ? QString() : read.error().code(), code);
    if (!code.isEmpty())
        QVERIFY(MessageCatalog::shipped().contains(code));
}

void tst_AlarmCatalog::closestCard_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("signal");
    QTest::addColumn<QString>("unitClass");
    QTest::addColumn<LimitSide>("side");
    QTest::addColumn<QString>("card");
    using S = LimitSide;
    QTest::newRow("of the alarm list")
        << u"ALM-0101"_s << u"temperature.pv"_s << u"bioreactor"_s << S::Low << u"ALM-0101.low"_s;
    QTest::newRow("the other side")
        << u"ALM-0101"_s << u"temperature.pv"_s << u"bioreactor"_s << S::High << u"ALM-0101.high"_s;
    QTest::newRow("an entry that we do not know")
        << u"SITE-7"_s << u"temperature.pv"_s << u"bioreactor"_s << S::Low << u"temperature.low"_s;
    QTest::newRow("of the class") << QString() << u"temperature.pv"_s << u"incubator"_s << S::Low
                                  << u"incubator.temperature"_s;
    QTest::newRow("room") << QString() << u"pressure.pv"_s << u"environmental-monitor"_s << S::Low
                          << u"room.pressure.low"_s;
    QTest::newRow("none") << QString() << u"colour.pv"_s << u"bioreactor"_s << S::Low << QString();
}

void tst_AlarmCatalog::closestCard()
{
    QFETCH(QString, entry);
    QFETCH(QString, signal);
    QFETCH(QString, unitClass);
    QFETCH(LimitSide, side);
    QFETCH(QString, card);
    const AlarmCard *found = AlarmCatalog::shipped().cardFor(
        {AlarmKind::Limit, entry, signal, unitClass, u"action"_s, side});
    QCOMPARE(found ? found->id : QString(), card);
}

void tst_AlarmCatalog::everyAlarmOfTheDemoHasACard()
{
    const AlarmCatalog &catalog = AlarmCatalog::shipped();
    const auto plant = readPlantFile(u":/cytoloom/demo/demo.cyplant.json"_s);
    QVERIFY(plant.ok());
    // Whatever measures could have a limit.
    static const QStringList states {u"ready.pv"_s, u"result.pv"_s};
    for (const PlantUnit &unit : plant->units) {
        for (const TagDefinition &tag : unit.tags) {
            if (!tag.signal.endsWith(".pv"_L1) || states.contains(tag.signal))
                continue;
            for (const LimitSide side : {LimitSide::Low, LimitSide::High})
                QVERIFY2(catalog.cardFor({AlarmKind::Limit, {}, tag.signal, unit.equipmentClass,
                             u"action"_s, side}),
                    qPrintable(tag.id.value()));
        }
        QVERIFY(catalog.cardFor({AlarmKind::Device, {}, {}, unit.equipmentClass, {}, {}}));
    }
    QVERIFY(catalog.cardFor({AlarmKind::Identity, {}, {}, {}, {}, {}}));
    // Every limit of the recipes has the card that its evidence names.
    int limits = 0;
    for (const QString &name : {u"cart-lentiviral"_s, u"msc-wharton"_s}) {
        const auto recipe = readRecipeFile(u":/cytoloom/demo/"_s + name + u".cyrecipe.json"_s);
        QVERIFY(recipe.ok());
        for (const ElementId &id : recipe->procedure.elements()) {
            for (const Parameter &parameter : recipe->procedure.element(id)->parameters) {
                if (parameter.signal.isEmpty())
                    continue;
                const QString entry = parameter.attributes.text(u"alarmRationalisation"_s);
                for (const auto &[limit, side] : {std::pair {parameter.action.low, LimitSide::Low},
                         std::pair {parameter.action.high, LimitSide::High}}) {
                    if (!limit)
                        continue;
                    const AlarmCard *card = catalog.cardFor({AlarmKind::Limit, entry,
                        parameter.signal, u"bioreactor"_s, u"action"_s, side});
                    QVERIFY2(card && card->entry == entry, qPrintable(id.value() + entry));
                    ++limits;
                }
            }
        }
    }
    QVERIFY(limits > 40);
    for (const AlarmCard &card : catalog.cards()) {
        QVERIFY2(!card.responses.isEmpty(), qPrintable(card.id));
        QVERIFY2(card.steps.size() <= 6, qPrintable(card.id));
        QVERIFY2(card.respondWithin <= std::chrono::hours(2), qPrintable(card.id));
    }
}

void tst_AlarmCatalog::productIsNotShelvable()
{
    const AlarmCatalog &catalog = AlarmCatalog::shipped();
    Plant plant;
    Room a;
    a.id = RoomId(u"A"_s);
    a.grade = Grade::A;
    Room d;
    d.id = RoomId(u"D"_s);
    d.grade = Grade::D;
    plant.rooms = {a, d};
    const auto critical = [&](const char *unitOfMeasure, const char *signal, const char *room,
                              const AlarmCard *card) {
        TagDefinition tag;
        tag.signal = QString::fromLatin1(signal);
        tag.unit = *Unit::parse(QString::fromUtf8(unitOfMeasure));
        PlantUnit unit;
        unit.room = RoomId(QString::fromLatin1(room));
        return isProductCritical(tag, unit, plant, card);
    };
    const AlarmCard *welder = catalog.card(u"weld.temperature"_s);
    const AlarmCard *vessel = catalog.card(u"temperature.low"_s);
    AlarmCard shelvable;
    QVERIFY(welder && vessel);
    QVERIFY(critical("°C", "temperature.pv", "D", vessel));
    QVERIFY(critical("K", "temperature.pv", "D", nullptr)); // nobody has said what it is of
    QVERIFY(!critical("°C", "temperature.pv", "D", welder));
    QVERIFY(critical("Pa", "pressure.pv", "A", &shelvable)); // no card can allow that
    QVERIFY(!critical("Pa", "pressure.pv", "D", &shelvable));
    QVERIFY(!critical("%", "do.pv", "A", catalog.card(u"do.low"_s)));
}

void tst_AlarmCatalog::responses()
{
    AlarmCard card;
    card.responses = {{u"trend"_s, {}}, {u"hold"_s, {u"culture"_s}}};
    QCOMPARE(card.allowedIn(u"culture"_s), (QStringList {u"trend"_s, u"hold"_s}));
    QCOMPARE(card.allowedIn(u"fill"_s), QStringList {u"trend"_s});
}

QTEST_GUILESS_MAIN(tst_AlarmCatalog)
#include "tst_alarmcatalog.moc"
