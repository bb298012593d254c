// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/jsonedit.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QVector>

#include <functional>

namespace cytoloom::test {

using namespace Qt::StringLiterals;

namespace {

struct Step
{
    QString name;
    QString key; ///< in the brackets
    bool indexed = false;
};

QVector<Step> stepsOf(const QString &path)
{
    static const QRegularExpression pattern(uR"(([^.\[\]]+)(?:\[([^\]]*)\])?(?:\.|$))"_s);
    QVector<Step> steps;
    auto matches = pattern.globalMatch(path);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        steps.append({match.captured(1), match.captured(2), match.hasCaptured(2)});
    }
    return steps;
}

int indexOf(const QJsonArray &list, const QString &key)
{
    bool isNumber = false;
    const int index = key.toInt(&isNumber);
    if (isNumber)
        return index >= 0 && index < list.size() ? index : -1;
    for (int i = 0; i < list.size(); ++i) {
        const QJsonObject item = list[i].toObject();
        for (const QString &name :
            {u"id"_s, u"serial"_s, u"role"_s, u"unit"_s, u"room"_s, u"person"_s, u"element"_s,
                u"batch"_s, u"capability"_s, u"attribute"_s, u"signal"_s, u"for"_s}) {
            if (item[name].toString() == key)
                return i;
        }
        if (list[i].toString() == key)
            return i;
    }
    return -1;
}

/// What to do with the value found; an undefined result takes it away.
using Change = std::function<QJsonValue(const QJsonValue &old, QString &problem)>;

QJsonValue changed(const QJsonValue &node, const QVector<Step> &steps, int at, const Change &change,
    QString &problem)
{
    if (at == steps.size())
        return change(node, problem);
    QJsonObject object = node.toObject();
    const Step &step = steps[at];
    if (!step.indexed) {
        const QJsonValue value = changed(object.value(step.name), steps, at + 1, change, problem);
        if (value.isUndefined())
            object.remove(step.name);
        else
            object.insert(step.name, value);
        return object;
    }
    QJsonArray list = object.value(step.name).toArray();
    const int index = indexOf(list, step.key);
    if (index < 0) {
        problem = u"nothing is called %1[%2]"_s.arg(step.name, step.key);
        return object;
    }
    const QJsonValue value = changed(list[index], steps, at + 1, change, problem);
    if (value.isUndefined())
        list.removeAt(index);
    else
        list[index] = value;
    if (list.isEmpty())
        object.remove(step.name);
    else
        object.insert(step.name, list);
    return object;
}

/// Goes through all containers; \p visit says whether it found what it looked for.
bool eachContainer(QJsonObject &container, const std::function<bool(QJsonObject &)> &visit)
{
    if (visit(container))
        return true;
    QJsonArray elements = container[u"elements"_s].toArray();
    for (int i = 0; i < elements.size(); ++i) {
        QJsonObject element = elements[i].toObject();
        if (!element.contains(u"elements"_s))
            continue;
        const bool found = eachContainer(element, visit);
        elements[i] = element;
        if (found) {
            container[u"elements"_s] = elements;
            return true;
        }
    }
    container[u"elements"_s] = elements;
    return false;
}

QStringList idsUnder(const QJsonObject &element)
{
    QStringList ids {element[u"id"_s].toString()};
    for (const QJsonValue &inner : element[u"elements"_s].toArray())
        ids << idsUnder(inner.toObject());
    return ids;
}

void dropLinks(QJsonObject &procedure, const QStringList &ids)
{
    eachContainer(procedure, [&ids](QJsonObject &container) {
        QJsonArray kept;
        for (const QJsonValue &link : container[u"links"_s].toArray()) {
            if (!ids.contains(link[u"from"_s].toString())
                && !ids.contains(link[u"to"_s].toString()))
                kept.append(link);
        }
        container[u"links"_s] = kept;
        return false;
    });
}

QString removeElement(QJsonObject &procedure, const QString &id, bool bypass)
{
    QStringList ids;
    const bool found = eachContainer(procedure, [&](QJsonObject &container) {
        QJsonArray elements = container[u"elements"_s].toArray();
        const int index = indexOf(elements, id);
        if (index < 0 || elements[index][u"id"_s].toString() != id)
            return false;
        ids = idsUnder(elements[index].toObject());
        elements.removeAt(index);
        container[u"elements"_s] = elements;
        if (!bypass)
            return true;
        QJsonArray links = container[u"links"_s].toArray();
        QJsonArray joined = links;
        for (const QJsonValue &in : std::as_const(links)) {
            for (const QJsonValue &out : std::as_const(links)) {
                if (in[u"kind"_s] != u"control"_s || out[u"kind"_s] != u"control"_s
                    || in[u"to"_s].toString() != id || out[u"from"_s].toString() != id)
                    continue;
                QJsonObject link = in.toObject();
                link[u"id"_s] = in[u"id"_s].toString() + u'+' + out[u"id"_s].toString();
                link[u"to"_s] = out[u"to"_s];
                joined.append(link);
            }
        }
        container[u"links"_s] = joined;
        return true;
    });
    if (!found)
        return u"no step is called %1"_s.arg(id);
    dropLinks(procedure, ids);
    return {};
}

QJsonValue appended(const QJsonValue &old, const QJsonValue &item, QString &problem)
{
    if (!old.isArray() && !old.isUndefined() && !old.isNull()) {
        problem = u"append needs an array"_s;
        return old;
    }
    QJsonArray list = old.toArray();
    list.append(item);
    return list;
}

} // namespace

QString applyEdit(QJsonObject &file, const QJsonObject &edit)
{
    const QString path = edit[u"at"_s].toString();
    QVector<Step> steps = stepsOf(path);
    if (steps.isEmpty())
        return u"an edit without a place"_s;
    const bool inProcedure = file.contains(u"procedure"_s) && steps.first().indexed
        && (steps.first().name == "elements"_L1 || steps.first().name == "links"_L1);
    QJsonObject procedure = file.value(u"procedure"_s).toObject();
    if (inProcedure && steps.size() == 1 && steps.first().name == "elements"_L1
        && (edit[u"remove"_s].toBool() || edit[u"bypass"_s].toBool())) {
        const QString problem
            = removeElement(procedure, steps.first().key, edit[u"bypass"_s].toBool());
        file[u"procedure"_s] = procedure;
        return problem;
    }
    const Change change = [&edit](const QJsonValue &old, QString &wrong) -> QJsonValue {
        if (edit.contains(u"set"_s))
            return edit[u"set"_s];
        if (edit.contains(u"append"_s))
            return appended(old, edit[u"append"_s], wrong);
        if (!edit[u"remove"_s].toBool())
            wrong = u"an edit without set, append, remove or bypass"_s;
        else if (old.isUndefined())
            wrong = u"there is nothing to remove"_s;
        return QJsonValue::Undefined;
    };
    QString problem;
    if (!inProcedure) {
        file = changed(file, steps, 0, change, problem).toObject();
    } else {
        const bool found = eachContainer(procedure, [&](QJsonObject &container) {
            const QJsonArray list = container[steps.first().name].toArray();
            const int index = indexOf(list, steps.first().key);
            if (index < 0 || list[index][u"id"_s].toString() != steps.first().key)
                return false;
            container = changed(container, steps, 0, change, problem).toObject();
            return true;
        });
        if (!found)
            problem = u"nothing is called %1[%2]"_s.arg(steps.first().name, steps.first().key);
        file[u"procedure"_s] = procedure;
    }
    return problem.isEmpty() ? problem : path + u": "_s + problem;
}

QString applyEdits(QJsonObject &file, const QJsonArray &edits)
{
    for (const QJsonValue &edit : edits) {
        if (const QString problem = applyEdit(file, edit.toObject()); !problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace cytoloom::test
