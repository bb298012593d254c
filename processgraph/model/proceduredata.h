// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/procedure.h"
#include "processgraph/model/sharedmap.h"

#include <memory>

namespace cytoloom {

// Elements and links are held by pointers to constants, so that the copy that precedes an edit of a
// shared procedure copies pointers and not parameters.
struct ElementNode
{
    std::shared_ptr<const Element> element; ///< null: the procedure itself
    ElementId container;
    int depth = 0; ///< 0 directly in the procedure, -1 the procedure itself
    QVector<ElementId> children;
    QVector<LinkId> links; ///< that belong to it
    QVector<LinkId> in;
    QVector<LinkId> out;
};

struct LinkNode
{
    std::shared_ptr<const Link> link;
    ElementId home; ///< lowest container that holds both ends
    int homeDepth = -1; ///< -1: the procedure itself
};

/// What Procedure keeps; nobody else sees it.
struct Procedure::Data : QSharedData
{
    SharedMap<ElementId, ElementNode> elements; ///< the empty id is the procedure
    SharedMap<LinkId, LinkNode> links;

    Data() { elements.insert({}, {nullptr, {}, -1, {}, {}, {}, {}}); }
    [[nodiscard]] LinkNode homed(const Link &link) const;
    [[nodiscard]] Result<void> checkLink(const Link &link) const;
    [[nodiscard]] static Result<void> checkElement(const Element &element);
    template <class Visit> void walk(Visit visit) const;
    [[nodiscard]] int firstLinkOf(const ElementId &container) const;
    void attach(QVector<LinkId> *list, const LinkId &id, const LinkNode &node, bool atEnd) const;
    void insert(const Link &link, int index);
    void take(const LinkId &id);
};

// Depth first, the procedure itself first: visit(node, number, number of the container), numbers
// from -1. Goes on while it answers true. Without recursion: a file may nest as deep as it likes.
template <class Visit> void Procedure::Data::walk(Visit visit) const
{
    struct Level
    {
        const ElementNode *node = nullptr;
        int number = -1;
        qsizetype next = 0;
    };
    QVector<Level> levels {{elements.find({}), -1, 0}};
    if (!visit(*levels.first().node, -1, -1))
        return;
    for (int number = 0; !levels.isEmpty();) {
        Level &level = levels.last();
        if (level.next == level.node->children.size()) {
            levels.removeLast();
            continue;
        }
        const ElementNode *child = elements.find(level.node->children[level.next++]);
        if (!visit(*child, number, level.number))
            return;
        if (!child->children.isEmpty() || !child->links.isEmpty())
            levels.append({child, number, 0});
        ++number;
    }
}

} // namespace cytoloom
