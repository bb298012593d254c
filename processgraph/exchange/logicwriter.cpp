// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/batchmlwriter.h"
#include "processgraph/model/recipewords.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

bool isBranch(ElementKind kind)
{
    return kind != ElementKind::Transition && !ExtensionJson::isRecipeElement(kind);
}

QString branchWord(ElementKind kind)
{
    switch (kind) {
    case ElementKind::ParallelSplit:
        return u"ParallelDivergent"_s;
    case ElementKind::ParallelJoin:
        return u"ParallelConvergent"_s;
    case ElementKind::SelectionSplit:
        return u"SerialDivergent"_s;
    default:
        return u"SerialConvergent"_s;
    }
}

} // namespace

// Where paths part or meet BatchML has one link with several ends, not a step: a split and the
// control links around it become one link, of which other such links know as "Link".
void BatchmlWriter::writeLogic(const ElementId &container)
{
    const Procedure &procedure = m_recipe.procedure;
    open("ProcedureLogic");
    const QVector<ElementId> children = procedure.children(container);
    for (const ElementId &id : children)
        if (isBranch(procedure.element(id)->kind))
            writeBranch(*procedure.element(id));
    for (const LinkId &id : procedure.linksOf(container)) {
        const Link &link = *procedure.link(id);
        const bool within = link.kind == LinkKind::Control
            && (isBranch(procedure.element(link.from.element)->kind)
                || isBranch(procedure.element(link.to.element)->kind));
        if (!within)
            writeLink(link, container);
    }
    for (const ElementId &id : children) {
        const Element &element = *procedure.element(id);
        if (!ExtensionJson::isRecipeElement(element.kind))
            continue;
        open("Step");
        put("ID", id.value());
        put("RecipeElementID", id.value());
        put("RecipeElementVersion", QString::number(m_recipe.version));
        close();
    }
    for (const ElementId &id : children) {
        const Element &element = *procedure.element(id);
        if (element.kind != ElementKind::Transition)
            continue;
        open("Transition");
        put("ID", id.value());
        put("Condition", element.condition);
        putDescription(element.name);
        close();
    }
    close();
}

void BatchmlWriter::writeBranch(const Element &element)
{
    const Procedure &procedure = m_recipe.procedure;
    const ElementId container = procedure.container(element.id);
    open("Link");
    put("ID", element.id.value());
    for (const LinkId &id : procedure.controlIn(element.id))
        writeEnd("From", procedure.link(id)->from.element, container);
    for (const LinkId &id : procedure.controlOut(element.id))
        writeEnd("To", procedure.link(id)->to.element, container);
    putWord("LinkType", branchWord(element.kind));
    putWord("Depiction", u"Line"_s);
    putDescription(element.name);
    close();
}

void BatchmlWriter::writeLink(const Link &link, const ElementId &container)
{
    open("Link");
    put("ID", link.id.value());
    writeEnd("From", link.from.element, container);
    writeEnd("To", link.to.element, container);
    switch (link.kind) {
    case LinkKind::Control:
        putWord("LinkType", u"ControlLink"_s);
        putWord("Depiction", u"Line"_s);
        if (link.priority != 0)
            putWord("EvaluationOrder", QString::number(link.priority));
        if (link.outcome != GateOutcome::None)
            put("Description", json::wordOf(json::outcomeWords(), link.outcome));
        break;
    case LinkKind::Sync:
        putWord("LinkType", u"SynchronizationLink"_s);
        putWord("Depiction", u"Line"_s);
        break;
    case LinkKind::Material:
    case LinkKind::Sample:
    case LinkKind::Waste:
        putOther("LinkType", json::wordOf(json::linkKindWords(), link.kind), "TransferLink"_L1);
        putWord("Depiction", u"LineAndArrow"_s);
        break;
    }
    close();
}

void BatchmlWriter::writeEnd(const char *which, const ElementId &id, const ElementId &container)
{
    const Procedure &procedure = m_recipe.procedure;
    const ElementKind kind = procedure.element(id)->kind;
    const QString word = QLatin1String(which);
    m_xml.writeStartElement(word + u"ID"_s);
    m_xml.writeTextElement(word + u"IDValue"_s, xmlText(id.value()));
    m_xml.writeTextElement(word + u"Type"_s,
        kind == ElementKind::Transition ? u"Transition"_s
            : isBranch(kind)            ? u"Link"_s
                                        : u"Step"_s);
    m_xml.writeTextElement(
        u"IDScope"_s, procedure.container(id) == container ? u"Internal"_s : u"External"_s);
    close();
}

} // namespace cytoloom
