// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/batchml.h"
#include "processgraph/exchange/extensionjson.h"
#include "processgraph/exchange/foreignchanges.h"
#include "processgraph/exchange/generalreader.h"
#include "processgraph/exchange/gridlayout.h"
#include "processgraph/exchange/importcontext.h"
#include "processgraph/exchange/masterreader.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/model/recipewords.h"
#include "processgraph/model/recipewriter.h"

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

/// Lays the recipe out and makes sure that what is handed out can be saved: the reader of recipe
/// files is the judge of that.
Result<void> finished(ImportContext &context, const XmlNode &node)
{
    if (context.error())
        return *context.error();
    layOutOnGrid(context.recipe);
    const Result<MasterRecipe> sound
        = readRecipe(writeRecipe(context.recipe), context.document.file);
    if (!sound) {
        return Error(u"exchange.unsound"_s,
            {{u"reason"_s, sound.error().code() + u' ' + sound.error().place.path}},
            context.document.place(node));
    }
    return {};
}

/// Somebody has changed a file of ours: the BatchML part counts, and what that does not know stays
/// as it was exported. Where the two do not fit together any more, the BatchML part alone remains.
Result<ImportedRecipe> changedRecipe(const MasterRecipe &own, const XmlDocument &written,
    const Found &found, const XmlNode &changed, ImportContext &context)
{
    ImportContext before(written, context.catalog);
    MasterReader(before, {}).read(*written.root);
    MasterReader(context, found.blocks).read(*found.recipe);
    if (const Result<void> done = finished(context, *found.recipe); !done)
        return done.error();

    QVector<ForeignChange> changes;
    std::optional<MasterRecipe> merged;
    if (!before.error()) {
        const JsonValue json = withForeignChanges(
            recipeToJson(own), recipeToJson(before.recipe), recipeToJson(context.recipe), changes);
        if (Result<MasterRecipe> read = readRecipe(json.toJson(), context.document.file))
            merged = std::move(read).value();
    }
    // What the reader has to say about any file of ours says nothing about this one.
    QSet<QString> usual;
    const auto said = [](const ExchangeNote &note) {
        return note.message.code + note.message.args.values().join(u' ') + note.place.path;
    };
    for (const ExchangeNote &note : before.takeNotes())
        usual.insert(said(note));
    QVector<ExchangeNote> notes;
    for (const ExchangeNote &note : context.takeNotes())
        if (!usual.contains(said(note)))
            notes.append(note);

    const ErrorPlace place = context.document.place(changed);
    if (!merged) {
        notes.prepend({place, {u"exchange.note.changed"_s, {{u"element"_s, changed.name}}}});
        return ImportedRecipe {context.recipe, notes, false};
    }
    for (qsizetype i = changes.size(); i-- > 0;) {
        const ForeignChange &change = changes[i];
        const QString code = !change.applied ? u"exchange.note.notMerged"_s
            : change.field.isEmpty()         ? u"exchange.note.mergedPart"_s
                                             : u"exchange.note.merged"_s;
        const QString id = change.id.isEmpty() ? own.id.value() : change.id;
        notes.prepend({place, {code, {{u"id"_s, id}, {u"field"_s, change.field}}}});
    }
    notes.prepend({place, {u"exchange.note.changedSince"_s, {{u"element"_s, changed.name}}}});
    merged->status = RecipeStatus::Draft;
    merged->approvals.clear();
    merged->approvedBy.clear();
    return ImportedRecipe {*merged, notes, false};
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
            if (!written) // longer than what is read, for one
                return written.error();
            const XmlNode *changed = difference(*found->recipe, *written->root);
            if (!changed) {
                if ((*own)->status != RecipeStatus::Draft) {
                    context.note(*found->recipe, u"exchange.note.ownStatus"_s,
                        {{u"status"_s, json::wordOf(json::statusWords(), (*own)->status)}});
                }
                return ImportedRecipe {**own, context.takeNotes(), true};
            }
            return changedRecipe(**own, *written, *found, *changed, context);
        }
        MasterReader(context, found->blocks).read(*found->recipe);
    } else {
        GeneralReader(context).read(*found->recipe);
    }
    if (const Result<void> done = finished(context, *found->recipe); !done)
        return done.error();
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
