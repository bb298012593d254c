// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/readable.h"

#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString power(int exponent)
{
    static constexpr char16_t raised[] = u"⁰¹²³⁴⁵⁶⁷⁸⁹";
    QString text = u"10"_s;
    if (exponent < 0)
        text += u'⁻';
    const QString plain = QString::number(std::abs(exponent));
    for (const QChar digit : plain)
        text += QChar(raised[digit.digitValue()]);
    return text;
}

/// The power of ten that the symbol of a unit begins with ("1e6/mL": 6), and what follows it.
struct Scale
{
    int exponent = 0;
    QString rest;
};

Scale scaleOf(const QString &symbol)
{
    if (!symbol.startsWith("1e"_L1))
        return {0, symbol};
    qsizetype end = 2;
    while (end < symbol.size() && (symbol.at(end).isDigit() || symbol.at(end) == u'+'))
        ++end;
    bool ok = false;
    const int exponent = symbol.mid(2, end - 2).toInt(&ok);
    return ok ? Scale {exponent, symbol.mid(end)} : Scale {0, symbol};
}

} // namespace

QString readable::number(double value, int digits)
{
    const QLocale plain = QLocale::c();
    const QString text
        = plain.toString(value, 'e', digits > 0 ? digits - 1 : int(QLocale::FloatingPointShortest));
    const double rounded = plain.toDouble(text), size = std::abs(rounded);
    if (!std::isfinite(value) || size == 0 || (size >= 1e-4 && size < 1e6))
        return plain.toString(rounded, 'f', QLocale::FloatingPointShortest)
            .remove(plain.groupSeparator());
    const qsizetype e = text.indexOf(u'e');
    QString mantissa = text.left(e);
    if (mantissa.contains(u'.')) {
        while (mantissa.endsWith(u'0'))
            mantissa.chop(1);
        if (mantissa.endsWith(u'.'))
            mantissa.chop(1);
    }
    const QString ten = power(text.mid(e + 1).toInt());
    if (mantissa == "1"_L1)
        return ten;
    return mantissa == "-1"_L1 ? u'-' + ten : mantissa + u" × "_s + ten;
}

QString readable::unit(const Unit &unit)
{
    const Scale scale = scaleOf(unit.symbol());
    if (scale.exponent != 0)
        return power(scale.exponent) + scale.rest;
    return scale.rest.startsWith("1/"_L1) ? scale.rest.mid(1) : scale.rest;
}

QString readable::quantity(const Quantity &quantity, int digits)
{
    const QString number = readable::number(quantity.value, digits);
    const Scale scale = scaleOf(quantity.unit.symbol());
    if (scale.exponent != 0) {
        // One power of ten, not two in a row.
        if (std::abs(quantity.value) >= 1e6 || number.contains(u'×'))
            return readable::number(
                       quantity.value * std::pow(10.0, scale.exponent), digits > 0 ? digits : 15)
                + scale.rest;
        return number + u" × "_s + readable::unit(quantity.unit);
    }
    return quantity.unit.symbol().isEmpty() ? number
                                            : number + u' ' + readable::unit(quantity.unit);
}

} // namespace cytoloom
