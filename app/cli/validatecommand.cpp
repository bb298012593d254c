// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/proofinput.h"
#include "processgraph/catalog/catalog.h"
#include "processgraph/compiler/compilejson.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/validation/validator.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString placeText(const FindingPlace &place)
{
    QStringList parts;
    for (const QString &part : {place.element.value(), place.link.value(), place.parameter.value(),
             place.port.value(), place.unit.value(), place.room.value()}) {
        if (!part.isEmpty())
            parts << part;
    }
    return parts.join(u'/');
}

JsonValue toJson(const Finding &finding, Language language)
{
    JsonValue json = JsonValue::object();
    json.insert(u"rule"_s, JsonValue(finding.rule));
    json.insert(u"severity"_s, JsonValue(toText(finding.severity)));
    json.insert(u"message"_s, JsonValue(MessageCatalog::shipped().text(finding.message, language)));
    JsonValue places = JsonValue::array();
    for (const FindingPlace &place : finding.places)
        places.append(JsonValue(placeText(place)));
    json.insert(u"places"_s, places);
    if (finding.waived)
        json.insert(u"waived"_s, JsonValue(true));
    return json;
}

} // namespace

int validateCommand(const QStringList &arguments)
{
    Console console(u"validate RECIPE [--plant PLANT] [--binding BINDING] [--profile CN|EU|US]"_s,
        u"Checks a master recipe against GMP and equipment rules and lists all findings; with a "
        "binding also a planned batch: lots, people, rooms, times.\n"
        "Exit 0: no errors but waived ones; 1: errors found; 2: cannot read."_s,
        u"cytoloom-cli validate cart.cyrecipe.json --plant demo.cyplant.json --profile CN"_s);
    console.parser().addOption({u"plant"_s, u"Check against this plant, too."_s, u"file"_s});
    console.parser().addOption(
        {u"binding"_s, u"Check the batch that this file plans, too."_s, u"file"_s});
    console.parser().addOption({u"profile"_s, u"Rule profile."_s, u"CN|EU|US"_s, u"CN"_s});
    console.parse(arguments, 1);

    const Result<ValidationInput> input = readProofInput(console);
    if (!input)
        return console.fail(input.error());
    const QVector<Finding> findings = validate(*input, Catalog::shipped());
    int errors = 0;
    JsonValue list = JsonValue::array();
    for (const Finding &finding : findings) {
        errors += finding.severity == Severity::Error && !finding.waived ? 1 : 0;
        list.append(toJson(finding, console.language()));
        QStringList places;
        for (const FindingPlace &place : finding.places)
            places << placeText(place);
        console.line(u"%1%2 %3: %4 [%5]"_s.arg(toText(finding.severity),
            finding.waived ? u" (waived)"_s : QString(), finding.rule,
            MessageCatalog::shipped().text(finding.message, console.language()),
            places.join(u", "_s)));
    }
    console.line(u"%1 finding(s), %2 error(s)"_s.arg(findings.size()).arg(errors));
    JsonValue object = JsonValue::object();
    object.insert(u"errors"_s, JsonValue(errors));
    object.insert(u"findings"_s, list);
    console.object(object);
    return errors == 0 ? Console::Done : Console::Found;
}

} // namespace cytoloom
