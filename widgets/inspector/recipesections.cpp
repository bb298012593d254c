// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/messagecatalog.h"
#include "widgets/grapheditor/words.h"
#include "widgets/inspector/editors.h"
#include "widgets/inspector/quantityedit.h"
#include "widgets/inspector/sections.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(RecipeSections)
};

QString statusWord(RecipeStatus status)
{
    switch (status) {
    case RecipeStatus::Draft:
        return Texts::tr("Draft");
    case RecipeStatus::InReview:
        return Texts::tr("In review");
    case RecipeStatus::Approved:
        return Texts::tr("Approved");
    case RecipeStatus::Effective:
        return Texts::tr("Effective");
    case RecipeStatus::Retired:
        return Texts::tr("Retired");
    }
    return {};
}

void changeHeader(const InspectorContext &context, const std::function<void(MasterRecipe &)> &edit,
    const QString &what)
{
    MasterRecipe recipe = context.document.recipe();
    edit(recipe);
    if (const auto done = context.document.editHeader(recipe, what); !done)
        context.complain(MessageCatalog::shipped().text(done.error().message, context.language));
}

} // namespace

QWidget *RecipeSections::header(const InspectorContext &context)
{
    const MasterRecipe &recipe = context.document.recipe();
    auto *section = new Section(Texts::tr("Recipe"));
    for (const bool zh : {false, true}) {
        section->addRow(zh ? Texts::tr("Name (zh)") : Texts::tr("Name (en)"),
            Editors::text(zh ? u"recipeNameZh"_s : u"recipeNameEn"_s,
                zh ? recipe.name.zh : recipe.name.en, context.editable(), true,
                [context, zh](const QString &text) {
                    changeHeader(
                        context, [&](MasterRecipe &r) { (zh ? r.name.zh : r.name.en) = text; },
                        Texts::tr("Rename recipe"));
                }));
    }
    const auto fact = [section](const QString &name, const QString &value) {
        auto *label = new QLabel(value);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setWordWrap(true);
        section->addRow(name, label);
    };
    fact(Texts::tr("Product"), recipe.product.in(context.language));
    fact(Texts::tr("Version"), u"v%1 · %2"_s.arg(recipe.version).arg(statusWord(recipe.status)));
    fact(Texts::tr("Donor"), recipe.autologous ? Texts::tr("Autologous") : Texts::tr("Allogeneic"));
    fact(Texts::tr("Steps"), QString::number(recipe.procedure.elementCount()));
    if (!recipe.description.isEmpty())
        section->addText(recipe.description.in(context.language), true);
    return section;
}

QWidget *RecipeSections::formula(const InspectorContext &context)
{
    const MasterRecipe &recipe = context.document.recipe();
    if (recipe.formula.isEmpty())
        return nullptr;
    auto *section = new Section(Texts::tr("Formula"));
    for (const FormulaParameter &value : recipe.formula) {
        auto *edit = new QuantityEdit;
        edit->setObjectName(u"formula."_s + value.id);
        edit->setLanguage(context.language);
        edit->setUnit(value.value.unit);
        edit->setValue(value.value.value);
        edit->setReadOnly(!context.editable());
        QObject::connect(edit, &QuantityEdit::edited, edit,
            [context, id = value.id](std::optional<double> number) {
                changeHeader(
                    context,
                    [&](MasterRecipe &r) {
                        for (FormulaParameter &parameter : r.formula) {
                            if (parameter.id == id)
                                parameter.value.value = *number;
                        }
                    },
                    Texts::tr("Change formula"));
            });
        section->addRow(value.name.in(context.language), edit);
    }
    return section;
}

QWidget *RecipeSections::roles(const InspectorContext &context)
{
    const MasterRecipe &recipe = context.document.recipe();
    if (recipe.roles.isEmpty())
        return nullptr;
    auto *section = new Section(Texts::tr("Unit roles"));
    for (const UnitRole &role : recipe.roles) {
        const PlantUnit *unit = context.plant ? context.plant->unit(role.preferredUnit) : nullptr;
        QString remark = role.preferredUnit.value();
        if (unit)
            remark += u" · "_s + unit->room.value();
        section->addEntry(u"▣"_s, role.name.in(context.language), remark);
    }
    return section;
}

} // namespace cytoloom
