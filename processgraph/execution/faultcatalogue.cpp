// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/faultcatalogue.h"

#include "processgraph/catalog/commonjson.h"
#include "processgraph/foundation/jsonreader.h"
#include "resources/resources.h"

#include <QtCore/QDir>
#include <QtCore/QSet>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int FaultsSchemaVersion = 1;
constexpr int LevelCount = 5;

const json::Words<FaultOption> &optionWords()
{
    static const json::Words<FaultOption> words {{u"retry"_s, FaultOption::Retry},
        {u"skip"_s, FaultOption::Skip}, {u"byHand"_s, FaultOption::ByHand},
        {u"hold"_s, FaultOption::Hold}, {u"abort"_s, FaultOption::Abort}};
    return words;
}

ExceptionLevel readLevel(JsonReader &json)
{
    static const json::Words<QString> commands {{u"none"_s, u"none"_s}, {u"Hold"_s, u"Hold"_s},
        {u"Stop"_s, u"Stop"_s}, {u"Abort"_s, u"Abort"_s}};
    static const json::Words<QString> classes {{u"none"_s, u"none"_s}, {u"minor"_s, u"minor"_s},
        {u"major"_s, u"major"_s}, {u"critical"_s, u"critical"_s}};
    ExceptionLevel level;
    level.level = json.integer("level", 1, LevelCount);
    level.name = json.localized("name");
    level.trigger = json.localized("trigger");
    level.command = json.word("command", commands);
    level.deviation = json.word("deviation", classes);
    level.roles = json.strings("roles");
    if (level.roles.isEmpty())
        json.fail("roles", u"json.empty"_s);
    if (const auto respond = json::readDuration(json, "respond"))
        level.respond = *respond;
    else
        json.fail("respond", u"json.missing"_s, {{u"field"_s, u"respond"_s}});
    json.done();
    return level;
}

FaultEntry readEntry(JsonReader &json, const QString &code)
{
    FaultEntry entry;
    entry.code = code;
    entry.level = json.integer("level", 1, LevelCount);
    entry.cause = json.localized("cause");
    entry.effect = json.localized("effect");
    entry.goOn = json.boolean("goOn", false);
    const QStringList options = json.strings("options");
    for (const QString &word : options) {
        const auto option = faultOptionFromText(word);
        if (option && !entry.options.contains(*option))
            entry.options << *option;
    }
    if (entry.options.size() != options.size() || !entry.options.contains(FaultOption::Hold)
        || !entry.options.contains(FaultOption::Abort))
        json.fail("options", u"faults.badOptions"_s, {{u"code"_s, code}});
    return entry;
}

} // namespace

QString toText(FaultOption option)
{
    return json::wordOf(optionWords(), option);
}

std::optional<FaultOption> faultOptionFromText(const QString &text)
{
    for (const auto &[word, option] : optionWords()) {
        if (word == text)
            return option;
    }
    return std::nullopt;
}

Result<FaultCatalogue> FaultCatalogue::read(const QString &folder)
{
    FaultCatalogue catalogue;
    QSet<int> levels;
    catalogue.m_levels.resize(LevelCount);
    const QStringList names = QDir(folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const QString path = folder + u'/' + name;
        const auto value = readJsonFile(path);
        if (!value)
            return value.error();
        if (const auto version
            = json::schemaVersion(*value, path, u"cytoloom.faultcatalogue"_s, FaultsSchemaVersion);
            !version)
            return version.error();
        JsonReader root(*value, path);
        root.raw("schema");
        root.eachObject("levels", [&](JsonReader json) {
            const ExceptionLevel level = readLevel(json);
            if (levels.contains(level.level))
                json.fail("level", u"faults.unknownLevel"_s,
                    {{u"level"_s, QString::number(level.level)}});
            else if (level.level >= 1 && level.level <= LevelCount)
                catalogue.m_levels[level.level - 1] = level;
            levels.insert(level.level);
        });
        const auto codesOf = [&](JsonReader &json, const auto &known) {
            const QStringList codes = json.strings("codes");
            if (codes.isEmpty())
                json.fail("codes", u"json.empty"_s);
            for (const QString &code : codes) {
                if (known.contains(code) || codes.count(code) > 1)
                    json.fail("codes", u"faults.duplicateCode"_s, {{u"code"_s, code}});
            }
            return codes;
        };
        root.eachObject("faults", [&](JsonReader json) {
            const QStringList codes = codesOf(json, catalogue.m_entries);
            FaultEntry entry = readEntry(json, codes.value(0));
            for (const QString &code : codes) {
                entry.code = code;
                catalogue.m_entries.insert(code, entry);
            }
            json.done();
        });
        root.eachObject("devices", [&](JsonReader json) {
            const QStringList codes = codesOf(json, catalogue.m_devices);
            const DeviceFault fault {json.localized("cause"), json.localized("aid")};
            for (const QString &code : codes)
                catalogue.m_devices.insert(code, fault);
            json.done();
        });
        root.done();
        if (const auto read = root.result(); !read)
            return read.error();
    }
    for (int level = 1; level <= LevelCount; ++level) {
        if (!levels.contains(level))
            return Error(u"faults.unknownLevel"_s, {{u"level"_s, QString::number(level)}},
                ErrorPlace {folder, {}, 0, 0});
    }
    return catalogue;
}

const FaultCatalogue &FaultCatalogue::shipped()
{
    static const FaultCatalogue catalogue = [] {
        initResources();
        const Result<FaultCatalogue> read = FaultCatalogue::read(u":/cytoloom/faults"_s);
        Q_ASSERT_X(read.ok(), "FaultCatalogue::shipped",
            qPrintable(read ? QString() : read.error().code()));
        return *read;
    }();
    return catalogue;
}

const FaultEntry *FaultCatalogue::entry(const QString &code) const
{
    const auto found = m_entries.constFind(code);
    return found == m_entries.constEnd() ? nullptr : &*found;
}

const DeviceFault *FaultCatalogue::device(const QString &code) const
{
    const auto found = m_devices.constFind(code);
    return found == m_devices.constEnd() ? nullptr : &*found;
}

const ExceptionLevel &FaultCatalogue::level(int level) const
{
    return m_levels.at(std::clamp(level, 1, LevelCount) - 1);
}

} // namespace cytoloom
