// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/annotationedits.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

QString AnnotationEdits::add(RecipeEdit &edit, Annotation annotation)
{
    MasterRecipe header = headerOf(edit.recipe());
    const QString stem = annotation.kind == Annotation::Kind::Group ? u"group-"_s : u"comment-"_s;
    for (int number = 1;; ++number) {
        annotation.id = stem + QString::number(number);
        const bool taken = std::any_of(header.annotations.cbegin(), header.annotations.cend(),
            [&](const Annotation &other) { return other.id == annotation.id; });
        if (!taken)
            break;
    }
    header.annotations.append(annotation);
    edit.replaceHeader(header);
    return annotation.id;
}

void AnnotationEdits::replace(RecipeEdit &edit, const Annotation &annotation)
{
    MasterRecipe header = headerOf(edit.recipe());
    for (Annotation &each : header.annotations) {
        if (each.id == annotation.id)
            each = annotation;
    }
    edit.replaceHeader(header);
}

void AnnotationEdits::remove(RecipeEdit &edit, const QStringList &ids)
{
    MasterRecipe header = headerOf(edit.recipe());
    header.annotations.removeIf(
        [&ids](const Annotation &annotation) { return ids.contains(annotation.id); });
    edit.replaceHeader(header);
}

void AnnotationEdits::prune(RecipeEdit &edit)
{
    if (edit.recipe().annotations.isEmpty())
        return;
    MasterRecipe header = headerOf(edit.recipe());
    const Procedure &procedure = edit.recipe().procedure;
    for (Annotation &annotation : header.annotations) {
        annotation.members.removeIf([&](const ElementId &id) {
            return !procedure.element(id) || procedure.container(id) != annotation.container;
        });
    }
    header.annotations.removeIf([&procedure](const Annotation &annotation) {
        const bool homeless
            = !annotation.container.isEmpty() && !procedure.element(annotation.container);
        return homeless
            || (annotation.kind == Annotation::Kind::Group && annotation.members.isEmpty());
    });
    edit.replaceHeader(header);
}

} // namespace cytoloom
