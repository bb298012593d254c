// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/proceduredata.h"

#include <algorithm>

namespace cytoloom {

// The container that both ends lie in. A link belongs to it, on disk and in the order of links().
LinkNode Procedure::Data::homed(const Link &link) const
{
    const ElementNode *from = elements.find(link.from.element);
    const ElementNode *to = elements.find(link.to.element);
    const auto above = [this](const ElementNode *node) { return elements.find(node->container); };
    from = above(from);
    to = above(to);
    while (from != to) {
        if (from->depth >= to->depth)
            from = above(from);
        else
            to = above(to);
    }
    return {std::make_shared<const Link>(link), from->element ? from->element->id : ElementId(),
        from->depth};
}

// How many links stand before those of \p container in links().
int Procedure::Data::firstLinkOf(const ElementId &container) const
{
    const ElementNode *wanted = elements.find(container);
    int count = 0;
    walk([&](const ElementNode &node, int, int) {
        if (&node == wanted)
            return false;
        count += int(node.links.size());
        return true;
    });
    return count;
}

// Keeps the links of an element in the order of links(): outer containers first, then by place.
void Procedure::Data::attach(
    QVector<LinkId> *list, const LinkId &id, const LinkNode &node, bool atEnd) const
{
    const QVector<LinkId> &order = elements.find(node.home)->links;
    const qsizetype place = atEnd ? order.size() : order.indexOf(id);
    const auto before = [&](const LinkId &other) {
        const LinkNode *known = links.find(other);
        if (known->homeDepth != node.homeDepth)
            return known->homeDepth < node.homeDepth;
        return atEnd || order.indexOf(other) < place;
    };
    list->insert(std::partition_point(list->cbegin(), list->cend(), before), id);
}

void Procedure::Data::insert(const Link &link, int index)
{
    const LinkNode node = homed(link);
    QVector<LinkId> &siblings = elements.at(node.home).links;
    const bool atEnd = index < 0 || index >= siblings.size();
    siblings.insert(atEnd ? siblings.size() : index, link.id);
    links.insert(link.id, node);
    attach(&elements.at(link.from.element).out, link.id, node, atEnd);
    attach(&elements.at(link.to.element).in, link.id, node, atEnd);
}

void Procedure::Data::take(const LinkId &id)
{
    const LinkNode node = *links.find(id);
    links.remove(id);
    elements.at(node.home).links.removeOne(id);
    elements.at(node.link->from.element).out.removeOne(id);
    elements.at(node.link->to.element).in.removeOne(id);
}

} // namespace cytoloom
