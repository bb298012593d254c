// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/typednumber.h"

#include <QtCore/QRegularExpression>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// "⁻³" → "-3"
QString lowered(const QString &raised)
{
    static const QString digits = u"⁰¹²³⁴⁵⁶⁷⁸⁹"_s;
    QString plain;
    for (const QChar sign : raised) {
        if (sign == u'⁻')
            plain += u'-';
        else if (sign != u'⁺')
            plain += QString::number(digits.indexOf(sign));
    }
    return plain;
}

} // namespace

QString typednumber::plain(const QString &text)
{
    QString plain = text.trimmed();
    plain.replace(u'−', u'-').replace(u'．', u'.');
    for (const QChar space : {QChar(0x00A0), QChar(0x2009), QChar(0x202F), QChar(0x3000)})
        plain.replace(space, u' ');
    static const QRegularExpression power(
        uR"(^([+\-]?)(?:(\d+\.?\d*|\.\d+)\s*[×xX*·]\s*)?10(?:\^([+\-]?\d+)|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)))"_s);
    static const QRegularExpression perSomething(
        uR"(^([+\-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+\-]?\d+)?)\s*/)"_s);
    if (const auto match = power.match(plain); match.hasMatch()) {
        const QString mantissa
            = match.captured(1) + (match.captured(2).isEmpty() ? u"1"_s : match.captured(2));
        const QString exponent
            = match.captured(3).isEmpty() ? lowered(match.captured(4)) : match.captured(3);
        const QString rest = plain.mid(match.capturedEnd());
        // The power may belong to the unit (10⁶/mL): the amount is the same.
        if (rest.startsWith(u'/'))
            return mantissa + u" 1e"_s + exponent + rest;
        plain = mantissa + u'e' + exponent + rest;
    }
    if (const auto match = perSomething.match(plain); match.hasMatch())
        plain = match.captured(1) + u" 1/"_s + plain.mid(match.capturedEnd());
    return plain;
}

Result<Quantity> typednumber::quantity(const QString &text)
{
    return Quantity::parse(plain(text));
}

} // namespace cytoloom
