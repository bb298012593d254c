// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/versionsfolder.h"

#include "processgraph/commands/versions.h"
#include "processgraph/foundation/folderlock.h"
#include "processgraph/model/recipejson.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace cytoloom::versions {

using namespace Qt::StringLiterals;

namespace {

/// Header fields come first in a recipe file: most other recipes are told apart without reading on.
constexpr qint64 HeadBytes = 4096;

bool mayHold(const QString &fileName, const RecipeId &id)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    return file.read(HeadBytes).contains(id.value().toUtf8());
}

} // namespace

QString fileNameFor(const RecipeId &id, int version)
{
    static const QRegularExpression unsafe(
        uR"([^\w.\-]|^\.)"_s, QRegularExpression::UseUnicodePropertiesOption);
    QString name = id.value();
    return name.replace(unsafe, u"_"_s) + u"-v"_s + QString::number(version) + u".cyrecipe.json"_s;
}

QVector<VersionFile> findVersions(const QString &fileName, const RecipeId &id)
{
    QVector<VersionFile> versions;
    const QDir folder = QFileInfo(fileName).absoluteDir();
    const QStringList names
        = folder.entryList({u"*.cyrecipe.json"_s}, QDir::Files | QDir::Readable, QDir::Name);
    for (const QString &name : names) {
        const QString path = folder.filePath(name);
        if (!mayHold(path, id))
            continue;
        const auto recipe = readRecipeFile(path);
        if (!recipe || recipe->id != id)
            continue;
        const auto sound = checkApprovals(*recipe);
        versions.append({path, *recipe, sound ? QString() : sound.error().code()});
    }
    std::stable_sort(
        versions.begin(), versions.end(), [](const VersionFile &a, const VersionFile &b) {
            return a.recipe.version < b.recipe.version;
        });
    return versions;
}

Result<void> saveVersion(const MasterRecipe &recipe, const QString &fileName, bool fresh,
    const std::optional<MasterRecipe> &last)
{
    const FolderLock lock(QFileInfo(fileName).absolutePath());
    if (!lock.mayWrite())
        return Error(u"version.folderBusy"_s, {{u"file"_s, fileName}}, {fileName, {}, 0, 0});
    if (QFileInfo::exists(fileName)) {
        if (fresh)
            return Error(u"version.fileExists"_s, {{u"file"_s, QFileInfo(fileName).fileName()}});
        const auto there = readRecipeFile(fileName);
        // Compared as files: what a text cannot hold in UTF-8 was lost when it was written.
        if (last && (!there || recipeHash(*there) != recipeHash(*last)))
            return Error(u"version.changedMeanwhile"_s,
                {{u"file"_s, QFileInfo(fileName).fileName()}}, {fileName, {}, 0, 0});
        if (there && isFrozen(there->status)) {
            const bool goesOn = contentHash(*there) == contentHash(recipe)
                && recipe.status >= there->status
                && recipe.approvals.size() >= there->approvals.size()
                && std::equal(
                    there->approvals.cbegin(), there->approvals.cend(), recipe.approvals.cbegin());
            if (!goesOn)
                return Error(u"version.frozenFile"_s,
                    {{u"file"_s, QFileInfo(fileName).fileName()},
                        {u"version"_s, QString::number(there->version)}});
        }
    }
    return writeRecipeFile(recipe, fileName);
}

} // namespace cytoloom::versions
