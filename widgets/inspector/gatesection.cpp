// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The criteria of a gate: what is measured, against which limit, by which method.
#include "widgets/grapheditor/words.h"
#include "widgets/inspector/editors.h"
#include "widgets/inspector/entrybox.h"
#include "widgets/inspector/evidencesection.h"
#include "widgets/inspector/quantityedit.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(GateSection)
};

const QStringList &comparisons()
{
    static const QStringList signs {u">="_s, u"<="_s, u">"_s, u"<"_s, u"=="_s};
    return signs;
}

QString limitOf(const Criterion &criterion)
{
    return criterion.comparison == "=="_L1 ? u"= "_s + criterion.text
                                           : Words::comparison(criterion.comparison) + u' '
            + Words::amount(criterion.limit, criterion.unit);
}

/// The results that the phases of the recipe report: what a gate can read without asking.
QVector<std::pair<QString, QString>> reportedResults(const InspectorContext &context)
{
    QStringList names;
    const Procedure &procedure = context.document.procedure();
    const QVector<ElementId> all = procedure.elements();
    for (const ElementId &id : all) {
        const Element *element = procedure.element(id);
        const PhaseClass *phase = element->kind == ElementKind::Phase
            ? context.catalog.phaseClass(element->type)
            : nullptr;
        if (phase)
            names += phase->results;
    }
    names.removeDuplicates();
    names.sort();
    QVector<std::pair<QString, QString>> choices;
    for (const QString &name : std::as_const(names))
        choices.append({name, name});
    return choices;
}

void fillCriterion(const InspectorContext &context, const ElementId &gate, int index, EntryBox &box)
{
    const Element *element = context.document.procedure().element(gate);
    const Criterion criterion = element->gate->criteria.at(index);
    const auto change = [context, gate, index](const std::function<void(Criterion &)> &edit) {
        context.change(
            gate,
            [&](Element &e) {
                if (e.gate && index < e.gate->criteria.size())
                    edit(e.gate->criteria[index]);
            },
            Texts::tr("Change criterion"));
    };
    const bool editable = context.editable();
    box.addRow(Texts::tr("Result"),
        Editors::pick(box.field(u"attribute"_s), reportedResults(context), criterion.attribute,
            true, editable, [context, change](const QString &id) {
                // Expressions read it as r.<name>.
                if (id.isEmpty() || id.contains(u' '))
                    context.complain(Texts::tr("The name of a result has no spaces: viability."));
                else
                    change([&id](Criterion &c) { c.attribute = id; });
            }));
    for (const bool zh : {false, true}) {
        box.addRow(zh ? Texts::tr("Name (zh)") : Texts::tr("Name (en)"),
            Editors::text(box.field(zh ? u"nameZh"_s : u"nameEn"_s),
                zh ? criterion.name.zh : criterion.name.en, editable, false,
                [change, zh](const QString &text) {
                    change([&](Criterion &c) { (zh ? c.name.zh : c.name.en) = text; });
                }));
    }
    QVector<std::pair<QString, int>> signs;
    for (int i = 0; i < comparisons().size(); ++i)
        signs.append({Words::comparison(comparisons().at(i)), i});
    box.addRow(Texts::tr("Must be"),
        Editors::choice(box.field(u"comparison"_s), signs,
            int(comparisons().indexOf(criterion.comparison)), editable, [change](int sign) {
                change([sign](Criterion &c) {
                    c.comparison = comparisons().at(sign);
                    // A word is compared with a word, a number with a number; the file holds
                    // the one that is asked for, and no empty word.
                    const bool word = c.comparison == "=="_L1;
                    c.limit = word ? 0 : c.limit;
                    c.unit = word ? Unit() : c.unit;
                    c.text = !word ? QString() : c.text.isEmpty() ? u"negative"_s : c.text;
                });
            }));
    if (criterion.comparison == "=="_L1) {
        box.addRow(Texts::tr("Word"),
            Editors::text(box.field(u"text"_s), criterion.text, editable, true,
                [change](const QString &text) { change([&](Criterion &c) { c.text = text; }); }));
    } else {
        box.addRow(Texts::tr("Limit"),
            Editors::number(context, box.field(u"limit"_s), criterion.unit, criterion.limit, {},
                false, [change](std::optional<double> value) {
                    change([value](Criterion &c) { c.limit = *value; });
                }));
        box.addRow(Texts::tr("Unit"),
            Editors::unit(
                context, box.field(u"unit"_s), criterion.unit, [context, change](const Unit &unit) {
                    change([&](Criterion &c) {
                        const auto limit = c.unit.convert(c.limit, unit);
                        if (limit)
                            c.limit = QuantityEdit::tidy(*limit);
                        else
                            context.complain(
                                Texts::tr("The limit was in another dimension: check its number."));
                        c.unit = unit;
                    });
                }));
    }
    box.addRow(Texts::tr("Method"),
        Editors::text(box.field(u"method"_s), criterion.method, editable, false,
            [change](const QString &text) { change([&](Criterion &c) { c.method = text; }); }));
    EvidenceSection::addRows(context,
        {AttributeHome::Criterion, box.field(u"evidence"_s), {u"criterion"_s}, criterion.attributes,
            [change](const std::function<void(Attributes &)> &edit) {
                change([&](Criterion &c) { edit(c.attributes); });
            }},
        [&box](const QString &name, QWidget *editor) { box.addRow(name, editor); });
}

} // namespace

QWidget *ElementSections::gate(const InspectorContext &context, const Element &element)
{
    if (element.kind != ElementKind::Gate)
        return nullptr;
    const GateSpecification gate = element.gate.value_or(GateSpecification {});
    const bool editable = context.editable();
    auto *section
        = new Section(gate.release ? Texts::tr("Release criteria") : Texts::tr("Criteria"));
    const QString list = u"criteria"_s;
    for (int i = 0; i < gate.criteria.size(); ++i) {
        const Criterion &criterion = gate.criteria.at(i);
        const QString name = criterion.name.in(context.language);
        section->addWide(new EntryBox(
            context,
            {list, i, limitOf(criterion), name.isEmpty() ? criterion.attribute : name,
                criterion.method},
            [context, id = element.id, i](EntryBox &box) { fillCriterion(context, id, i, box); },
            [context, id = element.id, i] {
                context.change(
                    id, [i](Element &e) { e.gate->criteria.removeAt(i); },
                    Texts::tr("Remove criterion"));
            }));
    }
    if (gate.criteria.isEmpty())
        section->addText(Texts::tr("No criteria yet: this gate would let everything pass."), true);
    QPushButton *add = section->addButton(context, u"criteria.add"_s, Texts::tr("Criterion"));
    QObject::connect(add, &QPushButton::clicked, add, [context, id = element.id, list] {
        const Element *now = context.document.procedure().element(id);
        const qsizetype count = now && now->gate ? now->gate->criteria.size() : 0;
        context.opened.insert(EntryBox::keyOf(list, int(count)));
        context.change(
            id,
            [](Element &e) {
                if (!e.gate)
                    e.gate = GateSpecification();
                Criterion fresh;
                fresh.attribute = u"viability"_s;
                fresh.name = {u"Viability"_s, u"活率"_s};
                fresh.comparison = u">="_s;
                fresh.limit = 70;
                if (const auto percent = Unit::parse(u"%"_s))
                    fresh.unit = *percent;
                e.gate->criteria.append(fresh);
            },
            Texts::tr("Add criterion"));
    });
    const auto changeGate
        = [context, id = element.id](const std::function<void(GateSpecification &)> &edit) {
              context.change(
                  id,
                  [&](Element &e) {
                      if (!e.gate)
                          e.gate = GateSpecification();
                      edit(*e.gate);
                  },
                  Texts::tr("Change gate"));
          };
    section->addWide(Editors::flag(u"gate.mandatory"_s, Texts::tr("Every batch must pass it"),
        gate.mandatory, editable,
        [changeGate](bool on) { changeGate([on](GateSpecification &g) { g.mandatory = on; }); }));
    section->addWide(
        Editors::flag(u"gate.release"_s, Texts::tr("It releases the batch"), gate.release, editable,
            [changeGate](bool on) { changeGate([on](GateSpecification &g) { g.release = on; }); }));
    return section;
}

} // namespace cytoloom
