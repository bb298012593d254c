// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/ruleset.h"

#include "processgraph/catalog/commonjson.h"
#include "processgraph/foundation/jsonreader.h"
#include "resources/resources.h"

#include <QtCore/QDir>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int RuleSchemaVersion = 1;

const QVector<std::pair<QString, Profile>> &profileWords()
{
    static const QVector<std::pair<QString, Profile>> words {
        {u"CN"_s, Profile::CN}, {u"EU"_s, Profile::EU}, {u"US"_s, Profile::US}};
    return words;
}

const QVector<std::pair<QString, Severity>> &severityWords()
{
    static const QVector<std::pair<QString, Severity>> words {{u"error"_s, Severity::Error},
        {u"warning"_s, Severity::Warning}, {u"information"_s, Severity::Information}};
    return words;
}

const QVector<std::pair<QString, RuleMoment>> &momentWords()
{
    static const QVector<std::pair<QString, RuleMoment>> words {{u"design"_s, RuleMoment::Design},
        {u"schedule"_s, RuleMoment::Schedule}, {u"run"_s, RuleMoment::Run}};
    return words;
}

// A list of words; JsonReader::word() reads one.
template <class E>
QVector<E> readWords(JsonReader &json, const char *key, const QVector<std::pair<QString, E>> &words)
{
    QVector<E> result;
    for (const QString &text : json.strings(key)) {
        const auto known = std::find_if(
            words.begin(), words.end(), [&](const auto &word) { return word.first == text; });
        if (known == words.end())
            json.fail(
                key, u"json.word"_s, {{u"found"_s, text}, {u"expected"_s, words.first().first}});
        else
            result.append(known->second);
    }
    return result;
}

RuleClause readClause(JsonReader &json)
{
    RuleClause clause;
    clause.document = json.string("document");
    clause.clause = json.string("clause", QString());
    clause.quote = json.string("quote", QString());
    clause.checked = json.boolean("checked");
    clause.profiles = readWords(json, "profiles", profileWords());
    json.done();
    return clause;
}

RuleDefinition readRule(JsonReader &json)
{
    RuleDefinition rule;
    rule.id = json.string("id");
    rule.version = json.integer("version", 1, 1'000'000);
    rule.title = json.localized("title");
    rule.check = json.localized("check");
    JsonReader severity = json.object("severity");
    for (const auto &[word, profile] : profileWords()) {
        const QByteArray key = word.toLatin1();
        if (severity.has(key.constData()))
            rule.severity.insert(profile, severity.word(key.constData(), severityWords()));
    }
    severity.done();
    rule.moments = readWords(json, "when", momentWords());
    json.eachObject("basis", [&rule](JsonReader clause) { rule.basis.append(readClause(clause)); });
    rule.waiverRole = json.string("waiverRole", QString());
    json.eachObject("numbers", [&rule](JsonReader number) {
        const QString name = number.string("name");
        rule.numbers.insert(name, number.number("value"));
        (void)number.localized("meaning");
        number.done();
    });
    json.done();
    return rule;
}

} // namespace

Result<RuleSet> RuleSet::read(const QString &folder)
{
    RuleSet set;
    const QDir dir(folder);
    const QStringList names = dir.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    if (names.isEmpty())
        return Error(u"file.cannotRead"_s, {{u"file"_s, folder}, {u"reason"_s, u"*.json"_s}});
    for (const QString &name : names) {
        const Result<JsonValue> file = readJsonFile(dir.filePath(name));
        if (!file)
            return file.error();
        if (const auto version
            = json::schemaVersion(*file, name, u"cytoloom.rules"_s, RuleSchemaVersion);
            !version)
            return version.error();
        JsonReader root(*file, name);
        (void)root.string("schema"); // checked before
        root.eachObject("rules", [&](JsonReader entry) {
            const RuleDefinition rule = readRule(entry);
            if (set.m_index.contains(rule.id))
                entry.fail("id", u"rules.duplicate"_s, {{u"rule"_s, rule.id}});
            set.m_index.insert(rule.id, int(set.m_rules.size()));
            set.m_rules.append(rule);
        });
        root.done();
        if (const auto read = root.result(); !read)
            return read.error();
    }
    return set;
}

const RuleSet &RuleSet::shipped()
{
    static const RuleSet set = [] {
        initResources();
        const Result<RuleSet> read = RuleSet::read(u":/cytoloom/rules"_s);
        Q_ASSERT_X(
            read.ok(), "RuleSet::shipped", qPrintable(read ? QString() : read.error().code()));
        return *read;
    }();
    return set;
}

const RuleDefinition *RuleSet::rule(const QString &id) const
{
    const auto index = m_index.constFind(id);
    return index == m_index.cend() ? nullptr : &m_rules[*index];
}

std::optional<Severity> RuleSet::severity(const QString &id, Profile profile) const
{
    const RuleDefinition *known = rule(id);
    if (!known || !known->severity.contains(profile))
        return std::nullopt;
    return known->severity.value(profile);
}

double RuleSet::number(const QString &id, const QString &name) const
{
    const RuleDefinition *known = rule(id);
    Q_ASSERT(known && known->numbers.contains(name));
    return known->numbers.value(name);
}

} // namespace cytoloom
