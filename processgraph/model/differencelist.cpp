// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/differencelist.h"

#include "processgraph/catalog/attributeset.h"

#include <QtCore/QLocale>

#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

bool isEmpty(const DifferenceText &text)
{
    return text.word.isEmpty() && text.text.isEmpty();
}

/// Conversions leave a last digit that nobody wrote.
bool nearly(const std::optional<double> &a, const std::optional<double> &b)
{
    if (!a || !b)
        return !a && !b;
    return *a == *b || std::fabs(*a - *b) <= 1e-9 * std::max(std::fabs(*a), std::fabs(*b));
}

QString shownChoice(const AttributeDefinition *definition, const QString &word, Language language)
{
    if (definition) {
        for (const AttributeChoice &choice : definition->choices) {
            if (choice.word == word)
                return choice.name.in(language);
        }
    }
    return word;
}

DifferenceText shownAttribute(const AttributeDefinition *definition, const AttributeValue &value)
{
    if (const auto *flag = std::get_if<bool>(&value))
        return DifferenceList::word(*flag ? u"compare.yes"_s : u"compare.no"_s);
    if (const auto *single = std::get_if<QString>(&value))
        return DifferenceList::text(LocalizedText {shownChoice(definition, *single, Language::En),
            shownChoice(definition, *single, Language::Zh)});
    if (const auto *several = std::get_if<QStringList>(&value)) {
        QStringList en, zh;
        for (const QString &word : *several) {
            en << shownChoice(definition, word, Language::En);
            zh << shownChoice(definition, word, Language::Zh);
        }
        return DifferenceList::text(LocalizedText {en.join(u", "_s), zh.join(u"、"_s)});
    }
    if (const auto *quantity = std::get_if<Quantity>(&value))
        return DifferenceList::text(shownAmount(quantity->value, quantity->unit));
    if (const auto *range = std::get_if<Range>(&value))
        return DifferenceList::text(shownRange(*range, definition ? definition->unit : Unit()));
    return DifferenceList::text(toIso(std::get<UtcTime>(value)));
}

} // namespace

QString shownNumber(double value)
{
    const QLocale c = QLocale::c();
    const double size = std::fabs(value);
    const auto shortest = [&c](double number) {
        return c.toString(number, 'g', QLocale::FloatingPointShortest).remove(c.groupSeparator());
    };
    QString text = shortest(value);
    if (value != 0 && (size < 1e-3 || size >= 1e5) && text.contains(u'e')) {
        static const QString digits = u"⁰¹²³⁴⁵⁶⁷⁸⁹"_s;
        const QString mantissa = text.section(u'e', 0, 0);
        const int power = text.section(u'e', 1).toInt();
        text = mantissa == "1"_L1 ? u"10"_s : mantissa + u"×10"_s;
        if (power < 0)
            text += QChar(0x207B);
        const QString exponent = QString::number(std::abs(power));
        for (const QChar digit : exponent)
            text += digits.at(digit.digitValue());
    }
    return text.replace(u'-', QChar(0x2212));
}

QString shownAmount(double value, const Unit &unit)
{
    const QString &symbol = unit.symbol();
    if (symbol.isEmpty() || symbol == "1"_L1 || symbol == "pH"_L1 || symbol == "MOI"_L1)
        return shownNumber(value);
    return shownNumber(value) + QChar(0x00A0) + symbol;
}

QString shownRange(const Range &range, const Unit &unit)
{
    if (range.low && range.high)
        return shownNumber(*range.low) + u" – "_s + shownAmount(*range.high, unit);
    if (range.low)
        return u"≥ "_s + shownAmount(*range.low, unit);
    return range.high ? u"≤ "_s + shownAmount(*range.high, unit) : QString();
}

DifferenceText DifferenceList::text(std::optional<Duration> duration)
{
    if (!duration)
        return {};
    // toReadable() keeps two parts: where those do not say all, one exact number does.
    const qint64 ms = std::abs(duration->count());
    const qint64 kept = ms < 3'600'000 ? 1000 : ms < 86'400'000 ? 60'000 : 3'600'000;
    if (ms % kept == 0)
        return text(toReadable(*duration));
    if (ms % 60'000 == 0)
        return text(shownNumber(double(duration->count()) / 60'000) + QChar(0x00A0) + u"min"_s);
    return text(shownNumber(toSeconds(*duration)) + QChar(0x00A0) + u's');
}

void DifferenceList::setSubject(const Subject &subject)
{
    m_subject = subject;
    clearPart();
}

void DifferenceList::setPart(const LocalizedText &name, const ParameterId &parameter)
{
    m_part = name;
    m_parameter = parameter;
}

Difference &DifferenceList::add(const char *verb, DifferenceKind kind, DifferenceWeight weight)
{
    Difference difference;
    difference.kind = kind;
    difference.weight = weight;
    difference.code = u"compare."_s + QLatin1String(verb);
    difference.args = m_subject.args;
    difference.args.insert(u"where"_s, word(m_subject.where));
    difference.args.insert(u"of"_s, text(m_part));
    difference.beforeElement = m_subject.beforeElement;
    difference.afterElement = m_subject.afterElement;
    difference.beforeLink = m_subject.beforeLink;
    difference.afterLink = m_subject.afterLink;
    difference.parameter = m_parameter;
    m_list.append(difference);
    return m_list.last();
}

void DifferenceList::whole(const char *what, DifferenceKind kind, DifferenceWeight weight,
    const QMap<QString, DifferenceText> &args)
{
    add(what, kind, weight).args.insert(args);
}

void DifferenceList::change(const char *field, const DifferenceText &before,
    const DifferenceText &after, DifferenceWeight weight, const char *verb)
{
    const auto asked = [verb](const char *word) { return qstrcmp(verb, word) == 0; };
    const bool plain = asked("changed");
    const bool came
        = (plain && isEmpty(before) && !isEmpty(after)) || (asked("new") && !isEmpty(after));
    const bool went
        = (plain && !isEmpty(before) && isEmpty(after)) || (asked("gone") && !isEmpty(before));
    Difference &difference = add(came ? "added"
            : went                    ? "removed"
                                      : verb,
        DifferenceKind::Changed, weight);
    difference.field = QLatin1String(field);
    difference.args.insert(u"field"_s, word(u"compare.field."_s + QLatin1String(field)));
    difference.args.insert(u"before"_s, before);
    difference.args.insert(u"after"_s, after);
}

void DifferenceList::change(const char *field, const std::optional<Quantity> &before,
    const std::optional<Quantity> &after, DifferenceWeight weight)
{
    if (before == after)
        return;
    const auto shown = [](const std::optional<Quantity> &quantity) {
        return quantity ? text(shownAmount(quantity->value, quantity->unit)) : DifferenceText();
    };
    // 0.5 L and 500 mL: the same amount, written in another way.
    if (before && after) {
        const auto converted = after->in(before->unit);
        if (converted && nearly(converted->value, before->value))
            weight = DifferenceWeight::Wording;
    }
    change(field, shown(before), shown(after), weight);
}

void DifferenceList::mark(const char *field, bool before, bool after, DifferenceWeight lost)
{
    if (before != after)
        change(
            field, {}, {}, after ? DifferenceWeight::Changed : lost, after ? "marked" : "unmarked");
}

void DifferenceList::limit(const char *field, const Range &before, const Unit &beforeUnit,
    const Range &after, const Unit &afterUnit, DifferenceWeight lost)
{
    if (before == after && beforeUnit == afterUnit)
        return;
    const DifferenceText was = text(shownRange(before, beforeUnit));
    const DifferenceText is = text(shownRange(after, afterUnit));
    if (before.isEmpty() && after.isEmpty())
        return;
    if (before.isEmpty() || after.isEmpty()) {
        change(field, was, is, after.isEmpty() ? lost : DifferenceWeight::Changed);
        return;
    }
    Range converted = after;
    bool comparable = true;
    for (std::optional<double> *end : {&converted.low, &converted.high}) {
        if (!*end)
            continue;
        const auto value = afterUnit.convert(**end, beforeUnit);
        comparable = comparable && value.ok();
        if (value)
            *end = *value;
    }
    // A limit that cannot be compared is not known to hold: it counts as given up.
    if (!comparable) {
        change(field, was, is, lost);
        return;
    }
    if (beforeUnit != afterUnit) {
        if (nearly(before.low, converted.low))
            converted.low = before.low;
        if (nearly(before.high, converted.high))
            converted.high = before.high;
        if (converted == before)
            return; // the unit's own line says it
    }
    if (before.isWithin(converted))
        change(field, was, is, lost, "widened");
    else if (converted.isWithin(before))
        change(field, was, is, DifferenceWeight::Changed, "narrowed");
    else
        change(field, was, is, lost, "shifted");
}

void DifferenceList::longest(
    const char *field, std::optional<Duration> before, std::optional<Duration> after)
{
    if (before == after)
        return;
    if (!before || !after)
        change(field, text(before), text(after),
            before ? DifferenceWeight::Widened : DifferenceWeight::Changed);
    else if (*after > *before)
        change(field, text(before), text(after), DifferenceWeight::Widened, "widened");
    else
        change(field, text(before), text(after), DifferenceWeight::Changed, "narrowed");
}

void DifferenceList::attributes(const Attributes &before, const Attributes &after)
{
    if (before == after)
        return;
    const LocalizedText part = m_part;
    const ParameterId parameter = m_parameter;
    QMap<QString, AttributeValue> all = before.values();
    all.insert(after.values());
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        const auto was = before.values().constFind(it.key());
        const auto is = after.values().constFind(it.key());
        const bool had = was != before.values().cend();
        const bool has = is != after.values().cend();
        if (had && has && *was == *is)
            continue;
        const AttributeDefinition *definition = AttributeSet::shipped().definition(it.key());
        const LocalizedText name
            = definition ? definition->name : LocalizedText {it.key(), it.key()};
        setPart(part.isEmpty()
                ? name
                : LocalizedText {part.in(Language::En) + u" · "_s + name.in(Language::En),
                    part.in(Language::Zh) + u" · "_s + name.in(Language::Zh)},
            parameter);
        change("attribute", had ? shownAttribute(definition, *was) : DifferenceText(),
            has ? shownAttribute(definition, *is) : DifferenceText());
        m_list.last().field = u"attribute."_s + it.key();
    }
    setPart(part, parameter);
}

} // namespace cytoloom
