// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/expression.h"

#include <muParser.h>

#include <QtCore/QMap>
#include <QtCore/QRegularExpression>

#include <cmath>
#include <deque>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaxLength = 4096;
/// Nobody reads deeper ones; this bounds what a hostile text can make of brackets and choices.
constexpr int MaxDepth = 50;
/// Names, numbers and operators together.
constexpr int MaxParts = 1000;

/// How deep brackets stand in each other; a choice ("a ? b : c") has no bracket that ends it.
int depthOf(const QString &text)
{
    int depth = 0;
    int deepest = 0;
    for (const QChar c : text) {
        if (c == u'(')
            deepest = qMax(deepest, ++depth);
        else if (c == u')')
            --depth;
    }
    return deepest + int(text.count(u'?'));
}

/// Words, numbers, and every other character that is no space.
int partsOf(const QString &text)
{
    int parts = 0;
    bool inWord = false;
    for (const QChar c : text) {
        const bool word = c.isLetterOrNumber() || c == u'.' || c == u'_' || c == u':';
        if (!c.isSpace() && !(word && inWord))
            ++parts;
        inWord = word;
    }
    return parts;
}

double negated(double a)
{
    return a != 0 ? 0 : 1;
}

/// What people write into what muParser reads. "10 d" becomes a product: muParser's own postfix
/// operators cannot be called "min", which is a function.
QString prepared(QString text)
{
    static const QRegularExpression length(
        uR"((?<![\w.:])(\d+(?:\.\d+)?(?:[eE][+\-]?\d+)?)\s*(d|h|min|s)(?![\w.:(]))"_s);
    static const QMap<QString, QString> secondsPer {
        {u"d"_s, u"86400"_s}, {u"h"_s, u"3600"_s}, {u"min"_s, u"60"_s}, {u"s"_s, u"1"_s}};
    for (QRegularExpressionMatch match = length.match(text); match.hasMatch();
         match = length.match(text))
        text.replace(match.capturedStart(), match.capturedLength(),
            u'(' + match.captured(1) + u'*' + secondsPer[match.captured(2)] + u')');
    text.replace(u"≥"_s, u">="_s);
    text.replace(u"≤"_s, u"<="_s);
    text.replace(u"≠"_s, u"!="_s);
    text.replace(u"−"_s, u"-"_s);
    static const QRegularExpression word(uR"((?<![\w.:])(and|or|not)(?![\w.:]))"_s);
    static const QMap<QString, QString> operators {
        {u"and"_s, u"&&"_s}, {u"or"_s, u"||"_s}, {u"not"_s, u"!"_s}};
    for (QRegularExpressionMatch match = word.match(text); match.hasMatch();
         match = word.match(text))
        text.replace(match.capturedStart(), match.capturedLength(), operators[match.captured(1)]);
    return text;
}

} // namespace

struct Expression::Private
{
    QString text;
    mu::Parser parser;
    std::deque<double> values; ///< stable addresses that the byte code points to
    QStringList names; ///< in the order of values

    static double *variable(const char *name, void *self)
    {
        auto *d = static_cast<Private *>(self);
        d->names << QString::fromUtf8(name);
        return &d->values.emplace_back(0.0);
    }

    /// mu::ParserError escapes on a syntax error.
    explicit Private(const QString &expression)
        : text(expression)
    {
        parser.DefineNameChars("0123456789_.:abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        parser.DefineInfixOprt("!", negated);
        parser.SetVarFactory(&Private::variable, this);
        parser.SetExpr(prepared(expression).toStdString());
        parser.Eval(); // compiles; the value over zeros does not matter
        if (parser.GetNumResults() != 1)
            throw mu::ParserError(mu::ecUNEXPECTED_ARG_SEP);
    }
};

Expression::Expression(std::unique_ptr<Private> data)
    : d(std::move(data))
{ }

// A copy compiles anew: the byte code points into its own variables.
Expression::Expression(const Expression &other)
    : d(std::make_unique<Private>(other.d->text))
{ }

Expression &Expression::operator=(const Expression &other)
{
    if (this != &other)
        d = std::make_unique<Private>(other.d->text);
    return *this;
}

Expression::Expression(Expression &&) noexcept = default;
Expression &Expression::operator=(Expression &&) noexcept = default;
Expression::~Expression() = default;

Result<Expression> Expression::parse(const QString &text)
{
    if (text.size() > MaxLength)
        return Error(u"expression.tooLong"_s,
            {{u"length"_s, QString::number(text.size())},
                {u"limit"_s, QString::number(MaxLength)}});
    const auto refused = [&text](const QString &reason, int position) {
        return Error(u"expression.syntax"_s,
            {{u"text"_s, text.left(200)}, {u"position"_s, QString::number(position)},
                {u"reason"_s, reason}});
    };
    if (const int depth = depthOf(text); depth > MaxDepth) {
        return Error(u"expression.tooDeep"_s,
            {{u"depth"_s, QString::number(depth)}, {u"limit"_s, QString::number(MaxDepth)}});
    }
    if (const int parts = partsOf(text); parts > MaxParts) {
        return Error(u"expression.tooManyParts"_s,
            {{u"parts"_s, QString::number(parts)}, {u"limit"_s, QString::number(MaxParts)}});
    }
    // Strings and assignments have no place in a condition; muParser knows both.
    if (text.contains(u'"'))
        return refused(u"texts are not allowed"_s, int(text.indexOf(u'"')) + 1);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto at = [&text](qsizetype where) {
            return where >= 0 && where < text.size() ? text[where] : QChar(u' ');
        };
        if (text[i] == u'=' && at(i - 1) != u'=' && at(i + 1) != u'=' && at(i - 1) != u'<'
            && at(i - 1) != u'>' && at(i - 1) != u'!')
            return refused(u"write == to compare"_s, int(i) + 1);
    }
    try {
        return Expression(std::make_unique<Private>(text));
    } catch (const mu::ParserError &error) {
        return refused(QString::fromStdString(error.GetMsg()), int(error.GetPos()) + 1);
    } catch (const std::exception &error) {
        return refused(QString::fromUtf8(error.what()), 1);
    }
}

QString Expression::text() const
{
    return d->text;
}

QStringList Expression::names() const
{
    QStringList sorted = d->names;
    sorted.sort();
    return sorted;
}

Result<double> Expression::evaluate(const Lookup &lookup) const
{
    for (qsizetype i = 0; i < d->names.size(); ++i) {
        const std::optional<double> value = lookup(d->names[i]);
        if (!value)
            return Error(u"expression.missing"_s, {{u"name"_s, d->names[i]}});
        d->values[size_t(i)] = *value;
    }
    try {
        const double result = d->parser.Eval();
        if (std::isfinite(result))
            return result;
    } catch (const mu::ParserError &) { // e.g. a domain error; same meaning for the caller
    }
    return Error(u"expression.value"_s, {{u"text"_s, d->text.left(200)}});
}

} // namespace cytoloom
