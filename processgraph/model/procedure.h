// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"
#include "processgraph/model/element.h"
#include "processgraph/model/link.h"

#include <QtCore/QSharedDataPointer>
#include <QtCore/QVector>

namespace cytoloom {

/// What is different between two procedures that come from one another.
struct ProcedureChange
{
    QVector<ElementId> added;
    QVector<ElementId> removed;
    QVector<ElementId> replaced; ///< another value; what the steps look like may be the same
    QVector<LinkId> addedLinks;
    QVector<LinkId> removedLinks;
    QVector<LinkId> replacedLinks;
    /// Their children or links, or the order of these, are others. The empty id is the procedure.
    QVector<ElementId> rearrangedContainers;
    bool rearranged = false; ///< there are such containers

    [[nodiscard]] bool isEmpty() const
    {
        return !rearranged && added.isEmpty() && removed.isEmpty() && replaced.isEmpty()
            && addedLinks.isEmpty() && removedLinks.isEmpty() && replacedLinks.isEmpty();
    }
};

/// The procedure graph, all levels in one: elements, the container each one lies in, and links.
/// The empty ElementId stands for the procedure itself, the outermost container. Control links stay
/// within one container; material, sample, waste and sync links may cross containers.
/// A value with implicit sharing: a snapshot for another thread is one copy of a pointer, and an
/// edit of a shared procedure copies the few dozen steps around it, not all. Elements and links
/// that an edit does not replace keep their address in every copy, as long as a copy lives.
/// Look-ups by id are O(1); iteration is in the order in which things were added. A link belongs to
/// the lowest container that holds both of its ends; links() goes by container, depth first.
class Procedure
{
public:
    Procedure();
    Procedure(const Procedure &);
    Procedure &operator=(const Procedure &);
    Procedure(Procedure &&) noexcept;
    Procedure &operator=(Procedure &&) noexcept;
    ~Procedure();

    /// Null when unknown. The pointer is good until the next change.
    [[nodiscard]] const Element *element(const ElementId &id) const;
    [[nodiscard]] const Link *link(const LinkId &id) const;
    [[nodiscard]] QVector<ElementId> elements() const; ///< depth first, container before content
    [[nodiscard]] QVector<LinkId> links() const;
    [[nodiscard]] int elementCount() const;
    [[nodiscard]] int linkCount() const;
    /// As elements(); \p containers gets, for each, the place of its container in the answer, -1
    /// for the procedure itself.
    [[nodiscard]] QVector<const Element *> walk(QVector<int> *containers) const;
    [[nodiscard]] QVector<const Link *> walkLinks() const; ///< as links()
    /// In the time of what differs when one was copied from the other, else linear. In no order.
    [[nodiscard]] ProcedureChange changedSince(const Procedure &before) const;

    [[nodiscard]] QVector<ElementId> children(const ElementId &container) const;
    [[nodiscard]] ElementId container(const ElementId &id) const;
    /// The links that belong to \p container, and the container that a link belongs to.
    [[nodiscard]] QVector<LinkId> linksOf(const ElementId &container) const;
    [[nodiscard]] ElementId home(const LinkId &id) const;
    /// From the outermost container down to, not including, \p id.
    [[nodiscard]] QVector<ElementId> ancestors(const ElementId &id) const;
    /// The nearest unit procedure at or above \p id; empty when there is none.
    [[nodiscard]] ElementId unitProcedure(const ElementId &id) const;
    [[nodiscard]] QVector<LinkId> incoming(const ElementId &id) const;
    [[nodiscard]] QVector<LinkId> outgoing(const ElementId &id) const;
    /// Control links out of \p id, selection priority first.
    [[nodiscard]] QVector<LinkId> controlOut(const ElementId &id) const;
    [[nodiscard]] QVector<LinkId> controlIn(const ElementId &id) const;

    // Changes. They keep the bookkeeping right and refuse what would break it: "model.duplicateId",
    // "model.unknownElement", "model.unknownLink", "model.notContainer", "model.hasContent",
    // "model.hasLinks" (also: a port in use goes away), "model.unknownPort",
    // "model.controlCrosses", "model.duplicatePart" (two ports or parameters of one name). Whether
    // the graph makes sense is the validator's to say, not theirs.
    /// \p index: place among the siblings, -1 for the end.
    Result<void> addElement(const Element &element, const ElementId &container, int index = -1);
    Result<void> replaceElement(const Element &element); ///< same id
    Result<void> removeElement(const ElementId &id); ///< must be empty and unlinked
    /// \p index: place in links(), -1 for the end of its container.
    Result<void> addLink(const Link &link, int index = -1);
    Result<void> replaceLink(const Link &link);
    Result<void> removeLink(const LinkId &id);

    friend bool operator==(const Procedure &a, const Procedure &b);

private:
    struct Data;
    QSharedDataPointer<Data> d;
};

} // namespace cytoloom
