// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who does a step, who checks it, and who signs for what.
#include "widgets/grapheditor/words.h"
#include "widgets/inspector/editors.h"
#include "widgets/inspector/entrybox.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(PeopleSection)
};

QVector<std::pair<QString, QString>> roles()
{
    QVector<std::pair<QString, QString>> choices;
    for (const QString &id :
        {u"operator"_s, u"supervisor"_s, u"qc"_s, u"qa"_s, u"qualified-person"_s, u"engineer"_s})
        choices.append({Words::role(id), id});
    return choices;
}

void fillCrew(const InspectorContext &context, const ElementId &id, int index, EntryBox &box)
{
    const CrewNeed need = context.document.procedure().element(id)->crew.at(index);
    const auto change = [context, id, index](const std::function<void(CrewNeed &)> &edit) {
        context.change(
            id, [&](Element &e) { edit(e.crew[index]); }, Texts::tr("Change crew"));
    };
    box.addRow(Texts::tr("Role"),
        Editors::pick(box.field(u"role"_s), roles(), need.role, false, context.editable(),
            [change](const QString &role) { change([&](CrewNeed &c) { c.role = role; }); }));
    box.addRow(Texts::tr("People"),
        Editors::whole(context, box.field(u"people"_s), need.people, 1, 1000,
            [change](int people) { change([people](CrewNeed &c) { c.people = people; }); }));
    box.addRow(Texts::tr("Qualification"),
        Editors::text(box.field(u"qualification"_s), need.qualification, context.editable(), false,
            [change](
                const QString &text) { change([&](CrewNeed &c) { c.qualification = text; }); }));
}

void fillSignature(const InspectorContext &context, const ElementId &id, int index, EntryBox &box)
{
    const SignaturePoint point = context.document.procedure().element(id)->signatures.at(index);
    const auto change = [context, id, index](const std::function<void(SignaturePoint &)> &edit) {
        context.change(
            id, [&](Element &e) { edit(e.signatures[index]); }, Texts::tr("Change signature"));
    };
    QVector<std::pair<QString, int>> meanings;
    for (const SignatureMeaning value : {SignatureMeaning::Performed, SignatureMeaning::Verified,
             SignatureMeaning::Reviewed, SignatureMeaning::Approved, SignatureMeaning::Released})
        meanings.append({Words::meaning(value), int(value)});
    box.addRow(Texts::tr("Means"),
        Editors::choice(box.field(u"meaning"_s), meanings, int(point.meaning), context.editable(),
            [change](int value) {
                change([value](SignaturePoint &p) { p.meaning = SignatureMeaning(value); });
            }));
    box.addRow(Texts::tr("Role"),
        Editors::pick(box.field(u"role"_s), roles(), point.role, false, context.editable(),
            [change](const QString &role) { change([&](SignaturePoint &p) { p.role = role; }); }));
}

} // namespace

QWidget *ElementSections::people(const InspectorContext &context, const Element &element)
{
    auto *section = new Section(Texts::tr("Crew, verification, signatures"));
    const ElementId id = element.id;
    for (int i = 0; i < element.crew.size(); ++i) {
        const CrewNeed &need = element.crew.at(i);
        section->addWide(new EntryBox(
            context,
            {u"crew"_s, i, QString::number(need.people) + u" ×"_s, Words::role(need.role),
                need.qualification},
            [context, id, i](EntryBox &box) { fillCrew(context, id, i, box); },
            [context, id, i] {
                context.change(
                    id, [i](Element &e) { e.crew.removeAt(i); }, Texts::tr("Remove crew"));
            }));
    }
    QPushButton *addCrew = section->addButton(context, u"crew.add"_s, Texts::tr("Crew"));
    QObject::connect(addCrew, &QPushButton::clicked, addCrew,
        [context, id, key = EntryBox::keyOf(u"crew"_s, int(element.crew.size()))] {
            context.opened.insert(key);
            context.change(
                id,
                [](Element &e) {
                    e.crew.append({u"operator"_s, 1, QString()});
                },
                Texts::tr("Add crew"));
        });
    for (int i = 0; i < element.signatures.size(); ++i) {
        const SignaturePoint &point = element.signatures.at(i);
        section->addWide(new EntryBox(
            context,
            {u"signatures"_s, i, u"✎"_s, Words::meaning(point.meaning), Words::role(point.role)},
            [context, id, i](EntryBox &box) { fillSignature(context, id, i, box); },
            [context, id, i] {
                context.change(
                    id, [i](Element &e) { e.signatures.removeAt(i); },
                    Texts::tr("Remove signature"));
            }));
    }
    QPushButton *addSignature
        = section->addButton(context, u"signatures.add"_s, Texts::tr("Signature"));
    QObject::connect(addSignature, &QPushButton::clicked, addSignature,
        [context, id, key = EntryBox::keyOf(u"signatures"_s, int(element.signatures.size()))] {
            context.opened.insert(key);
            context.change(
                id,
                [](Element &e) {
                    e.signatures.append({SignatureMeaning::Performed, u"operator"_s});
                },
                Texts::tr("Add signature"));
        });
    QVector<std::pair<QString, int>> choices;
    for (const VerificationKind value :
        {VerificationKind::None, VerificationKind::SecondPerson, VerificationKind::Device})
        choices.append({Words::verification(value), int(value)});
    section->addRow(Texts::tr("Verified by"),
        Editors::choice(u"verification"_s, choices, int(element.verification), context.editable(),
            [context, id](int value) {
                context.change(
                    id, [&](Element &e) { e.verification = VerificationKind(value); },
                    Texts::tr("Change verification"));
            }));
    return section;
}

} // namespace cytoloom
