// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipelibrary.h"

#include "processgraph/catalog/commonjson.h"
#include "processgraph/foundation/folderlock.h"
#include "processgraph/foundation/jsonreader.h"
#include "processgraph/foundation/savefile.h"
#include "processgraph/model/recipereader.h"
#include "processgraph/model/recipewriter.h"

#include <QtCore/QDir>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <limits>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int SchemaVersion = 1;
const QString Suffix = u".cyblock.json"_s;

} // namespace

Result<RecipeBlock> readBlock(const QByteArray &text, const QString &fileName)
{
    const Result<JsonValue> value = parseJson(text, fileName);
    if (!value)
        return value.error();
    if (const auto version
        = json::schemaVersion(*value, fileName, u"cytoloom.block"_s, SchemaVersion);
        !version)
        return version.error();
    JsonReader reader(*value, fileName);
    RecipeBlock block;
    reader.string("schema");
    block.id = reader.string("id");
    block.version = reader.integer("version", 1, std::numeric_limits<int>::max());
    block.name = json::readDraftText(reader, "name");
    block.note = json::readDraftText(reader, "note");
    block.author = reader.string("author", {});
    const auto created = utcFromIso(reader.string("created"));
    if (created)
        block.created = *created;
    else
        reader.fail("created", u"catalog.attributeTime"_s, {{u"attribute"_s, u"created"_s}});
    JsonReader content = reader.object("content");
    block.content = RecipeReader().read(content);
    reader.done();
    if (const auto whole = reader.result(); !whole)
        return whole.error();
    if (block.content.procedure.elementCount() == 0)
        return Error(u"block.empty"_s, {}, {fileName, u"$.content"_s, 0, 0});
    return block;
}

QByteArray writeBlock(const RecipeBlock &block)
{
    JsonValue value = JsonValue::object();
    value.insert(u"schema"_s, json::schemaValue(u"cytoloom.block"_s, SchemaVersion));
    json::put(value, "id", block.id);
    value.insert(u"version"_s, JsonValue(block.version));
    json::put(value, "name", block.name);
    json::put(value, "note", block.note);
    json::put(value, "author", block.author);
    value.insert(u"created"_s, JsonValue(toIso(block.created)));
    value.insert(u"content"_s, recipeToJson(block.content));
    return value.toJson();
}

namespace blocklibrary {

QString fileNameOf(const RecipeBlock &block)
{
    static const QRegularExpression unsafe(
        uR"([^\w.\-]|^\.)"_s, QRegularExpression::UseUnicodePropertiesOption);
    QString name = block.id;
    return name.replace(unsafe, u"_"_s) + u"-v"_s + QString::number(block.version) + Suffix;
}

Contents read(const QString &folder)
{
    Contents contents;
    const QDir dir(folder);
    const QStringList names = dir.entryList({u'*' + Suffix}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            contents.refused.append(Error(u"file.cannotRead"_s,
                {{u"file"_s, name}, {u"reason"_s, file.errorString()}}, {name, {}, 0, 0}));
            continue;
        }
        const auto block = readBlock(file.readAll(), name);
        if (!block) {
            contents.refused.append(block.error());
            continue;
        }
        const auto same = std::find_if(contents.blocks.begin(), contents.blocks.end(),
            [&block](const RecipeBlock &each) { return each.id == block->id; });
        if (same == contents.blocks.end())
            contents.blocks.append(*block);
        else if (same->version < block->version)
            *same = *block;
    }
    std::stable_sort(contents.blocks.begin(), contents.blocks.end(),
        [](const RecipeBlock &a, const RecipeBlock &b) {
            return a.name.in(Language::En).compare(b.name.in(Language::En), Qt::CaseInsensitive)
                < 0;
        });
    return contents;
}

Result<RecipeBlock> add(const QString &folder, RecipeBlock block)
{
    const QDir dir(folder);
    const auto failed = [](const QString &file, const QString &reason) {
        return Error(u"file.cannotWrite"_s, {{u"file"_s, file}, {u"reason"_s, reason}});
    };
    if (!QDir().mkpath(folder))
        return failed(folder, u"mkpath"_s);
    const FolderLock lock(folder); // two programs do not make the same version
    if (!lock.mayWrite())
        return Error(u"block.folderBusy"_s, {{u"file"_s, folder}}, {folder, {}, 0, 0});
    const Contents there = read(folder);
    block.version = 1;
    for (const RecipeBlock &each : there.blocks) {
        if (each.id == block.id)
            block.version = each.version + 1;
    }
    while (dir.exists(fileNameOf(block))) // one that nobody can read is not written over, either
        ++block.version;
    const QByteArray text = writeBlock(block);
    if (auto again = readBlock(text, fileNameOf(block)); !again)
        return again.error();
    if (const auto saved = saveFile(dir.filePath(fileNameOf(block)), text); !saved)
        return saved.error();
    return block;
}

Result<void> remove(const QString &folder, const QString &id)
{
    const QDir dir(folder);
    const QStringList names = dir.entryList({u'*' + Suffix}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto block = readBlock(file.readAll(), name);
        file.close();
        if (block && block->id == id && !file.remove())
            return Error(
                u"file.cannotRemove"_s, {{u"file"_s, name}, {u"reason"_s, file.errorString()}});
    }
    return {};
}

} // namespace blocklibrary

} // namespace cytoloom
