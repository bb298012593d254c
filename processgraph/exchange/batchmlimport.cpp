// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/batchml.h"
#include "processgraph/exchange/extensionjson.h"
#include "processgraph/exchange/generalreader.h"
#include "processgraph/exchange/gridlayout.h"
#include "processgraph/exchange/importcontext.h"
#include "processgraph/exchange/masterreader.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/model/recipewords.h"

#include <QtCore/QRegularExpression>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// The recipe in a file, and what came along with it.
struct Found
{
    const XmlNode *recipe = nullptr;
    QVector<const XmlNode *> others; ///< recipes that are left out
    std::vector<const XmlNode *> blocks; ///< recipe elements of a library
};

Result<void> checkNamespace(const XmlDocument &document)
{
    const QString &uri = document.namespaceUri;
    if (uri == BatchmlNamespace)
        return {};
    // Before V7 the version stood in the namespace: ".../xml/B2MML-V0600", ".../xml/BatchML-V0401".
    static const QRegularExpression older(uR"(/(?:B2MML|BatchML)-?(V\d+)$)"_s);
    const auto match = older.match(uri);
    return Error(match.hasMatch() ? u"exchange.version"_s : u"exchange.namespace"_s,
        {{u"found"_s, match.hasMatch() ? match.captured(1) : uri},
            {u"expected"_s, QString(BatchmlNamespace)}},
        document.place(*document.root));
}

Result<Found> findRecipe(const XmlDocument &document)
{
    Found found;
    const XmlNode *root = document.root.get();
    // A transaction message (ProcessGRecipeInformation, …) carries the same in its DataArea.
    if (const XmlNode *area = root->child(u"DataArea"))
        if (const XmlNode *content = area->child(u"GRecipeInformation"))
            root = content;
    std::vector<const XmlNode *> recipes;
    if (root->name == "MasterRecipe"_L1 || root->name == "GRecipe"_L1) {
        recipes = {root};
    } else if (root->name == "BatchInformation"_L1) {
        recipes = root->all(u"MasterRecipe");
        for (const XmlNode *block : root->all(u"RecipeBuildingBlock"))
            for (const XmlNode *element : block->all(u"RecipeElement"))
                found.blocks.push_back(element);
    } else if (root->name == "GRecipeInformation"_L1) {
        recipes = root->all(u"Recipe");
    }
    if (recipes.empty()) {
        return Error(u"exchange.noRecipe"_s, {{u"found"_s, root->name}}, document.place(*root));
    }
    found.recipe = recipes.front();
    found.others = QVector<const XmlNode *>(recipes.begin() + 1, recipes.end());
    return found;
}

bool isGeneral(const XmlNode &recipe)
{
    return recipe.name == "GRecipe"_L1 || recipe.name == "Recipe"_L1;
}

/// What exportBatchml() has put into the file, or nullopt.
Result<std::optional<MasterRecipe>> ownRecipe(const XmlDocument &document, const XmlNode &node)
{
    const Result<std::optional<JsonValue>> json = ExtensionJson::assembled(document, node);
    if (!json)
        return json.error();
    if (!*json)
        return std::optional<MasterRecipe>();
    Result<MasterRecipe> recipe = readRecipe((*json)->toJson(), document.file);
    if (!recipe) {
        return Error(u"exchange.extension"_s,
            {{u"reason"_s, recipe.error().code() + u' ' + recipe.error().place.path}},
            document.place(node));
    }
    return std::optional(std::move(recipe).value());
}

/// The first place where \p file differs from \p written; null when nowhere.
const XmlNode *difference(const XmlNode &file, const XmlNode &written)
{
    if (file.name != written.name || file.text != written.text
        || file.attributes != written.attributes || file.foreign != written.foreign)
        return &file;
    for (size_t i = 0; i < file.children.size() && i < written.children.size(); ++i)
        if (const XmlNode *found = difference(file.children[i], written.children[i]))
            return found;
    return file.children.size() == written.children.size() ? nullptr : &file;
}

Result<ImportedRecipe> importDocument(const XmlDocument &document, const Catalog &catalog)
{
    if (const Result<void> known = checkNamespace(document); !known)
        return known.error();
    const Result<Found> found = findRecipe(document);
    if (!found)
        return found.error();
    ImportContext context(document, catalog);
    for (const XmlNode *other : found->others)
        context.note(*other, u"exchange.note.otherRecipe"_s, {{u"id"_s, other->textOf(u"ID")}});

    if (!isGeneral(*found->recipe)) {
        const auto own = ownRecipe(document, *found->recipe);
        if (!own)
            return own.error();
        if (*own) {
            const Result<XmlDocument> written = parseXml(exportBatchml(**own), document.file);
            Q_ASSERT(written.ok());
            const XmlNode *changed = difference(*found->recipe, *written->root);
            if (!changed) {
                if ((*own)->status != RecipeStatus::Draft) {
                    context.note(*found->recipe, u"exchange.note.ownStatus"_s,
                        {{u"status"_s, json::wordOf(json::statusWords(), (*own)->status)}});
                }
                return ImportedRecipe {**own, context.takeNotes(), true};
            }
            context.note(*changed, u"exchange.note.changed"_s, {{u"element"_s, changed->name}});
        }
        MasterReader(context, found->blocks).read(*found->recipe);
    } else {
        GeneralReader(context).read(*found->recipe);
    }
    if (context.error())
        return *context.error();
    layOutOnGrid(context.recipe);
    // What is handed out can be saved: the reader of recipe files is the judge of that.
    const Result<MasterRecipe> sound = readRecipe(writeRecipe(context.recipe), document.file);
    if (!sound) {
        return Error(u"exchange.unsound"_s,
            {{u"reason"_s, sound.error().code() + u' ' + sound.error().place.path}},
            document.place(*found->recipe));
    }
    return ImportedRecipe {context.recipe, context.takeNotes(), false};
}

} // namespace

Result<ImportedRecipe> importBatchml(
    const QByteArray &xml, const QString &fileName, const Catalog &catalog)
{
    const Result<XmlDocument> document = parseXml(xml, fileName);
    if (!document)
        return document.error();
    return importDocument(*document, catalog);
}

Result<ImportedRecipe> importBatchmlFile(const QString &fileName, const Catalog &catalog)
{
    const Result<XmlDocument> document = readXmlFile(fileName);
    if (!document)
        return document.error();
    return importDocument(*document, catalog);
}

} // namespace cytoloom
