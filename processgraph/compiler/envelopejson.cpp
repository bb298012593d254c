// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/compiler/envelopejson.h"

#include "processgraph/compiler/compilejson.h"
#include "processgraph/model/recipewords.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

JsonValue shareJson(const EnvelopeShare &share)
{
    JsonValue json = JsonValue::object();
    json.insert(u"count"_s, share.count);
    json.insert(u"of"_s, share.of);
    json.insert(u"share"_s, share.share());
    json.insert(u"low"_s, share.low());
    json.insert(u"high"_s, share.high());
    return json;
}

JsonValue fanJson(const EnvelopeFan &fan)
{
    JsonValue json = JsonValue::object();
    json.insert(u"of"_s, fan.of);
    static const char *names[] {"p5", "p25", "p50", "p75", "p95"};
    for (size_t i = 0; i < fan.points.size() && fan.of > 0; ++i)
        json.insert(QString::fromLatin1(names[i]), fan.points[i]);
    return json;
}

QString outcomeText(GateOutcome outcome)
{
    for (const auto &[text, value] : json::outcomeWords()) {
        if (value == outcome)
            return text;
    }
    return {};
}

} // namespace

JsonValue toJson(const DonorEnvelope &envelope, Language language)
{
    JsonValue json = JsonValue::object();
    json.insert(u"schema"_s, u"cytoloom.envelope/1"_s);
    json.insert(u"recipe"_s, envelope.recipe.value());
    json.insert(u"version"_s, envelope.version);
    json.insert(u"recipeHash"_s, envelope.recipeHash);
    json.insert(u"runs"_s, envelope.runs);
    json.insert(u"seed"_s, QString::number(envelope.seed));
    json.insert(u"doseAttribute"_s, envelope.dose.attribute);
    json.insert(u"doseLeast"_s, envelope.dose.least);
    json.insert(u"doseMet"_s, shareJson(envelope.doseMet));
    json.insert(u"released"_s, shareJson(envelope.released));
    json.insert(u"finishHours"_s, fanJson(envelope.finish));
    json.insert(u"doseFigure"_s, fanJson(envelope.doseFigure));
    JsonValue branches = JsonValue::array();
    for (const EnvelopeBranch &branch : envelope.branches) {
        JsonValue one = JsonValue::object();
        one.insert(u"from"_s, branch.from.value());
        one.insert(u"to"_s, branch.to.value());
        one.insert(u"outcome"_s, outcomeText(branch.outcome));
        one.insert(u"taken"_s, shareJson(branch.taken));
        branches.append(one);
    }
    json.insert(u"branches"_s, branches);
    JsonValue failures = JsonValue::array();
    for (const EnvelopeFailure &failure : envelope.failures) {
        JsonValue one = JsonValue::object();
        one.insert(u"at"_s, failure.at.value());
        one.insert(u"cause"_s, failure.cause);
        one.insert(u"attribute"_s, failure.attribute);
        one.insert(u"count"_s, failure.count);
        failures.append(one);
    }
    json.insert(u"failures"_s, failures);
    JsonValue steps = JsonValue::array();
    for (const EnvelopeStep &step : envelope.steps) {
        JsonValue one = JsonValue::object();
        one.insert(u"element"_s, step.element.value());
        one.insert(u"finishHours"_s, fanJson(step.finish));
        if (step.cells.of > 0)
            one.insert(u"cells"_s, fanJson(step.cells));
        steps.append(one);
    }
    json.insert(u"steps"_s, steps);
    JsonValue numbers = JsonValue::array();
    for (const UncertainNumber &number : envelope.numbers)
        numbers.append(toJson(number, language));
    json.insert(u"numbers"_s, numbers);
    JsonValue assumed = JsonValue::array();
    for (const QString &one : envelope.assumed)
        assumed.append(one);
    json.insert(u"takenAsPassed"_s, assumed);
    return json;
}

} // namespace cytoloom
