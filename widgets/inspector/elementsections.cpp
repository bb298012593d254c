// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/words.h"
#include "widgets/inspector/conditionedit.h"
#include "widgets/inspector/durationedit.h"
#include "widgets/inspector/editors.h"
#include "widgets/inspector/pasttrial.h"
#include "widgets/inspector/quantityedit.h"
#include "widgets/inspector/sections.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Translations of the blocks; a class of its own, because free functions have no context.
class Texts
{
    Q_DECLARE_TR_FUNCTIONS(ElementSections)
};

using Choices = QVector<std::pair<QString, int>>;

QWidget *nameEdit(const InspectorContext &context, const Element &element, Language language)
{
    const bool zh = language == Language::Zh;
    return Editors::text(zh ? u"nameZh"_s : u"nameEn"_s, zh ? element.name.zh : element.name.en,
        context.editable(), true, [context, id = element.id, zh](const QString &text) {
            context.change(
                id, [&](Element &e) { (zh ? e.name.zh : e.name.en) = text; }, Texts::tr("Rename"));
        });
}

QWidget *typeEdit(const InspectorContext &context, const Element &element)
{
    Choices choices;
    QStringList ids;
    if (element.kind == ElementKind::Phase) {
        for (const PhaseClass &phase : context.catalog.phaseClasses()) {
            choices.append({phase.name.in(context.language), int(ids.size())});
            ids << phase.id;
        }
    } else {
        for (const UnitOperationType &type : context.catalog.unitOperations()) {
            choices.append({type.name.in(context.language), int(ids.size())});
            ids << type.id;
        }
    }
    // Another class would have other parameters: a phase keeps its class for life.
    const bool may = context.editable() && element.kind != ElementKind::Phase;
    auto *combo = Editors::choice(u"type"_s, choices, int(ids.indexOf(element.type)), may,
        [context, id = element.id, ids](int index) {
            context.change(
                id, [&](Element &e) { e.type = ids.at(index); }, Texts::tr("Change type"));
        });
    if (element.kind == ElementKind::Phase)
        combo->setToolTip(Texts::tr("Delete the phase and drop another one to change its class."));
    return combo;
}

QWidget *roleEdit(const InspectorContext &context, const Element &element)
{
    Choices choices {{Texts::tr("None"), -1}};
    const QVector<UnitRole> &roles = context.document.recipe().roles;
    int current = -1;
    for (int i = 0; i < roles.size(); ++i) {
        const UnitRole &role = roles.at(i);
        QString text = role.id.value();
        if (!role.preferredUnit.isEmpty())
            text += u" → "_s + role.preferredUnit.value();
        choices.append({text, i});
        if (role.id == element.role)
            current = i;
    }
    return Editors::choice(u"role"_s, choices, current, context.editable(),
        [context, id = element.id, roles](int index) {
            context.change(
                id, [&](Element &e) { e.role = index < 0 ? RoleId() : roles.at(index).id; },
                Texts::tr("Bind unit role"));
        });
}

QWidget *opennessEdit(const InspectorContext &context, const Element &element)
{
    Choices choices;
    for (const Openness value :
        {Openness::NotApplicable, Openness::Closed, Openness::FunctionallyClosed, Openness::Open})
        choices.append({Words::openness(value), int(value)});
    return Editors::choice(u"openness"_s, choices, int(element.openness), context.editable(),
        [context, id = element.id](int value) {
            context.change(
                id, [&](Element &e) { e.openness = Openness(value); },
                Texts::tr("Change openness"));
        });
}

QWidget *gradeEdit(const InspectorContext &context, const Element &element)
{
    Choices choices {{Texts::tr("Any"), -1}};
    for (const Grade value : {Grade::A, Grade::B, Grade::C, Grade::D, Grade::Unclassified})
        choices.append({Words::grade(value), int(value)});
    return Editors::choice(u"grade"_s, choices, element.grade ? int(*element.grade) : -1,
        context.editable(), [context, id = element.id](int value) {
            context.change(
                id,
                [&](Element &e) {
                    e.grade = value < 0 ? std::nullopt : std::optional(Grade(value));
                },
                Texts::tr("Change grade"));
        });
}

QWidget *durationEdit(const InspectorContext &context, const Element &element, const QString &name,
    Duration DurationRange::*member)
{
    return Editors::duration(name, element.duration.*member, context.editable(),
        [context, id = element.id, member](Duration value) {
            context.change(
                id, [&](Element &e) { e.duration.*member = value; }, Texts::tr("Change duration"));
        });
}

QWidget *limitEdit(const InspectorContext &context, const Element &element, const QString &name,
    std::optional<Duration> Element::*member)
{
    return Editors::duration(name, (element.*member).value_or(Duration(0)), context.editable(),
        [context, id = element.id, member](Duration value) {
            context.change(
                id,
                [&](Element &e) {
                    e.*member = value.count() > 0 ? std::optional(value) : std::nullopt;
                },
                Texts::tr("Change time limit"));
        });
}

QWidget *residualEdit(const InspectorContext &context, const Element &element)
{
    static const Unit millilitres = Unit::parse(u"mL"_s).value();
    return Editors::quantity(context, u"residual"_s, element.residual, millilitres,
        {0.0, std::nullopt}, [context, id = element.id](const std::optional<Quantity> &value) {
            context.change(
                id, [&](Element &e) { e.residual = value; }, Texts::tr("Change residual volume"));
        });
}

QCheckBox *mark(const InspectorContext &context, const Element &element, const QString &name,
    const QString &word, bool Element::*member)
{
    return Editors::flag(name, word, element.*member, context.editable(),
        [context, id = element.id, member, word](bool on) {
            context.change(
                id, [member, on](Element &e) { e.*member = on; }, word);
        });
}

QString logicText(const QVector<LogicStep> &steps, Language language)
{
    QStringList parts;
    for (const LogicStep &step : steps)
        parts << step.name.in(language);
    parts.removeAll(QString());
    return parts.join(language == Language::Zh ? u"；"_s : u"; "_s);
}

} // namespace

QWidget *ElementSections::general(const InspectorContext &context, const Element &element)
{
    auto *section = new Section(Texts::tr("General"));
    section->addPair(Texts::tr("Name (en)"), nameEdit(context, element, Language::En),
        Texts::tr("Name (zh)"), nameEdit(context, element, Language::Zh));
    const bool typed = element.kind == ElementKind::UnitProcedure
        || element.kind == ElementKind::Operation || element.kind == ElementKind::Phase;
    if (typed)
        section->addRow(Texts::tr("Type"), typeEdit(context, element));
    if (element.kind == ElementKind::UnitProcedure)
        section->addRow(Texts::tr("Unit role"), roleEdit(context, element));
    if (!typed && element.kind != ElementKind::ManualStep && element.kind != ElementKind::Loop
        && element.kind != ElementKind::Gate)
        return section;
    if (element.kind != ElementKind::Gate) {
        section->addRow(Texts::tr("Product is"), opennessEdit(context, element));
        section->addRow(Texts::tr("Room grade"), gradeEdit(context, element));
    }
    section->addRow(Texts::tr("Takes"),
        durationEdit(context, element, u"durationNominal"_s, &DurationRange::nominal));
    section->addRow(Texts::tr("At least"),
        durationEdit(context, element, u"durationShortest"_s, &DurationRange::shortest));
    section->addRow(Texts::tr("At most"),
        durationEdit(context, element, u"durationLongest"_s, &DurationRange::longest));
    if (element.kind != ElementKind::Gate) {
        section->addRow(Texts::tr("Open for at most"),
            limitEdit(context, element, u"maxOpenTime"_s, &Element::maxOpenTime));
        section->addRow(Texts::tr("Held for at most"),
            limitEdit(context, element, u"maxHeldTime"_s, &Element::maxHeldTime));
        section->addRow(Texts::tr("Stays in vessel"), residualEdit(context, element));
        section->addWide(
            mark(context, element, u"aseptic"_s, Texts::tr("Aseptic handling"), &Element::aseptic));
    }
    section->addWide(
        mark(context, element, u"critical"_s, Texts::tr("Critical step"), &Element::critical));
    return section;
}

QWidget *ElementSections::condition(const InspectorContext &context, const Element &element)
{
    if (element.kind != ElementKind::Transition && element.kind != ElementKind::Loop)
        return nullptr;
    auto *section
        = new Section(element.kind == ElementKind::Loop ? Texts::tr("Ends when")
                                                        : Texts::tr("Transition condition"));
    auto *edit = new ConditionEdit;
    edit->setLanguage(context.language);
    edit->setReadOnly(!context.editable());
    edit->setMayBeEmpty(element.kind == ElementKind::Transition);
    edit->setNames(conditionNames(context, element.id));
    edit->setCondition(element.condition);
    QObject::connect(
        edit, &ConditionEdit::edited, edit, [context, id = element.id](const QString &text) {
            context.change(
                id, [&](Element &e) { e.condition = text; }, Texts::tr("Change condition"));
        });
    section->addWide(edit);
    if (context.past) {
        auto *trial = new PastTrial(context.past, context.theme, context.language,
            [document = &context.document, id = element.id] {
                return ConditionQuestion {{}, document->recipe(), id};
            });
        QObject::connect(edit, &ConditionEdit::typed, trial, &PastTrial::setCondition);
        trial->setCondition(element.condition);
        section->addWide(trial);
    }
    if (element.kind == ElementKind::Loop) {
        section->addRow(Texts::tr("At most, times"),
            Editors::whole(context, u"maxCount"_s, element.maxCount, 1, 10000,
                [context, id = element.id](int count) {
                    context.change(
                        id, [count](Element &e) { e.maxCount = count; }, Texts::tr("Change count"));
                }));
    }
    return section;
}

QWidget *ElementSections::logic(const InspectorContext &context, const Element &element)
{
    const PhaseClass *phase
        = element.kind == ElementKind::Phase ? context.catalog.phaseClass(element.type) : nullptr;
    if (!phase)
        return nullptr;
    auto *section = new Section(Texts::tr("Hold and abort logic"));
    const auto add = [&](const QString &name, const QVector<LogicStep> &steps) {
        const QString text = logicText(steps, context.language);
        if (!text.isEmpty())
            section->addText(
                name + (context.language == Language::Zh ? u"："_s : u": "_s) + text, true);
    };
    add(Texts::tr("Hold"), phase->hold);
    add(Texts::tr("Restart"), phase->restart);
    add(Texts::tr("Stop"), phase->stop);
    add(Texts::tr("Abort"), phase->abort);
    if (!phase->safeState.isEmpty())
        section->addText(Texts::tr("Safe state")
                + (context.language == Language::Zh ? u"："_s : u": "_s)
                + phase->safeState.in(context.language),
            true);
    return section;
}

QWidget *ElementSections::note(const InspectorContext &context, const Element &element)
{
    auto *section = new Section(Texts::tr("Why"));
    const auto editor = [&](bool zh) {
        return Editors::paragraph(zh ? u"noteZh"_s : u"noteEn"_s,
            zh ? element.note.zh : element.note.en, context.editable(),
            [context, id = element.id, zh](const QString &text) {
                context.change(
                    id, [&](Element &e) { (zh ? e.note.zh : e.note.en) = text; },
                    Texts::tr("Change note"));
            });
    };
    section->addPair(Texts::tr("Note (en)"), editor(false), Texts::tr("Note (zh)"), editor(true));
    return section;
}

} // namespace cytoloom
