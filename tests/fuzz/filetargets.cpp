// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/batchml.h"
#include "processgraph/foundation/expression.h"
#include "processgraph/foundation/jsonvalue.h"
#include "processgraph/foundation/quantity.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/model/recipelibrary.h"
#include "processgraph/plant/batchbinding.h"
#include "processgraph/plant/plant.h"
#include "tests/fuzz/fuzztarget.h"

namespace cytoloom::fuzz {

using namespace Qt::StringLiterals;

namespace {

void json(const QByteArray &input)
{
    const auto value = parseJson(input, u"fuzz.json"_s);
    if (!value)
        return checkError(value.error());
    const QByteArray text = value->toCompactJson();
    const auto again = parseJson(text, u"again.json"_s);
    require(again.ok(), "what was written can be read");
    require(again->toCompactJson() == text, "written twice, the same");
}

void recipe(const QByteArray &input)
{
    const auto read = readRecipe(input, u"fuzz.cyrecipe.json"_s);
    if (!read)
        return checkError(read.error());
    const QByteArray text = writeRecipe(*read);
    const auto again = readRecipe(text, u"again.cyrecipe.json"_s);
    require(again.ok(), "a recipe that was read can be written and read");
    require(*again == *read, "the same recipe comes back");
    require(writeRecipe(*again) == text, "written twice, the same bytes");
}

void plant(const QByteArray &input)
{
    const auto read = readPlant(input, u"fuzz.cyplant.json"_s);
    if (!read)
        return checkError(read.error());
    const auto again = readPlant(writePlant(*read), u"again.cyplant.json"_s);
    require(again.ok(), "a plant that was read can be written and read");
    require(*again == *read, "the same plant comes back");
}

void binding(const QByteArray &input)
{
    const auto read = readBinding(input, u"fuzz.cybinding.json"_s);
    if (!read)
        return checkError(read.error());
    const QByteArray text = writeBinding(*read);
    const auto again = readBinding(text, u"again.cybinding.json"_s);
    require(again.ok(), "a binding that was read can be written and read");
    require(writeBinding(*again) == text, "written twice, the same bytes");
}

void block(const QByteArray &input)
{
    const auto read = readBlock(input, u"fuzz.cyblock.json"_s);
    if (!read)
        return checkError(read.error());
    const QByteArray text = writeBlock(*read);
    const auto again = readBlock(text, u"again.cyblock.json"_s);
    require(again.ok(), "a block that was read can be written and read");
    require(again->content == read->content, "the same steps come back");
    require(writeBlock(*again) == text, "written twice, the same bytes");
}

void batchml(const QByteArray &input)
{
    const auto read = importBatchml(input, u"fuzz.xml"_s, Catalog::shipped());
    if (!read)
        return checkError(read.error());
    for (const ExchangeNote &note : read->notes)
        checkError(Error(note.message.code, note.message.args, note.place));
    if (!read->own)
        require(read->recipe.status == RecipeStatus::Draft, "a foreign recipe is a draft");
    const QByteArray text = writeRecipe(read->recipe);
    const auto saved = readRecipe(text, u"again.cyrecipe.json"_s);
    require(saved.ok(), "an imported recipe can be saved and read");
    require(writeRecipe(*saved) == text, "written twice, the same bytes");
    const auto again = importBatchml(exportBatchml(*saved), u"again.xml"_s, Catalog::shipped());
    require(again.ok() && again->own, "our own export can be imported");
    require(writeRecipe(again->recipe) == text, "the same recipe comes back, byte by byte");
}

void expression(const QByteArray &input)
{
    const auto read = Expression::parse(QString::fromUtf8(input));
    if (!read)
        return checkError(read.error());
    const auto value = read->evaluate([](const QString &name) -> std::optional<double> {
        if (name.size() % 5 == 4)
            return std::nullopt;
        return double(name.size()) - 3;
    });
    if (!value)
        checkError(value.error());
    else
        require(std::isfinite(*value), "a result is a finite number");
    const Expression copy = *read;
    require(copy.names() == read->names(), "a copy reads the same names");
    require(Expression::parse(read->text()).ok(), "its own text can be read");
}

void quantity(const QByteArray &input)
{
    const QString text = QString::fromUtf8(input);
    const auto unit = Unit::parse(text);
    if (!unit)
        checkError(unit.error());
    const auto read = Quantity::parse(text);
    if (!read)
        return checkError(read.error());
    const auto again = Quantity::parse(read->toString());
    require(again.ok(), "a quantity's own text can be read");
    require(*again == *read, "the same quantity comes back");
    const auto same = read->in(read->unit);
    require(same.ok(), "a unit converts to itself");
}

} // namespace

QVector<Target> fileTargets()
{
    return {{"json", json}, {"recipe", recipe}, {"plant", plant}, {"binding", binding},
        {"block", block}, {"batchml", batchml}, {"expression", expression}, {"quantity", quantity}};
}

} // namespace cytoloom::fuzz
