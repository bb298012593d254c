// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipewords.h"
#include "widgets/grapheditor/words.h"
#include "widgets/inspector/durationedit.h"
#include "widgets/inspector/editors.h"
#include "widgets/inspector/evidencesection.h"
#include "widgets/inspector/quantityedit.h"
#include "widgets/inspector/sections.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(LinkSections)
};

using Choices = QVector<std::pair<QString, int>>;

void addMatter(Section &section, const InspectorContext &context, const Link &link)
{
    Choices media {{Texts::tr("Not stated"), -1}};
    QStringList ids;
    for (const MaterialClass &material : context.catalog.materials()) {
        media.append({material.name.in(context.language), int(ids.size())});
        ids << material.id;
    }
    section.addRow(Texts::tr("Medium"),
        Editors::choice(u"medium"_s, media, int(ids.indexOf(link.medium)), context.editable(),
            [context, id = link.id, ids](int value) {
                context.change(
                    id, [&](Link &l) { l.medium = value < 0 ? QString() : ids.at(value); },
                    Texts::tr("Change medium"));
            }));
    static const Unit millilitres = Unit::parse(u"mL"_s).value();
    section.addRow(Texts::tr("Volume"),
        Editors::quantity(context, u"volume"_s, link.volume, millilitres, {0.0, std::nullopt},
            [context, id = link.id](const std::optional<Quantity> &value) {
                context.change(
                    id, [&](Link &l) { l.volume = value; }, Texts::tr("Change volume"));
            }));

    Choices connections;
    for (const Connection value :
        {Connection::None, Connection::Weld, Connection::Iscd, Connection::Integral,
            Connection::Sip, Connection::Luer, Connection::Spike, Connection::Open})
        connections.append({Words::connection(value), int(value)});
    section.addRow(Texts::tr("Joined by"),
        Editors::choice(u"connection"_s, connections, int(link.connection), context.editable(),
            [context, id = link.id](int value) {
                context.change(
                    id, [&](Link &l) { l.connection = Connection(value); },
                    Texts::tr("Change joint"));
            }));
    const auto celsius = Unit::parse(u"°C"_s);
    for (const bool low : {true, false}) {
        auto *edit = new QuantityEdit;
        edit->setObjectName(low ? u"bandLow"_s : u"bandHigh"_s);
        edit->setOptional(true);
        edit->setLanguage(context.language);
        if (celsius)
            edit->setUnit(*celsius);
        edit->setValue(low ? link.temperatureBand.low : link.temperatureBand.high);
        edit->setReadOnly(!context.editable());
        QObject::connect(edit, &QuantityEdit::edited, edit,
            [context, id = link.id, low](std::optional<double> value) {
                context.change(
                    id,
                    [&](Link &l) {
                        (low ? l.temperatureBand.low : l.temperatureBand.high) = value;
                    },
                    Texts::tr("Change temperature band"));
            });
        section.addRow(low ? Texts::tr("Not below") : Texts::tr("Not above"), edit);
    }
    auto *hold = new DurationEdit;
    hold->setObjectName(u"holdLimit"_s);
    hold->setValue(link.holdLimit.value_or(Duration(0)));
    hold->setReadOnly(!context.editable());
    QObject::connect(hold, &DurationEdit::edited, hold, [context, id = link.id](Duration value) {
        context.change(
            id,
            [&](Link &l) { l.holdLimit = value.count() > 0 ? std::optional(value) : std::nullopt; },
            Texts::tr("Change hold limit"));
    });
    section.addRow(Texts::tr("Longest stay"), hold);
}

} // namespace

QWidget *LinkSections::link(const InspectorContext &context, const Link &link)
{
    const Procedure &procedure = context.document.procedure();
    const Element *from = procedure.element(link.from.element);
    const Element *to = procedure.element(link.to.element);
    auto *section = new Section(Words::linkKind(link.kind));
    const auto end = [&](const Element *element, const PortId &port) {
        QString text = element ? element->name.in(context.language) : QString();
        const Port *opening = element ? element->port(port) : nullptr;
        if (opening)
            text += u" · "_s + opening->name.in(context.language);
        return text;
    };
    section->addText(end(from, link.from.port) + u"  →  "_s + end(to, link.to.port));
    if (link.kind == LinkKind::Control) {
        if (from && from->kind == ElementKind::Gate) {
            Choices outcomes;
            for (const GateOutcome value :
                {GateOutcome::None, GateOutcome::Pass, GateOutcome::Fail, GateOutcome::Pending})
                outcomes.append({Words::outcome(value), int(value)});
            section->addRow(Texts::tr("Taken on"),
                Editors::choice(u"outcome"_s, outcomes, int(link.outcome), context.editable(),
                    [context, id = link.id](int value) {
                        context.change(
                            id, [&](Link &l) { l.outcome = GateOutcome(value); },
                            Texts::tr("Change outcome"));
                    }));
        }
        if (from && from->kind == ElementKind::SelectionSplit) {
            section->addRow(Texts::tr("Asked as no."),
                Editors::whole(context, u"priority"_s, link.priority, 0, 1000,
                    [context, id = link.id](int priority) {
                        context.change(
                            id, [priority](Link &l) { l.priority = priority; },
                            Texts::tr("Change priority"));
                    }));
        }
    } else if (link.kind != LinkKind::Sync) {
        addMatter(*section, context, link);
        EvidenceSection::addRows(context,
            {AttributeHome::Link, u"evidence"_s, {json::wordOf(json::linkKindWords(), link.kind)},
                link.attributes,
                [context, id = link.id](const std::function<void(Attributes &)> &edit) {
                    context.change(
                        id, [&](Link &l) { edit(l.attributes); }, Texts::tr("Change evidence"));
                }},
            [section](const QString &name, QWidget *editor) { section->addRow(name, editor); });
    }
    return section;
}

} // namespace cytoloom
