// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipecomparison.h"

#include "processgraph/model/elementcomparison.h"
#include "processgraph/model/recipewords.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

using Weight = DifferenceWeight;

class Comparing
{
public:
    Comparing(const MasterRecipe &before, const MasterRecipe &after)
        : m_before(before)
        , m_after(after)
        , m_old(before.procedure)
        , m_new(after.procedure)
    { }

    RecipeComparison run()
    {
        compareHeaders(m_list, m_before, m_after);
        matchElements();
        matchLinks();
        const QVector<ElementId> all = m_new.elements();
        for (const ElementId &id : all)
            compareElement(id);
        const QVector<ElementId> old = m_old.elements();
        for (const ElementId &id : old) {
            if (!m_result.partner.contains(id))
                tellWhole(m_before, id, DifferenceKind::Removed);
        }
        compareLinkLists();
        checkOrder({});
        for (const ElementId &id : all)
            checkOrder(id);
        if (m_list.size() == 0 && !(m_before == m_after)) {
            m_list.setSubject({u"compare.where.recipe"_s, {}, {}, {}, {}, {}});
            m_list.nothingMissed(0, m_before, m_after);
        }
        m_result.differences = std::move(m_list.list());
        return std::move(m_result);
    }

private:
    using Subject = DifferenceList::Subject;

    void pairUp(const ElementId &before, const ElementId &after)
    {
        m_result.partner.insert(before, after);
        m_former.insert(after, before);
    }

    /// Containers come before their content, so the container's partner is known.
    void matchElements()
    {
        const QVector<ElementId> old = m_old.elements();
        const QVector<ElementId> all = m_new.elements();
        for (const ElementId &id : old) {
            const Element *other = m_new.element(id);
            if (other && other->kind == m_old.element(id)->kind)
                pairUp(id, id);
        }
        const auto key = [](const Element &element, const ElementId &container) {
            return QStringList {container.value(), QString::number(int(element.kind)), element.type,
                element.name.en, element.name.zh}
                .join(QChar(0x1F));
        };
        // Top down, one level after the other: a pasted container brings pasted content.
        QHash<QString, QVector<ElementId>> lonely;
        for (const ElementId &id : all) {
            if (!m_former.contains(id))
                lonely[key(*m_new.element(id), m_new.container(id))].prepend(id);
        }
        if (lonely.isEmpty())
            return;
        for (const ElementId &id : old) {
            if (m_result.partner.contains(id))
                continue;
            const ElementId container = m_old.container(id);
            if (!container.isEmpty() && !m_result.partner.contains(container))
                continue;
            const auto found
                = lonely.find(key(*m_old.element(id), m_result.partner.value(container)));
            if (found != lonely.end() && !found->isEmpty())
                pairUp(id, found->takeLast());
        }
    }

    [[nodiscard]] QString endsOf(const Link &link, bool old) const
    {
        const auto end = [&](const Endpoint &endpoint) {
            const ElementId id = old ? m_result.partner.value(endpoint.element) : endpoint.element;
            return id.value() + QChar(0x1F) + endpoint.port.value();
        };
        return QString::number(int(link.kind)) + QChar(0x1F) + end(link.from) + QChar(0x1F)
            + end(link.to);
    }

    void matchLinks()
    {
        const QVector<LinkId> old = m_old.links();
        const QVector<LinkId> all = m_new.links();
        const auto pairLinks = [this](const LinkId &before, const LinkId &after) {
            m_linkPartner.insert(before, after);
            m_linkFormer.insert(after, before);
        };
        for (const LinkId &id : old) {
            const Link *before = m_old.link(id);
            const Link *after = m_new.link(id);
            // An id alone is little: counted ids come again. One end must be the same.
            if (after && after->kind == before->kind
                && (m_result.partner.value(before->from.element) == after->from.element
                    || m_result.partner.value(before->to.element) == after->to.element))
                pairLinks(id, id);
        }
        QHash<QString, QVector<LinkId>> lonely;
        for (const LinkId &id : all) {
            if (!m_linkFormer.contains(id))
                lonely[endsOf(*m_new.link(id), false)].prepend(id);
        }
        for (const LinkId &id : old) {
            if (m_linkPartner.contains(id))
                continue;
            const auto found = lonely.find(endsOf(*m_old.link(id), true));
            if (found != lonely.end() && !found->isEmpty())
                pairLinks(id, found->takeLast());
        }
    }

    /// "Culture › Set temperature": the unit procedure and the step, for people know both.
    static DifferenceText nameOf(const Procedure &procedure, const ElementId &id)
    {
        const Element *element = procedure.element(id);
        if (!element)
            return DifferenceList::text(id.value());
        const auto shown = [](const Element &each, Language language) {
            const QString name = each.name.in(language);
            return name.isEmpty() ? each.id.value() : name;
        };
        const Element *unit = procedure.element(procedure.unitProcedure(id));
        LocalizedText text {shown(*element, Language::En), shown(*element, Language::Zh)};
        if (unit && unit->id != id) {
            text.en = shown(*unit, Language::En) + u" › "_s + text.en;
            text.zh = shown(*unit, Language::Zh) + u" › "_s + text.zh;
        }
        return DifferenceList::text(text);
    }

    static Subject stepSubject(const Procedure &procedure, const ElementId &named,
        const ElementId &before, const ElementId &after)
    {
        const ElementKind kind = procedure.element(named)->kind;
        return {u"compare.where."_s + json::wordOf(json::elementKindWords(), kind),
            {{u"step"_s, nameOf(procedure, named)}}, before, after, {}, {}};
    }

    void compareElement(const ElementId &id)
    {
        const ElementId former = m_former.value(id);
        if (former.isEmpty()) {
            tellWhole(m_after, id, DifferenceKind::Added);
            return;
        }
        const Element &before = *m_old.element(former);
        const Element &after = *m_new.element(id);
        const ElementId home = m_result.partner.value(m_old.container(former));
        const bool rehomed = home != m_new.container(id);
        // Versions of one document share what nobody has touched.
        if (!rehomed && (&before == &after || before == after))
            return;
        m_list.setSubject(stepSubject(m_new, id, former, id));
        const qsizetype told = m_list.size();
        if (rehomed)
            m_list.change("container", nameOf(m_old, m_old.container(former)),
                nameOf(m_new, m_new.container(id)), Weight::Changed, "rehomed");
        compareElements(m_list, m_before, before, m_after, after);
        Weight worst = Weight::Layout;
        for (qsizetype i = told; i < m_list.size(); ++i)
            worst = std::max(worst, m_list.list().at(i).weight);
        const DifferenceKind kind
            = worst == Weight::Layout ? DifferenceKind::Moved : DifferenceKind::Changed;
        m_result.before.insert(former, kind);
        m_result.after.insert(id, kind);
    }

    /// Something that watches over the product.
    static bool isGuard(const Element &element)
    {
        return element.kind == ElementKind::Gate || element.critical
            || element.verification != VerificationKind::None || !element.signatures.isEmpty()
            || std::any_of(element.parameters.cbegin(), element.parameters.cend(),
                [](const Parameter &parameter) { return parameter.critical; });
    }

    void tellWhole(const MasterRecipe &recipe, const ElementId &id, DifferenceKind kind)
    {
        const bool removed = kind == DifferenceKind::Removed;
        const Procedure &procedure = recipe.procedure;
        const Element &element = *procedure.element(id);
        QHash<ElementId, DifferenceKind> &place = removed ? m_result.before : m_result.after;
        place.insert(id, kind);
        const bool grave = removed && isGuard(element);
        // A step of an added or removed container needs no line of its own.
        if (place.value(procedure.container(id), DifferenceKind::Moved) == kind && !grave)
            return;
        m_list.setSubject(
            stepSubject(procedure, id, removed ? id : ElementId(), removed ? ElementId() : id));
        m_list.whole(removed ? "whole.removed" : "whole.added", kind,
            grave ? Weight::Widened : Weight::Changed);
    }

    Subject linkSubject(const Procedure &procedure, const Link &link, const LinkId &before,
        const LinkId &after) const
    {
        return {u"compare.where.link."_s + json::wordOf(json::linkKindWords(), link.kind),
            {{u"from"_s, nameOf(procedure, link.from.element)},
                {u"to"_s, nameOf(procedure, link.to.element)}},
            {}, {}, before, after};
    }

    void compareLinkLists()
    {
        const QVector<LinkId> all = m_new.links();
        for (const LinkId &id : all) {
            const Link &after = *m_new.link(id);
            const LinkId former = m_linkFormer.value(id);
            if (former.isEmpty())
                tellLink(m_new, after, DifferenceKind::Added);
            else
                compareLink(*m_old.link(former), after);
        }
        const QVector<LinkId> old = m_old.links();
        for (const LinkId &id : old) {
            if (!m_linkPartner.contains(id))
                tellLink(m_old, *m_old.link(id), DifferenceKind::Removed);
        }
    }

    void tellLink(const Procedure &procedure, const Link &link, DifferenceKind kind)
    {
        const bool removed = kind == DifferenceKind::Removed;
        (removed ? m_result.linksBefore : m_result.linksAfter).insert(link.id, kind);
        const auto &ends = removed ? m_result.before : m_result.after;
        const auto whole
            = [&](const ElementId &id) { return ends.value(id, DifferenceKind::Moved) == kind; };
        // Where the way out of a failed gate goes, a guard goes, too.
        const bool grave
            = removed && link.outcome == GateOutcome::Fail && !whole(link.from.element);
        if (!grave && (whole(link.from.element) || whole(link.to.element)))
            return;
        m_list.setSubject(linkSubject(
            procedure, link, removed ? link.id : LinkId(), removed ? LinkId() : link.id));
        m_list.whole(removed ? "whole.removed" : "whole.added", kind,
            grave ? Weight::Widened : Weight::Changed);
    }

    void compareLink(const Link &before, const Link &after)
    {
        const bool sameFrom = m_result.partner.value(before.from.element) == after.from.element;
        const bool sameTo = m_result.partner.value(before.to.element) == after.to.element;
        if (sameFrom && sameTo && (&before == &after || before == after))
            return;
        m_list.setSubject(linkSubject(m_new, after, before.id, after.id));
        const qsizetype told = m_list.size();
        if (!sameFrom)
            m_list.change(
                "link.from", nameOf(m_old, before.from.element), nameOf(m_new, after.from.element));
        if (!sameTo)
            m_list.change(
                "link.to", nameOf(m_old, before.to.element), nameOf(m_new, after.to.element));
        if (before.from.port != after.from.port)
            m_list.change("link.fromPort", before.from.port.value(), after.from.port.value());
        if (before.to.port != after.to.port)
            m_list.change("link.toPort", before.to.port.value(), after.to.port.value());
        compareLinks(m_list, before, after);
        Link renamed = before; // another id of a step was told with the step
        renamed.from.element = after.from.element;
        renamed.to.element = after.to.element;
        m_list.nothingMissed(told, renamed, after);
        Weight worst = Weight::Layout;
        for (qsizetype i = told; i < m_list.size(); ++i)
            worst = std::max(worst, m_list.list().at(i).weight);
        if (worst != Weight::Layout) {
            m_result.linksBefore.insert(before.id, DifferenceKind::Changed);
            m_result.linksAfter.insert(after.id, DifferenceKind::Changed);
        }
    }

    /// Siblings and links that come in another order: the file is another one, the process is not.
    void checkOrder(const ElementId &container)
    {
        const ElementId former = container.isEmpty() ? ElementId() : m_former.value(container);
        if (!container.isEmpty() && former.isEmpty())
            return;
        const auto ordered = [](const auto &before, const auto &after, const auto &formerOf) {
            auto place = before.cbegin();
            for (const auto &id : after) {
                const auto old = formerOf.value(id);
                if (old.isEmpty())
                    continue;
                const auto found = std::find(place, before.cend(), old);
                if (found == before.cend())
                    return false; // it stood earlier, or in another container
                place = found + 1;
            }
            return true;
        };
        const auto own = [](const auto &list, const auto &partner, const auto &keeps) {
            auto kept = list;
            kept.erase(std::remove_if(kept.begin(), kept.end(),
                           [&](const auto &id) {
                               const auto other = partner.value(id);
                               return other.isEmpty() || !keeps(other);
                           }),
                kept.end());
            return kept;
        };
        const QVector<ElementId> children = own(m_new.children(container), m_former,
            [&](const ElementId &old) { return m_old.container(old) == former; });
        const QVector<LinkId> links = own(m_new.linksOf(container), m_linkFormer,
            [&](const LinkId &old) { return m_old.home(old) == former; });
        if (ordered(m_old.children(former), children, m_former)
            && ordered(m_old.linksOf(former), links, m_linkFormer))
            return;
        m_list.setSubject(container.isEmpty()
                ? Subject {u"compare.where.recipe"_s, {}, {}, {}, {}, {}}
                : stepSubject(m_new, container, former, container));
        m_list.reordered("content");
    }

    const MasterRecipe &m_before;
    const MasterRecipe &m_after;
    const Procedure &m_old;
    const Procedure &m_new;
    DifferenceList m_list;
    RecipeComparison m_result;
    QHash<ElementId, ElementId> m_former; ///< the other way round
    QHash<LinkId, LinkId> m_linkPartner;
    QHash<LinkId, LinkId> m_linkFormer;
};

} // namespace

int RecipeComparison::count(DifferenceWeight weight) const
{
    return int(std::count_if(differences.cbegin(), differences.cend(),
        [weight](const Difference &difference) { return difference.weight == weight; }));
}

int RecipeComparison::count(DifferenceKind kind) const
{
    return int(std::count_if(differences.cbegin(), differences.cend(),
        [kind](const Difference &difference) { return difference.kind == kind; }));
}

RecipeComparison compareRecipes(const MasterRecipe &before, const MasterRecipe &after)
{
    return Comparing(before, after).run();
}

} // namespace cytoloom
