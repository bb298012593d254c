// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/batchml.h"
#include "processgraph/model/recipewriter.h"

#include <QtCore/QSet>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Members of the recipe file that BatchML has a place for (or that are only drawing); the others,
/// whatever they will be, stand in OtherInformation alone.
const QSet<QString> &mapped(const QString &what)
{
    static const QSet<QString> recipe {u"schema"_s, u"id"_s, u"version"_s, u"status"_s, u"name"_s,
        u"product"_s, u"description"_s, u"productCode"_s, u"author"_s, u"approvedBy"_s,
        u"changeReason"_s, u"approvals"_s, u"formula"_s, u"bom"_s, u"roles"_s, u"procedure"_s};
    static const QSet<QString> element {u"id"_s, u"kind"_s, u"name"_s, u"note"_s, u"type"_s,
        u"role"_s, u"position"_s, u"pinned"_s, u"condition"_s, u"parameters"_s, u"ports"_s,
        u"elements"_s, u"links"_s};
    static const QSet<QString> parameter {u"id"_s, u"name"_s, u"unit"_s, u"value"_s, u"formula"_s,
        u"alert"_s, u"action"_s, u"validated"_s, u"critical"_s};
    static const QSet<QString> port {u"id"_s, u"name"_s, u"direction"_s, u"purpose"_s, u"volume"_s};
    static const QSet<QString> link {u"id"_s, u"kind"_s, u"from"_s, u"fromPort"_s, u"to"_s,
        u"toPort"_s, u"outcome"_s, u"priority"_s};
    static const QSet<QString> bom {
        u"id"_s, u"material"_s, u"name"_s, u"code"_s, u"specification"_s, u"quantity"_s};
    static const QHash<QString, const QSet<QString> *> all {{u"recipe"_s, &recipe},
        {u"elements"_s, &element}, {u"parameters"_s, &parameter}, {u"ports"_s, &port},
        {u"links"_s, &link}, {u"bom"_s, &bom}};
    return *all.value(what);
}

void collect(const JsonValue &object, const QString &what, const QString &place,
    QVector<ExchangeNote> &notes)
{
    QStringList only;
    for (const JsonMember &member : object.members())
        if (!mapped(what).contains(member.key))
            only << member.key;
    const JsonValue *id = object.find(u"id");
    const QString here = what == "recipe"_L1 || !id
        ? place
        : (place.isEmpty() ? place : place + u'/') + id->toString();
    if (!only.isEmpty()) {
        notes.append({{{}, here, 0, 0},
            {u"exchange.note.extensionOnly"_s, {{u"fields"_s, only.join(u", "_s)}}}});
    }
    for (const char *list : {"parameters", "ports", "bom", "links", "elements"})
        if (const JsonValue *items = object.find(QString(QLatin1String(list))))
            for (const JsonValue &item : items->items())
                collect(item, QLatin1String(list),
                    QLatin1String(list) == "elements"_L1 || QLatin1String(list) == "bom"_L1
                        ? QString()
                        : here,
                    notes);
    if (const JsonValue *procedure = object.find(u"procedure"))
        for (const char *list : {"links", "elements"})
            if (const JsonValue *items = procedure->find(QString(QLatin1String(list))))
                for (const JsonValue &item : items->items())
                    collect(item, QLatin1String(list), {}, notes);
}

} // namespace

QVector<ExchangeNote> exportNotes(const MasterRecipe &recipe)
{
    QVector<ExchangeNote> notes;
    collect(recipeToJson(recipe), u"recipe"_s, {}, notes);
    return notes;
}

} // namespace cytoloom
