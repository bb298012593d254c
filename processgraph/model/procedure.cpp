// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/procedure.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

// Elements and links are held by pointers to constants, so that the copy that precedes an edit of a
// shared procedure copies pointers and not hundreds of parameters.
struct ElementNode
{
    std::shared_ptr<const Element> element;
    ElementId container;
    int depth = 0; ///< 0 directly in the procedure
};

struct LinkNode
{
    std::shared_ptr<const Link> link;
    ElementId home; ///< lowest container that holds both ends
    int homeDepth = -1; ///< -1: the procedure itself
};

struct Content
{
    QVector<ElementId> children;
    QVector<LinkId> links;
};

Error modelError(const char *code, const QString &id)
{
    return Error(QLatin1String(code), {{u"id"_s, id}});
}

template <class T> bool hasTwice(const QVector<T> &items)
{
    for (int i = 1; i < items.size(); ++i)
        for (int j = 0; j < i; ++j)
            if (items[i].id == items[j].id)
                return true;
    return false;
}

} // namespace

struct Procedure::Data : QSharedData
{
    QHash<ElementId, ElementNode> elements;
    QHash<LinkId, LinkNode> links;
    QHash<ElementId, Content> contents; ///< by container; the empty id is the procedure
    QHash<ElementId, QVector<LinkId>> in;
    QHash<ElementId, QVector<LinkId>> out;

    [[nodiscard]] LinkNode homed(const Link &link) const;
    [[nodiscard]] Result<void> checkLink(const Link &link) const;
    [[nodiscard]] static Result<void> checkElement(const Element &element);
    void collect(const ElementId &container, QVector<ElementId> *found) const;
    void collectLinks(const ElementId &container, QVector<LinkId> *found) const;
    void attach(QVector<LinkId> *list, const LinkId &id, bool atEnd) const;
    void insert(const Link &link, int index);
    void take(const LinkId &id);
};

// The container that both ends lie in. A link belongs to it, on disk and in the order of links().
LinkNode Procedure::Data::homed(const Link &link) const
{
    const ElementNode from = elements.value(link.from.element);
    const ElementNode to = elements.value(link.to.element);
    ElementId a = from.container;
    ElementId b = to.container;
    int depthA = from.depth - 1;
    int depthB = to.depth - 1;
    while (a != b) {
        if (depthA >= depthB) {
            a = elements.value(a).container;
            --depthA;
        } else {
            b = elements.value(b).container;
            --depthB;
        }
    }
    return {std::make_shared<const Link>(link), a, depthA};
}

Result<void> Procedure::Data::checkLink(const Link &link) const
{
    for (const Endpoint *end : {&link.from, &link.to}) {
        const auto node = elements.constFind(end->element);
        if (node == elements.cend())
            return modelError("model.unknownElement", end->element.value());
        if (!end->port.isEmpty() && !node->element->port(end->port)) {
            return Error(u"model.unknownPort"_s,
                {{u"id"_s, end->element.value()}, {u"port"_s, end->port.value()}});
        }
    }
    if (link.kind == LinkKind::Control
        && elements.value(link.from.element).container != elements.value(link.to.element).container)
        return modelError("model.controlCrosses", link.id.value());
    return {};
}

Result<void> Procedure::Data::checkElement(const Element &element)
{
    if (hasTwice(element.ports) || hasTwice(element.parameters))
        return modelError("model.duplicatePart", element.id.value());
    return {};
}

void Procedure::Data::collect(const ElementId &container, QVector<ElementId> *found) const
{
    for (const ElementId &child : contents.value(container).children) {
        found->append(child);
        if (contents.contains(child))
            collect(child, found);
    }
}

void Procedure::Data::collectLinks(const ElementId &container, QVector<LinkId> *found) const
{
    const Content content = contents.value(container);
    found->append(content.links);
    for (const ElementId &child : content.children)
        if (contents.contains(child))
            collectLinks(child, found);
}

// Keeps the links of an element in the order of links(): outer containers first, then by place.
void Procedure::Data::attach(QVector<LinkId> *list, const LinkId &id, bool atEnd) const
{
    if (atEnd) {
        const int depth = links[id].homeDepth;
        const auto place = std::upper_bound(list->cbegin(), list->cend(), depth,
            [this](int wanted, const LinkId &other) { return wanted < links[other].homeDepth; });
        list->insert(place, id);
        return;
    }
    list->append(id);
    std::sort(list->begin(), list->end(), [this](const LinkId &a, const LinkId &b) {
        const LinkNode &x = links[a];
        const LinkNode &y = links[b];
        if (x.homeDepth != y.homeDepth)
            return x.homeDepth < y.homeDepth;
        const QVector<LinkId> order = contents[x.home].links;
        return order.indexOf(a) < order.indexOf(b);
    });
}

void Procedure::Data::insert(const Link &link, int index)
{
    const LinkNode node = homed(link);
    QVector<LinkId> &siblings = contents[node.home].links;
    const bool atEnd = index < 0 || index >= siblings.size();
    siblings.insert(atEnd ? siblings.size() : index, link.id);
    links.insert(link.id, node);
    attach(&out[link.from.element], link.id, atEnd);
    attach(&in[link.to.element], link.id, atEnd);
}

void Procedure::Data::take(const LinkId &id)
{
    const LinkNode node = links.take(id);
    contents[node.home].links.removeOne(id);
    out[node.link->from.element].removeOne(id);
    in[node.link->to.element].removeOne(id);
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
    const auto found = d->elements.constFind(id);
    return found == d->elements.cend() ? nullptr : found->element.get();
}

const Link *Procedure::link(const LinkId &id) const
{
    const auto found = d->links.constFind(id);
    return found == d->links.cend() ? nullptr : found->link.get();
}

QVector<ElementId> Procedure::elements() const
{
    QVector<ElementId> found;
    found.reserve(d->elements.size());
    d->collect({}, &found);
    return found;
}

QVector<LinkId> Procedure::links() const
{
    QVector<LinkId> found;
    found.reserve(d->links.size());
    d->collectLinks({}, &found);
    return found;
}

int Procedure::elementCount() const
{
    return int(d->elements.size());
}

QVector<ElementId> Procedure::children(const ElementId &container) const
{
    return d->contents.value(container).children;
}

QVector<LinkId> Procedure::linksOf(const ElementId &container) const
{
    return d->contents.value(container).links;
}

ElementId Procedure::container(const ElementId &id) const
{
    return d->elements.value(id).container;
}

ElementId Procedure::home(const LinkId &id) const
{
    return d->links.value(id).home;
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
    return d->in.value(id);
}

QVector<LinkId> Procedure::outgoing(const ElementId &id) const
{
    return d->out.value(id);
}

QVector<LinkId> Procedure::controlOut(const ElementId &id) const
{
    QVector<LinkId> found;
    for (const LinkId &each : d->out.value(id))
        if (link(each)->kind == LinkKind::Control)
            found.append(each);
    std::stable_sort(found.begin(), found.end(),
        [this](const LinkId &a, const LinkId &b) { return link(a)->priority < link(b)->priority; });
    return found;
}

QVector<LinkId> Procedure::controlIn(const ElementId &id) const
{
    QVector<LinkId> found;
    for (const LinkId &each : d->in.value(id))
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
        depth = d->elements.value(container).depth + 1;
    }
    Data &data = *d;
    data.elements.insert(element.id, {std::make_shared<const Element>(element), container, depth});
    QVector<ElementId> &siblings = data.contents[container].children;
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
    d->elements[element.id].element = std::make_shared<const Element>(element);
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
    const ElementId outer = data.elements.take(id).container;
    data.contents[outer].children.removeOne(id);
    data.contents.remove(id);
    data.in.remove(id);
    data.out.remove(id);
    return {};
}

Result<void> Procedure::addLink(const Link &link, int index)
{
    if (link.id.isEmpty() || this->link(link.id))
        return modelError("model.duplicateId", link.id.value());
    const Data &old = *d.constData();
    if (auto sound = old.checkLink(link); !sound)
        return sound;
    if (index >= 0) {
        // From a place in links() to a place among the links of its container.
        const ElementId home = old.homed(link).home;
        const QVector<LinkId> all = links();
        int place = 0;
        for (int i = 0; i < std::min<qsizetype>(index, all.size()); ++i)
            place += old.links.value(all[i]).home == home ? 1 : 0;
        index = place;
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
    const LinkNode before = old.links.value(link.id);
    const bool sameHome = old.homed(link).home == before.home;
    const int place = sameHome ? int(old.contents.value(before.home).links.indexOf(link.id)) : -1;
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
    if (a.d == b.d)
        return true;
    const QVector<ElementId> elements = a.elements();
    const QVector<LinkId> links = a.links();
    if (elements != b.elements() || links != b.links())
        return false;
    return std::all_of(elements.cbegin(), elements.cend(), [&](const ElementId &id) {
        return a.container(id) == b.container(id) && *a.element(id) == *b.element(id);
    }) && std::all_of(links.cbegin(), links.cend(), [&](const LinkId &id) {
        return *a.link(id) == *b.link(id);
    });
}

} // namespace cytoloom
