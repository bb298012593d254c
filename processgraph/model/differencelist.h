// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/attribute.h"
#include "processgraph/catalog/commonjson.h"
#include "processgraph/model/difference.h"

#include <QtCore/QHash>
#include <QtCore/QVector>

namespace cytoloom {

/// What people read of a value: numbers to their last digit, since a difference must show.
[[nodiscard]] QString shownNumber(double value);
[[nodiscard]] QString shownAmount(double value, const Unit &unit);
[[nodiscard]] QString shownRange(
    const Range &range, const Unit &unit); ///< "36.5 – 37.5 °C", "≤ 5 %"

/// Gathers the differences of one comparison: knows whose fields are being compared (the subject)
/// and turns two values of a field into the fitting sentence. For RecipeComparison and its parts.
class DifferenceList
{
public:
    /// "compare.where.step" and its arguments, with the ids that a reader can jump to.
    struct Subject
    {
        QString where; ///< code of a word
        QMap<QString, DifferenceText> args;
        ElementId beforeElement;
        ElementId afterElement;
        LinkId beforeLink;
        LinkId afterLink;
    };

    static DifferenceText text(const QString &same) { return {{same, same}, {}}; }
    static DifferenceText text(const LocalizedText &text) { return {text, {}}; }
    static DifferenceText word(const QString &code) { return {{}, code}; }
    static DifferenceText text(std::optional<Duration> duration);
    /// The word of an enumeration as files spell it, below "compare.<family>.".
    template <class E>
    static DifferenceText word(const char *family, const json::Words<E> &words, E value)
    {
        return word(
            QStringLiteral("compare.") + QLatin1String(family) + u'.' + json::wordOf(words, value));
    }

    void setSubject(const Subject &subject);
    /// The part of the subject that fields belong to: a parameter, a port, a criterion.
    void setPart(const LocalizedText &name, const ParameterId &parameter = {});
    void clearPart() { setPart({}); }

    /// The whole subject came, went or moved: "compare.<what>".
    void whole(const char *what, DifferenceKind kind, DifferenceWeight weight,
        const QMap<QString, DifferenceText> &args = {});
    /// From one value to another: "compare.changed"; one of them empty: ".added", ".removed". A
    /// thing without a value that came or went: \p verb "new" or "gone".
    void change(const char *field, const DifferenceText &before, const DifferenceText &after,
        DifferenceWeight weight = DifferenceWeight::Changed, const char *verb = "changed");
    void change(const char *field, const QString &before, const QString &after,
        DifferenceWeight weight = DifferenceWeight::Changed)
    {
        if (before != after)
            change(field, text(before), text(after), weight);
    }
    void change(const char *field, const LocalizedText &before, const LocalizedText &after,
        DifferenceWeight weight = DifferenceWeight::Wording)
    {
        if (before != after)
            change(field, text(before), text(after), weight);
    }
    void change(const char *field, const std::optional<Quantity> &before,
        const std::optional<Quantity> &after, DifferenceWeight weight = DifferenceWeight::Changed);
    /// A mark that stands or does not: "compare.marked", "compare.unmarked".
    void mark(const char *field, bool before, bool after,
        DifferenceWeight lost = DifferenceWeight::Changed);
    /// A range that guards: wider or gone is \p lost, anything else Changed.
    void limit(const char *field, const Range &before, const Unit &beforeUnit, const Range &after,
        const Unit &afterUnit, DifferenceWeight lost);
    /// A longest time: longer or gone is Widened.
    void longest(const char *field, std::optional<Duration> before, std::optional<Duration> after);
    void attributes(const Attributes &before, const Attributes &after);
    /// The same things in another order.
    void reordered(const char *field)
    {
        change(field, {}, {}, DifferenceWeight::Layout, "reordered");
    }

    /// For values that are not equal although no field of theirs was told: nothing is passed over
    /// in silence, not even a field that this comparison does not know yet.
    template <class T> void nothingMissed(qsizetype told, const T &before, const T &after)
    {
        if (m_list.size() == told && !(before == after))
            change("other", {}, {}, DifferenceWeight::Changed, "other");
    }

    [[nodiscard]] qsizetype size() const { return m_list.size(); }
    [[nodiscard]] QVector<Difference> &list() { return m_list; }

    /// Pairs two lists by a key; things of the same key are paired in their order. O(n).
    template <class T, class Key, class Both, class Gone, class Come>
    void pair(const QVector<T> &before, const QVector<T> &after, const char *order, Key key,
        Both both, Gone gone, Come come)
    {
        const Subject subject = m_subject; // the callbacks may set others
        QHash<QString, QVector<qsizetype>> places;
        for (qsizetype i = before.size() - 1; i >= 0; --i)
            places[key(before[i])].append(i);
        QVector<qsizetype> partner(after.size(), -1);
        QVector<bool> taken(before.size(), false);
        bool ordered = true;
        qsizetype last = -1;
        for (qsizetype i = 0; i < after.size(); ++i) {
            const auto found = places.find(key(after[i]));
            if (found == places.end() || found->isEmpty())
                continue;
            partner[i] = found->takeLast();
            taken[partner[i]] = true;
            ordered = ordered && partner[i] > last;
            last = partner[i];
        }
        for (qsizetype i = 0; i < before.size(); ++i) {
            if (!taken[i])
                gone(before[i]);
        }
        for (qsizetype i = 0; i < after.size(); ++i) {
            if (partner[i] < 0)
                come(after[i]);
            else
                both(before[partner[i]], after[i]);
        }
        setSubject(subject);
        if (!ordered)
            reordered(order);
    }

private:
    Difference &add(const char *verb, DifferenceKind kind, DifferenceWeight weight);

    QVector<Difference> m_list;
    Subject m_subject;
    LocalizedText m_part;
    ParameterId m_parameter;
};

} // namespace cytoloom
