// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmcatalog.h"

#include "processgraph/catalog/commonjson.h"
#include "resources/resources.h"

#include <QtCore/QDir>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int AlarmSchemaVersion = 1;

LocalizedText readText(JsonReader &json)
{
    const LocalizedText text {json.string("en"), json.string("zh")};
    json.done();
    return text;
}

AlarmCard readCard(JsonReader &json)
{
    static const json::Words<AlarmKind> kinds {{u"limit"_s, AlarmKind::Limit},
        {u"device"_s, AlarmKind::Device}, {u"identity"_s, AlarmKind::Identity}};
    static const json::Words<LimitSide> sides {
        {u"low"_s, LimitSide::Low}, {u"high"_s, LimitSide::High}};
    static const json::Words<QString> limits {{u"action"_s, u"action"_s}, {u"alert"_s, u"alert"_s}};
    AlarmCard card;
    card.id = json.string("id");
    card.entry = json.string("entry", {});
    card.kind = json.word("kind", kinds, AlarmKind::Limit);
    card.signalNames = json.strings("signals");
    card.unitClasses = json.strings("unitClasses");
    card.limit = json.word("limit", limits, QString());
    if (json.has("side"))
        card.side = json.word("side", sides);
    card.title = json.localized("title");
    card.cause = json.localized("cause");
    card.consequence = json.localized("consequence");
    json.eachObject("steps", [&card](JsonReader step) { card.steps << readText(step); });
    if (card.steps.isEmpty())
        json.fail("steps", u"json.empty"_s);
    card.respondWithin = json::readDuration(json, "respondWithin").value_or(Duration(0));
    if (card.respondWithin <= Duration(0))
        json.fail("respondWithin", u"json.missing"_s);
    json.eachObject("responses", [&card](JsonReader entry) {
        AlarmResponse response {entry.string("code"), entry.strings("phases")};
        if (!AlarmCatalog::responseCodes().contains(response.code))
            entry.fail("code", u"alarm.card.response"_s,
                {{u"found"_s, response.code},
                    {u"expected"_s, AlarmCatalog::responseCodes().join(u", "_s)}});
        card.responses << response;
        entry.done();
    });
    if (json.has("priority"))
        card.priority = json.integer("priority", 1, 4);
    card.latching = json.boolean("latching", false);
    card.shelvable = json.boolean("shelvable", true);
    json.done();
    return card;
}

AlarmPolicy readPolicy(JsonReader json)
{
    AlarmPolicy policy;
    const auto duration = [&json](const char *key, Duration &value) {
        value = json::readDuration(json, key).value_or(value);
    };
    duration("longestShelving", policy.longestShelving);
    json.eachObject("shelvingTimes", [&policy](JsonReader entry) {
        policy.shelvingTimes << json::readDuration(entry, "time").value_or(Duration(0));
        entry.done();
    });
    policy.shelvingRoles = json.strings("shelvingRoles");
    policy.serviceRoles = json.strings("serviceRoles");
    json.eachObject("priorities", [&policy](JsonReader entry) {
        const size_t index = size_t(entry.integer("priority", 1, 4)) - 1;
        policy.soundAgain[index] = json::readDuration(entry, "soundAgain").value_or(Duration(0));
        policy.alarmAgain[index] = json::readDuration(entry, "alarmAgain").value_or(Duration(0));
        entry.done();
    });
    duration("mute", policy.mute);
    policy.floodStart = json.integer("floodStart", 1, 1000, policy.floodStart);
    policy.floodEnd = json.integer("floodEnd", 1, 1000, policy.floodEnd);
    duration("floodWindow", policy.floodWindow);
    policy.chatterCount = json.integer("chatterCount", 2, 1000, policy.chatterCount);
    duration("chatterWindow", policy.chatterWindow);
    const auto contradiction = [&json](const char *key) {
        json.fail(key, u"alarm.policy.contradiction"_s, {{u"field"_s, QString::fromLatin1(key)}});
    };
    // Shelving without end, or for longer than a shift, is what the method forbids.
    if (policy.longestShelving <= Duration(0) || policy.longestShelving > std::chrono::hours(8))
        contradiction("longestShelving");
    Duration before {0};
    for (const Duration time : std::as_const(policy.shelvingTimes)) {
        if (time <= before || time > policy.longestShelving)
            contradiction("shelvingTimes");
        before = time;
    }
    if (policy.shelvingTimes.isEmpty())
        contradiction("shelvingTimes");
    if (policy.shelvingRoles.isEmpty())
        contradiction("shelvingRoles");
    if (policy.serviceRoles.isEmpty())
        contradiction("serviceRoles");
    if (policy.floodEnd > policy.floodStart)
        contradiction("floodEnd");
    json.done();
    return policy;
}

/// How closely a card fits; -1: it is for others.
int fit(const AlarmCard &card, const AlarmSubject &subject)
{
    const auto asks = [](const QStringList &wanted, const QString &found, int worth) {
        return wanted.isEmpty() ? 0 : wanted.contains(found) ? worth : -100;
    };
    const auto one = [&asks](const QString &wanted, const QString &found, int worth) {
        return asks(wanted.isEmpty() ? QStringList() : QStringList {wanted}, found, worth);
    };
    if (card.kind != subject.kind)
        return -1;
    int worth = asks(card.signalNames, subject.signal, 8);
    worth += asks(card.unitClasses, subject.unitClass, 4);
    worth += one(card.limit, subject.limit, 1);
    if (card.side)
        worth += card.side == subject.side ? 2 : -100;
    if (!card.entry.isEmpty() && !subject.entry.isEmpty())
        worth += card.entry == subject.entry ? 16 : -100; // the recipe names another
    return worth;
}

} // namespace

QStringList AlarmCard::allowedIn(const QString &phase) const
{
    QStringList codes;
    for (const AlarmResponse &response : responses) {
        if (response.phases.isEmpty() || response.phases.contains(phase))
            codes << response.code;
    }
    return codes;
}

const QStringList &AlarmCatalog::responseCodes()
{
    static const QStringList codes {u"hold"_s, u"trend"_s, u"device"_s, u"sample"_s, u"call"_s,
        u"quality"_s, u"deviation"_s, u"comment"_s};
    return codes;
}

Result<AlarmCatalog> AlarmCatalog::read(const QString &folder)
{
    AlarmCatalog catalog;
    int policies = 0;
    const QDir dir(folder);
    const QStringList names = dir.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const Result<JsonValue> file = readJsonFile(dir.filePath(name));
        if (!file)
            return file.error();
        if (const auto version
            = json::schemaVersion(*file, name, u"cytoloom.alarms"_s, AlarmSchemaVersion);
            !version)
            return version.error();
        JsonReader root(*file, name);
        (void)root.string("schema"); // checked before
        if (auto policy = root.optionalObject("policy")) {
            if (++policies > 1)
                root.fail("policy", u"alarm.policy.twice"_s);
            catalog.m_policy = readPolicy(*policy);
        }
        root.eachObject("cards", [&catalog](JsonReader entry) {
            const AlarmCard card = readCard(entry);
            if (catalog.card(card.id))
                entry.fail("id", u"alarm.card.twice"_s, {{u"id"_s, card.id}});
            catalog.m_cards << card;
        });
        root.done();
        if (const auto read = root.result(); !read)
            return read.error();
    }
    if (names.isEmpty() || policies == 0)
        return Error(u"alarm.policy.missing"_s, {{u"file"_s, folder}});
    std::sort(catalog.m_cards.begin(), catalog.m_cards.end(),
        [](const AlarmCard &a, const AlarmCard &b) { return a.id < b.id; });
    return catalog;
}

const AlarmCatalog &AlarmCatalog::shipped()
{
    static const AlarmCatalog catalog = [] {
        initResources();
        const Result<AlarmCatalog> read = AlarmCatalog::read(u":/cytoloom/alarms"_s);
        Q_ASSERT_X(read.ok(), "AlarmCatalog::shipped",
            qPrintable(read ? QString() : read.error().code() + u' ' + read.error().place.path));
        return *read;
    }();
    return catalog;
}

const AlarmCard *AlarmCatalog::cardFor(const AlarmSubject &subject) const
{
    const AlarmCard *best = nullptr;
    int closest = -1;
    for (const AlarmCard &card : m_cards) {
        const int worth = fit(card, subject);
        if (worth > closest) {
            closest = worth;
            best = &card;
        }
    }
    return best;
}

const AlarmCard *AlarmCatalog::card(const QString &id) const
{
    const auto found = std::find_if(
        m_cards.begin(), m_cards.end(), [&id](const AlarmCard &card) { return card.id == id; });
    return found == m_cards.end() ? nullptr : &*found;
}

} // namespace cytoloom
