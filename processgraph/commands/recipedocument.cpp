// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/recipedocument.h"

#include "processgraph/commands/fixactions.h"
#include "processgraph/commands/recipefix.h"

#include "processgraph/commands/annotationedits.h"
#include "processgraph/commands/connectionrules.h"
#include "processgraph/commands/editcommand.h"
#include "processgraph/model/recipejson.h"

#include <QtCore/QSignalBlocker>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Something flows out of the unit of \p from into that of \p to.
bool flows(const Procedure &procedure, const ElementId &from, const ElementId &to)
{
    const ElementId source = procedure.unitProcedure(from), target = procedure.unitProcedure(to);
    const QVector<LinkId> all = procedure.links();
    return std::any_of(all.begin(), all.end(), [&](const LinkId &id) {
        const Link *link = procedure.link(id);
        return link->kind == LinkKind::Material
            && procedure.unitProcedure(link->from.element) == source
            && procedure.unitProcedure(link->to.element) == target;
    });
}

} // namespace

RecipeDocument::RecipeDocument(const Catalog &catalog, QObject *parent)
    : QObject(parent)
    , m_catalog(catalog)
{ }

RecipeDocument::~RecipeDocument() = default;

void RecipeDocument::setRecipe(const MasterRecipe &recipe, const QString &fileName)
{
    m_undo.clear();
    m_recipe = recipe;
    m_fileName = fileName;
    Q_EMIT recipeReset();
    Q_EMIT fileNameChanged();
    Q_EMIT changed();
}

Result<void> RecipeDocument::open(const QString &fileName)
{
    const auto recipe = readRecipeFile(fileName);
    if (!recipe)
        return recipe.error();
    setRecipe(*recipe, fileName);
    return {};
}

Result<void> RecipeDocument::save()
{
    if (m_fileName.isEmpty())
        return Error(u"edit.noFileName"_s);
    return saveAs(m_fileName);
}

Result<void> RecipeDocument::saveAs(const QString &fileName)
{
    if (auto done = writeRecipeFile(m_recipe, fileName); !done)
        return done;
    m_undo.setClean();
    if (fileName != m_fileName) {
        m_fileName = fileName;
        Q_EMIT fileNameChanged();
    }
    return {};
}

void RecipeDocument::setSaved(const QString &fileName, int index, const MasterRecipe &saved)
{
    // An index alone proves nothing: a gesture may have merged into its command, or another branch
    // may stand there by now.
    const int here = m_undo.index();
    if (m_recipe == saved) {
        m_undo.setClean();
    } else if (index >= 0 && index <= m_undo.count() && index != here) {
        const QSignalBlocker nothingToSee(this); // it ends where it was
        m_undo.setIndex(index);
        if (m_recipe == saved)
            m_undo.setClean();
        else
            m_undo.resetClean();
        m_undo.setIndex(here);
    } else {
        m_undo.resetClean();
    }
    if (fileName != m_fileName) {
        m_fileName = fileName;
        Q_EMIT fileNameChanged();
    }
}

Result<void> RecipeDocument::mayEdit() const
{
    if (isEditable())
        return {};
    return Error(u"edit.notDraft"_s, {{u"version"_s, QString::number(m_recipe.version)}});
}

Result<ElementId> RecipeDocument::addFromPalette(
    const PaletteEntry &entry, const ElementId &container, Position position)
{
    if (auto may = mayEdit(); !may)
        return may.error();
    RecipeEdit edit(m_recipe);
    auto id = cytoloom::addFromPalette(edit, m_catalog, entry, container, position);
    if (!id)
        return id.error();
    commit(edit, tr("Add %1").arg(edit.recipe().procedure.element(*id)->name.en));
    return *id;
}

Result<void> RecipeDocument::remove(
    const QVector<ElementId> &elements, const QVector<LinkId> &links)
{
    if (auto may = mayEdit(); !may)
        return may;
    RecipeEdit edit(m_recipe);
    if (auto done = edit.remove(elements, links); !done)
        return done;
    AnnotationEdits::prune(edit);
    commit(edit, tr("Delete"));
    return {};
}

Result<void> RecipeDocument::move(const QHash<ElementId, Position> &positions, quint64 gesture)
{
    return place(positions, tr("Move"), gesture);
}

Result<void> RecipeDocument::arrange(const QHash<ElementId, Position> &positions)
{
    return place(positions, tr("Arrange"), 0);
}

Result<void> RecipeDocument::place(
    const QHash<ElementId, Position> &positions, const QString &text, quint64 gesture)
{
    if (auto may = mayEdit(); !may)
        return may;
    RecipeEdit edit(m_recipe);
    // In the order of the recipe, so that the same gesture always gives the same command.
    const QVector<ElementId> all = m_recipe.procedure.elements();
    for (const ElementId &id : all) {
        const auto position = positions.constFind(id);
        if (position == positions.constEnd())
            continue;
        Element element = *m_recipe.procedure.element(id);
        element.position = *position;
        if (auto done = edit.replace(element); !done)
            return done;
    }
    commit(edit, text, gesture);
    return {};
}

Result<LinkId> RecipeDocument::connectSteps(Link link)
{
    if (auto may = mayEdit(); !may)
        return may.error();
    if (auto may = mayConnect(m_recipe.procedure, link); !may)
        return may.error();
    RecipeEdit edit(m_recipe);
    link.id = edit.freeLinkId();
    if (auto done = edit.add(link); !done)
        return done.error();
    commit(edit, tr("Connect"));
    return link.id;
}

Result<void> RecipeDocument::synchronise(const ElementId &one, const ElementId &other)
{
    if (auto may = mayEdit(); !may)
        return may;
    Link link;
    link.kind = LinkKind::Sync;
    link.from.element = one;
    link.to.element = other;
    QVector<LinkId> old;
    for (const ElementId &end : {one, other}) {
        const QVector<LinkId> touching
            = m_recipe.procedure.incoming(end) + m_recipe.procedure.outgoing(end);
        for (const LinkId &id : touching) {
            const Link *each = m_recipe.procedure.link(id);
            if (each->kind == LinkKind::Sync)
                old.append(id);
        }
    }
    // From the side that gives to the side that takes.
    if (flows(m_recipe.procedure, other, one) && !flows(m_recipe.procedure, one, other))
        std::swap(link.from, link.to);
    RecipeEdit edit(m_recipe);
    if (auto done = edit.remove({}, old); !done)
        return done;
    if (!other.isEmpty()) {
        if (auto may = mayConnect(edit.recipe().procedure, link); !may)
            return may;
        link.id = edit.freeLinkId();
        if (auto done = edit.add(link); !done)
            return done;
    }
    commit(edit, other.isEmpty() ? tr("Take out of step") : tr("Synchronise"));
    return {};
}

Result<void> RecipeDocument::joinPort(const Endpoint &port, const Endpoint &other)
{
    if (auto may = mayEdit(); !may)
        return may;
    const Procedure &procedure = m_recipe.procedure;
    const Element *element = procedure.element(port.element);
    const Port *opening = element ? element->port(port.port) : nullptr;
    if (!opening)
        return Error(u"model.unknownPort"_s,
            {{u"id"_s, port.element.value()}, {u"port"_s, port.port.value()}});
    QVector<LinkId> old;
    const QVector<LinkId> touching
        = procedure.incoming(port.element) + procedure.outgoing(port.element);
    for (const LinkId &id : touching) {
        if (procedure.link(id)->from == port || procedure.link(id)->to == port)
            old.append(id);
    }
    RecipeEdit edit(m_recipe);
    if (auto done = edit.remove({}, old); !done)
        return done;
    if (!other.element.isEmpty()) {
        const bool out = opening->direction == PortDirection::Out;
        auto link = proposedLink(edit.recipe().procedure, out ? port : other, out ? other : port);
        if (!link)
            return link.error();
        link->id = edit.freeLinkId();
        if (auto done = edit.add(*link); !done)
            return done;
    }
    commit(edit, other.element.isEmpty() ? tr("Open the joint") : tr("Connect"));
    return {};
}

Result<void> RecipeDocument::fix(const Finding &finding, const QString &what)
{
    // A frozen recipe is mended in its next version only, and that is what this repair makes.
    if (auto may = mayEdit(); !may && finding.fix != "newVersion"_L1)
        return may;
    RecipeEdit edit(m_recipe);
    if (auto done = RecipeFix::apply(finding, edit); !done)
        return done;
    commit(edit, what);
    return {};
}

Result<void> RecipeDocument::rename(const ElementId &id, const LocalizedText &name)
{
    const Element *element = m_recipe.procedure.element(id);
    if (!element)
        return Error(u"model.unknownElement"_s, {{u"id"_s, id.value()}});
    if (name.en.trimmed().isEmpty() || name.zh.trimmed().isEmpty())
        return Error(u"edit.emptyName"_s);
    Element renamed = *element;
    renamed.name = {name.en.trimmed(), name.zh.trimmed()};
    return edit(renamed, tr("Rename"));
}

Result<void> RecipeDocument::edit(const Element &element, const QString &what)
{
    if (auto may = mayEdit(); !may)
        return may;
    RecipeEdit edit(m_recipe);
    if (auto done = edit.replace(element); !done)
        return done;
    commit(edit, what.isEmpty() ? tr("Edit step") : what);
    return {};
}

Result<void> RecipeDocument::edit(const Link &link, const QString &what)
{
    if (auto may = mayEdit(); !may)
        return may;
    if (auto may = mayConnect(m_recipe.procedure, link); !may)
        return may;
    RecipeEdit edit(m_recipe);
    if (auto done = edit.replace(link); !done)
        return done;
    commit(edit, what.isEmpty() ? tr("Edit link") : what);
    return {};
}

Result<void> RecipeDocument::editHeader(const MasterRecipe &recipe, const QString &what)
{
    if (auto may = mayEdit(); !may)
        return may;
    RecipeEdit edit(m_recipe);
    edit.replaceHeader(recipe);
    commit(edit, what.isEmpty() ? tr("Edit recipe") : what);
    return {};
}

Result<QVector<ElementId>> RecipeDocument::paste(
    const RecipeFragment &fragment, const ElementId &container, Position offset)
{
    if (auto may = mayEdit(); !may)
        return may.error();
    RecipeEdit edit(m_recipe);
    auto pasted = fragment.pasteInto(edit, m_catalog, container, offset);
    if (!pasted)
        return pasted.error();
    commit(edit, tr("Paste"));
    Q_EMIT cameAlong(pasted->brought);
    return pasted->outermost;
}

Result<QVector<ElementId>> RecipeDocument::duplicate(const QVector<ElementId> &elements)
{
    if (elements.isEmpty())
        return QVector<ElementId>();
    const ElementId container = m_recipe.procedure.container(elements.first());
    return paste(RecipeFragment::copy(m_recipe, elements), container, {40, 40});
}

Result<void> RecipeDocument::startNewVersion()
{
    if (isEditable())
        return Error(u"edit.isDraft"_s);
    RecipeEdit edit(m_recipe);
    (void)FixActions::newVersion(edit, {});
    commit(edit, tr("New version"));
    return {};
}

Result<void> RecipeDocument::perform(RecipeEdit &edit, const QString &text, quint64 gesture)
{
    if (auto may = mayEdit(); !may)
        return may;
    commit(edit, text, gesture);
    return {};
}

void RecipeDocument::commit(RecipeEdit &edit, const QString &text, quint64 gesture)
{
    if (!edit.isEmpty())
        m_undo.push(new EditCommand(*this, edit.changes(), text, gesture));
}

void RecipeDocument::take(const QVector<RecipeChange> &changes)
{
    for (const RecipeChange &change : changes) {
        // It worked on the edit's copy of the same recipe, so failing here is a programming error.
        const auto done = apply(change, m_recipe);
        Q_ASSERT(done.ok());
        announce(change);
    }
    Q_EMIT changed();
}

void RecipeDocument::announce(const RecipeChange &change)
{
    if (const auto *c = std::get_if<ElementInsertion>(&change))
        Q_EMIT elementAdded(c->element.id);
    else if (const auto *r = std::get_if<ElementRemoval>(&change))
        Q_EMIT elementRemoved(r->element.id, r->container);
    else if (const auto *e = std::get_if<ElementReplacement>(&change))
        Q_EMIT elementChanged(e->after.id);
    else if (const auto *i = std::get_if<LinkInsertion>(&change))
        Q_EMIT linkAdded(i->link.id);
    else if (const auto *l = std::get_if<LinkRemoval>(&change))
        Q_EMIT linkRemoved(l->link.id);
    else if (const auto *k = std::get_if<LinkReplacement>(&change))
        Q_EMIT linkChanged(k->after.id);
    else
        Q_EMIT headerChanged();
}

} // namespace cytoloom
