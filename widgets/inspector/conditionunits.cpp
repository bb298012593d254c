// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/conditionunits.h"

#include "processgraph/foundation/unit.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// What a part of the expression is, as far as units go.
struct Part
{
    QString text;
    QString unit;
    bool known = false; ///< it has a unit
    bool number = false; ///< a plain one
};

QStringList tokensOf(const QString &text)
{
    // A time is one token; names hold dots and colons; two-character operators before single ones.
    static const QRegularExpression pattern(
        u"(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?(?:\\s*(?:min|d|h|s)\\b(?!\\s*\\())?"
        u"|[\\p{L}_][\\p{L}\\p{N}_.:]*|&&|\\|\\||[<>=!]=|[≤≥≠]|\\S"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    QStringList tokens;
    for (auto each = pattern.globalMatch(text); each.hasNext();)
        tokens << each.next().captured();
    return tokens;
}

bool sameScale(const QString &one, const QString &other, bool *convertible)
{
    const auto a = Unit::parse(one), b = Unit::parse(other);
    if (!a || !b) { // strange to UDUNITS: only the word can be compared
        *convertible = one == other;
        return one == other;
    }
    *convertible = a->isConvertibleTo(*b);
    if (!*convertible)
        return false;
    const auto zero = a->convert(0, *b), hundred = a->convert(100, *b);
    return zero && hundred && qAbs(*zero) < 1e-9 && qAbs(*hundred - 100) < 1e-9;
}

class Reader
{
public:
    Reader(const QString &text, const QMap<QString, QString> &units)
        : m_tokens(tokensOf(text))
        , m_units(units)
    { }

    QVector<UnitClash> read()
    {
        choice();
        return m_clashes;
    }

private:
    [[nodiscard]] QString peek() const { return m_tokens.value(m_at); }
    bool takes(std::initializer_list<QString> wanted, QString *found = nullptr)
    {
        for (const QString &each : wanted) {
            if (m_at < m_tokens.size() && peek() == each) {
                if (found)
                    *found = each;
                ++m_at;
                return true;
            }
        }
        return false;
    }

    // a ? b : c: both outcomes are one value
    Part choice()
    {
        Part part = either();
        if (!takes({u"?"_s}))
            return part;
        const Part yes = choice();
        takes({u":"_s});
        return fit(yes, choice());
    }

    Part either() { return logic({u"||"_s, u"or"_s}, &Reader::both); }
    Part both() { return logic({u"&&"_s, u"and"_s}, &Reader::negated); }

    Part logic(std::initializer_list<QString> words, Part (Reader::*inner)())
    {
        Part part = (this->*inner)();
        while (takes(words)) {
            (this->*inner)();
            part = {};
        }
        return part;
    }

    Part negated()
    {
        if (!takes({u"!"_s, u"not"_s}))
            return comparison();
        negated();
        return {};
    }

    Part comparison()
    {
        Part left = sum();
        while (takes(
            {u"<="_s, u">="_s, u"=="_s, u"!="_s, u"<"_s, u">"_s, u"≤"_s, u"≥"_s, u"≠"_s, u"="_s})) {
            fit(left, sum());
            left = {};
        }
        return left;
    }

    Part sum()
    {
        Part left = product();
        QString sign;
        while (takes({u"+"_s, u"-"_s}, &sign)) {
            const Part right = product();
            Part whole = fit(left, right);
            whole.text = left.text + u' ' + sign + u' ' + right.text;
            left = whole;
        }
        return left;
    }

    Part product()
    {
        Part left = power();
        QString sign;
        while (takes({u"*"_s, u"/"_s, u"%"_s}, &sign)) {
            const Part right = power();
            Part whole;
            if (left.known && right.number)
                whole = left;
            else if (left.number && right.known && sign == u'*')
                whole = right;
            whole.number = left.number && right.number;
            whole.text = left.text + u' ' + sign + u' ' + right.text;
            left = whole;
        }
        return left;
    }

    Part power()
    {
        Part base = single();
        if (!takes({u"^"_s}))
            return base;
        const Part exponent = power();
        return {base.text + u'^' + exponent.text, {}, false, base.number && exponent.number};
    }

    Part single()
    {
        if (takes({u"-"_s, u"+"_s}))
            return single();
        if (takes({u"("_s})) {
            Part inside = choice();
            takes({u")"_s});
            inside.text = u'(' + inside.text + u')';
            return inside;
        }
        const QString token = peek();
        ++m_at;
        if (token.isEmpty())
            return {};
        if (token.at(0).isDigit() || token.at(0) == u'.') {
            const bool time = token.back().isLetter();
            return {token, time ? u"s"_s : QString(), time, !time};
        }
        if (takes({u"("_s}))
            return call(token);
        const QString unit = m_units.value(token);
        return {token, unit, !unit.isEmpty(), false};
    }

    Part call(const QString &name)
    {
        // What chooses among its arguments, or only turns their sign, keeps their unit.
        const bool keeps
            = QStringList {u"min"_s, u"max"_s, u"abs"_s, u"sum"_s, u"avg"_s}.contains(name);
        Part whole;
        bool first = true;
        while (m_at < m_tokens.size() && peek() != u")"_s) {
            const Part argument = choice();
            if (keeps)
                whole = first ? argument : fit(whole, argument);
            first = false;
            if (!takes({u","_s}))
                break;
        }
        takes({u")"_s});
        whole.text = name + u"(…)"_s;
        return whole;
    }

    Part fit(const Part &left, const Part &right)
    {
        if (left.known && right.known) {
            bool convertible = false;
            if (!sameScale(left.unit, right.unit, &convertible))
                m_clashes.append({left.text, left.unit, right.text, right.unit, convertible});
        }
        Part whole = left.known ? left : right;
        whole.number = left.number && right.number;
        return whole;
    }

    QStringList m_tokens;
    const QMap<QString, QString> &m_units;
    qsizetype m_at = 0;
    QVector<UnitClash> m_clashes;
};

} // namespace

QVector<UnitClash> unitClashes(const QString &condition, const QMap<QString, QString> &units)
{
    return Reader(condition, units).read();
}

} // namespace cytoloom
