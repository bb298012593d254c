// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/foreignchanges.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const JsonValue &object, QStringView key)
{
    const JsonValue *found = object.find(key);
    return found && found->type() == JsonValue::Type::String ? found->toString() : QString();
}

/// What tells an item of a list from the others; empty where nothing does. The import gives links
/// between splits ids of its own, hence their ends.
QString keyOf(const JsonValue &item)
{
    if (item.find(u"from") && item.find(u"to"))
        return textOf(item, u"kind") + u' ' + textOf(item, u"from") + u'>' + textOf(item, u"to");
    const QString id = textOf(item, u"id");
    return id.isEmpty() ? textOf(item, u"attribute") : id;
}

bool isKeyed(const JsonValue &list)
{
    if (list.type() != JsonValue::Type::Array || list.items().isEmpty())
        return false;
    for (const JsonValue &item : list.items())
        if (item.type() != JsonValue::Type::Object || keyOf(item).isEmpty())
            return false;
    return true;
}

/// Items by key; the second of two links between the same steps has a key of its own.
QHash<QString, JsonValue> byKey(const JsonValue *list, QVector<QString> *order)
{
    QHash<QString, JsonValue> found;
    if (!list)
        return found;
    QHash<QString, int> seen;
    for (const JsonValue &item : list->items()) {
        QString key = keyOf(item);
        if (const int before = seen[key]++; before > 0)
            key += QChar(0x1F) + QString::number(before);
        found.insert(key, item);
        order->append(key);
    }
    return found;
}

class Merge
{
public:
    explicit Merge(QVector<ForeignChange> &changes)
        : m_changes(changes)
    { }

    JsonValue object(const JsonValue &own, const JsonValue &before, const JsonValue &after,
        const QString &outer, const QString &prefix = {})
    {
        const QString id = keyOf(own).isEmpty() ? outer : keyOf(own);
        JsonValue result = JsonValue::object();
        for (const JsonMember &member : own.members()) {
            const JsonValue *was = before.find(member.key);
            const JsonValue *is = after.find(member.key);
            if (isDrawing(member.key) || same(was, is)) {
                result.insert(member.key, member.value);
                continue;
            }
            if (const auto value = changed(member.value, was, is, id, prefix + member.key))
                result.insert(member.key, *value);
        }
        for (const JsonMember &member : after.members()) {
            if (own.find(member.key) || isDrawing(member.key)
                || same(before.find(member.key), &member.value))
                continue;
            m_changes.append({id, prefix + member.key});
            result.insert(member.key, member.value);
        }
        return result;
    }

private:
    static bool isDrawing(const QString &key) { return key == "position"_L1; }
    static bool same(const JsonValue *a, const JsonValue *b)
    {
        return (!a && !b) || (a && b && *a == *b);
    }

    /// nullopt: the member goes away.
    std::optional<JsonValue> changed(const JsonValue &own, const JsonValue *was,
        const JsonValue *is, const QString &id, const QString &field)
    {
        const bool lists = isKeyed(own) || (was && isKeyed(*was)) || (is && isKeyed(*is));
        if (lists && own.type() == JsonValue::Type::Array) {
            const JsonValue merged = list(own, was, is, id);
            return merged.items().isEmpty() ? std::nullopt : std::optional(merged);
        }
        const auto object = JsonValue::Type::Object;
        if (own.type() == object && was && is && was->type() == object && is->type() == object)
            return this->object(own, *was, *is, id, field + u'.');
        m_changes.append({id, field});
        return is ? std::optional(*is) : std::nullopt;
    }

    JsonValue list(
        const JsonValue &own, const JsonValue *was, const JsonValue *is, const QString &id)
    {
        QVector<QString> ownOrder;
        QVector<QString> wasOrder;
        QVector<QString> isOrder;
        const QHash<QString, JsonValue> mine = byKey(&own, &ownOrder);
        const QHash<QString, JsonValue> old = byKey(was, &wasOrder);
        const QHash<QString, JsonValue> fresh = byKey(is, &isOrder);
        JsonValue result = JsonValue::array();
        for (const QString &key : std::as_const(ownOrder)) {
            const bool hadIt = old.contains(key);
            const bool hasIt = fresh.contains(key);
            if (hadIt && hasIt)
                result.append(object(mine[key], old[key], fresh[key], id));
            else if (hadIt)
                m_changes.append({key, {}});
            else
                result.append(mine[key]); // BatchML never knew it
        }
        for (const QString &key : std::as_const(isOrder)) {
            if (mine.contains(key))
                continue;
            if (!old.contains(key)) {
                m_changes.append({key, {}});
                result.append(fresh[key]);
            } else if (!(old[key] == fresh[key])) {
                m_changes.append({key, {}, false});
            }
        }
        return result;
    }

    QVector<ForeignChange> &m_changes;
};

} // namespace

JsonValue withForeignChanges(const JsonValue &own, const JsonValue &before, const JsonValue &after,
    QVector<ForeignChange> &changes)
{
    return Merge(changes).object(own, before, after, {});
}

} // namespace cytoloom
