// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/facilitywords.h"

#include "processgraph/catalog/attributeset.h"
#include "processgraph/validation/roomwords.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

std::optional<Grade> gradeAround(const ValidationContext &context, int element)
{
    const Room *room = context.roomOf(element);
    return room ? std::optional(room->grade) : context.grade(element);
}

bool isAsepticPlace(const ValidationContext &context, int element)
{
    const Room *room = context.roomOf(element);
    if (!room)
        return context.grade(element) == Grade::A;
    return room->grade == Grade::A
        && !isWorse(room->background, room->isolator ? Grade::C : Grade::B);
}

bool isClosed(Openness openness)
{
    return openness == Openness::Closed || openness == Openness::FunctionallyClosed;
}

FindingPlace placeInRoom(const ValidationContext &context, int element)
{
    FindingPlace place = context.place(element);
    if (const PlantUnit *unit = context.unitOf(element))
        place.unit = unit->id;
    if (const Room *room = context.roomOf(element))
        place.room = room->id;
    return place;
}

FindingPlace placeOf(const Room &room)
{
    FindingPlace place;
    place.room = room.id;
    return place;
}

LocalizedText nameOf(const Room &room)
{
    const QString id = room.id.value();
    if (room.name.isEmpty())
        return {id, id};
    return {room.name.in(Language::En) + u" ("_s + id + u')',
        room.name.in(Language::Zh) + u" ("_s + id + u')'};
}

LocalizedText nameOf(const Element &element)
{
    return element.name.isEmpty() ? LocalizedText {element.id.value(), element.id.value()}
                                  : element.name;
}

QString statedText(const ValidationContext &context, int element, const QString &id)
{
    for (int i = element; i >= 0; i = context.flow().container(i)) {
        const Attributes &attributes = context.flow().attributes(i);
        if (attributes.has(id))
            return attributes.text(id);
    }
    return {};
}

QStringList statedWords(const ValidationContext &context, int element, const QString &id)
{
    for (int i = element; i >= 0; i = context.flow().container(i)) {
        const Attributes &attributes = context.flow().attributes(i);
        if (attributes.has(id))
            return attributes.texts(id);
    }
    return {};
}

void soften(Finding &finding)
{
    finding.severity = std::max(finding.severity, Severity::Warning);
}

LocalizedText choiceNames(const QString &attribute, const QStringList &words)
{
    const AttributeDefinition *definition = AttributeSet::shipped().definition(attribute);
    QStringList en;
    QStringList zh;
    for (const QString &word : words) {
        LocalizedText name {word, word};
        for (const AttributeChoice &choice :
            definition ? definition->choices : QVector<AttributeChoice>()) {
            if (choice.word == word)
                name = choice.name;
        }
        en << name.in(Language::En);
        zh << name.in(Language::Zh);
    }
    return {en.join(u", "_s), zh.join(u"、"_s)};
}

bool isSingleUse(const BomLine &line)
{
    return line.attributes.has(u"singleUse"_s);
}

} // namespace cytoloom::rules
