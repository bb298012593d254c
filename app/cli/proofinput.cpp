// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/proofinput.h"

#include "app/cli/console.h"
#include "processgraph/catalog/catalog.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/profilewords.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

Result<ValidationInput> readProofInput(const Console &console)
{
    ValidationInput input;
    const Result<MasterRecipe> recipe = readRecipeFile(console.argument(0));
    if (!recipe)
        return recipe.error();
    input.recipe = *recipe;
    if (console.isSet(u"plant"_s)) {
        const Result<Plant> plant = readPlantFile(console.value(u"plant"_s));
        if (!plant)
            return plant.error();
        input.plant = *plant;
    }
    if (console.isSet(u"binding"_s)) {
        const Result<BatchBinding> binding = readBindingFile(console.value(u"binding"_s));
        if (!binding)
            return binding.error();
        if (binding->recipe != input.recipe.id || binding->recipeVersion != input.recipe.version)
            return Error(u"binding.otherRecipe"_s,
                {{u"file"_s, console.value(u"binding"_s)}, {u"recipe"_s, binding->recipe.value()},
                    {u"version"_s, QString::number(binding->recipeVersion)},
                    {u"found"_s, input.recipe.id.value()},
                    {u"foundVersion"_s, QString::number(input.recipe.version)}});
        input.binding = *binding;
    }
    const Result<Profile> profile = readProfileOption(console);
    if (!profile)
        return profile.error();
    input.profile = *profile;
    return input;
}

Result<Profile> readProfileOption(const Console &console)
{
    const QString asked = console.value(u"profile"_s);
    for (const auto &[word, profile] : json::profileWords()) {
        if (word == asked)
            return profile;
    }
    return Error(u"app.profile"_s, {{u"found"_s, asked}});
}

} // namespace cytoloom
