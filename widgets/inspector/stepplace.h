// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"
#include "widgets/inspector/sections.h"

namespace cytoloom {

/// "Expand · Load": where a step is, in a word or two. The step exists.
[[nodiscard]] inline QString stepPlace(const InspectorContext &context, const ElementId &id)
{
    const Procedure &procedure = context.document.procedure();
    const Element *element = procedure.element(id);
    const Element *unit = procedure.element(procedure.unitProcedure(id));
    const QString name = element->name.in(context.language);
    if (!unit || unit == element)
        return name;
    return unit->name.in(context.language) + QStringLiteral(" · ") + name;
}

} // namespace cytoloom
