// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipejson.h"

#include "processgraph/catalog/commonjson.h"
#include "processgraph/foundation/jsonreader.h"
#include "processgraph/model/recipemigration.h"
#include "processgraph/model/recipereader.h"
#include "processgraph/model/recipewriter.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QSaveFile>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

Result<MasterRecipe> fromJson(JsonValue file, const QString &fileName)
{
    if (file.type() == JsonValue::Type::Object) {
        const Result<int> version
            = json::schemaVersion(file, fileName, u"cytoloom.recipe"_s, RecipeSchemaVersion);
        if (!version)
            return version.error();
        file = migrateRecipe(std::move(file), *version);
    }
    JsonReader root(file, fileName);
    MasterRecipe recipe = RecipeReader().read(root);
    if (Result<void> read = root.result(); !read)
        return read.error();
    return recipe;
}

} // namespace

Result<MasterRecipe> readRecipe(const QByteArray &text, const QString &fileName)
{
    Result<JsonValue> file = parseJson(text, fileName);
    if (!file)
        return file.error();
    return fromJson(std::move(file).value(), fileName);
}

Result<MasterRecipe> readRecipeFile(const QString &fileName)
{
    Result<JsonValue> file = readJsonFile(fileName);
    if (!file)
        return file.error();
    return fromJson(std::move(file).value(), fileName);
}

QByteArray writeRecipe(const MasterRecipe &recipe)
{
    return recipeToJson(recipe).toJson();
}

Result<void> writeRecipeFile(const MasterRecipe &recipe, const QString &fileName)
{
    const QByteArray text = writeRecipe(recipe);
    // A half-edited recipe may hold what no reader takes (an empty id, a range upside down). Better
    // to say so now, while it is still on the screen, than to replace a good file with it.
    if (Result<MasterRecipe> again = readRecipe(text, fileName); !again)
        return again.error();
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        return Error(u"file.cannotWrite"_s,
            {{u"file"_s, fileName}, {u"reason"_s, file.errorString()}}, {fileName, {}, 0, 0});
    }
    return {};
}

QString recipeHash(const MasterRecipe &recipe)
{
    const QByteArray hash
        = QCryptographicHash::hash(writeRecipe(recipe), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex());
}

} // namespace cytoloom
