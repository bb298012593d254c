// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/processwords.h"

#include "processgraph/catalog/commonjson.h"
#include "processgraph/foundation/jsonreader.h"
#include "resources/resources.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int ProcessWordsVersion = 1;

constexpr std::array<const char *, ProcessWords::WordCount> Keys {"thaw", "freeze", "store",
    "formulate", "fill", "inspect", "wash", "culture", "inProcessControl", "cryoprotectant",
    "vector"};

} // namespace

Result<ProcessWords> ProcessWords::read(const QString &fileName)
{
    const Result<JsonValue> file = readJsonFile(fileName);
    if (!file)
        return file.error();
    if (const auto version
        = json::schemaVersion(*file, fileName, u"cytoloom.processwords"_s, ProcessWordsVersion);
        !version)
        return version.error();
    ProcessWords set;
    JsonReader root(*file, fileName);
    (void)root.string("schema"); // checked before
    JsonReader words = root.object("words");
    for (int word = 0; word < WordCount; ++word)
        set.m_words[size_t(word)] = words.strings(Keys[size_t(word)]);
    words.done();
    root.eachObject("stages", [&set](JsonReader stage) {
        set.m_stages.append({stage.string("id"), stage.localized("name"), stage.strings("phases"),
            stage.strings("until"), stage.strings("since")});
        stage.done();
    });
    root.eachObject("releaseTests", [&set](JsonReader test) {
        set.m_tests.append({test.string("id"), test.localized("name"), test.strings("results"),
            test.strings("phases"), test.strings("materials"), test.boolean("inProcess", false)});
        test.done();
    });
    root.eachObject("longest", [&set](JsonReader entry) {
        const std::optional<Duration> time = json::readDuration(entry, "time");
        const QStringList of = entry.strings("of");
        const Manual manual = entry.word<Manual>("manual",
            {{u"handling"_s, Handling}, {u"decision"_s, Decision}, {u"other"_s, Other}},
            Manual(ManualCount));
        entry.done();
        if (!time)
            return;
        for (const QString &type : of)
            set.m_longest.insert(type, *time);
        if (manual < ManualCount)
            set.m_manual[manual] = time;
    });
    root.eachObject("ratings", [&set](JsonReader rating) {
        set.m_ratings.insert(rating.string("kind"), rating.strings("attributes"));
        rating.done();
    });
    root.eachObject("residues", [&set](JsonReader entry) {
        const QString residue = entry.string("residue");
        for (const QString &material : entry.strings("materials"))
            set.m_residues.insert(material, residue);
        entry.done();
    });
    root.done();
    if (const auto read = root.result(); !read)
        return read.error();
    return set;
}

std::optional<Duration> ProcessWords::longest(const QString &type) const
{
    const auto known = m_longest.constFind(type);
    return known == m_longest.cend() ? std::nullopt : std::optional(*known);
}

const ProcessWords &ProcessWords::shipped()
{
    static const ProcessWords set = [] {
        initResources();
        const Result<ProcessWords> read
            = ProcessWords::read(u":/cytoloom/rules/sets/process-words.json"_s);
        Q_ASSERT_X(
            read.ok(), "ProcessWords::shipped", qPrintable(read ? QString() : read.error().code()));
        return *read;
    }();
    return set;
}

} // namespace cytoloom
