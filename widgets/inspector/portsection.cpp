// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The openings of a step through which matter moves, and where each one leads; transfers between
// units, whose two sides wait for each other.
#include "processgraph/catalog/commonjson.h"
#include "processgraph/commands/connectionrules.h"
#include "widgets/grapheditor/words.h"
#include "widgets/inspector/editors.h"
#include "widgets/inspector/entrybox.h"
#include "widgets/inspector/evidencesection.h"
#include "widgets/inspector/quantityedit.h"
#include "widgets/inspector/stepplace.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(PortSection)
};

using Choices = QVector<std::pair<QString, int>>;

const Link *linkAt(const Procedure &procedure, const Endpoint &end)
{
    const QVector<LinkId> links = procedure.incoming(end.element) + procedure.outgoing(end.element);
    for (const LinkId &id : links) {
        const Link *link = procedure.link(id);
        if (link->kind != LinkKind::Control && link->kind != LinkKind::Sync
            && (link->from == end || link->to == end))
            return link;
    }
    return nullptr;
}

QVector<Endpoint> partnersOf(const InspectorContext &context, const Endpoint &end, const Port &port)
{
    const Procedure &procedure = context.document.procedure();
    const Link *joined = linkAt(procedure, end);
    QVector<Endpoint> found;
    const QVector<ElementId> all = procedure.elements();
    for (const ElementId &id : all) {
        if (id == end.element)
            continue;
        for (const Port &other : procedure.element(id)->ports) {
            const Endpoint candidate {id, other.id};
            if (other.direction == port.direction)
                continue;
            const bool out = port.direction == PortDirection::Out;
            const bool mine = joined && (joined->from == candidate || joined->to == candidate);
            if (mine || proposedLink(procedure, out ? end : candidate, out ? candidate : end))
                found.append(candidate);
        }
    }
    return found;
}

QString endText(const InspectorContext &context, const Endpoint &end)
{
    const Element *element = context.document.procedure().element(end.element);
    const Port *port = element->port(end.port);
    return stepPlace(context, end.element) + u" · "_s
        + (port ? port->name.in(context.language) : end.port.value());
}

QWidget *joinEdit(const InspectorContext &context, const EntryBox &box, const Endpoint &end)
{
    const Procedure &procedure = context.document.procedure();
    const Port &port = *procedure.element(end.element)->port(end.port);
    const QVector<Endpoint> partners = partnersOf(context, end, port);
    const Link *joined = linkAt(procedure, end);
    Choices choices {{Texts::tr("Nothing"), -1}};
    int current = -1;
    for (int i = 0; i < partners.size(); ++i) {
        choices.append({endText(context, partners.at(i)), i});
        if (joined && (joined->from == partners.at(i) || joined->to == partners.at(i)))
            current = i;
    }
    return Editors::choice(box.field(u"joined"_s), choices, current, context.editable(),
        [context, end, partners](int index) {
            context.tell(
                context.document.joinPort(end, index < 0 ? Endpoint() : partners.at(index)));
        });
}

void fillPort(const InspectorContext &context, const ElementId &id, int index, EntryBox &box)
{
    const Element *element = context.document.procedure().element(id);
    const Port port = element->ports.at(index);
    const Endpoint end {id, port.id};
    const bool editable = context.editable();
    const auto change = [context, id, index](const std::function<void(Port &)> &edit) {
        context.change(
            id, [&](Element &e) { edit(e.ports[index]); }, Texts::tr("Change port"));
    };
    // The kind of a link follows from the ports that it joins.
    const auto whileOpen = [context, end, change](const std::function<void(Port &)> &edit) {
        if (linkAt(context.document.procedure(), end)) {
            context.complain(Texts::tr("The port is joined: set “Joined to” to nothing first."));
            context.rebuild();
        } else {
            change(edit);
        }
    };
    box.addRow(Texts::tr("Joined to"), joinEdit(context, box, end));
    for (const bool zh : {false, true}) {
        box.addRow(zh ? Texts::tr("Name (zh)") : Texts::tr("Name (en)"),
            Editors::text(box.field(zh ? u"nameZh"_s : u"nameEn"_s),
                zh ? port.name.zh : port.name.en, editable, false,
                [change, zh](const QString &text) {
                    change([&](Port &p) { (zh ? p.name.zh : p.name.en) = text; });
                }));
    }
    box.addRow(Texts::tr("Direction"),
        Editors::choice(box.field(u"direction"_s),
            {{Texts::tr("In"), int(PortDirection::In)},
                {Texts::tr("Out"), int(PortDirection::Out)}},
            int(port.direction), editable, [whileOpen](int value) {
                whileOpen([value](Port &p) { p.direction = PortDirection(value); });
            }));
    box.addRow(Texts::tr("Purpose"),
        Editors::choice(box.field(u"purpose"_s),
            {{Texts::tr("Product"), int(PortPurpose::Product)},
                {Texts::tr("Material"), int(PortPurpose::Material)},
                {Texts::tr("Sample"), int(PortPurpose::Sample)},
                {Texts::tr("Waste"), int(PortPurpose::Waste)}},
            int(port.purpose), editable, [whileOpen](int value) {
                whileOpen([value](Port &p) { p.purpose = PortPurpose(value); });
            }));
    QVector<std::pair<QString, QString>> media {{Texts::tr("Not stated"), QString()}};
    for (const MaterialClass &material : context.catalog.materials())
        media.append({material.name.in(context.language), material.id});
    box.addRow(Texts::tr("Medium"),
        Editors::pick(box.field(u"medium"_s), media, port.medium, false, editable,
            [change](const QString &medium) { change([&](Port &p) { p.medium = medium; }); }));
    static const Unit millilitres = Unit::parse(u"mL"_s).value();
    box.addRow(Texts::tr("Volume"),
        Editors::quantity(context, box.field(u"volume"_s), port.volume, millilitres,
            {0.0, std::nullopt}, [change](const std::optional<Quantity> &value) {
                change([&](Port &p) { p.volume = value; });
            }));
    if (port.direction == PortDirection::In) {
        QVector<std::pair<QString, QString>> lines {{Texts::tr("None"), QString()}};
        for (const BomLine &line : context.document.recipe().bom)
            lines.append({line.name.in(context.language), line.id});
        box.addRow(Texts::tr("Fed by"),
            Editors::pick(box.field(u"bomLine"_s), lines, port.bomLine, false, editable,
                [change](const QString &line) { change([&](Port &p) { p.bomLine = line; }); }));
    }
    EvidenceSection::addRows(context,
        {AttributeHome::Port, box.field(u"evidence"_s),
            {json::wordOf(json::portPurposeWords(), port.purpose),
                json::wordOf(json::portDirectionWords(), port.direction), element->type},
            port.attributes,
            [change](const std::function<void(Attributes &)> &edit) {
                change([&](Port &p) { edit(p.attributes); });
            }},
        [&box](const QString &name, QWidget *editor) { box.addRow(name, editor); });
}

PortId freePortId(const Element &element)
{
    for (int number = 1;; ++number) {
        const PortId id(u"port-%1"_s.arg(number));
        if (!element.port(id))
            return id;
    }
}

bool takesPorts(const Element &element)
{
    return element.isContainer() || element.kind == ElementKind::Phase
        || element.kind == ElementKind::ManualStep;
}

} // namespace

QWidget *ElementSections::materials(const InspectorContext &context, const Element &element)
{
    if (!takesPorts(element) || (element.ports.isEmpty() && !context.editable()))
        return nullptr;
    auto *section = new Section(Texts::tr("Materials"));
    const ElementId id = element.id;
    for (int i = 0; i < element.ports.size(); ++i) {
        const Port &port = element.ports.at(i);
        const Link *joined = linkAt(context.document.procedure(), {id, port.id});
        QString name = port.name.in(context.language);
        if (port.volume)
            name += u"  "_s + Words::amount(*port.volume);
        QString remark;
        if (joined)
            remark = Words::connection(joined->connection);
        else if (!port.bomLine.isEmpty())
            remark = port.bomLine;
        else
            remark = Texts::tr("not joined");
        section->addWide(new EntryBox(
            context, {u"ports"_s, i, Words::purpose(port), name, remark},
            [context, id, i](EntryBox &box) { fillPort(context, id, i, box); },
            [context, id, i] {
                context.change(
                    id, [i](Element &e) { e.ports.removeAt(i); }, Texts::tr("Remove port"));
            }));
    }
    QPushButton *add = section->addButton(context, u"ports.add"_s, Texts::tr("Port"));
    QObject::connect(add, &QPushButton::clicked, add,
        [context, id, key = EntryBox::keyOf(u"ports"_s, int(element.ports.size()))] {
            context.opened.insert(key);
            context.change(
                id,
                [](Element &e) {
                    Port port;
                    port.id = freePortId(e);
                    port.name = {u"Port"_s, u"端口"_s};
                    e.ports.append(port);
                },
                Texts::tr("Add port"));
        });
    return section;
}

QWidget *ElementSections::transfer(const InspectorContext &context, const Element &element)
{
    const Procedure &procedure = context.document.procedure();
    const auto isTransfer = [&](const Element &each) {
        const PhaseClass *phase
            = each.kind == ElementKind::Phase ? context.catalog.phaseClass(each.type) : nullptr;
        return phase && phase->transfer;
    };
    ElementId partner;
    const QVector<LinkId> links = procedure.incoming(element.id) + procedure.outgoing(element.id);
    for (const LinkId &id : links) {
        const Link *link = procedure.link(id);
        if (link->kind == LinkKind::Sync)
            partner = link->from.element == element.id ? link->to.element : link->from.element;
    }
    if (!isTransfer(element) && partner.isEmpty())
        return nullptr;
    QVector<std::pair<QString, QString>> choices {{Texts::tr("Nobody"), QString()}};
    if (!partner.isEmpty())
        choices.append({stepPlace(context, partner), partner.value()});
    const ElementId unit = procedure.unitProcedure(element.id);
    const QVector<ElementId> all = procedure.elements();
    for (const ElementId &id : all) {
        if (id != partner && isTransfer(*procedure.element(id))
            && procedure.unitProcedure(id) != unit)
            choices.append({stepPlace(context, id), id.value()});
    }
    auto *section = new Section(Texts::tr("Transfer"));
    section->addRow(Texts::tr("In step with"),
        Editors::pick(u"sync"_s, choices, partner.value(), false, context.editable(),
            [context, id = element.id](const QString &other) {
                context.tell(context.document.synchronise(id, ElementId(other)));
            }));
    if (partner.isEmpty()) {
        section->addText(
            Texts::tr("A transfer needs its other side: both start and end together."), true);
        return section;
    }
    auto *go = new QPushButton(Texts::tr("Show the other side"));
    go->setObjectName(u"sync.show"_s);
    go->setProperty("role", u"link"_s);
    QObject::connect(go, &QPushButton::clicked, go, [context, partner] { context.show(partner); });
    section->addWide(go);
    return section;
}

} // namespace cytoloom
