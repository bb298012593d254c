// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// sign_demos PLANT RECIPE…: signs shipped recipes anew, after somebody has changed one. Validated,
// submitted, approved and issued as the application does it, by the people of the demo, at the
// times of the signatures that were there.
#include "processgraph/commands/versions.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/validator.h"
#include "resources/resources.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QTextStream>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

Result<MasterRecipe> signedAnew(const MasterRecipe &recipe, const Plant &plant)
{
    const QVector<Approval> before = recipe.approvals;
    int next = 0;
    const auto by = [&](const QString &person) {
        const UtcTime usual = utcFromMs(1'793'606'400'000);
        const UtcTime time
            = next < before.size() ? before.at(next).time : usual + std::chrono::hours(24 * next);
        ++next;
        return versions::Signatory {PersonId(person), time, {}};
    };
    MasterRecipe draft = recipe;
    draft.status = RecipeStatus::Draft;
    ValidationInput input;
    input.recipe = draft;
    input.plant = plant;
    auto signing = versions::submit(draft, validate(input, Catalog::shipped()), by(recipe.author));
    for (const auto &[role, person] : {std::pair {approvalroles::Production, u"P-008"_s},
             std::pair {approvalroles::Quality, u"P-003"_s}}) {
        if (signing)
            signing = versions::approve(*signing, role, by(person));
    }
    if (signing && recipe.status == RecipeStatus::Effective)
        signing = versions::makeEffective(*signing, by(u"P-003"_s));
    return signing;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    initResources();
    QTextStream errors(stderr);
    const QStringList files = QCoreApplication::arguments().mid(1);
    if (files.size() < 2) {
        errors << "usage: sign_demos PLANT RECIPE...\n";
        return 2;
    }
    const auto plant = readPlantFile(files.first());
    if (!plant) {
        errors << files.first() << ": " << plant.error().code() << '\n';
        return 2;
    }
    for (const QString &name : files.mid(1)) {
        const auto recipe = readRecipeFile(name);
        const auto done = recipe ? signedAnew(*recipe, *plant) : recipe;
        QFile file(name);
        if (!done || !file.open(QIODevice::WriteOnly) || file.write(writeRecipe(*done)) < 0) {
            errors << name << ": " << (done ? file.errorString() : done.error().code()) << '\n';
            return 1;
        }
    }
    return 0;
}
