// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/records/store.h"
#include "processgraph/reports/pdfsigner.h"

#include <QtCore/QFile>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

int verifyReport(const Console &console, const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return console.fail(Error(u"file.cannotRead"_s,
            {{u"file"_s, fileName}, {u"reason"_s, file.errorString()}}, {fileName, {}, 0, 0}));
    const QByteArray bytes = file.readAll();
    // A report that was cut off at its head still has its end.
    if (!bytes.left(1024).contains("%PDF-") && !bytes.right(1024).contains("%%EOF"))
        return console.fail(Error(u"app.notPdf"_s, {{u"file"_s, fileName}}, {fileName, {}, 0, 0}));
    const Result<PdfVerification> result = verifyPdf(bytes);
    if (!result) {
        Error error = result.error();
        error.place.file = fileName;
        return console.fail(error, Console::Found);
    }
    console.line(
        u"intact: %1 bytes, signed by %2 (%3) at %4"_s.arg(result->bytes)
            .arg(result->signer.name, result->signer.person.value(), toIso(result->signer.time)));
    JsonValue object = JsonValue::object();
    object.insert(u"intact"_s, JsonValue(true));
    object.insert(u"signer"_s, JsonValue(result->signer.person.value()));
    object.insert(u"name"_s, JsonValue(result->signer.name));
    object.insert(u"time"_s, JsonValue(toIso(result->signer.time)));
    object.insert(u"fingerprint"_s, JsonValue(result->signer.fingerprint));
    console.object(object);
    return Console::Done;
}

int verifyStoreFile(const Console &console, const QString &fileName)
{
    const Result<StoreInspection> seen = inspectStore(fileName);
    if (!seen)
        return console.fail(seen.error());
    const QVector<StoreDamage> *damages = &seen->damage;
    JsonValue list = JsonValue::array();
    for (const StoreDamage &damage : *damages) {
        const QString text = MessageCatalog::shipped().text(damage.finding, console.language());
        console.line(damage.place + u": "_s + text);
        JsonValue item = JsonValue::object();
        item.insert(u"place"_s, JsonValue(damage.place));
        item.insert(u"finding"_s, JsonValue(text));
        list.append(item);
    }
    if (damages->isEmpty())
        console.line(u"intact: %1"_s.arg(fileName));
    // What the seal does not cover was not compared byte by byte: that must not pass in silence.
    if (seen->inUse)
        console.line(u"in use: rows and samples were checked, the bytes of the file were not"_s);
    else if (!seen->sealed && damages->isEmpty())
        console.line(u"not sealed: rows and samples were checked, unused bytes were not"_s);
    JsonValue object = JsonValue::object();
    object.insert(u"intact"_s, JsonValue(damages->isEmpty()));
    object.insert(u"sealed"_s, JsonValue(seen->sealed));
    object.insert(u"inUse"_s, JsonValue(seen->inUse));
    object.insert(u"damages"_s, list);
    console.object(object);
    return damages->isEmpty() ? Console::Done : Console::Found;
}

} // namespace

int verifyCommand(const QStringList &arguments)
{
    Console console(u"verify FILE.pdf | --store FILE"_s,
        u"Checks a signed report or a store for changes and names their place.\n"
        "Exit 0: intact; 1: changed; 2: cannot read."_s,
        u"cytoloom-cli verify report.pdf"_s);
    console.parser().addOption({u"store"_s, u"Check this store."_s, u"file"_s});
    console.parse(arguments, 0, 1);
    if (console.isSet(u"store"_s))
        return verifyStoreFile(console, console.value(u"store"_s));
    if (console.argument(0).isEmpty())
        return console.fail(Error(u"app.optionMissing"_s, {{u"option"_s, u"store"_s}}));
    return verifyReport(console, console.argument(0));
}

} // namespace cytoloom
