// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/passphrase.h"
#include "app/session/keyring.h"
#include "app/session/reporting.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFileInfo>

namespace cytoloom {

using namespace Qt::StringLiterals;

int reportCommand(const QStringList &arguments)
{
    Console console(u"report --store FILE --batch NO --out FILE.pdf"_s,
        u"Writes the batch report as PDF, signed with --sign, and the record for machines with --data."_s,
        u"cytoloom-cli report --store batch.sqlite --batch B26-1107 --out report.pdf --data "
        u"record.json "
        "--lang zh --sign qp-01"_s);
    QCommandLineParser &parser = console.parser();
    parser.addOption({u"store"_s, u"The store."_s, u"file"_s});
    parser.addOption({u"batch"_s, u"Batch number."_s, u"no"_s});
    parser.addOption(
        {u"plant"_s, u"The plant that the batch ran on; the demo plant without it."_s, u"file"_s});
    parser.addOption({u"out"_s, u"The report."_s, u"file.pdf"_s});
    parser.addOption({u"data"_s, u"The record for machines."_s, u"file.json"_s});
    parser.addOption(
        {u"sign"_s, u"Sign as this person, with the meaning Reviewed."_s, u"person"_s});
    addPassphraseOption(parser);
    console.parse(arguments, 0);
    for (const QString &needed : {u"store"_s, u"batch"_s, u"out"_s}) {
        if (!console.isSet(needed))
            return console.fail(Error(u"app.optionMissing"_s, {{u"option"_s, needed}}));
    }

    // Noticed before the report is painted, not after it was written.
    for (const QString &option : {u"out"_s, u"data"_s}) {
        const QFileInfo file(console.value(option));
        if (console.isSet(option) && !file.dir().exists())
            return console.fail(Error(u"file.noFolder"_s,
                {{u"file"_s, file.filePath()}, {u"folder"_s, file.path()}},
                {file.filePath(), {}, 0, 0}));
    }

    std::optional<SigningKey> key;
    if (console.isSet(u"sign"_s)) {
        const PersonId person(console.value(u"sign"_s));
        const KeyRing ring;
        if (!ring.contains(person))
            return console.fail(Error(u"identity.noKey"_s,
                {{u"person"_s, person.value()}, {u"file"_s, ring.fileOf(person)}}));
        const Result<QString> passphrase = readPassphrase(console, person.value());
        if (!passphrase)
            return console.fail(passphrase.error());
        Result<SigningKey> opened = ring.open(person, *passphrase);
        if (!opened)
            return console.fail(opened.error());
        key = std::move(*opened);
    }

    QElapsedTimer real;
    real.start();
    ReportOrder order;
    order.storeFile = console.value(u"store"_s);
    order.batch = BatchId(console.value(u"batch"_s));
    order.plantFile = console.isSet(u"plant"_s) ? console.value(u"plant"_s)
                                                : u":/cytoloom/demo/demo.cyplant.json"_s;
    order.language = console.language();
    order.pdfFile = console.value(u"out"_s);
    order.dataFile = console.value(u"data"_s);
    const Result<ReportDone> done = writeReport(order, key ? &*key : nullptr);
    if (!done)
        return console.fail(done.error());
    console.line(u"%1: %2 pages, %3 bytes, %4 s"_s.arg(order.pdfFile)
                     .arg(done->pages)
                     .arg(done->bytes)
                     .arg(double(real.elapsed()) / 1000, 0, 'f', 2));
    const Completeness total = done->completeness;
    console.line(
        u"completeness: %1 tag minutes, %2 good, %3 stated gaps, %4 missing"_s.arg(total.minutes)
            .arg(total.good)
            .arg(total.stated)
            .arg(total.missing));
    JsonValue object = JsonValue::object();
    object.insert(u"pages"_s, JsonValue(done->pages));
    object.insert(u"bytes"_s, JsonValue(done->bytes));
    object.insert(u"seconds"_s, JsonValue(double(real.elapsed()) / 1000));
    object.insert(u"tagMinutes"_s, JsonValue(total.minutes));
    object.insert(u"good"_s, JsonValue(total.good));
    object.insert(u"statedGaps"_s, JsonValue(total.stated));
    object.insert(u"missing"_s, JsonValue(total.missing));
    console.object(object);
    return Console::Done;
}

} // namespace cytoloom
