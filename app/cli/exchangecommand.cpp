// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/session/outputfile.h"
#include "processgraph/commands/versionsfolder.h"
#include "processgraph/exchange/batchml.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Where a note stands: an element of an XML file, or a step of a recipe.
QString placeText(const ErrorPlace &place)
{
    if (place.line == 0)
        return place.path;
    return u"%1:%2 %3"_s.arg(place.file).arg(place.line).arg(place.path);
}

JsonValue toJson(const QVector<ExchangeNote> &notes, Language language)
{
    const MessageCatalog &words = MessageCatalog::shipped();
    JsonValue list = JsonValue::array();
    for (const ExchangeNote &note : notes) {
        JsonValue item = JsonValue::object();
        item.insert(u"code"_s, JsonValue(note.message.code));
        item.insert(u"path"_s, JsonValue(note.place.path));
        item.insert(u"line"_s, JsonValue(note.place.line));
        item.insert(u"what"_s, JsonValue(words.text(note.message, language)));
        item.insert(u"consequence"_s, JsonValue(words.remedy(note.message, language)));
        list.append(item);
    }
    return list;
}

/// \p whole: what a note without a place is about.
void print(const Console &console, const QVector<ExchangeNote> &notes, const QString &whole)
{
    const MessageCatalog &words = MessageCatalog::shipped();
    for (const ExchangeNote &note : notes) {
        const QString place = placeText(note.place);
        console.line(u"%1: %2 %3"_s.arg(place.isEmpty() ? whole : place,
            words.text(note.message, console.language()),
            words.remedy(note.message, console.language())));
    }
}

/// The name of the format and --out; an exit code when they are not right.
std::optional<int> checkUsage(const Console &console)
{
    if (console.argument(0) != "batchml"_L1)
        return console.fail(Error(u"exchange.usage"_s, {{u"found"_s, console.argument(0)}}));
    if (!console.isSet(u"out"_s))
        return console.fail(Error(u"exchange.noOut"_s));
    return std::nullopt;
}

} // namespace

int importCommand(const QStringList &arguments)
{
    Console console(u"import batchml FILE --out RECIPE"_s,
        u"Reads a BatchML V7 master, general or site recipe and says item by item what did not\n"
        "come across. What export wrote comes back the same; any other recipe becomes a draft.\n"
        "Exit 0: read; 2: cannot read, nothing is written."_s,
        u"cytoloom-cli import batchml recipe.xml --out recipe.cyrecipe.json"_s);
    console.parser().addOption({u"out"_s, u"The recipe to write."_s, u"recipe"_s});
    console.parse(arguments, 2);
    if (const std::optional<int> wrong = checkUsage(console))
        return *wrong;

    const auto read = importBatchmlFile(console.argument(1), Catalog::shipped());
    if (!read)
        return console.fail(read.error());
    const QString out = console.value(u"out"_s);
    // A version that is approved is not written over from here, either.
    const Result<void> written = readRecipeFile(out)
        ? versions::saveVersion(read->recipe, out)
        : writeOutput(out, writeRecipe(read->recipe), "\"schema\": \"cytoloom.recipe/");
    if (!written)
        return console.fail(written.error());

    print(console, read->notes, console.argument(1));
    const int steps = read->recipe.procedure.elementCount();
    console.line(u"%1: %2 step(s), %3 note(s)%4"_s.arg(out)
                     .arg(steps)
                     .arg(read->notes.size())
                     .arg(read->own ? u", the same recipe that was exported"_s : QString()));
    JsonValue object = JsonValue::object();
    object.insert(u"recipe"_s, JsonValue(out));
    object.insert(u"id"_s, JsonValue(read->recipe.id.value()));
    object.insert(u"steps"_s, JsonValue(steps));
    object.insert(u"identical"_s, JsonValue(read->own));
    object.insert(u"notes"_s, toJson(read->notes, console.language()));
    console.object(object);
    return Console::Done;
}

int exportCommand(const QStringList &arguments)
{
    Console console(u"export batchml RECIPE --out FILE.xml"_s,
        u"Writes a master recipe as BatchML V7 (MESA International) and says which steps hold "
        u"what\n"
        "BatchML has no place for: that travels in OtherInformation.\n"
        "Exit 0: written; 2: cannot read or write."_s,
        u"cytoloom-cli export batchml recipe.cyrecipe.json --out recipe.xml"_s);
    console.parser().addOption({u"out"_s, u"The BatchML file to write."_s, u"file"_s});
    console.parse(arguments, 2);
    if (const std::optional<int> wrong = checkUsage(console))
        return *wrong;

    const Result<MasterRecipe> recipe = readRecipeFile(console.argument(1));
    if (!recipe)
        return console.fail(recipe.error());
    const QByteArray xml = exportBatchml(*recipe);
    const QString out = console.value(u"out"_s);
    if (const Result<void> written
        = writeOutput(out, xml, QByteArray(BatchmlNamespace.data(), BatchmlNamespace.size()));
        !written)
        return console.fail(written.error());

    const QVector<ExchangeNote> notes = exportNotes(*recipe);
    print(console, notes, recipe->id.value());
    console.line(u"%1: %2 bytes, %3 note(s)"_s.arg(out).arg(xml.size()).arg(notes.size()));
    JsonValue object = JsonValue::object();
    object.insert(u"file"_s, JsonValue(out));
    object.insert(u"id"_s, JsonValue(recipe->id.value()));
    object.insert(u"bytes"_s, JsonValue(qint64(xml.size())));
    object.insert(u"hash"_s, JsonValue(recipeHash(*recipe)));
    object.insert(u"notes"_s, toJson(notes, console.language()));
    console.object(object);
    return Console::Done;
}

} // namespace cytoloom
