// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// All that a parameter is beside its set point.
#include "processgraph/foundation/messagecatalog.h"
#include "widgets/grapheditor/words.h"
#include "widgets/inspector/durationedit.h"
#include "widgets/inspector/editors.h"
#include "widgets/inspector/evidencesection.h"
#include "widgets/inspector/parameterrow.h"
#include "widgets/inspector/quantityedit.h"
#include "widgets/inspector/sections.h"

#include <QtGui/QAction>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(ParameterDetails)
};

std::optional<double> *endOf(Parameter &parameter, int which)
{
    Range *ranges[] {&parameter.validated, &parameter.action, &parameter.alert};
    Range *range = ranges[which / 2];
    return which % 2 == 0 ? &range->low : &range->high;
}

/// The numbers of a parameter in another unit. Of another dimension they would mean something
/// else, so they go.
void changeUnit(const InspectorContext &context, Parameter &parameter, const Unit &unit)
{
    bool lost = false;
    const auto convert = [&](std::optional<double> &value) {
        if (!value)
            return;
        const auto converted = parameter.unit.convert(*value, unit);
        lost = lost || !converted;
        value = converted ? std::optional(QuantityEdit::tidy(*converted)) : std::nullopt;
    };
    convert(parameter.value);
    for (int i = 0; i < 6; ++i)
        convert(*endOf(parameter, i));
    parameter.unit = unit;
    if (lost)
        context.complain(
            Texts::tr("The unit is of another dimension: the numbers in the old one are gone."));
}

QVector<std::pair<QString, QString>> signalsOf(
    const InspectorContext &context, const ElementId &element)
{
    QVector<std::pair<QString, QString>> choices {{Texts::tr("Not measured"), QString()}};
    const MasterRecipe &recipe = context.document.recipe();
    const Element *unit = recipe.procedure.element(recipe.procedure.unitProcedure(element));
    const UnitRole *role = unit ? recipe.role(unit->role) : nullptr;
    const PlantUnit *bound
        = role && context.plant ? context.plant->unit(role->preferredUnit) : nullptr;
    if (bound) {
        for (const TagDefinition &tag : bound->tags)
            choices.append({tag.signal, tag.signal});
    }
    return choices;
}

class Form
{
public:
    Form(const InspectorContext &context, const ElementId &element, const Parameter &parameter)
        : m_context(context)
        , m_element(element)
        , m_parameter(parameter)
        , m_widget(new QWidget)
        , m_grid(new QGridLayout(m_widget))
    {
        m_grid->setContentsMargins(6, 0, 0, 8); // the panel is narrow
        m_grid->setHorizontalSpacing(6);
        m_grid->setVerticalSpacing(4);
        m_grid->setColumnStretch(1, 1);
        m_grid->setColumnStretch(2, 1);
    }

    QWidget *build()
    {
        addLimits();
        addOrigin();
        addMarks();
        addNames();
        addEvidence();
        if (m_context.editable())
            addRemove();
        return m_widget;
    }

private:
    [[nodiscard]] QString field(const QString &name) const
    {
        return u"parameter.%1.%2"_s.arg(m_parameter.id.value(), name);
    }

    void change(const std::function<void(Parameter &)> &edit, const QString &what) const
    {
        m_context.change(m_element, m_parameter.id, edit, what);
    }

    void addRow(const QString &name, QWidget *editor)
    {
        const int row = m_grid->rowCount();
        auto *label = new QLabel(name);
        label->setProperty("role", u"caption"_s);
        label->setWordWrap(true);
        label->setBuddy(editor);
        editor->setAccessibleName(name);
        m_grid->addWidget(label, row, 0);
        m_grid->addWidget(editor, row, 1, 1, 2);
    }

    void addLimits()
    {
        const QStringList names {Texts::tr("Validated"), Texts::tr("Action"), Texts::tr("Alert")};
        const QString what = Texts::tr("Limits of %1").arg(m_parameter.name.in(m_context.language));
        for (int row = 0; row < 3; ++row) {
            auto *label = new QLabel(names.at(row));
            label->setProperty("role", u"caption"_s);
            m_grid->addWidget(label, row, 0);
            for (int column = 0; column < 2; ++column) {
                const int which = row * 2 + column;
                Parameter copy = m_parameter;
                auto *edit = Editors::number(m_context,
                    u"limit.%1.%2"_s.arg(which).arg(m_parameter.id.value()), m_parameter.unit,
                    *endOf(copy, which), {}, true,
                    [form = *this, which, what](
                        std::optional<double> value) { form.setEnd(which, value, what); });
                edit->setPlaceholderText(
                    column == 0 ? Texts::tr("no lower") : Texts::tr("no upper"));
                edit->setAccessibleName(names.at(row));
                edit->setMinimumWidth(70);
                m_grid->addWidget(edit, row, column + 1);
            }
        }
    }

    void setEnd(int which, std::optional<double> value, const QString &what) const
    {
        Parameter attempt = m_parameter;
        *endOf(attempt, which) = value;
        const auto low = *endOf(attempt, which - which % 2);
        const auto high = *endOf(attempt, which - which % 2 + 1);
        if (low && high && *low > *high) {
            m_context.complain(MessageCatalog::shipped().text(
                Message {u"edit.value.order"_s, {}}, m_context.language));
            m_context.rebuild();
            return;
        }
        change([&](Parameter &changed) { *endOf(changed, which) = value; }, what);
    }

    void addOrigin()
    {
        QVector<std::pair<QString, QString>> values {{Texts::tr("Own value"), QString()}};
        for (const FormulaParameter &each : m_context.document.recipe().formula)
            values.append({each.name.in(m_context.language) + u"  f."_s + each.id, each.id});
        addRow(Texts::tr("Value from"),
            Editors::pick(field(u"formula"_s), values, m_parameter.formula, false,
                m_context.editable(), [form = *this](const QString &id) {
                    form.change(
                        [&](Parameter &p) {
                            // What the formula gave stays as the own value.
                            if (id.isEmpty()) {
                                const auto now = form.m_context.document.recipe().setPoint(p);
                                p.value = now ? std::optional(*now) : p.value;
                            } else {
                                p.value.reset();
                            }
                            p.formula = id;
                        },
                        Texts::tr("Change origin of value"));
                }));
        addRow(Texts::tr("Unit"),
            Editors::unit(
                m_context, field(u"unit"_s), m_parameter.unit, [form = *this](const Unit &unit) {
                    form.change([&](Parameter &p) { changeUnit(form.m_context, p, unit); },
                        Texts::tr("Change unit"));
                }));
        addRow(Texts::tr("Range from"),
            Editors::text(field(u"source"_s), m_parameter.source, m_context.editable(), false,
                [form = *this](const QString &text) {
                    form.change([&](Parameter &p) { p.source = text; }, Texts::tr("Change source"));
                }));
    }

    void addMarks()
    {
        addRow(Texts::tr("Measured by"),
            Editors::pick(field(u"signal"_s), signalsOf(m_context, m_element), m_parameter.signal,
                true, m_context.editable(), [form = *this](const QString &signal) {
                    form.change(
                        [&](Parameter &p) { p.signal = signal; }, Texts::tr("Change signal"));
                }));
        addRow(Texts::tr("Recorded every"),
            Editors::duration(field(u"sampling"_s), m_parameter.samplingInterval,
                m_context.editable(), [form = *this](Duration value) {
                    form.change([&](Parameter &p) { p.samplingInterval = value; },
                        Texts::tr("Change sampling"));
                }));
        m_grid->addWidget(
            Editors::flag(field(u"critical"_s), Texts::tr("Critical process parameter (CPP)"),
                m_parameter.critical, m_context.editable(),
                [form = *this](bool on) {
                    form.change(
                        [on](Parameter &p) { p.critical = on; }, Texts::tr("Change criticality"));
                }),
            m_grid->rowCount(), 0, 1, 3);
    }

    void addNames()
    {
        for (const bool zh : {false, true}) {
            addRow(zh ? Texts::tr("Name (zh)") : Texts::tr("Name (en)"),
                Editors::text(field(zh ? u"nameZh"_s : u"nameEn"_s),
                    zh ? m_parameter.name.zh : m_parameter.name.en, m_context.editable(), false,
                    [form = *this, zh](const QString &text) {
                        form.change([&](Parameter &p) { (zh ? p.name.zh : p.name.en) = text; },
                            Texts::tr("Rename"));
                    }));
        }
        addRow(Texts::tr("In expressions p."),
            Editors::identifier(m_context, field(u"id"_s), m_parameter.id.value(), false,
                [form = *this](const QString &id) {
                    form.m_context.opened.insert(
                        ParameterRow::keyOf(form.m_element, ParameterId(id)));
                    form.change([&](Parameter &p) { p.id = ParameterId(id); }, Texts::tr("Rename"));
                }));
    }

    void addEvidence()
    {
        EvidenceSection::addRows(m_context,
            {AttributeHome::Parameter, field(u"evidence"_s),
                {u"parameter"_s, m_parameter.critical ? u"critical"_s : u"notCritical"_s},
                m_parameter.attributes,
                [form = *this](const std::function<void(Attributes &)> &edit) {
                    form.change(
                        [&](Parameter &p) { edit(p.attributes); }, Texts::tr("Change evidence"));
                }},
            [this](const QString &name, QWidget *editor) { addRow(name, editor); });
    }

    void addRemove()
    {
        auto *button = new QPushButton(Texts::tr("Remove"));
        button->setObjectName(field(u"remove"_s));
        button->setProperty("role", u"link"_s);
        button->setIcon(Theme::icon(u"delete"_s, m_context.theme.accent));
        QObject::connect(button, &QPushButton::clicked, button, [form = *this] {
            form.m_context.change(
                form.m_element,
                [&](Element &e) {
                    e.parameters.removeIf(
                        [&](const Parameter &p) { return p.id == form.m_parameter.id; });
                },
                Texts::tr("Remove parameter"));
        });
        m_grid->addWidget(button, m_grid->rowCount(), 0, 1, 3, Qt::AlignRight);
    }

    InspectorContext m_context;
    ElementId m_element;
    Parameter m_parameter;
    QWidget *m_widget; ///< owned by whom build() hands it to
    QGridLayout *m_grid;
};

ParameterId freeParameterId(const Element &element)
{
    for (int number = 1;; ++number) {
        const ParameterId id(u"parameter%1"_s.arg(number));
        if (!element.parameter(id))
            return id;
    }
}

} // namespace

QWidget *ParameterDetails::form(
    const InspectorContext &context, const ElementId &element, const Parameter &parameter)
{
    return Form(context, element, parameter).build();
}

QWidget *ElementSections::addParameter(const InspectorContext &context, const Element &element)
{
    const bool takes = element.isContainer() || element.kind == ElementKind::Phase
        || element.kind == ElementKind::ManualStep;
    if (!takes || !context.editable())
        return nullptr;
    auto *button = new QPushButton(u"＋ "_s + Texts::tr("Parameter"));
    button->setObjectName(u"parameters.add"_s);
    button->setProperty("role", u"link"_s);
    auto *menu = new QMenu(button);
    const auto offer = [&](const QString &word, const Parameter &parameter) {
        QAction *action = menu->addAction(word);
        action->setObjectName(u"parameters.add."_s + parameter.id.value());
        QObject::connect(
            action, &QAction::triggered, button, [context, id = element.id, parameter] {
                context.opened.insert(ParameterRow::keyOf(id, parameter.id));
                context.change(
                    id, [&](Element &e) { e.parameters.append(parameter); },
                    Texts::tr("Add parameter"));
            });
    };
    const PhaseClass *phase
        = element.kind == ElementKind::Phase ? context.catalog.phaseClass(element.type) : nullptr;
    if (phase) {
        for (const ParameterDefinition &definition : phase->parameters) {
            if (!element.parameter(ParameterId(definition.id)))
                offer(definition.name.in(context.language), parameterFrom(definition));
        }
    }
    Parameter own;
    own.id = freeParameterId(element);
    own.name = {u"Parameter"_s, u"参数"_s};
    own.value = 0;
    offer(Texts::tr("Another one"), own);
    button->setMenu(menu);
    return button;
}

} // namespace cytoloom
