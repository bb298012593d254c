// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/risk/stepnames.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(StepNames)
};

QString nameOf(const Procedure &procedure, const ElementId &id, Language language)
{
    const Element *element = procedure.element(id);
    const QString name = element ? element->name.in(language) : QString();
    return name.isEmpty() ? id.value() : name;
}

/// The nearest gate that \p id comes after; empty where there is none.
ElementId gateBefore(const Procedure &procedure, const ElementId &id)
{
    QVector<ElementId> front {id};
    QSet<ElementId> seen {id};
    while (!front.isEmpty()) {
        QVector<ElementId> next;
        for (const ElementId &each : std::as_const(front)) {
            for (const LinkId &incoming : procedure.incoming(each)) {
                const ElementId from = procedure.link(incoming)->from.element;
                const Element *element = procedure.element(from);
                if (!element || seen.contains(from))
                    continue;
                if (element->kind == ElementKind::Gate)
                    return from;
                seen.insert(from);
                next.append(from);
            }
        }
        front = next;
    }
    return {};
}

/// Lets each of \p names that is not alone have what \p longer says.
template <typename Longer> void tellApart(QHash<ElementId, QString> &names, Longer longer)
{
    QHash<QString, int> count;
    for (const QString &name : std::as_const(names))
        ++count[name];
    for (auto it = names.begin(); it != names.end(); ++it) {
        if (count.value(it.value()) > 1)
            it.value() = longer(it.key(), it.value());
    }
}

} // namespace

QHash<ElementId, QString> stepNames(
    const MasterRecipe &recipe, const QVector<ElementId> &steps, Language language)
{
    const Procedure &procedure = recipe.procedure;
    QHash<ElementId, QString> names;
    for (const ElementId &id : steps) {
        const ElementId unit = procedure.unitProcedure(id);
        const QString name = nameOf(procedure, id, language);
        names.insert(id,
            unit.isEmpty() || unit == id ? name
                                         : nameOf(procedure, unit, language) + u" › "_s + name);
    }
    tellApart(names, [&](const ElementId &id, const QString &) {
        QStringList path;
        for (const ElementId &each : procedure.ancestors(id))
            path << nameOf(procedure, each, language);
        path << nameOf(procedure, id, language);
        return path.join(u" › "_s);
    });
    tellApart(names, [&](const ElementId &id, const QString &name) {
        const ElementId gate = gateBefore(procedure, id);
        return gate.isEmpty()
            ? name
            : name + u" · "_s + Texts::tr("after %1").arg(nameOf(procedure, gate, language));
    });
    tellApart(names, [](const ElementId &id, const QString &name) {
        return name + u" ("_s + id.value() + u')';
    });
    return names;
}

} // namespace cytoloom
