// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/masterrecipe.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

const FormulaParameter *MasterRecipe::formulaParameter(const QString &wanted) const
{
    for (const FormulaParameter &each : formula)
        if (each.id == wanted)
            return &each;
    return nullptr;
}

const BomLine *MasterRecipe::bomLine(const QString &wanted) const
{
    for (const BomLine &each : bom)
        if (each.id == wanted)
            return &each;
    return nullptr;
}

const UnitRole *MasterRecipe::role(const RoleId &wanted) const
{
    for (const UnitRole &each : roles)
        if (each.id == wanted)
            return &each;
    return nullptr;
}

Result<double> MasterRecipe::setPoint(const Parameter &parameter) const
{
    if (parameter.formula.isEmpty()) {
        if (parameter.value)
            return *parameter.value;
        return Error(u"model.noSetPoint"_s, {{u"parameter"_s, parameter.id.value()}});
    }
    const FormulaParameter *source = formulaParameter(parameter.formula);
    if (!source) {
        return Error(u"model.unknownFormula"_s,
            {{u"parameter"_s, parameter.id.value()}, {u"formula"_s, parameter.formula}});
    }
    return source->value.unit.convert(source->value.value, parameter.unit);
}

} // namespace cytoloom
