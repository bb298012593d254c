// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/recoveryfile.h"

#include "processgraph/catalog/commonjson.h"
#include "processgraph/foundation/savefile.h"
#include "processgraph/model/recipecomparison.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/model/recipereader.h"
#include "processgraph/model/recipewriter.h"
#include "processgraph/records/storelock.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

#include <algorithm>

namespace cytoloom::recoveryfile {

using namespace Qt::StringLiterals;

namespace {

const QString Suffix = u".cyrecovery.json"_s;

void compareWithDisk(Recovered &kept)
{
    MasterRecipe there;
    if (!kept.fileName.isEmpty()) {
        const auto recipe = readRecipeFile(kept.fileName);
        kept.fileGone = !recipe.ok();
        if (recipe) {
            there = *recipe;
            kept.onDisk = there;
        }
    }
    const RecipeComparison comparison = compareRecipes(there, kept.recipe);
    kept.differences = int(comparison.differences.size());
    kept.widened = kept.fileName.isEmpty() || kept.fileGone
        ? 0
        : comparison.count(DifferenceWeight::Widened);
}

} // namespace

QString root()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/recovery"_s;
}

Result<void> write(const QString &folder, const Recovered &kept)
{
    JsonValue value = JsonValue::object();
    value.insert(u"schema"_s, json::schemaValue(u"cytoloom.recovery"_s, 1));
    json::put(value, "file", kept.fileName);
    value.insert(u"time"_s, JsonValue(toIso(kept.time)));
    value.insert(u"recipe"_s, recipeToJson(kept.recipe));
    const QByteArray text = value.toJson();
    if (const auto again = readRecipe(writeRecipe(kept.recipe), kept.fileName); !again)
        return again.error();
    QDir().mkpath(folder);
    return saveFile(QDir(folder).filePath(kept.key + Suffix), text);
}

void remove(const QString &folder, const QString &key)
{
    QFile::remove(QDir(folder).filePath(key + Suffix));
}

Result<Recovered> read(const QString &fileName)
{
    const Result<JsonValue> value = readJsonFile(fileName);
    if (!value)
        return value.error();
    if (const auto version = json::schemaVersion(*value, fileName, u"cytoloom.recovery"_s, 1);
        !version)
        return version.error();
    JsonReader reader(*value, fileName);
    Recovered kept;
    kept.key = QFileInfo(fileName).fileName().chopped(Suffix.size());
    reader.string("schema");
    kept.fileName = reader.string("file", {});
    const QString text = reader.string("time");
    const auto time = utcFromIso(text);
    if (!time && !text.isEmpty())
        reader.fail("time", u"recipe.time"_s, {{u"found"_s, text}});
    kept.time = time.value_or(UtcTime());
    JsonReader recipe = reader.object("recipe");
    kept.recipe = RecipeReader().read(recipe);
    reader.done();
    if (const auto whole = reader.result(); !whole)
        return whole.error();
    return kept;
}

Left findLeft(const QString &root, const QString &own)
{
    Left left;
    const QFileInfoList folders = QDir(root).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QFileInfo &folder : folders) {
        const QString path = folder.absoluteFilePath();
        if (path == QFileInfo(own).absoluteFilePath() || StoreLock::isHeld(path + u"/run"_s))
            continue;
        left.folders << path;
        const QStringList names = QDir(path).entryList({u'*' + Suffix}, QDir::Files);
        for (const QString &name : names) {
            auto kept = read(QDir(path).filePath(name));
            if (!kept) {
                const ErrorPlace place = kept.error().place;
                left.refused.append(Error(u"recovery.unreadable"_s,
                    {{u"file"_s, place.file}, {u"line"_s, QString::number(place.line)}}, place));
                continue;
            }
            compareWithDisk(*kept);
            if (kept->differences > 0)
                left.documents.append(*kept);
        }
    }
    std::stable_sort(left.documents.begin(), left.documents.end(),
        [](const Recovered &a, const Recovered &b) { return a.time > b.time; });
    return left;
}

void removeFolder(const QString &folder)
{
    QDir dir(folder);
    if (StoreLock::isHeld(dir.filePath(u"run"_s)))
        return; // a run has begun in it since it was found
    const QStringList names = dir.entryList({u'*' + Suffix}, QDir::Files);
    for (const QString &name : names) {
        if (read(dir.filePath(name)))
            dir.remove(name);
    }
    dir.remove(u"run.lock"_s);
    dir.rmdir(folder);
}

} // namespace cytoloom::recoveryfile
