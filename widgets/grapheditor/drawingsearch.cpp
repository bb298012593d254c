// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/drawingsearch.h"

#include "widgets/grapheditor/words.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

struct Field
{
    QString label; ///< empty: the name itself
    QString text;
};

LocalizedText typeName(const Catalog &catalog, const QString &type)
{
    if (const PhaseClass *phase = catalog.phaseClass(type))
        return phase->name;
    if (const UnitOperationType *operation = catalog.unitOperation(type))
        return operation->name;
    return {};
}

QVector<Field> fieldsOf(
    const MasterRecipe &recipe, const Catalog &catalog, const Element &element, Language language)
{
    QVector<Field> fields {{{}, element.name.en + u' ' + element.name.zh}};
    fields.append({Words::tr("Identifier") + u' ' + element.id.value(), element.id.value()});
    if (!element.type.isEmpty()) {
        const LocalizedText type = typeName(catalog, element.type);
        fields.append(
            {Words::tr("Type") + u' ' + (type.isEmpty() ? element.type : type.in(language)),
                element.type + u' ' + type.en + u' ' + type.zh});
    }
    if (!element.role.value().isEmpty()) {
        const UnitRole *role = recipe.role(element.role);
        const QString unit = role ? role->preferredUnit.value() : QString();
        fields.append({Words::tr("Unit") + u' ' + (unit.isEmpty() ? element.role.value() : unit),
            element.role.value() + u' ' + unit + u' '
                + (role ? role->name.en + role->name.zh : QString())});
    }
    for (const Parameter &parameter : element.parameters)
        fields.append({Words::tr("Parameter") + u' ' + parameter.name.in(language),
            parameter.id.value() + u' ' + parameter.name.en + u' ' + parameter.name.zh});
    return fields;
}

} // namespace

QVector<DrawingHit> searchDrawing(const MasterRecipe &recipe, const Catalog &catalog,
    const QString &text, Language language, int most)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    QVector<DrawingHit> byName, others;
    if (words.isEmpty())
        return byName;
    const Procedure &procedure = recipe.procedure;
    const QVector<ElementId> all = procedure.elements();
    for (const ElementId &id : all) {
        const Element &element = *procedure.element(id);
        QVector<Field> fields = fieldsOf(recipe, catalog, element, language);
        bool inName = true, found = true;
        QString match;
        for (const QString &word : words) {
            if (fields.first().text.contains(word, Qt::CaseInsensitive))
                continue;
            inName = false;
            const auto field = std::find_if(fields.cbegin() + 1, fields.cend(),
                [&word](const Field &f) { return f.text.contains(word, Qt::CaseInsensitive); });
            found = found && field != fields.cend();
            if (field != fields.cend())
                match = field->label;
        }
        if (!found)
            continue;
        QStringList path;
        const QVector<ElementId> above = procedure.ancestors(id);
        for (const ElementId &container : above)
            path.append(procedure.element(container)->name.in(language));
        (inName ? byName : others)
            .append({id, element.name.in(language), path.join(u" › "_s), match});
        if (byName.size() >= most)
            break;
    }
    byName += others;
    return byName.mid(0, most);
}

} // namespace cytoloom
