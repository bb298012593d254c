// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/procedure.h"

#include "processgraph/model/proceduredata.h"

#include <QtCore/QSet>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

Error modelError(const char *code, const QString &id)
{
    return Error(QLatin1String(code), {{u"id"_s, id}});
}

template <class T> bool hasTwice(const QVector<T> &items)
{
    // Comparing each with each is fastest for a few; a hostile file may bring a million.
    constexpr int Few = 16;
    if (items.size() > Few) {
        QSet<decltype(T::id)> seen;
        for (const T &item : items)
            seen.insert(item.id);
        return seen.size() < items.size();
    }
    for (int i = 1; i < items.size(); ++i)
        for (int j = 0; j < i; ++j)
            if (items[i].id == items[j].id)
                return true;
    return false;
}

} // namespace

Result<void> Procedure::Data::checkLink(const Link &link) const
{
    for (const Endpoint *end : {&link.from, &link.to}) {
        const ElementNode *node = elements.find(end->element);
        if (!node || !node->element)
            return modelError("model.unknownElement", end->element.value());
        if (!end->port.isEmpty() && !node->element->port(end->port)) {
            return Error(u"model.unknownPort"_s,
                {{u"id"_s, end->element.value()}, {u"port"_s, end->port.value()}});
        }
    }
    if (link.kind == LinkKind::Control
        && elements.find(link.from.element)->container != elements.find(link.to.element)->container)
        return modelError("model.controlCrosses", link.id.value());
    return {};
}

Result<void> Procedure::Data::checkElement(const Element &element)
{
    if (hasTwice(element.ports) || hasTwice(element.parameters))
        return modelError("model.duplicatePart", element.id.value());
    return {};
}

Procedure::Procedure()
    : d(new Data)
{ }
Procedure::Procedure(const Procedure &) = default;
Procedure &Procedure::operator=(const Procedure &) = default;
Procedure::Procedure(Procedure &&) noexcept = default;
Procedure &Procedure::operator=(Procedure &&) noexcept = default;
Procedure::~Procedure() = default;

const Element *Procedure::element(const ElementId &id) const
{
    const ElementNode *found = d->elements.find(id);
    return found ? found->element.get() : nullptr;
}

const Link *Procedure::link(const LinkId &id) const
{
    const LinkNode *found = d->links.find(id);
    return found ? found->link.get() : nullptr;
}

QVector<ElementId> Procedure::elements() const
{
    QVector<ElementId> found;
    found.reserve(elementCount());
    d->walk([&found](const ElementNode &node, int, int) {
        if (node.element)
            found.append(node.element->id);
        return true;
    });
    return found;
}

QVector<LinkId> Procedure::links() const
{
    QVector<LinkId> found;
    found.reserve(linkCount());
    d->walk([&found](const ElementNode &node, int, int) {
        found.append(node.links);
        return true;
    });
    return found;
}

int Procedure::elementCount() const
{
    return d->elements.size() - 1; // without the procedure itself
}

int Procedure::linkCount() const
{
    return d->links.size();
}

QVector<const Element *> Procedure::walk(QVector<int> *containers) const
{
    QVector<const Element *> found;
    found.reserve(elementCount());
    containers->clear();
    containers->reserve(elementCount());
    d->walk([&found, containers](const ElementNode &node, int number, int container) {
        if (number >= 0) {
            found.append(node.element.get());
            containers->append(container);
        }
        return true;
    });
    return found;
}

QVector<const Link *> Procedure::walkLinks() const
{
    QVector<const Link *> found;
    found.reserve(linkCount());
    d->walk([this, &found](const ElementNode &node, int, int) {
        for (const LinkId &id : node.links)
            found.append(d->links.find(id)->link.get());
        return true;
    });
    return found;
}

ProcedureChange Procedure::changedSince(const Procedure &before) const
{
    ProcedureChange change;
    if (d == before.d)
        return change;
    d->elements.compare(before.d->elements,
        [&change](const ElementId &id, const ElementNode *old, const ElementNode *now) {
            if (!old || !now) {
                (now ? change.added : change.removed).append(id);
                return;
            }
            if (old->element != now->element)
                change.replaced.append(id);
            if (old->container != now->container) { // taken out and put in elsewhere
                change.added.append(id);
                change.removed.append(id);
            }
            if (old->children != now->children || old->links != now->links)
                change.rearrangedContainers.append(id);
        });
    change.rearranged = !change.rearrangedContainers.isEmpty();
    d->links.compare(
        before.d->links, [&change](const LinkId &id, const LinkNode *old, const LinkNode *now) {
            if (!old || !now)
                (now ? change.addedLinks : change.removedLinks).append(id);
            else if (old->link != now->link)
                change.replacedLinks.append(id);
        });
    return change;
}

QVector<ElementId> Procedure::children(const ElementId &container) const
{
    const ElementNode *found = d->elements.find(container);
    return found ? found->children : QVector<ElementId>();
}

QVector<LinkId> Procedure::linksOf(const ElementId &container) const
{
    const ElementNode *found = d->elements.find(container);
    return found ? found->links : QVector<LinkId>();
}

ElementId Procedure::container(const ElementId &id) const
{
    const ElementNode *found = d->elements.find(id);
    return found ? found->container : ElementId();
}

ElementId Procedure::home(const LinkId &id) const
{
    const LinkNode *found = d->links.find(id);
    return found ? found->home : ElementId();
}

QVector<ElementId> Procedure::ancestors(const ElementId &id) const
{
    QVector<ElementId> found;
    for (ElementId at = container(id); !at.isEmpty(); at = container(at))
        found.prepend(at);
    return found;
}

ElementId Procedure::unitProcedure(const ElementId &id) const
{
    for (ElementId at = id; !at.isEmpty(); at = container(at)) {
        const Element *here = element(at);
        if (here && here->kind == ElementKind::UnitProcedure)
            return at;
    }
    return {};
}

QVector<LinkId> Procedure::incoming(const ElementId &id) const
{
    const ElementNode *found = d->elements.find(id);
    return found ? found->in : QVector<LinkId>();
}

QVector<LinkId> Procedure::outgoing(const ElementId &id) const
{
    const ElementNode *found = d->elements.find(id);
    return found ? found->out : QVector<LinkId>();
}

QVector<LinkId> Procedure::controlOut(const ElementId &id) const
{
    struct Way
    {
        LinkId id;
        int priority = 0;
    };
    QVector<Way> ways;
    for (const LinkId &each : outgoing(id)) {
        const Link *known = link(each);
        if (known->kind == LinkKind::Control)
            ways.append({each, known->priority});
    }
    std::stable_sort(ways.begin(), ways.end(),
        [](const Way &a, const Way &b) { return a.priority < b.priority; });
    QVector<LinkId> found;
    for (const Way &way : std::as_const(ways))
        found.append(way.id);
    return found;
}

QVector<LinkId> Procedure::controlIn(const ElementId &id) const
{
    QVector<LinkId> found;
    for (const LinkId &each : incoming(id))
        if (link(each)->kind == LinkKind::Control)
            found.append(each);
    return found;
}

Result<void> Procedure::addElement(const Element &element, const ElementId &container, int index)
{
    if (element.id.isEmpty() || this->element(element.id))
        return modelError("model.duplicateId", element.id.value());
    if (auto sound = Data::checkElement(element); !sound)
        return sound;
    int depth = 0;
    if (!container.isEmpty()) {
        const Element *outer = this->element(container);
        if (!outer)
            return modelError("model.unknownElement", container.value());
        if (!outer->isContainer())
            return modelError("model.notContainer", container.value());
        depth = d.constData()->elements.find(container)->depth + 1;
    }
    Data &data = *d;
    data.elements.insert(
        element.id, {std::make_shared<const Element>(element), container, depth, {}, {}, {}, {}});
    QVector<ElementId> &siblings = data.elements.at(container).children;
    const bool atEnd = index < 0 || index > siblings.size();
    siblings.insert(atEnd ? siblings.size() : index, element.id);
    return {};
}

Result<void> Procedure::replaceElement(const Element &element)
{
    const Element *old = this->element(element.id);
    if (!old)
        return modelError("model.unknownElement", element.id.value());
    if (auto sound = Data::checkElement(element); !sound)
        return sound;
    if (!element.isContainer() && !children(element.id).isEmpty())
        return modelError("model.hasContent", element.id.value());
    for (const LinkId &each : incoming(element.id)) {
        const PortId port = link(each)->to.port;
        if (!port.isEmpty() && !element.port(port))
            return modelError("model.hasLinks", element.id.value());
    }
    for (const LinkId &each : outgoing(element.id)) {
        const PortId port = link(each)->from.port;
        if (!port.isEmpty() && !element.port(port))
            return modelError("model.hasLinks", element.id.value());
    }
    d->elements.at(element.id).element = std::make_shared<const Element>(element);
    return {};
}

Result<void> Procedure::removeElement(const ElementId &id)
{
    if (!element(id))
        return modelError("model.unknownElement", id.value());
    if (!children(id).isEmpty())
        return modelError("model.hasContent", id.value());
    if (!incoming(id).isEmpty() || !outgoing(id).isEmpty())
        return modelError("model.hasLinks", id.value());
    Data &data = *d;
    const ElementId outer = container(id);
    const ElementId gone = id; // may be a reference into what goes away
    data.elements.at(outer).children.removeOne(gone);
    data.elements.remove(gone);
    return {};
}

Result<void> Procedure::addLink(const Link &link, int index)
{
    if (link.id.isEmpty() || this->link(link.id))
        return modelError("model.duplicateId", link.id.value());
    const Data &old = *d.constData();
    if (auto sound = old.checkLink(link); !sound)
        return sound;
    if (index >= linkCount())
        index = -1;
    if (index >= 0) {
        // From a place in links(), where the links of a container stand together, to a place there.
        const ElementId home = old.homed(link).home;
        const int first = old.firstLinkOf(home);
        index = std::clamp(index - first, 0, int(old.elements.find(home)->links.size()));
    }
    d->insert(link, index);
    return {};
}

Result<void> Procedure::replaceLink(const Link &link)
{
    if (!this->link(link.id))
        return modelError("model.unknownLink", link.id.value());
    const Data &old = *d.constData();
    if (auto sound = old.checkLink(link); !sound)
        return sound;
    const LinkNode before = *old.links.find(link.id);
    if (before.link->from == link.from && before.link->to == link.to) {
        d->links.at(link.id).link = std::make_shared<const Link>(link);
        return {};
    }
    const bool sameHome = old.homed(link).home == before.home;
    const int place = sameHome ? int(old.elements.find(before.home)->links.indexOf(link.id)) : -1;
    Data &data = *d;
    data.take(link.id);
    data.insert(link, place);
    return {};
}

Result<void> Procedure::removeLink(const LinkId &id)
{
    if (!link(id))
        return modelError("model.unknownLink", id.value());
    d->take(id);
    return {};
}

bool operator==(const Procedure &a, const Procedure &b)
{
    const ProcedureChange change = a.changedSince(b);
    if (change.rearranged || !change.added.isEmpty() || !change.removed.isEmpty()
        || !change.addedLinks.isEmpty() || !change.removedLinks.isEmpty())
        return false;
    return std::all_of(change.replaced.cbegin(), change.replaced.cend(),
               [&](const ElementId &id) { return *a.element(id) == *b.element(id); })
        && std::all_of(change.replacedLinks.cbegin(), change.replacedLinks.cend(),
            [&](const LinkId &id) { return *a.link(id) == *b.link(id); });
}

} // namespace cytoloom
