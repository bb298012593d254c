// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/stepparts.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const QString UsesSets = u"usesSets"_s;

/// "f.titre" in a condition, as Expression reads names: they may hold dots themselves.
const QRegularExpression &formulaName()
{
    static const QRegularExpression name(uR"((?<![\w.:])f\.([\w.:]+))"_s);
    return name;
}

QString idText(const QString &id)
{
    return id;
}

QString idText(const RoleId &id)
{
    return id.value();
}

void setId(QString &id, const QString &text)
{
    id = text;
}

void setId(RoleId &id, const QString &text)
{
    id = RoleId(text);
}

template <class Part> void keep(QVector<Part> &parts, const QSet<QString> &wanted)
{
    parts.erase(std::remove_if(parts.begin(), parts.end(),
                    [&wanted](const Part &part) { return !wanted.contains(idText(part.id)); }),
        parts.end());
}

/// Under which id \p part is, or comes to be, among \p target: its own or "titre_2", "titre_3", …
/// (a name that conditions can read). True: it is there already.
template <class Part> bool findPlace(Part &part, const QVector<Part> &target)
{
    const QString stem = idText(part.id);
    for (int number = 1;; ++number) {
        if (number > 1)
            setId(part.id, stem + u'_' + QString::number(number));
        const auto same = std::find_if(
            target.begin(), target.end(), [&part](const Part &each) { return each.id == part.id; });
        if (same == target.end())
            return false;
        if (*same == part)
            return true;
    }
}

template <class Part>
void bring(const QVector<Part> &source, const QSet<QString> &wanted, QVector<Part> &target,
    QHash<QString, QString> &renamed, QVector<BroughtPart> &brought)
{
    for (Part part : source) {
        const QString id = idText(part.id);
        if (!wanted.contains(id))
            continue;
        if (!findPlace(part, target)) {
            target.append(part);
            brought.append({id, idText(part.id)});
        }
        if (idText(part.id) != id)
            renamed.insert(id, idText(part.id));
    }
}

QString listed(const QVector<BroughtPart> &parts)
{
    QStringList names;
    for (const BroughtPart &part : parts)
        names << (part.id == part.as ? part.id : part.id + u" → "_s + part.as);
    return names.isEmpty() ? u"–"_s : names.join(u", "_s);
}

} // namespace

StepParts StepParts::of(const Procedure &procedure)
{
    StepParts parts;
    QVector<int> containers;
    const QVector<const Element *> all = procedure.walk(&containers);
    for (const Element *element : all) {
        if (!element->role.isEmpty())
            parts.roles.insert(element->role.value());
        for (const Parameter &parameter : element->parameters) {
            if (!parameter.formula.isEmpty())
                parts.formula.insert(parameter.formula);
        }
        auto names = formulaName().globalMatch(element->condition);
        while (names.hasNext())
            parts.formula.insert(names.next().captured(1));
        for (const Port &port : element->ports) {
            if (!port.bomLine.isEmpty())
                parts.bom.insert(port.bomLine);
        }
        const QStringList sets = element->attributes.texts(UsesSets);
        for (const QString &line : sets)
            parts.bom.insert(line);
    }
    return parts;
}

void StepParts::keepOnly(MasterRecipe &recipe) const
{
    keep(recipe.roles, roles);
    keep(recipe.formula, formula);
    keep(recipe.bom, bom);
}

Message BroughtParts::message() const
{
    return {u"edit.cameAlong"_s,
        {{u"roles"_s, listed(roles)}, {u"formula"_s, listed(formula)}, {u"lines"_s, listed(bom)}}};
}

PartsTransfer::PartsTransfer(
    const MasterRecipe &source, const Procedure &procedure, const MasterRecipe &target)
    : m_header(target)
{
    const StepParts wanted = StepParts::of(procedure);
    bring(source.roles, wanted.roles, m_header.roles, m_roles, m_brought.roles);
    bring(source.formula, wanted.formula, m_header.formula, m_formula, m_brought.formula);
    bring(source.bom, wanted.bom, m_header.bom, m_bom, m_brought.bom);
}

void PartsTransfer::point(Element &element) const
{
    if (const auto role = m_roles.constFind(element.role.value()); role != m_roles.cend())
        element.role = RoleId(*role);
    for (Parameter &parameter : element.parameters)
        parameter.formula = m_formula.value(parameter.formula, parameter.formula);
    for (Port &port : element.ports)
        port.bomLine = m_bom.value(port.bomLine, port.bomLine);
    if (!m_bom.isEmpty() && element.attributes.has(UsesSets)) {
        QStringList lines = element.attributes.texts(UsesSets);
        for (QString &line : lines)
            line = m_bom.value(line, line);
        element.attributes.set(UsesSets, lines);
    }
    if (m_formula.isEmpty() || element.condition.isEmpty())
        return;
    QString condition;
    qsizetype done = 0;
    auto names = formulaName().globalMatch(element.condition);
    while (names.hasNext()) {
        const QRegularExpressionMatch name = names.next();
        condition += QStringView(element.condition).mid(done, name.capturedStart(1) - done);
        condition += m_formula.value(name.captured(1), name.captured(1));
        done = name.capturedEnd(1);
    }
    element.condition = condition + element.condition.mid(done);
}

} // namespace cytoloom
