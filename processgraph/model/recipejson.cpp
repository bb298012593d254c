// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipejson.h"

#include "processgraph/catalog/commonjson.h"
#include "processgraph/foundation/jsonreader.h"
#include "processgraph/foundation/savefile.h"
#include "processgraph/model/recipemigration.h"
#include "processgraph/model/recipereader.h"
#include "processgraph/model/recipewriter.h"

#include <QtCore/QCryptographicHash>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// No name, note or condition of a process is longer; what is would take a page of a report, or a
/// step on the screen, minutes to be laid out.
constexpr qsizetype MaxText = 20'000;

/// The first text that is too long. The depth is bounded by the parser.
std::optional<Error> findLongText(const JsonValue &value, const QString &fileName)
{
    if (value.type() == JsonValue::Type::String && value.toString().size() > MaxText)
        return Error(u"recipe.longText"_s,
            {{u"length"_s, QString::number(value.toString().size())},
                {u"limit"_s, QString::number(MaxText)}},
            {fileName, {}, value.line(), value.column()});
    std::optional<Error> found;
    const auto placed = [&found](const QString &step) {
        if (found)
            found->place.path.prepend(step);
        return found;
    };
    for (qsizetype i = 0; i < value.items().size() && !found; ++i) {
        if ((found = findLongText(value.items()[i], fileName)))
            return placed(u"[%1]"_s.arg(i));
    }
    for (const JsonMember &member : value.members()) {
        if ((found = findLongText(member.value, fileName)))
            return placed(u'.' + member.key.left(MaxText));
    }
    return found;
}

Result<MasterRecipe> fromJson(JsonValue file, const QString &fileName)
{
    if (std::optional<Error> tooLong = findLongText(file, fileName)) {
        tooLong->place.path.prepend(u'$');
        return *tooLong;
    }
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
    return saveFile(fileName, text);
}

QString recipeHash(const MasterRecipe &recipe)
{
    const QByteArray hash
        = QCryptographicHash::hash(writeRecipe(recipe), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex());
}

} // namespace cytoloom
