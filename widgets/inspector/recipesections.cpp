// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the recipe says about itself: names, product, kind of donor.
#include "widgets/inspector/editors.h"
#include "widgets/inspector/sections.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

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

/// Both languages of one text of the header.
void addTexts(Section &section, const InspectorContext &context, const QString &name,
    const QString &wordEn, const QString &wordZh, LocalizedText MasterRecipe::*member,
    bool required)
{
    const LocalizedText &text = context.document.recipe().*member;
    const auto editor = [&](bool zh) {
        return Editors::text(name + (zh ? u"Zh"_s : u"En"_s), zh ? text.zh : text.en,
            context.editable(), required, [context, member, zh](const QString &typed) {
                context.changeHeader(
                    [&](MasterRecipe &r) { (zh ? (r.*member).zh : (r.*member).en) = typed; },
                    Texts::tr("Change recipe header"));
            });
    };
    section.addPair(wordEn, editor(false), wordZh, editor(true));
}

} // namespace

QWidget *RecipeSections::header(const InspectorContext &context)
{
    const MasterRecipe &recipe = context.document.recipe();
    auto *section = new Section(Texts::tr("Recipe"));
    const auto fact = [section](const QString &name, const QString &value) {
        auto *label = new QLabel(value);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setWordWrap(true);
        section->addRow(name, label);
    };
    const auto line = [&](const QString &name, const QString &word, QString MasterRecipe::*member) {
        section->addRow(word,
            Editors::text(name, recipe.*member, context.editable(), false,
                [context, member](const QString &typed) {
                    context.changeHeader([&](MasterRecipe &r) { r.*member = typed; },
                        Texts::tr("Change recipe header"));
                }));
    };
    section->addRow(Texts::tr("Recipe no."),
        Editors::identifier(
            context, u"recipeId"_s, recipe.id.value(), true, [context](const QString &id) {
                context.changeHeader([&](MasterRecipe &r) { r.id = RecipeId(id); },
                    Texts::tr("Change recipe header"));
            }));
    fact(Texts::tr("Version"), u"v%1 · %2"_s.arg(recipe.version).arg(statusWord(recipe.status)));
    fact(Texts::tr("Steps"), QString::number(recipe.procedure.elementCount()));
    addTexts(*section, context, u"recipeName"_s, Texts::tr("Name (en)"), Texts::tr("Name (zh)"),
        &MasterRecipe::name, true);
    addTexts(*section, context, u"product"_s, Texts::tr("Product (en)"), Texts::tr("Product (zh)"),
        &MasterRecipe::product, false);
    line(u"productCode"_s, Texts::tr("Product code"), &MasterRecipe::productCode);
    section->addRow(Texts::tr("Donor"),
        Editors::choice(u"autologous"_s,
            {{Texts::tr("Autologous"), 1}, {Texts::tr("Allogeneic"), 0}}, recipe.autologous ? 1 : 0,
            context.editable(), [context](int value) {
                context.changeHeader([value](MasterRecipe &r) { r.autologous = value != 0; },
                    Texts::tr("Change recipe header"));
            }));
    line(u"author"_s, Texts::tr("Author"), &MasterRecipe::author);
    if (!recipe.approvedBy.isEmpty())
        fact(Texts::tr("Approved by"), recipe.approvedBy);
    const auto description = [&](bool zh) {
        return Editors::paragraph(zh ? u"descriptionZh"_s : u"descriptionEn"_s,
            zh ? recipe.description.zh : recipe.description.en, context.editable(),
            [context, zh](const QString &typed) {
                context.changeHeader(
                    [&](MasterRecipe &r) { (zh ? r.description.zh : r.description.en) = typed; },
                    Texts::tr("Change recipe header"));
            });
    };
    section->addPair(Texts::tr("Description (en)"), description(false),
        Texts::tr("Description (zh)"), description(true));
    return section;
}

} // namespace cytoloom
