// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/passphrase.h"
#include "app/session/keyring.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

int keyCommand(const QStringList &arguments)
{
    Console console(u"key create PERSON [--name NAME]"_s,
        u"Makes a personal signing key, kept under the person's passphrase."_s,
        u"cytoloom-cli key create qp-01 --name \"Li Wei\""_s);
    console.parser().addOption({u"name"_s, u"Name that signatures show."_s, u"name"_s});
    addPassphraseOption(console.parser());
    QStringList rest = arguments;
    if (rest.value(1) == "create"_L1)
        rest.removeAt(1);
    else if (!rest.contains(u"--help"_s) && !rest.contains(u"-h"_s))
        return console.fail(
            Error(u"app.subcommand"_s, {{u"found"_s, rest.value(1)}, {u"known"_s, u"create"_s}}));
    console.parse(rest, 1);

    const PersonId person(console.argument(0));
    const Result<QString> passphrase = readPassphrase(console, person.value());
    if (!passphrase)
        return console.fail(passphrase.error());
    const KeyRing ring;
    const QString name = console.isSet(u"name"_s) ? console.value(u"name"_s) : person.value();
    const Result<SigningKey> key = ring.create(person, name, *passphrase);
    if (!key)
        return console.fail(key.error(), Console::Found);
    console.line(u"%1  %2  SHA-256 %3"_s.arg(
        person.value(), ring.fileOf(person), key->signer().fingerprint));
    JsonValue object = JsonValue::object();
    object.insert(u"person"_s, JsonValue(person.value()));
    object.insert(u"file"_s, JsonValue(ring.fileOf(person)));
    object.insert(u"fingerprint"_s, JsonValue(key->signer().fingerprint));
    console.object(object);
    return Console::Done;
}

} // namespace cytoloom
